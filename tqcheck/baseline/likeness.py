"""Finding the entry whose sentence is most like another's, among many with the same flagged words."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tqcheck.baseline.entries import Entry
from tqcheck.baseline.fingerprint import words

LIKENESS = 0.6
"""The share of a sentence's words, in order, that must be the same where the fingerprint is not."""


class Alike:
    """Entries by the words of their sentences, so that only those with enough words in common are compared."""

    def __init__(self, entries: Mapping[int, Entry]) -> None:
        self._words = {index: sentence_words(entry) for index, entry in entries.items()}
        self._holding: dict[str, dict[int, int]] = defaultdict(dict)
        for index, sentence in self._words.items():
            for word, count in Counter(sentence).items():
                self._holding[word][index] = count

    def take(self, entry: Entry) -> int | None:
        """The number of the entry that is most like this one and like enough; it is not found again."""
        sentence = sentence_words(entry)
        scored = [(_ratio(self._words[index], sentence), -index) for index in self._promising(sentence)]
        ratio, negative = max(scored, default=(0.0, 0))
        if ratio < LIKENESS:
            return None
        for word in set(self._words.pop(-negative)):
            del self._holding[word][-negative]
        return -negative

    def _promising(self, sentence: Sequence[str]) -> Iterable[int]:
        """The entries that share so many words, in whatever order, that they may be like enough."""
        shared: Counter[int] = Counter()
        for word, count in Counter(sentence).items():
            for index, other in self._holding.get(word, {}).items():
                shared[index] += min(count, other)
        for index, count in shared.items():
            if 2 * count >= LIKENESS * (len(sentence) + len(self._words[index])):
                yield index


def sentence_words(entry: Entry) -> tuple[str, ...]:
    """The words of the sentence around the flagged words, in the source where the target has none."""
    return words(entry.target if entry.span else entry.source)


def _ratio(one: Sequence[str], other: Sequence[str]) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
