"""The gate: each condition alone and together, and which of them a report names."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.baseline_reports import Pair, report_of
from tqcheck.summing import gate_of, run_of
from tqcheck.types import Failure, Severity, TqcheckError
from tqcheck.verdict import Gate, flagged_limit

FINE: Pair = ("Il pleut sur la ville.", "It rains on the city.")


def found(severity: str, **extra: Any) -> Pair:
    """A pair with a finding of a severity: five source words."""
    return ("Le [[chat]] dort ici maintenant.", "The [[rabbit]] sleeps.", {"severity": Severity(severity), **extra})


MINOR, MAJOR = found("minor"), found("major")
CONDITIONS: list[tuple[Gate, list[Pair], list[str]]] = [
    (Gate(), [FINE], []),
    (Gate(), [MINOR], []),
    (Gate(), [MAJOR], ["fail-on major"]),
    (Gate(), [found("major", suppressed=True)], []),
    (Gate("minor"), [MINOR], ["fail-on minor"]),
    (Gate("minor"), [found("neutral")], []),
    (Gate("critical"), [MAJOR], []),
    (Gate("never"), [found("critical")], []),
    (Gate("never", min_score=80), [FINE, MINOR], []),
    (Gate("never", min_score=90.5), [FINE, MINOR], ["min-score 90.5"]),
    (Gate("never", min_score=80), [MAJOR], ["min-score 80"]),
    (Gate("never", max_flagged="1"), [FINE, MINOR], []),
    (Gate("never", max_flagged="1"), [MINOR, MINOR], ["max-flagged 1"]),
    (Gate("never", max_flagged="50%"), [FINE, MINOR], []),
    (Gate("never", max_flagged="49.5%"), [FINE, MINOR], ["max-flagged 49.5%"]),
    (Gate("never", max_flagged="0"), [FINE], []),
    (Gate("never", fail_on_new=True), [MINOR], ["fail-on-new"]),
    (Gate("never", fail_on_new=True), [found("neutral"), found("major", suppressed=True)], []),
    (Gate("major", 80, "0", True), [MAJOR], ["fail-on major", "fail-on-new", "min-score 80", "max-flagged 0"]),
]


@pytest.mark.parametrize(("gate", "pairs", "failed"), CONDITIONS)
def test_conditions(gate: Gate, pairs: list[Pair], failed: list[str]) -> None:
    """A document fails on the conditions that it does not meet, and says which."""
    report = report_of(pairs, gate=gate)
    assert report.summary["failed"] == failed
    assert report.summary["gate"] == ("failed" if failed else "passed")
    assert gate.fails(report.segments, report.summary["score"]) is bool(failed)
    assert gate_of(report) == gate


def test_a_run_names_the_conditions_of_all_its_documents() -> None:
    """Each once; a document that could not be checked fails the run too."""
    reports = [report_of([MAJOR]), report_of([MAJOR], gate=Gate("never", min_score=99)), report_of([MAJOR])]
    summary = run_of(reports).summary
    assert (summary["gate"], summary["failed"]) == ("failed", ["fail-on major", "min-score 99"])
    summary = run_of([report_of([FINE])], [Failure("a", "b", "b: gone")]).summary
    assert (summary["gate"], summary["failed"]) == ("failed", [])


@pytest.mark.parametrize(("bound", "segments", "limit"), [("5", 9, 5), ("10%", 50, 5), ("12.5 %", 8, 1), ("0%", 9, 0)])
def test_limits(bound: str, segments: int, limit: float) -> None:
    """A number of segments, or a share of them."""
    assert flagged_limit(bound, segments) == limit


@pytest.mark.parametrize("bound", ["", "-1", "101%", "1.5", "ten", "5%%", "nan", "1e9", "9999999999"])
def test_limits_that_are_none(bound: str) -> None:
    """What is neither is told."""
    with pytest.raises(TqcheckError, match="must be a number of segments such as 5 or a share such as 10%"):
        flagged_limit(bound, 1)
