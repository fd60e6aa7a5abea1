"""A first path through two documents by one-to-one matches, coarse to fine, in time linear in their length."""

from __future__ import annotations

import numpy as np

from tqcheck.align.lattice import MINUS_INFINITY, Lattice
from tqcheck.align.types import BeadSize, Path

WHOLE = 2048
"""Up to this many sentences on the longer side every pair is looked at; longer documents are halved until they fit."""

BAND = 24
SIZES: tuple[BeadSize, ...] = ((1, 1), (1, 0), (0, 1))
CHUNK = 1 << 15
NULL_QUANTILE = 0.9
"""A match must be better than this share of random pairs to be preferred to two sentences without counterpart."""


def coarse_path(source: np.ndarray, target: np.ndarray) -> Path:
    """The best path of matches between (n, d) and (m, d) vectors."""
    if max(len(source), len(target)) <= WHOLE:
        return _whole_path(source @ target.T)
    rough = coarse_path(_halved(source), _halved(target))
    return _refined(source, target, _doubled(rough, len(source), len(target)))


def _halved(vectors: np.ndarray) -> np.ndarray:
    """Means of neighbouring pairs, of length 1; an odd last vector stays alone."""
    even = len(vectors) // 2 * 2
    pooled = vectors[:even].reshape(-1, 2, vectors.shape[1]).sum(axis=1)
    pooled = np.concatenate([pooled, vectors[even:]]).astype(np.float32)
    return pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-9)


def _doubled(path: Path, n: int, m: int) -> Path:
    """A path of the halved documents as one of the whole documents, clipped to their lengths."""
    diagonals = np.arange(n + m + 1)
    source = np.interp(diagonals / 2, np.arange(len(path)), path) * 2
    return np.clip(np.rint(source).astype(np.int64), np.maximum(diagonals - m, 0), np.minimum(diagonals, n))


def _whole_path(similarity: np.ndarray) -> Path:
    """Dynamic programme over a full similarity matrix, a row at a time."""
    n, m = similarity.shape
    null = _null_score(similarity[:: max(n // 500, 1), :: max(m // 500, 1)])
    moves = np.zeros((n + 1, m + 1), dtype=np.int8)
    above = np.zeros(m + 1)
    for row in range(1, n + 1):
        diagonal = np.full(m + 1, MINUS_INFINITY)
        diagonal[1:] = above[:-1] + similarity[row - 1] - null
        best = np.maximum(above, diagonal)
        along = np.maximum.accumulate(best)
        moves[row] = np.where(along > best, 2, np.where(diagonal > above, 0, 1))
        above = along
    return _traced(moves)


def _null_score(similarity: np.ndarray) -> float:
    return float(np.quantile(similarity, NULL_QUANTILE)) if similarity.size else 0.0


def _traced(moves: np.ndarray) -> Path:
    """Follow moves (0 match, 1 source alone, 2 target alone) back from the last cell."""
    i, j = moves.shape[0] - 1, moves.shape[1] - 1
    path = np.zeros(i + j + 1, dtype=np.int64)
    path[i + j] = i
    while i or j:
        move = 2 if i == 0 else 1 if j == 0 else moves[i, j]
        if move == 0:
            path[i + j - 1] = i
        i -= move != 2
        j -= move != 1
        path[i + j] = i
    return path


def _refined(source: np.ndarray, target: np.ndarray, rough: Path) -> Path:
    """The best path within a band around a rough one."""
    lattice = Lattice(len(source), len(target), rough, BAND, SIZES)
    scores = np.zeros(lattice.previous.shape, dtype=np.float32)
    random = np.random.default_rng(0)
    pairs = source[random.integers(len(source), size=4000)] * target[random.integers(len(target), size=4000)]
    null = _null_score(pairs.sum(axis=1))
    matches = scores[:, 0]
    row, column = np.nonzero(lattice.valid[:, 0])
    for first in range(0, len(row), CHUNK):
        cells = row[first : first + CHUNK], column[first : first + CHUNK]
        left, right = source[lattice.i[cells] - 1], target[lattice.j[cells] - 1]
        matches[cells] = np.einsum("nd,nd->n", left, right) - null
    path = np.zeros(lattice.diagonals, dtype=np.int64)
    path[-1] = len(source)
    for i_end, j_end, bead in lattice.best(scores):
        path[i_end + j_end] = i_end
        if bead == 0:
            path[i_end + j_end - 1] = i_end
    return path
