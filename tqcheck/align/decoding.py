"""From evidence to links: posterior probabilities of beads, then the path that keeps the probable ones."""

from __future__ import annotations

import numpy as np

from tqcheck.align.evidence import SIZES, Evidence
from tqcheck.align.lattice import MINUS_INFINITY, Lattice
from tqcheck.align.types import Scored
from tqcheck.align.weights import Weights

FLOOR = 0.003
"""Added to a probability before its logarithm: no single improbable bead can decide a whole path."""


def decode(evidence: Evidence, weights: Weights) -> list[Scored]:
    """The path whose beads have the highest product of posterior probabilities.

    Against the single most probable path this joins where the boundary is uncertain, as annotators do.
    """
    scores, cosines = evidence.scores(weights)
    _, posterior = evidence.lattice.posterior(scores)
    return [
        Scored(range(i - a, i), range(j - b, j), probability, float(cosines[place]))
        for (i, j, a, b), probability, place in probable_path(evidence.lattice, posterior)
    ]


Place = tuple[int, int, int]


def probable_path(lattice: Lattice, posterior: np.ndarray) -> list[tuple[tuple[int, int, int, int], float, Place]]:
    """``(i, j, a, b)``, posterior and array index of each bead on the best path by posteriors."""
    posterior = _pooled(lattice, posterior)
    logs = np.where(lattice.valid, np.log(posterior + FLOOR), MINUS_INFINITY)
    found = []
    for i, j, bead in lattice.best(logs):
        place = (i + j, bead, i - int(lattice.offsets[i + j]))
        found.append(((i, j, *SIZES[bead]), float(posterior[place]), place))
    return found


def _pooled(lattice: Lattice, posterior: np.ndarray) -> np.ndarray:
    """Give every null of a sentence the sum over all its places: among what neighbours is no matter."""
    pooled = posterior.copy()
    for size, sentence, count in (((1, 0), lattice.i, lattice.n), ((0, 1), lattice.j, lattice.m)):
        bead = SIZES.index(size)
        mask = lattice.valid[:, bead]
        totals = np.bincount(sentence[mask], weights=posterior[:, bead][mask], minlength=count + 1)
        pooled[:, bead][mask] = np.minimum(totals[sentence[mask]], 1.0)
    return pooled
