"""A job summary in Markdown: the verdict, a table of the documents, the worst findings, what could not be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TextIO

from tqcheck.report.places import other_place, primary_place
from tqcheck.report.wording import advice, conditions, one_line, run_warnings, signature
from tqcheck.types import Finding, Report, Run, SegmentReport, Severity

LIMIT_FINDINGS = 20
LIMIT_DOCUMENTS = 100
"""A job summary may hold 1 MiB; more rows than these are read by nobody."""

LIMIT_TEXT = 300

#: What Markdown, HTML and GitHub's own additions act on within a line; ":100:" would be a picture.
_ACTIVE = re.compile(r"[\\`*_\[\]<>&|~$#@]|:(?=//)|(?<=www)\.|:(?=[\w+-]+:)", re.IGNORECASE)
_ESCAPES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    # GitHub makes links of @names and #numbers, and pictures of :names:, unless a comment parts them.
    "@": "@<!-- -->",
    "#": "\\#<!-- -->",
    ":": "\\:<!-- -->",
}
_MARKS = {Severity.CRITICAL: "🛑", Severity.MAJOR: "❌", Severity.MINOR: "⚠️", Severity.NEUTRAL: "💡"}
_COLUMNS = ("segments", "flagged", "findings", "score", "gate")


class MarkdownFormatter:
    """What a reviewer reads on the page of a job; suppressed findings are counted, not listed."""

    def write(self, run: Run, stream: TextIO) -> None:
        """Write the summary."""
        for line in (*_verdict(run), *_failures(run), *_warnings(run), *_documents(run), *_worst(run)):
            stream.write(line + "\n")
        stream.write(f"\nSignature: {code(signature(run.tool))}\n")


def escaped(text: str) -> str:
    """Text on one line that Markdown and HTML show as it stands, cut where it is very long.

    It must not begin a line of its own: what opens a list or a heading there is left alone.
    """
    flat = one_line(text)
    if len(flat) > LIMIT_TEXT:
        flat = flat[:LIMIT_TEXT] + "…"
    return _ACTIVE.sub(lambda match: _ESCAPES.get(match.group(), "\\" + match.group()), flat)


def code(text: str) -> str:
    """Text on one line as a code span, whatever backticks it holds. Not for tables, whose cells end at a bar."""
    flat = one_line(text)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", flat)), default=0))
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


def _verdict(run: Run) -> Iterator[str]:
    summary = run.summary
    failed = summary["gate"] == "failed"
    yield f"## {'❌' if failed else '✅'} Translation check: gate {summary['gate']}"
    yield ""
    aside = f", {summary['suppressed']} of them suppressed" if summary.get("suppressed") else ""
    yield (
        f"{summary['flagged']} of {summary['segments']} segments flagged, {summary['findings']} findings{aside}; "
        f"MQM score {summary['score']} of 100. Conditions: {_listing(conditions(summary))}."
    )
    if summary.get("failed"):
        yield from ("", f"Not met: {_listing(summary['failed'])}.")


def _listing(words: Sequence[str]) -> str:
    return ", ".join(map(code, words))


def _failures(run: Run) -> Iterator[str]:
    yield from _listed("Not checked", "🛑", [failure.message for failure in run.failures])


def _warnings(run: Run) -> Iterator[str]:
    lines = [text if path is None else f"{path}: {text}" for path, text in run_warnings(run)]
    yield from _listed("Warnings", "⚠️", lines)


def _listed(title: str, sign: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"### {title}", "")
        yield from (f"- {sign} {escaped(line)}" for line in lines[:LIMIT_DOCUMENTS])
        yield from _left_out(len(lines), LIMIT_DOCUMENTS)


def _left_out(number: int, limit: int) -> Iterator[str]:
    if number > limit:
        yield from ("", f"… and {number - limit} more.")


def _documents(run: Run) -> Iterator[str]:
    """The table, the documents that fail and score worst first."""
    reports = sorted(run.reports, key=lambda one: (one.summary["gate"] != "failed", one.summary["score"]))
    if not reports:
        return
    yield from ("", f"| document | {' | '.join(_COLUMNS)} |", "| --- | --: | --: | --: | --: | --- |")
    for report in reports[:LIMIT_DOCUMENTS]:
        cells = (escaped(report.target_path), *(str(report.summary[name]) for name in _COLUMNS))
        yield f"| {' | '.join(cells)} |"
    yield from _left_out(len(reports), LIMIT_DOCUMENTS)


def _worst(run: Run) -> Iterator[str]:
    """The gravest findings first, the surest first among equals."""
    shown = [
        (report, segment, finding)
        for report in run.reports
        for segment, finding in report.findings()
        if not finding.suppressed
    ]
    if not shown:
        return
    yield from ("", "### Worst findings", "")
    shown.sort(key=lambda row: (-row[2].severity.rank, -row[2].confidence))
    for row in shown[:LIMIT_FINDINGS]:
        yield from _finding(*row)
    yield from _left_out(len(shown), LIMIT_FINDINGS)


def _finding(report: Report, segment: SegmentReport, finding: Finding) -> Iterator[str]:
    place = primary_place(report, segment, finding)
    other = other_place(report, segment, finding)
    quoted = " ← ".join(f"“{escaped(one.text)}”" for one in (place, other) if one and one.text.strip())
    head = f"{_MARKS[finding.severity]} **{finding.severity.value}** {code(finding.code)} {code(str(place))}"
    yield f"- {head}: {escaped(advice(finding))}" + ("  " if quoted else "")
    if quoted:
        yield f"  {quoted}"
