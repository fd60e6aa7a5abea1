"""Sentence encoders of the Hugging Face hub: the cosine of a source's and its translation's vectors.

How token vectors become a sentence's is read from the files that sentence-transformers writes (modules.json, the
pooling's and the dense layers' config.json); without them it is the mean over the tokens, for LaBSE the pooled first
token. Such models say nothing of single words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqcheck.quality.calibrated import Reading
from tqcheck.quality.hub import (
    NO_LIMIT,
    ModelName,
    find_file,
    full_name,
    load_model,
    load_tokenizer,
    loading,
    padded_rows,
    read_json,
    require_safetensors,
    token_limit,
)
from tqcheck.quality.protocol import Progress
from tqcheck.quality.windows import Countdown, length_batches, text_windows
from tqcheck.types import Span, TqcheckError

if TYPE_CHECKING:
    import torch

BATCH_TOKENS = 8192
POOLINGS = ("cls", "mean", "max", "mean_sqrt_len", "lasttoken", "pooler")
E5 = re.compile(r"(?<![a-z0-9])e5(?![a-z0-9])")
E5_PREFIX = "query: "

Layer = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Pooling:
    """How token vectors become a sentence's: the ways whose results are joined, then dense layers."""

    ways: tuple[str, ...]
    dense: tuple[Layer, ...] = ()

    def __call__(self, output: Any, mask: torch.Tensor) -> torch.Tensor:
        """The vectors (sentences, hidden) of a batch."""
        import torch

        vectors = torch.cat([pool(way, output, mask) for way in self.ways], dim=-1)
        for layer in self.dense:
            vectors = layer(vectors)
        return vectors


def pool(way: str, output: Any, mask: torch.Tensor) -> torch.Tensor:
    """One way of pooling, over the tokens that ``mask`` (sentences, tokens) names; float32."""
    import torch

    if way == "pooler":
        return torch.as_tensor(output.pooler_output).float()
    hidden = output.last_hidden_state.float()
    present = mask[..., None].to(hidden.dtype)
    if way == "cls":
        return torch.as_tensor(hidden[:, 0])
    if way == "max":
        return hidden.masked_fill(present == 0, float("-inf")).amax(1)
    if way == "lasttoken":
        return torch.as_tensor(hidden[torch.arange(len(hidden)), mask.sum(1) - 1])
    count = present.sum(1)
    return (hidden * present).sum(1) / (count if way == "mean" else count.sqrt())


