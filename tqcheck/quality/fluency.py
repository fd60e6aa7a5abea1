"""How well English words follow one another: n-gram models over words and over classes of words.

A network of token vectors judges what a target says; it is slow to notice how it is said ("each visit until the store",
"after two years of active"). Pairs of words, and triples of classes that words of like neighbours share, notice it.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.quality.word_list import numbered_words
from tqcheck.text.tokens import tokenize

if TYPE_CHECKING:
    import numpy as np

FILE = "fluency.safetensors"
LANG = "en"
START, END, UNKNOWN, NUMBER = "<s>", "</s>", "<unk>", "<n>"
SPECIAL = (START, END, UNKNOWN)
"""The first entries of the vocabulary."""

STEP = 15.0
"""Probabilities are kept as bytes: ``-STEP * ln(p)``, so that a byte reaches down to 4e-8."""

BACKOFF = -0.916
"""Added for each word of context that is given up: ln 0.4 (Brants et al., 2007, "Large Language Models in Machine
Translation")."""

FIGURES = 2
"""Figures of a text."""


@dataclass(frozen=True)
class Grams:
    """One model: ``alone`` (symbols,) is the log-probability of each symbol, ``orders`` the known n-grams from pairs
    on: keys in ascending order (the symbols as digits of a number to the base of how many symbols there are) and the
    log-probability of each one's last symbol after the others."""

    alone: np.ndarray
    orders: tuple[tuple[np.ndarray, np.ndarray], ...]

    def gains(self, symbols: np.ndarray) -> np.ndarray:
        """How much likelier (as a difference of logarithms) each symbol but the first is after those before it than
        alone, (symbols - 1,)."""
        import numpy as np

        count, longest = len(symbols), len(self.orders) + 1
        found = self.alone[symbols] + BACKOFF * np.minimum(np.arange(count), longest - 1)
        key = symbols.astype(np.int64)
        for size, (keys, chances) in enumerate(self.orders, 2):
            if count < size:
                break
            key = key[:-1] * len(self.alone) + symbols[size - 1 :]
            place = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
            known = keys[place] == key
            at = np.arange(size - 1, count)[known]
            found[at] = chances[place[known]] + BACKOFF * np.minimum(at - size + 1, longest - size)
        result: np.ndarray = (found - self.alone[symbols])[1:]
        return result


@dataclass(frozen=True)
class Fluency:
    """Both models; ``vocabulary`` numbers the words, ``classes`` (words,) gives each one's class, ``usual`` are the
    figures that clean news has on average."""

    vocabulary: dict[str, int]
    classes: np.ndarray
    words: Grams
    kinds: Grams
    usual: tuple[float, ...]

    def figures(self, text: str) -> tuple[float, ...]:
        """The mean gain of a text's tokens, its end included, over words and over classes."""
        return self.figures_of(symbols(text))

    def figures_of(self, forms: Sequence[str]) -> tuple[float, ...]:
        """The same of a text's symbols."""
        numbers = numbered(forms, self.vocabulary)
        return float(self.words.gains(numbers).mean()), float(self.kinds.gains(self.classes[numbers]).mean())


def symbols(text: str) -> list[str]:
    """The forms in which a text's tokens are counted."""
    return [_symbol(text[span.start : span.end]) for span in tokenize(text, LANG)]


def _symbol(token: str) -> str:
    return NUMBER if any(map(str.isdigit, token)) else token.lower().replace("’", "'")


def numbered(forms: Sequence[str], vocabulary: Mapping[str, int]) -> np.ndarray:
    """The numbers of a text's symbols between those of its start and end, (symbols + 2,)."""
    import numpy as np

    unknown = vocabulary[UNKNOWN]
    found = [vocabulary.get(form, unknown) for form in forms]
    return np.array([vocabulary[START], *found, vocabulary[END]], dtype=np.int64)


@functools.cache
def load_fluency(folder: Path) -> Fluency | None:
    """The models of an estimator's folder; None where it has none."""
    from safetensors.numpy import load_file

    path = folder / FILE
    if not path.is_file():
        return None
    state = load_file(path)
    return Fluency(
        numbered_words(state["vocabulary"]),
        state["classes"],
        _grams(state, "words", (2,)),
        _grams(state, "kinds", (2, 3)),
        tuple(float(value) for value in state["usual"]),
    )


def _grams(state: Mapping[str, np.ndarray], name: str, sizes: Sequence[int]) -> Grams:
    orders = tuple((state[f"{name}.{size}"], _logs(state[f"{name}.{size}.chances"])) for size in sizes)
    return Grams(_logs(state[f"{name}.1.chances"]), orders)


def _logs(kept: np.ndarray) -> np.ndarray:
    import numpy as np

    result: np.ndarray = kept.astype(np.float32) / -STEP
    return result
