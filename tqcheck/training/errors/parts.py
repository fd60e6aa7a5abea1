"""Parts of speech as far as lists, endings and neighbours tell them, without a tagger."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from tqcheck.training.errors.inflect import base_by_past, irregular_verbs, plural
from tqcheck.training.errors.pair import Pair
from tqcheck.training.errors.vocabulary import frequency, rows, word_set

DETERMINERS = word_set("parts-determiners")
PREPOSITIONS = word_set("parts-prepositions")
FUNCTION = (
    DETERMINERS
    | PREPOSITIONS
    | frozenset(
        "and or but nor so yet if because although though while when where who whom whose which what how why than as "
        "i you he she it we they me him us them himself herself itself themselves one is are was were am be been being "
        "has have had do does did will would shall should can could may might must not never also there here very too "
        "more most less least only just even still already again then now well both either neither all much many few "
        "several other another such same own up down out off away back yes no 's 're 'll 've 'd 'm before after".split()
    )
)
_ADJECTIVE_ENDS = ("ous", "ive", "ful", "less", "able", "ible", "ical", "ian", "ary")
_NOT_ADJECTIVES = word_set("parts-not-adjectives")
_NOUN_ENDS = ("tion", "sion", "ment", "ity", "ness", "ship", "ance", "ence", "ism", "ist", "age", "ology", "ure", "dom")


@functools.cache
def nouns() -> Mapping[str, tuple[str, ...]]:
    """The words of the noun list, and plurals, each with its siblings of the same number."""
    table: dict[str, list[str]] = {}
    for _topic, cell in rows("nouns"):
        for forms in (cell.split(), [plural(word) for word in cell.split() if _countable(word)]):
            for word in forms:
                table.setdefault(word, []).extend(other for other in forms if other != word)
    return {word: tuple(dict.fromkeys(others)) for word, others in table.items()}


def _countable(word: str) -> bool:
    return frequency(plural(word)) > 2e-7 and not word.endswith("s")


@functools.cache
def modifiers(name: str) -> Mapping[str, tuple[str, ...]]:
    """The listed adjectives or adverbs, each with its siblings."""
    table: dict[str, list[str]] = {}
    for row_class, cell in rows("modifiers"):
        for word in cell.split() if row_class == name else ():
            table.setdefault(word, []).extend(other for other in cell.split() if other != word)
    return {word: tuple(dict.fromkeys(others)) for word, others in table.items()}


@functools.lru_cache(maxsize=50000)
def adjective(word: str) -> bool:
    """Whether a lower-case word is likely an adjective before a noun."""
    if word in modifiers("adjective"):
        return True
    return len(word) > 5 and word.endswith(_ADJECTIVE_ENDS) and word not in _NOT_ADJECTIVES


@functools.lru_cache(maxsize=50000)
def adverb(word: str) -> bool:
    """Whether a lower-case word is an adverb in -ly or a listed one."""
    if word in modifiers("adverb"):
        return True
    return word.endswith("ly") and len(word) > 5 and word not in _NOT_ADVERBS


_NOT_ADVERBS = word_set("parts-not-adverbs")


@functools.lru_cache(maxsize=50000)
def noun(word: str) -> bool:
    """Whether a lower-case word is likely a noun: listed, or by its ending."""
    if word in nouns():
        return True
    stem = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    stem = stem[:-2] + "y" if word.endswith("ities") else stem
    return len(stem) > 5 and stem.endswith(_NOUN_ENDS)


@functools.lru_cache(maxsize=50000)
def verb(word: str) -> bool:
    """Whether a lower-case word is a form of an irregular verb or ends as a regular past."""
    return word in base_by_past() or word in irregular_verbs() or (word.endswith("ed") and len(word) > 4)


def contentful(pair: Pair, at: int) -> bool:
    """Whether the word at an index carries meaning of its own."""
    word = pair.words[at]
    return word.word and word.lower not in FUNCTION and len(word.lower) > 2
