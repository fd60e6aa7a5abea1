"""Slips that the surface of a pair shows: a phrase said twice in a row, a lost first capital or final mark, another
number, a mark where none can stand.

They need no network, and a network of token vectors hardly sees them.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tqcheck.lexicon.doubles import allowed
from tqcheck.types import Span

LONGEST_REPEAT = 4
"""Words of a phrase whose repetition is noticed."""

_FINAL = re.compile(r"[.!?…]['’\"”»)\]\s]*$")
_OPEN = re.compile(r"[\w%]['’\"”»)\]\s]*$")


_DIGIT = re.compile(r"\d")
_MISPLACED: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:\w\s+|\b(?:the|our|its|your|their)|\b(?:of|and|than)(?!,))(?P<mark>[,;:!?.])(?=\s|$)",
        re.IGNORECASE,
    )
}
"""Where a mark stands by language: after a blank, or between a word and what it cannot be parted from."""

_OUTCRY = re.compile(r"[!?](?=\s+[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Slips:
    """Which words of the target slip (their numbers), in which gaps (each before the word of its number) a mark stands
    that cannot, and whether the final mark is lost."""

    words: frozenset[int] = frozenset()
    gaps: frozenset[int] = frozenset()
    open_end: bool = False

    @property
    def count(self) -> int:
        """How many slips there are."""
        return len(self.words) + len(self.gaps) + self.open_end


NO_SLIPS = Slips()


def slips(source: str, source_words: Sequence[Span], target: str, target_words: Sequence[Span], lang: str) -> Slips:
    """The slips of a target; what the source does itself, or the language allows, is none."""
    repeats = repeated(target, target_words, lang)
    if repeats and repeated(source, source_words, ""):
        repeats = frozenset()
    lost = frozenset({0}) if _capital_lost(source, source_words, target, target_words) else frozenset()
    wrong = repeats | lost | _other_number(source, source_words, target, target_words)
    marks = {sum(word.start < place for word in target_words) for place in _stray_marks(source, target, lang)}
    return Slips(wrong, frozenset(marks), bool(_FINAL.search(source)) and bool(_OPEN.search(target)))


def _other_number(
    source: str, source_words: Sequence[Span], target: str, target_words: Sequence[Span]
) -> frozenset[int]:
    """The word of the one number that the source does not have, where it has another one in its stead."""
    theirs = Counter(key for span in source_words if (key := _digits(source[span.start : span.end])))
    ours = {index: key for index, span in enumerate(target_words) if (key := _digits(target[span.start : span.end]))}
    if theirs.total() != len(ours):
        return frozenset()
    left = theirs - Counter(ours.values())
    new = [index for index, key in ours.items() if key not in theirs]
    if left.total() != 1 or len(new) != 1 or _same_hour_or_year(next(iter(left)), ours[new[0]]):
        return frozenset()
    return frozenset(new)


def _digits(word: str) -> str:
    """The digits of a number without separators and the zeros at its ends: 1,200 million is 1.2 billion."""
    return "".join(_DIGIT.findall(word)).strip("0")


def _same_hour_or_year(source: str, target: str) -> bool:
    """17 hours are 5 p.m., and '90 is 1990."""
    hours = len(source) < 3 and source.isdecimal() and int(source) - 12 == int(target)
    return hours or source.endswith(target) or target.endswith(source)


def _stray_marks(source: str, target: str, lang: str) -> set[int]:
    """Where marks stand that cannot: parted from their word or parting two words, an outcry amid a sentence, a
    quotation mark without a fellow."""
    misplaced = _MISPLACED.get(lang)
    found = {match.start("mark") for match in misplaced.finditer(target)} if misplaced else set()
    outcries = [match.start() for match in _OUTCRY.finditer(target)]
    if not any(mark in source for mark in "!?") and not any(mark in "!?" for mark in target.rstrip("\"'”’ ")[-1:]):
        found.update(outcries)
    quotes = [place for place, letter in enumerate(target) if letter == '"']
    if len(quotes) % 2 and source.count('"') % 2 == 0 and source.count("«") == source.count("»"):
        found.add(_unmatched(target, quotes))
    return found


def _unmatched(text: str, quotes: Sequence[int]) -> int:
    """Of an odd number of quotation marks the one that closes where none is open, or opens where one is."""
    for number, place in enumerate(quotes):
        opens = place == 0 or not (text[place - 1].isalnum() or text[place - 1] in ".,!?)")
        if opens is bool(number % 2):
            return place
    return quotes[-1]


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
