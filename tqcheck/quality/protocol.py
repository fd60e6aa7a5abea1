"""The protocol every estimator follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from tqcheck.types import Bead, Estimate

Progress = Callable[[int], None]

NEVER = 1.01
"""An operating point above every probability: the estimator flags nothing by itself."""


class Estimator(Protocol):
    """Estimates the quality of translated segments without a reference."""

    @property
    def name(self) -> str:
        """Names the model and its weights, for the signature."""

    @property
    def threshold(self) -> float:
        """The operating point: a segment whose ``p_error`` is at or above it is flagged by the model alone."""

    def estimate(self, beads: Sequence[Bead], progress: Progress | None = None) -> list[Estimate | None]:
        """One estimate a bead, in order; None for a bead with an empty side. ``progress`` gets counts of beads done."""


def warnings_of(estimator: Estimator) -> tuple[str, ...]:
    """What a reader of the estimates must know: the ``warnings`` of an estimator that has run and has such a list."""
    return tuple(getattr(estimator, "warnings", ()))


def operating_point(threshold: float) -> float | None:
    """A threshold as reports print it: None where nothing is ever flagged."""
    return None if threshold > 1 else threshold
