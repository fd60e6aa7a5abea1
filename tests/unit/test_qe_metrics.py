"""Metrics of quality estimation against values worked out by hand, and against scipy and scikit-learn where installed."""

from __future__ import annotations

import math
import time
from typing import Any

import numpy as np
import pytest

from tqcheck.evaluate.qe import metrics
from tqcheck.evaluate.qe.bootstrap import Bootstrap, Ranking, draw, interval
from tqcheck.evaluate.qe.calibration import calibration_error, calibration_figures, equal_mass, equal_width
from tqcheck.evaluate.qe.clean import quantiles
from tqcheck.evaluate.qe.words import best_threshold, two_fold_marks


def once(n: int) -> np.ndarray:
    """Weights of the sample as it is."""
    return np.ones((1, n))


def ranking(metric: Ranking, scores: Any, labels: Any, times: Any = 1) -> float:
    """A metric of ranking, each item in the sample as often as ``times`` says."""
    items = np.arange(len(scores))
    counts = np.broadcast_to(np.asarray(times), (1, len(items)))
    positive, negative = metrics.masses(np.array(scores), np.array(labels, bool), items, counts)
    return float(metric(counts @ positive, counts @ negative)[0])


@pytest.mark.parametrize(
    ("scores", "labels", "wanted"),
    [
        ([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], 0.75),  # of four pairs one is in the wrong order
        ([1, 2, 3, 4], [0, 0, 1, 1], 1.0),
        ([1, 1, 1, 1], [0, 1, 0, 1], 0.5),
        ([1, 2, 2], [0, 0, 1], 0.75),  # one pair won, one tied
        ([1, 2], [1, 1], math.nan),
    ],
)
def test_auc(scores: list[float], labels: list[int], wanted: float) -> None:
    """Pairs in the right order, ties half."""
    assert ranking(metrics.auc, scores, labels) == pytest.approx(wanted, nan_ok=True)


@pytest.mark.parametrize(
    ("scores", "labels", "wanted"),
    [
        ([0.9, 0.8, 0.7, 0.6], [1, 0, 1, 0], (1 + 2 / 3) / 2),
        ([0.5, 0.5, 0.5, 0.5], [1, 0, 0, 0], 0.25),  # all alike: the base rate
        ([0.9, 0.5, 0.5], [0, 1, 1], 2 / 3),
        ([0.9], [0], math.nan),
    ],
)
def test_average_precision(scores: list[float], labels: list[int], wanted: float) -> None:
    """Precision at each positive, tied items together."""
    assert ranking(metrics.average_precision, scores, labels) == pytest.approx(wanted, nan_ok=True)


@pytest.mark.parametrize(
    ("x", "y", "pearson", "spearman", "kendall"),
    [
        ([1, 2, 3], [2, 4, 6], 1.0, 1.0, 1.0),
        ([1, 2, 3], [1, 3, 2], 0.5, 0.5, 1 / 3),
        ([1, 2, 3, 4], [1, 2, 3, 100], 149 / math.sqrt(5 * 7205), 1.0, 1.0),
        # ranks 1.5 1.5 3 against 1 2 3; two concordant of two pairs untied in x, three untied in y
        ([1, 1, 2], [1, 2, 3], math.sqrt(3) / 2, math.sqrt(3) / 2, 2 / math.sqrt(6)),
        ([1, 1, 1], [1, 2, 3], math.nan, math.nan, math.nan),
    ],
)
def test_correlations(x: list[float], y: list[float], pearson: float, spearman: float, kendall: float) -> None:
    """Three correlations of short series."""
    a, b, weights = np.array(x, float), np.array(y, float), once(len(x))
    assert metrics.pearson(a, b, weights) == pytest.approx([pearson], abs=1e-4, nan_ok=True)
    assert metrics.spearman(a, b, weights) == pytest.approx([spearman], nan_ok=True)
    found = metrics.kendall(a, b, np.arange(len(x)), weights)
    assert found == pytest.approx([kendall], nan_ok=True)


def test_partial_spearman_takes_the_control_out() -> None:
    """Two series that only share the control: much of their correlation goes, as the formula says."""
    control = np.arange(8.0)
    x, y = control + np.array([3, 0, 0, 3, 0, 0, 3, 0.0]), control + np.array([0, 3, 0, 0, 3, 0, 0, 3.0])
    weights = once(8)
    ab, ac, bc = (float(metrics.spearman(*pair, weights)[0]) for pair in ((x, y), (x, control), (y, control)))
    wanted = (ab - ac * bc) / math.sqrt((1 - ac**2) * (1 - bc**2))
    assert metrics.partial_spearman(x, y, control, weights) == pytest.approx([wanted])
    assert wanted < ab - 0.5


