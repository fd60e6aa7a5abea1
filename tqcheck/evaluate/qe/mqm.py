"""bio-MQM: professional MQM marks against score, error probability and words; and how far to trust the probability."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from tqcheck.evaluate.qe import metrics
from tqcheck.evaluate.qe.bio_mqm import HELD, Annotated, in_half, read_bio_mqm
from tqcheck.evaluate.qe.bootstrap import Bootstrap, interval
from tqcheck.evaluate.qe.calibration import calibration_figures
from tqcheck.evaluate.qe.figures import Figure, Note
from tqcheck.evaluate.qe.predictions import read_predictions
from tqcheck.evaluate.qe.session import Session
from tqcheck.evaluate.qe.words import WordTable, word_figures
from tqcheck.text.tokens import tokenize
from tqcheck.types import Estimate

CORPUS = "bio"


def measure(folder: Path, session: Session) -> Iterator[Figure | Note]:
    """AUC, Kendall, word figures and calibration; documents are resampled, for 13 outputs share a source."""
    everything = list(read_bio_mqm(folder / "bio-mqm" / "dev.jsonl"))
    rows = in_half(everything, HELD)
    yield Note(
        CORPUS, f"{len(everything) - len(rows)} segments of the documents that the estimator is trained on left out"
    )
    if CORPUS in session.predictions:
        file = session.predictions[CORPUS]
        yield Note(CORPUS, f"estimates read from {file}")
        pairs = list(zip(rows, read_predictions(file, [(row.doc, row.system) for row in rows]), strict=True))
        pairs = session.thin(pairs, lambda pair: (pair[0].doc, pair[0].source))
    else:
        rows = session.thin(rows, lambda row: (row.doc, row.source))
        pairs = list(zip(rows, session.estimates("bio-MQM", [(r.source, r.target) for r in rows]), strict=True))
    yield from figures([row for row, _ in pairs], [estimate for _, estimate in pairs], session)


def figures(rows: Sequence[Annotated], estimates: Sequence[Estimate], session: Session) -> Iterator[Figure | Note]:
    """All figures of the rows and their estimates."""
    score, p_error = (np.array([getattr(e, name) for e in estimates]) for name in ("score", "p_error"))
    major, penalty = np.array([row.major for row in rows]), np.array([row.penalty for row in rows])
    bootstrap = session.bootstrap([row.doc for row in rows])
    for name, doubt in (("score", 1 - score), ("p_error", p_error)):
        title = f"AUC of a major or critical error by {name}"
        found = bootstrap.measure_ranking(metrics.auc, doubt, major)
        yield Figure(CORPUS, title, len(rows), found)
    for name, doubt in (("score", 1 - score), ("p_error", p_error)):
        title = f"Kendall of {name} with the MQM penalty"
        tau = metrics.kendall(doubt, penalty, bootstrap.groups, bootstrap.counts)
        yield Figure(CORPUS, title, len(rows), interval(tau))
    yield within_sources(rows, 1 - score, penalty, bootstrap)
    yield from _words(rows, estimates, session)
    yield from calibration_figures(CORPUS, p_error, major, bootstrap)


def within_sources(rows: Sequence[Annotated], doubt: np.ndarray, penalty: np.ndarray, bootstrap: Bootstrap) -> Figure:
    """The mean over source segments of Kendall's tau-b among the outputs that share one; n counts the sources.

    A source whose outputs all have one penalty, or one score, has no tau and is left out.
    """
    places: dict[tuple[str, str], list[int]] = {}
    for index, row in enumerate(rows):
        places.setdefault((row.doc, row.source), []).append(index)
    taus, firsts = [], []
    for inside in places.values():
        members = np.arange(len(inside))
        tau = metrics.kendall(doubt[inside], penalty[inside], members, np.ones((1, len(inside))))[0]
        if np.isfinite(tau):
            taus.append(tau)
            firsts.append(inside[0])
    title = "Kendall of score with the MQM penalty, within a source"
    sources = bootstrap.select(np.array(firsts, dtype=int))
    values = np.array(taus)
    found = sources.measure(partial(metrics.mean, values))
    return Figure(CORPUS, title, len(taus), found)


def _words(rows: Sequence[Annotated], estimates: Sequence[Estimate], session: Session) -> Iterator[Figure]:
    table = WordTable()
    for row, estimate in zip(rows, estimates, strict=True):
        spans = tokenize(row.target, "en")
        table.add(estimate, spans, [span.overlaps_any(row.marked) for span in spans], row.doc)
    return word_figures(CORPUS, table, session)
