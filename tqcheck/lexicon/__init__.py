"""Word lists as TSV with a source and a licence line, and their loader."""

from __future__ import annotations

import functools
from pathlib import Path

from tqcheck.types import TqcheckError

FOLDER = Path(__file__).resolve().parent


def lexicon_files() -> tuple[Path, ...]:
    """Every word list that ships, by name."""
    return tuple(sorted(FOLDER.glob("*.tsv")))


@functools.lru_cache(maxsize=64)
def load(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``NAME.tsv`` as mappings from column to cell.

    Raises:
        TqcheckError: if a row has another number of cells than the header.
    """
    path = FOLDER / f"{name}.tsv"
    columns: list[str] | None = None
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if columns is None:
            columns = cells
        elif len(cells) != len(columns):
            raise TqcheckError(f"{path}:{number}: {len(cells)} cells under {len(columns)} columns; tabs part the cells")
        else:
            rows.append(dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
    return tuple(rows)


def listed(cell: str, separator: str = ";") -> tuple[str, ...]:
    """The parts of a cell that holds several, blanks trimmed and empty parts left out."""
    return tuple(part.strip() for part in cell.split(separator) if part.strip())
