"""A manifest: one pair of documents a line, as TSV, CSV or JSON lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tqcheck.documents import detect_format, is_bilingual
from tqcheck.documents.source import STDIN, display_name, load
from tqcheck.project.pairs import DocumentPair
from tqcheck.types import TqcheckError

COLUMNS = ("source", "target", "source_lang", "target_lang", "reference")
_PATHS = ("source", "target", "reference")

#: The number of a line and what its columns say, by name.
Row = tuple[int, Mapping[str, str]]


def read_manifest(path: str) -> tuple[DocumentPair, ...]:
    """The pairs that a manifest names, in its order; ``-`` is standard input.

    Relative paths start at the manifest's folder, on standard input at the working directory. Blank lines and lines
    that begin with ``#`` are left out. Whether the documents exist is not looked at here.

    Raises:
        TqcheckError: for a line that is no pair or names one again, with manifest and line.
    """
    name = display_name(path)
    lines = _lines(name, load(path))
    base = Path() if path == STDIN else Path(path).parent
    seen: dict[tuple[str, str | None], int] = {}
    pairs = []
    for number, row in _rows(name, path, lines):
        pair = _pair(f"{name}:{number}", row, base)
        first = seen.setdefault((pair.source, pair.target), number)
        if first != number:
            raise TqcheckError(f"{name}:{number}: the pair of line {first} again; remove one of the two lines")
        pairs.append(pair)
    if not pairs:
        raise TqcheckError(f"{name}: names no documents; write one source<TAB>target a line")
    return tuple(pairs)


def _lines(name: str, data: bytes) -> list[tuple[int, str]]:
    """The numbered lines that say something."""
    kept = []
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise TqcheckError(f"{name}:{number}: is not UTF-8; save the manifest as UTF-8") from None
        if line.strip() and not line.lstrip().startswith("#"):
            kept.append((number, line))
    return kept


def _rows(name: str, path: str, lines: Sequence[tuple[int, str]]) -> Iterator[Row]:
    if not lines:
        return
    if lines[0][1].lstrip().startswith("{"):
        yield from ((number, _json_row(f"{name}:{number}", line)) for number, line in lines)
        return
    delimiter = _delimiter(path, lines[0][1])
    columns: Sequence[str] = COLUMNS
    for position, (number, line) in enumerate(lines):
        place = f"{name}:{number}"
        cells = _cells(place, line, delimiter)
        header = [cell.lower().replace("-", "_") for cell in cells]
        if position == 0 and "source" in header:
            columns = _header(place, header)
            continue
        if len(cells) > len(columns):
            raise TqcheckError(f"{place}: {len(cells)} columns, where there are {len(columns)}: {', '.join(columns)}")
        yield number, dict(zip(columns, cells, strict=False))


def _delimiter(path: str, line: str) -> str:
    """A tab, unless the name or the first line says that a spreadsheet wrote the manifest."""
    if "\t" in line or not (path.lower().endswith(".csv") or "," in line or ";" in line):
        return "\t"
    return ";" if line.count(";") > line.count(",") else ","


def _cells(place: str, line: str, delimiter: str) -> list[str]:
    if delimiter == "\t":
        return [cell.strip() for cell in line.rstrip("\t").split("\t")]
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter, strict=True))]
    except csv.Error as error:
        raise TqcheckError(f"{place}: is not CSV ({error}); mend its quotation marks") from None


def _header(place: str, names: Sequence[str]) -> Sequence[str]:
    for name in names:
        if name not in COLUMNS or names.count(name) > 1:
            raise TqcheckError(f"{place}: column {name!r}; name each column once, of: {', '.join(COLUMNS)}")
    return names


def _json_row(place: str, line: str) -> Mapping[str, str]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise TqcheckError(f"{place}: is not JSON ({error}); write one object a line") from None
    if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values() if value is not None):
        raise TqcheckError(f'{place}: is no object of strings; write {{"source": "a.fr.md", "target": "a.en.md"}}')
    _header(place, list(row))
    return {key: value for key, value in row.items() if value is not None}


def _pair(place: str, row: Mapping[str, str], base: Path) -> DocumentPair:
    given = {key: value for key, value in row.items() if value}
    if STDIN in (given.get("source"), given.get("target")):
        raise TqcheckError(f"{place}: '-' is no document; name files")
    if "source" not in given:
        raise TqcheckError(f"{place}: names no source; write source<TAB>target")
    if "target" not in given and not is_bilingual(detect_format(given["source"])):
        raise TqcheckError(f"{place}: names no target; write source<TAB>target")
    located = {key: str(base / value) if key in _PATHS else value for key, value in given.items()}
    return DocumentPair(**located, origin=place)
