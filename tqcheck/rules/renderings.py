"""Where the target renders some words of the source, by the word links."""

from __future__ import annotations

from collections.abc import Sequence

from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context, span_of
from tqcheck.types import Span

FUNCTION_WORDS = frozenset(
    "a an the of in on at to by for from with and or as is are was were be been being has have had do does did not no "
    "it its they them their he him his she her this that these those which who whom whose there 's ' i we you us our "
    "your my me".split()
)
LONGEST = 6
"""Linked words further apart than this are no phrase: then the link of the first word alone counts."""

_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM", "ADV", "X"})


def content_tokens(tokens: Sequence[Token]) -> list[Token]:
    """Words that carry meaning: by part of speech where there is a parse, else those of more than three letters."""
    kept = [t for t in tokens if t.is_word and (t.pos in _CONTENT if t.pos else len(t.text) > 3 or t.text.isupper())]
    return kept or [t for t in tokens if t.is_word]


def rendering_tokens(context: Context, source: Sequence[Token]) -> tuple[Token, ...]:
    """The target words, function words aside, that the links give for the content words of some source tokens."""
    linked = context.target_tokens_for(content_tokens(source))
    return tuple(t for t in linked if t.is_word and t.lower not in FUNCTION_WORDS)


def rendering_of(context: Context, span: Span) -> Span | None:
    """The likely place of the rendering of a source span, or None where no word of it is linked."""
    source = context.source.between(span)
    tokens = rendering_tokens(context, source)
    if tokens and tokens[-1].index - tokens[0].index >= LONGEST:
        tokens = rendering_tokens(context, content_tokens(source)[:1])
    return span_of(tokens) if tokens else None
