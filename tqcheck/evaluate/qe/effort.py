"""WCE-LIG: does the score fall with the editing effort, and are the words that were edited the suspect ones?"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from tqcheck.evaluate.corpora import read_rows
from tqcheck.evaluate.qe import metrics
from tqcheck.evaluate.qe.bootstrap import Bootstrap, interval
from tqcheck.evaluate.qe.figures import Figure, Note
from tqcheck.evaluate.qe.session import Session
from tqcheck.evaluate.qe.wce import SYSTEMS, Edited, edited_segments, learn_case
from tqcheck.evaluate.qe.words import WordTable, word_figures

CORPUS = "wce"
COLUMNS = ("source", "smt_lowercased_tokenised", "post_edit", "google", "bing")


def read(folder: Path, session: Session) -> list[Edited]:
    """The dev segments of the three systems; the written case of words is learned from the training part."""
    train = read_rows(folder / "wce-lig" / "train.tsv", COLUMNS)
    case = learn_case(row[key] for row in train for key in ("google", "bing", "post_edit"))
    rows = session.thin(read_rows(folder / "wce-lig" / "dev.tsv", COLUMNS), lambda row: row["source"])
    found: list[Edited] = []
    with session.stage("Labelling WCE-LIG", len(rows)) as done:
        for row in rows:
            found.extend(edited_segments([row], case))
            done(1)
    return found


def measure(folder: Path, session: Session) -> Iterator[Figure | Note]:
    """Correlations with HTER and word figures, system by system; a source sentence is a group."""
    missing = [name for name in ("rapidfuzz", "sacremoses") if importlib.util.find_spec(name) is None]
    if missing:
        yield Note(CORPUS, f"skipped: {' and '.join(missing)} not installed; pip install 'tqcheck[train]'")
        return
    edited = read(folder, session)
    estimates = session.estimates("WCE-LIG", [(e.source, e.target) for e in edited])
    yield Note(CORPUS, "google and bing against the post-edit of smt; every token counts, one without a p_bad as 0")
    for system in SYSTEMS:
        rows = [(e, estimate) for e, estimate in zip(edited, estimates, strict=True) if e.system == system]
        score = np.array([estimate.score for _, estimate in rows])
        hter = np.array([e.hter for e, _ in rows])
        yield from _correlations(system, score, hter, session.bootstrap([e.source for e, _ in rows]))
        table = WordTable()
        for e, estimate in rows:
            table.add(estimate, e.words, e.bad, e.source)
        yield from word_figures(CORPUS, table, session, f", {system}")


def _correlations(system: str, score: np.ndarray, hter: np.ndarray, bootstrap: Bootstrap) -> Iterator[Figure]:
    kept = metrics.kendall(1 - score, hter, bootstrap.groups, bootstrap.counts)
    found = {
        "Spearman": bootstrap.measure(partial(metrics.spearman, 1 - score, hter)),
        "Pearson": bootstrap.measure(partial(metrics.pearson, 1 - score, hter)),
        "Kendall": interval(kept),
    }
    for name, value in found.items():
        title = f"{name} of 1 - score with HTER, {system}"
        yield Figure(CORPUS, title, len(score), value)
