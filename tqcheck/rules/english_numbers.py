"""Nouns beside a number or a quantity: "a five-years plan", "one of the largest city"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.lexicon.classes import listed_classes
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context, span_of
from tqcheck.rules.registry import Match

_UNIT_PLURAL = re.compile(
    r"([\w,.]+)-(years|months|weeks|days|hours|minutes|metres|meters|kilometres|kilometers|miles|pages|storeys)(-old)?"
)
_SUPERLATIVES = frozenset(
    "best largest biggest greatest main leading oldest richest poorest finest highest worst first last few".split()
)
_SINGULARS = frozenset(
    "city country company man woman problem team player measure artist member film book event project writer reason expert town "
    "region journalist minister politician actor actress singer painter victim leader athlete scientist victory museum place thing "
    "school hospital university newspaper bank airport attack crisis example word question answer goal week month year".split()
)
_REACH = 4


def unit_plurals(context: Context) -> Iterator[Match]:
    """A plural unit inside a compound that stands before its noun."""
    tokens = context.target.tokens
    for token in tokens:
        found = _UNIT_PLURAL.fullmatch(token.lower)
        following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
        if found is None or following is None or not following.is_word:
            continue
        if following.lower in listed_classes()["function"]:
            continue
        if found[1][:1].isdigit() or found[1] in listed_classes()["number"]:
            right = token.text.replace(found[2], found[2][:-1])
            yield Match(f"'{token.text}': a unit before a noun stays singular", target=token.span, suggestion=right)


def one_of_singular(context: Context) -> Iterator[Match]:
    """A singular after "one of the" and a superlative, where several are meant."""
    tokens = context.target.tokens
    for token in tokens[:-4]:
        opening = [t.lower for t in tokens[token.index : token.index + 4]]
        if opening[:3] != ["one", "of", "the"] or not (opening[3] == "most" or opening[3] in _SUPERLATIVES):
            continue
        noun = _first_noun(tokens, token.index + 4)
        if noun is not None:
            yield Match(
                f"'one of the ... {noun.text}': one of several takes a plural",
                target=span_of(tokens[token.index : noun.index + 1]),
            )


def _first_noun(tokens: tuple[Token, ...], start: int) -> Token | None:
    """A listed singular within reach that no other noun can follow: a function word, a mark or the end does."""
    function = listed_classes()["function"]
    for token in tokens[start : start + _REACH]:
        if not token.is_word or token.lower in function:
            return None
        if token.lower in _SINGULARS:
            following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
            closes = following is None or following.text in {".", ",", ";", ":", "!", "?"}
            return token if closes or (following is not None and following.lower in function - {"and", "or"}) else None
    return None
