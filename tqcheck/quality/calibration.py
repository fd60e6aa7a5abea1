"""Logistic maps from raw figures to probabilities, fitted by ``tqcheck.training.fit_calibration`` and kept as JSON."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent.parent / "models" / "similarity.json"


@dataclass(frozen=True, slots=True)
class Logistic:
    """``1 / (1 + exp(-(bias + weights . features)))``."""

    weights: tuple[float, ...]
    bias: float

    def __call__(self, *features: float) -> float:
        """The probability for one row of features."""
        total = self.bias + sum(w * x for w, x in zip(self.weights, features, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class Calibration:
    """The maps of the similarity estimator.

    ``score`` is the expected share of words a post-editor keeps (1 - HTER), ``error`` the probability of a major
    error, ``word`` that a
    word is wrong; ``threshold`` is the operating point on ``error``.
    """

    score: Logistic
    error: Logistic
    word: Logistic
    threshold: float


@functools.cache
def shipped() -> Calibration:
    """The calibration that ships."""
    return from_mapping(json.loads(FILE.read_text(encoding="utf-8")))


def from_mapping(values: Mapping[str, Any]) -> Calibration:
    """A calibration from its JSON form: the last number of a map is its bias."""
    maps = {key: Logistic(tuple(values[key][:-1]), values[key][-1]) for key in ("score", "error", "word")}
    return Calibration(**maps, threshold=values["threshold"])
