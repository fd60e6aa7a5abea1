"""For a reader at a terminal: each segment side by side, the spans marked, the reason and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TextIO

from tqcheck.types import Finding, Report, Run, Segment, SegmentReport, Severity, Span
from tqcheck.withholding import REASON

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLES = {
    Severity.CRITICAL: "bold white on red",
    Severity.MAJOR: "bold red",
    Severity.MINOR: "yellow",
    Severity.NEUTRAL: "dim",
}
PLAIN_WIDTH = 120


class FullFormatter:
    """Colour and two columns on a terminal; plain text with ``[[...]]`` around the spans in a pipe."""

    def write(self, run: Run, stream: TextIO) -> None:
        """Write the warnings, every segment that has something to look at, and the summary."""
        from rich.console import Console

        terminal = stream.isatty()
        console = Console(file=stream, width=None if terminal else PLAIN_WIDTH, highlight=False, soft_wrap=False)
        many = "documents" in run.summary
        for report in run.reports:
            if many:
                console.rule(f"{report.target_path}", align="left", characters="─")
            _report(console, report, terminal)
        for failure in run.failures:
            console.print(f"Not checked: {failure.message}", style="bold red", markup=False)
        if many:
            count = len(run.reports)
            console.rule(f"{count} document{'s' * (count != 1)}", align="left", characters="═")
            _summary(console, run.summary)


def _report(console: Console, report: Report, terminal: bool) -> None:
    for warning in report.warnings:
        console.print(f"Warning: {warning}", style="bold yellow", markup=False)
    for segment in report.segments:
        if segment.flagged or segment.findings:
            _segment(console, segment, terminal)
    _summary(console, report.summary)


def _segment(console: Console, segment: SegmentReport, terminal: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    estimate = segment.estimate
    head = Text(f"{_where(segment)}  {segment.bead.type}", style="bold")
    if estimate:
        head.append(f"  score {estimate.score:.2f}", style="default")
        head.append(f"  p(error) {estimate.p_error:.2f}", style="default")
    if not segment.flagged:
        settled = all(finding.suppressed for finding in segment.findings)
        head.append("  accepted" if settled else "  advice only", style="dim")
    console.print(head)
    sides = Table(box=None, show_header=False, padding=(0, 1), expand=True)
    sides.add_column(ratio=1)
    sides.add_column(ratio=1)
    source, target = segment.bead.source, segment.bead.target
    marks = (
        [(f.source_span, f.severity) for f in segment.findings],
        [(f.target_span, f.severity) for f in segment.findings],
    )
    sides.add_row(_marked(source, marks[0], terminal), _marked(target, marks[1], terminal))
    console.print(sides)
    for finding in segment.findings:
        _finding(console, finding)
    console.print()


def _where(segment: SegmentReport) -> str:
    side = segment.bead.target if segment.bead.target else segment.bead.source
    return f"line {side.line}" if side.line is not None else (side.unit or f"segment {segment.id}")


def _marked(side: Segment, spans: list[tuple[Span | None, Severity]], terminal: bool) -> Text:
    from rich.text import Text

    if not side:
        return Text("(nothing)", style="dim italic")
    text = Text(side.text.replace("\n", " "))
    found = [(span, severity) for span, severity in spans if span is not None]
    if terminal:
        for span, severity in found:
            text.stylize(STYLES[severity], span.start, span.end)
        return text
    plain = side.text.replace("\n", " ")
    for start, end in reversed(_joined(span for span, _ in found)):
        plain = f"{plain[:start]}[[{plain[start:end]}]]{plain[end:]}"
    return Text(plain)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap as one: brackets cannot show which belongs to which."""
    joined: list[Span] = []
    for span in sorted(spans, key=tuple):
        if joined and (joined[-1] == span or joined[-1].end > span.start):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _finding(console: Console, finding: Finding) -> None:
    from rich.padding import Padding
    from rich.text import Text

    line = Text()
    if finding.suppressed:
        line.append(f"({accepted(finding)}) ", style="dim")
    line.append(f"{finding.code} {finding.severity.value} ", style=STYLES[finding.severity])
    line.append(finding.message)
    if finding.suggestion:
        line.append("  → ", style="dim")
        line.append(finding.suggestion, style="green")
    console.print(Padding(line, (0, 0, 0, 2)))


def accepted(finding: Finding) -> str:
    """Who accepts a suppressed finding, and why if that was said; or that it is withheld."""
    if finding.suppression == REASON:
        return f"withheld: {REASON}"
    by = "accepted by the baseline" if finding.baselined else "accepted in the document"
    return f"{by}: {finding.suppression}" if finding.suppression else by


def _summary(console: Console, summary: Mapping[str, Any]) -> None:
    style = "bold red" if summary["gate"] == "failed" else "bold green"
    console.print(
        f"{summary['flagged']} of {summary['segments']} segments flagged, {summary['findings']} findings; "
        f"MQM penalty {summary['penalty_per_1000_words']} per 1,000 words, score {summary['score']} of 100.",
        markup=False,
    )
    for name, value in summary.get("metrics", {}).items():
        console.print(f"{name} {value['score']} ({value['signature']})", markup=False)
    baseline = summary.get("baseline")
    if baseline:
        counted = ", ".join(f"{count} {name}" for name, count in baseline.items())
        console.print(f"Baseline: {counted}.", markup=False)
    unmet = ", ".join(f"--{condition}" for condition in summary.get("failed", ())) or f"--fail-on {summary['fail_on']}"
    console.print(f"Gate {summary['gate']} ({unmet})", style=style, markup=False)
