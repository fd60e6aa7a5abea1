"""Graded translations: several of one source, from good to dangerous, the wrong words marked; kept groups only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, groupby
from pathlib import Path

import numpy as np

from tqcheck.evaluate.graded import Graded, read_graded
from tqcheck.evaluate.qe import metrics
from tqcheck.evaluate.qe.figures import Figure, Note
from tqcheck.evaluate.qe.gender import won
from tqcheck.evaluate.qe.places import gap_at, most_suspect_right
from tqcheck.evaluate.qe.session import Session
from tqcheck.evaluate.qe.words import WordTable, word_figures
from tqcheck.text.tokens import tokenize
from tqcheck.types import Estimate

CORPUS = "graded"
MAJOR = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One translation, its source and what an estimator says of it."""

    source: str
    one: Graded
    estimate: Estimate


def measure(folder: Path, session: Session) -> Iterator[Figure | Note]:
    """Order within a source, AUC of a major error, places; sources are resampled."""
    groups = read_graded(sorted((folder / CORPUS).glob("*.tsv")))
    kept = [(group.source, one) for group in groups if group.kept and not group.fitted for one in group.translations]
    used = sum(not group.kept or group.fitted for group in groups)
    yield Note(CORPUS, f"{used} groups that the estimator is trained or calibrated on left out")
    kept = session.thin(kept, lambda pair: pair[0])
    estimates = session.estimates("graded", [(source, one.target) for source, one in kept])
    rows = [Row(source, one, estimate) for (source, one), estimate in zip(kept, estimates, strict=True)]
    yield from _orders(rows, session)
    yield from _areas(rows, session)
    yield from _flagged(rows, session)
    yield from _places(rows, session)


def _orders(rows: Sequence[Row], session: Session) -> Iterator[Figure]:
    """Of two translations of a source with different grades, how often the better one is above; a tie counts half."""
    pairs = [
        (better, worse)
        for _, group in groupby(rows, key=lambda row: row.source)
        for better, worse in combinations(sorted(group, key=lambda row: row.one.rank), 2)
        if better.one.rank < worse.one.rank
    ]
    for better, worse in (("good", "minor"), ("good", "major"), ("minor", "major"), ("free", "major")):
        chosen = [(a, b) for a, b in pairs if a.one.grade == better and _level(b) == worse]
        bootstrap = session.bootstrap([a.source for a, _ in chosen])
        for name, sign in (("score", -1), ("p_error", 1)):
            above = won(
                [sign * getattr(b.estimate, name) for _, b in chosen],
                [sign * getattr(a.estimate, name) for a, _ in chosen],
            )
            found = bootstrap.measure(partial(metrics.mean, above))
            yield Figure(CORPUS, f"{better} above {worse} within a source by {name}", len(chosen), found)


def _level(row: Row) -> str:
    """The grade, critical errors counted as major ones."""
    return "major" if row.one.rank >= MAJOR else row.one.grade


def _areas(rows: Sequence[Row], session: Session) -> Iterator[Figure]:
    """AUC of a major error against none, over all sources.

    Good translations keep close to the source, as those with an error do; free ones show whether an estimator takes
    distance from the source for an error.
    """
    for sound in ("good", "free"):
        chosen = [row for row in rows if _level(row) in (sound, "major")]
        major = np.array([_level(row) == "major" for row in chosen])
        bootstrap = session.bootstrap([row.source for row in chosen])
        for name, doubt in (
            ("score", [-r.estimate.score for r in chosen]),
            ("p_error", [r.estimate.p_error for r in chosen]),
        ):
            found = bootstrap.measure_ranking(metrics.auc, np.array(doubt), major)
            yield Figure(CORPUS, f"AUC of a major error against {sound} by {name}", len(chosen), found)


def _flagged(rows: Sequence[Row], session: Session) -> Iterator[Figure]:
    """Shares that the model alone flags, and that it says leave something out."""
    threshold = session.estimator().threshold
    for name, ranks in (("sound", (0,)), ("minor", (1,)), ("major or critical", (MAJOR, MAJOR + 1))):
        chosen = [row for row in rows if row.one.rank in ranks]
        bootstrap = session.bootstrap([row.source for row in chosen])
        for title, flags in (
            ("flagged by the model", [row.estimate.p_error >= threshold for row in chosen]),
            ("said to leave something out", [row.estimate.left_out is not None for row in chosen]),
        ):
            found = bootstrap.measure(partial(metrics.mean, np.array(flags)))
            yield Figure(CORPUS, f"{title}, {name}", len(chosen), found)


def _places(rows: Sequence[Row], session: Session) -> Iterator[Figure]:
    """Word labels over all translations, and whether the most suspect place of a flawed one is right."""
    table, hits, sources = WordTable(), [], []
    for row in rows:
        spans = tokenize(row.one.target, "en")
        table.add(row.estimate, spans, [span.overlaps_any(row.one.bad) for span in spans], row.source)
        if row.one.rank and row.estimate.gaps:
            words = row.estimate.words
            bad = frozenset(i for i, word in enumerate(words) if word.span.overlaps_any(row.one.bad))
            gaps = frozenset(gap_at(row.estimate, place) for place in row.one.gaps)
            hits.append(most_suspect_right(row.estimate, bad, gaps))
            sources.append(row.source)
    yield from word_figures(CORPUS, table, session)
    if hits:
        found = session.bootstrap(sources).measure(partial(metrics.mean, np.array(hits)))
        yield Figure(CORPUS, "most suspect of words and gaps is right", len(hits), found)
