"""Randomly initialised models of every kind, small enough to be made in a blink, and their tokenizers."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import torch

LINES = [
    "Le chat dort sur le canapé depuis ce matin.",
    "La banque centrale a relevé ses taux, dit-elle.",
    "Il pleut sur la ville : les rues sont vides !",
    "The cat has been asleep on the sofa since this morning.",
    "The central bank raised its rates, she said.",
    "It is raining on the town: the streets are empty!",
    "translate French to English: German",
]
SPECIAL = {"pad_token": "<pad>", "unk_token": "<unk>", "cls_token": "<s>", "sep_token": "</s>", "eos_token": "</s>"}
BERT = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 48}
SEQ2SEQ = {
    "d_model": 32, "encoder_layers": 2, "decoder_layers": 2, "encoder_attention_heads": 2, "decoder_attention_heads": 2,
    "encoder_ffn_dim": 48, "decoder_ffn_dim": 48,
}  # fmt: skip


def save(model: Any, tokenizer: Any, folder: Path) -> Path:
    """Write a model and its tokenizer to a folder, with weights spread wide enough to tell texts apart."""
    for parameter in model.parameters() if model.config.model_type != "t5" else ():
        if parameter.dim() > 1:
            parameter.data.mul_(8)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def fast_tokenizer(max_length: int = 64) -> Any:
    """A unigram tokenizer with the frame that BERT-like models put around one text or two."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.Unigram())
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    words = ["<pad>", "<unk>", "<s>", "</s>"]
    tokenizer.train_from_iterator(
        LINES, trainers.UnigramTrainer(vocab_size=120, special_tokens=words, unk_token="<unk>", show_progress=False)
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        "<s> $A </s>",
        "<s> $A </s> $B </s>",
        [("<s>", tokenizer.token_to_id("<s>")), ("</s>", tokenizer.token_to_id("</s>"))],
    )
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=max_length, **SPECIAL)


def classifier(folder: Path, kind: str = "Bert", **config: Any) -> Path:
    """A sequence classifier: ``kind`` is Bert or XLMRoberta."""
    import transformers

    torch.manual_seed(1)
    tokenizer = fast_tokenizer()
    positions = 64 if kind == "Bert" else 66
    settings = getattr(transformers, f"{kind}Config")(
        vocab_size=len(tokenizer),
        max_position_embeddings=positions,
        pad_token_id=tokenizer.pad_token_id,
        **BERT,
        **config,
    )
    return save(getattr(transformers, f"{kind}ForSequenceClassification")(settings), tokenizer, folder)


def sentence_encoder(folder: Path) -> Path:
    """A BERT without a head."""
    from transformers import BertConfig, BertModel

    torch.manual_seed(2)
    tokenizer = fast_tokenizer()
    config = BertConfig(
        vocab_size=len(tokenizer), max_position_embeddings=64, pad_token_id=tokenizer.pad_token_id, **BERT
    )
    return save(BertModel(config), tokenizer, folder)


def sentencepiece_model(path: Path, size: int = 130) -> list[str]:
    """Train a SentencePiece model on the lines; its pieces."""
    import sentencepiece

    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(LINES), model_writer=out, vocab_size=size, hard_vocab_limit=False, minloglevel=2
    )
    path.write_bytes(out.getvalue())
    model = sentencepiece.SentencePieceProcessor(model_proto=out.getvalue())
    return [model.id_to_piece(index) for index in range(model.get_piece_size())]


