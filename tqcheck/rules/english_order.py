"""The order of words: French sets the adjective after its noun, and lets an adverbial part a verb from its object."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context, span_of
from tqcheck.rules.english import VERBS_AFTER_NAME, name_after, patterns, rows, token_at
from tqcheck.rules.registry import Match, rule
from tqcheck.text.accents import without_accents
from tqcheck.types import Severity, Span

_DETERMINERS = frozenset("the a an his her its their our my your".split())
_PREPOSITIONS = frozenset("of in for with by on from between against under".split())
_KEPT_BEFORE = frozenset("things matters something nothing anything everything".split())
_CAUSATIVE = frozenset("make makes made making keep keeps kept consider considers find finds found render".split())
#: An object longer than this may stand after an adverbial in press English.
_SHORT_OBJECT = 4


@rule("W104", "adverbial-before-object", "fluency/grammar", Severity.MINOR, target="en")
def adverbial_before_object(context: Context) -> Iterator[Match]:
    """An adverbial between a verb and its short object.

    ## What it does
    Reports an infinitive that an adverbial of time or manner parts from an object of up to four words.

    ## Why is this bad?
    English keeps verb and object together; the order is French and hard to read.

    ## Example
    `Ils ont tenté de frapper pendant la nuit le palais.` => `They tried to strike during the night the palace.`

    ## Use instead
    `They tried to strike the palace during the night.`

    ## References
    MQM fluency/grammar (word order).

    ## Cases
    Wrong: Il doit rencontrer mardi le pape. => He is due to meet on Tuesday the Pope.
    Wrong: Il veut présenter lundi son plan. => He wants to present on Monday his plan.
    Okay: Il doit rencontrer mardi le pape. => He is due to meet the Pope on Tuesday.
    Okay: Il veut arriver lundi à la gare. => He wants to arrive on Monday at the station.
    Okay: Il veut présenter lundi le plan rejeté. => He wants to present on Monday the plan that MPs rejected.
    """
    tokens = context.target.tokens
    verbs = next(iter(patterns("transitive")))[0].elements[0]
    for adverbial, _ in patterns("adverbial"):
        for start, end in adverbial.find(tokens):
            if start < 2 or end >= len(tokens) or tokens[start - 2].lower != "to":
                continue
            if not verbs.matches(tokens[start - 1]) or tokens[end].lower not in _DETERMINERS:
                continue
            objects = _to_mark(tokens, end)
            if len(objects) <= _SHORT_OBJECT:
                yield _moved(context, tokens[start - 1], tokens[start:end], objects)


def _to_mark(tokens: Sequence[Token], start: int) -> list[Token]:
    found: list[Token] = []
    for token in tokens[start:]:
        if not token.is_word:
            break
        found.append(token)
    return found


def _moved(context: Context, verb: Token, adverbial: Sequence[Token], objects: Sequence[Token]) -> Match:
    def wording(tokens: Sequence[Token]) -> str:
        span = span_of(tokens)
        return context.target.text[span.start : span.end]

    return Match(
        f"'{wording(adverbial)}' parts '{verb.text}' from its object '{wording(objects)}'",
        target=Span(verb.start, objects[-1].end),
        suggestion=f"{verb.text} {wording(objects)} {wording(adverbial)}",
    )


@rule("W105", "adjective-after-noun", "fluency/grammar", Severity.MINOR, source="fr", target="en")
def adjective_after_noun(context: Context) -> Iterator[Match]:
    """An adjective, or the name of a place, after its noun as in French.

    ## What it does
    Reports "the theatre Mogador", "the government French" and "the crisis economic" where the source has that order.

    ## Why is this bad?
    English sets both before the noun.

    ## Example
    `Le musée Guimet rouvre.` => `The museum Guimet is reopening.`

    ## Use instead
    `The Guimet Museum is reopening.`

    ## References
    MQM fluency/grammar (word order).

    ## Cases
    Wrong: Le musée Guimet rouvre. => The museum Guimet is reopening.
    Wrong: Le gouvernement français a démenti. => The government French has denied it.
    Wrong: La crise économique a frappé le pays. => The crisis economic hit the country.
    Wrong: Un manque de réformes sociales a pesé. => A lack of reforms social was a burden.
    Okay: Le musée Guimet rouvre. => The Guimet Museum is reopening.
    Okay: Le journal Le Monde l'affirme. => The newspaper Le Monde says so.
    Okay: Le gouvernement français a démenti. => The French government has denied it.
    Okay: Cela rend la question politique. => This makes the question political.
    """
    places = next(iter(patterns("place")))[0].elements[0]
    companies = next(iter(patterns("company")))[0].elements[0]
    names = {token.text for token in context.source.tokens}
    for article, noun in pairwise(context.target.tokens):
        if not noun.text.islower():
            continue
        if article.lower in _PREPOSITIONS and noun.lower not in _KEPT_BEFORE:
            yield from _adjective_last(context, article, noun)
        if article.lower not in _DETERMINERS:
            continue
        company = companies.matches(noun)
        if company or places.matches(noun):
            yield from _name_last(context, article, noun, names, Severity.NEUTRAL if company else None)
        yield from _adjective_last(context, article, noun)


def _name_last(
    context: Context, article: Token, noun: Token, names: set[str], severity: Severity | None
) -> Iterator[Match]:
    name = name_after(context.target.tokens, noun.index + 1)
    if not name or any(token.text not in names for token in name) or article.lower != "the":
        return
    first = next(t for t in context.source.tokens if t.text == name[0].text)
    before = token_at(context.source.tokens, first.index - 1)
    if before is None or before.pos not in {"NOUN", "PROPN"} or before.text[0].isupper():
        return
    wording = " ".join(token.text for token in name)
    yield Match(
        f"'{noun.text} {wording}' keeps the order of '{before.text} {wording}'",
        target=span_of((article, noun, *name)),
        source=span_of((before, first)),
        suggestion=f"{article.text} {wording} {noun.text.capitalize()}",
        severity=severity,
    )


@functools.cache
def _adjectives() -> Mapping[str, tuple[str, ...]]:
    """Adjectives that English never sets last, with the beginnings of their French where it looks otherwise."""
    listed: dict[str, tuple[str, ...]] = {row["wrong"]: () for row in rows("capital") if row["note"] == "demonym"}
    return listed | {row["wrong"]: tuple(row["french"].split()) for row in rows("adjective")}


def _adjective_last(context: Context, article: Token, noun: Token) -> Iterator[Match]:
    tokens = context.target.tokens
    adjective = token_at(tokens, noun.index + 1)
    if adjective is None or adjective.lower not in _adjectives() or noun.lower in _adjectives():
        return
    following = token_at(tokens, adjective.index + 1)
    if following is not None and following.is_word and following.lower not in VERBS_AFTER_NAME:
        verb = following.lower.endswith("ed") or following.lower in {"hit", "in", "on"}
        if not verb:
            return
    if any(token.lower in _CAUSATIVE for token in tokens[max(0, article.index - 3) : article.index]):
        return
    if (following is not None and following.text in {"-", "–"}) or not _noun_then_adjective(context, noun, adjective):
        return
    yield Match(
        f"'{noun.text} {adjective.text}' keeps the French order",
        target=span_of((noun, adjective)),
        suggestion=f"{adjective.text} {noun.text}",
    )


def _noun_then_adjective(context: Context, noun: Token, adjective: Token) -> bool:
    """Whether the source has an adjective that looks like it right after a noun that answers to the noun."""
    demonym = adjective.text[0].isupper()
    heads = (adjective.lower[:3], *_adjectives()[adjective.lower])
    return any(
        before.pos in {"NOUN", "PROPN"}
        and (other.pos == "ADJ" if demonym else without_accents(other.lower).startswith(heads))
        and (
            before.index in context.words.sources_of(noun.index) or without_accents(before.lower)[:3] == noun.lower[:3]
        )
        for before, other in pairwise(context.source.tokens)
    )
