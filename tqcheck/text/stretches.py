"""What the estimator and the rules share in looking for text that a translation leaves out or adds."""

from __future__ import annotations

from collections.abc import Sequence

USUAL_RATIO = 0.92
"""Target characters for a source character, where a document is too short to tell."""


def heaviest_stretch(weights: Sequence[float], floor: float) -> tuple[float, tuple[int, int]]:
    """The consecutive items that weigh most together, and from which to before which they go.

    The sum is at least 0, and then the stretch is ``(0, 0)``. No item weighs less than ``floor``, so that one item
    does not part a stretch that both sides of it speak for. A maximum-sum segment in one pass (Kadane's; Bentley,
    "Programming Pearls", 1984); of equal stretches the first.
    """
    best, where, total, start = 0.0, (0, 0), 0.0, 0
    for index, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, index
        total += max(floor, weight)
        if total > best:
            best, where = total, (start, index + 1)
    return best, where
