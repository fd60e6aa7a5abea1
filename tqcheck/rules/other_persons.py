"""Persons who became others: another surname after the given name or the title, another given name before the surname."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterator, Sequence

from tqcheck.lexicon.names import exonyms
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.given_names import given_names
from tqcheck.rules.name_forms import RESEMBLING, Swapped, english_forms, is_foreign, plain, stands

Named = tuple[Token, Token]

FRENCH_TITLES = frozenset(("M.", "M", "Mme", "Mlle", "Monsieur", "Madame", "Mademoiselle", "Dr", "Me"))
ENGLISH_TITLES = frozenset(("Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Madame", "Monsieur", "Dr", "Dr."))
_OFFICES = frozenset(
    "roi reine pape empereur tsar saint sainte prince princesse duc duchesse comte évêque apôtre prophète bienheureux".split()
)
"""What stands before persons of history, whose given names have an English form."""

_PARTICLES = ("-", "de", "van", "von", "d'", "du", "al", "bin", "ben", "el")


def swapped_persons(context: Context) -> Iterator[Swapped]:
    """The persons of the target who stand in the place of others."""
    source, target = list(_full_names(context.source.tokens)), list(_full_names(context.target.tokens))
    if source and target:
        yield from _other_surname(context, source, target)
        yield from _other_given_name(context, source, target)
        yield from _other_full_name(context, source, target)
    yield from _after_title(context)


def _full_names(tokens: Sequence[Token]) -> Iterator[Named]:
    """A known given name and the surname right after it, where no third name stands beside them."""
    for index, (given, surname) in enumerate(itertools.pairwise(tokens)):
        around = (*tokens[max(index - 1, 0) : index], *tokens[index + 2 : index + 3])
        if (
            given.lower in given_names()
            and all(token.text.istitle() and token.text.isalpha() and len(token.text) > 3 for token in (given, surname))
            and surname.lower not in given_names()
            and not any(token.text[:1].isupper() or token.text in _PARTICLES for token in around)
        ):
            yield given, surname


def _other_surname(context: Context, source: Sequence[Named], target: Sequence[Named]) -> Iterator[Swapped]:
    """The same given name before another surname, where neither surname stands anywhere on the other side."""
    for given, surname in source:
        known = [other for one, other in target if one.text == given.text]
        if len(known) == 1 and _are_strangers(context, surname, known[0]):
            yield _swapped(known[0], surname, f"{given.text} {surname.text}")


def _other_given_name(context: Context, source: Sequence[Named], target: Sequence[Named]) -> Iterator[Swapped]:
    """Another given name, or its English form, before the same surname."""
    for given, surname in source:
        known = [one for one, other in target if other.text == surname.text]
        if len(known) == 1 and _are_unlike(context, given, known[0]) and not _of_history(context, given, surname):
            yield _swapped(known[0], given, f"{given.text} {surname.text}")


def _other_full_name(context: Context, source: Sequence[Named], target: Sequence[Named]) -> Iterator[Swapped]:
    """One person of the source who is gone, and one of the target whom the source knows nowhere."""
    gone = [pair for pair in source if all(is_foreign(token.text, context.target.text) for token in pair)]
    come = [pair for pair in target if all(is_foreign(token.text, context.source.text) for token in pair)]
    if len(gone) == 1 and len(come) == 1 and not _stands_near(context, come[0][1]):
        (given, surname), (_, other) = gone[0], come[0]
        if surname.lower not in english_forms():
            yield _swapped(other, surname, f"{given.text} {surname.text}")


def _after_title(context: Context) -> Iterator[Swapped]:
    """Another surname after Mr, Mrs or Dr, where there is one such person on either side."""
    gone, come = _titled(context.source.tokens, FRENCH_TITLES), _titled(context.target.tokens, ENGLISH_TITLES)
    alone = len(gone) == 1 and len(come) == 1
    if alone and _are_strangers(context, gone[0], come[0]) and not _stands_near(context, come[0]):
        yield _swapped(come[0], gone[0], gone[0].text)


def _titled(tokens: Sequence[Token], titles: frozenset[str]) -> list[Token]:
    """The surnames that follow a title right away and are no given names."""
    after = (name for title, name in itertools.pairwise(tokens) if title.text in titles)
    alone = (name for name in after if name.text.istitle() and name.text.isalpha() and len(name.text) > 3)
    return [name for name in alone if name.lower not in given_names()]


def _are_strangers(context: Context, name: Token, other: Token) -> bool:
    """Whether neither name stands on the other side in any spelling, nor has an English form of its own."""
    return (
        name.lower not in english_forms()
        and is_foreign(name.text, context.target.text)
        and is_foreign(other.text, context.source.text)
    )


def _are_unlike(context: Context, given: Token, other: Token) -> bool:
    """Whether two given names, which may be short, are written too differently to be spellings of one."""
    alike = difflib.SequenceMatcher(None, plain(given.text), plain(other.text)).ratio() >= RESEMBLING
    crossed = stands(given.text, context.target) or stands(other.text, context.source)
    return not alike and not crossed and given.lower not in english_forms()


def _stands_near(context: Context, name: Token) -> bool:
    """Whether a neighbour of the segment has the name: the translation may say whom a pronoun means."""
    near = (context.document.at(context.index + step) for step in (-3, -2, -1, 1))
    return any(other is not None and not is_foreign(name.text, other.source.text) for other in near)


def _of_history(context: Context, given: Token, surname: Token) -> bool:
    """Whether the person has an English name of its own, or an office whose holders have one."""
    before = context.source.tokens[given.index - 1].lower if given.index else ""
    listed = any(name.french.startswith(f"{given.text} {surname.text}") for name in exonyms().get(given.text, ()))
    return listed or before in _OFFICES


def _swapped(other: Token, name: Token, right: str) -> Swapped:
    return Swapped(other.text, other.span, name.text, name.span, right)
