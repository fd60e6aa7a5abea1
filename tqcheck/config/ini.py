"""Settings in the format of setup.cfg: ``[tqcheck]``, and ``[tqcheck:PATTERN, PATTERN]`` for the paths that fit."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator

from tqcheck.config.settings_file import SettingsFile, Table
from tqcheck.types import TqcheckError

SECTION = "tqcheck"
_HEADER = re.compile(r"\[(.+)\]")
_KEY = re.compile(r"([^\s#;=:\[][^=:]*?)\s*[=:]")


def read_ini(path: str, text: str) -> SettingsFile | None:
    """The settings in an INI file, or None where it has none. A percent sign stands for itself.

    Raises:
        TqcheckError: naming file and line.
    """
    parser = configparser.RawConfigParser(default_section="")
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        parser.read_string(text, path)
    except configparser.Error as error:
        raise TqcheckError(_complaint(path, error)) from error
    lines = dict(_lines(text))

    def table(name: str) -> Table:
        placed = {key: lines[name, key] for key in parser[name] if (name, key) in lines}
        values = {key: value.strip() for key, value in parser[name].items()}
        return Table(values, placed, lines.get((name, "")))

    patterned = [name for name in parser.sections() if name.startswith(f"{SECTION}:")]
    if SECTION not in parser and not patterned:
        return None
    settings = table(SECTION) if SECTION in parser else Table({}, {})
    overrides = tuple((name.partition(":")[2].split(","), table(name)) for name in patterned)
    return SettingsFile(path, settings, overrides, all_text=True)


def _complaint(path: str, error: configparser.Error) -> str:
    if isinstance(error, configparser.DuplicateOptionError):
        return f"{path}:{error.lineno}: '{error.option}' stands twice in [{error.section}]; keep one"
    if isinstance(error, configparser.DuplicateSectionError):
        return f"{path}:{error.lineno}: [{error.section}] stands twice; put its keys into one"
    if isinstance(error, configparser.MissingSectionHeaderError):
        return f"{path}:{error.lineno}: a key before any [section]; begin with [{SECTION}]"
    lines = [number for number, _ in getattr(error, "errors", [])]
    return f"{path}{f':{lines[0]}' if lines else ''}: neither a [section] nor 'key = value'"


def _lines(text: str) -> Iterator[tuple[tuple[str, str], int]]:
    """The lines of sections, under the key "", and of their keys; indented lines go on with the value above."""
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            section = header[1]
            yield (section, ""), number
        elif key:
            yield (section, key[1]), number
