"""Fits the embedded estimator's calibration on WCE-LIG and bio-MQM dev data and clean news.

The figures of a reading go through logistic regressions (the small learned combiner of the network's heads with the
untrained similarity). What is reported of it comes from five folds by document; what ships is fitted on all.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqcheck.evaluate.corpora import read_pairs
from tqcheck.evaluate.graded import Graded, read_graded
from tqcheck.evaluate.qe.bio_mqm import HELD, in_half, read_bio_mqm
from tqcheck.quality.calibration import network_calibration
from tqcheck.quality.embedded import EmbeddedEstimator, word_figures
from tqcheck.quality.reading import FIGURES, Reading
from tqcheck.quality.translations import TranslationTable, load_table
from tqcheck.text.tokens import tokenize
from tqcheck.training.fit_calibration import Sample, bio_samples, expected_calibration_error, wce_samples
from tqcheck.training.qe import fit_omissions

if TYPE_CHECKING:
    import numpy as np

ALARM_RATE = 0.001
"""Share of clean news segments that the model alone may flag: the stated false-alarm rate of the operating point."""

NEUTRAL = network_calibration(
    {"score": [0.0] * (len(FIGURES) + 1), "error": [0.0] * (len(FIGURES) + 1), "threshold": 1.0}
    | {"word": [1.0, 0.0, 0.0, 0.0], "gap": [1.0, 0.0], "omitted": [1.0, 0.0, 0.0]}
)
"""Stands in while the real one is fitted: only readings are asked for."""

QUALITY_SHARES: Mapping[str, float] = {"wce": 0.85, "bio-mqm": 0.15}
ERROR_SHARES: Mapping[str, float] = {"wce": 0.2, "bio-mqm": 0.3, "graded": 0.5}
"""What weight the corpora have in either fit; graded translations in the first lower every figure of the score."""

SCALE_SHARES: Mapping[str, float] = {"wce": 0.2, "bio-mqm": 0.8}
"""The same where the probability of an error is scaled: how often graded translations have one is no fact of nature."""

FOLDS = 5
QUALITY_RANKED, ERROR_RANKED = 12.0, 2.0
"""Weight of the ranking of planted errors in either fit, against that of the labelled segments."""

FREE = 10.0
"""The constant figure that carries the bias: large, so that the ridge hardly weighs on it."""

STRENGTH = 1.0
"""Inverse of the ridge penalty on standardised figures."""


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
    bad = tuple(any(word.overlaps(span) for span in one.bad) for word in words)
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


def ridge_logistic(
    x: np.ndarray,
    y: np.ndarray,
    weight: np.ndarray,
    strength: float = STRENGTH,
    better: np.ndarray | None = None,
    ranked: float = QUALITY_RANKED,
) -> list[float]:
    """Weights and bias on the raw figures of a logistic regression on soft targets, ridge on standardised figures.

    ``better`` (pairs, figures) are differences whose probability must be above one half: a pairwise logistic term
    (Bradley and Terry, 1952) that weighs ``ranked`` times the rest.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    mean, scale = x.mean(0), x.std(0) + 1e-6
    z = np.column_stack([(x - mean) / scale, np.full(len(x), FREE)])
    rows, labels, weights = [z, z], [np.ones(len(x)), np.zeros(len(x))], [weight * y, weight * (1 - y)]
    if better is not None:
        each = ranked * weight.sum() / len(better) / 2
        gaps = np.column_stack([better / scale, np.zeros(len(better))])
        rows += [gaps, -gaps]
        labels += [np.ones(len(better)), np.zeros(len(better))]
        weights += [np.full(len(better), each)] * 2
    model = LogisticRegression(C=strength, max_iter=2000, fit_intercept=False)
    model.fit(np.concatenate(rows), np.concatenate(labels), sample_weight=np.concatenate(weights) + 1e-9)
    raw = model.coef_[0][:-1] / scale
    bias = float(model.coef_[0][-1] * FREE - (raw * mean).sum())
    return [*(round(float(value), 6) for value in raw), round(bias, 6)]


def scaled_map(
    x: np.ndarray, y: np.ndarray, weights: np.ndarray, better: np.ndarray, ranked: float = QUALITY_RANKED
) -> list[float]:
    """Weights and bias of a probability: found with the ranking, then scaled on the labels alone.

    The ranking of planted errors makes a map surer than the labels are; its direction is kept, its scale and bias are
    fitted anew (Platt, 1999). ``weights`` is (samples, 2): for the direction, and for the scale.
    """
    import numpy as np

    numbers = np.array(ridge_logistic(x, y, weights[:, 0], better=better, ranked=ranked))
    scale, bias = ridge_logistic((x @ numbers[:-1])[:, None], y, weights[:, 1])
    return [*(round(float(value), 6) for value in scale * numbers[:-1]), bias]


def error_map(x: np.ndarray, y: np.ndarray, weights: np.ndarray, better: np.ndarray) -> list[float]:
    """Weights and bias of the probability of an error."""
    return scaled_map(x, y, weights, better, ERROR_RANKED)


def apply(numbers: Sequence[float], x: np.ndarray) -> np.ndarray:
    """The probabilities of a map."""
    import numpy as np

    result: np.ndarray = 1 / (1 + np.exp(-(x @ np.array(numbers[:-1]) + numbers[-1])))
    return result


