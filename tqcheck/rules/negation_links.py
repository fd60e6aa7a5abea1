"""Where the English answers to a French negation: the word that is denied, and the word that denies."""

from __future__ import annotations

from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.counterparts import counterpart
from tqcheck.rules.negation_english import is_strong
from tqcheck.rules.negation_french import Negation

EMPTY = frozenset(
    "is are was were am be been has have had do does did please it there the a an to of that this".split()
)


def content_counterpart(context: Context, negation: Negation, least: float = 0.5) -> tuple[Token, Token] | None:
    """The negated word, or what it governs, with the target token that answers to it."""
    if negation.head is None:
        return None
    governed = [
        t
        for t in context.source.children(negation.head)
        if t.dep in ("obj", "xcomp", "ccomp", "obl:arg") and t.pos in ("VERB", "NOUN", "ADJ")
    ]
    light = negation.head.lemma in ("avoir", "être", "faire", "pouvoir", "devoir", "aller", "falloir")
    for token in [*governed, negation.head] if light else [negation.head]:
        answer = counterpart(context, token, least)
        if answer is not None and answer.is_word and answer.lower not in EMPTY:
            return token, answer
    return None


def linked_negative(context: Context, negation: Negation) -> bool:
    """Whether the word alignment links a negation's own words to an English negative."""
    return any(is_strong(token) for token in context.target_tokens_for(negation.tokens))
