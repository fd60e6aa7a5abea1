"""Settings in TOML: keys at the top of tqcheck.toml, or under ``[tool.tqcheck]`` as in pyproject.toml."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tqcheck.config.settings_file import SettingsFile, Table
from tqcheck.types import TqcheckError

OVERRIDES = "overrides"
PYPROJECT_TABLES = {"tool", "project", "build-system", "dependency-groups"}
_KEY = re.compile(r"""\s*(?:"([^"\\]+)"|'([^']+)'|([\w-]+))\s*=""", re.ASCII)
_HEADER = re.compile(r"\s*\[(\[?)([^\[\]]+)\]")
_PLACE = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)

Section = tuple[str, int, dict[str, int]]
"""A table's dotted name, the line of its header and the lines of its keys."""


def read_toml(path: str, text: str) -> SettingsFile | None:
    """The settings in a TOML file, or None where a file in pyproject's shape has none.

    Raises:
        TqcheckError: naming file, line and column.
    """
    data = _parse(path, text)
    name = ""
    if "tool" in data or Path(path).name == "pyproject.toml":
        name = "tool.tqcheck"
        data = _tool_table(path, data)  # type: ignore[assignment]
        if data is None:
            return None
    sections = list(_sections(text))
    array = f"{name}.{OVERRIDES}".lstrip(".")
    _, line, lines = next((section for section in sections if section[0] == name), ("", 0, {}))
    overrides = _overrides(path, data.pop(OVERRIDES, []), [section for section in sections if section[0] == array])
    return SettingsFile(path, Table(data, lines, line or None), tuple(overrides))


def _parse(path: str, text: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise TqcheckError(_complaint(path, text, str(error))) from error
    except RecursionError as error:
        raise TqcheckError(f"{path}: is nested too deep") from error


def _complaint(path: str, text: str, message: str) -> str:
    place = _PLACE.fullmatch(message)
    if not place:
        return f"{path}: is not valid TOML: {message}"
    lines = text.splitlines() or [""]
    line, column = place["line"] or len(lines), place["column"] or len(lines[-1]) + 1
    return f"{path}:{line}:{column}: is not valid TOML: {place['what']}"


def _tool_table(path: str, data: Mapping[str, Any]) -> dict[str, Any] | None:
    tool = data.get("tool", {})
    table = tool.get("tqcheck") if isinstance(tool, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise TqcheckError(f"{path}: tool.tqcheck is no table; write [tool.tqcheck]")
    stray = sorted(data.keys() - PYPROJECT_TABLES)
    if stray and Path(path).name != "pyproject.toml":
        raise TqcheckError(f"{path}: '{stray[0]}' stands outside [tool.tqcheck]; move it there")
    return dict(table)


def _overrides(path: str, tables: Any, sections: list[Section]) -> Iterator[tuple[Any, Table]]:
    """The patterns of each override, unchecked, and its settings."""
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise TqcheckError(f"{path}: '{OVERRIDES}' holds tables; write [[{OVERRIDES}]] with paths = [...] below it")
    placed = sections if len(sections) == len(tables) else [("", 0, {})] * len(tables)
    for table, (_, line, lines) in zip(tables, placed, strict=True):
        rest = {key: value for key, value in table.items() if key != "paths"}
        yield table.get("paths"), Table(rest, lines, line or None)


def _sections(text: str) -> Iterator[Section]:
    """Where tables and their keys stand: tomllib does not tell. The top of the file is the table named ""."""
    section: Section = ("", 1, {})
    quoted = ""
    for number, line in enumerate(text.split("\n"), start=1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if not quoted and header:
            yield section
            section = (re.sub(r"[\s\"']", "", header[2]), number, {})
        elif not quoted and key:
            section[2].setdefault(key[1] or key[2] or key[3], number)
        quoted = _quoted_after(line, quoted)
    yield section


def _quoted_after(line: str, quoted: str) -> str:
    """The delimiter of the multi-line string that is open at the end of a line."""
    if not quoted and line.lstrip().startswith("#"):
        return ""
    for mark in re.findall(r'"""|\'\'\'', line):
        if not quoted or mark == quoted:
            quoted = "" if quoted else mark
    return quoted
