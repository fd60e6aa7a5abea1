"""One name swapped for another of its kind: the Senate for the National Assembly, Austria for Australia, one person for another."""

from __future__ import annotations

import difflib
import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from tqcheck.lexicon import listed, load
from tqcheck.rules.analysis import Token
from tqcheck.rules.antecedents import given_names
from tqcheck.rules.context import Context
from tqcheck.rules.country_names import swapped_countries
from tqcheck.rules.name_fidelity import english_forms, folded
from tqcheck.rules.registry import Match, rule
from tqcheck.rules.translated_names import find_name
from tqcheck.types import Severity, Span


@rule("E111", "other-name", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def other_name(context: Context) -> Iterator[Match]:
    """A body, an event, a country or a person that became another.

    ## What it does
    Compares the bodies, seas, wars and feasts of a list, and countries with their demonyms: reports one that the source does not name,
    where the one that it names is gone. Silent where a capital, a leader or another word of the source may have led to the other. A person
    is another where the given name is followed by a surname that nothing in the source resembles.

    ## Why is this bad?
    The sentence is about somebody else, and reads well.

    ## Example
    `La Croix-Rouge a envoyé des tentes.` => `The Red Crescent sent tents.`

    ## Use instead
    `The Red Cross sent tents.`

    ## References
    MQM accuracy/mistranslation. The lists: `tqcheck/lexicon/name_rivals.tsv`, `tqcheck/lexicon/countries.tsv`.

    ## Cases
    Wrong: La Croix-Rouge a envoyé des tentes. => The Red Crescent sent tents.
    Wrong: L'Autriche a fermé sa frontière. => Australia has closed its border.
    Wrong: Le premier ministre slovaque arrive lundi. => The Slovenian prime minister arrives on Monday.
    Wrong: Le procureur a entendu Sylvie Garanger lundi. => The prosecutor questioned Sylvie Tessandier on Monday.
    Okay: Le pape Jean Chrysostome a prêché. => Pope John Chrysostom preached.
    Okay: La Croix-Rouge et le Croissant-Rouge sont là. => The Red Cross and the Red Crescent are there.
    Okay: L'Autriche a fermé sa frontière. => Austria has closed its border.
    Okay: Moscou a démenti, et Kiev aussi. => Russia has denied it, and so has Ukraine.
    Okay: Berlin soutient la Grèce. => Germany supports Athens.
    """
    yield from _rivals(context)
    for other, target, name, source, suggestion in swapped_countries(context):
        yield _match(other, target, name, source, suggestion)
    yield from _other_person(context)


@functools.cache
def _rows() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]:
    rows = load("name_rivals")
    return tuple((r["french"], listed(r["wrong"]), listed(r["right"]), listed(r["unless"])) for r in rows)


def _rivals(context: Context) -> Iterator[Match]:
    source, target = context.source.plain, context.target.plain
    for name, wrong, right, unless in _rows():
        place = find_name(name, source) if name in source else None
        if place is None or any(word in source for word in unless) or any(form in target for form in right):
            continue
        for form in wrong:
            found = find_name(form, target, ignore=form.islower())
            if found:
                yield _match(found.group(), Span(*found.span()), name, Span(*place.span()), right[0])
                break


def _match(other: str, target: Span, name: str, source: Span, suggestion: str) -> Match:
    return Match(
        message=f"'{other}' is not '{name}'", target=target, source=source, suggestion=suggestion, confidence=0.85
    )


def _other_person(context: Context) -> Iterator[Match]:
    """The same given name before another surname, where neither surname stands anywhere on the other side."""
    for given, surname in _full_names(context.source.tokens):
        known = [(one, other) for one, other in _full_names(context.target.tokens) if one.text == given.text]
        if len(known) != 1 or surname.text.lower() in english_forms():
            continue
        other = known[0][1]
        if _is_foreign(surname.text, context.target.text) and _is_foreign(other.text, context.source.text):
            suggestion = f"{given.text} {surname.text}"
            yield _match(other.text, other.span, surname.text, surname.span, suggestion)


def _full_names(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """A known given name and the surname right after it, where no third name stands beside them."""
    for index, (given, surname) in enumerate(itertools.pairwise(tokens)):
        around = (*tokens[max(index - 1, 0) : index], *tokens[index + 2 : index + 3])
        if (
            given.lower in given_names()
            and all(token.text.istitle() and token.text.isalpha() and len(token.text) > 3 for token in (given, surname))
            and surname.lower not in given_names()
            and not any(token.text[:1].isupper() or token.text in ("-", "de", "van", "von") for token in around)
        ):
            yield given, surname


def _is_foreign(name: str, text: str) -> bool:
    """Whether no capitalised word of a text resembles a name, whatever the spelling."""
    one = folded(name)
    words = {folded(word) for word in re.findall(r"\b[A-ZÀ-Ý]\w{2,}", text)}
    return all(difflib.SequenceMatcher(None, one, word).ratio() < 0.6 for word in words)
