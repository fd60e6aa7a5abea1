"""One gold document as the fit of the aligner's weights sees it: features of the likely beads, and which are right.

Beads that the present weights hold for all but impossible are left out, which makes a fit a hundred times as fast: a
cell of the lattice then has a few beads where it had 34.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from tqcheck.align.coarse import coarse_path
from tqcheck.align.decoding import Place, probable_path
from tqcheck.align.evidence import SIZES, Evidence
from tqcheck.align.lattice import MINUS_INFINITY, Lattice
from tqcheck.align.scoring import AlignmentScores, score_links
from tqcheck.align.types import Scored, Side
from tqcheck.align.weights import size_class
from tqcheck.training.gold_alignments import GoldDocument
from tqcheck.types import Link

CLASSES = tuple(dict.fromkeys(size_class(size) for size in SIZES))

LEAST = 1e-7
"""Beads of a lower posterior under the present weights are left out of a fit, unless the gold permits them."""

LEAST_PERMITTED = 1e-13


class Edges:
    """Beads as edges between the cells of a lattice, in the order of their ends; posteriors by two plain sweeps."""

    def __init__(self, lattice: Lattice, places: np.ndarray) -> None:
        starts = lattice.previous.ravel()[places]
        row, rest = np.divmod(places, len(SIZES) * lattice.width)
        ends = row * lattice.width + rest % lattice.width
        cells, numbers = np.unique(np.concatenate([starts, ends, [lattice.origin, lattice.end]]), return_inverse=True)
        self.cells = len(cells)
        self.starts: list[int] = numbers[: len(places)].tolist()
        self.ends: list[int] = numbers[len(places) : 2 * len(places)].tolist()
        self.origin, self.end = int(numbers[-2]), int(numbers[-1])

    def posterior(self, scores: np.ndarray) -> tuple[float, np.ndarray]:
        """Log of the summed exponentials of all paths, and the probability of every edge."""
        values = scores.tolist()
        ahead, behind = [MINUS_INFINITY] * self.cells, [MINUS_INFINITY] * self.cells
        ahead[self.origin] = behind[self.end] = 0.0
        for start, end, value in zip(self.starts, self.ends, values, strict=True):
            ahead[end] = _added(ahead[end], ahead[start] + value)
        for start, end, value in zip(reversed(self.starts), reversed(self.ends), reversed(values), strict=True):
            behind[start] = _added(behind[start], behind[end] + value)
        total = ahead[self.end]
        logs = np.array(ahead)[self.starts] + scores + np.array(behind)[self.ends] - total
        return total, np.exp(np.minimum(logs, 0.0))


def _added(one: float, other: float) -> float:
    """Log of the sum of two exponentials."""
    if one < other:
        one, other = other, one
    return one if other < one - 40 else one + math.log1p(math.exp(other - one))


class Problem:
    """A gold document with the features of its likely beads under the weights ``now``."""

    def __init__(self, document: GoldDocument, source: Side, target: Side, now: np.ndarray) -> None:
        self.document = document
        evidence = Evidence(source, target, coarse_path(source.vectors, target.vectors))
        self.lattice = evidence.lattice
        rows, places = _all_rows(evidence)
        scores = np.full(self.lattice.valid.size, MINUS_INFINITY)
        scores[places] = rows @ now
        _, posterior = self.lattice.posterior(scores.reshape(self.lattice.valid.shape))
        permitted = self._permitted().ravel()[places]
        chance = posterior.ravel()[places]
        likely = np.nonzero((chance > LEAST) | (permitted & (chance > LEAST_PERMITTED)))[0]
        likely = likely[np.argsort(places[likely] // (len(SIZES) * self.lattice.width), kind="stable")]
        self.rows, self.places, self.permitted = rows[likely].astype(np.float64), places[likely], permitted[likely]
        self.edges = Edges(self.lattice, self.places)

    def decoded(self, weights: np.ndarray) -> list[Scored]:
        """The beads that the aligner would find under a weight vector."""
        posterior = np.zeros(self.lattice.valid.shape)
        posterior.ravel()[self.places] = self.edges.posterior(self.rows @ weights)[1]
        cosines = dict(zip(self.places.tolist(), self.rows[:, 0].tolist(), strict=True))
        return [
            Scored(range(i - a, i), range(j - b, j), probability, cosines.get(self._flat(place), 0.0))
            for (i, j, a, b), probability, place in probable_path(self.lattice, posterior)
        ]

    def _flat(self, place: Place) -> int:
        return int(np.ravel_multi_index(place, self.lattice.valid.shape))

    def scored(self, beads: Sequence[Scored]) -> AlignmentScores:
        """Scores of some beads against the gold."""
        return scored(self.document, beads)

    def objective(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        """Log probability of the permitted paths, and its gradient."""
        scores = self.rows @ weights
        total, everything = self.edges.posterior(scores)
        inside, wanted = self.edges.posterior(np.where(self.permitted, scores, MINUS_INFINITY))
        return inside - total, (wanted - everything) @ self.rows

    def _permitted(self) -> np.ndarray:
        """Gold beads, and beads that touch no sentence of a usable gold bead (crossing links are left open)."""
        wanted = _monotone(self.document.gold)
        taken = [np.zeros(self.lattice.n + 1, dtype=np.int64), np.zeros(self.lattice.m + 1, dtype=np.int64)]
        exact = np.zeros(self.lattice.valid.shape, dtype=bool)
        for source, target in wanted:
            taken[0][[i + 1 for i in source]] = 1
            taken[1][[j + 1 for j in target]] = 1
            if (len(source), len(target)) not in SIZES:
                continue
            bead = SIZES.index((len(source), len(target)))
            if source and target:
                exact[:, bead] |= (self.lattice.i == source[-1] + 1) & (self.lattice.j == target[-1] + 1)
            elif source:
                exact[:, bead] |= self.lattice.i == source[-1] + 1
            else:
                exact[:, bead] |= self.lattice.j == target[-1] + 1
        left, right = (np.cumsum(t) for t in taken)
        permitted = exact & self.lattice.valid
        for bead, (a, b) in enumerate(SIZES):
            mask, i, j = self.lattice.cells(bead)
            permitted[:, bead][mask] |= (left[i] - left[i - a] + right[j] - right[j - b]) == 0
        return permitted


def _all_rows(evidence: Evidence) -> tuple[np.ndarray, np.ndarray]:
    """The features of every bead with those of its size, (beads, features), and where in the lattice it stands."""
    lattice = evidence.lattice
    flat = np.arange(lattice.valid.size).reshape(lattice.valid.shape)
    rows, places = [], []
    for bead, mask, values in evidence.features():
        size = SIZES[bead]
        extra = np.zeros((len(CLASSES) + 1, values.shape[1]), dtype=np.float32)
        extra[CLASSES.index(size_class(size))] = 1
        extra[-1] = max(sum(size) - 4, 0)
        rows.append(np.concatenate([values, extra]).T)
        places.append(flat[:, bead][mask])
    return np.concatenate(rows), np.concatenate(places)


def scored(document: GoldDocument, beads: Sequence[Scored]) -> AlignmentScores:
    """Scores of some beads against a document's gold."""
    links = [Link(tuple(bead.source), tuple(bead.target)) for bead in beads]
    return score_links(document.gold, links, linked_only=document.linked_only)


