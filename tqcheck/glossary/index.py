"""A glossary made ready for one pair of languages: which source terms stand in a text, which target terms."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tqcheck.glossary.guards import left_alone, may_insert
from tqcheck.glossary.matching import Finder, Form, Occurrence, form_of, longest
from tqcheck.glossary.pieces import Piece
from tqcheck.glossary.types import Entry, Glossary

if TYPE_CHECKING:
    from tqcheck.rules.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry with its forms."""

    entry: Entry
    source: Form
    preferred: tuple[Form, ...]
    admitted: tuple[Form, ...]
    forbidden: tuple[Form, ...]

    @property
    def allowed(self) -> tuple[Form, ...]:
        """The forms that may stand for the source term."""
        return (*self.preferred, *self.admitted)


class GlossaryIndex:
    """The concepts of a glossary by the first word of their source terms."""

    def __init__(self, glossary: Glossary, langs: tuple[str, str]) -> None:
        self.langs = langs
        self._source = Finder(langs[0], lenient=False, may_insert=may_insert)
        self._present = Finder(langs[1], lenient=True)
        self._precise = Finder(langs[1], lenient=False)
        self._by_first: dict[str, list[Concept]] = defaultdict(list)
        for entry in glossary.entries:
            concept = _concept(entry, langs)
            if concept.source:
                for first in _firsts(concept.source):
                    self._by_first[first].append(concept)

    def source_terms(self, analysis: Analysis, pieces: Sequence[Piece]) -> list[tuple[Concept, tuple[Occurrence, ...]]]:
        """The concepts whose source term stands in a text, with its occurrences; the longest term wins a place."""
        found: dict[Occurrence, Concept] = {}
        for place in range(len(pieces)):
            for key in self._keys(pieces, place):
                for concept in self._by_first.get(key, ()):
                    for occurrence in self._source.find(concept.source, pieces, (place,)):
                        found.setdefault(occurrence, concept)
        by_concept: dict[int, tuple[Concept, list[Occurrence]]] = {}
        for occurrence in longest(found):
            concept = found[occurrence]
            if not left_alone(concept.source, occurrence, pieces, analysis):
                by_concept.setdefault(id(concept), (concept, []))[1].append(occurrence)
        return [(concept, tuple(places)) for concept, places in by_concept.values()]

    def _keys(self, pieces: Sequence[Piece], place: int) -> Iterable[str]:
        """What a term that begins at a piece may have for its first word."""
        keys = {*pieces[place].bases, pieces[place].text, pieces[place].text.removesuffix("s")}
        if place + 1 < len(pieces) and pieces[place + 1].hyphen:
            keys |= {pieces[place].lower + base for base in pieces[place + 1].bases}
        return sorted(keys)

    def present(self, forms: Iterable[Form], pieces: Sequence[Piece]) -> list[Occurrence]:
        """Occurrences of target terms, forgivingly."""
        return [occurrence for form in forms for occurrence in self._present.find(form, pieces)]

    def precise(self, forms: Iterable[Form], pieces: Sequence[Piece]) -> list[Occurrence]:
        """Occurrences of target terms as they are written, inflection aside."""
        return longest(occurrence for form in forms for occurrence in self._precise.find(form, pieces))


def _firsts(form: Form) -> set[str]:
    """The first word, alone and with the one that a hyphen joins to it."""
    joined = {form.words[0] + form.words[1]} if len(form.words) > 1 and form.hyphens[1] else set()
    return {form.words[0], *joined}


def _concept(entry: Entry, langs: tuple[str, str]) -> Concept:
    """Terms that differ in spelling alone from one of another standing are taken as they are spelled."""
    allowed, barred = {_squeezed(t) for t in entry.allowed}, {_squeezed(t) for t in entry.forbidden}
    rivals = allowed & barred

    def forms(terms: Sequence[str]) -> tuple[Form, ...]:
        made = (form_of(t, langs[1], _case(t, entry, rivals), _squeezed(t) in rivals) for t in terms)
        return tuple(form for form in made if form)

    source = form_of(entry.source, langs[0], entry.case)
    return Concept(entry, source, forms(entry.preferred), forms(entry.admitted), forms(entry.forbidden))


def _case(term: str, entry: Entry, rivals: set[str]) -> bool | None:
    """Whether the capitals of a target term matter: also where they are all that tells it from a forbidden one."""
    lowered = term.lower()
    others = [one for one in (*entry.allowed, *entry.forbidden) if one != term and one.lower() == lowered]
    return True if _squeezed(term) in rivals and others else entry.case


def _squeezed(term: str) -> str:
    return "".join(character for character in term.casefold() if character.isalnum())


@functools.lru_cache(maxsize=8)
def index_of(glossary: Glossary, langs: tuple[str, str]) -> GlossaryIndex:
    """The index of a glossary, built once."""
    return GlossaryIndex(glossary, langs)
