"""Glossaries as CSV and TSV: one target term a row, or several in a cell, parted by ``|``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from tqcheck.documents.decode import MAX_LINE, decode, lines
from tqcheck.documents.source import display_name
from tqcheck.glossary.header import Columns, columns_of
from tqcheck.glossary.statuses import plain, status_of
from tqcheck.glossary.types import Row, Status
from tqcheck.types import TqcheckError

SEVERAL = "|"
_YES = frozenset({"yes", "y", "true", "1", "x", "sensitive", "casesensitive", "exact", "oui", "vrai"})
_NO = frozenset({"no", "n", "false", "0", "insensitive", "caseinsensitive", "ignore", "non", "faux"})


def read_table(path: str, data: bytes, encoding: str | None, langs: tuple[str, str]) -> tuple[list[Row], list[str]]:
    """The terms of a CSV or TSV file by its name, and warnings.

    Lines that begin with ``# `` are comments; a row without a target term is not translated yet and left out.

    Raises:
        TqcheckError: naming the line.
    """
    text, _, found = decode(path, data, encoding)
    name, warnings = display_name(path), list(found)
    tabs = path.lower().endswith((".tsv", ".tab", ".txt"))
    cells = ((number, line.split("\t")) for number, line in _numbered(text)) if tabs else _csv_rows(name, text)
    kept = ((number, row) for number, row in cells if any(c.strip() for c in row) and not row[0].startswith("# "))
    rows = list(_rows(kept, langs, name, "a tab" if tabs else "a comma or a semicolon", warnings))
    if not rows:
        raise TqcheckError(f"{name}: holds no pair of terms; put one in each row, the source term first")
    return rows, warnings


def _rows(
    cells: Iterator[tuple[int, Sequence[str]]], langs: tuple[str, str], name: str, mark: str, warnings: list[str]
) -> Iterator[Row]:
    columns: Columns | None = None
    untranslated: list[int] = []
    for number, row in cells:
        if columns is None:
            columns = columns_of(row, langs, name, number)
            if columns.header:
                continue
        if max(columns.source, columns.target) >= len(row):
            raise TqcheckError(f"{name}: line {number} has no target term; part the columns with {mark}")
        source = row[columns.source].strip()
        if not source:
            raise TqcheckError(f"{name}: line {number} has no source term; write one or delete the line")
        targets = [target.strip() for target in row[columns.target].split(SEVERAL) if target.strip()]
        untranslated += [] if targets else [number]
        status, note = _status(columns, row, name, number), _cell(columns.note, row) or None
        case, place = _case(columns, row, name, number), f"{name}: line {number}"
        for one in (part.strip() for part in source.split(SEVERAL)):
            yield from (Row(one, target, status, note, case, place) for target in targets if one)
    if untranslated:
        listed = ", ".join(map(str, untranslated[:5])) + (", ..." if len(untranslated) > 5 else "")
        warnings.append(f"{name}: no target term on line{'s' * (len(untranslated) > 1)} {listed}: left out")


def _cell(column: int | None, row: Sequence[str]) -> str:
    return "" if column is None or column >= len(row) else row[column].strip()


def _status(columns: Columns, row: Sequence[str], name: str, number: int) -> Status:
    written = _cell(columns.status, row)
    status = status_of(written)
    if status is None:
        raise TqcheckError(f"{name}: line {number}: '{written}' is no status; write preferred, admitted or forbidden")
    return status


def _case(columns: Columns, row: Sequence[str], name: str, number: int) -> bool | None:
    written = _cell(columns.case, row)
    word = plain(written)
    if word in _YES or word in _NO:
        return word in _YES
    if word:
        raise TqcheckError(f"{name}: line {number}: case '{written}' is neither yes nor no; yes makes capitals matter")
    return None


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    return ((number, text[start:end]) for start, end, number in lines(text))


def _csv_rows(name: str, text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of a CSV text, quoted as spreadsheets do, with the line that each begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True, skipinitialspace=True)
    began, limit = 1, csv.field_size_limit(MAX_LINE)
    try:
        for row in reader:
            yield began, row
            began = reader.line_num + 1
    except csv.Error as error:
        raise TqcheckError(f"{name}: line {began} is not CSV ({error}): mend its quotation marks") from None
    finally:
        csv.field_size_limit(limit)


def _delimiter(text: str) -> str:
    """Of semicolon, comma and tab the one that most of the first lines hold; French spreadsheets write ``;``."""
    sample = [line for _, line in _numbered(text[:20_000]) if line.strip() and not line.startswith("# ")][:50]
    held = {mark: sum(mark in line for line in sample) for mark in ";,\t"}
    return max(held, key=lambda mark: held[mark]) if any(held.values()) else ","
