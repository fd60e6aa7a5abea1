"""JUnit XML, read back with two parsers: it fails where the gate fails, and hides nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from junitparser import Error, Failure, JUnitXml, TestSuite
from lxml import etree

from tests.unit.report_runs import (
    ADVICE,
    BASELINED,
    FAILURE,
    HOSTILE_FAILURE,
    OMISSION,
    PRONOUN,
    QUOTES,
    SUPPRESSED,
    docx_report,
    hostile_report,
    plain_report,
    run,
    written,
)
from tqcheck.types import Finding, Report

HOSTILE_RUN = run(hostile_report(), failures=(HOSTILE_FAILURE,))


def suites(*reports: Report, failures: tuple = ()) -> list[TestSuite]:
    """The suites as a CI service reads them."""
    return list(JUnitXml.fromstring(written("junit", run(*reports, failures=failures)).encode("utf-8")))


def test_junit_is_a_suite_a_document_and_a_case_a_segment() -> None:
    """Names say where, counts are right in every suite and in sum."""
    xml = JUnitXml.fromstring(written("junit", run(plain_report(), docx_report())).encode("utf-8"))
    assert [suite.name for suite in xml] == ["docs/a.en.txt", "docs/b c.en.docx"]
    assert [[(case.classname, case.name) for case in suite] for suite in xml] == [
        [("docs/a.en.txt", "segment 1, line 3"), ("docs/a.en.txt", "segment 2, line 6")],
        [("docs/b c.en.docx", "segment 1, p12")],
    ]
    assert [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in xml] == [(2, 2, 0, 0), (1, 1, 0, 0)]
    # junitparser counts anew where a number is missing; other readers do not.
    assert (xml._elem.attrib["tests"], xml._elem.attrib["failures"]) == ("3", "3")


def test_junit_failure_tells_where_why_and_what_to_write() -> None:
    """One failure a case, for viewers show but one."""
    (suite,) = suites(plain_report(PRONOUN, PRONOUN))
    (result,) = next(iter(suite)).result
    assert isinstance(result, Failure)
    assert (result.type, result.message) == ("P101 P101", "'Elle' is no person → It (and 1 more)")
    assert result.text.splitlines() == [
        "docs/a.en.txt:4:1: P101 major 'Elle' is no person → It",
        "docs/a.en.txt:4:1: P101 major 'Elle' is no person → It",
        "source: La démarche Elle a dit non.",
        "target: The proceeding She said no.",
    ]


@pytest.mark.parametrize(
    ("fail_on", "findings", "failing"),
    [
        ("major", (PRONOUN, QUOTES, ADVICE), "P101"),
        ("minor", (PRONOUN, QUOTES, ADVICE), "P101 Q101"),
        ("critical", (PRONOUN, QUOTES, ADVICE), None),
        ("never", (PRONOUN, OMISSION), None),
        ("minor", (SUPPRESSED, BASELINED), None),
        ("minor", (replace(PRONOUN, confidence=0.4),), None),
    ],
)
def test_junit_fails_as_the_gate_does(fail_on: str, findings: tuple[Finding, ...], failing: str | None) -> None:
    """What does not fail the gate is in the case's output, every finding once."""
    (suite,) = suites(plain_report(*findings, fail_on=fail_on))
    case = next(iter(suite))
    assert [result.type for result in case.result] == ([failing] if failing else [])
    shown = (failing or "").split()
    aside = [finding.code for finding in findings if finding.code not in shown]
    assert [line.partition(": ")[2][:4] for line in (case.system_out or "").splitlines()] == aside


def test_junit_says_why_a_finding_is_suppressed() -> None:
    """Neither a directive nor a baseline hides anything."""
    (suite,) = suites(plain_report(SUPPRESSED, BASELINED))
    assert next(iter(suite)).system_out.splitlines() == [
        "suppressed (house style): Q101 minor unpaired",
        "accepted by the baseline (accepted in May): P101 major 'Elle' is no person → It",
    ]


def test_junit_fails_on_any_new_finding_where_asked() -> None:
    """``--fail-on-new`` looks at no severity."""
    (suite,) = suites(plain_report(QUOTES, SUPPRESSED, fail_on="never", fail_on_new=True))
    assert [result.type for result in next(iter(suite)).result] == ["Q101"]


@pytest.mark.parametrize(
    ("bounds", "failed", "cases"),
    [
        ({"min_score": 90.0}, [], [("min-score 90", 0)]),
        ({"min_score": 96.5}, ["min-score 96.5"], [("min-score 96.5", 1)]),
        ({"min_score": 90.0, "max_flagged": "10%"}, ["max-flagged 10%"], [("min-score 90", 0), ("max-flagged 10%", 1)]),
        ({}, [], []),
    ],
)
def test_junit_has_a_case_for_each_bound(bounds: dict, failed: list[str], cases: list[tuple[str, int]]) -> None:
    """The gate may fail without any one finding."""
    (suite,) = suites(plain_report(QUOTES, fail_on="never", failed=failed, **bounds))
    assert [(case.name, len(case.result)) for case in list(suite)[2:]] == cases
    messages = [result.message for case in list(suite)[2:] for result in case.result]
    assert messages == ["not met: score 95.0, 2 of 2 segments flagged"] * len(failed)


def test_junit_properties_and_warnings() -> None:
    """The signature a property a part; a doubtful alignment on the suite's error stream."""
    (suite,) = suites(replace(plain_report(), warnings=("the alignment is doubtful",)))
    properties = {prop.name: prop.value for prop in suite.properties()}
    assert (properties["tool.version"], properties["tool.weights"]) == ("9.8.7", "minor=1,major=5")
    assert (properties["source"], properties["gate"]) == ("docs/a.fr.txt", "failed")
    assert suite._elem.findtext("system-err") == "the alignment is doubtful"


def test_junit_warnings_of_the_run_have_a_suite() -> None:
    """They concern no document."""
    what = run(plain_report())
    first, second = JUnitXml.fromstring(
        written("junit", replace(what, summary={**what.summary, "warnings": ["x"]})).encode()
    )
    assert (first.name, first._elem.findtext("system-err"), second.name) == ("tqcheck", "x", "docs/a.en.txt")


def test_junit_failed_document_is_an_error() -> None:
    """It never looks like a pass."""
    *_, suite = suites(plain_report(), failures=(FAILURE,))
    ((error,),) = [case.result for case in suite]
    assert isinstance(error, Error)
    assert (suite.name, suite.errors, error.message) == ("docs/z.en.txt", 1, FAILURE.message)


def test_junit_of_the_same_document_twice_keeps_both() -> None:
    """Suites that look alike are not merged."""
    assert [suite.tests for suite in suites(plain_report(), plain_report())] == [2, 2]


def test_junit_of_hostile_text_is_well_formed() -> None:
    """What XML forbids is shown as its number; markup stays text."""
    root = etree.fromstring(written("junit", HOSTILE_RUN).encode("utf-8"), etree.XMLParser(recover=False))
    assert {element.tag for element in root.iter()} == {
        "testsuites", "testsuite", "properties", "property", "testcase", "failure", "error", "system-out", "system-err",
    }  # fmt: skip
    text = root.find(".//failure").text
    assert "<script>alert(1)</script> ]]> &amp; %0A::error::x" in text
    assert "\\u0000\\u0008" in text
