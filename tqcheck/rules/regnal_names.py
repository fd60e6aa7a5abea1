"""Rulers and popes who keep their French name or ordinal before a Roman numeral: Benoît XV, Victor-Emmanuel Ier."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Mapping

from tqcheck.lexicon import load
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.name_context import in_french_title

_NUMERAL = re.compile(r"(?:X{0,3}(?:IX|IV|V?I{0,3}))")
_FIRST = frozenset(("Ier", "Ire", "1er", "1re", "Iᵉʳ"))


def french_rulers(context: Context) -> Iterator[tuple[Token, Token, str]]:
    """The first and the last token of a ruler's name as it stands on both sides, and its English."""
    for name, numeral in itertools.pairwise(context.target.tokens):
        if not _is_numeral(numeral, context) or not name.text[:1].isupper() or in_french_title(context, (name,)):
            continue
        first = _first_of_hyphened(name, context.target.tokens)
        french = context.target.text[first.start : name.end]
        english = _english().get(french, french if numeral.text in _FIRST else "")
        if english and f"{french} {numeral.text}" in context.source.text:
            ordinal = "I" if numeral.text in _FIRST else numeral.text
            yield first, numeral, " / ".join(f"{form} {ordinal}" for form in english.split(" ; "))


def _is_numeral(token: Token, context: Context) -> bool:
    """Whether a token is the number of a ruler, and no initial or letter."""
    follows = context.target.text[token.end : token.end + 1]
    roman = bool(token.text) and _NUMERAL.fullmatch(token.text) is not None and follows != "."
    return token.text in _FIRST or (roman and token.text != "I")


def _first_of_hyphened(name: Token, tokens: tuple[Token, ...]) -> Token:
    """Where a name begins that the tokenizer may have parted at its hyphen."""
    first = name
    while first.index > 1 and tokens[first.index - 1].text == "-" and tokens[first.index - 2].end == first.start - 1:
        first = tokens[first.index - 2]
    return first


@functools.cache
def _english() -> Mapping[str, str]:
    return {row["french"]: row["english"] for row in load("regnal_names")}
