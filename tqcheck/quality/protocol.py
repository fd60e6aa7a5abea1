"""The protocol every estimator follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from tqcheck.types import Bead, Estimate

Progress = Callable[[int], None]


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
