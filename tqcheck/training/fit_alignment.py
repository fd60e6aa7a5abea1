"""Fits the aligner's weights and the calibration of its confidence on gold alignments.

``python -m tqcheck.training.fit_alignment CORPORA`` prints what :mod:`tqcheck.align.weights` holds. CORPORA holds
``textberg/`` and ``novels/`` (one sentence a line, gold links ``[0, 1]:[2]``).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tqcheck.align.coarse import coarse_path
from tqcheck.align.confidence import reliability_features
from tqcheck.align.evidence import FEATURES, SIZES, Evidence
from tqcheck.align.lattice import MINUS_INFINITY
from tqcheck.align.scoring import read_links, score_links
from tqcheck.align.sides import encode_sides
from tqcheck.align.decoding import decode
from tqcheck.align.types import Side
from tqcheck.align.weights import FITTED, Weights, size_class
from tqcheck.types import Link, Segment

if TYPE_CHECKING:
    from tqcheck.encoder import Encoder

HELD = {"paragraph_inside": -1.5, "paragraph_edge": -1.0}
"""Set by hand: the gold documents have no paragraphs."""

CLASSES = tuple(dict.fromkeys(size_class(size) for size in SIZES))
PENALTY = 1.0


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """Two sides of one sentence a line, and the links between them; ``linked_only`` if nulls are not to be scored."""

    name: str
    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    gold: tuple[Link, ...]
    linked_only: bool


def gold_documents(corpora: Path) -> Iterator[GoldDocument]:
    """The development sets in a corpora folder."""
    article = corpora / "textberg"
    yield GoldDocument(
        "textberg", _lines(article / "dev.de"), _lines(article / "dev.fr"), read_links(article / "dev.defr"), False
    )
    for novel in sorted((corpora / "novels").iterdir()):
        gold = read_links(novel / "gold_fr_en.txt")
        yield GoldDocument(novel.name, _lines(novel / "fr.txt"), _lines(novel / "en.txt"), gold, True)


def _lines(path: Path) -> tuple[Segment, ...]:
    return tuple(Segment(line) for line in path.read_text(encoding="utf-8").splitlines())


class Problem:
    """One document as the fit sees it: the features of every bead, and which beads the gold permits."""

    def __init__(self, document: GoldDocument, source: Side, target: Side) -> None:
        self.document = document
        self.evidence = Evidence(source, target, coarse_path(source.vectors, target.vectors))
        self.lattice = self.evidence.lattice
        rows, places = [], []
        flat = np.arange(self.lattice.valid.size).reshape(self.lattice.valid.shape)
        for bead, mask, values in self.evidence.features():
            a, b = SIZES[bead]
            extra = np.zeros((len(CLASSES) + 1, values.shape[1]), dtype=np.float32)
            extra[CLASSES.index(size_class(SIZES[bead]))] = 1
            extra[-1] = max(a + b - 4, 0)
            rows.append(np.concatenate([values, extra]).T)
            places.append(flat[:, bead][mask])
        self.rows, self.places = np.concatenate(rows), np.concatenate(places)
        self.permitted = self._permitted()

    def scores(self, weights: np.ndarray) -> np.ndarray:
        """Scores of the lattice's beads under a weight vector."""
        scores = np.full(self.lattice.valid.size, MINUS_INFINITY)
        scores[self.places] = self.rows @ weights
        return scores.reshape(self.lattice.valid.shape)

    def _permitted(self) -> np.ndarray:
        """Gold beads, and beads that touch no sentence of a usable gold bead (crossing links are left open)."""
        wanted = _monotone(self.document.gold)
        taken = [np.zeros(self.lattice.n + 1, dtype=np.int64), np.zeros(self.lattice.m + 1, dtype=np.int64)]
        exact = np.zeros(self.lattice.valid.shape, dtype=bool)
        for source, target in wanted:
            taken[0][[i + 1 for i in source]] = 1
            taken[1][[j + 1 for j in target]] = 1
            bead = SIZES.index((len(source), len(target))) if (len(source), len(target)) in SIZES else None
            if bead is None:
                continue
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

    def objective(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        """Log probability of the permitted paths, and its gradient."""
        scores = self.scores(weights)
        total, everything = self.lattice.posterior(scores)
        inside, wanted = self.lattice.posterior(np.where(self.permitted, scores, MINUS_INFINITY))
        return inside - total, (wanted - everything).ravel()[self.places] @ self.rows


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


def fit(problems: Sequence[Problem], start: np.ndarray, iterations: int = 60) -> np.ndarray:
    """Weights of highest penalised likelihood, by L-BFGS; the weights in ``HELD`` stay."""
    import torch

    free = np.array([name not in HELD for name in FEATURES] + [True] * (len(CLASSES) + 1))
    weights = torch.tensor(start, dtype=torch.float64)
    optimiser = torch.optim.LBFGS([weights], max_iter=iterations, history_size=12, line_search_fn="strong_wolfe")

    def closure() -> float:
        values = weights.detach().numpy()
        results = [problem.objective(values) for problem in problems]
        gradient = sum(result[1] for result in results) - PENALTY * values
        weights.grad = torch.from_numpy(np.where(free, -gradient, 0.0))
        return float(PENALTY / 2 * (values[free] ** 2).sum() - sum(result[0] for result in results))

    optimiser.step(closure)  # type: ignore[arg-type]
    return weights.detach().numpy().copy()


def as_weights(vector: np.ndarray) -> Weights:
    """A weight vector as what the aligner reads."""
    names = (*FEATURES, *CLASSES, "each_beyond_4")
    values = {name: round(float(value), 3) for name, value in zip(names, vector, strict=True)}
    return Weights(
        {name: HELD.get(name, values[name]) for name in FEATURES},
        {name: values[name] for name in names[len(FEATURES) :]},
    )


def as_vector(weights: Weights) -> np.ndarray:
    """The weight vector of what the aligner reads; zeros (and held values) where there is nothing yet."""
    names = (*CLASSES, "each_beyond_4")
    values = [HELD.get(name, weights.features.get(name, 0.0)) for name in FEATURES]
    return np.array(values + [weights.sizes.get(name, 0.0) for name in names])
