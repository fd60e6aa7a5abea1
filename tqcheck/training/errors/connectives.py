"""Connectives, comparatives, quantifiers and degrees that say another relation."""

from __future__ import annotations

from random import Random

from tqcheck.training.errors.edits import MAJOR, kind, phrases, swap_phrase
from tqcheck.training.errors.pair import Pair
from tqcheck.training.errors.types import Edit
from tqcheck.training.errors.vocabulary import swaps

_CONNECTIVES = swaps("connective")
_DEGREES = swaps("degree")
_QUANTITIES = swaps("quantifier")
_CONNECTIVE = phrases(_CONNECTIVES)


@kind("connective", "accuracy/mistranslation", MAJOR, 9.0)
def connective(pair: Pair, rng: Random) -> Edit | None:
    """Therefore for however, after for before."""
    return swap_phrase(pair, rng, _CONNECTIVES, _CONNECTIVE)


@kind("and-or", "accuracy/mistranslation", MAJOR, 1.0)
def and_or(pair: Pair, rng: Random) -> Edit | None:
    """Or for and."""
    places = [i for i, word in enumerate(pair.words) if word.lower == "and" and not word.first]
    if not places:
        return None
    word = pair.words[rng.choice(places)]
    return Edit(word.start, word.end, new := rng.choice(("or", "or", "but not")), 0, len(new))


_DEGREE = phrases(_DEGREES)


@kind("degree", "accuracy/mistranslation", MAJOR, 9.0)
def degree(pair: Pair, rng: Random) -> Edit | None:
    """Less for more, at most for at least."""
    return swap_phrase(pair, rng, _DEGREES, _DEGREE)


_QUANTITY = phrases(_QUANTITIES)


@kind("quantifier", "accuracy/mistranslation", MAJOR, 9.0)
def quantifier(pair: Pair, rng: Random) -> Edit | None:
    """Some for all, few for many."""
    return swap_phrase(pair, rng, _QUANTITIES, _QUANTITY)
