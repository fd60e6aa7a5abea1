"""Runs made by hand for the tests of formatters: two documents, one of them hostile, and one that failed."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from tqcheck.report import formatter
from tqcheck.summing import run_of
from tqcheck.types import Bead, Estimate, Failure, Finding, Report, Run, Segment, SegmentReport, Severity, Span
from tqcheck.verdict import counts

TOOL = {
    "name": "tqcheck", "version": "9.8.7", "model": "embedded-1", "rules": "0123456789ab", "threshold": 0.25,
    "weights": {"minor": 1.0, "major": 5.0},
}  # fmt: skip
SIGNATURE = "name:tqcheck|version:9.8.7|model:embedded-1|rules:0123456789ab|threshold:0.25|weights:minor=1,major=5"

PRONOUN = Finding(
    "P101", "pronoun-gender", "accuracy/mistranslation", Severity.MAJOR, "'Elle' is no person",
    target_span=Span(15, 18), source_span=Span(12, 16), suggestion="It",
)  # fmt: skip
QUOTES = Finding("Q101", "quotation-marks", "fluency/punctuation", Severity.MINOR, "unpaired", target_span=Span(0, 3))
OMISSION = Finding("O101", "omission", "accuracy/omission", Severity.CRITICAL, "left out", source_span=Span(0, 4))
ADVICE = Finding("W101", "wordiness", "style/unidiomatic", Severity.NEUTRAL, "heavy", target_span=Span(0, 3))
SUPPRESSED = replace(QUOTES, suppressed=True, suppression="house style")
BASELINED = replace(PRONOUN, suppressed=True, suppression="accepted in May", baselined=True)

#: Markup, every line break, the end of CDATA, workflow commands, placeholders, links, formulae, escape codes,
#: characters that XML forbids and text that turns its own direction.
HOSTILE = (
    "=cmd|' /C calc'!A0 <script>alert(1)</script> ]]> &amp; %0A::error::x\r\n::error::y\rz \x00\x08\x0b\x1b[31m"
    " \u202eltr\u202c \u05e9\u05dc\u05d5\u05dd \ufffe \ud800 {0} {name} [t](http://evil) ![i](x) **b** `c` | @user #12 a:100:b"
)


def made(segments: list[SegmentReport], target: str = "docs/a.en.txt", fail_on: str = "major", **more: Any) -> Report:
    """A report with the summary that such segments have."""
    findings = [finding for segment in segments for finding in segment.findings]
    failed = fail_on != "never" and any(counts(f) and f.severity.rank >= Severity(fail_on).rank for f in findings)
    summary = {
        "segments": len(segments), "flagged": sum(segment.flagged for segment in segments), "findings": len(findings),
        "words": 100, "penalty": 5.0, "penalty_per_1000_words": 50.0, "score": 95.0,
        "suppressed": sum(finding.suppressed for finding in findings), "gate": "failed" if failed else "passed",
        "failed": [f"fail-on {fail_on}"] if failed else [], "fail_on": fail_on, **more,
    }  # fmt: skip
    return Report(target.replace(".en.", ".fr."), target, "fr", "en", tuple(segments), summary, TOOL)


def segment(number: int, findings: tuple[Finding, ...], source: Segment, target: Segment) -> SegmentReport:
    """The verdict on one bead."""
    return SegmentReport(number, Bead(source, target), Estimate(0.5, 0.25), findings, any(map(counts, findings)), 5.0)


SOURCE = Segment("La démarche\nElle a dit non.", 10, 37, 4, column=1)
TARGET = Segment("The proceeding\nShe said no.", 8, 35, 3, column=5)
"""The second line begins in the middle of the text, the first in the fifth column of line 3."""


def plain_report(*findings: Finding, fail_on: str = "major", **more: Any) -> Report:
    """Plain text: the findings in one segment, then a sentence left out."""
    left_out = segment(2, (OMISSION,), Segment("Rien d'autre.", 38, 51, 6, column=1), Segment("", 35, 35, 3, column=5))
    shown = segment(1, findings or (PRONOUN,), SOURCE, TARGET)
    return made([shown, left_out], fail_on=fail_on, **more)


def docx_report() -> Report:
    """A format without lines."""
    sides = (Segment("Elle a dit.", 0, 11, None, "p12"), Segment("She said.", 0, 9, None, "p12"))
    finding = replace(PRONOUN, target_span=Span(0, 3), source_span=Span(0, 4))
    return made([segment(1, (finding,), *sides)], "docs/b c.en.docx")


def hostile_report() -> Report:
    """A document that attacks whoever reads the report."""
    finding = replace(PRONOUN, message=HOSTILE, suggestion=HOSTILE, target_span=Span(0, len(HOSTILE)), source_span=None)
    text = Segment(HOSTILE, 0, len(HOSTILE), 7)
    kept = replace(finding, suppressed=True, suppression=HOSTILE)
    report = made([segment(1, (finding, kept), text, text)], "docs/a,b:c%0A\n<x>.en.md")
    return replace(report, warnings=(HOSTILE,))


def run(*reports: Report, failures: tuple[Failure, ...] = ()) -> Run:
    """The run over some reports."""
    return run_of(reports, failures)


FAILURE = Failure("docs/z.fr.txt", "docs/z.en.txt", "docs/z.en.txt: empty file: there is nothing to check")
#: A path holds undecodable bytes as halves of surrogate pairs from U+DC80 on.
HOSTILE_FAILURE = Failure("z", "z" + HOSTILE.replace("\ud800", "\udcff"), HOSTILE)


def written(name: str, what: Run) -> str:
    """The run in a format."""
    stream = io.StringIO()
    formatter(name).write(what, stream)
    return stream.getvalue()
