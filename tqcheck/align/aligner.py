"""Whole documents: encode, find a path, cut it at sure places, align each part, join what was moved, say how sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from tqcheck.align.coarse import coarse_path
from tqcheck.align.confidence import bead_confidences, doubt
from tqcheck.align.decoding import decode
from tqcheck.align.evidence import Evidence
from tqcheck.align.moved import join_moved
from tqcheck.align.sides import encode_sides
from tqcheck.align.types import Alignment, Path, Scored, Side
from tqcheck.align.weights import FITTED
from tqcheck.types import Link, Segment

if TYPE_CHECKING:
    from tqcheck.encoder import Encoder
    from tqcheck.encoder.encoder import Progress

PART = 1600
"""Diagonals (source and target sentences together) that are aligned at a time: bounds memory."""

SEARCHED = 600
"""Diagonals before the end of a part among which the surest place to cut is looked for."""

AROUND = 6


def align(
    source: Sequence[Segment], target: Sequence[Segment], encoder: Encoder, progress: Progress | None = None
) -> Alignment:
    """Align the sentences of two documents.

    ``progress`` is called with counts of sentences encoded, ``len(source) + len(target)`` in all. Links follow the
    source; a link whose target is not in order is a moved passage. An empty side leaves every sentence without
    counterpart, and the alignment doubtful.
    """
    if not any(source) or not any(target):
        reason = "there is no text" if not any(source) and not any(target) else "one side is empty"
        return Alignment(_unlinked(len(source), len(target)), 0.0, True, reason)
    left, right = encode_sides(source, target, encoder, progress)
    beads = list(_aligned(left, right))
    beads, moved = join_moved(beads, left, right)
    confidences = bead_confidences(beads)
    links = tuple(_link(bead, confidence) for bead, confidence in zip(beads, confidences, strict=True))
    return Alignment(links, *doubt(links, left, right), moved)


def _unlinked(n: int, m: int) -> tuple[Link, ...]:
    return (*(Link((i,), (), 1.0) for i in range(n)), *(Link((), (j,), 1.0) for j in range(m)))


def _link(bead: Scored, confidence: float) -> Link:
    cost = 1.0 - bead.similarity if bead.source and bead.target else 1.0
    return Link(tuple(bead.source), tuple(bead.target), round(max(cost, 0.0), 6), round(confidence, 4))


def _aligned(source: Side, target: Side) -> Iterator[Scored]:
    """The beads of all parts, in order."""
    path = coarse_path(source.vectors, target.vectors)
    first = 0
    for last in _cuts(path, source, target):
        i, j = int(path[first]), first - int(path[first])
        i_end, j_end = int(path[last]), last - int(path[last])
        part = path[first : last + 1] - i
        evidence = Evidence(source.part(i, i_end), target.part(j, j_end), part)
        for bead in decode(evidence, FITTED):
            yield bead.shifted(i, j)
        first = last


def _cuts(path: Path, source: Side, target: Side) -> list[int]:
    """Diagonals at which parts end: where the one-to-one matches all around are the most alike."""
    end = len(path) - 1
    if end <= PART:
        return [end]
    alike = np.zeros(len(path))
    diagonals = np.arange(2, len(path))
    diagonals = diagonals[path[2:] - path[:-2] == 1]
    for first in range(0, len(diagonals), 1 << 14):
        some = diagonals[first : first + (1 << 14)]
        left, right = source.vectors[path[some] - 1], target.vectors[some - path[some] - 1]
        alike[some] = np.einsum("nd,nd->n", left, right)
    around = np.convolve(alike, np.ones(2 * AROUND + 1), "same")
    cuts, at = [], 0
    while end - at > PART:
        window = around[at + PART - SEARCHED : at + PART]
        at += PART - SEARCHED + int(window.argmax())
        cuts.append(at)
    return [*cuts, end]
