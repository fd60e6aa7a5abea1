"""What the machine formats say alike: the hint after a message, the signature, and text that no log can misread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tqcheck.types import Finding, Run, Severity
from tqcheck.verdict import counts

#: Control characters, line separators that only some programs know, signs that turn the direction of what follows,
#: halves of surrogate pairs and noncharacters: XML forbids some, logs and tables break on others.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)


def visible(text: str) -> str:
    """The text with each character that hides or misleads written as ``\\uXXXX``; tabs and line breaks are kept."""
    return _HIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def one_line(text: str) -> str:
    """The visible text with each run of white space as one space."""
    return visible(" ".join(text.split()))


def advice(finding: Finding) -> str:
    """The message and, after an arrow, what to write instead where that is known."""
    return f"{finding.message} → {finding.suggestion}" if finding.suggestion else finding.message


def finding_line(finding: Finding) -> str:
    """Code, severity, message and advice on one line."""
    return one_line(f"{finding.code} {finding.severity.value} {advice(finding)}")


def signature(tool: Mapping[str, Any]) -> str:
    """What another person needs to get the same figures, on one line: ``name:tqcheck|version:...``."""
    return "|".join(f"{key}:{value}" for key, value in signature_items(tool))


def signature_items(tool: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The parts of the signature as text, a mapping in it as ``critical=25,major=5``."""
    return [(str(key), _flat(value)) for key, value in tool.items()]


def _flat(value: Any) -> str:
    if isinstance(value, Mapping):
        return ",".join(f"{key}={_flat(part)}" for key, part in value.items())
    if isinstance(value, float):
        return f"{value:g}"
    return one_line(str(value))


def gated(finding: Finding, summary: Mapping[str, Any]) -> bool:
    """Whether the finding by itself fails the gate that gave a document this summary."""
    if not counts(finding):
        return False
    fail_on = summary["fail_on"]
    if summary.get("fail_on_new"):
        return True
    return fail_on != "never" and finding.severity.rank >= Severity(fail_on).rank


def conditions(summary: Mapping[str, Any]) -> list[str]:
    """The gate's conditions, as the command line has them without dashes."""
    found = [f"fail-on {summary['fail_on']}"]
    found += ["fail-on-new"] if summary.get("fail_on_new") else []
    found += [f"min-score {summary['min_score']:g}"] if "min_score" in summary else []
    return found + ([f"max-flagged {summary['max_flagged']}"] if "max_flagged" in summary else [])


def run_warnings(run: Run) -> Iterator[tuple[str | None, str]]:
    """Every warning with the document it concerns, None for one that concerns the run."""
    for text in run.summary.get("warnings", ()):
        yield None, text
    for report in run.reports:
        for text in report.warnings:
            yield report.target_path, text
