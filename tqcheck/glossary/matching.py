"""Finds terms in a row of pieces: inflected, with a hyphen or a blank, with a word inserted where that is safe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tqcheck.glossary.inflection import akin, common, spelled
from tqcheck.glossary.pieces import Piece, words_of
from tqcheck.types import Span

_LEADING = {
    "fr": frozenset("le la les l un une des se s".split()),
    "en": frozenset("the a an to".split()),
}
_COORDINATORS = frozenset("and or et ou und oder y o e".split())
_ASIDE = re.compile(r"(?<=\S)\s*[\(\[][^)\]]*[\)\]]\s*$")

LONGEST_GAP = 4
"""Words that coordination may put between the words of a target term: "interest and exchange rates"."""


@dataclass(frozen=True, slots=True)
class Form:
    """A term ready to be looked for. ``exact``: its capitals matter; ``words`` are in small letters unless they do."""

    text: str
    words: tuple[str, ...]
    hyphens: tuple[bool, ...]
    exact: bool = False
    strict: bool = False

    def __bool__(self) -> bool:
        return bool(self.words)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term in a text: pieces ``[start, end)``."""

    form: Form
    start: int
    end: int

    def overlaps(self, other: Occurrence) -> bool:
        """Whether the two share a piece."""
        return self.start < other.end and other.start < self.end

    def span(self, pieces: Sequence[Piece]) -> Span:
        """Offsets into the text."""
        return Span(pieces[self.start].start, pieces[self.end - 1].end)


def form_of(term: str, lang: str, case: bool | None = None, strict: bool = False) -> Form:
    """A term without its article and what stands in brackets behind it.

    Capitals matter if ``case`` says so or, without its word, in an acronym. ``strict`` takes the spelling as it is:
    no hyphen for a blank, no other spelling of the same word.
    """
    words, hyphens = words_of(_ASIDE.sub("", term), lang)
    if len(words) > 1 and common(words[0], lang) in _LEADING.get(lang, ()):
        words, hyphens = words[1:], hyphens[1:]
    exact = is_acronym(words) if case is None else case
    return Form(term, words if exact else tuple(common(word, lang) for word in words), hyphens, exact, strict)


def is_acronym(words: Sequence[str]) -> bool:
    """Whether a term is one word in capitals such as TVA, R&D or CO2."""
    return len(words) == 1 and len(words[0]) > 1 and words[0].isupper() and any(c.isalpha() for c in words[0])


class Finder:
    """How the words of forms are found in the pieces of texts of one language; ``lenient`` forgives more.

    Leniency is for the question whether a term is there at all: a blank for a hyphen or for nothing, one word of any
    kind in between, several around an "and", capitals, a likely inflection in a language we know nothing of.
    """

    def __init__(self, lang: str, lenient: bool, may_insert: Callable[[Piece], bool] = lambda piece: False) -> None:
        self.lang = lang
        self.lenient = lenient
        self.may_insert = may_insert

    def find(self, form: Form, pieces: Sequence[Piece], starts: Iterable[int] | None = None) -> Iterator[Occurrence]:
        """Every occurrence of a form, from the pieces ``starts`` or from any."""
        for start in range(len(pieces)) if starts is None else starts:
            end = self._end(form, 0, pieces, start, False)
            if end is not None:
                yield Occurrence(form, start, end)

    def _end(self, form: Form, word: int, pieces: Sequence[Piece], place: int, gapped: bool) -> int | None:
        """Where the rest of a form, from one of its words on, ends if it begins at a place."""
        if word == len(form.words):
            return place
        for words, taken in self._steps(form, word, pieces, place):
            rest = word + words
            for gap in self._gaps(form, rest, pieces, place + taken, gapped):
                end = self._end(form, rest, pieces, place + taken + gap, gapped or gap > 0)
                if end is not None:
                    return end
        return None

    def _steps(self, form: Form, word: int, pieces: Sequence[Piece], place: int) -> Iterator[tuple[int, int]]:
        """How many words of the form meet how many pieces."""
        if place >= len(pieces) or pieces[place].protected:
            return
        wanted, piece = form.words[word], pieces[place]
        if self._meets(form, wanted, piece):
            yield 1, 1
        if form.exact or form.strict:
            return
        following = pieces[place + 1] if place + 1 < len(pieces) else None
        joined = following is not None and (following.hyphen or (self.lenient and following.free))
        if following and joined and wanted.startswith(piece.lower) and wanted[len(piece.lower) :] in following.bases:
            yield 1, 2
        if word + 1 == len(form.words) or not (form.hyphens[word + 1] or self.lenient):
            return
        if wanted + form.words[word + 1] in piece.bases:
            yield 2, 1

    def _meets(self, form: Form, wanted: str, piece: Piece) -> bool:
        if form.exact:
            plural = len(form.words) == 1 and piece.text == wanted + "s"
            inflected = self.lenient and not wanted.isupper() and wanted.lower() in piece.bases
            return piece.text == wanted or plural or inflected
        if wanted in piece.bases:
            return True
        if form.strict or not self.lenient:
            return False
        return (self.lang == "en" and spelled(wanted) in piece.bases) or akin(wanted, piece.lower, self.lang)

    def _gaps(self, form: Form, rest: int, pieces: Sequence[Piece], place: int, gapped: bool) -> Iterator[int]:
        """How many pieces may stand between two words of a form, none first."""
        if rest == len(form.words) or place >= len(pieces):
            yield 0
            return
        if pieces[place].free:
            yield 0
        if gapped or form.hyphens[rest] or form.strict:
            return
        inserted = pieces[place]
        followed = pieces[place + 1] if place + 1 < len(pieces) else None
        if followed and inserted.free and followed.free and (self.lenient or self.may_insert(inserted)):
            yield 1
        if self.lenient:
            yield from self._coordinated(pieces, place)

    def _coordinated(self, pieces: Sequence[Piece], place: int) -> Iterator[int]:
        for gap in range(2, LONGEST_GAP + 1):
            between = pieces[place : place + gap]
            if len(between) == gap and any(piece.lower in _COORDINATORS for piece in between):
                yield gap


def longest(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """Of occurrences that share a piece the one of most words: "avocat" does not count in "avocat général"."""
    kept: list[Occurrence] = []
    for one in sorted(occurrences, key=lambda o: (-len(o.form.words), -(o.end - o.start), o.start)):
        if not any(one.overlaps(other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda o: o.start)
