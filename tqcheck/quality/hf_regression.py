"""Cross-encoders of the Hugging Face hub: source and translation read together, one figure for the pair.

A model with one output is a regression, its figure the output. With several outputs its figure is the log-odds of the
label that stands for a good translation. Such models say nothing of single words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tqcheck.quality.calibrated import Reading
from tqcheck.quality.hub import (
    NO_LIMIT,
    ModelName,
    full_name,
    load_model,
    load_tokenizer,
    padded_rows,
    token_limit,
)
from tqcheck.quality.protocol import Progress
from tqcheck.quality.windows import Countdown, Window, by_owner, length_batches, pair_windows, weighted_mean
from tqcheck.types import Span, TqcheckError

BATCH_TOKENS = 8192
GOOD = ("good", "ok", "okay", "correct", "acceptable", "adequate", "entailment", "entails", "positive")
"""Label names that stand for a good translation; of two labels LABEL_0 and LABEL_1 it is the latter."""

SLACK = 0.05
"""How far an output may lie outside 0..1 before the user is told that scores are cut off."""


@dataclass(frozen=True, slots=True)
class Head:
    """How outputs are read: ``good`` is the index of the label that stands for a good translation.

    ``kind`` is "identity" (a regression whose outputs are scores), "sigmoid" (the output is a log-odds, of one label by
    itself) or "softmax" (labels that exclude each other).
    """

    kind: str
    good: int = 0

    def figure(self, outputs: Sequence[float]) -> float:
        """The figure to calibrate: the output itself, or the log-odds of the good label."""
        if self.kind != "softmax":
            return outputs[self.good]
        others = [value for index, value in enumerate(outputs) if index != self.good]
        peak = max(others)
        return outputs[self.good] - peak - math.log(sum(math.exp(value - peak) for value in others))

    def score(self, figure: float) -> float:
        """The score in 0..1."""
        if self.kind == "identity":
            return min(1.0, max(0.0, figure))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, figure))))


class CrossEncoderScorer:
    """Reads pairs with a sequence-classification model."""

    def __init__(self, name: ModelName, config: Any, langs: tuple[str, str], device: str | None = None) -> None:
        from transformers import AutoModelForSequenceClassification

        name.only("label", "activation")
        self.head = read_head(name, config)
        self.model = load_model(name, AutoModelForSequenceClassification, device)
        self.tokenizer = load_tokenizer(name)
        self.limit = token_limit(self.model, self.tokenizer)
        self.tokenizer.model_max_length = NO_LIMIT  # windows are ours to cut; silences advice to truncate
        self.langs = langs
        self.name = full_name(name, config)
        self.figures = ("output",) if self.head.kind == "identity" else ("log_odds",)
        self._outside = False

    @property
    def warnings(self) -> tuple[str, ...]:
        """That outputs lay outside 0..1, where they did."""
        if not self._outside:
            return ()
        return (f"model {self.name} gives values outside 0..1, cut off in the scores; a calibration uses them whole",)

    def forget(self) -> None:
        """Let go of what was noted about one document before the next."""
        self._outside = False

    def read(self, pairs: Sequence[tuple[str, str]], progress: Progress | None = None) -> list[Reading]:
        """One reading a pair, in order: the mean over its windows by length."""
        windows = self.windows(pairs)
        figures = self._run(pairs, windows, progress)
        self._outside |= self.head.kind == "identity" and any(not -SLACK <= f <= 1 + SLACK for f in figures)
        owners = [window.owner for window in windows]
        return [
            self._reading(parts) for parts in by_owner(owners, list(zip(windows, figures, strict=True)), len(pairs))
        ]

    def windows(self, pairs: Sequence[tuple[str, str]]) -> list[Window]:
        """The pairs whole where they fit, else in windows."""
        found: list[Window] = []
        for owner, (pair, length) in enumerate(zip(pairs, self._lengths(pairs), strict=True)):
            if length <= self.limit:
                found.append(Window(owner, Span(0, len(pair[0])), Span(0, len(pair[1]))))
            else:
                found.extend(pair_windows(pair, owner, self.langs, self._fits, self._small))
        return found

    def _fits(self, source: str, target: str) -> bool:
        return self._lengths([(source, target)])[0] <= self.limit

    def _small(self, text: str) -> bool:
        return len(self.tokenizer(text, add_special_tokens=False)["input_ids"]) <= self.limit // 4 - 2

    def _lengths(self, pairs: Sequence[tuple[str, str]]) -> list[int]:
        return [len(ids) for ids in self._encode(pairs)["input_ids"]] if pairs else []

    def _encode(self, pairs: Sequence[tuple[str, str]]) -> Any:
        return self.tokenizer([source for source, _ in pairs], [target for _, target in pairs], truncation=False)

    def _run(
        self, pairs: Sequence[tuple[str, str]], windows: Sequence[Window], progress: Progress | None
    ) -> list[float]:
        """The figure of each window."""
        import torch

        figures = [0.0] * len(windows)
        if not windows:
            return figures
        encoded = self._encode([window.texts(pairs[window.owner]) for window in windows])
        countdown = Countdown([window.owner for window in windows], progress)
        for batch in length_batches([len(ids) for ids in encoded["input_ids"]], BATCH_TOKENS):
            rows = {key: [encoded[key][index] for index in batch] for key in encoded}
            padded = padded_rows(rows, self.tokenizer.pad_token_id, self.model.device)
            with torch.inference_mode():
                outputs = self.model(**padded).logits.float().cpu().tolist()
            for index, row in zip(batch, outputs, strict=True):
                figures[index] = self.head.figure(row)
                countdown.done(windows[index].owner)
        return figures

    def _reading(self, parts: Sequence[tuple[Window, float]]) -> Reading:
        weights = [window.weight for window, _ in parts]
        figures = [figure for _, figure in parts]
        score = weighted_mean([self.head.score(figure) for figure in figures], weights)
        return Reading(score, (weighted_mean(figures, weights),))


def read_head(name: ModelName, config: Any) -> Head:
    """How the model's outputs are to be read, from its configuration and what the user says of it.

    Raises:
        TqcheckError: if no label is known to stand for a good translation.
    """
    labels = {int(index): str(label) for index, label in config.id2label.items()}
    if len(labels) > 1:
        kind = "sigmoid" if config.problem_type == "multi_label_classification" else "softmax"
        return Head(kind, good_label(name, labels))
    activation = name.options.get("activation") or _activation(config)
    if activation not in ("identity", "sigmoid"):
        raise TqcheckError(f"{name.shown}: no activation '{activation}'; write activation=identity or =sigmoid")
    return Head(activation)


def _activation(config: Any) -> str:
    """What sentence-transformers notes for its cross-encoders; nothing noted is the identity of plain regressions."""
    noted = getattr(config, "sentence_transformers", None) or {}
    named = str(noted.get("activation_fn") or getattr(config, "sbert_ce_default_activation_function", None) or "")
    return "sigmoid" if named.lower().rpartition(".")[2].startswith("sigmoid") else "identity"


def good_label(name: ModelName, labels: dict[int, str]) -> int:
    """The index of the label that stands for a good translation.

    Raises:
        TqcheckError: if the user names no label of the model, or names none and none is known.
    """
    wanted = name.options.get("label")
    names = {label.lower(): index for index, label in labels.items()}
    shown = ", ".join(labels[index] for index in sorted(labels))
    if wanted is not None:
        if wanted.lower() not in names:
            raise TqcheckError(f"{name.shown}: no label '{wanted}'; its labels are {shown}")
        return names[wanted.lower()]
    known = [names[label] for label in GOOD if label in names]
    if not known and set(names) == {"label_0", "label_1"}:
        known = [names["label_1"]]
    if len(known) != 1:
        raise TqcheckError(
            f"{name.shown}: which of its labels ({shown}) stands for a good translation?"
            f" name it with {name.shown}?label=NAME"
        )
    return known[0]
