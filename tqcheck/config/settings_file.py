"""What a settings file holds, whichever format it is in: tables of unchecked values, with the lines they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and values as they stand in a file; ``lines`` has the 1-based lines of the keys that could be placed."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The settings of one file, unchecked. ``all_text`` says that the format knows no other values than strings."""

    path: str
    settings: Table
    overrides: tuple[tuple[Any, Table], ...] = ()
    all_text: bool = False

    @property
    def folder(self) -> str:
        """The absolute directory that paths in the file are relative to."""
        return str(Path(self.path).absolute().parent)
