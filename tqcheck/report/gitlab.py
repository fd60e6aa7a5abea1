"""GitLab's code quality report: a JSON list with an object a finding, which merge requests compare by fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, TextIO

from tqcheck.report.places import Place, other_place, primary_place, repository_path
from tqcheck.report.wording import advice, run_warnings, signature, visible
from tqcheck.types import Finding, Report, Run, Severity

SEVERITIES = {
    Severity.CRITICAL: "critical",
    Severity.MAJOR: "major",
    Severity.MINOR: "minor",
    Severity.NEUTRAL: "info",
}


class GitlabFormatter:
    """Findings that are not suppressed; a document that could not be checked is a ``blocker``."""

    def write(self, run: Run, stream: TextIO) -> None:
        """Write the list, an object a line."""
        rows = ",\n".join(json.dumps(row) for row in _unique(_issues(run)))
        stream.write(f"[\n{rows}\n]\n" if rows else "[]\n")


def _issues(run: Run) -> Iterator[dict[str, Any]]:
    mark = signature(run.tool)
    for failure in run.failures:
        yield _issue("not-checked", failure.message, "blocker", Place(failure.target_path, ""), "", mark)
    for document, warning in run_warnings(run):
        # GitLab wants a path of every issue; a warning about the run concerns the whole folder.
        yield _issue("warning", warning, "minor", Place(document or ".", ""), "", mark)
    for report in run.reports:
        yield from _findings(report, mark)


def _findings(report: Report, mark: str) -> Iterator[dict[str, Any]]:
    from tqcheck.baseline import fingerprints

    prints = fingerprints(report)
    for segment in report.segments:
        for index, finding in enumerate(segment.findings):
            if finding.suppressed:
                continue
            place = primary_place(report, segment, finding)
            row = _issue(
                f"{finding.code} {finding.name}",
                _description(finding, place),
                SEVERITIES[finding.severity],
                place,
                prints[segment.id, index],
                mark,
            )
            other = other_place(report, segment, finding)
            if other:
                row["other_locations"] = [_location(other)]
            yield row


def _description(finding: Finding, place: Place) -> str:
    return advice(finding) if place.line is not None else f"{place.unit}: {advice(finding)}"


def _issue(check: str, text: str, severity: str, place: Place, fingerprint: str, mark: str) -> dict[str, Any]:
    """An object of the list; its fingerprint tells documents apart that share a sentence."""
    location = _location(place)
    known_by = "\n".join((check, location["path"], fingerprint or text))
    return {
        "type": "issue",
        "check_name": check,
        "description": visible(text),
        "severity": severity,
        "fingerprint": _digest(known_by),
        "location": location,
        "signature": mark,
    }


def _location(place: Place) -> dict[str, Any]:
    """GitLab wants a line of every issue: 1 in formats without lines, whose unit stands in the description."""
    first = place.line or 1
    return {"path": repository_path(place.path), "lines": {"begin": first, "end": place.end_line or first}}


def _unique(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows, their fingerprints made unique: GitLab shows one issue a fingerprint."""
    seen: Counter[str] = Counter()
    for row in rows:
        fingerprint = row["fingerprint"]
        if seen[fingerprint]:
            row["fingerprint"] = _digest(f"{fingerprint}\n{seen[fingerprint]}")
        seen[fingerprint] += 1
        yield row


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
