"""The embedded encoder: it loads offline, answers across languages, and never cuts a text off."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tqcheck.encoder import Encoder, load_encoder
from tqcheck.types import TqcheckError

PAIRS = [
    ("Le chat dort sur le canapé.", "The cat is sleeping on the sofa."),
    ("La banque centrale a relevé ses taux.", "The central bank raised its rates."),
    ("Il pleut depuis trois jours.", "It has been raining for three days."),
    ("Les élèves ont quitté l'école à midi.", "The pupils left school at noon."),
]


def test_sentences_find_their_translations(encoder: Encoder) -> None:
    """Each sentence is nearest to its own translation."""
    left = encoder.sentences([french for french, _ in PAIRS])
    right = encoder.sentences([english for _, english in PAIRS])
    assert (left @ right.T).argmax(1).tolist() == [0, 1, 2, 3]


def test_sentences_and_encodings_agree(encoder: Encoder) -> None:
    """Both calls give the same sentence vectors, in the order of the texts, repeated ones too."""
    texts = ["Bonjour.", PAIRS[0][0], "Bonjour."]
    vectors = np.stack([encoding.sentence for encoding in encoder.encode(texts)])
    assert np.allclose(vectors, encoder.sentences(texts), atol=0.02)
    assert np.allclose(vectors[0], vectors[2])


def test_offsets_cover_the_words(encoder: Encoder) -> None:
    """Token offsets are characters of the text, blanks left out."""
    text = "Été 2023 : l’île rouvre."
    encoding = encoder.encode([text])[0]
    covered = {text[start:end] for start, end in encoding.offsets}
    assert len(encoding.offsets) == len(encoding.tokens)
    assert all(part == part.strip() for part in covered)
    assert "".join(text[a:b] for a, b in encoding.offsets).replace(" ", "") == text.replace(" ", "")


def test_long_texts_are_windowed(encoder: Encoder) -> None:
    """A text longer than the model's window keeps a vector for each of its tokens."""
    text = " ".join(french for french, _ in PAIRS * 60)
    encoding = encoder.encode([text])[0]
    assert encoding.offsets[-1][1] == len(text)
    assert len(encoding.tokens) == len(encoding.offsets) > 1500
    assert np.linalg.norm(encoding.sentence) == pytest.approx(1.0, abs=1e-3)


def test_missing_encoder() -> None:
    """A folder or hub id that is not there is one clear line."""
    with pytest.raises(TqcheckError, match=r"no/such-model: no encoder could be loaded"):
        load_encoder("no/such-model")


def test_local_folder(tmp_path: Path) -> None:
    """Any encoder that transformers reads from a folder serves."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    vocabulary = {
        token: index for index, token in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "chat", "cat", "query"])
    }
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    special = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, **special).save_pretrained(tmp_path)
    torch.manual_seed(0)
    config = BertConfig(vocab_size=7, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32)
    BertModel(config).save_pretrained(tmp_path)
    encoding = load_encoder(str(tmp_path), device="cpu").encode(["chat cat"])[0]
    assert encoding.tokens.shape == (2, 16)
    assert encoding.offsets.tolist() == [[0, 4], [5, 8]]
