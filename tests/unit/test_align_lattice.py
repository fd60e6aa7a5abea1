"""The lattice against paths counted and scored by hand."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np
import pytest

from tqcheck.align.coarse import coarse_path
from tqcheck.align.lattice import MINUS_INFINITY, Lattice

SIZES = ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1))


def straight(n: int, m: int) -> np.ndarray:
    return np.array([d * n // (n + m) for d in range(n + m + 1)])


def scored(lattice: Lattice, seed: int = 0) -> np.ndarray:
    random = np.random.default_rng(seed).normal(size=lattice.valid.shape)
    return np.where(lattice.valid, random, MINUS_INFINITY)


def paths(lattice: Lattice, scores: np.ndarray) -> Iterator[tuple[float, list[tuple[int, int, int]]]]:
    """Every path through a small lattice, by recursion."""

    def walk(i: int, j: int) -> Iterator[tuple[float, list[tuple[int, int, int]]]]:
        if i == j == 0:
            yield 0.0, []
            return
        for bead, (a, b) in enumerate(SIZES):
            if i >= a and j >= b:
                value = scores[i + j, bead, i - lattice.offsets[i + j]]
                for total, beads in walk(i - a, j - b):
                    yield total + value, [*beads, (i, j, bead)]

    yield from walk(lattice.n, lattice.m)


@pytest.mark.parametrize(("n", "m"), [(1, 1), (3, 3), (4, 2), (2, 5), (0, 3), (3, 0)])
def test_agrees_with_every_path_counted(n: int, m: int) -> None:
    lattice = Lattice(n, m, straight(n, m) if n + m else np.zeros(1), 6, SIZES)
    scores = scored(lattice)
    everything = list(paths(lattice, scores))
    total, posterior = lattice.posterior(scores)
    assert total == pytest.approx(math.log(sum(math.exp(value) for value, _ in everything)))
    assert lattice.best(scores) == max(everything)[1]
    weights: dict[tuple[int, int, int], float] = {}
    for value, beads in everything:
        for bead in beads:
            weights[bead] = weights.get(bead, 0.0) + math.exp(value - total)
    for (i, j, bead), expected in weights.items():
        assert posterior[i + j, bead, i - lattice.offsets[i + j]] == pytest.approx(expected)


def test_every_sentence_is_covered_once_in_a_narrow_band() -> None:
    lattice = Lattice(40, 60, straight(40, 60), 4, SIZES)
    scores = scored(lattice)
    _, posterior = lattice.posterior(scores)
    size = np.array([a for a, _ in SIZES])[None, :, None]
    assert (posterior * size).sum() == pytest.approx(40)
    beads = lattice.best(scores)
    assert beads[-1][:2] == (40, 60)
    for before, (i, j, bead) in itertools.pairwise([(0, 0, 0), *beads]):
        assert (before[0] + SIZES[bead][0], before[1] + SIZES[bead][1]) == (i, j)


@pytest.mark.parametrize("size", [50, 5000])
def test_coarse_path_follows_matches_past_a_gap(size: int) -> None:
    """A tenth of the target is missing from the middle; long documents are halved on the way."""
    vectors = np.random.default_rng(1).normal(size=(size, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    kept = np.r_[: size * 45 // 100, size * 55 // 100 : size]
    path = coarse_path(vectors, vectors[kept])
    assert path[0] == 0
    assert path[-1] == size
    assert set(np.diff(path)) <= {0, 1}
    passed = {(int(i), d - int(i)) for d, i in enumerate(path)}
    hit = sum((int(i) + 1, j + 1) in passed for j, i in enumerate(kept))
    assert hit / len(kept) > 0.97
