"""Finds the negative words of an English segment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tqcheck.lexicon.negatives import listed_words
from tqcheck.rules.analysis import Analysis, Token, once

_UN = re.compile(
    r"(?:un|non|dis)-?(?!der|til|ion|it|ique|ivers|less|cles?$|cover|cuss|play|trict|tribut|tanc|tant|ease|aster|trib|pute|sent)[a-z]{3,}"
)
_LESS = re.compile(r"[a-z]{3,}(?:less|-free|lessly)")
AUXILIARIES = frozenset(
    "is are was were am be been has have had will would can could may might must shall should does do did".split()
)


@dataclass(frozen=True)
class Negatives:
    """The negative words of an English segment: strong ones negate by themselves, soft ones by their meaning."""

    strong: tuple[Token, ...]
    soft: tuple[Token, ...]

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
    strong, soft = [], []
    known = listed_words("en", "soft")
    for token in analysis.tokens:
        lower = token.lower
        if is_strong(token):
            strong.append(token)
        elif _opens_clause(analysis, token):
            continue
        elif lower in known or token.lemma in known or _UN.fullmatch(lower) or _LESS.fullmatch(lower):
            soft.append(token)
    return Negatives(tuple(strong), tuple(soft))
