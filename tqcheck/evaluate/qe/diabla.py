"""DiaBLa: chat lines judged by those who chatted. Short lines are judged better: length is a control."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from tqcheck.evaluate.qe import metrics
from tqcheck.evaluate.qe.figures import Figure, Note
from tqcheck.evaluate.qe.readers import QUALITY, read_diabla
from tqcheck.evaluate.qe.session import Session

CORPUS = "diabla"


def measure(folder: Path, session: Session) -> Iterator[Figure | Note]:
    """AUC of poor against perfect and correlations with the judged quality; dialogues are resampled."""
    judged, left_out = read_diabla(folder / "diabla" / "dev.tsv")
    if left_out:
        yield Note(CORPUS, f"{left_out} line(s) without a judgement left out")
    judged = session.thin(judged, lambda line: (line.dialogue, line.source))
    estimates = session.estimates("DiaBLa", [(line.source, line.target) for line in judged])
    score = np.array([estimate.score for estimate in estimates])
    sound = -np.array([estimate.p_error for estimate in estimates])
    quality = np.array([line.quality for line in judged])
    length = np.log([max(1, len(line.source.split())) for line in judged])
    bootstrap = session.bootstrap([line.dialogue for line in judged])
    extreme = np.flatnonzero(quality != QUALITY["medium"])
    perfect = quality[extreme] == QUALITY["perfect"]
    for name, values in (("score", score), ("1 - p_error", sound), ("control: minus the source's length", -length)):
        found = bootstrap.select(extreme).measure_ranking(metrics.auc, values[extreme], perfect)
        yield Figure(CORPUS, f"AUC perfect against poor, {name}", len(extreme), found)
        found = bootstrap.measure(partial(metrics.spearman, values, quality))
        yield Figure(CORPUS, f"Spearman with judged quality, {name}", len(judged), found)
    without_length = bootstrap.measure(partial(metrics.partial_spearman, score, quality, length))
    yield Figure(CORPUS, "Spearman with judged quality, score, log length partialled out", len(judged), without_length)
