"""Clean human translations: how many the model alone would flag, and where the error probability lies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from tqcheck.evaluate.corpora import read_pairs
from tqcheck.evaluate.qe import metrics
from tqcheck.evaluate.qe.bootstrap import Bootstrap, interval
from tqcheck.evaluate.qe.figures import Figure, Note
from tqcheck.evaluate.qe.session import Session

CORPUS = "clean"
FOLDERS = ("news", "ntrex")
QUANTILES = (0.5, 0.9, 0.95, 0.98, 0.99, 0.999)


def measure(folder: Path, session: Session) -> Iterator[Figure | Note]:
    """Share of pairs at or above the operating point, and quantiles of ``p_error``; of the corpora that are there."""
    threshold = session.estimator().threshold
    flags = "the model flags nothing by itself" if threshold > 1 else f"the operating point is p_error >= {threshold:g}"
    yield Note(CORPUS, flags)
    for name in FOLDERS:
        file = folder / name / "dev.tsv"
        if not file.is_file():
            continue
        pairs = session.thin(read_pairs(file), lambda pair: pair)
        p_error = np.array([estimate.p_error for estimate in session.estimates(name, pairs)])
        bootstrap = session.bootstrap(range(len(pairs)))
        flagged = p_error >= threshold
        share = bootstrap.measure(partial(metrics.mean, flagged))
        yield Figure(CORPUS, f"flagged by the model, {name}", len(pairs), share)
        for quantile in QUANTILES:
            title = f"p_error that {100 * quantile:g} in 100 stay at or below, {name}"
            yield Figure(CORPUS, title, len(pairs), interval(quantiles(p_error, quantile, bootstrap)), detail=True)


def quantiles(values: np.ndarray, share: float, bootstrap: Bootstrap) -> np.ndarray:
    """In each resample the smallest value that at least ``share`` of the items stay at or below."""
    order = np.argsort(values, kind="stable")
    masses = bootstrap.counts[:, bootstrap.groups[order]].cumsum(1)
    places = (masses < share * masses[:, -1:] - 1e-9).sum(1)
    return values[order][np.minimum(places, len(values) - 1)]
