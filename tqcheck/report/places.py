"""Where in a file a finding stands, as far as the document's format lets that be known."""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass
from pathlib import Path

from tqcheck.types import Finding, Report, Segment, SegmentReport, Span


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file. Lines and columns are 1-based, ``end_column`` is that of the character after the last.

    ``line`` is None in formats without lines (DOCX, ODT, HTML), where ``unit`` says where to look. What follows
    ``unit`` is None unless the segment's text stands in the file as it is (plain text): markup hides its columns.
    ``start`` is the offset in the file, in characters.
    """

    path: str
    text: str
    line: int | None = None
    unit: str | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    start: int | None = None

    def __str__(self) -> str:
        parts = (self.path, self.unit if self.line is None else self.line, self.column)
        return ":".join(str(part) for part in parts if part is not None)


def primary_place(report: Report, segment: SegmentReport, finding: Finding) -> Place:
    """The place in the translation, or in the source of what the translation leaves out."""
    if segment.bead.target:
        return _place(report.target_path, segment, segment.bead.target, finding.target_span)
    return _place(report.source_path, segment, segment.bead.source, finding.source_span)


def other_place(report: Report, segment: SegmentReport, finding: Finding) -> Place | None:
    """The place in the source that answers to the primary place; None where there is no such place."""
    if not segment.bead.target or not segment.bead.source:
        return None
    return _place(report.source_path, segment, segment.bead.source, finding.source_span)


def segment_place(report: Report, segment: SegmentReport) -> Place:
    """The place of a whole segment."""
    side = segment.bead.target or segment.bead.source
    return _place(report.target_path if segment.bead.target else report.source_path, segment, side, None)


def _place(path: str, segment: SegmentReport, side: Segment, span: Span | None) -> Place:
    start, end = span or Span(0, len(side.text))
    text = side.text[start:end]
    unit = side.unit or f"segment {segment.id}"
    if side.line is None or side.column is None:
        return Place(path, text, side.line, unit)
    line, column = _after(side.text[:start], side.line, side.column)
    end_line, end_column = _after(text, line, column)
    return Place(path, text, line, unit, column, end_line, end_column, side.start + start)


def _after(text: str, line: int, column: int) -> tuple[int, int]:
    """The line and column behind a text that begins at the given ones."""
    breaks = text.count("\n")
    if not breaks:
        return line, column + len(text)
    return line + breaks, len(text) - text.rfind("\n")


def repository_path(path: str) -> str:
    """A path as CI services want it: with forward slashes, relative to the working directory where it lies below that.

    Any other is absolute and begins with a slash; standard input is ``stdin``.
    """
    # Asked for every finding: building a Path each time takes half as long as all the rest of a report.
    return "stdin" if path == "-" else _relative(path, os.getcwd())  # noqa: PTH109


@functools.lru_cache(maxsize=4096)
def _relative(path: str, directory: str) -> str:
    where = Path(path)
    if where.is_absolute() or ".." in where.parts:
        where = Path(os.path.normpath(Path(directory, where)))
        if not where.is_relative_to(directory):
            return "/" + where.as_posix().lstrip("/")
        where = where.relative_to(directory)
    return where.as_posix()
