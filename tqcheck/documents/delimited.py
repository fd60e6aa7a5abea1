"""TSV and CSV: one pair a row, from the columns that a header names or else the first two."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from tqcheck.documents.assemble import Pair, bilingual_of
from tqcheck.documents.decode import MAX_LINE, decode, lines
from tqcheck.documents.header import Columns, columns_of
from tqcheck.documents.source import display_name
from tqcheck.types import BilingualDocument, TqcheckError

#: A row with the number of the line it begins on.
Row = tuple[int, Sequence[str]]


def read_tsv(path: str, data: bytes, encoding: str | None) -> BilingualDocument:
    """Read TSV: a tab is always a column break and a quotation mark is text; a blank line is a blank pair."""
    text, used, warnings = decode(path, data, encoding)
    pairs = tsv_pairs(display_name(path), ((number, text[start:end]) for start, end, number in lines(text)))
    return _bilingual(path, pairs, "tsv", used, warnings)


def tsv_pairs(name: str, numbered: Iterable[tuple[int, str]]) -> Iterator[tuple[Columns, Pair]]:
    """The pairs of numbered lines, one after another, each with the columns in use.

    Raises:
        TqcheckError: for a line with too few columns.
    """
    rows = ((number, line.split("\t")) for number, line in numbered)
    # A blank line keeps its place, so that the nth pair is the nth line.
    kept = ((number, row if len(row) > 1 or row[0].strip() else ["", ""]) for number, row in rows)
    return _pairs(name, kept, "a tab")


def read_csv(path: str, data: bytes, encoding: str | None) -> BilingualDocument:
    """Read CSV, quoted as spreadsheets do, parted by commas or by semicolons; blank lines are skipped."""
    text, used, warnings = decode(path, data, encoding)
    name = display_name(path)
    delimiter = _delimiter(text)
    rows = ((number, row) for number, row in _csv_rows(name, text, delimiter) if row)
    pairs = _pairs(name, rows, {",": "a comma", ";": "a semicolon"}.get(delimiter, "a tab"))
    return _bilingual(path, pairs, "csv", used, warnings)


def _bilingual(
    path: str, found: Iterator[tuple[Columns, Pair]], format: str, encoding: str, warnings: tuple[str, ...]
) -> BilingualDocument:
    rows = list(found)
    columns = rows[0][0] if rows else Columns()
    languages = (columns.source_lang, columns.target_lang)
    pairs = [pair for _, pair in rows]
    return bilingual_of(path, pairs, format, languages=languages, encoding=encoding, warnings=warnings)


def _pairs(name: str, rows: Iterator[Row], mark: str) -> Iterator[tuple[Columns, Pair]]:
    """The pair of every row but the header, with the columns in use."""
    columns: Columns | None = None
    for number, row in rows:
        if columns is None:
            columns = columns_of(row)
            if columns is not None:
                continue
            columns = Columns()
        needed = max(columns.source, columns.target) + 1
        if len(row) == 2 and not any(row):
            row = [""] * needed
        if len(row) < needed:
            have = "1 column" if len(row) == 1 else f"{len(row)} columns"
            raise TqcheckError(f"{name}: line {number} has {have}, {needed} are needed: part them with {mark}")
        unit = row[columns.unit] if columns.unit is not None and columns.unit < len(row) else None
        yield columns, Pair(row[columns.source], row[columns.target], number, unit or None)


def _csv_rows(name: str, text: str, delimiter: str) -> Iterator[Row]:
    """The rows of a CSV text; the limit on a field is Python's own, raised for this reading only."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    began = 1
    while True:
        limit = csv.field_size_limit(MAX_LINE)
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise TqcheckError(f"{name}: line {began} is not CSV ({error}): mend its quotation marks") from None
        finally:
            csv.field_size_limit(limit)
        yield began, row
        began = reader.line_num + 1


def _delimiter(text: str) -> str:
    """Of comma, semicolon and tab, the one that parts the first rows most evenly; French spreadsheets write ``;``."""
    best, best_share = ",", 0.0
    for delimiter in ",;\t":
        widths: list[int] = []
        try:
            for _, row in _csv_rows("", text[:100_000], delimiter):
                widths += [len(row)] if row else []
                if len(widths) == 50:
                    break
        except TqcheckError:
            # The sample may end inside a quoted field, and a wrong delimiter misreads quotation marks.
            pass
        usual = max(set(widths), key=widths.count, default=1)
        share = widths.count(usual) / len(widths) if usual > 1 else 0.0
        if share > best_share:
            best, best_share = delimiter, share
    return best
