"""Calibration of any estimator: the fit, its figures, the operating point, the file, and what an estimator makes of it."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from tqcheck.quality.calibrated import EstimatorScorer, Reading, ScorerEstimator
from tqcheck.quality.calibration import (
    Calibration,
    ErrorCalibration,
    Logistic,
    error_mapping,
    read_calibration,
    shipped,
)
from tqcheck.quality.fitting import (
    Labelled,
    auc,
    calibrate,
    calibration_error,
    fit_logistic,
    operating_point_for,
)
from tqcheck.quality.protocol import NEVER, Progress, operating_point
from tqcheck.types import Bead, Estimate, Segment, Span, TqcheckError, WordScore

WORDS = (WordScore(Span(0, 1), "x", 0.5),)


class Lengths:
    """Scores by the length of the target: its figure is the number of characters."""

    name = "lengths@1234"
    langs = ("fr", "en")
    figures = ("length",)
    warnings = ("lengths say little",)

    def read(self, pairs: Sequence[tuple[str, str]], progress: Progress | None = None) -> list[Reading]:
        """One reading a pair."""
        if progress:
            progress(len(pairs))
        return [Reading(1 / len(target), (float(len(target)),), WORDS) for _, target in pairs]


def bead(source: str, target: str) -> Bead:
    """Two texts side by side."""
    return Bead(Segment(source, 0, len(source)), Segment(target, 0, len(target)))


def test_without_calibration() -> None:
    """It scores, says p_error is no probability, and flags nothing, whatever p_error is."""
    estimator = ScorerEstimator(Lengths())
    beads = [bead("a", "xx"), bead("a", ""), bead("a", "xxxx")]
    assert estimator.estimate(beads) == [Estimate(0.5, 0.5, WORDS), None, Estimate(0.25, 0.75, WORDS)]
    assert estimator.threshold == NEVER > 1
    assert operating_point(estimator.threshold) is None
    assert estimator.warnings[0].startswith("model lengths@1234 has no calibration")
    assert estimator.warnings[1:] == Lengths.warnings


def test_with_calibration() -> None:
    """The map makes p_error of the figure; the score stays the model's."""
    calibration = ErrorCalibration("moved/lengths@1234", ("fr", "en"), ("length",), Logistic((2.0,), -5.0), 0.3)
    estimator = ScorerEstimator(Lengths(), calibration)
    (found,) = estimator.estimate([bead("a", "xx")])
    assert found == Estimate(0.5, round(1 / (1 + math.exp(1)), 4), WORDS)
    assert (estimator.threshold, estimator.warnings) == (0.3, Lengths.warnings)


@pytest.mark.parametrize(("model", "figures"), [("lengths@9999", ("length",)), ("lengths@1234", ("length", "mean"))])
def test_another_models_calibration(model: str, figures: tuple[str, ...]) -> None:
    """A calibration of other weights or figures is refused."""
    weights = Logistic((1.0,) * len(figures), 0.0)
    with pytest.raises(TqcheckError, match=r"fitted for model lengths@\d+, not for lengths@1234; fit one"):
        ScorerEstimator(Lengths(), ErrorCalibration(model, ("fr", "en"), figures, weights, 0.5))


def test_other_languages_are_said() -> None:
    """A calibration from another pair of languages serves, with a warning."""
    calibration = ErrorCalibration("lengths@1234", ("de", "en"), ("length",), Logistic((1.0,), 0.0), 0.5)
    assert "fitted on de-en, the texts are fr-en" in ScorerEstimator(Lengths(), calibration).warnings[0]


def test_a_calibrated_estimator_anew() -> None:
    """The figure of an estimator with its own calibration is the log-odds of its p_error."""

    class Fixed:
        name, threshold = "fixed", 0.5

        def estimate(self, beads: Sequence[Bead], progress: Progress | None = None) -> list[Estimate | None]:
            return [Estimate(0.9, 0.2) for _ in beads]

    assert EstimatorScorer(Fixed(), ("fr", "en")).read([("a", "b")]) == [Reading(0.9, (math.log(0.25),))]


def test_fit_finds_the_map() -> None:
    """Labels drawn from a known map give that map back, whatever the figures' scales."""
    rng = np.random.default_rng(1)
    x = np.column_stack([rng.normal(100, 20, 20_000), rng.normal(0, 0.01, 20_000), np.ones(20_000)])
    p = 1 / (1 + np.exp(-(0.05 * (x[:, 0] - 100) + 80 * x[:, 1] - 1)))
    weights, bias = fit_logistic(x, rng.random(20_000) < p)
    assert weights[:2] == pytest.approx([0.05, 80], rel=0.08)
    fitted = 1 / (1 + np.exp(-(x @ weights + bias)))
    assert np.abs(fitted - p).max() < 0.03


