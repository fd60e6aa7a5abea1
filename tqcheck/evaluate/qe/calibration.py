"""How far a probability can be trusted: reliability by bin, expected calibration error (Naeini et al., 2015)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from tqcheck.evaluate.qe import metrics
from tqcheck.evaluate.qe.bootstrap import Bootstrap
from tqcheck.evaluate.qe.figures import Figure

BINS = 10


def calibration_figures(
    corpus: str, stated: np.ndarray, happened: np.ndarray, bootstrap: Bootstrap
) -> Iterator[Figure]:
    """The expected calibration error over equally wide and equally full bins, each with its reliability table."""
    for name, places in (("equal width", equal_width(stated)), ("equal mass", equal_mass(stated))):
        title = f"expected calibration error of p_error, {name}"
        rows = _bin_rows(stated, happened, places)
        found = bootstrap.measure_sums(rows, calibration_error)
        yield Figure(corpus, title, len(stated), found)
        for place in np.unique(places):
            inside = np.flatnonzero(places == place)
            share = bootstrap.select(inside).measure(partial(metrics.mean, happened[inside]))
            bounds = f"{stated[inside].min():.3f} to {stated[inside].max():.3f}"
            title = f"share with the error where p_error is {bounds}, {stated[inside].mean():.3f} on average"
            yield Figure(corpus, title, len(inside), share, detail=True)


def equal_width(stated: np.ndarray, bins: int = BINS) -> np.ndarray:
    """The bin of each probability among equally wide ones."""
    found: np.ndarray = np.minimum((stated * bins).astype(int), bins - 1)
    return found


def equal_mass(stated: np.ndarray, bins: int = BINS) -> np.ndarray:
    """The bin of each probability among equally full ones; equal probabilities stay together."""
    edges = np.quantile(stated, np.arange(1, bins) / bins)
    return np.searchsorted(edges, stated, side="right")


def _bin_rows(stated: np.ndarray, happened: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Count, stated and happened sums by bin, as columns of one row an item."""
    inside = (places[:, None] == np.unique(places)[None, :]).astype(float)
    return np.concatenate([inside, inside * stated[:, None], inside * happened[:, None]], axis=1)


def calibration_error(sums: np.ndarray) -> np.ndarray:
    """Mean gap between stated and happened over the bins, by their mass; rows of counts, stated and happened sums."""
    counts, stated, happened = np.split(sums, 3, axis=1)
    found: np.ndarray = np.abs(stated - happened).sum(1) / counts.sum(1)
    return found
