"""What the target leaves out, by the words of the source that nothing answers to.

Each source word gets a probability of having no counterpart; the stretch of words with the greatest evidence together
is what may be left out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tqcheck.quality.reading import FLOOR, Reading
from tqcheck.text.stretches import USUAL_RATIO, heaviest_stretch
from tqcheck.types import Span

if TYPE_CHECKING:
    from tqcheck.quality.translations import TranslationTable

FIGURES = ("stretch", "worst_word", "second_word", "worst_gap", "log_ratio", "log_words")
"""What a calibration weighs to tell whether something is left out."""

COST = 0.5
"""Log-odds that a word must have to speak for an omission."""

RELIEF = -3.0
"""The most that one answered word inside a stretch speaks against it."""

COMMON = 5.8
"""Zipf frequency from which a word is a function word, which no translation need answer to."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """The stretch of the source that is most likely left out, None where no word is suspect, and the figures."""

    span: Span | None
    figures: tuple[float, ...]


def word_figures(reading: Reading) -> list[tuple[float, float]]:
    """What a calibration weighs of each source word: its log-odds and its best match."""
    return list(zip(reading.omitted, reading.source_matches, strict=True))


def known_figures(
    pair: tuple[str, str], reading: Reading, table: TranslationTable
) -> list[tuple[float, float, float, float]]:
    """The same, whether the translation table knows the word (0 or 1), and its likeliest word in the target."""
    told = table.answers(*pair, reading.source_words)
    return [(*own, *more) for own, more in zip(word_figures(reading), told, strict=True)]


def suspect(pair: tuple[str, str], reading: Reading, log_odds: Sequence[float], lang: str) -> Suspect:
    """What is most likely left out of a pair; ``log_odds`` are those of the source's words."""
    content = content_words(pair[0], reading.source_words, lang)
    values = [log_odds[index] for index in content]
    weight, (first, last) = stretch(values)
    ordered = [*sorted(values, reverse=True), FLOOR, FLOOR]
    ratio = len(pair[1]) / max(1, len(pair[0])) / USUAL_RATIO
    span = None
    if weight > 0:
        words = reading.source_words
        span = Span(words[content[first]].start, words[content[last - 1]].end)
    figures = (weight, ordered[0], ordered[1], max(reading.gaps), math.log(max(ratio, 0.01)), math.log(len(values) + 1))
    return Suspect(span, figures)


def stretch(log_odds: Sequence[float]) -> tuple[float, tuple[int, int]]:
    """The greatest sum of consecutive log-odds beyond ``COST``, at least 0, and from which to before which it goes."""
    return heaviest_stretch([value - COST for value in log_odds], RELIEF)


def content_words(text: str, words: Sequence[Span], lang: str) -> list[int]:
    """The numbers of the words that are no punctuation and no function words."""
    from wordfreq import zipf_frequency

    forms = [text[span.start : span.end].lower() for span in words]
    return [i for i, form in enumerate(forms) if form[0].isalnum() and zipf_frequency(form, lang) <= COMMON]
