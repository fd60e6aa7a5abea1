"""Fits what tells that the target leaves something out: clean news against the same with words, phrases or clauses
dropped."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqcheck.evaluate.corpora import read_pairs
from tqcheck.quality import omissions
from tqcheck.quality.calibration import Logistic
from tqcheck.quality.translations import LANGS, TranslationTable, load_table
from tqcheck.training.qe.maps import token_map

if TYPE_CHECKING:
    from tqcheck.quality.embedded import EmbeddedEstimator
    from tqcheck.quality.reading import Reading
    from tqcheck.training.qe.calibration_rows import Clean

KINDS = ("clause-dropped", "half-dropped", "phrase-dropped", "start-dropped", "modifier-dropped", "word-dropped")
ALARM_RATE = 0.0005
"""Share of clean news segments that may be said to leave something out."""

DROPPED, KEPT = 0.15, 0.03
"""A source word whose best match falls by more than the first lost its counterpart, by less than the second kept it."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A pair, and the same with something left out, with their readings."""

    pair: tuple[str, str]
    reading: Reading
    worse: tuple[str, str]
    worse_reading: Reading


def planted_twins(folder: Path, estimator: EmbeddedEstimator, count: int = 1500, seed: int = 9) -> list[Twin]:
    """News dev pairs and their twins, of each kind of omission as many as apply."""
    from tqcheck.training.errors import corrupt

    rng = random.Random(seed)
    pairs = [pair for pair in read_pairs(folder / "news" / "dev.tsv") if all(pair)][:count]
    made = [(pair, corrupt(*pair, rng, kinds=[rng.choice(KINDS)])) for pair in pairs]
    twins = [(pair, (pair[0], found.target)) for pair, found in made if found]
    good = estimator.read([pair for pair, _ in twins])
    worse = estimator.read([pair for _, pair in twins])
    return [Twin(a, one, b, other) for (a, b), one, other in zip(twins, good, worse, strict=True)]


def fit(folder: Path, estimator: EmbeddedEstimator, clean: Clean) -> dict[str, Any]:
    """The maps ``omitted``, ``known_omitted`` and ``left_out``, and the last one's operating point on clean news."""
    import numpy as np

    table = load_table(estimator.folder)
    twins = planted_twins(folder, estimator)
    omitted = token_map(*word_rows(twins, None))
    known = token_map(*word_rows(twins, table)) if table else None
    chosen = _map(known if known else omitted)
    good = [figures(twin.pair, twin.reading, chosen, table) for twin in twins]
    worse = [figures(twin.worse, twin.worse_reading, chosen, table) for twin in twins]
    left_out = token_map([*good, *worse], [False] * len(good) + [True] * len(worse))
    found = [
        _map(left_out)(*figures(pair, reading, chosen, table))
        for pair, reading in zip(clean.pairs, clean.readings, strict=True)
    ]
    threshold = float(np.quantile(found, 1 - ALARM_RATE))
    return {
        "omitted": omitted, "known_omitted": known, "left_out": left_out, "left_out_threshold": round(threshold, 4),
    }  # fmt: skip


def word_rows(twins: Sequence[Twin], table: TranslationTable | None) -> tuple[list[Sequence[float]], list[bool]]:
    """Figures of source words, and whether the word lost its counterpart."""
    rows: list[Sequence[float]] = []
    labels: list[bool] = []
    for twin in twins:
        before, after = twin.reading.source_matches, twin.worse_reading.source_matches
        for reading, pair, spoilt in ((twin.reading, twin.pair, False), (twin.worse_reading, twin.worse, True)):
            values = _figures_of(pair, reading, table)
            for place in omissions.content_words(pair[0], reading.source_words, LANGS[0]):
                fall = before[place] - after[place] if spoilt else 0.0
                if not KEPT <= fall <= DROPPED:
                    rows.append(values[place])
                    labels.append(fall > DROPPED)
    return rows, labels


def figures(pair: tuple[str, str], reading: Reading, word: Logistic, table: TranslationTable | None) -> Sequence[float]:
    """The figures of what may be left out of a pair."""
    odds = [word.log_odds(*row) for row in _figures_of(pair, reading, table)]
    return omissions.suspect(pair, reading, odds, LANGS[0]).figures


def _figures_of(pair: tuple[str, str], reading: Reading, table: TranslationTable | None) -> Sequence[Sequence[float]]:
    return omissions.known_figures(pair, reading, table) if table else omissions.word_figures(reading)


def _map(numbers: Sequence[float]) -> Logistic:
    return Logistic(tuple(numbers[:-1]), numbers[-1])
