"""What two sentences share on the surface: numbers, names and cognates, end punctuation, letter case."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

NUMBER = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]{4,}")
STEM = 5
"""Cognates and names are compared by this many letters, without accents."""

CLOSING = " \t\r\n\u00a0\u202f»”“\"'’)]*_"
ENDINGS = {"?": 1, "!": 2, ".": 3, "…": 3, "。": 3, ":": 4, ";": 5, ",": 6, "？": 1, "！": 2}
COMMON = 200
"""A stem or number found in more sentences than this says nothing, and its pairs are not counted."""


@dataclass(frozen=True, slots=True)
class Surface:
    """Per sentence: characters, numbers, code of the last mark, lower-case start, hardly any letters."""

    lengths: np.ndarray
    numbers: np.ndarray
    endings: np.ndarray
    lower: np.ndarray
    noise: np.ndarray


def surface(texts: Sequence[str]) -> Surface:
    """Look at each sentence by itself."""
    compact = ["".join(text.split()) for text in texts]
    letters = np.array([sum(map(str.isalpha, text)) for text in compact], dtype=np.float32)
    lengths = np.array([len(text) for text in compact], dtype=np.float32)
    return Surface(
        lengths,
        np.array([len(NUMBER.findall(text)) for text in texts], dtype=np.float32),
        np.array([ENDINGS.get(text.rstrip(CLOSING)[-1:], 0) for text in texts], dtype=np.int8),
        np.array([_starts_lower(text) for text in texts]),
        (letters < 3) | (letters < lengths / 2),
    )


def _starts_lower(text: str) -> bool:
    found = re.search(r"\w", text)
    return bool(found and found.group().islower())


def fold(word: str) -> str:
    """A word in lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


def shared_numbers(source: Sequence[str], target: Sequence[str]) -> np.ndarray:
    """Numbers found in both of two sentences, (n, m) float32."""
    return _shared([Counter(NUMBER.findall(t)) for t in source], [Counter(NUMBER.findall(t)) for t in target], False)


def shared_stems(source: Sequence[str], target: Sequence[str]) -> np.ndarray:
    """Stems found in both of two sentences, each weighing one over the root of its frequency, (n, m) float32."""
    return _shared(_stems(source), _stems(target), True)


def _stems(texts: Sequence[str]) -> list[Counter[str]]:
    return [Counter({fold(word)[:STEM] for word in WORD.findall(text)}) for text in texts]


def _shared(source: list[Counter[str]], target: list[Counter[str]], by_rarity: bool) -> np.ndarray:
    found = np.zeros((len(source), len(target)), dtype=np.float32)
    rows, columns = _postings(source), _postings(target)
    for item in rows.keys() & columns.keys():
        (i, left), (j, right) = rows[item], columns[item]
        if len(i) > COMMON or len(j) > COMMON:
            continue
        weight = max(len(i), len(j)) ** -0.5 if by_rarity else 1.0
        found[np.ix_(i, j)] += weight * np.minimum(left[:, None], right[None, :])
    return found


def _postings(counters: list[Counter[str]]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, counter in enumerate(counters):
        for item, count in counter.items():
            places[item].append((index, count))
    return {
        item: (np.array([p[0] for p in found]), np.array([p[1] for p in found], dtype=np.float32))
        for item, found in places.items()
    }
