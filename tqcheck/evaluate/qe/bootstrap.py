"""Bootstrap intervals: whole groups (documents, or segments where there are none) are drawn with replacement."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np

from tqcheck.evaluate.qe import metrics

RESAMPLES = 1000
SEED = 1
LEVEL = 0.95
CELLS = 4_000_000
"""Weights held at a time, so that memory stays small however many words there are."""

Metric = Callable[[np.ndarray], np.ndarray]
"""Weights (resamples, n) to one figure a resample."""


Ranking = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Masses of positive and negative items by ascending score, both (resamples, distinct), to one figure a resample."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the percentile interval of its bootstrap; NaN where it is not defined."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Bootstrap:
    """Resamples of one set of items. Two sets with the same groups and seed are resampled alike.

    ``groups`` (n,) numbers each item's group from 0; ``counts`` (resamples + 1, groups) says how often each group was
    drawn, its first row being the sample as it is.
    """

    groups: np.ndarray
    counts: np.ndarray = field(repr=False)

    @classmethod
    def over(cls, names: Sequence[Hashable], resamples: int = RESAMPLES, seed: int = SEED) -> Bootstrap:
        """Resamples of items whose groups have these names."""
        numbers: dict[Hashable, int] = {}
        groups = np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int64)
        return cls(groups, draw(len(numbers), resamples, seed))

    def measure(self, metric: Metric) -> Interval:
        """A metric of the items, with its interval."""
        step = max(1, CELLS // max(1, len(self.groups)))
        parts = [metric(self.counts[i : i + step][:, self.groups]) for i in range(0, len(self.counts), step)]
        return interval(np.concatenate(parts))

    def measure_ranking(self, metric: Ranking, scores: np.ndarray, labels: np.ndarray) -> Interval:
        """A metric of how scores rank two classes (``metrics.auc``, ``metrics.average_precision``)."""
        positive, negative = metrics.masses(scores, labels, self.groups, self.counts)
        step = max(1, CELLS // max(1, positive.shape[1]))
        drawn = self.counts.astype(np.float32)
        parts = [
            metric((drawn[i : i + step] @ positive).astype(float), (drawn[i : i + step] @ negative).astype(float))
            for i in range(0, len(drawn), step)
        ]
        return interval(np.concatenate(parts))

    def measure_sums(self, rows: np.ndarray, metric: Metric) -> Interval:
        """A metric of sums over the items: ``rows`` (n, k) are summed up, ``metric`` takes (resamples, k)."""
        sums = np.zeros((self.counts.shape[1], rows.shape[1]))
        np.add.at(sums, self.groups, rows)
        return interval(metric(self.counts @ sums))

    def select(self, places: np.ndarray) -> Bootstrap:
        """The same resamples for some of the items (indices or a mask)."""
        return Bootstrap(self.groups[places], self.counts)


def interval(figures: np.ndarray) -> Interval:
    """The first figure as the value, the others' percentiles as its interval."""
    drawn = figures[1:][np.isfinite(figures[1:])]
    if not np.isfinite(figures[0]) or not len(drawn):
        return Interval(float(figures[0]), float("nan"), float("nan"))
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(figures[0]), float(low), float(high))


@functools.lru_cache(maxsize=8)
def draw(groups: int, resamples: int = RESAMPLES, seed: int = SEED) -> np.ndarray:
    """How often each group is drawn: (resamples + 1, groups); the first row is all ones."""
    counts = np.ones((resamples + 1, groups))
    if groups:
        counts[1:] = np.random.default_rng(seed).multinomial(groups, np.full(groups, 1 / groups), size=resamples)
    counts.setflags(write=False)
    return counts
