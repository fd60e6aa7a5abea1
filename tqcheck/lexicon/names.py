"""French names of places, people and institutions with their English forms: our own lists and CLDR's through babel."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from tqcheck.lexicon import listed, load

SILENT = frozenset({"ambiguous", "legitimate", "keep"})
"""Notes of forms that English prose may hold as well; a note may go on with a remark after the word."""

CAPITALS = {"É": "E", "È": "E", "Ê": "E", "À": "A", "Â": "A", "Î": "I", "Ô": "O", "Œ": "Oe"}
VARIED = frozenset({"place", "institution", "event", "religious"})
ARTICLES = ("le ", "la ", "les ", "l'", "Le ", "La ", "Les ", "L'")


class Form(Protocol):
    """What matching needs to know of a token."""

    @property
    def text(self) -> str:
        """The form as written."""


@dataclass(frozen=True, slots=True)
class Name:
    """A French name and its English form; ``parts`` are its tokens as spaces and apostrophes part them.

    ``before`` are the words one of which must stand before it in the source, ``when`` those one of which must stand
    anywhere in the source segment; empty where nothing is asked.
    """

    french: str
    english: str
    kind: str
    parts: tuple[str, ...]
    before: frozenset[str] = frozenset()
    when: frozenset[str] = frozenset()


Index = Mapping[str, tuple[Name, ...]]


@functools.cache
def exonyms() -> Index:
    """Places, peoples, persons and institutions by first token; our own list overrules CLDR."""
    own = [(r["french"], r["english"], r["kind"], r["note"]) for r in load("exonyms")]
    known = {french for french, *_ in own}
    cldr = [(french, english, "place", "") for french, english in _territories() if french not in known]
    return _index(dict.fromkeys(variant for row in (*own, *cldr) for variant in _variants(*row)))


@functools.cache
def saints() -> tuple[Name, ...]:
    """The exonyms of places named for a saint whose English form begins with Saint, St. or St as a word of its own."""
    names = (name for found in exonyms().values() for name in found if name.french.startswith("Saint-"))
    return tuple(name for name in names if name.english.partition(" ")[0] in ("Saint", "St.", "St"))


@functools.cache
def transliterations() -> Index:
    """French spellings of names from other scripts."""
    return _index(variant for row in load("transliterations") for variant in _with_article(row))


@functools.cache
def acronyms() -> Index:
    """French acronyms with an English form of their own."""
    return _index((r["french"], r["english"], "acronym", r["note"]) for r in load("acronyms"))


@functools.cache
def names_in_context() -> Index:
    """Places, persons and acronyms whose French form may stand in English too: what shows that it is the French one."""
    names = {(r["french"], r["english"], r["kind"]): r for r in load("names_in_context")}
    index = _index((*key, "") for key in names)
    return {first: tuple(_bound(name, names) for name in found) for first, found in index.items()}


def _bound(name: Name, rows: Mapping[tuple[str, str, str], Mapping[str, str]]) -> Name:
    row = rows[name.french, name.english, name.kind]
    before, when = (frozenset(word.lower() for word in listed(row[column])) for column in ("before", "when"))
    return replace(name, before=before, when=when)


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


def _variants(french: str, english: str, kind: str, note: str) -> Iterator[tuple[str, str, str, str]]:
    """A name as listed, without the accent of its capital, and one of several words with its first letter swapped."""
    yield french, english, kind, note
    if french[0] in CAPITALS and CAPITALS[french[0]] + french[1:] not in english:
        yield CAPITALS[french[0]] + french[1:], english, kind, note
    if " " in french and (kind in VARIED or french.startswith("saint")) and not french.startswith(ARTICLES):
        yield french[0].swapcase() + french[1:], english, kind, note


def _with_article(row: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """An Arabic surname as listed and after its article, which is one word with it."""
    yield row["french"], row["english"], row["kind"], row["note"]
    if (
        row["language"] == "Arabic"
        and row["kind"] == "surname"
        and "-" not in row["french"]
        and " " not in row["french"]
    ):
        for article in ("al", "el"):
            english = " ; ".join(f"al-{form}" for form in listed(row["english"]))
            yield f"{article}-{row['french']}", english, row["kind"], row["note"]


def _territories() -> Iterator[tuple[str, str]]:
    from babel import Locale

    french, english = Locale("fr").territories, Locale("en").territories
    for code, name in french.items():
        if not code.isdigit() and code in english and english[code] != name and "(" not in english[code]:
            yield name.replace("’", "'"), english[code].replace(" & ", " and ")
