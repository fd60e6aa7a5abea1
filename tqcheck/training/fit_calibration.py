"""Fits the calibration of the similarity estimator on WCE-LIG and bio-MQM dev data and writes it as JSON.

Segment features go through logistic regressions: the score is fitted to 1 - HTER (WCE-LIG), the error probability to
"has a major error" (bio-MQM) and "a third of the words were edited" (WCE-LIG), the words to their labels in both. The
operating point is the quantile of the error probability on clean news that a wanted false-alarm rate allows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqcheck.evaluate.corpora import read_pairs, read_rows
from tqcheck.evaluate.qe.bio_mqm import HELD, in_half, read_bio_mqm
from tqcheck.evaluate.qe.wce import edited_segments, learn_case
from tqcheck.quality.similarity import segment_features, word_matches
from tqcheck.types import Span

if TYPE_CHECKING:
    import numpy as np

    from tqcheck.encoder import Encoder

HEAVY = 1 / 3
"""Share of edited words from which a WCE-LIG segment counts as having a major error."""

ALARM_RATE = 0.001
"""Share of clean news segments that the model alone may flag."""


@dataclass(frozen=True)
class Sample:
    """One labelled segment; ``effort`` and ``words`` are None where a corpus does not say."""

    source: str
    target: str
    error: bool
    effort: float | None
    words: tuple[Span, ...]
    bad: tuple[bool, ...]
    group: str
    corpus: str


def wce_samples(folder: Path) -> list[Sample]:
    """WCE-LIG dev, three systems a sentence."""
    train = read_rows(folder / "wce-lig" / "train.tsv")
    case = learn_case(row[key] for row in train for key in ("google", "bing", "post_edit"))
    edited = edited_segments(read_rows(folder / "wce-lig" / "dev.tsv"), case)
    return [
        Sample(e.source, e.target, e.hter >= HEAVY, min(1.0, e.hter), e.words, e.bad, e.source, f"wce-{e.system}")
        for e in edited
    ]


def bio_samples(folder: Path, held_only: bool = False) -> list[Sample]:
    """bio-MQM dev, grouped by document; all of it, or the half that the embedded estimator is not trained on."""
    from tqcheck.text.tokens import tokenize

    samples = []
    rows = read_bio_mqm(folder / "bio-mqm" / "dev.jsonl")
    for row in in_half(rows, HELD) if held_only else rows:
        words = tuple(tokenize(row.target, "en"))
        marked = [span for span, severity in row.errors if severity.rank > 0]
        bad = tuple(word.overlaps_any(marked) for word in words)
        samples.append(Sample(row.source, row.target, row.major, None, words, bad, row.doc, "bio-mqm"))
    return samples


def features_of(samples: Sequence[Sample], encoder: Encoder) -> tuple[np.ndarray, list[list[float]]]:
    """Segment features (samples, 4) and each word's best match."""
    import numpy as np

    from tqcheck.quality.similarity import SimilarityEstimator

    estimator = SimilarityEstimator(encoder, calibration=_neutral())
    rows, words = [], []
    for start in range(0, len(samples), 256):
        chunk = samples[start : start + 256]
        encoded = encoder.encode([text for s in chunk for text in (s.source, s.target)])
        for sample, source, target in zip(chunk, encoded[::2], encoded[1::2], strict=True):
            matrix = estimator.matrix(source, target)
            rows.append(segment_features(matrix))
            words.append(word_matches(matrix, target, sample.words))
    return np.array(rows), words


def _neutral() -> Any:
    from tqcheck.quality.calibration import from_mapping

    return from_mapping({"score": [0.0] * 5, "error": [0.0] * 5, "word": [0.0] * 3, "threshold": 1.0})


