"""Finds the negative words of an English segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tqcheck.lexicon.negative_prefixes import denies_by_form
from tqcheck.lexicon.negatives import listed_words, phrasal_denials
from tqcheck.rules.analysis import Analysis, Token, once

AUXILIARIES = frozenset(
    "is are was were am be been has have had will would can could may might must shall should does do did".split()
)


@dataclass(frozen=True)
class Negatives:
    """The negative words of an English segment: strong ones negate by themselves, soft ones by their meaning or form.

    ``denying`` are those of the soft ones that deny wherever they stand: unable, fails, without, irregular.
    """

    strong: tuple[Token, ...]
    soft: tuple[Token, ...]
    denying: tuple[Token, ...] = ()

    def near(self, tokens: Sequence[Token]) -> bool:
        """Whether one of them is among some tokens."""
        inside = {token.index for token in tokens}
        return any(token.index in inside for token in (*self.strong, *self.soft))


def is_strong(token: Token) -> bool:
    """Whether an English token negates by itself."""
    return token.lower in listed_words("en", "strong") or token.lower.endswith(("n't", "nt'"))


def _opens_clause(analysis: Analysis, token: Token) -> bool:
    """Whether a *but* joins two clauses; within one it excepts: nothing but."""
    return token.lower == "but" and (not token.index or not analysis.tokens[token.index - 1].is_word)


@once
def negatives(analysis: Analysis) -> Negatives:
    """The negative words of an English segment."""
    strong, soft, denying = [], [], []
    for token in analysis.tokens:
        if is_strong(token):
            strong.append(token)
        elif _denies(token) or _phrasal(analysis, token):
            soft.append(token)
            denying.append(token)
        elif not _opens_clause(analysis, token) and _listed(token, "soft"):
            soft.append(token)
    return Negatives(tuple(strong), tuple(soft), tuple(denying))


def _denies(token: Token) -> bool:
    return token.is_word and (_listed(token, "deny") or denies_by_form(token.lower))


def _phrasal(analysis: Analysis, token: Token) -> bool:
    """Whether a particle makes a verb before it deny: turned down, called it off."""
    verbs = phrasal_denials().get(token.lower, frozenset())
    return bool(verbs) and any(t.lemma in verbs for t in analysis.tokens[max(0, token.index - 3) : token.index])


def _listed(token: Token, kind: str) -> bool:
    known = listed_words("en", kind)
    return token.lower in known or token.lemma in known
