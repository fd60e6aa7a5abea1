"""Readers of labelled corpora: tab-separated files with a header line, plain or gzipped, without quoting.

Comment lines (``# ...``) may stand before the header.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from tqcheck.types import TqcheckError


def read_rows(path: str | Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file as mappings from column to cell.

    Raises:
        TqcheckError: if a row has another number of cells than the header.
    """
    opener = gzip.open if str(path).endswith(".gz") else open
    rows = []
    with opener(path, "rt", encoding="utf-8", newline="\n") as stream:
        columns: list[str] = []
        for number, line in enumerate(stream, start=1):
            if not columns:
                columns = [] if line.startswith("# ") else line.rstrip("\r\n").split("\t")
                continue
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) != len(columns):
                raise TqcheckError(
                    f"{path}:{number}: {len(cells)} cells under {len(columns)} columns; tabs part the cells"
                )
            rows.append(dict(zip(columns, cells, strict=True)))
    return rows


def read_pairs(path: str | Path) -> list[tuple[str, str]]:
    """The first two columns of a file as pairs."""
    return [(cells[0].strip(), cells[1].strip()) for cells in (list(row.values()) for row in read_rows(path))]
