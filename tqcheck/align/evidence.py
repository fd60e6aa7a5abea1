"""What speaks for and against each bead: one number per feature, weighed by a linear model over whole paths.

The model is a conditional random field over the lattice (Lafferty et al., 2001); :mod:`tqcheck.align.weights` holds its
weights, which ``tqcheck.training.fit_alignment`` fits.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tqcheck.align.coverage import LARGEST, displaced, measure_coverage
from tqcheck.align.lattice import MINUS_INFINITY, Lattice
from tqcheck.align.lexical import Surface, shared_numbers, shared_stems, surface
from tqcheck.align.types import BeadSize, Path, Side
from tqcheck.align.weights import Weights

NULLS: tuple[BeadSize, ...] = ((1, 0), (0, 1))
SIZES: tuple[BeadSize, ...] = (
    *((a, b) for a in range(1, LARGEST + 1) for b in range(1, LARGEST + 1) if a + b <= 8),
    *NULLS,
)
HALF_WIDTH = 10

ALIKE = 0.5
USUAL_LENGTH = 300.0
"""Characters of imagined text in which both languages are equally long: steadies the ratio of short documents."""

FEATURES = (
    "cosine",
    "cosine_units",
    "gain",
    "weakest",
    "weakest_joined",
    "displaced",
    "crossing",
    "length_log",
    "length_square",
    "length",
    "null_length",
    "same_ending",
    "asks_or_cries",
    "case_differs",
    "numbers_shared",
    "numbers_alone",
    "stems_shared",
    "null_noise",
    "paragraph_inside",
    "paragraph_edge",
)


class Evidence:
    """The features of every bead in a lattice around a path through two short sides (some thousand sentences)."""

    def __init__(self, source: Side, target: Side, path: Path, half_width: int = HALF_WIDTH) -> None:
        self.lattice = Lattice(len(source), len(target), path, half_width, SIZES)
        self.coverage = measure_coverage(source, target, _reach(self.lattice))
        self.surfaces = (surface(source.texts), surface(target.texts))
        sides = source, target
        self.sums = [_running(np.stack([s.lengths, s.numbers], axis=1)) for s in self.surfaces]
        weights = [np.maximum(s.lengths, 1.0) for s in self.surfaces]
        weighted = [side.vectors * w[:, None] for side, w in zip(sides, weights, strict=True)]
        self.dots = _integral(weighted[0] @ weighted[1].T)
        self.norms = [_span_norms(rows) for rows in weighted]
        self.numbers = _integral(shared_numbers(source.texts, target.texts))
        self.stems = _integral(shared_stems(source.texts, target.texts))
        self.ratio = _length_ratio(source, target, path, self.surfaces)
        self.breaks = [_breaks(side.paragraphs) for side in sides]
        self.has_paragraphs = _comparable(self.breaks)

    def features(self) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
        """For each bead size: its index, the mask of cells it may end in, and (len(FEATURES), cells) float32."""
        for bead, (a, b) in enumerate(SIZES):
            mask, i, j = self.lattice.cells(bead)
            rows = self._linked(a, b, i, j) if a and b else self._null(a, b, i, j)
            values = np.zeros((len(FEATURES), len(i)), dtype=np.float32)
            for name, row in rows.items():
                values[FEATURES.index(name)] = row
            yield bead, mask, values

    def scores(self, weights: Weights) -> tuple[np.ndarray, np.ndarray]:
        """Scores of all beads, and the cosines of their sides, both shaped as the lattice's beads."""
        scores = np.full(self.lattice.previous.shape, MINUS_INFINITY)
        cosines = np.zeros(self.lattice.previous.shape, dtype=np.float32)
        row = np.array([weights.features[name] for name in FEATURES], dtype=np.float32)
        for bead, mask, values in self.features():
            scores[:, bead][mask] = row @ values + weights.size(SIZES[bead])
            cosines[:, bead][mask] = values[0]
        return scores, cosines

    def _linked(self, a: int, b: int, i: np.ndarray, j: np.ndarray) -> dict[str, np.ndarray]:
        first_i, first_j = i - a, j - b
        cosine = _window(self.dots, first_i, i, first_j, j) / (
            self.norms[0][a - 1, first_i] * self.norms[1][b - 1, first_j]
        )
        sums = [self.sums[0][i] - self.sums[0][first_i], self.sums[1][j] - self.sums[1][first_j]]
        left, right = sums[0][:, 0], sums[1][:, 0] / self.ratio
        shared = _window(self.numbers, first_i, i, first_j, j)
        source, target = self.surfaces
        ends = source.endings[i - 1], target.endings[j - 1]
        return {
            "cosine": cosine,
            "cosine_units": cosine * ((a + b) / 2),
            **self._covered(a, b, i, j),
            "length_log": np.abs(np.log((left + 5) / (right + 5))),
            "length_square": np.minimum((left - right) ** 2 / (left + right + 10), 200) / 10,
            "length": np.minimum((sums[0][:, 0] + sums[1][:, 0]) / 100, 6),
            "same_ending": ends[0] == ends[1],
            "asks_or_cries": ((ends[0] == 1) | (ends[0] == 2)) != ((ends[1] == 1) | (ends[1] == 2)),
            "case_differs": source.lower[first_i] != target.lower[first_j],
            "numbers_shared": np.minimum(shared, 5),
            "numbers_alone": np.clip(sums[0][:, 1] + sums[1][:, 1] - 2 * shared, 0, 5),
            "stems_shared": _window(self.stems, first_i, i, first_j, j),
            **self._paragraphs(first_i, i, first_j, j),
        }

    def _covered(self, a: int, b: int, i: np.ndarray, j: np.ndarray) -> dict[str, np.ndarray]:
        left, right = self.coverage
        total = np.zeros(len(i), dtype=np.float32)
        weakest = []
        for cover, size, end, other, last in ((left, a, i, b, j), (right, b, j, a, i)):
            parts = []
            for back in range(size):
                sentence = end - 1 - back
                gain = cover.at(cover.gain, sentence, other, last - 1)
                total += gain
                parts.append(gain / np.sqrt(np.maximum(cover.tokens[sentence], 1)))
            weakest.append(np.min(parts, axis=0))
        ends = displaced(self.coverage, a, b, i, j)
        joined = sum(np.minimum(low, 0.6) for low, size in zip(weakest, (a, b), strict=True) if size > 1)
        return {
            "gain": total / 10,
            "weakest": np.minimum(*weakest),
            "weakest_joined": np.zeros_like(total) + joined,
            "displaced": ends.alone,
            "crossing": ends.crossing,
        }

    def _paragraphs(
        self, first_i: np.ndarray, i: np.ndarray, first_j: np.ndarray, j: np.ndarray
    ) -> dict[str, np.ndarray]:
        """Breaks inside one side of the bead only, and whether the bead begins a paragraph on one side only."""
        if not self.has_paragraphs:
            return {}
        left, right = self.breaks
        inside = [left[i] - left[first_i + 1], right[j] - right[first_j + 1]]
        edge = [left[first_i + 1] - left[first_i], right[first_j + 1] - right[first_j]]
        return {"paragraph_inside": np.abs(inside[0] - inside[1]), "paragraph_edge": edge[0] != edge[1]}

    def _null(self, a: int, b: int, i: np.ndarray, j: np.ndarray) -> dict[str, np.ndarray]:
        side = self.surfaces[0] if a else self.surfaces[1]
        place = (i if a else j) - 1
        return {"null_length": np.minimum(side.lengths[place] / 100, 6), "null_noise": side.noise[place]}