@pytest.mark.parametrize(
    ("cells", "matthews", "f1"),
    [
        ((2, 1, 1, 2), 1 / 3, 2 / 3),
        ((3, 0, 0, 3), 1.0, 1.0),
        ((0, 3, 3, 0), -1.0, 0.0),
        ((0, 0, 2, 4), 0.0, 0.0),  # nothing marked
        ((2, 4, 0, 0), 0.0, 0.5),  # all marked
    ],
)
def test_matthews_and_f1(cells: tuple[int, ...], matthews: float, f1: float) -> None:
    """From counts of true and false positives, false and true negatives."""
    rows = np.array([cells], float)
    assert metrics.matthews(rows) == pytest.approx([matthews])
    assert metrics.f1(rows) == pytest.approx([f1])


def test_confusion_counts_weights() -> None:
    """Each item falls into one cell, as often as it was drawn."""
    marked, labels = np.array([1, 1, 0, 0], bool), np.array([1, 0, 1, 0], bool)
    assert metrics.confusion(marked, labels, np.array([[1, 2, 3, 4]])).tolist() == [[1, 2, 3, 4]]


def test_weights_stand_for_repeated_items() -> None:
    """Every metric of weighted items is that of the items written out as often as they are drawn."""
    random = np.random.default_rng(3)
    x, y = random.integers(0, 6, 30).astype(float), random.integers(0, 4, 30).astype(float)
    labels, times = y > 1, random.integers(0, 4, 30)
    repeated = np.repeat(np.arange(30), times)
    whole = once(len(repeated))
    for metric in (metrics.pearson, metrics.spearman):
        assert metric(x, y, times[None, :]) == pytest.approx(metric(x[repeated], y[repeated], whole))
    for rank in (metrics.auc, metrics.average_precision):
        assert ranking(rank, x, labels, times) == pytest.approx(ranking(rank, x[repeated], labels[repeated]))
    tau = metrics.kendall(x, y, np.arange(30), times[None, :])
    assert tau == pytest.approx(metrics.kendall(x[repeated], y[repeated], np.arange(len(repeated)), whole))


def test_kendall_draws_whole_groups() -> None:
    """A group drawn twice counts twice, one not drawn not at all, whatever the order of the items."""
    x, y = np.array([1.0, 5, 2, 4, 3, 3]), np.array([2.0, 6, 1, 4, 4, 5])
    groups = np.array([1, 0, 1, 2, 0, 2])
    counts = np.array([[1, 2, 0], [1, 1, 1]])
    for row, found in zip(counts, metrics.kendall(x, y, groups, counts), strict=True):
        chosen = np.repeat(np.arange(6), row[groups])
        alone = metrics.kendall(x[chosen], y[chosen], np.arange(len(chosen)), once(len(chosen)))
        assert found == pytest.approx(alone[0])


