"""Prepositions, articles, plurals, comparison: grammar that French bends."""

from __future__ import annotations

from random import Random

from tqcheck.training.errors.edits import MINOR, article, delete, insert, kind, replace
from tqcheck.training.errors.inflect import plural
from tqcheck.training.errors.pair import Pair
from tqcheck.training.errors.parts import DETERMINERS, PREPOSITIONS, adjective, nouns
from tqcheck.training.errors.parts import noun as is_noun
from tqcheck.training.errors.types import Edit
from tqcheck.training.errors.vocabulary import swaps, word_set

_PREPOSITIONS = swaps("preposition")
_PARTNERS = swaps("verb-preposition")
_COMPARATIVES = swaps("comparison")


@kind("preposition", "fluency/grammar", MINOR, 8.0)
def preposition(pair: Pair, rng: Random) -> Edit | None:
    """Another preposition than English wants here."""
    places = [
        i
        for i, w in enumerate(pair.words)
        if w.lower in _PREPOSITIONS
        and not w.first
        and (pair.at(i + 1) in DETERMINERS or is_noun(pair.at(i + 1)) or _capital(pair, i + 1))
    ]
    if not places:
        return None
    at = rng.choice(places)
    return replace(pair, at, at, rng.choice(_PREPOSITIONS[pair.at(at)]))


def _capital(pair: Pair, at: int) -> bool:
    return at < len(pair.words) and pair.words[at].capital


@kind("verb-preposition", "fluency/grammar", MINOR, 12.8)
def partner(pair: Pair, rng: Random) -> Edit | None:
    """The preposition that the French verb or adjective takes: "depend of"."""
    places = [i for i in range(1, len(pair.words)) if pair.at(i) in PREPOSITIONS and pair.at(i - 1) in _PARTNERS]
    places = [
        i for i in places if _PARTNERS[pair.at(i - 1)][0] != pair.at(i) and (pair.at(i - 1), pair.at(i)) not in _EQUAL
    ]
    if not places:
        return None
    at = rng.choice(places)
    return replace(pair, at, at, _PARTNERS[pair.at(at - 1)][0])


_EQUAL = frozenset(
    (("replaced", "by"), ("divided", "into"), ("good", "for"), ("good", "at"), ("full", "in"), ("focus", "on"))
)


@kind("article-dropped", "fluency/grammar", MINOR, 6.4)
def article_dropped(pair: Pair, rng: Random) -> Edit | None:
    """The or a/an left out before a singular noun."""
    places = [i for i, w in enumerate(pair.words) if w.lower in ("the", "a", "an") and _needs(pair, i)]
    if not places:
        return None
    at = rng.choice(places)
    return delete(pair, at, at)


def _needs(pair: Pair, at: int) -> bool:
    """Whether the noun is singular and the sentence runs on, so that the article is missed."""
    after = pair.at(at + 1)
    noun_at = at + 2 if adjective(after) else at + 1
    word = pair.at(noun_at)
    return word in nouns() and not word.endswith("s") and word not in _UNCOUNTED and not pair.words[at].first


_UNCOUNTED = word_set("grammar-uncounted")


@kind("article-added", "fluency/grammar", MINOR, 12.8)
def article_added(pair: Pair, rng: Random) -> Edit | None:
    """The before an abstract noun, a name or a plural, as French has it."""
    places = [i for i, w in enumerate(pair.words) if _bare(pair, i) and not w.first]
    if not places:
        return None
    return insert(pair, rng.choice(places), "the")


def _bare(pair: Pair, at: int) -> bool:
    word, before = pair.words[at], pair.at(at - 1)
    if word.capital:
        return (
            word.text in _COUNTRIES
            and (before in PREPOSITIONS or before in ("and", ","))
            and not _capital(pair, at + 1)
        )
    return (word.lower in _ABSTRACT and (before in PREPOSITIONS or before in ("that", "and", "or"))) and not is_noun(
        pair.at(at + 1)
    )


_ABSTRACT = word_set("grammar-abstract")


_COUNTRIES = word_set("grammar-countries")


@kind("article-swapped", "fluency/grammar", MINOR, 1.6)
def article_swapped(pair: Pair, rng: Random) -> Edit | None:
    """The for a, a for the."""
    places = [i for i, w in enumerate(pair.words) if w.lower in ("a", "an") and pair.at(i + 1)[:1].isalpha()]
    places = [i for i in places if pair.at(i + 1) not in ("few", "lot", "little", "hundred", "million", "great")]
    definite = [i for i, w in enumerate(pair.words) if w.lower == "the" and pair.at(i + 1) in nouns()]
    places = [i for i in places if pair.at(i - 1) not in ("is", "was", "be", "are", "as", "has")]
    definite = [i for i in definite if pair.at(i + 2) in ("of", "that", "which", "who")]
    definite = [i for i in definite if not pair.at(i + 1).endswith("s") and not _capital(pair, i + 1)]
    if not places + definite:
        return None
    at = rng.choice(places + definite)
    return replace(pair, at, at, "the" if pair.at(at) != "the" else article(pair.at(at + 1)))


@kind("noun-number", "fluency/grammar", MINOR, 8.0)
def noun_number(pair: Pair, rng: Random) -> Edit | None:
    """A singular after a numeral or "many", a plural after "a" or "this", a plural of a mass noun."""
    edits = [edit for i, w in enumerate(pair.words) if not w.capital and (edit := _renumbered(pair, i))]
    return rng.choice(edits) if edits else None


def _renumbered(pair: Pair, at: int) -> Edit | None:
    word, before = pair.at(at), pair.at(at - 1)
    if word in _MASS:
        return replace(pair, at, at, word + "s")
    if not is_noun(word):
        return None
    singular = not word.endswith("s")
    if singular and before in ("a", "an", "this", "every", "each", "one") and not is_noun(pair.at(at + 1)):
        return replace(pair, at, at, plural(word))
    many = before in _MANY or (before[:1].isdigit() and before != "1")
    if many and not singular and word in nouns() and word[:-1] in nouns():
        return replace(pair, at, at, word[:-1])
    return None


_MASS = word_set("grammar-mass")
_MANY = word_set("grammar-many")


@kind("comparison", "fluency/grammar", MINOR, 12.8)
def comparison(pair: Pair, rng: Random) -> Edit | None:
    """ "more big" for "bigger"; "as" or "that" after a comparative."""
    for at, word in enumerate(pair.words):
        if (
            word.lower in _COMPARATIVES
            and not word.first
            and pair.at(at - 1) not in ("no", "any")
            and rng.random() < 0.8
        ):
            return replace(pair, at, at, _COMPARATIVES[word.lower][0])
        if word.lower == "than" and pair.at(at - 1) not in ("rather", "other") and rng.random() < 0.8:
            return replace(pair, at, at, rng.choice(("that", "as", "of")))
    return None
