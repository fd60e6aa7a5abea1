"""The pattern language of the word lists (README.md beside this file): compiled once, matched against tokens."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from tqcheck.lexicon import conjugation
from tqcheck.lexicon.classes import SHAPES, french_classes, listed_classes

GAP = 4
"""The most words that ``...`` stands for."""

_TAGS = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "ADP", "AUX", "PRON", "DET"})


class Word(Protocol):
    """What a pattern needs to know of a token."""

    @property
    def lower(self) -> str:
        """The form in lower case."""

    @property
    def lemma(self) -> str:
        """The lemma in lower case."""

    @property
    def pos(self) -> str:
        """The part of speech, or an empty string where it is not known."""


@dataclass(frozen=True, slots=True)
class Element:
    """One token of a pattern: words with their tags, classes known by their shape, ``*`` (no words), or a gap."""

    forms: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    optional: bool = False
    gap: bool = False
    shapes: frozenset[str] = frozenset()

    def matches(self, word: Word) -> bool:
        """Whether the element stands for that token."""
        if self.shapes and any(SHAPES[shape](word.lower) for shape in self.shapes):
            return True
        if self.gap or not (self.forms or self.lemmas or self.shapes):
            return word.lower[:1].isalnum()
        if self.tags and word.pos and word.pos not in self.tags:
            return False
        return word.lower in self.forms or word.lower in self.lemmas or word.lemma in self.lemmas

    @property
    def words(self) -> frozenset[str]:
        """The words of which one must stand in the text; empty where anything may."""
        return frozenset() if self.optional or self.gap or self.shapes else self.forms | self.lemmas


@dataclass(frozen=True)
class Pattern:
    """A compiled pattern."""

    text: str
    elements: tuple[Element, ...]

    @functools.cached_property
    def anchors(self) -> frozenset[str]:
        """The words of the element least likely to stand in a text by chance: any match has one of them."""
        required = [element.words for element in self.elements if element.words]
        return max(required, key=lambda words: min(map(len, words)), default=frozenset())

    @functools.cached_property
    def heads(self) -> frozenset[str]:
        """The words of which one must begin a match; empty where anything may."""
        return self.elements[0].words

    def find(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Index ranges ``[start, end)`` of the matches, one at most from each start, none overlapping."""
        start = 0
        heads = self.heads
        while start < len(words):
            if heads and words[start].lower not in heads and words[start].lemma not in heads:
                start += 1
                continue
            end = self._match(words, start, 0)
            if end is not None and end > start:
                yield start, end
                start = end
            else:
                start += 1

    def _match(self, words: Sequence[Word], at: int, element: int) -> int | None:
        """The end of a match of the elements from ``element`` on that begins at word ``at``, or None."""
        if element == len(self.elements):
            return at
        current = self.elements[element]
        if current.gap:
            for skipped in range(GAP + 1):
                end = self._match(words, at + skipped, element + 1)
                if end is not None:
                    return end
                if at + skipped >= len(words) or not words[at + skipped].lower[:1].isalnum():
                    return None
            return None
        if at < len(words) and current.matches(words[at]):
            end = self._match(words, at + 1, element + 1)
            if end is not None:
                return end
        return self._match(words, at, element + 1) if current.optional else None


@functools.lru_cache(maxsize=16384)
def compile_pattern(text: str) -> Pattern:
    """Compile a pattern.

    Raises:
        ValueError: for an empty pattern, one without a word, or a sign where the language has no meaning for it.
    """
    elements = tuple(compile_element(token) for token in text.replace("’", "'").split())
    if not any(element.words for element in elements):
        raise ValueError(f"{text!r} has no word that must stand in the text")
    return Pattern(text, elements)


def compile_element(token: str) -> Element:
    """Compile one token of a pattern.

    Raises:
        ValueError: for a class that is not known, or a sign where the language has no meaning for it.
    """
    if token in ("...", "…"):
        return Element(gap=True)
    if token == "*":
        return Element()
    optional = token.endswith("?") and len(token) > 1
    alternatives = token.removesuffix("?").split("|") if optional else token.split("|")
    if any(a in ("", "*", "...") or (len(a) > 1 and a.endswith("?")) for a in alternatives):
        raise ValueError(f"{token!r}: '*' and '...' stand alone, and '?' makes the whole group optional, at its end")
    forms: set[str] = set()
    lemmas: set[str] = set()
    tags: set[str] = set()
    shapes: set[str] = set()
    for alternative in alternatives:
        if alternative[:1] == "<" and alternative[-1:] == ">":
            name = alternative[1:-1]
            if name in SHAPES:
                shapes.add(name)
            elif name in listed_classes():
                forms |= listed_classes()[name]
            elif name in french_classes():
                forms |= french_classes()[name]
            else:
                forms |= _conjugated(alternative)
                lemmas.add(name)
            continue
        word, slash, tag = alternative.rpartition("/")
        if slash and tag in _TAGS:
            tags.add(tag)
        else:
            word = alternative
        (forms if word.startswith("=") else lemmas).add(word.removeprefix("=").lower())
    return Element(frozenset(forms), frozenset(lemmas), frozenset(tags), optional, shapes=frozenset(shapes))


def _conjugated(alternative: str) -> frozenset[str]:
    try:
        return conjugation.forms(alternative[1:-1])
    except ValueError as error:
        raise ValueError(
            f"{alternative!r}: no class of english_classes.tsv or french_classes.tsv, and no verb"
        ) from error
