"""The bytes of a file or of standard input, with one clear line for each way of not getting them."""

from __future__ import annotations

import sys
from pathlib import Path

from tqcheck.types import TqcheckError

STDIN = "-"


def display_name(path: str) -> str:
    """What an error message calls a document, on one line whatever the path holds."""
    name = "".join(character if character.isprintable() else repr(character)[1:-1] for character in str(path))
    return "standard input" if path == STDIN else name


def load(path: str) -> bytes:
    """Every byte of ``path`` (``-``: standard input). Raises :class:`TqcheckError`."""
    if path == STDIN:
        return sys.stdin.buffer.read()
    name = display_name(path)
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise TqcheckError(f"{name}: no such file: check the path") from None
    except IsADirectoryError:
        raise TqcheckError(f"{name}: is a directory: name a file in it") from None
    except PermissionError:
        # Windows reports a directory as a refused permission.
        if Path(path).is_dir():
            raise TqcheckError(f"{name}: is a directory: name a file in it") from None
        raise TqcheckError(f"{name}: permission denied: make the file readable") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise TqcheckError(f"{name}: cannot be read: {reason}") from None


def same_file(a: str, b: str) -> bool:
    """Whether two paths name one file, through links too; standard input given twice counts."""
    if STDIN in (a, b):
        return a == b
    try:
        return Path(a).samefile(b)
    except (OSError, ValueError):
        return Path(a).absolute() == Path(b).absolute()
