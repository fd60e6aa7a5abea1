"""Fits the map of an estimator's figures to the probability of a major error, and says how good it is.

Logistic regression by Newton's method on standardised figures, with the smoothed targets of Platt (1999,
"Probabilistic Outputs for Support Vector Machines"), which keep it finite where a figure parts the labels without
error. Whatever is said of its quality is measured on pairs that it was not fitted on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tqcheck.quality.calibrated import Scorer
from tqcheck.quality.calibration import ErrorCalibration, Logistic
from tqcheck.quality.protocol import NEVER, Progress
from tqcheck.types import TqcheckError

if TYPE_CHECKING:
    import numpy as np

FOLDS = 5
BINS = 10
LEAST = 10
"""Pairs of either label that a calibration needs."""

RIDGE = 1e-6
STEPS = 100
PRECISION = 1e-4
"""Estimates are rounded to four digits."""


class Labelled(NamedTuple):
    """A pair and whether a professional would correct a major error in it."""

    source: str
    target: str
    error: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """What cross-validation says of a calibration.

    ``auc`` is the probability that a pair with an error gets the higher ``p_error``, ``calibration_error`` the expected
    calibration error over ten bins, ``recall`` and ``false_alarms`` the shares of pairs with and without an error that
    are at or above the threshold.
    """

    pairs: int
    errors: int
    auc: float
    calibration_error: float
    recall: float
    false_alarms: float


def calibrate(
    scorer: Scorer, pairs: Sequence[Labelled], false_alarms: float = 0.01, progress: Progress | None = None
) -> tuple[ErrorCalibration, Quality]:
    """The calibration of a scorer on labelled pairs; ``false_alarms`` is the share of good pairs it may flag.

    Raises:
        TqcheckError: if there are fewer than ten pairs of either label.
    """
    import numpy as np

    require_both(pairs)
    readings = scorer.read([(pair.source, pair.target) for pair in pairs], progress)
    figures = np.array([reading.figures for reading in readings])
    labels = np.array([pair.error for pair in pairs])
    held_out = cross_validated(figures, labels, [pair.source for pair in pairs])
    threshold = operating_point_for(held_out[~labels], false_alarms)
    weights, bias = fit_logistic(figures, labels)
    error = Logistic(tuple(float(f"{weight:.6g}") for weight in weights), float(f"{bias:.6g}"))
    return (
        ErrorCalibration(scorer.name, scorer.langs, scorer.figures, error, threshold),
        quality_of(held_out, labels, threshold),
    )


def require_both(pairs: Sequence[Labelled]) -> None:
    """Refuse too few pairs.

    Raises:
        TqcheckError: saying how many there are.
    """
    errors = sum(pair.error for pair in pairs)
    if min(errors, len(pairs) - errors) < LEAST:
        raise TqcheckError(
            f"{errors} pairs are labelled 1 (major error) and {len(pairs) - errors} 0;"
            f" a calibration needs {LEAST} of each"
        )


def fit_logistic(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights (figures,) and bias of the logistic regression of labels (n,) on figures (n, figures)."""
    import numpy as np

    mean, spread = x.mean(0), x.std(0)
    spread = np.where(spread > 0, spread, 1.0)
    design = np.column_stack([(x - mean) / spread, np.ones(len(x))])
    positive, negative = int(y.sum()), int((~y).sum())
    target = np.where(y, (positive + 1) / (positive + 2), 1 / (negative + 2))
    solution = _newton(design, target)
    weights = solution[:-1] / spread
    return weights, float(solution[-1] - weights @ mean)


def _newton(design: np.ndarray, target: np.ndarray) -> np.ndarray:
    """The minimum of the cross-entropy, by Newton steps that are halved until they help."""
    import numpy as np

    solution = np.zeros(design.shape[1])
    loss = _loss(design, target, solution)
    for _ in range(STEPS):
        p = _sigmoid(design @ solution)
        gradient = design.T @ (p - target) + RIDGE * solution
        curvature = (design * (p * (1 - p))[:, None]).T @ design + RIDGE * np.eye(len(solution))
        step = np.linalg.solve(curvature, gradient)
        while (new := _loss(design, target, solution - step)) > loss and np.abs(step).max() > 1e-12:
            step /= 2
        solution, loss = solution - step, new
        if np.abs(step).max() < 1e-9:
            break
    return solution


def _sigmoid(z: np.ndarray) -> np.ndarray:
    import numpy as np

    result: np.ndarray = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
    return result


def _loss(design: np.ndarray, target: np.ndarray, solution: np.ndarray) -> float:
    import numpy as np

    z = design @ solution
    return float((np.logaddexp(0, z) - target * z).sum() + RIDGE / 2 * solution @ solution)


def cross_validated(x: np.ndarray, y: np.ndarray, groups: Sequence[str], folds: int = FOLDS) -> np.ndarray:
    """Each pair's probability by a fit without its fold; translations of one source stay in one fold."""
    import numpy as np

    numbers = {group: index for index, group in enumerate(dict.fromkeys(groups))}
    fold = np.array([numbers[group] % folds for group in groups])
    held_out = np.zeros(len(y))
    for number in range(folds):
        left = fold != number
        if not left.all():
            if not (y[left].any() and (~y[left]).any()):
                raise TqcheckError("a label stands at one source only; a calibration needs pairs of more sources")
            weights, bias = fit_logistic(x[left], y[left])
            held_out[~left] = _sigmoid(x[~left] @ weights + bias)
    return np.round(held_out, 4)


def operating_point_for(clean: np.ndarray, share: float) -> float:
    """The lowest threshold that at most that share of clean pairs reach; :data:`NEVER` where that is above 1."""
    import numpy as np

    allowed = int(np.floor(share * len(clean) + 1e-9))
    if allowed >= len(clean):
        return 0.0
    point = round(float(np.sort(clean)[::-1][allowed]) + PRECISION, 4)
    return NEVER if point > 1 else point


def quality_of(p: np.ndarray, labels: np.ndarray, threshold: float) -> Quality:
    """How well held-out probabilities fit the labels."""
    return Quality(
        pairs=len(labels),
        errors=int(labels.sum()),
        auc=round(auc(p, labels), 4),
        calibration_error=round(calibration_error(p, labels), 4),
        recall=round(float((p[labels] >= threshold).mean()), 4),
        false_alarms=round(float((p[~labels] >= threshold).mean()), 4),
    )


def auc(p: np.ndarray, labels: np.ndarray) -> float:
    """The probability that a positive pair scores above a negative one, a tie counting half."""
    import numpy as np

    clean = np.sort(p[~labels])
    below = np.searchsorted(clean, p[labels], "left") + np.searchsorted(clean, p[labels], "right")
    return float(below.mean() / 2 / len(clean))


def calibration_error(p: np.ndarray, labels: np.ndarray, bins: int = BINS) -> float:
    """Mean gap between stated and observed probability over equally wide bins, by the number of pairs in each."""
    import numpy as np

    places = np.minimum((p * bins).astype(int), bins - 1)
    present = [places == place for place in range(bins) if (places == place).any()]
    return float(sum(abs(p[inside].mean() - labels[inside].mean()) * inside.sum() for inside in present) / len(p))
