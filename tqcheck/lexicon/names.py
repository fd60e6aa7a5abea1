"""French names of places, people and institutions with their English forms: our own lists and CLDR's through babel."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from tqcheck.lexicon import load

SILENT = frozenset({"ambiguous", "legitimate", "keep"})
"""Notes of forms that English prose may hold as well; a note may go on with a remark after the word."""


class Form(Protocol):
    """What matching needs to know of a token."""

    @property
    def text(self) -> str:
        """The form as written."""


@dataclass(frozen=True, slots=True)
class Name:
    """A French name and its English form; ``parts`` are its tokens as spaces and apostrophes part them."""

    french: str
    english: str
    kind: str
    parts: tuple[str, ...]


Index = Mapping[str, tuple[Name, ...]]


@functools.cache
def exonyms() -> Index:
    """Places, peoples, persons and institutions by first token; our own list overrules CLDR."""
    own = [(r["french"], r["english"], r["kind"], r["note"]) for r in load("exonyms")]
    known = {french for french, *_ in own}
    cldr = [(french, english, "place", "") for french, english in _territories() if french not in known]
    return _index([*own, *cldr])


@functools.cache
def saints() -> tuple[Name, ...]:
    """The exonyms of places named for a saint whose English form begins with Saint, St. or St as a word of its own."""
    names = (name for found in exonyms().values() for name in found if name.french.startswith("Saint-"))
    return tuple(name for name in names if name.english.partition(" ")[0] in ("Saint", "St.", "St"))


@functools.cache
def transliterations() -> Index:
    """French spellings of names from other scripts."""
    return _index((r["french"], r["english"], r["kind"], r["note"]) for r in load("transliterations"))


@functools.cache
def acronyms() -> Index:
    """French acronyms with an English form of their own."""
    return _index((r["french"], r["english"], "acronym", r["note"]) for r in load("acronyms"))


def find(index: Index, tokens: Sequence[Form]) -> Iterator[tuple[Name, int, int]]:
    """Names that stand in a text, as written, with their token ranges ``[start, end)``; the longest from each place."""
    start = 0
    while start < len(tokens):
        best = None
        for name in index.get(tokens[start].text, ()):
            end = start + len(name.parts)
            if tuple(token.text for token in tokens[start:end]) == name.parts and (best is None or end > best[2]):
                best = (name, start, end)
        if best:
            yield best
        start = best[2] if best else start + 1


def _index(rows: Iterable[tuple[str, str, str, str]]) -> Index:
    from tqcheck.text.tokens import tokenize

    table: dict[str, list[Name]] = {}
    for french, english, kind, note in rows:
        if french == english or any(note.startswith(word) for word in SILENT):
            continue
        parts = tuple(french[span.start : span.end] for span in tokenize(french, "en"))
        if parts:
            table.setdefault(parts[0], []).append(Name(french, english, kind, parts))
    return {first: tuple(names) for first, names in table.items()}


def _territories() -> Iterator[tuple[str, str]]:
    from babel import Locale

    french, english = Locale("fr").territories, Locale("en").territories
    for code, name in french.items():
        if not code.isdigit() and code in english and english[code] != name and "(" not in english[code]:
            yield name.replace("’", "'"), english[code].replace(" & ", " and ")
