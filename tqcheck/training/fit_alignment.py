"""Fits the aligner's weights and the calibration of its confidence on gold alignments.

``python -m tqcheck.training.fit_alignment CORPORA`` prints what :mod:`tqcheck.align.weights` and
:mod:`tqcheck.align.confidence` hold. CORPORA holds ``textberg/`` and ``novels/`` (one sentence a line, gold links
``[0, 1]:[2]``).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tqcheck.align.confidence import reliability_features
from tqcheck.align.evidence import FEATURES
from tqcheck.align.scoring import AlignmentScores
from tqcheck.align.sides import encode_sides
from tqcheck.align.types import Scored
from tqcheck.align.weights import FITTED, Weights
from tqcheck.training.alignment_problem import CLASSES, Problem, right_beads, scored
from tqcheck.training.gold_alignments import GoldDocument, damaged, excerpts, gold_documents, tiny

if TYPE_CHECKING:
    from tqcheck.encoder import Encoder, Encoding

HELD = {"paragraph_inside": -1.5, "paragraph_edge": -1.0}
"""Set by hand: the gold documents have no paragraphs."""

PENALTY = 2.0
"""On the squares of the weights: there are only five documents to learn from."""

ITERATIONS = 40
EXCERPTS = 120
"""Short stretches of each document on which the confidence is fitted beside the document itself."""

KINDS = ("whole", "damaged", "short", "tiny", "intruded")


class Recalled:
    """An encoder that keeps all it has encoded: every copy of a document has the same sentences."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.known: dict[str, Encoding] = {}

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> list[Encoding]:
        """Vectors of each text."""
        missing = [text for text in dict.fromkeys(texts) if text not in self.known]
        self.known.update(zip(missing, self.encoder.encode(missing), strict=True))
        if progress:
            progress(len(texts))
        return [self.known[text] for text in texts]


@dataclass(frozen=True, slots=True)
class Material:
    """A gold document as it is, damaged, in excerpts, in documents of a few sentences, without and with a stranger."""

    whole: Problem
    damaged: Problem
    short: tuple[Problem, ...]
    tiny: tuple[Problem, ...]
    intruded: tuple[Problem, ...]

    def fitted(self) -> tuple[Problem, Problem]:
        """What weights are fitted on."""
        return self.whole, self.damaged

    def of(self, kind: str) -> tuple[Problem, ...]:
        """The problems of one of ``KINDS``."""
        cut = {"short": self.short, "tiny": self.tiny, "intruded": self.intruded}
        return {"whole": (self.whole,), "damaged": (self.damaged,), **cut}[kind]


@dataclass(frozen=True, slots=True)
class Judged:
    """Beads of one kind of material: the features of their confidence, and which are right."""

    features: np.ndarray
    right: np.ndarray


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One document under weights that never saw it: scores as it is, of its linked beads alone, damaged; its beads."""

    document: GoldDocument
    whole: AlignmentScores
    linked: AlignmentScores
    damaged: AlignmentScores
    judged: dict[str, Judged]


def material_of(document: GoldDocument, encoder: Encoder, count: int = EXCERPTS) -> Material:
    """Encode a document and everything made of it, with so many excerpts."""
    recalled = Recalled(encoder)
    now = as_vector(FITTED)

    def problem(one: GoldDocument) -> Problem:
        return Problem(one, *encode_sides(one.source, one.target, recalled), now)  # type: ignore[arg-type]

    seed = len(document.source)
    short, few, intruded = (
        tuple(problem(one) for one in made)
        for made in (
            excerpts(document, count, seed),
            tiny(document, count, seed, unrelated=False),
            tiny(document, count, seed, unrelated=True),
        )
    )
    return Material(problem(document), problem(damaged(document, seed)), short, few, intruded)


def fit(problems: Sequence[Problem], start: np.ndarray, iterations: int = ITERATIONS) -> np.ndarray:
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


def leave_one_out(
    materials: Sequence[Material], iterations: int = ITERATIONS, done: Callable[[int], None] | None = None
) -> Iterator[LeftOut]:
    """Each document under weights that are fitted on the others, from nothing."""
    start = as_vector(Weights({}, {}))
    for material in materials:
        weights = fit([p for other in materials if other is not material for p in other.fitted()], start, iterations)
        beads = {kind: [p.decoded(weights) for p in material.of(kind)] for kind in KINDS}
        judged = {kind: _judged(material.of(kind), beads[kind]) for kind in KINDS}
        whole, cut = beads["whole"][0], beads["damaged"][0]
        linked = replace(material.whole.document, linked_only=True)
        scores = material.whole.scored(whole), scored(linked, whole), material.damaged.scored(cut)
        yield LeftOut(material.whole.document, *scores, judged)
        if done:
            done(1)


def _judged(problems: Sequence[Problem], beads: Sequence[Sequence[Scored]]) -> Judged:
    features = [reliability_features(found) for found in beads]
    right = [right_beads(problem.document, found) for problem, found in zip(problems, beads, strict=True)]
    return Judged(np.concatenate(features), np.concatenate(right))


def confidences(left: Sequence[LeftOut]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """By kind: each bead's confidence under coefficients fitted on the other documents, and whether it is right."""
    found: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    chances = [chance(coefficients([other for other in left if other is not one]), one) for one in left]
    for kind in KINDS:
        right = np.concatenate([one.judged[kind].right for one in left])
        found[kind] = np.concatenate([by_kind[kind] for by_kind in chances]), right
    return found


def coefficients(left: Sequence[LeftOut]) -> np.ndarray:
    """Coefficients of the confidence from the beads of some documents, of all kinds."""
    judged = [one.judged[kind] for one in left for kind in KINDS]
    return fit_confidence(np.concatenate([j.features for j in judged]), np.concatenate([j.right for j in judged]))


def chance(fitted: np.ndarray, one: LeftOut) -> dict[str, np.ndarray]:
    """The confidence of a document's beads, by kind."""
    return {kind: 1 / (1 + np.exp(-one.judged[kind].features @ fitted)) for kind in KINDS}


def print_weights(weights: Weights) -> None:
    """The fitted weights as they stand in the module that holds them."""
    for title, values in (("features", weights.features), ("sizes", weights.sizes)):
        print(f"    {title}={{")
        for name, value in values.items():
            print(f'        "{name}": {value},')
        print("    },")


def main() -> None:
    """Fit on all documents; leave each out in turn for honest scores and for the calibration."""
    from tqcheck.encoder import load_encoder
    from tqcheck.evaluate.alignment import print_left_out

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder that holds textberg/ and novels/")
    parser.add_argument("--iterations", type=int, default=ITERATIONS)
    options = parser.parse_args()
    encoder = load_encoder()
    materials = [material_of(document, encoder) for document in gold_documents(options.corpora)]
    whole = fit([p for material in materials for p in material.fitted()], as_vector(FITTED), options.iterations)
    print_weights(as_weights(whole))
    for material in materials:
        seen = material.whole.scored(material.whole.decoded(whole))
        print(f"{material.whole.document.name}, seen: strict {seen.strict.f1:.3f}, lax {seen.lax.f1:.3f}", flush=True)
    left = list(leave_one_out(materials, options.iterations))
    print("COEFFICIENTS =", tuple(round(float(value), 3) for value in coefficients(left)))
    print_left_out(left, print)


if __name__ == "__main__":
    main()
