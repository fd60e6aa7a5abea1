"""The aligner's weights, fitted on gold documents as they are and damaged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tqcheck.align.evidence import FEATURES
from tqcheck.align.sides import encode_sides
from tqcheck.align.weights import FITTED, Weights
from tqcheck.training.alignment_problem import CLASSES, Problem
from tqcheck.training.gold_alignments import GoldDocument, damaged, excerpts, tiny

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
