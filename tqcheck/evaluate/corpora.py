"""Readers of labelled corpora: tab-separated files with a header line, plain or gzipped, without quoting; JSON lines.

Comment lines (``# ...``) may stand before the header.
"""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from tqcheck.types import TqcheckError

Row = TypeVar("Row")


def read_rows(path: str | Path, columns: Sequence[str] = ()) -> list[dict[str, str]]:
    """The rows of a tab-separated file as mappings from column to cell; ``columns`` must be among the header's.

    Raises:
        TqcheckError: if a column is missing or a row has another number of cells than the header.
    """
    rows = []
    header: list[str] = []
    for number, line in _lines(path):
        if not header:
            header = [] if line.startswith("# ") else line.split("\t")
            missing = [column for column in columns if header and column not in header]
            if missing:
                raise TqcheckError(
                    f"{path}:{number}: no column '{missing[0]}'; the header must name {', '.join(columns)}"
                )
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise TqcheckError(f"{path}:{number}: {len(cells)} cells under {len(header)} columns; tabs part the cells")
        rows.append(dict(zip(header, cells, strict=True)))
    return rows


def read_comments(path: str | Path) -> list[str]:
    """The comment lines before the header."""
    return list(itertools.takewhile(lambda line: line.startswith("# "), (line for _, line in _lines(path))))


def read_json_lines(path: str | Path, make: Callable[[Mapping[str, Any]], Row]) -> Iterator[Row]:
    """What ``make`` makes of each line's JSON object, blank lines left out.

    Raises:
        TqcheckError: if a line is no JSON object, or lacks what ``make`` reads.
    """
    for number, line in _lines(path):
        if not line.strip():
            continue
        try:
            made = make(json.loads(line))
        except json.JSONDecodeError as error:
            raise TqcheckError(f"{path}:{number}: not JSON ({error.msg}); each line must be an object") from error
        except KeyError as error:
            raise TqcheckError(f"{path}:{number}: no field {error}; each line must be an object that has it") from error
        except (TypeError, ValueError, AttributeError, IndexError) as error:
            raise TqcheckError(f"{path}:{number}: a field is not of the form this corpus has ({error})") from error
        yield made


def _lines(path: str | Path) -> Iterator[tuple[int, str]]:
    """The numbered lines of a file, plain or gzipped.

    Raises:
        TqcheckError: if the file cannot be read or is not UTF-8.
    """
    opener = gzip.open if str(path).endswith(".gz") else open
    try:
        with opener(path, "rt", encoding="utf-8", newline="\n") as stream:
            for number, line in enumerate(stream, start=1):
                yield number, line.rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise TqcheckError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except (OSError, EOFError) as error:
        raise TqcheckError(f"{path}: cannot be read ({error}); name a readable file") from error


def read_pairs(path: str | Path) -> list[tuple[str, str]]:
    """The first two columns of a file as pairs."""
    return [(cells[0].strip(), cells[1].strip()) for cells in (list(row.values()) for row in read_rows(path))]
