"""Segments and documents made ready for a page: what is marked, what is noted, what each is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from markupsafe import Markup

from tqcheck.report.histogram import Histogram, histogram
from tqcheck.report.marks import Mark, marked, within
from tqcheck.report.scorecard import ADVICE, ScoreCard, column, score_card
from tqcheck.report.wording import visible
from tqcheck.types import Finding, Report, Segment, SegmentReport, Severity, Span
from tqcheck.withholding import doubtful

STANDARD_INPUT = "standard input"


@dataclass(frozen=True, slots=True)
class Note:
    """A finding under its row. ``lone``: its place in the target cannot be marked, so the note is always shown."""

    id: str
    finding: Finding
    evidence: str
    lone: bool
    advice: bool
    source_text: str
    target_text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A segment side by side; a side without counterpart is None."""

    id: str
    segment: SegmentReport
    source: Markup | None
    target: Markup | None
    place: str
    worst: str
    doubtful: bool
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document pair with its own figures; ``rows`` are made one at a time."""

    id: str
    report: Report
    name: str
    source: str
    target: str
    card: ScoreCard
    scores: Histogram | None

    def rows(self) -> Iterator[Row]:
        """The segments in order."""
        for segment in self.report.segments:
            yield row(segment, self.id)


def document_page(number: int, report: Report) -> DocumentPage:
    """The page of the ``number``-th document, counted from 1."""
    source, target = shown_path(report.source_path), shown_path(report.target_path)
    name = PurePath(target).name or target
    return DocumentPage(
        f"d{number}", report, name, source, target, score_card(report.segments), histogram(report.segments)
    )


def shown_path(path: str) -> str:
    """The path as a reader knows it."""
    return STANDARD_INPUT if path == "-" else visible(path)


def row(segment: SegmentReport, document: str) -> Row:
    """One segment of the document with that id."""
    bead = segment.bead
    name = f"{document}-{segment.id}"
    notes = tuple(_note(f"{name}-f{n}", finding, segment) for n, finding in enumerate(segment.findings, start=1))
    return Row(
        name,
        segment,
        _side(bead.source, [(note, note.finding.source_span, note.lone) for note in notes]),
        _side(bead.target, [(note, note.finding.target_span, True) for note in notes]),
        place(bead.source, bead.target),
        _worst(segment),
        bool(bead.source) and bool(bead.target) and doubtful(bead),
        notes,
    )


def _note(name: str, finding: Finding, segment: SegmentReport) -> Note:
    target = within(finding.target_span, segment.bead.target.text)
    return Note(
        name,
        finding,
        evidence(finding),
        target is None,
        column(finding) == ADVICE and not finding.suppressed,
        _quoted(segment.bead.source.text, finding.source_span),
        _quoted(segment.bead.target.text, finding.target_span),
    )


def evidence(finding: Finding) -> str:
    """``rule``, ``model`` or ``both``."""
    by_model, by_rule = "model" in finding.evidence, set(finding.evidence) - {"model"}
    return "both" if by_model and by_rule else "model" if by_model else "rule"


def _quoted(text: str, span: Span | None) -> str:
    place = within(span, text)
    return text[place.start : place.end] if place else ""


def _side(side: Segment, notes: Sequence[tuple[Note, Span | None, bool]]) -> Markup | None:
    if not side:
        return None
    marks = []
    for note, span, stop in notes:
        place = within(span, side.text)
        if place:
            marks.append(Mark(place, note.id, _classes(note.finding), stop))
    return marked(side.text, marks)


def _classes(finding: Finding) -> str:
    return f"{finding.severity.value} suppressed" if finding.suppressed else finding.severity.value


def _worst(segment: SegmentReport) -> str:
    """The column of the gravest finding that counts, "advice" where none does, empty where nothing was found."""
    shown = [finding for finding in segment.findings if not finding.suppressed]
    columns = [column(finding) for finding in shown]
    graded = [name for name in columns if name != ADVICE]
    if graded:
        return max(graded, key=lambda name: Severity(name).rank)
    return ADVICE if columns else ""


def place(source: Segment, target: Segment) -> str:
    """Where the segment stands in its files: lines, or the unit's name; both sides where they differ."""
    places = [_one_place(side) for side in (source, target) if side]
    named = [name for name in dict.fromkeys(places) if name]
    if len(named) == 2 and all(name.startswith("line ") for name in named):
        return f"lines {named[0].removeprefix('line ')} / {named[1].removeprefix('line ')}"
    return " / ".join(named)


def _one_place(side: Segment) -> str:
    return f"line {side.line}" if side.line is not None else side.unit or ""
