"""From what a model says of a pair to an estimate: a calibration turns the model's own figures into probabilities."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tqcheck.quality.calibration import ErrorCalibration
from tqcheck.quality.protocol import NEVER, Estimator, Progress, warnings_of
from tqcheck.types import Bead, Estimate, Segment, TqcheckError, WordScore

CHUNK = 512
"""Beads read at a time, so that memory does not grow with the document."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model says of a pair: ``score`` in 0..1 to show, ``figures`` on the model's own scales to calibrate."""

    score: float
    figures: tuple[float, ...]
    words: tuple[WordScore, ...] = ()


class Scorer(Protocol):
    """A model that reads pairs; how far its figures can be trusted is the business of a calibration."""

    @property
    def name(self) -> str:
        """Names the model and its weights, for the signature."""

    @property
    def langs(self) -> tuple[str, str]:
        """The languages of source and target."""

    @property
    def figures(self) -> tuple[str, ...]:
        """The names of the figures in a reading."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader of the readings so far must know."""

    def read(self, pairs: Sequence[tuple[str, str]], progress: Progress | None = None) -> list[Reading]:
        """One reading a pair of texts, neither of them empty, in order."""


class ScorerEstimator:
    """Estimates with a scorer and its calibration.

    Without a calibration ``p_error`` is 1 - score: in 0..1 and falling as the score rises, but no probability. Such an
    estimator flags nothing by itself and says so.
    """

    def __init__(self, scorer: Scorer, calibration: ErrorCalibration | None = None) -> None:
        if calibration is not None:
            require_fit(scorer, calibration)
        self.scorer = scorer
        self.calibration = calibration

    @property
    def name(self) -> str:
        """Names the model and its weights."""
        return self.scorer.name

    @property
    def threshold(self) -> float:
        """The calibration's operating point; without one, above every probability."""
        return self.calibration.threshold if self.calibration else NEVER

    @property
    def warnings(self) -> tuple[str, ...]:
        """That there is no calibration or one for other languages, and what the scorer has to say."""
        found = self.scorer.warnings
        if self.calibration is None:
            return (
                f"model {self.name} has no calibration: its p_error is only 1 - score and, without --threshold, flags"
                " nothing; fit one with 'tqcheck calibrate' and name it with --calibration",
                *found,
            )
        if self.calibration.langs != self.scorer.langs:
            fitted, used = "-".join(self.calibration.langs), "-".join(self.scorer.langs)
            return (f"the calibration of model {self.name} was fitted on {fitted}, the texts are {used}", *found)
        return found

    def forget(self) -> None:
        """Let the scorer forget the document it has seen."""
        getattr(self.scorer, "forget", lambda: None)()

    def estimate(self, beads: Sequence[Bead], progress: Progress | None = None) -> list[Estimate | None]:
        """One estimate a bead, in order; None for a bead with an empty side."""
        results: list[Estimate | None] = []
        for start in range(0, len(beads), CHUNK):
            chunk = beads[start : start + CHUNK]
            pairs = [(bead.source.text, bead.target.text) for bead in chunk if bead.source and bead.target]
            if progress and len(pairs) < len(chunk):
                progress(len(chunk) - len(pairs))
            readings = iter(self.scorer.read(pairs, progress))
            results.extend(self._estimate(next(readings)) if bead.source and bead.target else None for bead in chunk)
        return results

    def _estimate(self, reading: Reading) -> Estimate:
        p_error = self.calibration.error(*reading.figures) if self.calibration else 1 - reading.score
        return Estimate(round(reading.score, 4), round(p_error, 4), reading.words)


class EstimatorScorer:
    """An estimator that has a calibration of its own, read anew: its figure is the log-odds of its ``p_error``."""

    figures = ("log_odds",)

    def __init__(self, estimator: Estimator, langs: tuple[str, str]) -> None:
        self.estimator = estimator
        self.langs = langs

    @property
    def name(self) -> str:
        """The estimator's name."""
        return self.estimator.name

    @property
    def warnings(self) -> tuple[str, ...]:
        """The estimator's warnings."""
        return warnings_of(self.estimator)

    def forget(self) -> None:
        """Let the estimator forget the document it has seen."""
        getattr(self.estimator, "forget", lambda: None)()

    def read(self, pairs: Sequence[tuple[str, str]], progress: Progress | None = None) -> list[Reading]:
        """One reading a pair of texts, in order."""
        beads = [Bead(Segment(source, 0, len(source)), Segment(target, 0, len(target))) for source, target in pairs]
        estimates = self.estimator.estimate(beads, progress)
        return [Reading(e.score, (log_odds(e.p_error),), e.words) for e in estimates if e is not None]


def log_odds(probability: float) -> float:
    """The log-odds of a probability that was rounded to four digits."""
    inside = min(max(probability, 0.5e-4), 1 - 0.5e-4)
    return math.log(inside / (1 - inside))


def scorer_of(estimator: Estimator, langs: tuple[str, str]) -> Scorer:
    """What a calibration of an estimator is fitted on."""
    return estimator.scorer if isinstance(estimator, ScorerEstimator) else EstimatorScorer(estimator, langs)


def require_fit(scorer: Scorer, calibration: ErrorCalibration) -> None:
    """Refuse a calibration that was fitted for another model.

    A local folder may have moved: where both names end in the hash of the weights, the hash decides.

    Raises:
        TqcheckError: naming both models.
    """
    ours, theirs = (name.rpartition("@")[2] for name in (scorer.name, calibration.model))
    if ours != theirs or scorer.figures != calibration.figures:
        raise TqcheckError(
            f"the calibration was fitted for model {calibration.model}, not for {scorer.name};"
            " fit one with 'tqcheck calibrate'"
        )
