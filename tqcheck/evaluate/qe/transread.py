"""TransRead subtitles: words without a counterpart, as two judges marked them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from tqcheck.evaluate.qe import metrics
from tqcheck.evaluate.qe.figures import Figure, Note
from tqcheck.evaluate.qe.readers import Subtitle, read_transread
from tqcheck.evaluate.qe.session import Session
from tqcheck.evaluate.qe.words import WordTable
from tqcheck.types import Estimate

CORPUS = "transread"


def measure(folder: Path, session: Session) -> Iterator[Figure | Note]:
    """Average precision of the target's words without counterpart; of the source's by the surest gap, segment-wise."""
    subtitles, left_out = read_transread(folder / "transread-subtitles" / "dev.tsv")
    subtitles = session.thin(subtitles, lambda subtitle: subtitle.id)
    estimates = session.estimates("TransRead", [(s.source, s.target) for s in subtitles])
    yield Note(
        CORPUS,
        f"{left_out} pairs left out that a judge did not go through word by word; positive: both judges, "
        "negative: neither, words they differ on left out; case and spacing restored",
    )
    yield from _additions(subtitles, estimates, session)
    if any(estimate.gaps for estimate in estimates):
        yield from _omissions(subtitles, estimates, session)
    else:
        yield Note(CORPUS, "target words only: the estimator says nothing of gaps or source words")


def _additions(subtitles: Sequence[Subtitle], estimates: Sequence[Estimate], session: Session) -> Iterator[Figure]:
    table = WordTable()
    for subtitle, estimate in zip(subtitles, estimates, strict=True):
        table.add(estimate, subtitle.words, subtitle.alone, subtitle.id)
    alone, bootstrap = np.array(table.bad, dtype=bool), session.bootstrap(table.groups)
    for title, values in (
        ("average precision of target words without counterpart", np.array(table.scores)),
        ("the same, every word alike", np.zeros(len(alone))),
    ):
        found = bootstrap.measure_ranking(metrics.average_precision, values, alone)
        yield Figure(CORPUS, title, len(alone), found)


def _omissions(subtitles: Sequence[Subtitle], estimates: Sequence[Estimate], session: Session) -> Iterator[Figure]:
    """Pairs with a source word without counterpart against pairs without, by the surest gap."""
    rows = [(s, max(e.gaps, default=0.0)) for s, e in zip(subtitles, estimates, strict=True) if s.omits is not None]
    omits, gap = np.array([bool(s.omits) for s, _ in rows]), np.array([value for _, value in rows])
    bootstrap = session.bootstrap([s.id for s, _ in rows])
    for name, metric in (("average precision", metrics.average_precision), ("AUC", metrics.auc)):
        found = bootstrap.measure_ranking(metric, gap, omits)
        yield Figure(CORPUS, f"{name} of pairs that leave out a source word, by the surest gap", len(rows), found)
