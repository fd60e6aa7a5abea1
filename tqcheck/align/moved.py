"""Finds passages that stand elsewhere in the target: lone sentences of both sides that match each other in a run."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tqcheck.align.coarse import coarse_path
from tqcheck.align.decoding import decode
from tqcheck.align.evidence import Evidence
from tqcheck.align.types import Scored, Side
from tqcheck.align.weights import FITTED

ALIKE = 0.5
"""Centred cosine above which two sentences, each the other's best, are taken to match."""

FEWEST = 2
"""A single sentence that looks like another is no moved passage."""

GAP = 3
ROWS = 1024


def join_moved(beads: Sequence[Scored], source: Side, target: Side) -> tuple[list[Scored], int]:
    """Link moved passages; returns the beads in source order and how many of their links are out of order."""
    lone_source = [bead.source.start for bead in beads if not bead.target]
    lone_target = [bead.target.start for bead in beads if not bead.source]
    found: list[Scored] = []
    free = set(lone_source), set(lone_target)
    for run in _runs(_mutual(source, target, lone_source, lone_target)):
        found += _linked(run, source, target, *free)
    if not found:
        return list(beads), 0
    taken_source = {i for bead in found for i in bead.source}
    taken_target = {j for bead in found for j in bead.target}
    starts = {bead.source.start: bead for bead in found}
    joined = []
    for bead in beads:
        if not bead.target and bead.source.start in taken_source:
            joined += [starts[bead.source.start]] if bead.source.start in starts else []
        elif bead.source or bead.target.start not in taken_target:
            joined.append(bead)
    return joined, len(found)


def _mutual(source: Side, target: Side, rows: list[int], columns: list[int]) -> list[tuple[int, int]]:
    """Pairs of sentences that are each other's best match and alike, in source order."""
    if len(rows) < FEWEST or len(columns) < FEWEST:
        return []
    others = target.vectors[columns]
    best_value, best_row = np.full(len(columns), -2.0), np.zeros(len(columns), dtype=np.int64)
    ahead: list[int] = []
    for first in range(0, len(rows), ROWS):
        similarity = source.vectors[rows[first : first + ROWS]] @ others.T
        ahead += similarity.argmax(axis=1).tolist()
        value = similarity.max(axis=0)
        better = value > best_value
        best_value[better] = value[better]
        best_row[better] = first + similarity.argmax(axis=0)[better]
    return [
        (rows[k], columns[column])
        for k, column in enumerate(ahead)
        if best_row[column] == k and best_value[column] >= ALIKE
    ]


def _runs(pairs: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Pairs that go forward together on both sides, at least ``FEWEST`` of them."""
    runs: list[list[tuple[int, int]]] = []
    for i, j in pairs:
        for run in reversed(runs[-GAP:]):
            if 0 < i - run[-1][0] <= GAP and 0 < j - run[-1][1] <= GAP:
                run.append((i, j))
                break
        else:
            runs.append([(i, j)])
    return [run for run in runs if len(run) >= FEWEST]


def _linked(
    run: list[tuple[int, int]], source: Side, target: Side, lone_source: set[int], lone_target: set[int]
) -> list[Scored]:
    """Align one passage with the other, with the lone sentences around it; what is linked is lone no more."""
    i, i_end = _widened(run[0][0], run[-1][0] + 1, lone_source)
    j, j_end = _widened(run[0][1], run[-1][1] + 1, lone_target)
    if i == i_end or j == j_end:
        return []
    left, right = source.part(i, i_end), target.part(j, j_end)
    beads = decode(Evidence(left, right, coarse_path(left.vectors, right.vectors)), FITTED)
    moved = [bead.shifted(i, j) for bead in beads if bead.source and bead.target]
    lone_source -= {k for bead in moved for k in bead.source}
    lone_target -= {k for bead in moved for k in bead.target}
    return moved


def _widened(first: int, last: int, lone: set[int]) -> tuple[int, int]:
    """``[first, last)`` up to its first sentence that is taken, with up to ``GAP`` lone ones on each side."""
    start = first
    while start - 1 in lone and first - start < GAP:
        start -= 1
    end = first
    while end in lone and end < last + GAP:
        end += 1
    return start, end
