"""Windows for texts that are longer than a model takes: nothing is ever cut off.

A pair is cut into as few windows as fit. Window i of k holds, on either side, the sentences between the boundaries that
lie nearest to i/k and (i+1)/k of that side's length in characters: a translation keeps the order of its source and,
roughly, its proportions. A sentence that is itself too long for a share of the window is first cut at white space.
Every window holds at least one unit of either side, so that where the sides are very unlike in length the shorter one
repeats a unit.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from tqcheck.text.segmentation import split_sentences
from tqcheck.types import Span

Fits = Callable[[str], bool]
PairFits = Callable[[str, str], bool]
T = TypeVar("T")


class Window(NamedTuple):
    """A stretch of pair number ``owner`` that a model takes whole, and where it stands in both texts."""

    owner: int
    source: Span
    target: Span

    @property
    def weight(self) -> int:
        """The characters of both sides."""
        return self.source.end - self.source.start + self.target.end - self.target.start

    def texts(self, pair: tuple[str, str]) -> tuple[str, str]:
        """The window's part of its pair."""
        return pair[0][slice(*self.source)], pair[1][slice(*self.target)]


def pair_windows(
    pair: tuple[str, str], owner: int, langs: tuple[str, str], fits: PairFits, small: Fits
) -> list[Window]:
    """The windows of a pair that does not fit whole.

    ``fits`` says whether the model takes two texts together. ``small`` says whether a text is at most a quarter of
    that, so that any two units fit, which is what ends the search.
    """
    sides = [list(units(text, lang, small)) for text, lang in zip(pair, langs, strict=True)]
    count = 2
    while True:
        groups = [stretches(side, count) for side in sides]
        found = [Window(owner, *spans) for spans in dict.fromkeys(zip(*groups, strict=True))]
        if count > max(map(len, pair)) or all(fits(*window.texts(pair)) for window in found):
            return found
        count += max(1, count // 4)


def text_windows(text: str, lang: str, fits: Fits) -> list[Span]:
    """As few windows of one text as fit, sentences kept together where they can be."""
    windows: list[Span] = []
    for unit in units(text, lang, fits):
        if windows and fits(text[windows[-1].start : unit.end]):
            windows[-1] = Span(windows[-1].start, unit.end)
        else:
            windows.append(unit)
    return windows


def units(text: str, lang: str, small: Fits) -> Iterator[Span]:
    """The sentences of a text, those that are not small cut at white space until they are."""
    for sentence in split_sentences(text, lang) or [Span(0, len(text))]:
        yield from _halved(text, Span(*sentence), small)


def _halved(text: str, span: Span, small: Fits) -> Iterator[Span]:
    if span.end - span.start < 2 or small(text[span.start : span.end]):
        yield span
        return
    middle = _cut(text, span)
    yield from _halved(text, Span(span.start, middle), small)
    yield from _halved(text, Span(middle, span.end), small)


def _cut(text: str, span: Span) -> int:
    """The start of the word nearest to the middle of a span; the middle where it has no white space."""
    middle = (span.start + span.end) // 2
    starts = [
        index for index in range(span.start + 1, span.end) if text[index - 1].isspace() and not text[index].isspace()
    ]
    return min(starts, key=lambda index: abs(index - middle), default=middle)


def stretches(side: Sequence[Span], count: int) -> list[Span]:
    """``count`` stretches of a side's units, in order; together they hold every unit."""
    ends = list(itertools.accumulate(unit.end - unit.start for unit in side))
    total = ends[-1]
    borders = [_nearest([0, *ends], total * i / count) for i in range(count + 1)]
    result = []
    for i, (first, last) in enumerate(itertools.pairwise(borders)):
        if first == last:
            first = bisect.bisect_left(ends, total * (i + 0.5) / count)
            last = first + 1
        result.append(Span(side[first].start, side[last - 1].end))
    return result


def _nearest(values: Sequence[float], wanted: float) -> int:
    """The index of the value nearest to the one wanted; ``values`` rise."""
    after = bisect.bisect_left(values, wanted)
    around = range(max(0, after - 1), min(len(values), after + 1))
    return min(around, key=lambda index: abs(values[index] - wanted))


def weighted_mean(values: Sequence[float], weights: Sequence[float]) -> float:
    """The mean of some values by weight."""
    return sum(value * weight for value, weight in zip(values, weights, strict=True)) / sum(weights)


def length_batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Indices of items in batches of like length, the longest first, at most ``budget`` padded units a batch."""
    batch: list[int] = []
    widest = 0
    for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if batch and (len(batch) + 1) * widest > budget:
            yield batch
            batch = []
        if not batch:
            widest = max(1, lengths[index])
        batch.append(index)
    if batch:
        yield batch


def by_owner(owners: Sequence[int], results: Sequence[T], count: int) -> list[list[T]]:
    """Results of windows gathered by the pair they belong to, in order."""
    gathered: list[list[T]] = [[] for _ in range(count)]
    for owner, result in zip(owners, results, strict=True):
        gathered[owner].append(result)
    return gathered


class Countdown:
    """Reports a pair as done when the last of its windows is."""

    def __init__(self, owners: Sequence[int], progress: Callable[[int], None] | None) -> None:
        self.left = dict.fromkeys(owners, 0)
        for owner in owners:
            self.left[owner] += 1
        self.progress = progress

    def done(self, owner: int) -> None:
        """One more window of a pair is done."""
        self.left[owner] -= 1
        if self.progress and not self.left[owner]:
            self.progress(1)
