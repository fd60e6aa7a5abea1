"""Which target word answers to a source word, in which clause it stands, and whether a target follows its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import fmean

from tqcheck.rules.analysis import Analysis, Token
from tqcheck.rules.context import Context
from tqcheck.types import Span

#: The mean similarity of words above which a target follows its source word for word.
PARALLEL = 0.65
#: The mean similarities of source and target words above which both say the same on the whole.
_FOLLOWS = (0.63, 0.65)
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV"})
_CLAUSE = re.compile(
    r"[,;:.!?()\"–—]|\b(?:and|but|because|although|though|while|whereas|which|who|whom|when|where|if|so|since|as|that|after|before)\b"
)


def clause(analysis: Analysis, token: Token) -> tuple[Token, ...]:
    """The tokens between the marks and conjunctions on both sides of an English token."""
    ends = [Span(*match.span()) for match in _CLAUSE.finditer(analysis.plain.lower())]
    start = max((span.end for span in ends if span.end <= token.start), default=0)
    end = min((span.start for span in ends if span.start >= token.end), default=len(analysis.text))
    return tuple(t for t in analysis.tokens if t.start >= start and t.end <= end)


def counterpart(context: Context, token: Token | None, least: float = 0.5) -> Token | None:
    """The target token that answers to a source token: by word alignment, else by a shared beginning."""
    if token is None:
        return None
    words = context.words
    if words.source_match:
        if words.source_match[token.index] < least:
            return None
        linked = sorted(words.targets_of(token.index))
        return context.target.tokens[linked[0]] if linked else None
    stem = token.lemma[:5]
    return next((t for t in context.target.tokens if len(stem) == 5 and t.lemma.startswith(stem)), None)


def parallel(context: Context, apart: Sequence[Token] = ()) -> bool:
    """Whether the target follows the source word for word, some tokens apart: nearly every content word has a clear counterpart."""
    left_out = {token.index for token in apart}
    content = [t for t in context.source.tokens if t.is_word and len(t.text) > 2 and t.index not in left_out]
    match = context.words.source_match
    if not match or len(content) < 2:
        return False
    return (
        sum(match[t.index] for t in content) / len(content) >= PARALLEL and min(match[t.index] for t in content) >= 0.3
    )


def closeness(context: Context, apart: Sequence[Token] = ()) -> tuple[float, float]:
    """The mean similarity of the source's content words, some tokens apart, and of the target's longer words.

    Both are 0 where a side has no such word or nothing is linked.
    """
    words = context.words
    left_out = {token.index for token in apart}
    source = [
        t.index for t in context.source.tokens if t.pos in _CONTENT and len(t.text) > 2 and t.index not in left_out
    ]
    target = [t.index for t in context.target.tokens if t.is_word and len(t.text) > 3]
    if not words.source_match or not source or not target:
        return 0.0, 0.0
    return fmean(words.source_match[i] for i in source), fmean(words.target_match[i] for i in target)


def follows(context: Context, apart: Sequence[Token] = ()) -> bool:
    """Whether source and target say the same on the whole, some source tokens apart."""
    source, target = closeness(context, apart)
    return source >= _FOLLOWS[0] and target >= _FOLLOWS[1]
