"""Each gold document under weights and a confidence that are fitted on the others, and the table of how it fares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tqcheck.align.confidence import reliability_features
from tqcheck.align.scoring import AlignmentScores
from tqcheck.align.types import Scored
from tqcheck.align.weights import Weights
from tqcheck.evaluate.alignment import reliability_table
from tqcheck.training.alignment_problem import Problem, right_beads, scored
from tqcheck.training.alignment_weights import ITERATIONS, KINDS, Material, as_vector, fit
from tqcheck.training.gold_alignments import GoldDocument

TITLES = {
    "whole": "documents as they are",
    "damaged": "with a fifth of the links cut",
    "short": "excerpts of up to six links, some of them of texts that do not belong together",
    "tiny": "documents of one to four sentences a side, some of them of texts that do not belong together",
    "intruded": "documents of one to four sentences a side, one of them unrelated",
}


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


def print_left_out(left: Sequence[LeftOut], write: Callable[[str], None]) -> None:
    """F1 of each document, then for each kind of material a reliability table and the expected calibration error."""
    write(f"{'fitted without it':<32} strict F1  linked only    lax  damaged")
    for one in left:
        strict, lax = one.whole.strict.f1, one.whole.lax.f1
        write(
            f"{one.document.name:<32} {strict:>9.3f} {one.linked.strict.f1:>12.3f} {lax:>6.3f} "
            f"{one.damaged.strict.f1:>8.3f}"
        )
    for kind, (chance, right) in confidences(left).items():
        write(f"\nconfidence, {TITLES[kind]}")
        for line in reliability_table(chance, right):
            write(line)
