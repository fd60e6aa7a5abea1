"""Strict and lax precision, recall and F1 of an alignment against a gold one, counted as the field counts them.

A link is strictly right if the gold has exactly it, and laxly right if it shares a sentence on each side with one gold
link. Precision counts every link of the alignment, those without counterpart too; recall counts the gold links that
have both sides, against the alignment's links that have both (Thompson and Koehn, 2019, "Vecalign").
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tqcheck.types import Link, TqcheckError

LADDER = re.compile(r"^\s*\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]\s*(?::\s*([-+.\deE]+))?\s*$")
TSV_COLUMNS = ("source_indices", "target_indices")

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


def read_links(path: Path) -> tuple[Link, ...]:
    """Links from a ladder (``[0, 1]:[2]``), or from what ``tqcheck align`` writes as JSON or TSV.

    Raises:
        TqcheckError: naming the line that cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TqcheckError(f"{path}: cannot be read as text; name a gold file, a ladder, JSON or TSV") from error
    start = text.lstrip()[:1]
    if start == "{":
        return _from_json(path, text)
    first = text.split("\n", 1)[0].rstrip("\r").split("\t")
    if len(first) > 1:
        return _from_tsv(path, text, first)
    return _from_ladder(path, text)


def _from_json(path: Path, text: str) -> tuple[Link, ...]:
    try:
        return tuple(
            Link(
                tuple(map(int, bead["source"])),
                tuple(map(int, bead["target"])),
                float(bead.get("score", 0.0)),
                float(bead.get("confidence", 1.0)),
            )
            for bead in json.loads(text)["beads"]
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TqcheckError(f"{path}: no list of beads as `tqcheck align --format json` writes it") from error


def _from_tsv(path: Path, text: str, header: list[str]) -> tuple[Link, ...]:
    if not set(TSV_COLUMNS) <= set(header):
        raise TqcheckError(f"{path}:1: the columns {' and '.join(TSV_COLUMNS)} are missing; write JSON or a ladder")
    places = [header.index(name) for name in TSV_COLUMNS]
    links = []
    for number, line in enumerate(text.splitlines()[1:], start=2):
        cells = line.split("\t")
        try:
            source, target = (tuple(map(int, re.findall(r"\d+", cells[place]))) for place in places)
        except IndexError as error:
            raise TqcheckError(f"{path}:{number}: {len(cells)} columns for {len(header)}") from error
        links.append(Link(source, target))
    return tuple(links)


def _from_ladder(path: Path, text: str) -> tuple[Link, ...]:
    links = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = LADDER.match(line)
        if not found:
            raise TqcheckError(f"{path}:{number}: not a link such as [0, 1]:[2]")
        source, target = (tuple(map(int, re.findall(r"\d+", found[side]))) for side in (1, 2))
        links.append(Link(source, target, float(found[3] or 0.0)))
    return tuple(links)