def out_of_fold(
    rows: Rows,
    target: np.ndarray,
    weights: np.ndarray,
    better: np.ndarray,
    fit_map: Callable[..., list[float]] = scaled_map,
) -> np.ndarray:
    """Each sample's probability by a map that was fitted without its document."""
    import numpy as np
    from sklearn.model_selection import GroupKFold

    held = np.zeros(len(rows.samples))
    groups = [sample.group for sample in rows.samples]
    for train, test in GroupKFold(FOLDS).split(rows.figures, target, groups):
        numbers = fit_map(rows.figures[train], target[train], weights[train], better)
        held[test] = apply(numbers, rows.figures[test])
    return held


def token_map(figures: Sequence[Sequence[float]], labels: Sequence[bool]) -> list[float]:
    """Weights and bias that turn figures of a word into probabilities."""
    import numpy as np

    x, y = np.array(figures), np.array(labels, dtype=float)
    return ridge_logistic(x, y, np.ones(len(x)), strength=100.0)


def word_rows(rows: Rows, table: TranslationTable | None = None) -> tuple[list[Sequence[float]], list[bool]]:
    """Figures and label of every labelled word, with what a translation table says of it."""
    values: list[Sequence[float]] = []
    labels: list[bool] = []
    for sample, reading in zip(rows.samples, rows.readings, strict=True):
        known = dict(zip(sample.words, sample.bad, strict=True))
        words, figures = reading.target_words, word_figures(reading)
        told = table.figures(sample.source, sample.target, words) if table else [()] * len(words)
        for span, own, more in zip(words, figures, told, strict=True):
            if span in known:
                values.append((*own, *more))
                labels.append(known[span])
    return values, labels


def fit(
    folder: Path, estimator: EmbeddedEstimator, say: Callable[[str], None] = print, graded: Path | None = None
) -> dict[str, Any]:
    """The calibration as it ships."""
    import numpy as np

    rows = read_rows_of(folder, estimator, graded)
    score = scaled_map(rows.figures, rows.quality, rows.quality_weights, rows.planted)
    error = error_map(rows.figures, rows.error, rows.error_weights, -rows.planted)
    word = token_map(*word_rows(rows))
    table = load_table(estimator.folder)
    known_word = token_map(*word_rows(rows, table)) if table else None
    clean = read_pairs(folder / "news" / "train.tsv")[:4000]
    figures = np.array([reading.figures for reading in estimator.read(clean)])
    threshold = float(np.quantile(apply(error, figures), 1 - ALARM_RATE))
    reached = out_of_fold_figures(rows)
    for name, value in reached.items():
        say(f"{name:<40} {value}")
    return {
        "figures": list(FIGURES),
        "score": score,
        "error": error,
        "word": word,
        "known_word": known_word,
        "gap": [1.0, -math.log(4)],
        **fit_omissions.fit(folder, estimator, token_map),
        "threshold": round(threshold, 4),
        "false_alarms": ALARM_RATE,
        "reached": reached,
    }


def out_of_fold_figures(rows: Rows) -> dict[str, float]:
    """What the combiner reaches on documents that it was not fitted on."""
    import numpy as np
    from sklearn.metrics import roc_auc_score

    from tqcheck.evaluate.qe.metrics import spearman

    score = out_of_fold(rows, rows.quality, rows.quality_weights, rows.planted)
    error = out_of_fold(rows, rows.error, rows.error_weights, -rows.planted, error_map)
    names = np.array([sample.corpus for sample in rows.samples])
    told = rows.scale_weight > 0
    ece = expected_calibration_error(error[told], rows.error[told], rows.scale_weight[told])
    found = {"ece": round(ece, 4)}
    for name in sorted(set(names)):
        here = names == name
        if name.startswith("wce"):
            ones = np.ones((1, int(here.sum())))
            found[f"spearman {name}"] = round(float(spearman(score[here], rows.quality[here], ones)[0]), 4)
        if not name.startswith("wce"):
            found[f"auc {name}"] = round(float(roc_auc_score(rows.error[here], error[here])), 4)
    return found


def bio_predictions(folder: Path, estimator: EmbeddedEstimator, graded: Path | None = None) -> list[dict[str, Any]]:
    """Out-of-fold estimates of bio-MQM, in the form that ``tqcheck eval qe --predictions bio=FILE`` reads."""
    rows = read_rows_of(folder, estimator, graded)
    scores = out_of_fold(rows, rows.quality, rows.quality_weights, rows.planted)
    errors = out_of_fold(rows, rows.error, rows.error_weights, -rows.planted, error_map)
    bio = [index for index, sample in enumerate(rows.samples) if sample.corpus == "bio-mqm"]
    annotated = in_half(read_bio_mqm(folder / "bio-mqm" / "dev.jsonl"), HELD)
    return [
        {
            "index": number, "doc": segment.doc, "system": segment.system,
            "score": round(float(scores[index]), 5), "p_error": round(float(errors[index]), 5),
            "words": _words(rows.samples[index], rows.readings[index], estimator),
        }
        for number, (index, segment) in enumerate(zip(bio, annotated, strict=True))
    ]  # fmt: skip


def _words(sample: Sample, reading: Reading, estimator: EmbeddedEstimator) -> list[dict[str, Any]]:
    words = reading.target_words
    found = estimator.word_probabilities((sample.source, sample.target), reading)
    return [
        {"start": span.start, "end": span.end, "p_bad": round(value, 4)}
        for span, value in zip(words, found, strict=True)
    ]


def write(folder: Path, estimator: EmbeddedEstimator, out: Path, graded: Path | None = None) -> None:
    """Fit and write the calibration."""
    out.write_text(json.dumps(fit(folder, estimator, graded=graded), indent=1) + "\n", encoding="utf-8")
