"""Estimates from a file in place of the estimator: predictions made out of fold for a corpus it was trained on.

JSON lines with ``index`` (the segment's place among those that figures are taken over, from 0), ``doc`` and ``system``
(they must agree with the corpus), ``score``, ``p_error``, ``words`` (objects with ``start``, ``end``, ``p_bad``) and,
if there are any, ``gaps`` (one more than the words).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqcheck.evaluate.corpora import read_json_lines
from tqcheck.types import Estimate, Span, TqcheckError, WordScore


@dataclass(frozen=True, slots=True)
class Prediction:
    """An estimate and the segment it is of."""

    index: int
    doc: str
    system: str
    estimate: Estimate


CORPORA = ("bio",)
"""Corpora that predictions can be read for."""


def prediction_files(arguments: Iterable[str]) -> dict[str, Path]:
    """Files by corpus, from arguments like "bio=out_of_fold.jsonl".

    Raises:
        TqcheckError: for another form, another corpus, or a file that is not there.
    """
    files = {}
    for argument in arguments:
        name, equals, file = argument.partition("=")
        if not equals or name not in CORPORA:
            raise TqcheckError(f"--predictions {argument}: write CORPUS=FILE, with a corpus among {', '.join(CORPORA)}")
        if not Path(file).is_file():
            raise TqcheckError(f"--predictions {argument}: no file '{file}'; name a file of JSON lines")
        files[name] = Path(file)
    return files


def read_predictions(path: Path, segments: Sequence[tuple[str, str]]) -> list[Estimate]:
    """One estimate a segment, in the order of ``segments``: the ``(doc, system)`` of each.

    Raises:
        TqcheckError: if a segment has no prediction, two, or one that names another document or system.
    """
    found: dict[int, Estimate] = {}
    for prediction in read_json_lines(path, _prediction):
        index = prediction.index
        if not 0 <= index < len(segments):
            raise TqcheckError(f"{path}: index {index} is not among the corpus' {len(segments)} segments, 0 and up")
        if (prediction.doc, prediction.system) != segments[index]:
            raise TqcheckError(
                f"{path}: index {index} is {prediction.doc} by {prediction.system}, in the corpus "
                f"{' by '.join(segments[index])}; number the lines of its held documents from 0"
            )
        if index in found:
            raise TqcheckError(f"{path}: index {index} is there twice; give each segment one prediction")
        found[index] = prediction.estimate
    missing = [index for index in range(len(segments)) if index not in found]
    if missing:
        raise TqcheckError(
            f"{path}: no prediction for {len(missing)} of {len(segments)} segments, the first at index {missing[0]}"
        )
    return [found[index] for index in range(len(segments))]


def _prediction(row: Mapping[str, Any]) -> Prediction:
    words = tuple(
        WordScore(Span(int(word["start"]), int(word["end"])), str(word.get("text", "")), _probability(word["p_bad"]))
        for word in row["words"]
    )
    gaps = tuple(_probability(gap) for gap in row.get("gaps", ()))
    if gaps and len(gaps) != len(words) + 1:
        raise ValueError(f"{len(gaps)} gaps for {len(words)} words; there is one more gap than words")
    estimate = Estimate(_probability(row["score"]), _probability(row["p_error"]), words, gaps)
    return Prediction(int(row["index"]), str(row["doc"]), str(row["system"]), estimate)


def _probability(value: Any) -> float:
    number = float(value)
    if not 0 <= number <= 1:
        raise ValueError(f"{value} is not in 0..1")
    return number
