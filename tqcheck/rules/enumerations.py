"""Enumerations that lose a member: *des carottes, des navets, des poireaux et du céleri*, carrots, turnips and celery.

What is left out of a list is much like what stays, so that similarities alone do not tell. Their numbers do: members
that the word alignment links, one separator between each two of them in the target, and fewer of them than in the
source. Lists are read off the surface: parsers attach their members in too many ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tqcheck.rules.analysis import Analysis, Token
from tqcheck.rules.context import Context
from tqcheck.types import Span

LAST = frozenset({"et", "ou", "ni"})
JOINING = frozenset({"and", "or", "nor", "&"})
_PARTITIVES = frozenset("de d' du des quelques plusieurs".split())
_OPENINGS = _PARTITIVES | frozenset("le la l' les un une au aux à son sa ses leur leurs ce cette ces".split())
#: The most tokens of one member, and the most that may stand between a member's opening and its head.
_LONGEST, _TO_HEAD = 6, 3
_HEADS = frozenset({"NOUN", "PROPN"})
#: A member is kept where it is matched this well; the target's words between the kept ones are all matched so.
_KEPT = 0.5


def left_out_members(context: Context) -> Iterator[Span]:
    """The members that enumerations of the source have and the target's have not; proper names are another rule's."""
    words = context.words
    if not words.source_match:
        return
    for members in enumerations(context.source):
        lost = [member for member in members if not words.targets_of(member.index)]
        kept = [member for member in members if member not in lost]
        if len(lost) == 1 and lost[0].pos == "NOUN" and len(kept) >= 2 and _closed_list(context, kept):
            yield lost[0].span


def enumerations(source: Analysis) -> Iterator[tuple[Token, ...]]:
    """The heads of the members of each list of three or more that all open alike: des A, des B et du C."""
    tokens = source.tokens
    for joint in tokens:
        if joint.lower not in LAST:
            continue
        marks = _marks(tokens, joint)
        starts = [mark + 1 for mark in (*marks, joint.index)]
        if len({_opening(tokens, start) for start in starts}) > 1:
            continue
        opened = bool(marks) and tokens[starts[0]].lower in _OPENINGS
        heads = [_head(tokens, start, opened) for start in starts]
        first = _first_head(tokens, marks[0], opened) if marks else None
        members = [head for head in (first, *heads) if head is not None]
        if marks and len(members) == len(marks) + 2:
            yield tuple(members)


def _opening(tokens: Sequence[Token], start: int) -> str:
    """How a member opens: *la farine et du pain* are no members of one list."""
    first = tokens[start].lower if start < len(tokens) else ""
    return "de" if first in _PARTITIVES else "the" if first in _OPENINGS else ""


def _marks(tokens: Sequence[Token], joint: Token) -> list[int]:
    """The commas before a conjunction that part short members without a verb, in order."""
    marks: list[int] = []
    end = joint.index
    for index in range(joint.index - 1, -1, -1):
        token = tokens[index]
        if token.text == "," and index + 1 < end:
            marks.insert(0, index)
            end = index
        elif end - index > _LONGEST or token.pos in ("AUX", "PRON", "SCONJ") or not _inside(token):
            break
    return marks


def _inside(token: Token) -> bool:
    """Whether a token may stand inside a member: no finite verb, no mark."""
    return (token.is_word or token.text.isdigit()) and "Fin" not in token.morph and token.lower not in LAST


def _head(tokens: Sequence[Token], start: int, opened: bool) -> Token | None:
    """The first noun of a member that begins at ``start``, if it opens as the others do."""
    member = tokens[start : start + _TO_HEAD + opened]
    if not member or (member[0].lower in _OPENINGS) != opened:
        return None
    return next((t for t in member if t.pos in _HEADS), None)


def _first_head(tokens: Sequence[Token], comma: int, opened: bool) -> Token | None:
    """The head of the member before the first comma: after its own opening, or the last noun."""
    before = tokens[max(0, comma - _LONGEST) : comma]
    if opened:
        openings = [t.index for t in reversed(before) if t.lower in _OPENINGS and not _fronted(tokens, t)]
        return next((head for head in (_head(tokens, index, True) for index in openings) if head is not None), None)
    return before[-1] if before and before[-1].pos in _HEADS else None


def _fronted(tokens: Sequence[Token], opening: Token) -> bool:
    """Whether a preposition that begins the sentence governs what opens here: Dans les magasins, le pain et la farine."""
    before = tokens[opening.index - 1] if opening.index else None
    return before is not None and before.pos == "ADP" and not (before.index and tokens[before.index - 1].is_word)


def _closed_list(context: Context, kept: Sequence[Token]) -> bool:
    """Whether the kept members make a list of their own in the target, in order, complete, all of it answered."""
    words, tokens = context.words, context.target.tokens
    if any(words.source_match[member.index] < _KEPT for member in kept):
        return False
    places = [min(words.targets_of(member.index)) for member in kept]
    if places != sorted(places) or len(set(places)) < len(places):
        return False
    between = [tokens[one + 1 : other] for one, other in pairwise(places)]
    if any(_separators(part) != 1 for part in between) or not any(t.lower in JOINING for t in between[-1]):
        return False
    if _separators(tokens[max(0, places[0] - 3) : places[0]]):
        return False
    inside = tokens[places[0] : places[-1] + 1]
    return all(words.target_match[t.index] >= _KEPT for t in inside if t.is_word and len(t.text) > 3)


def _separators(tokens: Sequence[Token]) -> int:
    """How many times commas and conjunctions part some tokens; a comma before *and* is one with it."""
    marks = [t for t in tokens if t.text in {",", ";"} or t.lower in JOINING]
    return len(marks) - sum(other.lower in JOINING and other.index == one.index + 1 for one, other in pairwise(marks))
