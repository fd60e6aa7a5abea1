"""One line a finding, as compilers write them: ``path:line:column: code severity message``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TextIO

from tqcheck.types import Finding, Report, Run, SegmentReport


class ConciseFormatter:
    """Findings as lines that editors and CI logs can follow to the place."""

    def write(self, run: Run, stream: TextIO) -> None:
        """Write a line a finding, then one line of summary."""
        for report in run.reports:
            for segment, finding in report.findings():
                if not finding.suppressed:
                    stream.write(f"{place(report, segment, finding)}: {line(finding)}\n")
        for failure in run.failures:
            stream.write(f"{failure.message}\n")
        summary = run.summary
        stream.write(
            f"{summary['flagged']} of {summary['segments']} segments flagged; "
            f"MQM score {summary['score']}; {_accepted(summary)}gate {summary['gate']}{_unmet(summary)}\n"
        )


def _accepted(summary: Mapping[str, Any]) -> str:
    number = summary.get("suppressed", 0)
    return f"{number} finding{'s' * (number != 1)} accepted; " if number else ""


def _unmet(summary: Mapping[str, Any]) -> str:
    unmet = summary.get("failed", ())
    return f" ({', '.join(unmet)})" if unmet else ""


def line(finding: Finding) -> str:
    """Code, severity, message and suggestion on one line."""
    hint = f" [write: {finding.suggestion}]" if finding.suggestion else ""
    return f"{finding.code} {finding.severity.value} {finding.message}{hint}".replace("\n", " ")


def place(report: Report, segment: SegmentReport, finding: Finding) -> str:
    """``path:line:column`` of a finding in the target, or in the source where the target has no place for it."""
    in_target = bool(segment.bead.target)
    side = segment.bead.target if in_target else segment.bead.source
    path = report.target_path if in_target else report.source_path
    span = finding.target_span if in_target else finding.source_span
    start = span.start if span else 0
    before = side.text[:start]
    column = start - (before.rfind("\n") + 1) + 1
    where = str(side.line + before.count("\n")) if side.line is not None else side.unit or str(segment.id)
    return f"{path}:{where}:{column}"
