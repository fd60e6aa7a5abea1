"""The distribution of the segments' scores, as the geometry of a small drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tqcheck.types import SegmentReport

BINS = 20
BAR, GAP, HEIGHT = 20, 3, 96
"""Width of a bar with its gap, the gap, and the height of the tallest bar, in the drawing's units."""

VISIBLE = 2.0
"""A count of one must be seen beside one of thousands."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The segments with a score in ``[low, high)``; heights in the drawing's units, the flagged ones stand below."""

    low: float
    high: float
    count: int
    flagged: int
    x: int
    height: float
    flagged_height: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars from score 0 to 1; ``scored`` segments in all, ``tallest`` in one bar."""

    bars: tuple[Bar, ...]
    scored: int
    tallest: int
    median: float


def histogram(segments: Iterable[SegmentReport]) -> Histogram | None:
    """The histogram of the segments that have a score; None where no segment has one."""
    scored = [(segment.estimate.score, segment.flagged) for segment in segments if segment.estimate]
    if not scored:
        return None
    bins: list[list[bool]] = [[] for _ in range(BINS)]
    for score, flagged in scored:
        bins[min(BINS - 1, max(0, int(score * BINS)))].append(flagged)
    tallest = max(map(len, bins))
    bars = tuple(_bar(index, flags, tallest) for index, flags in enumerate(bins) if flags)
    return Histogram(bars, len(scored), tallest, sorted(score for score, _ in scored)[len(scored) // 2])


def _bar(index: int, flags: list[bool], tallest: int) -> Bar:
    flagged = sum(flags)
    return Bar(
        index / BINS,
        (index + 1) / BINS,
        len(flags),
        flagged,
        index * BAR,
        _height(len(flags), tallest),
        _height(flagged, tallest),
    )


def _height(count: int, tallest: int) -> float:
    return max(VISIBLE, round(HEIGHT * count / tallest, 1)) if count else 0.0
