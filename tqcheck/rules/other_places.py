"""Towns that became others: *à Lisbonne* as "in Warsaw"."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence

from tqcheck.lexicon import listed, load
from tqcheck.lexicon.names import exonyms
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.name_forms import Swapped, english_forms, is_foreign, stands

_IN = frozenset(("in", "at", "to", "from", "near"))


def swapped_places(context: Context) -> Iterator[Swapped]:
    """The one town after *à* that is gone, where one after "in" or "to" has come that the source does not name."""
    gone = [token for token in _after(("à",), context.source.tokens) if _is_gone(token, context)]
    if len(gone) != 1:
        return
    come = [token for token in _after(_IN, context.target.tokens) if _has_come(token, context)]
    if len(come) == 1:
        right = english_forms().get(gone[0].lower, "").title() or gone[0].text
        yield Swapped(come[0].text, come[0].span, gone[0].text, gone[0].span, right.replace(" ; ", " / "))


def _after(words: Sequence[str] | frozenset[str], tokens: Sequence[Token]) -> Iterator[Token]:
    """Single capitalised words right after one of some words, with no capitalised word after them."""
    for index, (before, name) in enumerate(itertools.pairwise(tokens)):
        after = tokens[index + 2] if index + 2 < len(tokens) else None
        alone = after is None or (not after.text[:1].isupper() and after.text != "-")
        if before.lower in words and name.text.istitle() and name.text.isalpha() and alone:
            yield name


def _is_gone(token: Token, context: Context) -> bool:
    """Whether a town of the list, or one that English writes alike, is nowhere in the target."""
    if token.text not in _towns() or not is_foreign(token.text, context.target.text):
        return False
    english = english_forms().get(token.lower, "")
    return not any(form.split()[-1] in context.target.text.lower() for form in listed(english))


def _has_come(token: Token, context: Context) -> bool:
    """Whether a town of the list is nowhere in the source, nor in a neighbour, in any form."""
    french = _english_towns().get(token.text)
    near = (context.document.at(context.index + step) for step in (-2, -1, 0, 1))
    sources = [other.source for other in near if other is not None]
    return french is not None and not any(stands(name, source) for name in (token.text, *french) for source in sources)


@functools.cache
def _english_towns() -> dict[str, tuple[str, ...]]:
    """The English names of listed towns with the French ones; those that the two languages share stand for themselves."""
    towns: dict[str, list[str]] = {}
    for names in exonyms().values():
        for name in (one for one in names if one.kind == "place"):
            for form in listed(name.english):
                towns.setdefault(form, []).append(name.french)
    for town in (row["name"] for row in load("shared_towns")):
        towns.setdefault(town, []).append(town)
    return {form: tuple(french) for form, french in towns.items() if form not in _countries()}


@functools.cache
def _towns() -> frozenset[str]:
    """The French names of the same towns."""
    return frozenset(name for french in _english_towns().values() for name in french)


@functools.cache
def _countries() -> frozenset[str]:
    return frozenset(form for row in load("countries") for form in listed(row["english"]))
