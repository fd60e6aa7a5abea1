"""Which countries the two sides speak of, and the one that became another: Austria for Australia, Slovenia for Slovakia."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tqcheck.lexicon import listed, load
from tqcheck.rules.analysis import Analysis
from tqcheck.rules.context import Context
from tqcheck.rules.name_forms import Swapped
from tqcheck.rules.translated_names import find_name
from tqcheck.types import Span

FRENCH_ENDINGS = ("", "e", "s", "es", "ne", "nes")
ENGLISH_ENDINGS = ("", "s")


@dataclass(frozen=True, slots=True)
class Country:
    """A country's names, its adjectives and demonyms, and words that speak of it without naming it, by language."""

    names: Mapping[str, tuple[str, ...]]
    adjectives: Mapping[str, tuple[str, ...]]
    evidence: Mapping[str, frozenset[str]]


def swapped_countries(context: Context) -> Iterator[Swapped]:
    """The one country that only the target names, where the one that only the source names is gone."""
    named = _named(context.source, "fr")
    told = _named(context.target, "en") if named else {}
    gone = [i for i in named if i not in told and not _is_hinted(i, context.target, "en")]
    come = [i for i in told if i not in named and not _is_hinted(i, context.source, "fr")]
    if len(gone) == 1 and len(come) == 1 and _is_new(come[0], context):
        target, source = told[come[0]], named[gone[0]]
        right = _countries()[gone[0]].names["en"][0]
        if not _names_language(context.source.plain, source):
            yield Swapped(
                context.target.text[slice(*target)], target, context.source.text[slice(*source)], source, right
            )


def _names_language(text: str, place: Span) -> bool:
    """Whether *en* stands before an adjective: a language, which a translation may change with the text."""
    return text[place.start].islower() and re.search(r"\b(?:en|l')\s*$", text[: place.start], re.IGNORECASE) is not None


def _is_new(country: int, context: Context) -> bool:
    """Whether no neighbour of the segment speaks of the country, to which a pronoun may refer."""
    near = (context.document.at(context.index + step) for step in (-2, -1, 1))
    return not any(c and (country in _named(c.source, "fr") or _is_hinted(country, c.source, "fr")) for c in near)


def _is_hinted(country: int, analysis: Analysis, lang: str) -> bool:
    evidence = _countries()[country].evidence[lang]
    return any(token.text in evidence for token in analysis.tokens)


def _named(analysis: Analysis, lang: str) -> dict[int, Span]:
    """The countries that a text names, by number, with the first place of each."""
    text = analysis.plain
    found: dict[int, Span] = {}
    words = set(re.findall(r"\w+", text))
    for word in words | {word.lower() for word in words}:
        for country, form, ignore in _index(lang).get(word, ()):
            place = find_name(form, text, ignore=ignore) or (ignore and _compound(form, text))
            if place:
                found.setdefault(country, Span(*place.span()))
    return found


def _compound(form: str, text: str) -> re.Match[str] | None:
    """An adjective in a hyphened compound: *sud-coréen*, *franco-suisse*."""
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.IGNORECASE)


@functools.cache
def _countries() -> tuple[Country, ...]:
    return tuple(
        Country(
            {"fr": listed(row["french"]), "en": listed(row["english"])},
            {"fr": listed(row["adjective_fr"]), "en": listed(row["adjective_en"])},
            {"fr": frozenset(listed(row["evidence_fr"])), "en": frozenset(listed(row["evidence_en"]))},
        )
        for row in load("countries")
    )


@functools.cache
def _index(lang: str) -> Mapping[str, tuple[tuple[int, str, bool], ...]]:
    """Country number, form and whether capitals are ignored, by the first word of a form."""
    index: dict[str, list[tuple[int, str, bool]]] = {}
    endings = FRENCH_ENDINGS if lang == "fr" else ENGLISH_ENDINGS
    for number, country in enumerate(_countries()):
        forms = [(name, False) for name in country.names[lang]]
        forms += [(stem + end, lang == "fr") for stem in country.adjectives[lang] for end in endings]
        for form, ignore in forms:
            index.setdefault(re.split(r"\W", form)[0], []).append((number, form, ignore))
    return {word: tuple(rows) for word, rows in index.items()}
