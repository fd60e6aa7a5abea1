"""Word lists of the error engine: small tables beside this file, and word frequencies."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from tqcheck.lexicon import listed

FOLDER = Path(__file__).resolve().parent


@functools.cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``NAME.tsv`` below its header, comments left out."""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in kept[1:])


@functools.cache
def groups(name: str, both_ways: bool = True) -> Mapping[str, tuple[str, ...]]:
    """A two-column table ``word`` and ``others`` (parted by ``;``) as a mapping, each row read both ways if asked."""
    table: dict[str, dict[str, None]] = {}
    for word, others, *_ in rows(name):
        for other in (part.strip() for part in others.split(";")):
            table.setdefault(word, {})[other] = None
            if both_ways:
                table.setdefault(other, {})[word] = None
    return {word: tuple(others) for word, others in table.items()}


@functools.cache
def _frequencies(language: str) -> Mapping[str, float]:
    from wordfreq import get_frequency_dict

    return get_frequency_dict(language)


def frequency(word: str, language: str = "en") -> float:
    """How often a lower-case word stands in running text, 0 to 1."""
    return _frequencies(language).get(word, 0.0)


@functools.cache
def top_words(count: int, language: str = "en") -> tuple[str, ...]:
    """The most common words of a language that are plain letters, the commonest first."""
    from wordfreq import top_n_list

    return tuple(word for word in top_n_list(language, count) if word.isalpha())


@functools.cache
def swaps(table: str) -> Mapping[str, tuple[str, ...]]:
    """A table of ``swaps.tsv``: what wrongly takes the place of each of its words or phrases."""
    found = {word: listed(instead) for name, word, instead in rows("swaps") if name == table}
    if not found:
        raise KeyError(f"swaps.tsv has no table {table!r}")
    return found


@functools.cache
def word_list(name: str) -> tuple[str, ...]:
    """A row of ``word_sets.tsv``, in its order."""
    return next(tuple(words.split()) for row, words in rows("word_sets") if row == name)


@functools.cache
def word_set(name: str) -> frozenset[str]:
    """A row of ``word_sets.tsv`` as a set."""
    return frozenset(word_list(name))
