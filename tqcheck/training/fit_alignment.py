"""Fits the aligner's weights and the calibration of its confidence on gold alignments.

``python -m tqcheck.training.fit_alignment CORPORA`` prints what :mod:`tqcheck.align.weights` holds. CORPORA holds
``textberg/`` and ``novels/`` (one sentence a line, gold links ``[0, 1]:[2]``).
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tqcheck.align.coarse import coarse_path
from tqcheck.align.confidence import reliability_features
from tqcheck.align.decoding import probable_path
from tqcheck.align.evidence import FEATURES, SIZES, Evidence
from tqcheck.align.lattice import MINUS_INFINITY
from tqcheck.align.reading import read_links
from tqcheck.align.scoring import AlignmentScores, score_links
from tqcheck.align.sides import encode_sides
from tqcheck.align.types import Scored, Side
from tqcheck.align.weights import FITTED, Weights, size_class
from tqcheck.types import Link, Segment

HELD = {"paragraph_inside": -1.5, "paragraph_edge": -1.0}
"""Set by hand: the gold documents have no paragraphs."""

CLASSES = tuple(dict.fromkeys(size_class(size) for size in SIZES))
PENALTY = 1.0

LOST = 0.2
"""Share of links that lose a side in the damaged copies: the gold alone teaches that nothing is ever missing."""


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
        self.cosines = np.zeros(self.lattice.valid.shape, dtype=np.float32)
        flat = np.arange(self.lattice.valid.size).reshape(self.lattice.valid.shape)
        for bead, mask, values in self.evidence.features():
            a, b = SIZES[bead]
            extra = np.zeros((len(CLASSES) + 1, values.shape[1]), dtype=np.float32)
            extra[CLASSES.index(size_class(SIZES[bead]))] = 1
            extra[-1] = max(a + b - 4, 0)
            rows.append(np.concatenate([values, extra]).T)
            places.append(flat[:, bead][mask])
            self.cosines[:, bead][mask] = values[0]
        self.rows, self.places = np.concatenate(rows), np.concatenate(places)
        self.permitted = self._permitted()

    def scores(self, weights: np.ndarray) -> np.ndarray:
        """Scores of the lattice's beads under a weight vector."""
        scores = np.full(self.lattice.valid.size, MINUS_INFINITY)
        scores[self.places] = self.rows @ weights
        return scores.reshape(self.lattice.valid.shape)

    def decoded(self, weights: np.ndarray) -> list[Scored]:
        """The beads that the aligner would find under a weight vector."""
        _, posterior = self.lattice.posterior(self.scores(weights))
        return [
            Scored(range(i - a, i), range(j - b, j), probability, float(self.cosines[place]))
            for (i, j, a, b), probability, place in probable_path(self.lattice, posterior)
        ]

    def scored(self, beads: Sequence[Scored]) -> AlignmentScores:
        """Scores of some beads against the gold."""
        links = [Link(tuple(bead.source), tuple(bead.target)) for bead in beads]
        return score_links(self.document.gold, links, linked_only=self.document.linked_only)

    def right(self, beads: Sequence[Scored]) -> np.ndarray:
        """Which beads the gold has; a sentence without counterpart is right wherever the gold leaves it alone."""
        exact = {(link.source, link.target) for link in self.document.gold}
        for link in self.document.gold:
            if not (link.source and link.target):
                exact |= {((i,), ()) for i in link.source} | {((), (j,)) for j in link.target}
        return np.array([(tuple(bead.source), tuple(bead.target)) in exact for bead in beads])

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


