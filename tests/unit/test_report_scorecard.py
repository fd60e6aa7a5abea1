"""The figures above the segments: the MQM score card and the distribution of scores."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.html_runs import ADVICE, CLEAN, INNER, OUTER, PRONOUN, QUOTES, SUPPRESSED, WEAK, pair
from tqcheck.report.histogram import HEIGHT, VISIBLE, histogram
from tqcheck.report.scorecard import score_card
from tqcheck.types import Estimate, Finding
from tqcheck.verdict import penalty


@pytest.mark.parametrize(
    ("findings", "category", "counts", "cost"),
    [
        ((PRONOUN,), "accuracy/mistranslation", (0, 1, 0, 0), 5.0),
        ((INNER, PRONOUN), "accuracy/mistranslation", (1, 1, 0, 0), 30.0),
        ((QUOTES, QUOTES), "fluency/punctuation", (0, 0, 2, 0), 0.2),
        ((ADVICE,), "style/unidiomatic", (0, 0, 0, 1), 0.0),
        ((WEAK,), "accuracy/mistranslation", (0, 0, 0, 1), 0.0),
    ],
)
def test_score_card(findings: tuple[Finding, ...], category: str, counts: tuple[int, ...], cost: float) -> None:
    """Counts by severity; what never counts is advice, and costs nothing."""
    (row,) = score_card([pair(1, CLEAN, *findings)]).rows
    assert (row.category, tuple(row.counts.values()), row.penalty) == (category, counts, cost)


def test_total_is_what_is_charged() -> None:
    """The cap of a segment is shown, so that the column adds up; suppressed findings stand apart."""
    findings = (INNER, PRONOUN, OUTER, SUPPRESSED)
    segments = [replace(pair(1, CLEAN, *findings), penalty=penalty(findings)), pair(2, CLEAN, PRONOUN)]
    card = score_card(segments)
    assert (card.total.penalty, card.capped, card.suppressed) == (30.0, 6.0, 1)
    assert sum(row.penalty for row in card.rows) - card.capped == card.total.penalty
    assert dict(card.total.counts) == {"critical": 1, "major": 2, "minor": 1, "advice": 0}


def test_histogram() -> None:
    """A bar for each twentieth that has a segment; 1 belongs to the last; a single segment can be seen."""
    scores = [0.0, 0.04, 0.5, 1.0, *[0.93] * 200]
    segments = [replace(pair(n, CLEAN), estimate=Estimate(s, 0.1), flagged=s < 0.4) for n, s in enumerate(scores)]
    found = histogram([*segments, replace(segments[0], estimate=None)])
    assert found is not None
    assert [(bar.low, bar.count, bar.flagged) for bar in found.bars] == [
        (0.0, 2, 2), (0.5, 1, 0), (0.9, 200, 0), (0.95, 1, 0),
    ]  # fmt: skip
    assert [bar.height for bar in found.bars] == [VISIBLE, VISIBLE, HEIGHT, VISIBLE]
    assert (found.scored, found.tallest, found.median) == (204, 200, 0.93)


def test_nothing_is_scored() -> None:
    """Without scores there is no drawing."""
    assert histogram([replace(pair(1, CLEAN), estimate=None)]) is None
