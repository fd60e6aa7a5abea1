"""Fits the embedded estimator's calibration on WCE-LIG and bio-MQM dev data and clean news.

The figures of a reading go through logistic regressions (the small learned combiner of the network's heads with the
untrained similarity). What is reported of it comes from five folds by document; what ships is fitted on all.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tqcheck.evaluate.qe.bio_mqm import HELD, in_half, read_bio_mqm
from tqcheck.quality.calibration import network_calibration
from tqcheck.quality.embedded import EmbeddedEstimator, word_figures
from tqcheck.quality.reading import FIGURES, Reading
from tqcheck.quality.translations import TranslationTable, load_table
from tqcheck.training.fit_calibration import Sample, expected_calibration_error, wce_samples
from tqcheck.training.qe import fit_omissions
from tqcheck.training.qe.calibration_rows import (
    ERROR_SHARES,
    QUALITY_SHARES,
    SCALE_SHARES,
    UNSEEN,
    Rows,
    corpus_weights,
    read_clean,
    read_rows_of,
)
from tqcheck.training.qe.maps import apply, error_map, out_of_fold, ridge_logistic, scaled_map, token_map

__all__ = [
    "ERROR_SHARES", "NEUTRAL", "QUALITY_SHARES", "SCALE_SHARES", "Rows", "apply", "bio_predictions", "corpus_weights",
    "error_map", "expected_calibration_error", "fit", "out_of_fold", "out_of_fold_figures", "read_rows_of",
    "ridge_logistic", "scaled_map", "token_map", "wce_samples", "word_rows", "write",
]  # fmt: skip

ALARM_RATE = 0.001
"""Share of clean news segments, none of which was trained on, that the model alone may flag at the operating point."""

NEUTRAL = network_calibration(
    {"score": [0.0] * (len(FIGURES) + 1), "error": [0.0] * (len(FIGURES) + 1), "threshold": 1.0}
    | {"word": [1.0, 0.0, 0.0, 0.0], "gap": [1.0, 0.0], "omitted": [1.0, 0.0, 0.0]}
)
"""Stands in while the real one is fitted: only readings are asked for."""


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
    clean = read_clean(folder, estimator)
    figures = np.array([reading.figures for reading in read_clean(folder, estimator, UNSEEN).readings])
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
        **fit_omissions.fit(folder, estimator, clean),
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
