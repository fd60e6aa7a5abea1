"""Findings in beads whose alignment is doubtful: which are withheld, and what stands in their place."""

from __future__ import annotations

import io
import json

import pytest

from tqcheck.check import weigh
from tqcheck.report.full import accepted
from tqcheck.report.json import JsonFormatter
from tqcheck.report.sarif import SarifFormatter
from tqcheck.rules import select_rules
from tqcheck.rules.context import build_contexts
from tqcheck.rules.examine import examine
from tqcheck.types import Bead, Finding, Report, Run, Segment, Severity, Span
from tqcheck.verdict import Gate
from tqcheck.withholding import DOUBTFUL, REASON, withhold

MAJOR, MINOR, NEUTRAL = Severity.MAJOR, Severity.MINOR, Severity.NEUTRAL
DOUBT = "the alignment of these sentences is doubtful"
LOW = DOUBTFUL - 0.01


def bead(confidence: float) -> Bead:
    return Bead(Segment("Il a 12 ans.", 0, 12), Segment("She is 21 21.", 0, 13), confidence=confidence)


def finding(code: str = "N101", severity: Severity = MAJOR, **options: object) -> Finding:
    """A finding with what a test does not care about filled in."""
    values = {"name": "x", "category": "accuracy/mistranslation", "message": "m", **options}
    return Finding(code=code, severity=severity, **values)  # type: ignore[arg-type]


def alarm(message: str = DOUBT, **options: object) -> Finding:
    return finding("A101", options.pop("severity", NEUTRAL), message=message, confidence=0.7, **options)  # type: ignore[arg-type]


GRAMMAR = finding("D101", MINOR, category="fluency/duplication")
STOP = finding("Q104", MINOR, category="fluency/punctuation")
GONE = {"suppressed": True, "suppression": REASON}
KEPT = {"suppressed": True, "suppression": "said on purpose"}

CASES = [
    pytest.param(DOUBTFUL, [finding()], [finding()], id="sure enough: nothing changes"),
    pytest.param(1.0, [finding(), GRAMMAR], [finding(), GRAMMAR], id="perfect: nothing changes"),
    pytest.param(LOW, [alarm(), finding()],
                 [alarm(f"{DOUBT}: 1 finding withheld", severity=MINOR), finding(**GONE)], id="one"),
    pytest.param(LOW, [alarm(), finding(), STOP],
                 [alarm(f"{DOUBT}: 2 findings withheld", severity=MINOR), finding(**GONE),
                  finding("Q104", MINOR, category="fluency/punctuation", **GONE)], id="two, one of them punctuation"),
    pytest.param(LOW, [alarm(), finding(severity=NEUTRAL)],
                 [alarm(f"{DOUBT}: 1 finding withheld"), finding(severity=NEUTRAL, **GONE)], id="advice makes no flag"),
    pytest.param(LOW, [alarm()], [alarm()], id="nothing to withhold"),
    pytest.param(LOW, [alarm(), GRAMMAR], [alarm(), GRAMMAR], id="what the target alone shows stays"),
    pytest.param(LOW, [alarm(), finding(**KEPT)], [alarm(), finding(**KEPT)], id="accepted by a directive already"),
    pytest.param(LOW, [alarm(**KEPT), finding()],
                 [alarm(f"{DOUBT}: 1 finding withheld", severity=MINOR, **KEPT), finding(**GONE)], id="doubt accepted"),
    pytest.param(LOW, [finding()], [finding(**GONE)], id="withheld where A101 is not selected too"),
]  # fmt: skip


@pytest.mark.parametrize(("confidence", "found", "expected"), CASES)
def test_withheld(confidence: float, found: list[Finding], expected: list[Finding]) -> None:
    """What rests on a doubtful alignment is suppressed with its reason, and A101 says how much that is."""
    (left,) = withhold([bead(confidence)], [tuple(found)])
    assert list(left) == expected


@pytest.mark.parametrize(("confidence", "failed", "penalty"), [(0.9, True, 5.0), (LOW, False, 1.0)])
def test_verdict(confidence: float, failed: bool, penalty: float) -> None:
    """A doubtful bead is flagged with the weight of one minor finding and fails no gate on major ones."""
    found = [(finding(target_span=Span(7, 9)), *([alarm()] if confidence < DOUBTFUL else []))]
    segments = weigh([bead(confidence)], [None], withhold([bead(confidence)], found))
    assert (segments[0].flagged, segments[0].penalty) == (True, penalty)
    assert Gate("major").fails(segments, 100.0) is failed


def test_the_rule_finds_exactly_what_is_withheld() -> None:
    """A101 and the withholding draw the line at the same place."""
    beads = (bead(DOUBTFUL), bead(LOW), bead(0.0))
    found = list(examine(build_contexts(beads, "xx", "yy"), select_rules(("A",))))
    assert [[one.code for one in row] for row in found] == [[], ["A101"], ["A101"]]
    left = withhold(beads, [(*row, finding()) for row in found])
    assert [row[-1].suppressed for row in left] == [False, True, True]
    assert [one.message for row in left for one in row if one.code == "A101"] == [f"{DOUBT}: 1 finding withheld"] * 2


def written() -> tuple[dict[str, object], dict[str, object]]:
    """One doubtful bead as JSON and as SARIF write it."""
    segments = weigh([bead(LOW)], [None], withhold([bead(LOW)], [(alarm(), finding(target_span=Span(7, 9)))]))
    summary = {"gate": "passed", "fail_on": "major", "segments": 1, "flagged": 1, "findings": 2, "suppressed": 1}
    report = Report("a", "b", "fr", "en", segments, summary, {"name": "tqcheck", "version": "0"})
    run, streams = Run((report,), summary, report.tool), (io.StringIO(), io.StringIO())
    JsonFormatter().write(run, streams[0])
    SarifFormatter().write(run, streams[1])
    first, second = (json.loads(stream.getvalue()) for stream in streams)
    return first, second


def test_reports_keep_what_is_withheld() -> None:
    """JSON has the finding with its reason; SARIF says that no comment in the document suppresses it."""
    plain, sarif = written()
    found = {one["code"]: one for one in plain["segments"][0]["findings"]}  # type: ignore[index]
    assert (found["N101"]["suppressed"], found["N101"]["suppression"]) == (True, "doubtful alignment")
    assert (found["A101"]["suppressed"], found["A101"]["severity"]) == (False, "minor")
    results = {one["ruleId"]: one for one in sarif["runs"][0]["results"]}  # type: ignore[index]
    assert results["N101"]["suppressions"] == [{"kind": "external", "justification": "doubtful alignment"}]
    assert accepted(finding(**GONE)) == "withheld: doubtful alignment"
    assert accepted(finding(**KEPT)) == "accepted in the document: said on purpose"
