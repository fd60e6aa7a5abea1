"""Whom else an English pronoun may stand for than the French one it answers to: then its gender or number says nothing."""

from __future__ import annotations

import itertools

from tqcheck.rules.antecedents import mentions
from tqcheck.rules.context import Context
from tqcheck.rules.french_pronouns import French, french_pronouns
from tqcheck.rules.noun_kinds import PERSON, PLACE, SHIP
from tqcheck.rules.pronoun_reference import Referent
from tqcheck.rules.pronoun_words import English, english_pronouns

ANYBODY = frozenset(
    "person everyone everybody anyone anybody someone somebody nobody each whoever one man woman reader user".split()
)
"""English words that a singular pronoun takes up where the French is plural."""


def crossed(context: Context, french: French, english: English) -> bool:
    """Whether both genders are on both sides, so that an order changed in translation could explain the difference."""
    named = ("subject", "object", "disjunctive")
    left = {f.gender for f in french_pronouns(context.source) if f.role in named and not f.plural}
    right = {e.gender for e in english_pronouns(context.target) if e.role in named}
    for before, after in itertools.pairwise(context.source.tokens):
        if before.lower in ("le", "la") and after.pos in ("VERB", "AUX"):  # taken for an article by the parser
            left.add("f" if before.lower == "la" else "m")
    return english.gender in left and french.gender in right


def names_another(context: Context, french: French, english: English) -> bool:
    """Whether another French subject of the English pronoun's sex is named again where the French speaks of a thing: he liked it."""
    others = [f for f in french_pronouns(context.source) if f.token is not french.token and f.role == "subject"]
    return any(f.gender == english.gender and not f.plural for f in others)


def other_person(context: Context, french: French, english: English) -> bool:
    """Whether the French names another person whom the English pronoun may stand for, or the pronoun is no "il" or "elle"."""
    people = [m for m in mentions(context) if m.kind == PERSON and m.fits(english.gender) and not m.plural]
    return bool(people) or french.token.lower.startswith(("ce", "dern"))


def may_be_ship(french: French, referent: Referent) -> bool:
    """Whether English may say "she" of it whatever its French gender: a ship, or what bears a masculine name."""
    named = referent.kind == PLACE or referent.mention.token.text[:1].isupper()
    return referent.kind == SHIP or (named and french.gender == "m")


def has_object(context: Context) -> bool:
    """Whether a pronoun names somebody whom the English may have made its subject: "il est difficile de le convaincre"."""
    if any(f.role in ("object", "disjunctive", "possessive") for f in french_pronouns(context.source)):
        return True
    tokens = context.source.tokens
    following = itertools.pairwise(tokens)
    return any(
        a.lower in ("le", "la", "l'", "les", "lui") and (b.pos == "VERB" or b.lower.endswith("re"))
        for a, b in following
    )
