"""A clean sentence pair as the planters see it: tokens with offsets, found once; no tagger is loaded."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

_LETTERS = r"[^\W\d_]+"
_ENGLISH = re.compile(
    rf"{_LETTERS}(?:-{_LETTERS})*(?:['’](?!(?:s|re|ll|ve|d|m)\b){_LETTERS})?|['’](?:s|re|ll|ve|d|m)\b|\d+(?:[.,]\d+)*|\S"
)
_FRENCH = re.compile(
    rf"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)['’]|{_LETTERS}(?:[-'’]{_LETTERS})*|\d+(?:[., ]\d+)*|\S",
    re.IGNORECASE,
)
_ENDS = frozenset(".!?:…")


@dataclass(slots=True)
class Word:
    """A token with its place; ``word`` tells letters from digits and signs, ``first`` a sentence's first word."""

    start: int
    end: int
    text: str
    lower: str
    word: bool
    first: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def pos(self) -> str:
        """Nothing: the part of speech is not known here (the pattern language asks)."""
        return ""


class Pair:
    """A source and its right target, and the tokens of both."""

    def __init__(self, source: str, target: str) -> None:
        self.source = source
        self.target = target
        self.lemmas: frozenset[str] = frozenset()

    @functools.cached_property
    def words(self) -> list[Word]:
        """The tokens of the target."""
        return _tokens(_ENGLISH, self.target)

    @functools.cached_property
    def source_words(self) -> list[Word]:
        """The tokens of the source."""
        return _tokens(_FRENCH, self.source)

    @functools.cached_property
    def lowers(self) -> frozenset[str]:
        """The words of the target in lower case."""
        return frozenset(word.lower for word in self.words)

    @functools.cached_property
    def source_lowers(self) -> frozenset[str]:
        """The words of the source in lower case."""
        return frozenset(word.lower for word in self.source_words)

    def text(self, first: int, last: int) -> str:
        """The target from word ``first`` to word ``last``, both included."""
        return self.target[self.words[first].start : self.words[last].end]

    def at(self, index: int) -> str:
        """The lower-case word at an index, or nothing beyond the ends."""
        return self.words[index].lower if 0 <= index < len(self.words) else ""


def _tokens(pattern: re.Pattern[str], text: str) -> list[Word]:
    found: list[Word] = []
    first = True
    for match in pattern.finditer(text):
        token = match.group()
        word = token[0].isalpha() or (token[0] in "'’" and len(token) > 1)
        found.append(Word(match.start(), match.end(), token, token.lower().replace("’", "'"), word, first and word))
        if word or token[0].isdigit():
            first = False
        elif token in _ENDS:
            first = True
    return found


def content(words: Sequence[Word]) -> list[int]:
    """The indices of the tokens that are words of letters."""
    return [index for index, word in enumerate(words) if word.word]
