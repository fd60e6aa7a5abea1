"""Sums up: a document's figures and the verdict of its gate, and those of a run over many documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tqcheck import __version__
from tqcheck.types import Failure, Report, Run, SegmentReport
from tqcheck.verdict import Gate, document_score


def figures(segments: Sequence[SegmentReport]) -> dict[str, Any]:
    """What the summary counts; of its findings, those ``suppressed`` neither flag nor count."""
    penalty, score, words = document_score(segments)
    suppressed = [finding.suppressed for segment in segments for finding in segment.findings]
    return {
        "segments": len(segments),
        "flagged": sum(segment.flagged for segment in segments),
        "findings": len(suppressed),
        "suppressed": sum(suppressed),
        "words": words,
        "penalty": round(penalty, 1),
        "penalty_per_1000_words": round(1000 * penalty / words, 1) if words else 0.0,
        "score": round(score, 1),
    }


_GATE_OPTIONS = ("fail_on", "min_score", "max_flagged", "fail_on_new")
_GATE_KEYS = frozenset({"gate", "failed", *_GATE_OPTIONS})


def gated(report: Report, gate: Gate) -> Report:
    """The report with the verdict of a gate, in place of the one it has."""
    failed = gate.failures(report.segments, document_score(report.segments)[1])
    summary = {key: value for key, value in report.summary.items() if key not in _GATE_KEYS}
    summary.update(gate="failed" if failed else "passed", failed=failed)
    asked = {name: getattr(gate, name) for name in _GATE_OPTIONS}
    summary.update({name: value for name, value in asked.items() if value not in (None, False)})
    return replace(report, summary=summary)


def gate_of(report: Report) -> Gate:
    """The gate that gave a report its verdict."""
    return Gate(**{name: report.summary[name] for name in _GATE_OPTIONS if name in report.summary})


_SUMMED = ("segments", "flagged", "findings", "suppressed", "words", "penalty")


def run_of(
    reports: Sequence[Report], failures: Sequence[Failure] = (), *, many: bool = False, warnings: Sequence[str] = ()
) -> Run:
    """Sum up a run; its gate fails with any of its documents, and so does a document that could not be checked.

    ``many`` asks for the summary of a run, which counts ``documents``, even where there is one document only.
    """
    tool = reports[0].tool if reports else {"name": "tqcheck", "version": __version__}
    if len(reports) == 1 and not failures and not many:
        return Run(tuple(reports), reports[0].summary, tool)
    summary: dict[str, Any] = {"documents": len(reports), "failures": len(failures)}
    summary.update({key: sum(report.summary.get(key, 0) for report in reports) for key in _SUMMED})
    words, penalty = summary["words"], round(summary["penalty"], 1)
    summary["penalty"] = penalty
    summary["penalty_per_1000_words"] = round(1000 * penalty / words, 1) if words else 0.0
    summary["score"] = round(max(0.0, 100 * (1 - penalty / words)), 1) if words else 0.0 if reports else 100.0
    failed = any(report.summary["gate"] == "failed" for report in reports) or bool(failures)
    summary["gate"] = "failed" if failed else "passed"
    summary["failed"] = list(dict.fromkeys(unmet for report in reports for unmet in report.summary.get("failed", ())))
    baselines = [report.summary["baseline"] for report in reports if "baseline" in report.summary]
    if baselines:
        summary["baseline"] = {key: sum(counted[key] for counted in baselines) for key in baselines[0]}
    summary["fail_on"] = reports[0].summary["fail_on"] if reports else Gate().fail_on
    if warnings:
        summary["warnings"] = list(warnings)
    return Run(tuple(reports), summary, tool, tuple(failures))
