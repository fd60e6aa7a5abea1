"""Metrics on weighted samples, many weightings at once: a bootstrap is one call with a matrix of resampling counts.

Every function takes ``weights`` of shape (resamples, n), whole numbers of times each item was drawn, and gives one
figure a resample. Where a figure is not defined (a class is missing, a variable constant) it is NaN.
"""

from __future__ import annotations

import numpy as np


def mean(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The weighted mean."""
    return _ratio(weights @ values.astype(float), weights.sum(1))


def auc(positive: np.ndarray, negative: np.ndarray) -> np.ndarray:
    """The probability that a positive item scores above a negative one, a tie counting half.

    ``positive`` and ``negative`` (resamples, distinct scores) say how many items of either class have each score, the
    scores ascending (see :func:`masses`).
    """
    below = negative.cumsum(1) - negative / 2
    return _ratio((positive * below).sum(1), positive.sum(1) * negative.sum(1))


def average_precision(positive: np.ndarray, negative: np.ndarray) -> np.ndarray:
    """The mean precision at each positive item, items ranked by falling score; tied items are taken together.

    Takes what :func:`auc` takes.
    """
    falling = positive[:, ::-1]
    found, marked = falling.cumsum(1), (positive + negative)[:, ::-1].cumsum(1)
    return _ratio((falling * _ratio(found, marked, empty=0.0)).sum(1), positive.sum(1))


def masses(
    scores: np.ndarray, labels: np.ndarray, groups: np.ndarray, counts: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """How many positive and how many negative items have each distinct score, by group: twice (groups, distinct).

    ``groups`` numbers each item's group from 0, below the columns of ``counts``. Multiplied with counts of draws this
    gives every resample without looking at the items again.
    """
    distinct, places = np.unique(scores, return_inverse=True)
    shape = (counts.shape[1], len(distinct))
    cells = groups * shape[1] + places
    held = [np.bincount(cells[labels == kind], minlength=shape[0] * shape[1]).reshape(shape) for kind in (True, False)]
    return held[0].astype(np.float32), held[1].astype(np.float32)


def pearson(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The product-moment correlation; ``x`` and ``y`` of shape (n,) or (resamples, n)."""
    total = weights.sum(1, keepdims=True)
    a = x - _ratio((weights * x).sum(1, keepdims=True), total)
    b = y - _ratio((weights * y).sum(1, keepdims=True), total)
    spread = (weights * a * a).sum(1) * (weights * b * b).sum(1)
    # a constant leaves rounding errors behind, not an exact zero
    spread = np.where(spread > 1e-18 * total[:, 0] ** 2, spread, 0.0)
    return _ratio((weights * a * b).sum(1), np.sqrt(spread))


def spearman(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The rank correlation, ties at their middle rank."""
    return pearson(ranks(x, weights), ranks(y, weights), weights)


def partial_spearman(x: np.ndarray, y: np.ndarray, control: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The rank correlation of ``x`` and ``y`` with that of either to ``control`` taken out."""
    a, b, c = ranks(x, weights), ranks(y, weights), ranks(control, weights)
    ab, ac, bc = pearson(a, b, weights), pearson(a, c, weights), pearson(b, c, weights)
    return _ratio(ab - ac * bc, np.sqrt((1 - ac**2) * (1 - bc**2)))


def ranks(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Middle ranks from 1 in each resample, an item drawn twice taking two places; (resamples, n)."""
    _, places = np.unique(values, return_inverse=True)
    order = np.argsort(places, kind="stable")
    firsts = np.flatnonzero(np.r_[True, np.diff(places[order]) > 0])
    masses = np.add.reduceat(weights[:, order].astype(float), firsts, axis=1)
    middle: np.ndarray = masses.cumsum(1) - masses + (masses + 1) / 2
    return middle[:, places]


def kendall(x: np.ndarray, y: np.ndarray, groups: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Kendall's tau-b from draws of whole groups.

    ``groups`` (n,) numbers each item's group from 0, ``counts`` (resamples, groups) says how often each was drawn.
    Pairs of items are summed up by pair of groups once; every resample is then a quadratic form.
    """
    agreeing, x_untied, y_untied = _pair_sums(x, y, groups, counts.shape[1])
    drawn = counts.astype(float)

    def total(matrix: np.ndarray) -> np.ndarray:
        found: np.ndarray = ((drawn @ matrix) * drawn).sum(1)
        return found

    return _ratio(total(agreeing), np.sqrt(total(x_untied) * total(y_untied)))


def _pair_sums(
    x: np.ndarray, y: np.ndarray, groups: np.ndarray, size: int, block: int = 256
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Concordant less discordant pairs, and pairs not tied in x and in y, by pair of groups (size, size)."""
    order = np.argsort(groups, kind="stable")
    x, y, groups = x[order], y[order], groups[order]
    present, firsts = np.unique(groups, return_index=True)
    sums = [np.zeros((size, size)) for _ in range(3)]
    for start in range(0, len(x), block):
        rows = slice(start, start + block)
        left = np.sign(x[rows, None] - x[None, :])
        right = np.sign(y[rows, None] - y[None, :])
        for whole, part in zip(sums, (left * right, np.abs(left), np.abs(right)), strict=True):
            columns = np.zeros((len(part), size))
            columns[:, present] = np.add.reduceat(part, firsts, axis=1)
            np.add.at(whole, groups[rows], columns)
    return sums[0], sums[1], sums[2]


def confusion(marked: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """True and false positives, false and true negatives of each resample: (resamples, 4)."""
    cells = (marked & labels, marked & ~labels, ~marked & labels, ~marked & ~labels)
    return np.stack([weights @ cell.astype(float) for cell in cells], axis=1)


def matthews(cells: np.ndarray) -> np.ndarray:
    """Matthews' correlation from rows of true and false positives, false and true negatives; 0 with an empty margin."""
    tp, fp, fn, tn = cells.T
    margins = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
    return _ratio(tp * tn - fp * fn, np.sqrt(margins), empty=0.0)


def f1(cells: np.ndarray) -> np.ndarray:
    """F1 of the positive class from rows of true and false positives, false and true negatives."""
    tp, fp, fn, _ = cells.T
    return _ratio(2 * tp, 2 * tp + fp + fn)


def _ratio(upper: np.ndarray, lower: np.ndarray, empty: float = float("nan")) -> np.ndarray:
    upper, lower = np.asarray(upper, float), np.asarray(lower, float)
    return np.where(lower != 0, upper / np.where(lower != 0, lower, 1.0), empty)
