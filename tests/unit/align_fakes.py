"""An encoder of made-up words, so that the aligner can be tested without a model."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence

import numpy as np

from tqcheck.encoder import Encoding
from tqcheck.types import Segment

SIZE = 48
CONSONANTS, VOWELS = "bcdfghjklmnpqrstvwxz", "aeiou"


def word(index: int) -> str:
    """A made-up word of three letters for each number up to 2,000: too short to count as a cognate."""
    first, rest = divmod(index % 2000, 100)
    vowel, last = divmod(rest, 20)
    return CONSONANTS[first] + VOWELS[vowel] + CONSONANTS[last]


def sentence(first: int, count: int = 6) -> str:
    """A sentence of ``count`` words of its own, numbered from ``first``."""
    return " ".join(word(index) for index in range(first, first + count)) + "."


def document(sentences: Sequence[str], paragraph: int = 0) -> tuple[Segment, ...]:
    """The sentences as segments of a text in which a blank parts them."""
    segments, start = [], 0
    for text in sentences:
        segments.append(Segment(text, start, start + len(text), paragraph=paragraph))
        start += len(text) + 1
    return tuple(segments)


class FakeEncoder:
    """Gives each word its own random vector plus a common one; a sentence is the mean of its words."""

    name = "fake"

    def __init__(self) -> None:
        self.calls = 0

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> list[Encoding]:
        """Vectors of each text."""
        self.calls += len(texts)
        if progress:
            progress(len(texts))
        return [self._encode(text) for text in texts]

    def _encode(self, text: str) -> Encoding:
        found = list(re.finditer(r"\w+", text))
        vectors = [_vector(match.group()) for match in found]
        tokens = np.array(vectors, dtype=np.float32).reshape(-1, SIZE)
        mean = tokens.sum(axis=0) + 0.01
        offsets = np.array([match.span() for match in found], dtype=np.int64).reshape(-1, 2)
        return Encoding((mean / np.linalg.norm(mean)).astype(np.float32), tokens, offsets)


def _vector(text: str) -> np.ndarray:
    made = np.random.default_rng(zlib.crc32(text.lower().encode())).normal(size=SIZE)
    return 0.5 + made / np.linalg.norm(made) * 3