def test_against_scipy() -> None:
    """Series with ties."""
    stats = pytest.importorskip("scipy.stats")
    random = np.random.default_rng(5)
    x, y = random.normal(size=500).round(1), random.integers(0, 5, 500).astype(float)
    weights = once(500)
    assert metrics.spearman(x, y, weights)[0] == pytest.approx(stats.spearmanr(x, y)[0])
    assert metrics.pearson(x, y, weights)[0] == pytest.approx(stats.pearsonr(x, y)[0])
    assert metrics.kendall(x, y, np.arange(500) // 7, np.ones((1, 72)))[0] == pytest.approx(stats.kendalltau(x, y)[0])


def test_against_sklearn() -> None:
    """Scores with ties, few positives."""
    sklearn = pytest.importorskip("sklearn.metrics")
    random = np.random.default_rng(6)
    scores, labels = random.normal(size=800).round(1), random.random(800) < 0.1
    assert ranking(metrics.auc, scores, labels) == pytest.approx(sklearn.roc_auc_score(labels, scores))
    found = ranking(metrics.average_precision, scores, labels)
    assert found == pytest.approx(sklearn.average_precision_score(labels, scores))
    cells = metrics.confusion(scores > 1, labels, once(800))
    assert metrics.matthews(cells)[0] == pytest.approx(sklearn.matthews_corrcoef(labels, scores > 1))
    assert metrics.f1(cells)[0] == pytest.approx(sklearn.f1_score(labels, scores > 1))


def test_bootstrap_is_seeded_and_draws_groups() -> None:
    """The same seed gives the same interval; groups that agree within make it wider than items would be."""
    values = np.repeat(np.arange(10.0), 20)
    groups = [int(value) for value in values]
    by_group, by_item = Bootstrap.over(groups), Bootstrap.over(range(200))
    one, other = (b.measure(lambda w: metrics.mean(values, w)) for b in (by_group, by_item))
    assert one == Bootstrap.over(groups).measure(lambda w: metrics.mean(values, w))
    assert one.value == other.value == 4.5
    assert one.high - one.low > 3 * (other.high - other.low)
    assert one.low < 4.5 < one.high


def test_bootstrap_covers_the_truth() -> None:
    """A 95% interval of a mean is about 4 standard errors wide."""
    values = np.random.default_rng(8).normal(size=400)
    found = Bootstrap.over(range(400)).measure(lambda w: metrics.mean(values, w))
    assert (found.high - found.low) / (values.std() / 20) == pytest.approx(2 * 1.96, rel=0.1)


def test_first_resample_is_the_sample() -> None:
    """Every resample has as many groups as there are; the first has each once."""
    counts = draw(7, 50, 1)
    assert counts.shape == (51, 7)
    assert (counts[0] == 1).all()
    assert (counts.sum(1) == 7).all()
    assert counts[1:].std() > 0


def test_measure_sums_equals_measure() -> None:
    """Sums by group give what weighting every item gives."""
    marked, labels = np.array([1, 1, 0, 0, 1, 0], bool), np.array([1, 0, 1, 0, 1, 0], bool)
    bootstrap = Bootstrap.over(["a", "b", "b", "c", "c", "a"])
    cells = np.eye(4)[[0, 1, 2, 3, 0, 3]]
    by_item = bootstrap.measure(lambda w: metrics.matthews(metrics.confusion(marked, labels, w)))
    assert bootstrap.measure_sums(cells, metrics.matthews) == by_item


def test_undefined_figures_have_no_interval() -> None:
    """NaN as the value gives NaN bounds; NaN in a resample is left out."""
    assert math.isnan(interval(np.array([np.nan, 1.0, 2.0])).low)
    found = interval(np.array([1.5, np.nan, 1.0, 2.0]))
    assert (found.value, found.low >= 1.0, found.high <= 2.0) == (1.5, True, True)


def test_thousand_resamples_take_seconds() -> None:
    """80,000 words in 31 documents: what bio-MQM holds."""
    random = np.random.default_rng(2)
    scores, labels = random.random(80_000).round(4), random.random(80_000) < 0.1
    bootstrap = Bootstrap.over(list(range(31)) * 2580 + [0] * 20)
    start = time.process_time()
    found = bootstrap.measure_ranking(metrics.average_precision, scores, labels)
    assert time.process_time() - start < 30
    assert found.low < found.value < found.high


def test_rankings_resample_whole_groups() -> None:
    """A figure of each resample is that of the items of the groups drawn."""
    random = np.random.default_rng(4)
    scores, labels, names = random.random(40).round(1), random.random(40) < 0.5, list(random.integers(0, 5, 40))
    bootstrap = Bootstrap.over(names, resamples=20)
    for rank in (metrics.auc, metrics.average_precision):
        drawn = [ranking(rank, scores, labels, counts[bootstrap.groups]) for counts in bootstrap.counts]
        found = bootstrap.measure_ranking(rank, scores, labels)
        assert (found.value, found.low) == pytest.approx((drawn[0], np.nanquantile(drawn[1:], 0.025)))


def test_best_threshold() -> None:
    """The score from which on everything is marked: here the cut that separates the classes but one."""
    scores, bad = np.array([0.9, 0.8, 0.7, 0.2, 0.1]), np.array([1, 1, 0, 0, 0], bool)
    assert best_threshold(scores, bad, metrics.matthews) == 0.8
    assert best_threshold(scores, ~bad, metrics.f1) == 0.1


def test_two_folds_never_choose_on_what_they_mark() -> None:
    """Two groups whose scores lie on two scales: each is marked at the other's threshold, so nothing fits."""
    scores = np.array([0.9, 0.8, 0.2, 0.1])
    bad = np.array([True, False, True, False])
    marked = two_fold_marks(scores, bad, np.array([0, 0, 1, 1]), metrics.matthews, seed=1)
    assert marked.tolist() == [True, True, False, False]


def test_calibration_error_by_hand() -> None:
    """Two bins: ten items stated 0.1 of which two have the error, ten stated 0.8 of which six do: (0.1 + 0.2) / 2."""
    stated = np.array([0.1] * 10 + [0.8] * 10)
    happened = np.array([1] * 2 + [0] * 8 + [1] * 6 + [0] * 4, bool)
    figures = list(calibration_figures("bio", stated, happened, Bootstrap.over(range(20))))
    whole = [figure.interval.value for figure in figures if not figure.detail]
    assert whole == pytest.approx([0.15, 0.15])
    details = [(figure.n, figure.interval.value) for figure in figures if figure.detail]
    assert details == [(10, 0.2), (10, 0.6)] * 2
    assert calibration_error(np.array([[10, 10, 1.0, 8.0, 2, 6]])) == pytest.approx([0.15])


def test_bins() -> None:
    """Equal width cuts at tenths, equal mass at quantiles, keeping equal values together."""
    assert equal_width(np.array([0.0, 0.05, 0.1, 0.95, 1.0])).tolist() == [0, 0, 1, 9, 9]
    places = equal_mass(np.array([0.3] * 5 + [0.5] * 5), bins=2)
    assert len({*places[:5]}) == len({*places[5:]}) == 1
    assert places[0] != places[5]


def test_quantiles() -> None:
    """The smallest value that so many items stay at or below, in every resample."""
    values = np.array([0.4, 0.1, 0.3, 0.2])
    bootstrap = Bootstrap(np.arange(4), np.array([[1, 1, 1, 1], [4, 0, 0, 0], [0, 2, 0, 2]]))
    assert quantiles(values, 0.5, bootstrap).tolist() == [0.2, 0.4, 0.1]
    assert quantiles(values, 0.99, bootstrap).tolist() == [0.4, 0.4, 0.2]
