"""What stands in a file of JSON lines that a run is to go on with."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tqcheck.types import TqcheckError

_FOREIGN = "is no line of `tqcheck batch`"

Place = tuple[int, int]
"""Where a line begins in its file and where it ends, its line break included, in bytes."""


def json_line(row: Mapping[str, Any]) -> str:
    """A row as a line."""
    return json.dumps(row, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class Written:
    """What an earlier run left in a file: so many complete lines, the last of them, and the bytes they take."""

    path: str = ""
    lines: int = 0
    last: Mapping[str, Any] = field(default_factory=dict)
    size: int = 0

    def trouble(self, what: str, line: int | None = None) -> TqcheckError:
        """The error for a line, by its number the last one, that this run would not have written."""
        return TqcheckError(f"{self.path}:{line or self.lines}: {what}; name another file with -o")


def read_written(path: str) -> Written:
    """What stands in a file that a run is to go on with; a last line without its end does not count.

    Raises:
        TqcheckError: if the file cannot be read, or does not hold JSON lines.
    """
    lines = size = 0
    last = b"{}"
    try:
        with Path(path).open("rb") as stream:
            for line in stream:
                if line.endswith(b"\n"):
                    lines, size, last = lines + 1, size + len(line), line
    except FileNotFoundError:
        return Written(path)
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be read ({error.strerror}); name another file with -o") from error
    row = _object(last)
    written = Written(path, lines, row or {}, size)
    if row is None:
        raise written.trouble(_FOREIGN)
    return written


def read_rows(written: Written) -> Iterator[tuple[int, Place, Mapping[str, Any]]]:
    """The number, the place and the content of every complete line.

    Raises:
        TqcheckError: for a line that is no JSON object.
    """
    if not written.lines:
        return
    start = 0
    with Path(written.path).open("rb") as stream:
        for number, line in zip(range(1, written.lines + 1), stream, strict=False):
            row = _object(line)
            if row is None:
                raise written.trouble(_FOREIGN, number)
            yield number, (start, start + len(line)), row
            start += len(line)


def _object(line: bytes) -> Mapping[str, Any] | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) else None
