"""How well the tokens of a sentence are matched inside a bead, and how well just outside it.

For every sentence and every window of neighbouring sentences of the other side: what its tokens gain over chance, and
the best run of tokens at its end (or beginning) that the next (or previous) sentence of the other side explains better.
Such a run means that the bead is cut too short.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tqcheck.align.sides import expanded
from tqcheck.align.types import Side

LARGEST = 6
"""Sentences on one side of a bead at most."""

CHANCE = np.array([0.335, 0.37, 0.395, 0.41, 0.425, 0.435], dtype=np.float32)
"""Similarity of a token's best match in a window of 1 to 6 unrelated sentences; see ``alignment_weights``."""

CHANCE_WEIGHT = 4.0
SLACK = 0.05
"""By how much a token must be matched better outside the bead to count as displaced."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Per sentence, window size - 1, and last sentence of the window less ``first[sentence]``: (n, 6, width).

    ``gain`` sums the tokens' best similarities less chance; ``tail`` and ``head`` are the displaced runs.
    """

    first: np.ndarray
    gain: np.ndarray
    tail: np.ndarray
    head: np.ndarray
    tokens: np.ndarray

    def at(self, values: np.ndarray, sentence: np.ndarray, size: int, last: np.ndarray) -> np.ndarray:
        """Look up one of the arrays for windows of ``size`` sentences that end with ``last``."""
        found: np.ndarray = values[sentence, size - 1, last - self.first[sentence]]
        return found

    def beside(self, values: np.ndarray, sentence: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Look up one of the arrays for the window of one sentence ``other``; 0 where there is none in reach."""
        count, _, width = values.shape
        row = np.clip(sentence, 0, count - 1)
        column = other - self.first[row]
        inside = (row == sentence) & (column >= 0) & (column < width)
        return np.where(inside, values[row, 0, np.clip(column, 0, width - 1)], np.float32(0))


@dataclass(frozen=True, slots=True)
class Displaced:
    """How much is displaced at the ends of beads.

    ``alone`` sums what either sentence at an end finds better explained just outside the bead; ``crossing`` counts only
    what the sentence outside claims as well. A phrase that crosses a boundary in the translation is seen from both
    sides, a word that happens to occur again from one.
    """

    alone: np.ndarray
    crossing: np.ndarray


def displaced(covers: tuple[Coverage, Coverage], a: int, b: int, i: np.ndarray, j: np.ndarray) -> Displaced:
    """At both ends of the beads of ``a`` source and ``b`` target sentences that end in the cells ``(i, j)``."""
    alone = np.zeros(len(i), dtype=np.float32)
    crossing = np.zeros(len(i), dtype=np.float32)
    for (here, there), size, window, end, last in ((covers, a, b, i, j), (covers[::-1], b, a, j, i)):
        tail = here.at(here.tail, end - 1, window, last - 1)
        head = here.at(here.head, end - size, window, last - 1)
        following = there.beside(there.head, last, end)
        preceding = there.beside(there.tail, last - window - 1, end - size - 1)
        alone += np.sqrt(tail) + np.sqrt(head)
        crossing += np.sqrt(np.minimum(tail, following)) + np.sqrt(np.minimum(head, preceding))
    return Displaced(alone, crossing)


def measure_coverage(source: Side, target: Side, reach: np.ndarray) -> tuple[Coverage, Coverage]:
    """Coverage of both sides; ``reach`` (n, 2) is the half-open range of target sentences near each source sentence."""
    back = _reversed_reach(reach, len(target))
    forward = [np.zeros((0, 0), np.float32)] * len(source)
    columns: list[np.ndarray] = [
        np.zeros((int(target.starts[j + 1] - target.starts[j]), int(last - first)), np.float32)
        for j, (first, last) in enumerate(back)
    ]
    tokens = expanded(target.tokens)
    own = expanded(source.tokens)
    for i, (first, last) in enumerate(reach):
        rows = own[source.starts[i] : source.starts[i + 1]]
        if last <= first:
            forward[i] = np.zeros((len(rows), 0), np.float32)
            continue
        starts = target.starts[first : last + 1]
        similarity = rows @ tokens[starts[0] : starts[-1]].T
        forward[i] = np.maximum.reduceat(similarity, starts[:-1] - starts[0], axis=1)
        best = similarity.max(axis=0)
        for j in range(first, last):
            columns[j][:, i - back[j, 0]] = best[starts[j - first] - starts[0] : starts[j - first + 1] - starts[0]]
    return _coverage(forward, reach), _coverage(columns, back)


def _reversed_reach(reach: np.ndarray, size: int) -> np.ndarray:
    """Which source sentences reach each target sentence: reaches move forward only, so they are a range."""
    back = np.zeros((size, 2), dtype=np.int64)
    targets = np.arange(size)
    back[:, 0] = np.searchsorted(reach[:, 1], targets, side="right")
    back[:, 1] = np.maximum(np.searchsorted(reach[:, 0], targets, side="right"), back[:, 0])
    return back


def _coverage(matches: list[np.ndarray], reach: np.ndarray) -> Coverage:
    width = max((match.shape[1] for match in matches), default=0)
    shape = (len(matches), LARGEST, max(width, 1))
    gain, tail, head = (np.zeros(shape, dtype=np.float32) for _ in range(3))
    for index, match in enumerate(matches):
        if match.shape[1]:
            here = slice(0, match.shape[1])
            gain[index, :, here], tail[index, :, here], head[index, :, here] = _windows(match)
    counts = np.array([len(match) for match in matches], dtype=np.float32)
    return Coverage(reach[:, 0], gain, tail, head, counts)


def _windows(match: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gain, tail and head of one sentence from its tokens' best similarity with each sentence, (tokens, width)."""
    count, width = match.shape
    inside = np.full((LARGEST, count, width), -1.0, dtype=np.float32)
    inside[0] = match
    for size in range(1, LARGEST):
        inside[size, :, 1:] = inside[size - 1, :, :-1]
        np.maximum(inside[size], match, out=inside[size])
    seen = np.maximum(width - np.arange(LARGEST), 0)[:, None]
    whole = np.arange(width)[None, :] >= np.arange(LARGEST)[:, None]
    total = np.einsum("stw,sw->st", inside, whole.astype(np.float32))
    chance = (total + CHANCE_WEIGHT * CHANCE[:, None]) / (seen + CHANCE_WEIGHT)
    gain = inside.sum(axis=1) - chance.sum(axis=1)[:, None]
    tail, head = np.zeros((2, LARGEST, width), dtype=np.float32)
    if width > 1:
        after = match[None, :, 1:] - inside[:, :, :-1] - SLACK
        tail[:, :-1] = np.maximum(after[:, ::-1].cumsum(axis=1).max(axis=1), 0.0)
    for size in range(1, min(LARGEST, width - 1) + 1):
        before = match[:, :-size] - inside[size - 1, :, size:] - SLACK
        head[size - 1, size:] = np.maximum(before.cumsum(axis=0).max(axis=0), 0.0)
    return gain, tail, head