def _length_ratio(source: Side, target: Side, path: Path, surfaces: tuple[Surface, Surface]) -> float:
    """Target characters to one source character, from the pairs on the path that are alike in meaning and in length.

    The whole lengths would mislead where a part of one side is missing.
    """
    steps = np.arange(2, len(path))
    ends = steps[np.asarray(path)[2:] - np.asarray(path)[:-2] == 1]
    i, j = path[ends] - 1, ends - path[ends] - 1
    left, right = surfaces[0].lengths[i], surfaces[1].lengths[j]
    alike = np.einsum("nd,nd->n", source.vectors[i], target.vectors[j]) > ALIKE
    good = alike & (left < 2 * right) & (right < 2 * left)
    return float((right[good].sum() + USUAL_LENGTH) / (left[good].sum() + USUAL_LENGTH))


def _comparable(breaks: list[np.ndarray]) -> bool:
    """Whether paragraphs tell anything: several on either side, about as many, and not one for every sentence."""
    counts = [int(b[-1]) for b in breaks]
    alone = any(count >= 0.95 * (len(b) - 1) for count, b in zip(counts, breaks, strict=True))
    return not alone and min(counts) > 2 and max(counts) <= 1.5 * min(counts)


def _reach(lattice: Lattice) -> np.ndarray:
    """For each source sentence the half-open range of target sentences that any bead of the lattice may ask about."""
    low = np.full(lattice.n + 1, lattice.m, dtype=np.int64)
    high = np.zeros(lattice.n + 1, dtype=np.int64)
    np.minimum.at(low, lattice.i[lattice.inside], lattice.j[lattice.inside])
    np.maximum.at(high, lattice.i[lattice.inside], lattice.j[lattice.inside])
    reach = np.zeros((lattice.n, 2), dtype=np.int64)
    for sentence in range(lattice.n):
        near = slice(max(sentence - LARGEST + 1, 0), sentence + LARGEST + 1)
        reach[sentence] = max(low[near].min() - 1, 0), min(high[near].max() + 1, lattice.m)
    return np.maximum.accumulate(reach, axis=0)


def _running(rows: np.ndarray) -> np.ndarray:
    """Running sums with a zero row in front, float64."""
    return np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0, dtype=np.float64)])


def _integral(matrix: np.ndarray) -> np.ndarray:
    """Sums over all leading submatrices, with a zero row and column in front."""
    sums = np.zeros((matrix.shape[0] + 1, matrix.shape[1] + 1))
    np.cumsum(np.cumsum(matrix, axis=0, dtype=np.float64), axis=1, out=sums[1:, 1:])
    return sums


def _window(sums: np.ndarray, i0: np.ndarray, i1: np.ndarray, j0: np.ndarray, j1: np.ndarray) -> np.ndarray:
    """Sums over the submatrices ``[i0:i1, j0:j1]``."""
    found: np.ndarray = sums[i1, j1] - sums[i0, j1] - sums[i1, j0] + sums[i0, j0]
    return found


def _span_norms(rows: np.ndarray) -> np.ndarray:
    """Length of the sum of 1 to 6 rows from each row on, (6, n)."""
    norms = np.ones((LARGEST, len(rows)), dtype=np.float64)
    total = np.zeros(rows.shape, dtype=np.float32)
    for size in range(min(LARGEST, len(rows))):
        total = total[: len(rows) - size] + rows[size:]
        norms[size, : len(total)] = np.maximum(np.linalg.norm(total, axis=1), 1e-6)
    return norms


def _breaks(paragraphs: tuple[int, ...]) -> np.ndarray:
    """Running count of sentences that begin a paragraph, (n + 1,)."""
    begins = [k == 0 or paragraphs[k] != paragraphs[k - 1] for k in range(len(paragraphs))]
    return np.concatenate([[0], np.cumsum(begins)]).astype(np.int64)
