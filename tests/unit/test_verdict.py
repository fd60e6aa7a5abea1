"""Merging findings, MQM penalties, and the gate."""

from __future__ import annotations

import pytest

from tqcheck.types import Bead, Estimate, Finding, Segment, Severity, Span, WordScore
from tqcheck.verdict import Gate, document_score, merge, penalty, segment_report

MINOR, MAJOR, CRITICAL, NEUTRAL = Severity.MINOR, Severity.MAJOR, Severity.CRITICAL, Severity.NEUTRAL


def finding(severity: Severity = MAJOR, span: tuple[int, int] | None = (0, 3), **options: object) -> Finding:
    """A finding with what a test does not care about filled in."""
    values = {"code": "X100", "name": "x", "category": "accuracy/mistranslation", "message": "m", **options}
    return Finding(severity=severity, target_span=Span(*span) if span else None, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([], 0.0),
        ([finding(MINOR)], 1.0),
        ([finding(MAJOR)], 5.0),
        ([finding(CRITICAL)], 25.0),
        ([finding(CRITICAL), finding(MAJOR)], 25.0),
        ([finding(MINOR), finding(MAJOR)], 6.0),
        ([finding(MINOR, category="fluency/punctuation")], 0.1),
        ([finding(MAJOR, category="fluency/punctuation")], 5.0),
        ([finding(NEUTRAL)], 0.0),
        ([finding(MAJOR, confidence=0.4)], 0.0),
        ([finding(MAJOR, suppressed=True)], 0.0),
    ],
)
def test_penalty(findings: list[Finding], expected: float) -> None:
    """MQM weights, capped a segment; advice and suppressed findings weigh nothing."""
    assert penalty(findings) == pytest.approx(expected)


def test_merge_keeps_the_worst_and_all_evidence() -> None:
    """Overlapping findings become one: the most severe speaks, the other lends its suggestion and its evidence."""
    merged = merge(
        [
            finding(MINOR, (0, 5), suggestion="It", evidence=("model",)),
            finding(MAJOR, (2, 4), code="P101"),
            finding(MINOR, (6, 8), code="Q101"),
        ]
    )
    assert [(f.code, f.suggestion, f.evidence) for f in merged] == [
        ("P101", "It", ("rule", "model")),
        ("Q101", None, ("rule",)),
    ]


def test_merge_keeps_findings_without_a_place_apart() -> None:
    """Findings without any span are not lumped together."""
    assert len(merge([finding(span=None), finding(span=None, code="X101")])) == 2


def test_merge_by_source_span_where_the_target_has_none() -> None:
    """Two omissions of the same source words are one finding."""
    spans = Span(0, 4), Span(2, 9)
    assert len(merge([finding(span=None, source_span=span) for span in spans])) == 1


@pytest.mark.parametrize(
    ("fail_on", "worst", "fails"),
    [
        ("critical", MAJOR, False),
        ("critical", CRITICAL, True),
        ("major", MAJOR, True),
        ("major", MINOR, False),
        ("minor", MINOR, True),
        ("minor", NEUTRAL, False),
        ("never", CRITICAL, False),
    ],
)
def test_gate(fail_on: str, worst: Severity, fails: bool) -> None:
    """The gate fails on a finding at or above its severity."""
    report = segment_report(1, bead(), None, [finding(worst)])
    assert Gate(fail_on).fails([report], 90.0) is fails


@pytest.mark.parametrize(("score", "fails"), [(79.9, True), (80.0, False)])
def test_gate_on_score(score: float, fails: bool) -> None:
    """The gate fails below its score even when it fails on no finding."""
    assert Gate("never", 80.0).fails([], score) is fails


@pytest.mark.parametrize(("findings", "flagged"), [([], False), ([finding(MINOR)], True), ([finding(NEUTRAL)], False)])
def test_flagged(findings: list[Finding], flagged: bool) -> None:
    """A segment is flagged by a finding that counts."""
    assert segment_report(1, bead(), Estimate(0.9, 0.9), findings).flagged is flagged


@pytest.mark.parametrize(("p_bad", "evidence"), [(0.6, ("rule", "model")), (0.4, ("rule",))])
def test_model_seconds_a_rule(p_bad: float, evidence: tuple[str, ...]) -> None:
    """Where the model, too, doubts a word of the span, it is named as evidence."""
    estimate = Estimate(0.5, 0.5, (WordScore(Span(0, 3), "one", p_bad), WordScore(Span(4, 7), "two", 0.9)))
    assert segment_report(1, bead(), estimate, [finding()]).findings[0].evidence == evidence


def test_document_score() -> None:
    """score = 100 x (1 - penalty / source words)."""
    reports = [segment_report(n, bead(), None, [finding(MAJOR)] if n == 1 else []) for n in range(5)]
    total, score, words = document_score(reports)
    assert (total, words, score) == (5.0, 50, pytest.approx(90.0))


def bead() -> Bead:
    """A pair of ten source words."""
    return Bead(Segment("un deux trois quatre cinq six sept huit neuf dix"), Segment("one two three"))
