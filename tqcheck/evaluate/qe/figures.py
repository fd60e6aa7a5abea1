"""A figure as it is printed: what was measured on how many items, its interval, and what was wanted of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tqcheck.evaluate.qe.bootstrap import Interval


@dataclass(frozen=True, slots=True)
class Goal:
    """A wanted value, and whether it is a floor (``at_least``) or a ceiling."""

    value: float
    at_least: bool = True

    def met(self, value: float) -> bool:
        """Whether a figure reaches the goal."""
        return value >= self.value if self.at_least else value <= self.value

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.value:g}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. A ``detail`` is a part of the figure above it (a kind, a bin)."""

    corpus: str
    name: str
    n: int
    interval: Interval
    goal: Goal | None = None
    detail: bool = False

    def mapping(self) -> dict[str, Any]:
        """The figure for JSON; what is not defined is null."""
        value, low, high = (_finite(x) for x in (self.interval.value, self.interval.low, self.interval.high))
        wanted: Mapping[str, Any] | None = None
        if self.goal:
            met = None if value is None else self.goal.met(value)
            wanted = {"value": self.goal.value, "at_least": self.goal.at_least, "met": met}
        return {
            "corpus": self.corpus, "name": self.name, "n": self.n, "value": value, "low": low, "high": high,
            "wanted": wanted, "detail": self.detail,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """A line about the figures of a corpus: what was counted, what was left out."""

    corpus: str
    text: str


def _finite(value: float) -> float | None:
    return round(value, 5) if math.isfinite(value) else None
