"""A document pair with labelled errors: ``NAME.SOURCE.txt``, ``NAME.TARGET.txt`` and ``NAME.gold.tsv`` in one folder.

The gold file names one error a row by the line of the target it stands in, the span as written, its MQM category and
its severity.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tqcheck.types import Report, Severity, Span, TqcheckError
from tqcheck.verdict import counts


@dataclass(frozen=True, slots=True)
class GoldError:
    """One labelled error; ``span`` is in characters of its line."""

    line: int
    span: Span
    text: str
    category: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class GoldPair:
    """A labelled document pair. ``lines`` counts the target's lines that hold text."""

    name: str
    source: Path
    target: Path
    lines: tuple[str, ...]
    errors: tuple[GoldError, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, what was reported and what there was to report."""

    hits: int = 0
    reported: int = 0
    wanted: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.hits + other.hits, self.reported + other.reported, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """Share of what was reported that was wanted; 1 when nothing was reported."""
        return self.hits / self.reported if self.reported else 1.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was reported."""
        return self.hits / self.wanted if self.wanted else 1.0


def find_pairs(folder: Path, source_lang: str, target_lang: str) -> list[GoldPair]:
    """The labelled pairs of a folder.

    Raises:
        TqcheckError: if there is none, or a gold file does not fit its documents.
    """
    found = []
    for gold in sorted(folder.glob("*.gold.tsv")):
        stem = gold.name.removesuffix(".gold.tsv")
        source, target = (folder / f"{stem}.{lang}.txt" for lang in (source_lang, target_lang))
        for path in (source, target):
            if not path.is_file():
                raise TqcheckError(f"{path}: missing beside {gold.name}")
        lines = tuple(target.read_text(encoding="utf-8").splitlines())
        found.append(GoldPair(stem, source, target, lines, tuple(read_gold(gold, lines))))
    if not found:
        raise TqcheckError(f"{folder}: no *.gold.tsv here; name a folder with labelled pairs")
    return found


def read_gold(path: Path, lines: tuple[str, ...]) -> Iterable[GoldError]:
    """The errors of a gold file.

    Raises:
        TqcheckError: if a row names a line or a span that is not there.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, row in enumerate(rows, start=2):
            line = int(row["line"])
            start = lines[line - 1].find(row["span"]) if 0 < line <= len(lines) else -1
            if start < 0:
                raise TqcheckError(
                    f"{path}:{number}: '{row['span']}' does not stand in line {row['line']} of the target"
                )
            span = Span(start, start + len(row["span"]))
            yield GoldError(line, span, row["span"], row["category"], Severity(row["severity"]))


def flagged_lines(report: Report) -> set[int]:
    """The target lines of the flagged segments (source lines where there is no target)."""
    found = set()
    for segment in report.segments:
        line = segment.bead.target.line or segment.bead.source.line
        if segment.flagged and line:
            found.add(line)
    return found


def paragraph_counts(pair: GoldPair, report: Report) -> Counts:
    """Flagged paragraphs against paragraphs with an error."""
    wanted, reported = {error.line for error in pair.errors}, flagged_lines(report)
    return Counts(len(wanted & reported), len(reported), len(wanted))


@dataclass(frozen=True, slots=True)
class SpanScores:
    """Findings against labelled spans, by overlap.

    ``findings`` counts the findings that overlap a labelled span among those reported (its precision is of interest),
    ``spans`` the labelled spans that a finding overlaps among all (its recall is); ``missed`` are the others.
    """

    findings: Counts = Counts()
    spans: Counts = Counts()
    missed: tuple[GoldError, ...] = ()

    def __add__(self, other: SpanScores) -> SpanScores:
        return SpanScores(self.findings + other.findings, self.spans + other.spans, (*self.missed, *other.missed))


def span_scores(pair: GoldPair, report: Report) -> SpanScores:
    """Compare the findings that count with the labelled spans."""
    starts = _line_starts(pair.lines)
    spans = [Span(starts[e.line - 1] + e.span.start, starts[e.line - 1] + e.span.end) for e in pair.errors]
    places = []
    for segment, finding in report.findings():
        if counts(finding) and finding.target_span:
            offset = segment.bead.target.start
            places.append(Span(finding.target_span.start + offset, finding.target_span.end + offset))
    right = sum(place.overlaps_any(spans) for place in places)
    missed = [e for e, span in zip(pair.errors, spans, strict=True) if not span.overlaps_any(places)]
    found = len(spans) - len(missed)
    return SpanScores(Counts(right, len(places), len(places)), Counts(found, len(spans), len(spans)), tuple(missed))


def _line_starts(lines: tuple[str, ...]) -> list[int]:
    starts, position = [], 0
    for line in lines:
        starts.append(position)
        position += len(line) + 1
    return starts
