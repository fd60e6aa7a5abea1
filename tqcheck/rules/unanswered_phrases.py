"""Phrases of one side that nothing answers to although the other side is answered word by word.

A translator who puts things otherwise leaves words unanswered on both sides. Where every word of the target answers to
the source, and a whole phrase of the source that its sentence can do without has no answer, the phrase is left out; and
the same from the other side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import fmean

from tqcheck.rules.analysis import Analysis, Token
from tqcheck.rules.completeness import relative_length
from tqcheck.rules.context import Context
from tqcheck.types import Span

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV"})
#: Relations of what a sentence can do without: adverbials, relative clauses, appositions, what is coordinated.
_OPTIONAL = frozenset(
    "advcl acl acl:relcl obl obl:mod obl:arg obl:agent nmod appos parataxis conj advmod dep nmod:appos".split()
)
#: A phrase is unanswered where its words are matched worse than this on average, and none better than the second figure.
_LOST, _LOST_AT_BEST = 0.3, 0.47
#: What the rest of its side reaches on average, two words or more, and each content word of the other side.
_KEPT, _KEPT_AT_LEAST = 0.6, 0.43
#: What the other side reaches on average where lengths are as expected, and what it may lack where it is shorter by all.
_CLOSE, _PER_LENGTH = 0.72, 0.3
#: The same where a phrase of the source is surely lost: the rest of the source on average, each word of the target, and all of it.
_SURELY_KEPT, _SURE_AT_LEAST, _SURELY_CLOSE = 0.65, 0.48, 0.75
#: By this part of a lost phrase's share of the source the target is then at least shorter than expected.
_SHORTER = 0.5
#: Words of a bracket that is gone are matched worse than this.
_BRACKET_LOST = 0.4
#: In an unparsed text the words of a phrase are matched worse than this, and there are so many of them.
_RUN_LOST, _RUN = 0.4, 3
_LEADING = frozenset(
    "about after against amid among as at because before by despite due during following for from in instead into like near of "
    "on over since so thanks through to towards under unless until when where which while who with without".split()
)
"""English words that lead in what a sentence can do without."""
_THINGS = frozenset({"NOUN", "PROPN", "VERB", "NUM"})


def left_out_phrases(context: Context) -> Iterator[Span]:
    """The largest optional phrases of the source that nothing in a target answers to that answers all the rest."""
    words = context.words
    if not _all_answered(context.target, words.target_match, 1 - relative_length(context)):
        return
    taken: set[int] = set()
    for phrase in sorted(_phrases(context.source), key=len, reverse=True):
        if taken.isdisjoint(t.index for t in phrase) and _is_lost(context.source, words.source_match, phrase):
            taken.update(t.index for t in phrase)
            yield _span(phrase)
    if not taken and not any(mark in context.target.text for mark in "([–—"):
        yield from map(_span, _lost_brackets(context.source, words.source_match))


def surely_left_out(context: Context, phrase: Span) -> bool:
    """Whether a phrase that seems lost is: all else is answered closely, and the target is the shorter for it.

    Human translators render such phrases by other means; the bounds pass 2 of 8,053 human translations of news.
    """
    words, relative = context.words, relative_length(context)
    target = [words.target_match[t.index] for t in content_words(context.target.tokens)]
    rest = [words.source_match[t.index] for t in content_words(context.source.tokens) if not t.span.overlaps(phrase)]
    if len(rest) < 2 or fmean(rest) < _SURELY_KEPT or min(target, default=0.0) < _SURE_AT_LEAST:
        return False
    shorter = 1 - relative
    share = (phrase.end - phrase.start) / max(1, len(context.source.text))
    return fmean(target) + _PER_LENGTH * shorter >= _SURELY_CLOSE and shorter >= _SHORTER * share


def added_phrases(context: Context) -> Iterator[Span]:
    """Runs of words of the target that nothing answers to in a source that answers all the rest.

    *En* and *y* stand for such phrases, so that a source with one of them is left alone.
    """
    words = context.words
    longer = 1 - 1 / max(0.1, relative_length(context))
    if longer <= 0 or any(_stands_for_phrase(*pair) for pair in pairwise(context.source.tokens)):
        return
    if _all_answered(context.source, words.source_match, longer):
        for run in _runs(context.target.tokens, words.target_match):
            if _is_lost(context.target, words.target_match, run):
                yield _span(run)


def _stands_for_phrase(token: Token, following: Token) -> bool:
    return token.lower in ("en", "y") and following.pos in ("VERB", "AUX")


def content_words(tokens: Sequence[Token]) -> list[Token]:
    """The words that carry meaning: by part of speech where that is known, else those of more than three letters."""
    if any(token.pos for token in tokens):
        return [t for t in tokens if t.pos in CONTENT and t.is_word and len(t.text) > 2]
    return [t for t in tokens if t.is_word and len(t.text) > 3]


def _all_answered(side: Analysis, match: Sequence[float], shorter: float) -> bool:
    """Whether every content word of a side has an answer, the clearer the less the side is shorter than expected."""
    values = [match[t.index] for t in content_words(side.tokens)] if match else []
    if len(values) < 2 or min(values) < _KEPT_AT_LEAST:
        return False
    return fmean(values) + _PER_LENGTH * shorter >= _CLOSE


def _phrases(source: Analysis) -> Iterator[tuple[Token, ...]]:
    """The subtrees of the parse that hang on by an optional relation, and the sentences after the first."""
    below: dict[int, list[Token]] = {}
    for token in source.tokens:
        for above in _path(source.tokens, token):
            below.setdefault(above, []).append(token)
    for token in source.tokens:
        optional = token.dep in _OPTIONAL or (token.head == token.index and token.sentence > 0)
        if optional and any(t.pos in _THINGS for t in below[token.index]):
            yield tuple(below[token.index])


def _path(tokens: Sequence[Token], token: Token) -> Iterator[int]:
    """The token and what governs it, up to the root."""
    seen: set[int] = set()
    index = token.index
    while index not in seen:
        seen.add(index)
        yield index
        index = tokens[index].head if tokens[index].head >= 0 else index


def _runs(tokens: Sequence[Token], match: Sequence[float]) -> Iterator[tuple[Token, ...]]:
    """The poorly matched words before each mark, from the first of them that leads in a phrase."""
    run: list[Token] = []
    for token in tokens:
        if not token.is_word:
            if len(run) >= _RUN:
                yield tuple(run)
            run = []
        elif match[token.index] >= _RUN_LOST:
            run = []
        elif run or token.lower in _LEADING:
            run.append(token)
    if len(run) >= _RUN:
        yield tuple(run)


def _is_lost(side: Analysis, match: Sequence[float], phrase: Sequence[Token]) -> bool:
    """Whether a phrase of two content words or more is unanswered and the rest of its side answered."""
    inside = {t.index for t in phrase}
    own = [match[t.index] for t in content_words(phrase)]
    if len(own) < 2 or fmean(own) >= _LOST or max(own) >= _LOST_AT_BEST:
        return False
    rest = [match[t.index] for t in content_words(side.tokens) if t.index not in inside]
    return len(rest) >= 2 and fmean(rest) >= _KEPT


def _lost_brackets(side: Analysis, match: Sequence[float]) -> Iterator[tuple[Token, ...]]:
    """What stands in brackets and is unanswered; acronyms and figures may well be dropped."""
    opened: int | None = None
    for token in side.tokens:
        if token.text == "(":
            opened = token.index + 1
        elif token.text == ")" and opened is not None:
            inside = side.tokens[opened : token.index]
            own = [t for t in inside if t.is_word and len(t.text) > 2]
            opened = None
            if own and all(match[t.index] < _BRACKET_LOST and not t.text.isupper() for t in own):
                yield tuple(inside)


def _span(phrase: Sequence[Token]) -> Span:
    words = [t for t in phrase if t.is_word] or list(phrase)
    return Span(words[0].start, words[-1].end)
