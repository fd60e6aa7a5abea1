"""What the estimator's calibration is fitted on: readings of labelled dev sets, planted errors and clean news."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.evaluate.corpora import read_pairs
from tqcheck.evaluate.graded import Graded, read_graded
from tqcheck.text.tokens import tokenize
from tqcheck.training.fit_calibration import Sample, bio_samples, wce_samples

if TYPE_CHECKING:
    import numpy as np

    from tqcheck.quality.embedded import EmbeddedEstimator
    from tqcheck.quality.reading import Reading

QUALITY_SHARES: Mapping[str, float] = {"wce": 0.85, "bio-mqm": 0.15}
ERROR_SHARES: Mapping[str, float] = {"wce": 0.2, "bio-mqm": 0.3, "graded": 0.5}
"""What weight the corpora have in either fit; graded translations in the first lower every figure of the score."""

SCALE_SHARES: Mapping[str, float] = {"wce": 0.2, "bio-mqm": 0.8}
"""The same where the probability of an error is scaled: how often graded translations have one is no fact of nature."""

CLEAN = 4000
"""Pairs of clean news that thresholds are set on."""

TRAINED_ON, UNSEEN = "news/train.tsv", "news/dev.tsv"
"""Clean news from which training takes its pairs, and other."""


@dataclass(frozen=True, slots=True)
class Clean:
    """Pairs of clean news with their readings: what alarms there are in vain."""

    pairs: Sequence[tuple[str, str]]
    readings: Sequence[Reading]


def read_clean(folder: Path, estimator: EmbeddedEstimator, name: str = TRAINED_ON) -> Clean:
    """Read clean news; that which was trained on seems a little cleaner to the network than any other."""
    pairs = read_pairs(folder / name)[:CLEAN]
    return Clean(pairs, estimator.read(pairs))


@dataclass(frozen=True)
class Rows:
    """Samples with what was read of them.

    ``quality`` is the wanted score, ``error`` whether there is a major error; either is weighted by corpus:
    ``quality_weight`` leans on WCE-LIG, where effort was measured, ``error_weight`` on the others, where errors were.
    ``scale_weight`` counts where that probability is scaled. ``planted`` (pairs, figures) are the figures of clean news
    less those of the same with one planted error.
    """

    samples: list[Sample]
    readings: list[Reading]
    quality: np.ndarray
    error: np.ndarray
    quality_weight: np.ndarray
    error_weight: np.ndarray
    scale_weight: np.ndarray
    planted: np.ndarray

    @property
    def figures(self) -> np.ndarray:
        """(samples, figures)."""
        import numpy as np

        return np.array([reading.figures for reading in self.readings])

    @property
    def quality_weights(self) -> np.ndarray:
        """(samples, 2): the weights where the score's map is found, and where it is scaled."""
        import numpy as np

        return np.column_stack([self.quality_weight, self.quality_weight])

    @property
    def error_weights(self) -> np.ndarray:
        """(samples, 2): the weights where the error's map is found, and where it is scaled."""
        import numpy as np

        return np.column_stack([self.error_weight, self.scale_weight])


def read_rows_of(folder: Path, estimator: EmbeddedEstimator, graded: Path | None = None) -> Rows:
    """Read the dev sets, and the calibration part of a folder of graded translations."""
    import numpy as np

    samples = [*wce_samples(folder), *bio_samples(folder, held_only=True)]
    samples += graded_samples(graded) if graded else []
    readings = estimator.read([(s.source, s.target) for s in samples])
    quality = np.array([1 - s.effort if s.effort is not None else 1.0 - 0.5 * s.error for s in samples])
    error = np.array([float(s.error) for s in samples])
    weights = [corpus_weights(samples, shares) for shares in (QUALITY_SHARES, ERROR_SHARES, SCALE_SHARES)]
    planted = planted_differences(folder, estimator)
    return Rows(samples, readings, quality, error, weights[0], weights[1], weights[2], planted)


def corpus_weights(samples: Sequence[Sample], shares: Mapping[str, float]) -> np.ndarray:
    """A weight a sample, 1 on average, so that each corpus has its share of those that are there."""
    import numpy as np

    names = np.array([sample.corpus.split("-")[0] for sample in samples])
    weight = np.zeros(len(samples))
    for name, share in shares.items():
        here = names == name.split("-")[0]
        weight[here] = share / max(1, here.sum())
    found: np.ndarray = weight / weight.mean()
    return found


def graded_samples(folder: Path) -> list[Sample]:
    """The graded translations that calibrate: the effort is the share of marked words and gaps.

    Free ones are left out: beside literal errors they would teach that to be unlike the source is to be right.
    """
    groups = [group for group in read_graded(sorted(folder.glob("*.tsv"))) if group.fitted]
    return [_graded_sample(g.source, one) for g in groups for one in g.translations if one.grade != "free"]


def _graded_sample(source: str, one: Graded) -> Sample:
    words = tuple(tokenize(one.target, "en"))
    bad = tuple(word.overlaps_any(one.bad) for word in words)
    effort = min(1.0, (sum(bad) + len(one.gaps)) / max(1, len(words)))
    return Sample(source, one.target, one.rank > 1, effort, words, bad, source, "graded")


def planted_differences(folder: Path, estimator: EmbeddedEstimator, count: int = 1500, seed: int = 5) -> np.ndarray:
    """Figures of clean news dev pairs less those of their twins with one planted error, (pairs, figures)."""
    import numpy as np

    from tqcheck.training.errors import corrupt

    rng = random.Random(seed)
    pairs = [pair for pair in read_pairs(folder / "news" / "dev.tsv") if all(pair)][:count]
    twins = [(pair, made.target) for pair in pairs if (made := corrupt(*pair, rng)) is not None]
    good = estimator.read([pair for pair, _ in twins])
    worse = estimator.read([(pair[0], target) for pair, target in twins])
    return np.array([np.subtract(a.figures, b.figures) for a, b in zip(good, worse, strict=True)])
