"""How likely a target word is as a translation of a source's words: a table learned from parallel text.

IBM model 1 (Brown et al., 1993, "The Mathematics of Statistical Machine Translation") over lemmas. The encoder knows
what words are about; the table knows which of the words for it translators use.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.quality.word_list import numbered_words
from tqcheck.text.lemmas import lemma
from tqcheck.types import Span

if TYPE_CHECKING:
    import numpy as np

FILE = "translations.safetensors"
LANGS = ("fr", "en")
NULL = 0
"""The source word that stands for none."""

FLOOR = 1e-3
STEP = 32.0
"""Probabilities are kept as bytes: ``-STEP * ln(p)``, so that a byte reaches down to 0.0004."""

_WORD = re.compile(r"[^\W_]+")


def lemmas(text: str, lang: str) -> list[str]:
    """The lemmas of the runs of letters and digits of a text."""
    return [lemma(word, lang) for word in _WORD.findall(text)]


@dataclass(frozen=True)
class TranslationTable:
    """The probabilities of target lemmas given source lemmas, as rows by target.

    ``rows[k]:rows[k + 1]`` are the places of target lemma ``k`` in ``partners`` (its source lemmas' numbers) and
    ``bytes``; ``counts`` is how often each target lemma was seen.
    """

    source: dict[str, int]
    target: dict[str, int]
    rows: np.ndarray
    partners: np.ndarray
    bytes: np.ndarray
    counts: np.ndarray

    def figures(self, source: str, target: str, words: Sequence[Span]) -> list[tuple[float, ...]]:
        """For each word of the target: whether the table knows it (0 or 1), the logarithms of its highest probability
        over the source's words, of their sum, of its probability from no word, and of how often it was seen."""
        own = [number for word in lemmas(source, LANGS[0]) if (number := self.source.get(word)) is not None]
        return [self._figures(own, lemma(target[span.start : span.end], LANGS[1])) for span in words]

    def answers(self, source: str, target: str, words: Sequence[Span]) -> list[tuple[float, float]]:
        """For each word of the source: whether the table knows it (0 or 1), and the logarithm of the highest
        probability among the target's words."""
        best: dict[int, float] = {}
        for row in {self.target[word] for word in lemmas(target, LANGS[1]) if word in self.target}:
            for number, probability in self._row(row).items():
                best[number] = max(probability, best.get(number, 0.0))
        numbers = [self.source.get(lemma(source[span.start : span.end], LANGS[0])) for span in words]
        return [(0.0, 0.0) if n is None else (1.0, math.log(best.get(n, 0.0) + FLOOR)) for n in numbers]

    def _row(self, row: int) -> dict[int, float]:
        """The probabilities of a target lemma by source lemma."""
        place = slice(int(self.rows[row]), int(self.rows[row + 1]))
        pairs = zip(self.partners[place].tolist(), self.bytes[place].tolist(), strict=True)
        return {number: math.exp(-byte / STEP) for number, byte in pairs}

    def _figures(self, own: Sequence[int], word: str) -> tuple[float, ...]:
        row = self.target.get(word)
        if row is None:
            return (0.0,) * FIGURES
        found = self._row(row)
        values = [found[number] for number in own if number in found]
        none = found.get(NULL, 0.0)
        best, total = max(values, default=0.0), sum(values) + none
        seen = math.log(float(self.counts[row]) + 1)
        return (1.0, math.log(best + FLOOR), math.log(total + FLOOR), math.log(none + FLOOR / 10), seen)


FIGURES = 5
"""Figures of a word."""


@functools.cache
def load_table(folder: Path) -> TranslationTable | None:
    """The table of an estimator's folder; None where it has none."""
    from safetensors.numpy import load_file

    path = folder / FILE
    if not path.is_file():
        return None
    state = load_file(path)
    return TranslationTable(
        numbered_words(state["source"], 1), numbered_words(state["target"], 0),
        state["rows"], state["partners"], state["bytes"], state["counts"],
    )  # fmt: skip
