"""A table for spreadsheets and scripts: a row a finding, a warning, or a document that could not be checked.

The last two have no code; their names are ``warning`` and ``not-checked``.

A cell that a spreadsheet would take for a formula gets an apostrophe in front: one that begins with ``=``, ``+``, ``-``
or ``@``, in full width or not, after blanks or not, or with a tab or a line break. Where apostrophes stand before such
a beginning already there is one more of them, so that who takes one off has the text as it was. Characters that hide
or mislead are written as ``\\uXXXX``.
"""

from __future__ import annotations

import csv
import re
from typing import Any, TextIO

from tqcheck.report.wording import run_warnings, signature, visible
from tqcheck.types import Finding, Report, Run, Segment, SegmentReport, Span

COLUMNS = (
    "document", "source_document", "segment", "line", "unit", "code", "name", "category", "severity", "confidence",
    "evidence", "source_text", "source_span", "target_text", "target_span", "source_segment", "target_segment",
    "message", "suggestion", "flagged", "suppressed", "suppression", "baselined", "signature",
)  # fmt: skip

#: Spreadsheets skip blanks before a formula, and some read the full-width signs as the plain ones.
_FORMULA = re.compile(r"'*(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")


class CsvFormatter:
    """A header and the rows."""

    def write(self, run: Run, stream: TextIO) -> None:
        """Write the table."""
        rows = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n")
        rows.writeheader()
        mark = signature(run.tool)
        for report in run.reports:
            for segment, finding in report.findings():
                rows.writerow({**_row(report, segment, finding), "signature": mark})
        for document, warning in run_warnings(run):
            rows.writerow({**_message("warning", document, warning), "signature": mark})
        for failure in run.failures:
            rows.writerow({**_message("not-checked", failure.target_path, failure.message), "signature": mark})


def guarded(text: str | None) -> str:
    """Text that no spreadsheet calculates."""
    shown = visible(text or "")
    return f"'{shown}" if _FORMULA.match(shown) else shown


def _row(report: Report, segment: SegmentReport, finding: Finding) -> dict[str, Any]:
    source, target = segment.bead.source, segment.bead.target
    side = target or source
    return {
        "document": guarded(report.target_path),
        "source_document": guarded(report.source_path),
        "segment": segment.id,
        "line": "" if side.line is None else side.line,
        "unit": guarded(side.unit),
        "code": finding.code,
        "name": finding.name,
        "category": finding.category,
        "severity": finding.severity.value,
        "confidence": round(finding.confidence, 3),
        "evidence": " ".join(finding.evidence),
        **_span("source", source, finding.source_span),
        **_span("target", target, finding.target_span),
        "message": guarded(finding.message),
        "suggestion": guarded(finding.suggestion),
        "flagged": _truth(segment.flagged),
        "suppressed": _truth(finding.suppressed),
        "suppression": guarded(finding.suppression),
        "baselined": _truth(finding.baselined),
    }


def _span(name: str, side: Segment, span: Span | None) -> dict[str, str]:
    """The marked text, its place as ``start:end``, and the whole segment."""
    return {
        f"{name}_text": guarded(side.text[span.start : span.end]) if span else "",
        f"{name}_span": f"{span.start}:{span.end}" if span else "",
        f"{name}_segment": guarded(side.text),
    }


def _message(name: str, document: str | None, text: str) -> dict[str, str]:
    return {"document": guarded(document), "name": name, "message": guarded(text)}


def _truth(value: bool) -> str:
    return "true" if value else "false"