def marian(folder: Path, languages: tuple[str, ...] = ()) -> Path:
    """A Marian model; with ``languages`` it writes several, named by tokens such as ">>fra<<"."""
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    raw = folder.with_name(f"{folder.name}-raw")
    raw.mkdir()
    pieces = sentencepiece_model(raw / "source.spm")
    shutil.copy(raw / "source.spm", raw / "target.spm")
    words = ["</s>", "<unk>", *(p for p in pieces if p not in ("<s>", "</s>", "<unk>")), *languages, "<pad>"]
    (raw / "vocab.json").write_text(json.dumps({word: index for index, word in enumerate(words)}))
    tokenizer = MarianTokenizer(str(raw / "source.spm"), str(raw / "target.spm"), str(raw / "vocab.json"))
    torch.manual_seed(3)
    pad = len(words) - 1
    config = MarianConfig(
        vocab_size=len(words), max_position_embeddings=96, pad_token_id=pad, decoder_start_token_id=pad,
        eos_token_id=0, forced_eos_token_id=0, bos_token_id=0, **SEQ2SEQ,
    )  # fmt: skip
    return save(MarianMTModel(config), tokenizer, folder)


def m2m100(folder: Path) -> Path:
    """An M2M100 with its slow tokenizer."""
    from transformers import M2M100Tokenizer

    raw = folder.with_name(f"{folder.name}-raw")
    raw.mkdir()
    pieces = sentencepiece_model(raw / "sentencepiece.bpe.model")
    words = ["<s>", "<pad>", "</s>", "<unk>", *(p for p in pieces if p not in ("<s>", "</s>", "<unk>"))]
    (raw / "vocab.json").write_text(json.dumps({word: index for index, word in enumerate(words)}))
    tokenizer = M2M100Tokenizer(str(raw / "vocab.json"), str(raw / "sentencepiece.bpe.model"))
    return save(_m2m100_model(len(words) + len(tokenizer.lang_code_to_token) + 8), tokenizer, folder)


def _m2m100_model(size: int) -> Any:
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    torch.manual_seed(4)
    config = M2M100Config(
        vocab_size=size, max_position_embeddings=96, pad_token_id=1, bos_token_id=0, eos_token_id=2,
        decoder_start_token_id=2, scale_embedding=False, **SEQ2SEQ,
    )  # fmt: skip
    return M2M100ForConditionalGeneration(config)


def nllb(folder: Path) -> Path:
    """An M2M100 with the tokenizer of NLLB."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import NllbTokenizer

    trained = Tokenizer(models.BPE(unk_token="<unk>"))
    trained.pre_tokenizer = pre_tokenizers.Metaspace()
    words = ["<s>", "<pad>", "</s>", "<unk>"]
    trained.train_from_iterator(LINES, trainers.BpeTrainer(vocab_size=140, special_tokens=words, show_progress=False))
    model = json.loads(trained.to_str())["model"]
    merges = [tuple(merge) if isinstance(merge, list) else tuple(merge.split(" ")) for merge in model["merges"]]
    tokenizer = NllbTokenizer(vocab=model["vocab"], merges=merges)
    return save(_m2m100_model(len(tokenizer)), tokenizer, folder)


def mbart(folder: Path) -> Path:
    """An mBART, which names the language after the text."""
    from transformers import MBartConfig, MBartForConditionalGeneration, MBartTokenizer

    tokenizer = MBartTokenizer(vocab=[("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *_scored()])
    torch.manual_seed(5)
    config = MBartConfig(
        vocab_size=len(tokenizer), max_position_embeddings=96, pad_token_id=1, bos_token_id=0, eos_token_id=2, **SEQ2SEQ
    )
    return save(MBartForConditionalGeneration(config), tokenizer, folder)


def _scored() -> list[tuple[str, float]]:
    vocabulary = json.loads(fast_tokenizer().backend_tokenizer.to_str())["model"]["vocab"]
    return [(piece, score) for piece, score in vocabulary if not piece.startswith("<")]


def t5(folder: Path) -> Path:
    """A T5."""
    from transformers import T5Config, T5ForConditionalGeneration, T5Tokenizer

    tokenizer = T5Tokenizer(vocab=[("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *_scored()], model_max_length=96)
    torch.manual_seed(6)
    config = T5Config(
        vocab_size=len(tokenizer), d_model=32, d_kv=16, d_ff=48, num_layers=2, num_heads=2, decoder_start_token_id=0
    )
    return save(T5ForConditionalGeneration(config), tokenizer, folder)
