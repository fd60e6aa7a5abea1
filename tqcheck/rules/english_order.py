"""Articles before names and the order of words: French keeps an article and sets the adjective and the object last."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from tqcheck.rules.analysis import Token
from tqcheck.rules.constructions import match_of, uses
from tqcheck.rules.context import Context, span_of
from tqcheck.rules.english import patterns, rows
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

MONTHS = frozenset("January February March April May June July August September October November December".split())
_ARTICLES = frozenset({"le", "la", "l'", "les", "du", "au", "aux", "des"})
_WITH_ARTICLE = frozenset(
    "Netherlands Philippines Bahamas Maldives Comoros Gambia Congo Vatican Seychelles Sudan Lebanon Georgia Jordan "
    "Chad Niger Turkey Guinea Gibraltar Marshall Solomon".split()
)
_VERBS = frozenset(
    "is was has have had will would can could must should may might did does are were also won lost said says made took "
    "met gave became began left sent put wants remains".split()
)
_AFTER_NAME = _VERBS | frozenset("and or to in at on with from by for as but than after before".split())
_DETERMINERS = frozenset("the a an his her its their our my your".split())
_PREPOSITIONS = frozenset("of in for with by on from between against under".split())
_KEPT_BEFORE = frozenset("things matters something nothing anything everything".split())
_CAUSATIVE = frozenset("make makes made making keep keeps kept consider considers find finds found render".split())
#: An object longer than this may stand after an adverbial in press English.
_SHORT_OBJECT = 4


@functools.cache
def _countries() -> dict[str, str]:
    """English country names of one word with their French names."""
    from babel import Locale

    english: dict[str, str] = dict(Locale("en").territories)
    french: dict[str, str] = dict(Locale("fr").territories)
    pairs = {english[code]: french[code] for code in english if len(code) == 2 and code.isalpha() and code in french}
    return {name: pairs[name] for name in pairs if name.isalpha() and name not in _WITH_ARTICLE}


def _follows_article(tokens: Sequence[Token], name: str) -> Token | None:
    """The token with that text that stands right after a French article."""
    for article, token in pairwise(tokens):
        if token.text == name and article.lower in _ARTICLES:
            return token
    return None


def _at(tokens: Sequence[Token], index: int) -> Token | None:
    return tokens[index] if 0 <= index < len(tokens) else None


@rule("W102", "article-before-name", "fluency/grammar", Severity.MINOR, source="fr", target="en")
def article_before_name(context: Context) -> Iterator[Match]:
    """A French article kept before a country, a title with a name, or a date.

    ## What it does
    Reports "the France", "the Mr Dupont", "the president Macron" and "the 9 May" where the source has the article.

    ## Why is this bad?
    English names and dates take no article here.

    ## Example
    `Le président Macron se rendra à Rome.` => `The president Macron will go to Rome.`

    ## Use instead
    `President Macron will go to Rome.`

    ## References
    MQM fluency/grammar (function words).

    ## Cases
    Wrong: La France a signé l'accord. => The France has signed the agreement.
    Wrong: Le président Macron se rendra à Rome. => The president Macron will go to Rome.
    Wrong: Le colloque débutera le 14 octobre. => The symposium will begin on the 14 October.
    Wrong: Elle viendra la semaine prochaine. => She will come the next week.
    Okay: Elle viendra l'année prochaine. => She will come over the next year.
    Okay: La France a signé l'accord. => France has signed the agreement.
    Okay: La France d'hier a disparu. => The France of yesterday is gone.
    Okay: Le défilé du 9 mai est annulé. => The 9 May parade is cancelled.
    Okay: Le président, Emmanuel Macron, a parlé. => The president, Emmanuel Macron, spoke.
    Okay: Les Pays-Bas ont voté. => The Netherlands has voted.
    """
    for token in context.target.tokens:
        if token.lower == "the":
            yield from _country(context, token)
            yield from _title(context, token)
            yield from _date(context, token)
    for use in uses(context, "article"):
        yield match_of(context, use, "English takes no article here")


def _ends_name(token: Token | None) -> bool:
    """Whether what follows a name shows that the name stands alone, not before a noun ("the France team")."""
    if token is None or not token.is_word:
        return token is None or token.text not in {"-", "–", "/", "'", "’", "&"}
    return token.text.islower() and (token.lower in _AFTER_NAME or token.lower.endswith("ed"))


def _country(context: Context, article: Token) -> Iterator[Match]:
    tokens = context.target.tokens
    name = _at(tokens, article.index + 1)
    if name is None or name.text not in _countries() or not _ends_name(_at(tokens, name.index + 1)):
        return
    source = _follows_article(context.source.tokens, _countries()[name.text])
    if source is not None:
        yield Match(
            f"'{name.text}' takes no article in English",
            target=span_of((article, name)),
            source=source.span,
            suggestion=name.text,
        )


def _title(context: Context, article: Token) -> Iterator[Match]:
    tokens = context.target.tokens
    for row in rows("title"):
        words = row["wrong"].split()
        title = tokens[article.index + 1 : article.index + 1 + len(words)]
        if [t.lower.rstrip(".") for t in title] != words:
            continue
        name = _name_after(tokens, title[-1].index + 1)
        if not name or not _titled_in_source(context, name[0].text, row["french"].split()):
            return
        if any(t.text not in {s.text for s in context.source.tokens} for t in name):
            return
        right = " ".join((row["right"], *(t.text for t in name)))
        yield Match(
            f"a title before a name takes no article: '{right}'",
            target=span_of((article, *title, *name)),
            suggestion=right,
        )
        return


def _name_after(tokens: Sequence[Token], start: int) -> list[Token]:
    """The capitalised words from ``start`` on."""
    name = []
    for token in tokens[start:]:
        if not token.is_word or not token.text[0].isupper():
            break
        name.append(token)
    return name


def _titled_in_source(context: Context, name: str, titles: Sequence[str]) -> bool:
    tokens = context.source.tokens
    for title, token in pairwise(tokens):
        if token.text == name and (title.lower in titles or title.lower in {"ministre"}):
            return True
    return False


def _date(context: Context, article: Token) -> Iterator[Match]:
    tokens = context.target.tokens
    day, month = _at(tokens, article.index + 1), _at(tokens, article.index + 2)
    if day is None or month is None or not day.text.isdigit() or month.text not in MONTHS or int(day.text) > 31:
        return
    following = _at(tokens, month.index + 1)
    if following is not None and following.text.isdigit() and len(following.text) == 4:
        following = _at(tokens, following.index + 1)
    named = article.text == "The" and following is not None and following.is_word
    if _ends_name(following) and not named:
        yield Match(
            "a date written with its month takes no article in writing",
            target=span_of((article, day, month)),
            suggestion=f"{day.text} {month.text}",
        )


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
    name = _name_after(context.target.tokens, noun.index + 1)
    if not name or any(token.text not in names for token in name) or article.lower != "the":
        return
    first = next(t for t in context.source.tokens if t.text == name[0].text)
    before = _at(context.source.tokens, first.index - 1)
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
    adjective = _at(tokens, noun.index + 1)
    if adjective is None or adjective.lower not in _adjectives() or noun.lower in _adjectives():
        return
    following = _at(tokens, adjective.index + 1)
    if following is not None and following.is_word and following.lower not in _VERBS:
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
        and (other.pos == "ADJ" if demonym else _folded(other.lower).startswith(heads))
        and (before.index in context.words.sources_of(noun.index) or _folded(before.lower)[:3] == noun.lower[:3])
        for before, other in pairwise(context.source.tokens)
    )


def _folded(word: str) -> str:
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