class SentenceScorer:
    """Reads pairs with a sentence encoder."""

    figures = ("cosine",)
    warnings: tuple[str, ...] = ()

    def __init__(self, name: ModelName, config: Any, langs: tuple[str, str], device: str | None = None) -> None:
        from transformers import AutoModel

        name.only("prefix", "pooling")
        self.pooling = read_pooling(name)
        spare = () if "pooler" in self.pooling.ways else ("pooler.",)
        self.model = load_model(name, model_class(config) or AutoModel, device, spare)
        self.tokenizer = load_tokenizer(name)
        trained = (read_json(name, "sentence_bert_config.json") or {}).get("max_seq_length") or NO_LIMIT
        self.limit = min(token_limit(self.model, self.tokenizer), trained)
        self.tokenizer.model_max_length = NO_LIMIT  # windows are ours to cut; silences advice to truncate
        self.prefix = read_prefix(name)
        self.langs = langs
        self.name = full_name(name, config)

    def read(self, pairs: Sequence[tuple[str, str]], progress: Progress | None = None) -> list[Reading]:
        """One reading a pair, in order."""
        import numpy as np

        sides = [(pair[side], self.langs[side]) for pair in pairs for side in (0, 1)]
        vectors = self.vectors(sides, progress)
        readings = []
        for source, target in zip(vectors[::2], vectors[1::2], strict=True):
            norm = float(np.linalg.norm(source) * np.linalg.norm(target))
            cosine = float(source @ target) / norm if norm else 0.0
            readings.append(Reading(min(1.0, max(0.0, cosine)), (cosine,)))
        return readings

    def vectors(self, texts: Sequence[tuple[str, str]], progress: Progress | None = None) -> list[Any]:
        """The vector of each ``(text, language)``: the mean over its windows by tokens.

        ``progress`` is told of every second text, which is a pair.
        """
        windows = [
            (owner, text[slice(*span)]) for owner, (text, lang) in enumerate(texts) for span in self._spans(text, lang)
        ]
        rows = self._rows([text for _, text in windows])
        countdown = Countdown([owner // 2 for owner, _ in windows], progress)
        sums: list[Any] = [0.0] * len(texts)
        for batch in length_batches([len(row) for row in rows], BATCH_TOKENS):
            for index, vector in zip(batch, self._run([rows[index] for index in batch]), strict=True):
                owner = windows[index][0]
                sums[owner] = sums[owner] + vector * len(rows[index])
                countdown.done(owner // 2)
        return sums

    def _spans(self, text: str, lang: str) -> list[Span]:
        return [Span(0, len(text))] if self._fits(text) else text_windows(text, lang, self._fits)

    def _fits(self, text: str) -> bool:
        return len(self._rows([text])[0]) <= self.limit

    def _rows(self, texts: Sequence[str]) -> list[list[int]]:
        if not texts:
            return []
        rows: list[list[int]] = self.tokenizer([self.prefix + text for text in texts], truncation=False)["input_ids"]
        return rows

    def _run(self, rows: Sequence[Sequence[int]]) -> Any:
        import torch

        batch = padded_rows(
            {"input_ids": rows, "attention_mask": [[1] * len(row) for row in rows]},
            self.tokenizer.pad_token_id,
            self.model.device,
        )
        with torch.inference_mode():
            vectors = self.pooling(self.model(**batch), batch["attention_mask"])
            return torch.nn.functional.normalize(vectors, dim=-1).cpu().numpy()


def model_class(config: Any) -> Any:
    """The encoder half's own class where the model was saved from one (T5EncoderModel), else None."""
    import transformers

    architecture = (config.architectures or [""])[0]
    return getattr(transformers, architecture, None) if architecture.endswith("EncoderModel") else None


def read_prefix(name: ModelName) -> str:
    """What is written before every text: as the user says, as the model's files say, "query: " for e5, else nothing."""
    if "prefix" in name.options:
        return name.options["prefix"]
    settings = read_json(name, "config_sentence_transformers.json") or {}
    chosen = settings.get("default_prompt_name")
    if chosen is not None:
        return str(settings["prompts"][chosen])
    return E5_PREFIX if E5.search(name.title) else ""


def read_pooling(name: ModelName) -> Pooling:
    """How the model pools.

    Raises:
        TqcheckError: for a way of pooling, or a layer, that is not known here.
    """
    modules = read_json(name, "modules.json") or []
    folders = {kind: [m["path"] for m in modules if m["type"].endswith(f".{kind}")] for kind in ("Pooling", "Dense")}
    unknown = [
        m["type"]
        for m in modules
        if m["type"].rpartition(".")[2] not in ("Transformer", "Pooling", "Dense", "Normalize")
    ]
    if unknown:
        raise TqcheckError(f"{name.shown}: its layer {unknown[0]} is not known here; name another sentence encoder")
    settings = read_json(name, f"{(folders['Pooling'] or ['1_Pooling'])[0]}/config.json")
    ways = _ways(name, settings)
    for way in ways:
        if way not in POOLINGS:
            raise TqcheckError(f"{name.shown}: pooling '{way}' is not known here; name one with ?pooling=mean or =cls")
    return Pooling(ways, tuple(read_dense(name, folder) for folder in folders["Dense"]))


def _ways(name: ModelName, settings: dict[str, Any] | None) -> tuple[str, ...]:
    if "pooling" in name.options:
        return (name.options["pooling"],)
    if settings is None:
        return ("pooler",) if "labse" in name.title else ("mean",)
    if "pooling_mode" in settings:
        named = settings["pooling_mode"]
        return tuple(named) if isinstance(named, list) else (str(named),)
    marks = {
        "cls_token": "cls",
        "max_tokens": "max",
        "mean_tokens": "mean",
        "mean_sqrt_len_tokens": "mean_sqrt_len",
        "weightedmean_tokens": "weightedmean",
        "lasttoken": "lasttoken",
    }
    return tuple(way for mark, way in marks.items() if settings.get(f"pooling_mode_{mark}")) or ("mean",)


def read_dense(name: ModelName, folder: str) -> Layer:
    """A dense layer over the pooled vector.

    Raises:
        TqcheckError: if its weights are missing or no safetensors.
    """
    import torch
    from safetensors.torch import load_file

    require_safetensors(name, folder)
    settings, path = read_json(name, f"{folder}/config.json") or {}, find_file(name, f"{folder}/model.safetensors")
    if path is None:
        raise TqcheckError(f"{name.shown}: {folder} has no model.safetensors; save the model with safetensors")
    with loading(name):
        state = load_file(Path(path))
    weight, bias = state["linear.weight"].float(), state.get("linear.bias")
    bias = None if bias is None else bias.float()
    activation = str(settings.get("activation_function", "torch.nn.modules.activation.Tanh")).rpartition(".")[2]
    if activation not in ("Tanh", "Identity"):
        raise TqcheckError(f"{name.shown}: activation {activation} of {folder} is not known here; name another encoder")

    def layer(vectors: torch.Tensor) -> torch.Tensor:
        device = vectors.device
        out = torch.nn.functional.linear(vectors, weight.to(device), None if bias is None else bias.to(device))
        return out.tanh() if activation == "Tanh" else out

    return layer
