"""SARIF 2.1.0 for code scanning: one run, a result a finding, the rules that found something with their help."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO
from urllib.parse import quote

from tqcheck.report.places import Place, other_place, primary_place, repository_path
from tqcheck.report.rule_help import rule_help
from tqcheck.report.wording import advice, run_warnings, visible
from tqcheck.types import Finding, Report, Run, SegmentReport, Severity
from tqcheck.withholding import REASON

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
FINGERPRINT = "tqcheck/v1"
RULES_PAGE = ""
"""The absolute address at which docs/rules.md is published; while it is empty, rules carry no ``helpUri``."""

LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "note",
}


class SarifFormatter:
    """A SARIF log; suppressed and accepted findings are in it, marked as such."""

    def write(self, run: Run, stream: TextIO) -> None:
        """Write the log on one line: indenting doubles its size and takes most of the time."""
        stream.write(json.dumps(sarif_log(run), separators=(",", ":")) + "\n")


def sarif_log(run: Run) -> dict[str, Any]:
    """The log of a run."""
    codes: dict[str, int] = {}
    rules: list[dict[str, Any]] = []
    for report in run.reports:
        for _, finding in report.findings():
            if finding.code not in codes:
                codes[finding.code] = len(rules)
                rules.append(_rule(finding))
    compared = any("baseline" in report.summary for report in run.reports)
    results = [result for report in run.reports for result in _results(report, codes, compared)]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(run, rules)},
                "columnKind": "unicodeCodePoints",
                "invocations": [_invocation(run)],
                "artifacts": [{"location": _artifact(path), "roles": ["analysisTarget"]} for path in _paths(run)],
                "results": results,
                "properties": {"signature": dict(run.tool), "summary": dict(run.summary)},
            }
        ],
    }


def _paths(run: Run) -> list[str]:
    return list(dict.fromkeys(path for report in run.reports for path in (report.target_path, report.source_path)))


def _driver(run: Run, rules: list[dict[str, Any]]) -> dict[str, Any]:
    driver = {"name": "tqcheck", "version": str(run.tool.get("version", "")), "rules": rules}
    address = _project_address()
    if address:
        driver["informationUri"] = address
    return driver


def _project_address() -> str | None:
    """The project's address in the metadata of the installed package; None while setup.cfg names none."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        addresses = metadata("tqcheck").get_all("Home-page") or []
    except PackageNotFoundError:
        return None
    return addresses[0] if addresses else None


def _rule(finding: Finding) -> dict[str, Any]:
    """The descriptor of a finding's rule; what the finding says of it where no rule has its code."""
    page = rule_help(finding.code)
    rule: dict[str, Any] = {
        "id": finding.code,
        "name": finding.name,
        "shortDescription": {"text": page.summary if page else finding.name},
        "fullDescription": {"text": page.description if page else finding.name},
        "defaultConfiguration": {"level": LEVELS[page.severity if page else finding.severity]},
        "properties": {"tags": [finding.category]},
    }
    if page:
        rule["help"] = {"text": page.text, "markdown": page.markdown}
    if RULES_PAGE:
        rule["helpUri"] = f"{RULES_PAGE}#{finding.code}"
    return rule


def _results(report: Report, codes: dict[str, int], compared: bool) -> Iterator[dict[str, Any]]:
    from tqcheck.baseline import fingerprints

    marks = fingerprints(report)
    for segment in report.segments:
        for index, finding in enumerate(segment.findings):
            result = _result(report, segment, finding)
            result["ruleIndex"] = codes[finding.code]
            result["partialFingerprints"] = {FINGERPRINT: marks[segment.id, index]}
            if compared:
                result["baselineState"] = "unchanged" if finding.baselined else "new"
            yield result


def _result(report: Report, segment: SegmentReport, finding: Finding) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": {"text": _message(advice(finding))},
        "locations": [_location(primary_place(report, segment, finding))],
        "properties": {
            "severity": finding.severity.value,
            "category": finding.category,
            "confidence": round(finding.confidence, 3),
            "evidence": list(finding.evidence),
            "segment": segment.id,
            "flagged": segment.flagged,
        },
    }
    if finding.suggestion:
        result["properties"]["suggestion"] = finding.suggestion
    other = other_place(report, segment, finding)
    if other:
        source = {"id": 1, **_location(other), "message": {"text": _message(f"Source: {other.text}")}}
        result["relatedLocations"] = [source]
        result["message"]["text"] += " ([source](1))"
    if finding.suppressed:
        result["suppressions"] = [_suppression(finding)]
    return result


def _suppression(finding: Finding) -> dict[str, str]:
    outside = finding.baselined or finding.suppression == REASON
    suppression = {"kind": "external" if outside else "inSource"}
    if finding.suppression:
        suppression["justification"] = visible(finding.suppression)
    return suppression


def _message(text: str) -> str:
    """Text without what SARIF takes for a placeholder (``{0}``) or a link (``[text](address)``)."""
    return visible(text).replace("{", "{{").replace("}", "}}").replace("](", "\\](")


def _location(place: Place) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": _artifact(place.path)}}
    if place.line is not None:
        location["physicalLocation"]["region"] = _region(place)
    elif place.unit:
        location["logicalLocations"] = [{"name": place.unit, "kind": "member"}]
    return location


def _region(place: Place) -> dict[str, Any]:
    """The span; the whole line where the format hides columns."""
    if place.start is None:
        return {"startLine": place.line}
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.start,
        "charLength": len(place.text),
        "snippet": {"text": place.text},
    }


def _artifact(path: str) -> dict[str, str]:
    """A path below the working directory relative to it, any other as an absolute address."""
    where = repository_path(path)
    if where.startswith("/"):
        return {"uri": "file://" + _quoted(where)}
    return {"uri": _quoted(where), "uriBaseId": ROOT}


def _quoted(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"))


def _invocation(run: Run) -> dict[str, Any]:
    notifications = [_notification("warning", text, path) for path, text in run_warnings(run)]
    notifications += [_notification("error", failure.message, failure.target_path) for failure in run.failures]
    return {"executionSuccessful": not run.failures, "toolExecutionNotifications": notifications}


def _notification(level: str, text: str, path: str | None) -> dict[str, Any]:
    notification: dict[str, Any] = {"level": level, "message": {"text": _message(text)}}
    if path is not None:
        notification["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(path)}}]
    return notification
