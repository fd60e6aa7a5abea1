"""Acronyms that became others: the CGT for the CFDT, the WTO for the OMS."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from tqcheck.lexicon import listed, load
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.name_forms import Swapped, plain

UMBRELLAS = frozenset("EU UN US UK USA NATO IT TV PR AI DNA GDP HR VAT CEO CFO PM ID".split())
"""English acronyms that a translator may add of himself, to say whose body or what it is."""

Row = Mapping[str, str]


def swapped_acronyms(context: Context) -> Iterator[Swapped]:
    """The one listed acronym that only the target has, where the one that only the source has is gone."""
    known = [
        (token, row) for token in context.source.tokens if _is_acronym(token) for row in _french().get(token.text, ())
    ]
    gone = {token.text: (token, row) for token, row in known if not _is_said(row, context.target.text, "en")}
    come = {token.text: token for token in context.target.tokens if _is_acronym(token) and _has_come(token, context)}
    if len(gone) == 1 and len(come) == 1:
        (token, row), other = next(iter(gone.values())), next(iter(come.values()))
        if all(row is one or _is_lost(one, context) for _, one in known if one["french"] == token.text):
            right = row["english"] or row["french"]
            yield Swapped(other.text, other.span, token.text, token.span, right.replace(" ; ", " / "))


def _is_acronym(token: Token) -> bool:
    return token.text.isupper() and token.text.isalpha() and 2 < len(token.text) <= 6


def _has_come(token: Token, context: Context) -> bool:
    """Whether an acronym is a listed one that nothing in the source means."""
    if token.text in UMBRELLAS or token.text in context.source.text:
        return False
    rows = _english().get(token.text, ())
    return bool(rows) and all(not _is_said(row, context.source.text, "fr") for row in rows)


def _is_lost(row: Row, context: Context) -> bool:
    return not _is_said(row, context.target.text, "en")


def _is_said(row: Row, text: str, lang: str) -> bool:
    """Whether an acronym stands in a text in some form, or half the long words that it stands for."""
    if any(form in text for form in (row["french"], *listed(row["english"]))):
        return True
    words = [word for word in plain(row[f"expansion_{lang}"]).split() if len(word) > 4]
    there = [word for word in words if word[:5] in plain(text)]
    return bool(words) and 2 * len(there) >= len(words)


@functools.cache
def _french() -> Mapping[str, tuple[Row, ...]]:
    """The rows of the list by French acronym, and the kept ones of that sort."""
    return _by("french")


@functools.cache
def _english() -> Mapping[str, tuple[Row, ...]]:
    """The rows of the list by English acronym; one that English keeps stands under itself."""
    return _by("english")


def _by(column: str) -> Mapping[str, tuple[Row, ...]]:
    index: dict[str, list[Row]] = {}
    for row in load("acronyms"):
        for form in listed(row[column]) or (row["french"],):
            index.setdefault(form, []).append(row)
    return {form: tuple(rows) for form, rows in index.items()}
