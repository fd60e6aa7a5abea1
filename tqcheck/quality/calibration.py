"""Logistic maps from raw figures to probabilities, kept as JSON.

The similarity estimator's own are fitted by ``tqcheck.training.fit_calibration``; ``tqcheck calibrate`` fits the map of
any estimator's figures to the probability of a major error (:class:`ErrorCalibration`).
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqcheck.quality.protocol import NEVER
from tqcheck.types import TqcheckError

FILE = Path(__file__).resolve().parent.parent / "models" / "similarity.json"


def probability(log_odds: float) -> float:
    """The probability of which the odds have this logarithm."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


@dataclass(frozen=True, slots=True)
class Logistic:
    """``1 / (1 + exp(-(bias + weights . features)))``."""

    weights: tuple[float, ...]
    bias: float

    def __call__(self, *features: float) -> float:
        """The probability for one row of features."""
        return probability(self.log_odds(*features))

    def log_odds(self, *features: float) -> float:
        """The logarithm of the odds for one row of features."""
        return self.bias + sum(w * x for w, x in zip(self.weights, features, strict=True))


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


@dataclass(frozen=True, slots=True)
class NetworkCalibration:
    """The maps of the embedded estimator.

    ``score`` and ``error`` are as in :class:`Calibration`, over the figures of a reading; ``word`` weighs a target
    word's log-odds, best match and pair (see ``embedded.word_figures``), ``known_word`` the same and what the
    translation table says of it (see ``TranslationTable.figures``), None without a table; ``gap`` maps the log-odds of
    a gap, ``omitted`` and ``known_omitted`` the figures of a source word, ``left_out`` those of what may be left out
    (see ``omissions``), which alarms from ``left_out_threshold``.
    """

    score: Logistic
    error: Logistic
    word: Logistic
    gap: Logistic
    omitted: Logistic
    threshold: float
    known_word: Logistic | None = None
    known_omitted: Logistic | None = None
    left_out: Logistic | None = None
    left_out_threshold: float = NEVER


def network_calibration(values: Mapping[str, Any]) -> NetworkCalibration:
    """A network's calibration from its JSON form: the last number of a map is its bias."""
    names = ("score", "error", "word", "gap", "omitted")
    maps = {key: Logistic(tuple(values[key][:-1]), values[key][-1]) for key in names}
    for key in ("known_word", "known_omitted", "left_out"):
        if values.get(key):
            maps[key] = Logistic(tuple(values[key][:-1]), values[key][-1])
    return NetworkCalibration(
        **maps, threshold=values["threshold"], left_out_threshold=values.get("left_out_threshold", NEVER)
    )


@functools.cache
def shipped() -> Calibration:
    """The calibration that ships."""
    return from_mapping(json.loads(FILE.read_text(encoding="utf-8")))


def from_mapping(values: Mapping[str, Any]) -> Calibration:
    """A calibration from its JSON form: the last number of a map is its bias."""
    maps = {key: Logistic(tuple(values[key][:-1]), values[key][-1]) for key in ("score", "error", "word")}
    return Calibration(**maps, threshold=values["threshold"])


@dataclass(frozen=True, slots=True)
class ErrorCalibration:
    """The map of one estimator's figures to the probability of a major error, and the operating point on it.

    ``model`` is the name of the estimator it was fitted for, ``figures`` the names of the map's inputs.
    """

    model: str
    langs: tuple[str, str]
    figures: tuple[str, ...]
    error: Logistic
    threshold: float


def read_calibration(path: str) -> Calibration | ErrorCalibration:
    """The calibration that a JSON file holds.

    Raises:
        TqcheckError: if the file cannot be read or is no calibration.
    """
    try:
        values = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be read ({error.strerror}); name a calibration file") from error
    except ValueError as error:
        raise TqcheckError(f"{path}: not JSON ({error}); write one with 'tqcheck calibrate'") from error
    try:
        similarity = {"score", "word"} <= values.keys() and "gap" not in values
        return from_mapping(values) if similarity else error_calibration(values)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        reason = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise TqcheckError(f"{path}: not a calibration ({reason}); write one with 'tqcheck calibrate'") from error


def error_calibration(values: Mapping[str, Any]) -> ErrorCalibration:
    """A calibration of errors from its JSON form: the last number of the map is its bias, a threshold of null is never.

    Raises:
        KeyError: if a field is missing.
        ValueError: if a field is not of its form.
    """
    weights = tuple(map(float, values["error"]))
    figures = tuple(map(str, values["figures"]))
    source, target = map(str, values["langs"])
    threshold = NEVER if values["threshold"] is None else float(values["threshold"])
    if len(weights) != len(figures) + 1 or not all(map(math.isfinite, (*weights, threshold))):
        raise ValueError("'error' must hold a finite number for each of 'figures', and the bias")
    return ErrorCalibration(
        str(values["model"]), (source, target), figures, Logistic(weights[:-1], weights[-1]), threshold
    )


def error_mapping(calibration: ErrorCalibration) -> dict[str, Any]:
    """The JSON form that :func:`error_calibration` reads."""
    return {
        "version": 1,
        "model": calibration.model,
        "langs": list(calibration.langs),
        "figures": list(calibration.figures),
        "error": [*calibration.error.weights, calibration.error.bias],
        "threshold": None if calibration.threshold > 1 else calibration.threshold,
    }
