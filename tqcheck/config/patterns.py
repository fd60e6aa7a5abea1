"""Path patterns as in .gitignore: ``*`` within a level, ``**`` over levels, a bare name anywhere, ``!`` to except."""

from __future__ import annotations

import functools
import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_WILD = re.compile(r"[*?\[]")
_PIECE = re.compile(
    r"""(?P<levels>(?<![^/])\*\*/)         # ** as a whole level: any number of levels, none included
    | (?P<rest>(?<![^/])\*\*$)            # ** as the last level: all below
    | (?P<star>\*+) | (?P<one>\?)
    | \[ (?P<not>[!^]?) (?P<set>\]?[^\]/]*) \]
    | \\ (?P<escaped>.) | (?P<plain>.)""",
    re.DOTALL | re.VERBOSE,
)
_WILDCARDS = {"levels": "(?:.*/)?", "rest": ".+", "star": "[^/]*", "one": "[^/]"}


@dataclass(frozen=True, slots=True)
class PathPattern:
    """One pattern as the user wrote it.

    Raises:
        ValueError: for a pattern that can fit nothing.
    """

    text: str

    def __post_init__(self) -> None:
        body = self.text.removeprefix("!")
        try:
            _compiled(_normal(body))
        except re.error as error:
            raise ValueError(f"'{self.text}' is no pattern ({error.msg})") from error
        if not body.strip("./ "):
            raise ValueError(f"'{self.text}' fits no path")

    @property
    def excepts(self) -> bool:
        """Whether it takes out what an earlier pattern took in."""
        return self.text.startswith("!")

    def fits(self, path: str) -> bool:
        """Whether it fits a path with forward slashes, relative to the directory of the settings file."""
        return _compiled(_normal(self.text.removeprefix("!"))).fullmatch(_normal(path)) is not None


def covers(patterns: Iterable[PathPattern], path: str, folder: str) -> bool:
    """Whether the last pattern that fits a path takes it in; ``folder`` is what the patterns are relative to.

    Standard input ("-") has no path and fits no pattern.
    """
    if path == "-":
        return False
    inner, covered = relative(path, folder), False
    for pattern in patterns:
        if pattern.excepts == covered and pattern.fits(inner):
            covered = not covered
    return covered


def relative(path: str, folder: str) -> str:
    """A path as seen from a folder, with forward slashes; symbolic links on the way to the folder do no harm."""
    try:
        seen = os.path.relpath(path, folder)
    except ValueError:  # another drive
        return path.replace(os.sep, "/")
    if seen.startswith(".."):
        parent, name = os.path.split(Path(path).absolute())
        resolved = os.path.relpath(str(Path(os.path.realpath(parent), name)), os.path.realpath(folder))
        seen = seen if resolved.startswith("..") else resolved
    return seen.replace(os.sep, "/")


def _normal(text: str) -> str:
    # some file systems hand out names in decomposed form, editors write composed ones
    return unicodedata.normalize("NFC", text)


@functools.lru_cache(maxsize=256)
def _compiled(text: str) -> re.Pattern[str]:
    body = text.removeprefix("./").strip("/")
    anchored = "/" in text.rstrip("/")
    # a pattern that names a directory outright stands for all below it
    below = "/.+" if text.endswith("/") else "" if _WILD.search(body.rsplit("/", 1)[-1]) else "(?:/.+)?"
    return re.compile(("" if anchored else "(?:.*/)?") + "".join(map(_piece, _PIECE.finditer(body))) + below, re.DOTALL)


def _piece(match: re.Match[str]) -> str:
    for name, expression in _WILDCARDS.items():
        if match[name]:
            return expression
    if match["set"]:
        members = re.sub(r"([\\\[\]^&~|])", r"\\\1", match["set"])
        return f"(?!/)[{'^' if match['not'] else ''}{members}]"
    return re.escape(match["escaped"] or match["plain"])
