"""Runs made by hand for the tests of the HTML page: overlaps, advice, a missing side, doubt, two languages."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.report_runs import (
    ADVICE,
    BASELINED,
    FAILURE,
    PRONOUN,
    QUOTES,
    SUPPRESSED,
    hostile_report,
    made,
    run,
    segment,
    written,
)
from tqcheck.types import Bead, Finding, Report, Run, Segment, SegmentReport, Severity, Span

CLEAN = ("Il pleut à verse.", "It is pouring.")
WRONG = ("Elle a dit non à Poutine.", "She said not to Poutine.")

OUTER = Finding(
    "C101", "calque", "style/calque", Severity.MINOR, "word for word", Span(0, 12), Span(0, 10), evidence=("model",)
)
INNER = Finding(
    "G103", "restriction", "accuracy/mistranslation", Severity.CRITICAL, "denies", Span(9, 12), Span(11, 14), "only",
    evidence=("rule", "model"),
)  # fmt: skip
ACROSS = replace(PRONOUN, target_span=Span(10, 15), source_span=Span(0, 4))
EMPTY = replace(ADVICE, code="Q107", message="a comma is missing", target_span=Span(3, 3))
WEAK = replace(PRONOUN, code="P103", target_span=Span(16, 23), source_span=Span(17, 24), confidence=0.3)


def pair(number: int, texts: tuple[str, str], *findings: Finding) -> SegmentReport:
    """A segment with its findings."""
    return segment(number, findings, *(Segment(text, 0, len(text), number) for text in texts))


def mixed_report() -> Report:
    """Every kind of segment: clean, overlapping findings, notes without a mark, a missing side, doubt, accepted."""
    left_out = Bead(Segment("Rien d'autre.", 0, 13, 4), Segment("", 0, 0), "1-0")
    omitted = replace(PRONOUN, code="O101", message="left out", target_span=None, source_span=Span(0, 13))
    doubted = Bead(Segment(CLEAN[0], 0, 9, 5), Segment(CLEAN[1], 0, 9, 6), "2-1", 0.31)
    accepted = (
        replace(SUPPRESSED, target_span=Span(0, 2)),
        replace(BASELINED, target_span=Span(3, 5), source_span=None),
    )
    return made([
        pair(1, CLEAN),
        pair(2, WRONG, OUTER, INNER, ACROSS, EMPTY, WEAK),
        pair(3, CLEAN, *accepted),
        SegmentReport(4, left_out, None, (omitted,), True, 5.0),
        SegmentReport(5, doubted, None),
        pair(6, ("Une pluie\nfine.", "A rain\nfine."), QUOTES),
    ])  # fmt: skip


def arabic_report() -> Report:
    """A target that is read from right to left."""
    finding = replace(PRONOUN, target_span=Span(0, 5), source_span=Span(0, 2))
    report = made([pair(1, ("Il pleut.", "المطر ينزل."), finding)], "docs/b.ar.txt", fail_on="never")
    return replace(report, source_path="docs/b.fr.txt", target_lang="ar", warnings=("look out",))


def long_report(count: int) -> Report:
    """Many segments, one in four flagged."""
    return made([pair(n, WRONG, *([] if n % 4 else [INNER])) for n in range(1, count + 1)])


def page(*reports: Report, failed: bool = False) -> str:
    """The page for some reports."""
    return written("html", run(*reports, failures=(FAILURE,) if failed else ()))


def whole_run() -> Run:
    """Three documents, one of them hostile, and one that could not be checked."""
    return run(mixed_report(), arabic_report(), hostile_report(), failures=(FAILURE,))
