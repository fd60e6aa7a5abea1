"""Whether an estimate doubts the right places: words that are wrong, gaps where something is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tqcheck.types import Estimate


def gap_at(estimate: Estimate, position: int) -> int:
    """The gap that a character stands in: so many words end before it."""
    return sum(word.span.end <= position for word in estimate.words)


def beside(gaps: frozenset[int]) -> Iterator[int]:
    """The words on either side of some gaps; one that does not exist does no harm."""
    for gap in gaps:
        yield from (gap - 1, gap)


def share_right(suspicion: Sequence[float], right: frozenset[int]) -> float:
    """The share of the most suspect places that are right: 1 or 0 unless several are equally suspect."""
    highest = max(suspicion)
    places = [place for place, value in enumerate(suspicion) if value == highest]
    return sum(place in right for place in places) / len(places)


def most_suspect_right(estimate: Estimate, words: frozenset[int], gaps: frozenset[int]) -> float:
    """The hit of the most suspect of all words and gaps; a word beside a gap where something is missing is right."""
    count = len(estimate.words)
    right = words | frozenset(beside(gaps)) & frozenset(range(count)) | frozenset(count + gap for gap in gaps)
    return share_right([word.p_bad for word in estimate.words] + list(estimate.gaps), right)
