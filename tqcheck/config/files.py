"""Finding and reading settings files: tqcheck.toml, pyproject.toml and setup.cfg give one and the same value."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tqcheck.config.settings_file import SettingsFile
from tqcheck.types import TqcheckError

NAMES = ("tqcheck.toml", "pyproject.toml", "setup.cfg")
"""What is looked for in a directory, best first."""


def discover() -> SettingsFile | None:
    """The settings file of the nearest directory, from the working directory upwards, that has one.

    The search ends with the directory that holds ``.git``, or at the root. A pyproject.toml or setup.cfg counts when it
    has a section for tqcheck.

    Raises:
        TqcheckError: for a file that cannot be read or understood.
    """
    try:
        start = Path.cwd()
    except FileNotFoundError:  # the working directory has been removed
        return None
    for folder in (start, *start.parents):
        for name in NAMES:
            path = folder / name
            if os.path.exists(path):  # noqa: PTH110 - Path.exists raises where a directory is closed to us
                found = _read(_shown(path), required=name == NAMES[0])
                if found:
                    return found
        if os.path.exists(folder / ".git"):  # noqa: PTH110
            return None
    return None


def read_settings(path: str) -> SettingsFile:
    """The settings of a named file.

    Raises:
        TqcheckError: for a file that cannot be read or understood, or that has no settings for tqcheck.
    """
    found = _read(path, required=True)
    assert found is not None
    return found


def _shown(path: Path) -> str:
    """The path as the user would write it."""
    folder = Path.cwd()
    return str(path.relative_to(folder) if path.is_relative_to(folder) else path)


def _read(path: str, required: bool) -> SettingsFile | None:
    try:
        content = Path(path).read_bytes()
    except IsADirectoryError as error:
        raise TqcheckError(f"{path}: is a directory; settings stand in a file") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise TqcheckError(f"{path}: cannot be read ({reason}); mend it or give --isolated") from error
    if not required and b"tqcheck" not in content:
        return None  # not ours to judge whether the rest of the file is in order
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TqcheckError(f"{path}:{line}: is not UTF-8; save it as UTF-8") from error
    found = _reader(path)(path, text)
    if found is None and required:
        section = "[tqcheck]" if _is_ini(path) else "[tool.tqcheck]"
        raise TqcheckError(f"{path}: has no {section}; add one or name another file")
    return found


def _is_ini(path: str) -> bool:
    return Path(path).suffix.lower() in (".cfg", ".ini")


def _reader(path: str) -> Callable[[str, str], SettingsFile | None]:
    if _is_ini(path):
        from tqcheck.config.ini import read_ini

        return read_ini
    if Path(path).suffix.lower() == ".toml":
        from tqcheck.config.toml import read_toml

        return read_toml
    raise TqcheckError(f"{path}: settings stand in a file named .toml, .cfg or .ini")