def damaged(document: GoldDocument, source: Side, target: Side, seed: int) -> tuple[GoldDocument, Side, Side]:
    """A copy in which a share ``LOST`` of the gold links has lost one side: half of them singly, half in two runs."""
    random = np.random.default_rng(seed)
    links = [link for link in document.gold if link.source and link.target]
    run = max(int(len(links) * LOST / 4), 1)
    lost = random.random(len(links)) < LOST / 2
    for start in random.integers(len(links), size=2):
        lost[start : start + run] = True
    sides = np.repeat(random.integers(2, size=len(links)), run)[: len(links)]
    gone: tuple[set[int], set[int]] = (set(), set())
    for link, out, side in zip(links, lost, sides, strict=True):
        if out:
            gone[side].update((link.source, link.target)[side])
    kept = [np.array([k for k in range(len(s)) if k not in out]) for s, out in zip((source, target), gone, strict=True)]
    places = [{int(old): new for new, old in enumerate(indices)} for indices in kept]
    gold = tuple(
        Link(
            tuple(places[0][i] for i in link.source if i in places[0]),
            tuple(places[1][j] for j in link.target if j in places[1]),
        )
        for link in document.gold
    )
    copy = GoldDocument(
        f"{document.name}, {LOST:.0%} of the links cut",
        tuple(document.source[k] for k in kept[0]),
        tuple(document.target[k] for k in kept[1]),
        gold,
        document.linked_only,
    )
    return copy, source.picked(kept[0]), target.picked(kept[1])


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

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    fitted: np.ndarray = weights.detach().numpy().copy()
    return fitted


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


def fit_confidence(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Coefficients of a logistic regression by Newton's method, lightly penalised."""
    coefficients = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ coefficients))
        curve = rows.T @ (rows * (chance * (1 - chance))[:, None]) + np.eye(rows.shape[1])
        coefficients += np.linalg.solve(curve, rows.T @ (right - chance) - coefficients)
    return coefficients


def print_reliability(chance: np.ndarray, right: np.ndarray) -> None:
    """How often beads of each confidence are right."""
    print("confidence      beads   mean  right")
    edges = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 1.0)
    for low, high in itertools.pairwise(edges):
        inside = (chance > low) & (chance <= high)
        if inside.any():
            found = f"{chance[inside].mean():>6.3f} {right[inside].mean():>6.3f}"
            print(f"{low:.2f} to {high:.2f} {inside.sum():>8} {found}")


def print_weights(weights: Weights) -> None:
    """The fitted weights as they stand in the module that holds them."""
    for title, values in (("features", weights.features), ("sizes", weights.sizes)):
        print(f"    {title}={{")
        for name, value in values.items():
            print(f'        "{name}": {value},')
        print("    },")


def report(name: str, scores: AlignmentScores) -> None:
    """One line of the table of scores."""
    print(f"{name:<62} strict {scores.strict.f1:.3f}  lax {scores.lax.f1:.3f}", flush=True)


def main() -> None:
    """Fit on all documents; leave each out in turn for honest scores and for the calibration."""
    from tqcheck.encoder import load_encoder

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder that holds textberg/ and novels/")
    parser.add_argument("--iterations", type=int, default=40)
    options = parser.parse_args()
    encoder = load_encoder()
    documents = list(gold_documents(options.corpora))
    fit_all([problems_of(d, *encode_sides(d.source, d.target, encoder)) for d in documents], options.iterations)


def problems_of(document: GoldDocument, source: Side, target: Side) -> tuple[Problem, Problem]:
    """A document as it is, and damaged."""
    seed = len(source)
    return Problem(document, source, target), Problem(*damaged(document, source, target, seed))


def fit_all(documents: Sequence[Sequence[Problem]], iterations: int) -> None:
    """Fit, score and print everything."""
    whole = fit([problem for problems in documents for problem in problems], as_vector(FITTED), iterations)
    print_weights(as_weights(whole))
    rows, right = [], []
    for problems in documents:
        others = [problem for other in documents if other is not problems for problem in other]
        unseen = fit(others, whole / 2, iterations)
        for problem in problems:
            report(f"{problem.document.name}, seen", problem.scored(problem.decoded(whole)))
            beads = problem.decoded(unseen)
            report(f"{problem.document.name}, left out", problem.scored(beads))
            rows.append(reliability_features(beads))
            right.append(problem.right(beads))
    features, labels = np.concatenate(rows), np.concatenate(right)
    coefficients = fit_confidence(features, labels)
    print("COEFFICIENTS =", tuple(round(float(value), 3) for value in coefficients))
    print_reliability(1 / (1 + np.exp(-features @ coefficients)), labels)


if __name__ == "__main__":
    main()