def fit(folder: Path, encoder: Encoder) -> tuple[dict[str, Any], dict[str, Any]]:
    """The calibration and, by cross-validation over groups, the figures it reaches."""
    import numpy as np

    samples = [*wce_samples(folder), *bio_samples(folder)]
    features, matches = features_of(samples, encoder)
    effort = np.array([np.nan if s.effort is None else s.effort for s in samples])
    edited = ~np.isnan(effort)
    error = np.array([s.error for s in samples])
    weight = _corpus_weights(samples)
    score = _logistic(features[edited], 1 - effort[edited], weight[edited])
    major = _logistic(features, error.astype(float), weight)
    x, y, w = _word_rows(samples, features, matches)
    word = _logistic(x, y, w)
    clean, _ = features_of(_clean(folder), encoder)
    threshold = float(np.quantile(_apply(major, clean), 1 - ALARM_RATE))
    calibration = {"score": score, "error": major, "word": word, "threshold": round(threshold, 4)}
    return calibration, figures(samples, features, error, weight)


def _clean(folder: Path) -> list[Sample]:
    pairs = read_pairs(folder / "news" / "train.tsv")[:4000]
    return [Sample(s, t, False, 0.0, (), (), "", "news") for s, t in pairs]


def _corpus_weights(samples: Sequence[Sample]) -> np.ndarray:
    """Each corpus counts alike, however many segments it has."""
    import numpy as np

    names = [sample.corpus.split("-")[0] for sample in samples]
    return np.array([len(samples) / names.count(name) / len(set(names)) for name in names])


def _word_rows(
    samples: Sequence[Sample], features: np.ndarray, matches: list[list[float]]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    import numpy as np

    rows: list[tuple[float, float]] = []
    labels: list[bool] = []
    for sample, figure, best in zip(samples, features, matches, strict=True):
        rows.extend((value, figure[0]) for value in best)
        labels.extend(sample.bad)
    return np.array(rows), np.array(labels, dtype=float), np.ones(len(rows))


def _logistic(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> list[float]:
    """Weights and bias of a logistic regression on targets in 0..1 (a soft target is two weighted samples)."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    doubled = np.concatenate([x, x])
    labels = np.concatenate([np.ones(len(x)), np.zeros(len(x))])
    model = LogisticRegression(C=100.0, max_iter=1000)
    model.fit(doubled, labels, sample_weight=np.concatenate([weight * y, weight * (1 - y)]) + 1e-9)
    return [round(float(value), 5) for value in (*model.coef_[0], model.intercept_[0])]


def _apply(numbers: list[float], x: np.ndarray) -> np.ndarray:
    import numpy as np

    result: np.ndarray = 1 / (1 + np.exp(-(x @ np.array(numbers[:-1]) + numbers[-1])))
    return result


def figures(samples: Sequence[Sample], features: np.ndarray, error: np.ndarray, weight: np.ndarray) -> dict[str, Any]:
    """Five-fold figures, split by document or sentence: AUC and expected calibration error by corpus."""
    import numpy as np
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import GroupKFold

    held = np.zeros(len(samples))
    groups = [sample.group for sample in samples]
    for train, test in GroupKFold(5).split(features, error, groups):
        held[test] = _apply(_logistic(features[train], error[train].astype(float), weight[train]), features[test])
    result = {"ece": round(expected_calibration_error(held, error, weight), 4)}
    names = np.array([sample.corpus for sample in samples])
    for name in sorted(set(names)):
        result[f"auc {name}"] = round(float(roc_auc_score(error[names == name], held[names == name])), 4)
    return result


def expected_calibration_error(p: np.ndarray, y: np.ndarray, weight: np.ndarray, bins: int = 10) -> float:
    """Mean gap between stated and observed probability over equally wide bins, weighted by their mass."""
    import numpy as np

    places = np.minimum((p * bins).astype(int), bins - 1)
    gaps = 0.0
    for place in range(bins):
        inside = places == place
        if inside.any():
            mass = weight[inside]
            gaps += abs(np.average(p[inside], weights=mass) - np.average(y[inside], weights=mass)) * mass.sum()
    return float(gaps / weight.sum())


def write(folder: Path, encoder: Encoder, out: Path) -> dict[str, Any]:
    """Fit, write the calibration and return the figures."""
    calibration, reached = fit(folder, encoder)
    whole = {**calibration, "fitted_on": "wce-lig dev, bio-mqm dev", "figures": reached}
    out.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    return reached
