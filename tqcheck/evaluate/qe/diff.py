"""Which words of a changed text were changed, and where words were taken out, against the text it was made from."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """Places in the changed text: ``changed`` words, and ``gaps`` before whose word something was taken out.

    Where a place is not determined, as with a word that was doubled, every place that explains the change is named.
    """

    changed: frozenset[int]
    gaps: frozenset[int]


def difference(original: Sequence[str], altered: Sequence[str]) -> Difference:
    """The difference of two texts, word by word."""
    changed: set[int] = set()
    gaps: set[int] = set()
    matcher = difflib.SequenceMatcher(None, original, altered, autojunk=False)
    for tag, a_start, a_end, b_start, b_end in matcher.get_opcodes():
        if tag == "replace":
            changed.update(range(b_start, b_end))
        elif tag == "insert":
            left, right = _slides(altered, b_start, b_end)
            changed.update(range(b_start - left, b_end + right))
        elif tag == "delete":
            left, right = _slides(original, a_start, a_end)
            gaps.update(range(max(0, b_start - left), min(len(altered), b_start + right) + 1))
    return Difference(frozenset(changed), frozenset(gaps))


def _slides(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """How far a block can move left and right so that what is left without it stays the same."""
    left = right = 0
    while start - left > 0 and words[start - left - 1] == words[end - left - 1]:
        left += 1
    while end + right < len(words) and words[start + right] == words[end + right]:
        right += 1
    return left, right
