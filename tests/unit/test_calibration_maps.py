"""Maps from figures to probabilities: direction by ranking, scale by labels, a weight of its own for what stands beside."""

from __future__ import annotations

import numpy as np
import pytest

from tqcheck.training.qe.maps import apply, ridge_logistic, scaled_map

pytest.importorskip("sklearn")

RNG = np.random.default_rng(3)
FIGURES = RNG.normal(size=(4000, 2))
ONES = np.ones((4000, 2))


def labels(log_odds: np.ndarray) -> np.ndarray:
    """Whether each sample has an error, drawn from its log-odds."""
    drawn: np.ndarray = (RNG.random(len(log_odds)) < 1 / (1 + np.exp(-log_odds))).astype(float)
    return drawn


def test_ridge_logistic_finds_the_odds() -> None:
    found = ridge_logistic(FIGURES, labels(FIGURES @ [1.0, -2.0] + 0.5), np.ones(4000))
    assert found == pytest.approx([1.0, -2.0, 0.5], abs=0.25)


def test_ranking_gives_the_direction_and_labels_the_scale() -> None:
    """The labels know of the first figure alone; pairs say that the second one counts as much."""
    better = np.abs(RNG.normal(size=(400, 1))) * np.ones((400, 2)) + RNG.normal(size=(400, 2)) * 0.1
    found = scaled_map(FIGURES, labels(FIGURES[:, 0]), ONES, better, ranked=50.0)
    assert 0.5 < found[1] / found[0] < 2
    assert float(apply(found, FIGURES).mean()) == pytest.approx(0.5, abs=0.03)


def test_beside() -> None:
    """Direction from samples where the second figure says nothing, its weight from those where it does."""
    natural = np.arange(4000) % 2 == 0
    y = np.where(natural, labels(FIGURES @ [1.0, 1.5]), labels(FIGURES @ [1.0, 0.0]))
    weights = np.column_stack([~natural, natural]).astype(float)
    better = np.column_stack([np.abs(RNG.normal(size=200)), np.zeros(200)])
    without = scaled_map(FIGURES, y, weights, better, ranked=0.1)
    beside = scaled_map(FIGURES, y, weights, better, ranked=0.1, beside=(1,))
    assert abs(without[1]) < 0.3
    assert beside[1] == pytest.approx(1.5, abs=0.3)
