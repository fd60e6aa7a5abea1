"""Where the English answers to a French negation: the word that is denied, and the word that denies."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tqcheck.lexicon.negatives import listed_words
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.counterparts import counterpart
from tqcheck.rules.negation_english import Negatives, is_strong
from tqcheck.rules.negation_french import Negation
from tqcheck.rules.opposites import opposite_heads

EMPTY = frozenset(
    "is are was were am be been has have had do does did please it there the a an to of that this".split()
)

_TURNING = frozenset(
    "until till unless wait waiting stay stays stayed remain remains remained only just merely solely alone but".split()
)
"""English words that turn a sentence round, whatever French they are linked to: will only, not until."""
_SURE, _LIKELY = 0.62, 0.5
"""The similarities from which an English word surely or likely renders the French one that it is linked to."""
_AROUND = (3, 6)
"""Words before and after a negation among which stands what it denies."""


def content_counterpart(context: Context, negation: Negation, least: float = 0.5) -> tuple[Token, Token] | None:
    """The negated word, or what it governs, with the target token that answers to it."""
    if negation.head is None:
        return None
    governed = _governed(context, negation)
    light = negation.head.lemma in ("avoir", "être", "faire", "pouvoir", "devoir", "aller", "falloir")
    for token in [*governed, negation.head] if light else [negation.head]:
        answer = counterpart(context, token, least)
        if answer is not None and answer.is_word and answer.lower not in EMPTY:
            return token, answer
    return None


def _governed(context: Context, negation: Negation) -> list[Token]:
    """What the denied word governs."""
    children = context.source.children(negation.head) if negation.head is not None else ()
    governed = ("obj", "xcomp", "ccomp", "obl:arg")
    return [t for t in children if t.dep in governed and t.pos in ("VERB", "NOUN", "ADJ")]


def linked_negative(context: Context, negation: Negation) -> bool:
    """Whether the word alignment links a negation's own words to an English negative."""
    return any(is_strong(token) for token in context.target_tokens_for(negation.tokens))


def denied_words(context: Context, negation: Negation) -> Sequence[Token]:
    """The words around a negation: the predicate that it denies, and what that governs."""
    first, last = (choose(token.index for token in negation.tokens) for choose in (min, max))
    before, after = _AROUND
    near = set(range(max(0, first - before), last + 1 + after))
    if negation.head is not None:
        near |= {negation.head.index, *(t.index for t in context.source.children(negation.head))}
    return [token for token in context.source.tokens if token.index in near]


def may_render(context: Context, word: Token, here: Collection[int], sure: float = _SURE) -> bool:
    """Whether an English word may render something at given places of the source: it does not surely render other French.

    What renders a French word that denies by its sense is spoken for.
    """
    sources = context.words.sources_of(word.index)
    if word.lower in _TURNING:
        return True
    if any(_denies_by_sense(context.source.tokens[index]) for index in sources):
        return False
    return not sources or not sources.isdisjoint(here) or context.words.target_match[word.index] < sure


def _denies_by_sense(token: Token) -> bool:
    deny = listed_words("fr", "deny")
    return token.lower in deny or token.lemma in deny


def answering(context: Context, negation: Negation, english: Negatives) -> Negatives:
    """The negatives that may render a negation: those that deny from anywhere near, the others from its own words."""
    own = {token.index for token in negation.tokens} | ({negation.head.index} if negation.head else set())
    near = {token.index for token in denied_words(context, negation)}
    denying = tuple(token for token in english.denying if may_render(context, token, near, _LIKELY))
    soft = tuple(t for t in english.soft if t in denying or (t not in english.denying and may_render(context, t, own)))
    return Negatives(english.strong, soft, denying)


def said_by_antonym(context: Context, negation: Negation) -> bool:
    """Whether the English has the opposite of a denied word: not empty, full."""
    own = [word for word in (negation.head, *_governed(context, negation)) if word is not None]
    words = opposite_heads(own)
    found = (token for token in context.target.tokens if token.lower in words or token.lemma in words)
    here = {token.index for token in own}
    return any(may_render(context, token, here, _LIKELY) for token in found)