def test_fit_is_finite_where_labels_part() -> None:
    """Platt's targets keep the slope finite; the probabilities stay within them."""
    x = np.arange(20, dtype=float)[:, None]
    weights, bias = fit_logistic(x, x[:, 0] >= 10)
    p = 1 / (1 + np.exp(-(x[:, 0] * weights[0] + bias)))
    assert np.isfinite(weights).all()
    assert p[0] < 0.1 < 0.9 < p[-1] < 1


@pytest.mark.parametrize(("share", "point"), [(0.0, 0.9001), (0.1, 0.8001), (0.25, 0.7001), (1.0, 0.0)])
def test_operating_point(share: float, point: float) -> None:
    """At most that share of the clean pairs reaches it, and one step lower would be too many."""
    clean = np.arange(10) / 10
    assert operating_point_for(clean, share) == pytest.approx(point)
    assert (clean >= point).mean() <= share
    assert operating_point_for(np.array([1.0, 0.2]), 0.0) == NEVER


def test_figures() -> None:
    """AUC counts ties half; the calibration error is the mean gap by bins."""
    labels = np.array([True, False, True, False])
    assert auc(np.array([0.9, 0.1, 0.5, 0.5]), labels) == pytest.approx(3.5 / 4)
    assert calibration_error(np.array([0.95, 0.05, 0.95, 0.05]), labels) == pytest.approx(0.05)
    assert calibration_error(np.array([1.0, 1.0, 1.0, 1.0]), labels) == pytest.approx(0.5)


def labelled(count: int) -> list[Labelled]:
    """Pairs whose longer targets are more often wrong."""
    rng = np.random.default_rng(2)
    lengths = rng.integers(5, 50, count)
    wrong = rng.random(count) < 1 / (1 + np.exp(-(lengths - 30) / 4))
    return [Labelled(f"s{i}", "x" * int(n), bool(bad)) for i, (n, bad) in enumerate(zip(lengths, wrong, strict=True))]


def test_calibrate(tmp_path: Path) -> None:
    """The calibration fits, keeps to the false alarms asked for, and survives its file."""
    calibration, quality = calibrate(Lengths(), labelled(1500), false_alarms=0.05)
    assert (quality.pairs, quality.errors) == (1500, sum(pair.error for pair in labelled(1500)))
    assert quality.auc > 0.9
    assert quality.calibration_error < 0.05
    assert 0.02 < quality.false_alarms <= 0.05
    assert quality.recall > 0.5
    assert calibration.error(30.0) == pytest.approx(0.5, abs=0.06)
    path = tmp_path / "c.json"
    path.write_text(json.dumps({**error_mapping(calibration), "quality": {}}))
    assert read_calibration(str(path)) == calibration


def test_never_survives_the_file(tmp_path: Path) -> None:
    """No operating point is null in JSON."""
    calibration = ErrorCalibration("m", ("fr", "en"), ("a",), Logistic((1.0,), 0.0), NEVER)
    (tmp_path / "c.json").write_text(json.dumps(error_mapping(calibration), allow_nan=False))
    assert json.loads((tmp_path / "c.json").read_text())["threshold"] is None
    assert read_calibration(str(tmp_path / "c.json")) == calibration


def test_too_few_pairs() -> None:
    """Ten pairs of either label are needed."""
    pairs = [Labelled(str(i), "x", i < 9) for i in range(40)]
    with pytest.raises(TqcheckError, match=r"9 pairs are labelled 1 .* and 31 0; a calibration needs 10 of each"):
        calibrate(Lengths(), pairs)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON"),
        ("[]", "not a calibration"),
        ('{"error": [1, 2]}', "not a calibration \\(no 'figures'\\)"),
        ('{"error": [1], "figures": ["a"], "langs": ["fr", "en"], "threshold": 1, "model": "m"}', "'error' must hold"),
        ('{"error": [1, NaN], "figures": ["a"], "langs": ["fr", "en"], "threshold": 1, "model": "m"}', "finite"),
        ('{"error": [1, 2], "figures": ["a"], "langs": ["fr"], "threshold": 1, "model": "m"}', "not a calibration"),
    ],
)
def test_bad_files(tmp_path: Path, text: str, message: str) -> None:
    """One clear line that names the file."""
    path = tmp_path / "c.json"
    path.write_text(text)
    with pytest.raises(TqcheckError, match=f"c.json: .*{message}"):
        read_calibration(str(path))


def test_the_similarity_estimators_own_file() -> None:
    """The shipped file is read as what it is."""
    from tqcheck.quality.calibration import FILE

    found = read_calibration(str(FILE))
    assert isinstance(found, Calibration)
    assert found == shipped()
