"""Logistic maps from the figures of a reading to probabilities: how they are fitted, applied and cross-validated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tqcheck.quality.reading import FIGURES

if TYPE_CHECKING:
    import numpy as np

    from tqcheck.training.qe.calibration_rows import Rows

FOLDS = 5
QUALITY_RANKED, ERROR_RANKED = 80.0, 2.0
"""Weight of the ranking of planted errors in either fit, against that of the labelled segments."""

FREE = 10.0
"""The constant figure that carries the bias: large, so that the ridge hardly weighs on it."""

STRENGTH = 1.0
"""Inverse of the ridge penalty on standardised figures."""


def ridge_logistic(
    x: np.ndarray,
    y: np.ndarray,
    weight: np.ndarray,
    strength: float = STRENGTH,
    better: np.ndarray | None = None,
    ranked: float = QUALITY_RANKED,
) -> list[float]:
    """Weights and bias on the raw figures of a logistic regression on soft targets, ridge on standardised figures.

    ``better`` (pairs, figures) are differences whose probability must be above one half: a pairwise logistic term
    (Bradley and Terry, 1952) that weighs ``ranked`` times the rest.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    mean, scale = x.mean(0), x.std(0) + 1e-6
    z = np.column_stack([(x - mean) / scale, np.full(len(x), FREE)])
    rows, labels, weights = [z, z], [np.ones(len(x)), np.zeros(len(x))], [weight * y, weight * (1 - y)]
    if better is not None:
        each = ranked * weight.sum() / len(better) / 2
        gaps = np.column_stack([better / scale, np.zeros(len(better))])
        rows += [gaps, -gaps]
        labels += [np.ones(len(better)), np.zeros(len(better))]
        weights += [np.full(len(better), each)] * 2
    model = LogisticRegression(C=strength, max_iter=2000, fit_intercept=False)
    model.fit(np.concatenate(rows), np.concatenate(labels), sample_weight=np.concatenate(weights) + 1e-9)
    raw = model.coef_[0][:-1] / scale
    bias = float(model.coef_[0][-1] * FREE - (raw * mean).sum())
    return [*(round(float(value), 6) for value in raw), round(bias, 6)]


def scaled_map(
    x: np.ndarray,
    y: np.ndarray,
    weights: np.ndarray,
    better: np.ndarray,
    ranked: float = QUALITY_RANKED,
    beside: Sequence[int] = (),
) -> list[float]:
    """Weights and bias of a probability: found with the ranking, then scaled on the labels alone.

    The ranking of planted errors makes a map surer than the labels are; its direction is kept, its scale and bias are
    fitted anew (Platt, 1999). ``weights`` is (samples, 2): for the direction, and for the scale. The figures ``beside``
    get a weight of their own once more with the scale.
    """
    import numpy as np

    numbers = np.array(ridge_logistic(x, y, weights[:, 0], better=better, ranked=ranked))
    directed = np.column_stack([x @ numbers[:-1], *(x[:, index] for index in beside)])
    scale, *more, bias = ridge_logistic(directed, y, weights[:, 1])
    found = scale * numbers[:-1]
    found[list(beside)] += more
    return [*(round(float(value), 6) for value in found), bias]


def error_map(x: np.ndarray, y: np.ndarray, weights: np.ndarray, better: np.ndarray) -> list[float]:
    """Weights and bias of the probability of an error.

    A longer segment has more places to go wrong: how much more is learned where segments are as nature makes them.
    """
    return scaled_map(x, y, weights, better, ERROR_RANKED, beside=(FIGURES.index("log_length"),))


def apply(numbers: Sequence[float], x: np.ndarray) -> np.ndarray:
    """The probabilities of a map."""
    import numpy as np

    result: np.ndarray = 1 / (1 + np.exp(-(x @ np.array(numbers[:-1]) + numbers[-1])))
    return result


def out_of_fold(
    rows: Rows,
    target: np.ndarray,
    weights: np.ndarray,
    better: np.ndarray,
    fit_map: Callable[..., list[float]] = scaled_map,
) -> np.ndarray:
    """Each sample's probability by a map that was fitted without its document."""
    import numpy as np
    from sklearn.model_selection import GroupKFold

    held = np.zeros(len(rows.samples))
    groups = [sample.group for sample in rows.samples]
    for train, test in GroupKFold(FOLDS).split(rows.figures, target, groups):
        numbers = fit_map(rows.figures[train], target[train], weights[train], better)
        held[test] = apply(numbers, rows.figures[test])
    return held


def token_map(figures: Sequence[Sequence[float]], labels: Sequence[bool]) -> list[float]:
    """Weights and bias that turn figures of a word into probabilities."""
    import numpy as np

    x, y = np.array(figures), np.array(labels, dtype=float)
    return ridge_logistic(x, y, np.ones(len(x)), strength=100.0)
