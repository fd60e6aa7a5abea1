"""What the embedded estimator reads off a pair: figures of the segment, and log-odds a word and a gap."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tqcheck.quality.similarity import segment_features
from tqcheck.quality.surface import NO_SLIPS, Slips
from tqcheck.types import Span

if TYPE_CHECKING:
    import numpy as np

    from tqcheck.encoder import Encoding

FIGURES = (
    "effort",
    "error",
    "worst_word",
    "second_word",
    "mean_word",
    "worst_gap",
    "omitted",
    "similarity",
    "worst_precision",
    "worst_recall",
    "log_length",
    "slips",
    "word_fluency",
    "class_fluency",
)
"""The figures that a calibration weighs, in order; the last three are read off the texts (see ``with_surface``)."""

FLOOR = -12.0
"""Log-odds of a word without a token of its own, and of the second word where there is only one."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The network's log-odds for one pair: ``words`` (target tokens,), ``gaps`` (target tokens + 1,), ``omitted``
    (source tokens,), and the segment's ``effort`` and ``error``."""

    words: np.ndarray
    gaps: np.ndarray
    omitted: np.ndarray
    effort: float
    error: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A pair's figures, and log-odds that a target word is wrong, that something is missing in a gap (one more than the
    words), and that a source word has no counterpart; ``matches`` and ``source_matches`` are the best similarity of
    each target and source word to a token of the other side, ``source_words`` and ``target_words`` where they stand."""

    figures: tuple[float, ...]
    words: tuple[float, ...]
    matches: tuple[float, ...]
    gaps: tuple[float, ...]
    omitted: tuple[float, ...]
    source_matches: tuple[float, ...] = ()
    source_words: tuple[Span, ...] = ()
    target_words: tuple[Span, ...] = ()
    slips: Slips = NO_SLIPS


SURFACE = (0.0, 0.0, 0.0)
"""The last figures until the texts are looked at."""


def with_surface(reading: Reading, slips: Slips, fluency: tuple[float, ...]) -> Reading:
    """A reading with the slips of its pair and how fluent the target is (see ``fluency``)."""
    of_network = reading.figures[: -len(SURFACE)]
    return replace(reading, figures=(*of_network, float(slips.count), *fluency), slips=slips)


def read_off(
    tokens: Tokens,
    similarity: np.ndarray,
    source: tuple[Encoding, Sequence[Span]],
    target: tuple[Encoding, Sequence[Span]],
) -> Reading:
    """The reading of one pair from its token log-odds, token similarities and words."""
    words = [worst_in(tokens.words, members) for members in members_of(*target)]
    omitted = [worst_in(tokens.omitted, members) for members in members_of(*source)]
    gaps = gaps_between(tokens.gaps, target[0], target[1])
    ordered = sorted(words, reverse=True)
    figures = (
        tokens.effort,
        tokens.error,
        ordered[0] if ordered else FLOOR,
        ordered[1] if len(ordered) > 1 else FLOOR,
        _log_mean(words),
        max(gaps),
        _log_mean(omitted),
        *segment_features(similarity),
    )
    return Reading(
        (*figures, *SURFACE),
        tuple(words),
        best_matches(similarity, *target),
        tuple(gaps),
        tuple(omitted),
        best_matches(similarity.T, *source),
        tuple(source[1]),
        tuple(target[1]),
    )


def best_matches(similarity: np.ndarray, encoding: Encoding, spans: Sequence[Span]) -> tuple[float, ...]:
    """Each word's best similarity to a token of the other side; 1.0 for a word without a token of its own.

    ``similarity`` is (other side's tokens, the words' tokens).
    """
    best = similarity.max(0).tolist() if similarity.size else [1.0] * len(encoding.tokens)
    return tuple(max((best[i] for i in members), default=1.0) for members in members_of(encoding, spans))


HOW = ("mean", "max", "max", "max", "mean", "max", "mean", "mean", "min", "min", "max", "max", "mean", "mean")
"""How each figure of a pair that was read in windows comes from theirs."""


@dataclass(frozen=True, slots=True)
class Part:
    """The reading of a window of a pair, with the words of its sides where they stand in the pair, and its weight."""

    reading: Reading
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    weight: float


def joined(parts: Sequence[Part], source: Sequence[Span], target: Sequence[Span]) -> Reading:
    """The reading of a pair from those of its windows; a word that two windows hold takes the worse."""
    figures = []
    total = sum(part.weight for part in parts)
    for index, how in enumerate(HOW):
        values = [part.reading.figures[index] for part in parts]
        mean = sum(value * part.weight for value, part in zip(values, parts, strict=True)) / total
        figures.append({"mean": mean, "max": max(values), "min": min(values)}[how])
    words = _gathered(parts, lambda part: zip(part.target, part.reading.words, strict=True))
    before = _gathered(parts, lambda part: zip(part.target, part.reading.gaps, strict=False))
    matches = _gathered(parts, lambda part: zip(part.target, part.reading.matches, strict=True))
    omitted = _gathered(parts, lambda part: zip(part.source, part.reading.omitted, strict=True))
    answered = _gathered(parts, lambda part: zip(part.source, part.reading.source_matches, strict=True))
    return Reading(
        tuple(figures),
        tuple(words.get(span, FLOOR) for span in target),
        tuple(matches.get(span, 1.0) for span in target),
        (*(before.get(span, FLOOR) for span in target), parts[-1].reading.gaps[-1]),
        tuple(omitted.get(span, FLOOR) for span in source),
        tuple(answered.get(span, 1.0) for span in source),
        tuple(source),
        tuple(target),
    )


def _gathered(parts: Sequence[Part], pairs_of: Callable[[Part], Iterable[tuple[Span, float]]]) -> dict[Span, float]:
    found: dict[Span, float] = {}
    for part in parts:
        for span, value in pairs_of(part):
            found[span] = max(value, found.get(span, value))
    return found


def members_of(encoding: Encoding, spans: Sequence[Span]) -> list[list[int]]:
    """The tokens that share a character with each span; spans and tokens stand in order."""
    starts, ends = encoding.offsets[:, 0].tolist(), encoding.offsets[:, 1].tolist()
    found, first = [], 0
    for span in spans:
        while first < len(starts) and ends[first] <= span.start:
            first += 1
        last, members = first, []
        while last < len(starts) and starts[last] < span.end:
            if ends[last] > starts[last]:
                members.append(last)
            last += 1
        found.append(members)
    return found


def worst_in(log_odds: np.ndarray, members: Sequence[int]) -> float:
    """The highest of some tokens' log-odds."""
    return max((float(log_odds[i]) for i in members), default=FLOOR)


def gaps_between(log_odds: np.ndarray, target: Encoding, words: Sequence[Span]) -> list[float]:
    """Log-odds of the gap before each word and at the end: the worst token gap between two words' beginnings."""
    starts = target.offsets[:, 0].tolist()
    found, first = [], 0
    for word in words:
        members = [first] if first < len(starts) else []
        while first < len(starts) and starts[first] <= word.start:
            members.append(first)
            first += 1
        found.append(worst_in(log_odds, sorted(set(members))))
        while first < len(starts) and starts[first] < word.end:
            first += 1
    found.append(worst_in(log_odds, range(first, len(log_odds))))
    return found


def _log_mean(log_odds: Sequence[float]) -> float:
    """Log-odds of the mean probability."""
    if not log_odds:
        return FLOOR
    mean = sum(1 / (1 + math.exp(-x)) for x in log_odds) / len(log_odds)
    mean = min(max(mean, 1e-5), 1 - 1e-5)
    return math.log(mean / (1 - mean))
