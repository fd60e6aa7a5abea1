"""JSON, schema version 1: one object a document, or one line a segment. Additions are fine, renames are not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TextIO

from tqcheck.types import Finding, Report, Run, Segment, SegmentReport, Span

SCHEMA_VERSION = 1


class JsonFormatter:
    """A run of one document pair as one JSON object; of many, one that holds theirs under ``documents``."""

    def write(self, run: Run, stream: TextIO) -> None:
        """Write the object, indented, with a line break at its end."""
        single = "documents" not in run.summary
        json.dump(report_object(run.reports[0]) if single else run_object(run), stream, ensure_ascii=False, indent=1)
        stream.write("\n")


class JsonLinesFormatter:
    """One JSON object a segment, then one with its document's summary, each on a line of its own."""

    def write(self, run: Run, stream: TextIO) -> None:
        """Write the lines."""
        for report in run.reports:
            for segment in report.segments:
                stream.write(json.dumps(segment_object(segment), ensure_ascii=False) + "\n")
            header = {key: value for key, value in report_object(report).items() if key != "segments"}
            stream.write(json.dumps(header, ensure_ascii=False) + "\n")
        if "documents" in run.summary:
            header = {key: value for key, value in run_object(run).items() if key != "documents"}
            stream.write(json.dumps(header, ensure_ascii=False) + "\n")


def run_object(run: Run) -> dict[str, Any]:
    """A run over many document pairs in schema version 1."""
    return {
        "version": SCHEMA_VERSION,
        "tool": dict(run.tool),
        "documents": [report_object(report) for report in run.reports],
        "failures": [
            {"source": failure.source_path, "target": failure.target_path, "message": failure.message}
            for failure in run.failures
        ],
        "summary": dict(run.summary),
    }


def report_object(report: Report) -> dict[str, Any]:
    """The report in schema version 1."""
    return {
        "version": SCHEMA_VERSION,
        "tool": dict(report.tool),
        "source": report.source_path,
        "target": report.target_path,
        "source_lang": report.source_lang,
        "target_lang": report.target_lang,
        "warnings": list(report.warnings),
        "segments": [segment_object(segment) for segment in report.segments],
        "summary": dict(report.summary),
    }


def segment_object(segment: SegmentReport) -> dict[str, Any]:
    """One segment in schema version 1."""
    bead, estimate = segment.bead, segment.estimate
    row: dict[str, Any] = {
        "id": segment.id,
        "source": _side(bead.source),
        "target": _side(bead.target),
        "alignment": {"type": bead.type, "confidence": round(bead.confidence, 3)},
        "score": estimate.score if estimate else None,
        "p_error": estimate.p_error if estimate else None,
        "flagged": segment.flagged,
        "penalty": segment.penalty,
        "findings": [finding_object(finding, segment) for finding in segment.findings],
    }
    if segment.metrics:
        row["metrics"] = dict(segment.metrics)
    return row


def finding_object(finding: Finding, segment: SegmentReport) -> dict[str, Any]:
    """One finding in schema version 1."""
    return {
        "code": finding.code,
        "name": finding.name,
        "category": finding.category,
        "severity": finding.severity.value,
        "confidence": round(finding.confidence, 3),
        "evidence": list(finding.evidence),
        **_span("target", finding.target_span, segment.bead.target.text),
        **_span("source", finding.source_span, segment.bead.source.text),
        "message": finding.message,
        "suggestion": finding.suggestion,
        "suppressed": finding.suppressed,
        "suppression": finding.suppression,
        "baselined": finding.baselined,
    }


def _side(segment: Segment) -> dict[str, Any]:
    side: dict[str, Any] = {"text": segment.text, "start": segment.start, "end": segment.end, "line": segment.line}
    if segment.unit is not None:
        side["unit"] = segment.unit
    return side


def _span(side: str, span: Span | None, text: str) -> Mapping[str, Any]:
    if span is None:
        return {f"{side}_span": None, f"{side}_text": None}
    return {f"{side}_span": list(span), f"{side}_text": text[span.start : span.end]}
