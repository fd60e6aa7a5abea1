"""Reports kept from earlier runs by a key made of all that they depend on: an unchanged document costs nothing.

The gate, a baseline and everything else that only judges findings is no part of the key: it is applied to what comes
out of here.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.atomic import write_atomically
from tqcheck.project.keys import ReportKeys
from tqcheck.project.pairs import DocumentPair
from tqcheck.report.stored import report_from_object, stored_object
from tqcheck.types import Report, TqcheckError

if TYPE_CHECKING:
    from tqcheck.settings import Settings

FOLDER = ".tqcheck_cache"
MAX_AGE_DAYS = 30
"""Entries that no run has asked for in so many days are removed."""

_ROOT_MARKS = (".git", "tqcheck.toml", "pyproject.toml", "setup.cfg")
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of tqcheck; see https://bford.info/cachedir/\n"


def default_folder(start: Path | None = None) -> Path:
    """``.tqcheck_cache`` in the project that a folder belongs to, or in the folder itself."""
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if any((folder / mark).exists() for mark in _ROOT_MARKS):
            return folder / FOLDER
    return start / FOLDER


class ReportCache:
    """Reports in a folder, one JSON file each. What cannot be read counts as absent; writing is atomic."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._keys = ReportKeys(folder / "digests.json")
        self._stored = False

    def key(self, pair: DocumentPair, settings: Settings) -> str | None:
        """What a pair's report is kept under; None for standard input, which can be read only once.

        Raises:
            TqcheckError: if a document cannot be read.
        """
        return self._keys.of(pair, settings)

    def load(self, key: str | None) -> Report | None:
        """The report kept under a key."""
        if key is None:
            return None
        path = self._path(key)
        try:
            entry = json.loads(path.read_text(encoding="utf-8"))
            if entry["key"] != key:
                return None
            report = report_from_object(entry["report"])
            os.utime(path)
        except Exception:  # whatever an entry suffers from, the document is examined again
            return None
        return report

    def store(self, key: str | None, report: Report) -> None:
        """Keep a report. A folder that cannot be written costs time in the next run, nothing in this one."""
        if key is None:
            return
        with contextlib.suppress(OSError):
            prepare(self.folder)
            write_atomically(self._path(key), json.dumps({"key": key, "report": stored_object(report)}))
            self._stored = True

    def close(self) -> None:
        """Remember the digests of large files, and remove what has not been asked for in a long time."""
        with contextlib.suppress(OSError):
            if self._stored or self.folder.is_dir():
                prepare(self.folder)
                self._keys.save()
        if self._stored:
            _remove_old(self.folder / "reports")

    def _path(self, key: str) -> Path:
        return self.folder / "reports" / key[:2] / f"{key[2:]}.json"


def usable(folder: str) -> Path:
    """A folder that the user names for the cache, made if it is not there.

    Raises:
        TqcheckError: if it cannot be made.
    """
    path = Path(folder)
    try:
        prepare(path)
    except OSError as error:
        raise TqcheckError(f"{folder}: cannot hold the cache ({error.strerror}); name another --cache-dir") from error
    return path


def prepare(folder: Path) -> None:
    """Make the folder, and tell git and backup programs to pass it by."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ((".gitignore", "*\n"), ("CACHEDIR.TAG", _TAG)):
        path = folder / name
        if not path.exists():
            write_atomically(path, text)


def _remove_old(folder: Path) -> None:
    bound = time.time() - MAX_AGE_DAYS * 86400
    for path in folder.glob("*/*"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < bound:
                path.unlink()
