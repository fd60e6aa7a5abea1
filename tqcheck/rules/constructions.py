"""Finds the constructions of ``english_constructions.tsv`` in English: looked up by a word each must have, not one by one."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tqcheck.lexicon import listed, load
from tqcheck.lexicon.classes import SHAPES, listed_classes
from tqcheck.lexicon.patterns import Element, Pattern, compile_element, compile_pattern
from tqcheck.rules.analysis import Analysis, Token, once
from tqcheck.rules.context import Context
from tqcheck.rules.registry import Match
from tqcheck.text.lemmas import lemma
from tqcheck.types import Span


@dataclass(frozen=True)
class Construction:
    """One row: English that is wrong where one of the French patterns stands in the source (or whatever stands there).

    ``not_after`` and ``not_before`` are words that make it right English where they stand beside it.
    """

    kind: str
    wrong: tuple[Pattern, ...]
    right: str
    french: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    not_after: Element | None
    not_before: Element | None
    note: str
    example: tuple[str, str, str]

    @property
    def suggestion(self) -> str | None:
        """What to write instead, or None where the row only describes it."""
        return None if "…" in self.right or not self.right else self.right


@dataclass(frozen=True, slots=True)
class Use:
    """A place of the English that a construction matches."""

    construction: Construction
    tokens: tuple[Token, ...]


@functools.cache
def constructions() -> tuple[Construction, ...]:
    """Every construction, in the order of the list."""
    return tuple(map(_construction, load("english_constructions")))


def _construction(row: Mapping[str, str]) -> Construction:
    return Construction(
        kind=row["kind"],
        wrong=_patterns(row["wrong"]),
        right=row["right"],
        french=_patterns(row["french"]),
        unless=_patterns(row["unless"]),
        not_after=_beside(row["not_after"]),
        not_before=_beside(row["not_before"]),
        note=row["note"],
        example=(row["example_fr"], row["example_wrong"], row["example_right"]),
    )


def _patterns(cell: str) -> tuple[Pattern, ...]:
    return tuple(map(compile_pattern, listed(cell)))


def _beside(cell: str) -> Element | None:
    """The words of a cell as one element that matches their very forms."""
    words = (word if word.startswith("<") else f"={word}" for word in cell.split())
    return compile_element("|".join(words)) if cell else None


@functools.cache
def _by_anchor() -> Mapping[str, tuple[tuple[int, Pattern], ...]]:
    """Places in the list with their wrong patterns, by the words that anchor those."""
    index: dict[str, list[tuple[int, Pattern]]] = {}
    for place, construction in enumerate(constructions()):
        for pattern in construction.wrong:
            for word in pattern.anchors:
                index.setdefault(word, []).append((place, pattern))
    return {word: tuple(entries) for word, entries in index.items()}


@once
def english_uses(target: Analysis) -> tuple[Use, ...]:
    """Every place of an English text where a construction stands, whatever the source says, in the list's order."""
    index = _by_anchor()
    wanted = {(place, pattern.text): pattern for word in target.lemmas for place, pattern in index.get(word, ())}
    found = []
    for (place, _), pattern in sorted(wanted.items(), key=lambda item: item[0]):
        construction = constructions()[place]
        for start, end in pattern.find(target.tokens):
            if not _excused(construction, target.tokens, start, end):
                found.append(Use(construction, target.tokens[start:end]))
    return tuple(found)


def _excused(construction: Construction, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the words beside a match make it right English."""
    before, after = construction.not_after, construction.not_before
    nearest = tokens[start - 1] if start else None
    if before is not None and (_stands(before, nearest) or _stands(before, _word_before(tokens, start))):
        return True
    if before is not None and _OPENING in before.forms and (nearest is None or not nearest.is_word):
        return True
    following = tokens[end] if end < len(tokens) else None
    if after is not None and _stands(after, following):
        return True
    if construction.kind in _NOUN_LAST and following is not None:
        alone = not following.is_word or following.lower in listed_classes()["function"] - {"and", "or"}
        return following.text == "-" or not alone
    return construction.kind in _SMALL and not all(token.text.islower() for token in tokens[start:end])


_OPENING = "^"
"""What stands for the beginning of the text, or any mark, among the words beside a match."""
_NOUN_LAST = frozenset(("noun", "profession"))
"""Kinds whose last word must be the noun itself, not stand before one ("an information booklet")."""
_SMALL = frozenset(("plain", "word"))
"""Kinds whose words stand in small letters: with a capital they may be names."""
_ADVERBS = frozenset("not also never still already well then only just even now".split())


def _word_before(tokens: Sequence[Token], start: int) -> Token | None:
    """The token before a match, adverbs passed over."""
    place = start - 1
    while place > 0 and (tokens[place].lower.endswith("ly") or tokens[place].lower in _ADVERBS):
        place -= 1
    return tokens[place] if place >= 0 else None


def _stands(element: Element, token: Token | None) -> bool:
    """Whether a word, or a mark, is one of an element's."""
    return token is not None and (token.lower in element.forms or any(SHAPES[s](token.lower) for s in element.shapes))


def uses(context: Context, *kinds: str) -> Iterator[Use]:
    """The constructions of some kinds that stand in a bead's English and that its French does not excuse."""
    for use in english_uses(context.target):
        construction = use.construction
        if construction.kind in kinds and _source_allows(context.source, construction):
            yield use


def _source_allows(source: Analysis, construction: Construction) -> bool:
    if any(_in_source(source, pattern) for pattern in construction.unless):
        return False
    return not construction.french or any(_in_source(source, pattern) for pattern in construction.french)


def _in_source(source: Analysis, pattern: Pattern) -> bool:
    """Whether a French pattern stands in the source; a lemma also where only the lemma list knows it."""
    first = pattern.elements[0]
    if len(pattern.elements) == 1 and not first.lemmas.isdisjoint(stems(source)):
        return True
    return not pattern.anchors.isdisjoint(source.lemmas) and next(pattern.find(source.tokens), None) is not None


@once
def stems(source: Analysis) -> frozenset[str]:
    """The source's words without a plural's last letter, and as the lemma list has them: the parser leaves many as they
    stand."""
    forms = [token.lower for token in source.tokens if token.is_word]
    return frozenset(form.rstrip("sx") for form in forms) | frozenset(lemma(form, source.lang) for form in forms)


def match_of(context: Context, use: Use, reason: str) -> Match:
    """The finding for a use: its words, and the note of its row or a reason that serves every row of the rule."""
    span = Span(use.tokens[0].start, use.tokens[-1].end)
    wording = context.target.text[span.start : span.end]
    note = use.construction.note or reason
    return Match(f"'{wording}': {note}", target=span, suggestion=use.construction.suggestion)
