"""French articles kept in English: before countries, titles with a name, and dates."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tqcheck.rules.analysis import Token
from tqcheck.rules.constructions import match_of, uses
from tqcheck.rules.context import Context, span_of
from tqcheck.rules.english import VERBS_AFTER_NAME, name_after, rows, token_at
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity

MONTHS = frozenset("January February March April May June July August September October November December".split())
_ARTICLES = frozenset({"le", "la", "l'", "les", "du", "au", "aux", "des"})
_WITH_ARTICLE = frozenset(
    "Netherlands Philippines Bahamas Maldives Comoros Gambia Congo Vatican Seychelles Sudan Lebanon Georgia Jordan "
    "Chad Niger Turkey Guinea Gibraltar Marshall Solomon".split()
)
_AFTER_NAME = VERBS_AFTER_NAME | frozenset("and or to in at on with from by for as but than after before".split())


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
    name = token_at(tokens, article.index + 1)
    if name is None or name.text not in _countries() or not _ends_name(token_at(tokens, name.index + 1)):
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
        name = name_after(tokens, title[-1].index + 1)
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


def _titled_in_source(context: Context, name: str, titles: Sequence[str]) -> bool:
    tokens = context.source.tokens
    for title, token in pairwise(tokens):
        if token.text == name and (title.lower in titles or title.lower in {"ministre"}):
            return True
    return False


def _date(context: Context, article: Token) -> Iterator[Match]:
    tokens = context.target.tokens
    day, month = token_at(tokens, article.index + 1), token_at(tokens, article.index + 2)
    if day is None or month is None or not day.text.isdigit() or month.text not in MONTHS or int(day.text) > 31:
        return
    following = token_at(tokens, month.index + 1)
    if following is not None and following.text.isdigit() and len(following.text) == 4:
        following = token_at(tokens, following.index + 1)
    named = article.text == "The" and following is not None and following.is_word
    if _ends_name(following) and not named:
        yield Match(
            "a date written with its month takes no article in writing",
            target=span_of((article, day, month)),
            suggestion=f"{day.text} {month.text}",
        )
