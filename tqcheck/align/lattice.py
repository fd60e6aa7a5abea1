"""A banded lattice of beads over two sentence sequences, walked diagonal by diagonal.

A cell ``(i, j)`` means that ``i`` source and ``j`` target sentences are done; a bead ``(a, b)`` that ends there comes
from ``(i - a, j - b)``. Every bead leaves its diagonal ``i + j``, so a whole diagonal is one vector operation.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tqcheck.align.types import BeadSize, Path

MINUS_INFINITY = -1e30


class Lattice:
    """The cells within ``half_width`` of a path and the beads between them.

    Arrays over cells are (diagonals, width); arrays over beads are (diagonals, len(sizes), width), indexed by the cell
    in which the bead ends.
    """

    def __init__(self, n: int, m: int, path: Path, half_width: int, sizes: Sequence[BeadSize]) -> None:
        self.n, self.m, self.sizes = n, m, tuple(sizes)
        self.diagonals, self.width = n + m + 1, 2 * half_width + 1
        self.offsets = np.asarray(path, dtype=np.int64) - half_width
        diagonal = np.arange(self.diagonals)[:, None]
        self.i = self.offsets[:, None] + np.arange(self.width)[None]
        self.j = diagonal - self.i
        self.inside = (self.i >= 0) & (self.j >= 0) & (self.i <= n) & (self.j <= m)
        self.origin = self._flat(0, 0)
        self.end = self._flat(n, m)
        self.previous = np.stack([self._shifted(-a, -b) for a, b in self.sizes], axis=1)
        self.valid = self.previous < self.diagonals * self.width
        self._following: np.ndarray | None = None

    def _flat(self, i: int, j: int) -> int:
        return (i + j) * self.width + i - int(self.offsets[i + j])

    def _shifted(self, a: int, b: int) -> np.ndarray:
        """Flat index of the cell ``(i + a, j + b)`` of every cell; one past the last cell where there is none."""
        nowhere = self.diagonals * self.width
        diagonal = np.arange(self.diagonals)[:, None] + a + b
        reachable = (diagonal >= 0) & (diagonal < self.diagonals)
        row = np.clip(diagonal, 0, self.diagonals - 1)
        column = self.i + a - self.offsets[row]
        good = self.inside & reachable & (column >= 0) & (column < self.width)
        flat = np.where(good, row * self.width + column, nowhere)
        within = np.append(self.inside.ravel(), False)
        return np.where(within[flat], flat, nowhere)

    def cells(self, bead: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Where beads of one size may end: the mask over cells, and their ``i`` and ``j``."""
        mask = self.valid[:, bead]
        return mask, self.i[mask], self.j[mask]

    def forward(self, scores: np.ndarray) -> np.ndarray:
        """Log of the summed exponentials of all paths from the start to each cell, flat, with one spare cell."""
        return self._sweep(range(1, self.diagonals), self.previous, scores, self.origin)

    def backward(self, scores: np.ndarray) -> np.ndarray:
        """The same from each cell to the end."""
        nowhere = self.diagonals * self.width
        if self._following is None:
            self._following = np.stack([self._shifted(a, b) for a, b in self.sizes], axis=1)
        row, column = np.divmod(self._following, self.width)
        bead = np.arange(len(self.sizes))[None, :, None]
        flat = np.append(np.where(self.valid, scores, MINUS_INFINITY).ravel(), MINUS_INFINITY)
        place = (row * len(self.sizes) + bead) * self.width + column
        leaving = flat[np.where(self._following < nowhere, place, len(flat) - 1)]
        return self._sweep(range(self.diagonals - 2, -1, -1), self._following, leaving, self.end)

    def _sweep(self, order: range, neighbours: np.ndarray, scores: np.ndarray, start: int) -> np.ndarray:
        totals = np.full(self.diagonals * self.width + 1, MINUS_INFINITY)
        totals[start] = 0.0
        for diagonal in order:
            paths = totals[neighbours[diagonal]] + scores[diagonal]
            highest = paths.max(axis=0)
            row = highest + np.log(np.exp(paths - highest).sum(axis=0))
            row[row < MINUS_INFINITY / 2] = MINUS_INFINITY
            totals[diagonal * self.width : (diagonal + 1) * self.width] = row
        return totals

    def posterior(self, scores: np.ndarray) -> tuple[float, np.ndarray]:
        """Log partition function, and the probability of every bead under ``exp(sum of scores)``."""
        ahead, behind = self.forward(scores), self.backward(scores)
        total = float(ahead[self.end])
        ending = behind[:-1].reshape(self.diagonals, 1, self.width)
        logs = ahead[self.previous] + scores + ending - total
        return total, np.where(self.valid, np.exp(np.minimum(logs, 0.0)), 0.0)

    def best(self, scores: np.ndarray) -> list[tuple[int, int, int]]:
        """The path of highest summed score: ``(i, j, index of the bead size)`` of every bead, in order."""
        totals = np.full(self.diagonals * self.width + 1, MINUS_INFINITY)
        totals[self.origin] = 0.0
        choice = np.zeros((self.diagonals, self.width), dtype=np.int8)
        columns = np.arange(self.width)
        for diagonal in range(1, self.diagonals):
            paths = totals[self.previous[diagonal]] + scores[diagonal]
            chosen = paths.argmax(axis=0)
            choice[diagonal] = chosen
            totals[diagonal * self.width : (diagonal + 1) * self.width] = paths[chosen, columns]
        beads, place = [], self.end
        while place != self.origin:
            diagonal, column = divmod(place, self.width)
            bead = int(choice[diagonal, column])
            beads.append((int(self.i[diagonal, column]), int(self.j[diagonal, column]), bead))
            place = int(self.previous[diagonal, bead, column])
        return beads[::-1]
