"""JUnit XML: a test suite a document, a test case a segment, a failure where a finding fails the gate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

import junitparser

from tqcheck.report.places import primary_place, segment_place
from tqcheck.report.wording import (
    advice,
    conditions,
    finding_line,
    gated,
    one_line,
    run_warnings,
    signature_items,
    visible,
)
from tqcheck.types import Failure, Finding, Report, Run, SegmentReport

SUMMED = ("segments", "flagged", "findings", "penalty", "score", "gate", "fail_on")
BOUNDS = ("min-score", "max-flagged")


class JunitFormatter:
    """Failures are what the gate fails on; what is suppressed or below the gate stands in the case's output.

    A bound on the score or on what is flagged is a test case of its own, and a document that could not be checked is
    a suite with one error. No case is ever skipped.
    """

    def write(self, run: Run, stream: TextIO) -> None:
        """Write the XML with its declaration."""
        xml = junitparser.JUnitXml("tqcheck")
        # Its own method would compare each suite with all before it and merge those that look alike.
        xml.extend(_suites(run))
        xml.update_statistics()
        stream.write('<?xml version="1.0" encoding="utf-8"?>\n' + xml.tostring().decode("utf-8") + "\n")


def _suites(run: Run) -> Iterator[junitparser.TestSuite]:
    whole = [text for document, text in run_warnings(run) if document is None]
    if whole:
        suite = junitparser.TestSuite("tqcheck")
        suite.append(junitparser.SystemErr("\n".join(map(visible, whole))))
        yield suite
    for report in run.reports:
        yield _suite(report)
    for failure in run.failures:
        yield _unchecked(run, failure)


def _suite(report: Report) -> junitparser.TestSuite:
    suite = junitparser.TestSuite(one_line(report.target_path))
    properties = [(f"tool.{key}", value) for key, value in signature_items(report.tool)]
    properties += [("source", report.source_path), ("target", report.target_path)]
    properties += [(key, str(report.summary[key])) for key in SUMMED]
    for key, value in properties:
        suite.add_property(key, one_line(value))
    suite.add_testcases([*(_case(report, segment) for segment in report.segments), *_bound_cases(report)])
    if report.warnings:
        suite.append(junitparser.SystemErr("\n".join(map(visible, report.warnings))))
    return suite


def _case(report: Report, segment: SegmentReport) -> junitparser.TestCase:
    case = junitparser.TestCase(_name(report, segment), one_line(report.target_path))
    failing = [finding for finding in segment.findings if gated(finding, report.summary)]
    if failing:
        more = f" (and {len(failing) - 1} more)" if len(failing) > 1 else ""
        codes = " ".join(finding.code for finding in failing)
        failure = junitparser.Failure(one_line(advice(failing[0])) + more, codes)
        failure.text = "\n".join(_details(report, segment, failing))
        case.append(failure)
    others = [_aside(finding) for finding in segment.findings if not gated(finding, report.summary)]
    if others:
        case.append(junitparser.SystemOut("\n".join(others)))
    return case


def _name(report: Report, segment: SegmentReport) -> str:
    place = segment_place(report, segment)
    where = place.unit if place.line is None else f"line {place.line}"
    return one_line(f"segment {segment.id}" if where == f"segment {segment.id}" else f"segment {segment.id}, {where}")


def _details(report: Report, segment: SegmentReport, findings: list[Finding]) -> Iterator[str]:
    for finding in findings:
        yield f"{one_line(str(primary_place(report, segment, finding)))}: {finding_line(finding)}"
    for name, side in (("source", segment.bead.source), ("target", segment.bead.target)):
        yield f"{name}: {one_line(side.text)}"


def _aside(finding: Finding) -> str:
    if not finding.suppressed:
        return f"below the gate: {finding_line(finding)}"
    kind = "accepted by the baseline" if finding.baselined else "suppressed"
    reason = f" ({one_line(finding.suppression)})" if finding.suppression else ""
    return f"{kind}{reason}: {finding_line(finding)}"


def _bound_cases(report: Report) -> Iterator[junitparser.TestCase]:
    """A case for each bound on the whole document: no one finding is to blame when that is not met."""
    for condition in conditions(report.summary):
        if not condition.startswith(BOUNDS):
            continue
        case = junitparser.TestCase(condition, one_line(report.target_path))
        if condition in report.summary.get("failed", ()):
            figures = "score {score}, {flagged} of {segments} segments flagged".format_map(report.summary)
            case.append(junitparser.Failure(f"not met: {figures}", condition.split()[0]))
        yield case


def _unchecked(run: Run, failure: Failure) -> junitparser.TestSuite:
    suite = junitparser.TestSuite(one_line(failure.target_path))
    for key, value in signature_items(run.tool):
        suite.add_property(f"tool.{key}", value)
    case = junitparser.TestCase("not checked", one_line(failure.target_path))
    case.append(junitparser.Error(one_line(failure.message), "not-checked"))
    suite.add_testcases([case])
    return suite
