"""How a finding speaks of a pronoun: its span, what it stands for, what to write instead."""

from __future__ import annotations

from tqcheck.rules.antecedents import Mention
from tqcheck.rules.context import Context
from tqcheck.rules.french_pronouns import French
from tqcheck.rules.noun_kinds import COLLECTIVE, PLACE
from tqcheck.rules.pronoun_reference import Referent
from tqcheck.rules.pronoun_words import English
from tqcheck.rules.registry import Match
from tqcheck.types import Span

THING_FORMS = {"he": "it", "she": "it", "him": "it", "her": "it"}
PERSON_FORMS = {
    ("him", "f"): "her",
    ("her", "m"): "him",
    ("he", "f"): "she",
    ("she", "m"): "he",
    ("it", "m"): "he",
    ("it", "f"): "she",
}


def cased(form: str, like: str) -> str:
    """A form with the capital of the word it replaces."""
    return form[:1].upper() + form[1:] if like[:1].isupper() else form


def pronoun_span(english: English) -> Span:
    """The pronoun alone, without a contracted verb."""
    length = len(english.token.lower.split("'")[0])
    return Span(english.token.start, english.token.start + length)


def quoted(context: Context, mention: Mention) -> str:
    """The mention with its article and what hyphens join to it, as the French has it."""
    home = context.document.at(mention.segment) or context
    tokens = home.source.tokens
    start = mention.token
    for before in reversed(tokens[max(0, start.index - 2) : start.index]):
        if before.pos not in ("DET", "ADJ", "PROPN"):
            break
        start = before
    end = mention.token
    for joiner, part in zip(tokens[end.index + 1 :: 2], tokens[end.index + 2 :: 2], strict=False):
        if joiner.text != "-" or joiner.start != end.end or part.start != joiner.end:
            break
        end = part
    return home.source.text[start.start : end.end]


def word_of(context: Context, english: English) -> str:
    """The pronoun as the English has it, without a contracted verb."""
    span = pronoun_span(english)
    return context.target.text[span.start : span.end]


def names_thing(context: Context, french: French, english: English, referent: Referent) -> Match:
    """The finding where "he" or "she" stands for a thing."""
    word = word_of(context, english)
    right = cased(THING_FORMS[word.lower()], word)
    plural = cased({"it": "they"}[right.lower()] if word.lower() in ("he", "she") else "them", word)
    what = quoted(context, referent.mention)
    return Match(
        message=f"'{french.token.text}' stands for '{what}', which is no person: '{word}' names one",
        target=pronoun_span(english),
        source=french.token.span,
        suggestion=f"{right} / {plural}" if referent.kind == COLLECTIVE else right,
        confidence=0.9 if referent.mention.subject and referent.kind in (COLLECTIVE, PLACE) else 0.8,
    )
