"""One name swapped for another of its kind: the Senate for the National Assembly, Austria for Australia, one person for another."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator

from tqcheck.lexicon import listed, load
from tqcheck.rules.context import Context
from tqcheck.rules.country_names import swapped_countries
from tqcheck.rules.name_forms import Swapped
from tqcheck.rules.other_acronyms import swapped_acronyms
from tqcheck.rules.other_persons import swapped_persons
from tqcheck.rules.other_places import swapped_places
from tqcheck.rules.registry import Match, rule
from tqcheck.rules.translated_names import find_name
from tqcheck.types import Severity, Span

_SWAPS = (swapped_countries, swapped_persons, swapped_acronyms, swapped_places)


@rule("E111", "other-name", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def other_name(context: Context) -> Iterator[Match]:
    """A body, an event, a country or a person that became another.

    ## What it does
    Compares the bodies, seas, wars and feasts of a list, and countries with their demonyms: reports one that the source does not name,
    where the one that it names is gone. Silent where a capital, a leader or another word of the source may have led to the other. A person
    is another where a given name or a title is followed by a surname that nothing in the source resembles, or a surname preceded by another
    given name; a town is another after *à*; a listed acronym where another one stands for it.

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
    Wrong: La CFDT appelle à la grève. => The CGT is calling for a strike.
    Wrong: Il a été arrêté à Lisbonne. => He was arrested in Warsaw.
    Okay: Le pape Jean Chrysostome a prêché. => Pope John Chrysostom preached.
    Okay: La Croix-Rouge et le Croissant-Rouge sont là. => The Red Cross and the Red Crescent are there.
    Okay: L'Autriche a fermé sa frontière. => Austria has closed its border.
    Okay: Moscou a démenti, et Kiev aussi. => Russia has denied it, and so has Ukraine.
    Okay: Berlin soutient la Grèce. => Germany supports Athens.
    """
    swapped = itertools.chain(_rivals(context), *(find(context) for find in _SWAPS))
    for one in {one.target: one for one in swapped}.values():
        yield Match(
            message=f"'{one.other}' is not '{one.name}'",
            target=one.target,
            source=one.source,
            suggestion=one.right,
            confidence=0.85,
        )


@functools.cache
def _rows() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]:
    rows = load("name_rivals")
    return tuple((r["french"], listed(r["wrong"]), listed(r["right"]), listed(r["unless"])) for r in rows)


def _rivals(context: Context) -> Iterator[Swapped]:
    """Bodies, seas, wars and feasts of the list."""
    source, target = context.source.plain, context.target.plain
    for name, wrong, right, unless in _rows():
        place = find_name(name, source) if name in source else None
        if place is None or any(word in source for word in unless) or any(form in target for form in right):
            continue
        for form in wrong:
            found = find_name(form, target, ignore=form.islower())
            if found:
                yield Swapped(found.group(), Span(*found.span()), name, Span(*place.span()), right[0])
                break
