"""Names left in French, exchanged, misspelt or left out."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from random import Random

from tqcheck.training.errors.edits import CRITICAL, MAJOR, MINOR, delete, kind, replace
from tqcheck.training.errors.pair import Pair
from tqcheck.training.errors.types import Edit
from tqcheck.training.errors.vocabulary import frequency, word_list, word_set

_NOT_NAMES = word_set("names-not-names")


@functools.cache
def _exonyms() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """French names by their first token, each with one English form of it."""
    from tqcheck.lexicon import names

    found: dict[str, list[tuple[str, str]]] = {}
    for index in (names.exonyms(), names.transliterations(), names.acronyms()):
        for entries in index.values():
            for name in entries:
                for english in name.english.split(" ; "):
                    found.setdefault(name.french.split()[0].lower(), []).append((name.french, english))
    return {first: tuple(pairs) for first, pairs in found.items()}


@kind("exonym", "accuracy/untranslated", MINOR, 14.0)
def exonym(pair: Pair, rng: Random) -> Edit | None:
    """The French name of a place, person or institution: "Londres"."""
    table = _exonyms()
    options = []
    for word in pair.source_words:
        for french, english in table.get(word.lower, ()) if word.capital else ():
            if french in pair.source and english in pair.target and french != english:
                match = re.search(rf"(?<!\w){re.escape(english)}(?!\w)", pair.target)
                if match and french not in pair.target:
                    options.append((match.start(), match.end(), french))
    if not options:
        return None
    start, end, french = rng.choice(sorted(set(options)))
    return Edit(start, end, french, 0, len(french))


def _names(pair: Pair) -> list[int]:
    """Words with a capital of their own that are not days, months or titles."""
    return [
        i
        for i, w in enumerate(pair.words)
        if w.word and w.capital and len(w.text) > 2 and w.lower not in _NOT_NAMES and (not w.first or _known(pair, i))
    ]


def _known(pair: Pair, at: int) -> bool:
    """Whether the first word of a sentence is a name: listed, or in the source with its capital too."""
    word = pair.words[at].text
    return word in _PLACES or word in _NATIONS or (word in _given_names() and word.lower() not in _COMMON)


_COMMON = word_set("names-common")


@kind("names-swapped", "accuracy/mistranslation", CRITICAL, 5.0)
def names_swapped(pair: Pair, rng: Random) -> Sequence[Edit] | None:
    """Two names of the sentence in each other's place."""
    alone = [i for i in _names(pair) if not _beside(pair, i)]
    pairs = [(i, j) for i in alone for j in alone if i + 2 < j and pair.at(i) != pair.at(j) and not _listed(pair, i, j)]
    if not pairs:
        return None
    i, j = rng.choice(pairs)
    edits = replace(pair, i, i, pair.words[j].text), replace(pair, j, j, pair.words[i].text)
    return [edit for edit in edits if edit] if all(edits) else None


def _beside(pair: Pair, at: int) -> bool:
    """Whether the name is part of a longer one."""
    return any(0 <= i < len(pair.words) and pair.words[i].word and pair.words[i].capital for i in (at - 1, at + 1))


def _listed(pair: Pair, first: int, last: int) -> bool:
    """Whether the two stand in one enumeration, where their order says nothing."""
    between = [word for word in pair.words[first + 1 : last] if not word.capital]
    return all(word.lower in (",", "and", "or") for word in between)


_PLACES = word_list("names-places")
_PEOPLE = word_list("names-people")
_NATIONS = word_list("names-nations")


@kind("name-replaced", "accuracy/mistranslation", CRITICAL, 6.0)
def replaced(pair: Pair, rng: Random) -> Edit | None:
    """Another country, city, nationality or surname."""
    places = []
    for i in _names(pair):
        for family in (_PLACES, _NATIONS):
            if pair.words[i].text in family:
                places.append((i, family))
        if pair.words[i].text not in _PLACES and _surname(pair, i):
            places.append((i, _PEOPLE))
    if not places:
        return None
    at, family = rng.choice(places)
    return replace(pair, at, at, rng.choice([name for name in family if name.lower() not in pair.lowers]))


def _surname(pair: Pair, at: int) -> bool:
    return at > 0 and pair.words[at - 1].text in _given_names() and pair.words[at - 1].end + 1 == pair.words[at].start


@functools.cache
def _given_names() -> frozenset[str]:
    from tqcheck.lexicon import load

    return frozenset(row["name"] for row in load("given_names"))


@kind("name-misspelt", "accuracy/mistranslation", MINOR, 2.5)
def misspelt(pair: Pair, rng: Random) -> Edit | None:
    """A letter of a name lost, doubled, swapped or changed."""
    places = [i for i in _names(pair) if len(pair.words[i].text) > 3 and pair.words[i].text.isalpha()]
    if not places:
        return None
    at = rng.choice(places)
    name = pair.words[at].text
    cut = rng.randrange(1, len(name) - 1)
    options = [name[:cut] + name[cut + 1 :], name[:cut] + name[cut + 1] + name[cut] + name[cut + 2 :]]
    options.append(name[:cut] + rng.choice("aeioulnrst") + name[cut + 1 :])
    new = rng.choice(options)
    return replace(pair, at, at, new) if new != name and frequency(new.lower()) < 1e-6 else None


@kind("name-dropped", "accuracy/omission", MAJOR, 2.5)
def dropped(pair: Pair, rng: Random) -> Edit | None:
    """A name left out, or one part of a name."""
    places = [i for i in _names(pair) if not pair.words[i].first and pair.at(i + 1) not in ("'s", "'", "’")]
    if not places:
        return None
    at = rng.choice(places)
    return delete(pair, at, at)


@kind("name-translated", "accuracy/mistranslation", MAJOR, 2.0)
def name_lost(pair: Pair, rng: Random) -> Edit | None:
    """A name replaced by a pronoun or a bare noun."""
    places = [i for i in _names(pair) if _surname(pair, i) and pair.at(i + 1) not in ("'s", "'", "’")]
    if not places:
        return None
    at = rng.choice(places)
    return replace(pair, at - 1, at, rng.choice(("the man", "someone", "the woman", "the company", "the author")))
