"""Wrong words: opposites, siblings, wider words, unrelated words of like frequency."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from random import Random

from tqcheck.training.errors.edits import CRITICAL, MAJOR, MINOR, as_written, kind, replace, swap_word
from tqcheck.training.errors.pair import Pair
from tqcheck.training.errors.parts import FUNCTION, adjective, adverb, contentful, modifiers, nouns, verb
from tqcheck.training.errors.types import Edit
from tqcheck.training.errors.vocabulary import frequency, groups, top_words, word_set


@kind("antonym", "accuracy/mistranslation", CRITICAL, 9.0)
def antonym(pair: Pair, rng: Random) -> Edit | None:
    """The opposite: "fell" for "rose"."""
    table = groups("antonyms")
    places = [i for i, w in enumerate(pair.words) if w.lower in table and w.lower not in _LOOSE and not _title(pair, i)]
    if not places:
        return None
    at = rng.choice(places)
    return replace(pair, at, at, as_written(rng.choice(table[pair.at(at)]), pair.words[at].text))


_LOOSE = word_set("lexical-loose")


def _title(pair: Pair, at: int) -> bool:
    """Whether a capital inside the sentence makes the word part of a name."""
    return pair.words[at].capital and not pair.words[at].first


@kind("sibling-noun", "accuracy/mistranslation", MAJOR, 6.0)
def sibling(pair: Pair, rng: Random) -> Edit | None:
    """Another noun of the same field: "lawyer" for "judge"."""
    return _from(pair, rng, nouns())


@kind("sibling-modifier", "accuracy/mistranslation", MAJOR, 5.0)
def sibling_modifier(pair: Pair, rng: Random) -> Edit | None:
    """Another adjective or adverb of the same sense group that says another thing."""
    return _from(pair, rng, modifiers("adjective" if rng.random() < 0.7 else "adverb"))


def _from(pair: Pair, rng: Random, table: Mapping[str, Sequence[str]]) -> Edit | None:
    places = [i for i, w in enumerate(pair.words) if w.lower in table and not _title(pair, i)]
    places = [i for i in places if pair.at(i) not in _LOOSE and pair.at(i - 1) != "to"]
    if not places:
        return None
    at = rng.choice(places)
    others = [o for o in table[pair.at(at)] if not _near(pair.at(at), o)]
    return replace(pair, at, at, rng.choice(others)) if others else None


@functools.cache
def _synonyms() -> frozenset[tuple[str, str]]:
    rows = groups("near_words")
    return frozenset((a, b) for a, others in rows.items() for b in others)


def _near(one: str, other: str) -> bool:
    return (one, other) in _synonyms() or (one.removesuffix("s"), other.removesuffix("s")) in _synonyms()


@kind("wrong-sense", "accuracy/mistranslation", MAJOR, 8.0)
def sense(pair: Pair, rng: Random) -> Edit | None:
    """The other sense of the French word: "sentence" for "phrase", "law" for "right"."""
    return swap_word(pair, rng, _senses(pair))


def _senses(pair: Pair) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    known = sense_rows()
    for word in pair.source_lowers:
        for right, wrong in known.get(word, ()):
            if right in pair.lowers:
                table[right] = (*table.get(right, ()), wrong)
    return table


@functools.cache
def sense_rows() -> dict[str, tuple[tuple[str, str], ...]]:
    """English words of unlike sense by the French form that means both."""
    from tqcheck.training.errors.inflect import plural
    from tqcheck.training.errors.vocabulary import rows

    table: dict[str, list[tuple[str, str]]] = {}
    for french, cell in rows("senses"):
        words = [word.strip() for word in cell.split(";")]
        for one in words:
            for other in words:
                if one != other and not _near(one, other):
                    table.setdefault(french, []).append((one, other))
                    if " " not in one + other:
                        table.setdefault(french + "s", []).append((plural(one), plural(other)))
    return {word: tuple(found) for word, found in table.items()}


@kind("wider-word", "accuracy/mistranslation", MINOR, 2.5)
def wider(pair: Pair, rng: Random) -> Edit | None:
    """A wider or a narrower word: "animal" for "dog"."""
    return _from(pair, rng, groups("hypernyms"))


@kind("unrelated-word", "accuracy/mistranslation", CRITICAL, 4.0)
def unrelated(pair: Pair, rng: Random) -> Edit | None:
    """A word of the same crude class and like frequency that has nothing to do with the source."""
    places = [i for i, w in enumerate(pair.words) if contentful(pair, i) and not w.capital]
    if not places:
        return None
    at = rng.choice(places)
    old = pair.at(at)
    options = _like(_class(pair, at))
    for _ in range(8):
        new = rng.choice(options)
        if new != old and not _near(old, new) and new[:4] != old[:4] and new not in pair.lowers:
            return replace(pair, at, at, new)
    return None


def _class(pair: Pair, at: int) -> str:
    word = pair.at(at)
    if adverb(word):
        return "adverb"
    if adjective(word):
        return "adjective"
    if word.endswith("ing"):
        return "ing"
    if word.endswith("ed") or (verb(word) and pair.at(at - 1) in _SUBJECTS):
        return "ed"
    return "plural" if word.endswith("s") and not word.endswith("ss") else "noun"


_SUBJECTS = frozenset("he she it they we i who which".split())


@functools.cache
def _like(name: str) -> Sequence[str]:
    """Common words of a crude class."""
    if name in ("adjective", "adverb"):
        return tuple(modifiers(name))
    found = [word for word in top_words(12000) if word not in FUNCTION and len(word) > 3]
    if name == "noun":
        return [word for word in nouns() if not word.endswith("s")]
    if name == "plural":
        return [word for word in nouns() if word.endswith("s") and not word.endswith("ss")]
    return [
        word for word in found if word.endswith(name) and len(word) > 5 and frequency(word) > 5e-6 and verb_like(word)
    ]


def verb_like(word: str) -> bool:
    """Whether a word in -ing or -ed has a verb for its stem."""
    stem = word.removesuffix("ing").removesuffix("ed")
    return word not in _NOT_VERBS and max(frequency(stem), frequency(stem + "e"), frequency(stem[:-1])) > 2e-6


_NOT_VERBS = frozenset(
    "during morning evening something anything nothing everything hundred united indeed wedding".split()
)
