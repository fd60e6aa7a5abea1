"""Strict and lax precision, recall and F1 of an alignment against a gold one, counted as the field counts them.

A link is strictly right if the gold has exactly it, and laxly right if it shares a sentence on each side with one gold
link. Precision counts every link of the alignment, those without counterpart too; recall counts the gold links that
have both sides, against the alignment's links that have both (Thompson and Koehn, 2019, "Vecalign").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tqcheck.types import Link

Pair = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, 0..1; their F1 is 0 where both are."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class AlignmentScores:
    """The strict and the lax score of one alignment, or of several whose counts were summed."""

    strict: Score
    lax: Score


def score_links(gold: Sequence[Link], links: Sequence[Link], *, linked_only: bool = False) -> AlignmentScores:
    """Score one alignment; with ``linked_only`` links without counterpart are left out on both sides."""
    return score_many([(gold, links)], linked_only=linked_only)


def score_many(
    documents: Iterable[tuple[Sequence[Link], Sequence[Link]]], *, linked_only: bool = False
) -> AlignmentScores:
    """Score several documents by their summed counts: ``(gold, alignment)`` of each."""
    found, wanted = [0, 0, 0], [0, 0, 0]
    for gold, links in documents:
        gold_pairs, pairs = ([(link.source, link.target) for link in side] for side in (gold, links))
        both, gold_both = ([p for p in side if p[0] and p[1]] for side in (pairs, gold_pairs))
        precision = _counts(gold_both, both) if linked_only else _counts(gold_pairs, pairs)
        recall = _counts(both, gold_both)
        found = [a + b for a, b in zip(found, precision, strict=True)]
        wanted = [a + b for a, b in zip(wanted, recall, strict=True)]
    return AlignmentScores(
        Score(_share(found[0], found[2]), _share(wanted[0], wanted[2])),
        Score(_share(found[1], found[2]), _share(wanted[1], wanted[2])),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _counts(gold: Sequence[Pair], pairs: Sequence[Pair]) -> tuple[int, int, int]:
    """How many pairs the gold has exactly, how many it has at least in part, how many there are."""
    exact = set(gold)
    partners: dict[int, set[int]] = defaultdict(set)
    for source, target in gold:
        for i in source:
            partners[i].update(target)
    strict = lax = counted = 0
    for source, target in pairs:
        if not source and not target:
            continue
        counted += 1
        if (source, target) in exact:
            strict += 1
            lax += 1
        elif any(j in partners.get(i, ()) for i in source for j in target):
            lax += 1
    return strict, lax, counted
