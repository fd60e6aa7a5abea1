"""Figures of word labels: tokens of the target, labelled bad or not, against an estimator's probabilities."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from tqcheck.evaluate.qe import metrics
from tqcheck.evaluate.qe.figures import Figure
from tqcheck.evaluate.qe.session import Session
from tqcheck.types import Estimate, Span

Cells = Callable[[np.ndarray], np.ndarray]


@dataclass
class WordTable:
    """Every labelled token of a corpus: probability of being bad, label, and the group (document) it belongs to."""

    scores: list[float] = field(default_factory=list)
    bad: list[bool] = field(default_factory=list)
    groups: list[Hashable] = field(default_factory=list)

    def add(self, estimate: Estimate, spans: Sequence[Span], bad: Sequence[bool | None], group: Hashable) -> None:
        """Take in the tokens of one segment; those labelled None are left out."""
        for score, label in zip(token_scores(estimate, spans), bad, strict=True):
            if label is not None:
                self.scores.append(score)
                self.bad.append(label)
                self.groups.append(group)


def token_scores(estimate: Estimate, spans: Sequence[Span]) -> list[float]:
    """For each token the highest ``p_bad`` of the words that overlap it; 0 for a token the estimator does not score."""
    return [max((w.p_bad for w in estimate.words if w.span.overlaps(span)), default=0.0) for span in spans]


def word_figures(corpus: str, table: WordTable, session: Session, of: str = "") -> Iterator[Figure]:
    """MCC and F1 of bad words at a threshold chosen on the other half of the groups, average precision, base rate."""
    scores, bad = np.array(table.scores), np.array(table.bad, dtype=bool)
    bootstrap = session.bootstrap(table.groups)
    n = len(bad)
    if not n:
        return
    for name, metric in (("word MCC", metrics.matthews), ("word F1-BAD", metrics.f1)):
        cells = _one_hot(two_fold_marks(scores, bad, bootstrap.groups, metric, session.seed), bad)
        yield Figure(corpus, name + of, n, bootstrap.measure_sums(cells, metric))
    for name, values in (("average precision of bad words", scores), ("the same, every word alike", np.zeros(n))):
        found = bootstrap.measure_ranking(metrics.average_precision, values, bad)
        yield Figure(corpus, name + of, n, found)


def two_fold_marks(scores: np.ndarray, bad: np.ndarray, groups: np.ndarray, metric: Cells, seed: int) -> np.ndarray:
    """Which tokens are marked when each half of the groups is marked at the other half's best threshold."""
    numbers = np.unique(groups)
    first = np.isin(groups, np.random.default_rng(seed).permutation(numbers)[: (len(numbers) + 1) // 2])
    marked = np.zeros(len(scores), dtype=bool)
    for chosen, applied in ((first, ~first), (~first, first)):
        if chosen.any() and applied.any():
            marked[applied] = scores[applied] >= best_threshold(scores[chosen], bad[chosen], metric)
    return marked


def best_threshold(scores: np.ndarray, bad: np.ndarray, metric: Cells) -> float:
    """The score from which on tokens must be marked for the metric to be highest."""
    order = np.argsort(-scores, kind="stable")
    lasts = np.flatnonzero(np.r_[np.diff(scores[order]) != 0, True])
    true = np.cumsum(bad[order])[lasts].astype(float)
    false = lasts + 1 - true
    cells = np.stack([true, false, bad.sum() - true, (~bad).sum() - false], axis=1)
    return float(scores[order][lasts[np.argmax(np.nan_to_num(metric(cells)))]])


def _one_hot(marked: np.ndarray, bad: np.ndarray) -> np.ndarray:
    """Each token's cell in the table of true and false positives, false and true negatives."""
    return np.stack([marked & bad, marked & ~bad, ~marked & bad, ~marked & ~bad], axis=1).astype(float)