def right_beads(document: GoldDocument, beads: Sequence[Scored]) -> np.ndarray:
    """Which beads the gold has; a sentence without counterpart is right wherever the gold leaves it alone."""
    linked = document.linked()
    exact = {(link.source, link.target) for link in linked}
    sources = {i for link in linked for i in link.source}
    targets = {j for link in linked for j in link.target}
    return np.array(
        [
            (tuple(bead.source), tuple(bead.target)) in exact
            if bead.source and bead.target
            else sources.isdisjoint(bead.source) and targets.isdisjoint(bead.target)
            for bead in beads
        ],
        dtype=bool,
    )


def _monotone(gold: Sequence[Link]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Gold links of contiguous sentences that cross no later one; longer nulls as single sentences."""
    links, last = [], (-1, -1)
    both = [link for link in gold if link.source and link.target]
    for index, link in enumerate(both):
        if any(side != tuple(range(side[0], side[0] + len(side))) for side in (link.source, link.target)):
            continue
        following = both[index + 1 : index + 4]
        ahead = sum(link.target[-1] < other.target[0] for other in following)
        if link.source[0] > last[0] and link.target[0] > last[1] and ahead >= min(2, len(following)):
            links.append((link.source, link.target))
            last = (link.source[-1], link.target[-1])
    for link in gold:
        if not (link.source and link.target):
            links += [((i,), ()) for i in link.source] + [((), (j,)) for j in link.target]
    return links
