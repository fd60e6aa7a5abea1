"""Workflow commands that GitHub Actions turns into annotations on the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from tqcheck.report.places import Place, primary_place, repository_path
from tqcheck.report.wording import advice, run_warnings, signature, visible
from tqcheck.types import Finding, Run, Severity

LIMIT = 10
"""GitHub shows this many annotations of a level for a step and drops the others without a word."""

LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "notice",
}


class GithubFormatter:
    """The gravest findings as annotations, as many as GitHub shows, and a notice that says what was left out."""

    def write(self, run: Run, stream: TextIO) -> None:
        """Write a line an annotation: documents that failed first, then by severity and confidence."""
        left_out = {"error": 0, "warning": 0, "notice": 0}
        # The closing notice is one of the ten.
        room = {"error": LIMIT, "warning": LIMIT, "notice": LIMIT - 1}
        for level, line in _annotations(run):
            if room[level]:
                room[level] -= 1
                stream.write(line + "\n")
            else:
                left_out[level] += 1
        stream.write(command("notice", _closing(run, left_out), title="tqcheck") + "\n")


def command(level: str, message: str, **properties: str | int | None) -> str:
    """A workflow command, escaped as the runner reads it; properties that are None are left out."""
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value is not None)
    return f"::{level} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str | int) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")


def _annotations(run: Run) -> Iterator[tuple[str, str]]:
    for failure in run.failures:
        yield "error", command("error", failure.message, file=repository_path(failure.target_path), title="not checked")
    for document, warning in run_warnings(run):
        path = None if document is None else repository_path(document)
        yield "warning", command("warning", warning, file=path, title="tqcheck")
    shown = [
        (finding, primary_place(report, segment, finding))
        for report in run.reports
        for segment, finding in report.findings()
        if not finding.suppressed
    ]
    for finding, place in sorted(shown, key=lambda pair: (-pair[0].severity.rank, -pair[0].confidence)):
        yield LEVELS[finding.severity], _annotation(finding, place)


def _annotation(finding: Finding, place: Place) -> str:
    message = advice(finding) if place.line is not None else f"{place.unit}: {advice(finding)}"
    # GitHub refuses columns on a stretch of several lines.
    columns = place.column is not None and place.line == place.end_line
    return command(
        LEVELS[finding.severity],
        message,
        file=repository_path(place.path),
        line=place.line,
        endLine=place.end_line,
        col=place.column if columns else None,
        endColumn=place.end_column if columns else None,
        title=f"{finding.code} {finding.name} ({finding.severity.value})",
    )


def _closing(run: Run, left_out: dict[str, int]) -> str:
    summary = run.summary
    unmet = f" ({', '.join(summary['failed'])})" if summary.get("failed") else ""
    parts = [f"{summary['flagged']} of {summary['segments']} segments flagged, gate {summary['gate']}{unmet}."]
    counts = [f"{number} of level {level}" for level, number in left_out.items() if number]
    if counts:
        parts.append(f"Left out, for GitHub shows {LIMIT} of a level a step: {', '.join(counts)}.")
    return " ".join((*parts, f"Signature: {signature(run.tool)}"))
