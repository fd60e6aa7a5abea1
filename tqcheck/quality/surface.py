"""Slips that the surface of a pair shows: a phrase said twice in a row, a lost first capital, a lost final mark.

They need no network, and a network of token vectors hardly sees them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tqcheck.lexicon.doubles import allowed
from tqcheck.types import Span

LONGEST_REPEAT = 4
"""Words of a phrase whose repetition is noticed."""

_FINAL = re.compile(r"[.!?…]['’\"”»)\]\s]*$")
_OPEN = re.compile(r"[\w%]['’\"”»)\]\s]*$")


@dataclass(frozen=True, slots=True)
class Slips:
    """Which words of the target slip (their numbers), and whether its final mark is lost."""

    words: frozenset[int] = frozenset()
    open_end: bool = False

    @property
    def count(self) -> int:
        """How many slips there are."""
        return len(self.words) + self.open_end


NO_SLIPS = Slips()


def slips(source: str, source_words: Sequence[Span], target: str, target_words: Sequence[Span], lang: str) -> Slips:
    """The slips of a target; what the source does itself, or the language allows, is none."""
    repeats = repeated(target, target_words, lang)
    if repeats and repeated(source, source_words, ""):
        repeats = frozenset()
    lost = frozenset({0}) if _capital_lost(source, source_words, target, target_words) else frozenset()
    return Slips(repeats | lost, bool(_FINAL.search(source)) and bool(_OPEN.search(target)))


def repeated(text: str, words: Sequence[Span], lang: str) -> frozenset[int]:
    """The words of every phrase that repeats the one just before it; only spaces stand between the two."""
    forms = [text[span.start : span.end].lower() for span in words]
    joined = [not text[a.end : b.start].strip() for a, b in itertools.pairwise(words)]
    found: set[int] = set()
    for size in range(1, LONGEST_REPEAT + 1):
        for start in range(size, len(forms) - size + 1):
            again = range(start, start + size)
            if forms[start - size : start] == forms[start : start + size] and all(
                joined[start - size : start + size - 1]
            ):
                if size == 1 and (forms[start] in allowed(lang) or not forms[start].isalpha()):
                    continue
                found.update(again)
    return frozenset(found)


def _capital_lost(source: str, source_words: Sequence[Span], target: str, target_words: Sequence[Span]) -> bool:
    """Whether the target begins small where the source begins with a capital."""
    if not source_words or not target_words or target[: target_words[0].start].strip():
        return False
    first, answer = (
        text[words[0].start : words[0].end] for text, words in ((source, source_words), (target, target_words))
    )
    return first[:1].isupper() and answer.isalpha() and answer.islower()
