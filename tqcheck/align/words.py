"""Word alignment from token vectors: mutual best matches of centred vectors of a middle layer.

After SimAlign (Jalili Sabet et al., 2020) and awesome-align (Dou and Neubig, 2021), which read alignments off the same
kind of similarity matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tqcheck.align.sides import unit
from tqcheck.types import Span

if TYPE_CHECKING:
    from tqcheck.encoder import Encoding

FLOOR = 0.15
"""Mutual best matches below this similarity are chance."""

NEARNESS = 0.1
"""How much of the similarity a word loses that stands at the other end of the other sentence."""

SECOND_ROUND = 0.5
"""Words left over join a match that is the best for both among the words left, from this similarity on."""


@dataclass(frozen=True, slots=True)
class WordAlignment:
    """Links ``(i, j)`` between words, and each word's best similarity with any word of the other side."""

    links: tuple[tuple[int, int], ...]
    source_best: tuple[float, ...]
    target_best: tuple[float, ...]


def language_mean(encodings: Sequence[Encoding]) -> np.ndarray:
    """The mean token vector of some texts of one language, (hidden,)."""
    mean: np.ndarray = np.concatenate([encoding.tokens for encoding in encodings]).mean(axis=0)
    return mean


def similarity_matrix(
    source: Encoding,
    target: Encoding,
    source_words: Sequence[Span],
    target_words: Sequence[Span],
    means: tuple[np.ndarray, np.ndarray] | None = None,
) -> np.ndarray:
    """Cosines of words, (source words, target words): the best pair of their tokens, 0 for a word without a token.

    ``means`` are the languages' mean token vectors, taken from both; without them the texts' own means are.
    """
    from tqcheck.encoder.similarity import word_similarity

    if not (len(source.tokens) and len(target.tokens)):
        return np.zeros((len(source_words), len(target_words)), dtype=np.float32)
    centres = means or (source.tokens.mean(axis=0), target.tokens.mean(axis=0))
    tokens = unit(source.tokens - centres[0]) @ unit(target.tokens - centres[1]).T
    return word_similarity(tokens, source, target, source_words, target_words)


def align_words(
    source: Encoding,
    target: Encoding,
    source_words: Sequence[Span],
    target_words: Sequence[Span],
    means: tuple[np.ndarray, np.ndarray] | None = None,
) -> WordAlignment:
    """Align the words of two texts that translate each other."""
    return match_words(similarity_matrix(source, target, source_words, target_words, means))


def match_words(similarity: np.ndarray) -> WordAlignment:
    """Read links off a similarity matrix of words."""
    n, m = similarity.shape
    if not n or not m:
        return WordAlignment((), (0.0,) * n, (0.0,) * m)
    places = np.abs(np.linspace(0, 1, n)[:, None] - np.linspace(0, 1, m)[None, :])
    weighed = similarity - NEARNESS * places
    links = _mutual(weighed, similarity, FLOOR)
    left = weighed.copy()
    for i, j in links:
        left[i, :] = left[:, j] = -1.0
    links |= _mutual(left, np.where(left > -1.0, similarity, -1.0), SECOND_ROUND)
    return WordAlignment(
        tuple(sorted(links)), tuple(similarity.max(axis=1).tolist()), tuple(similarity.max(axis=0).tolist())
    )


def _mutual(weighed: np.ndarray, similarity: np.ndarray, floor: float) -> set[tuple[int, int]]:
    forward, backward = weighed.argmax(axis=1), weighed.argmax(axis=0)
    return {(i, int(j)) for i, j in enumerate(forward) if backward[j] == i and similarity[i, j] >= floor}
