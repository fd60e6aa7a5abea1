"""Reports kept from earlier runs by a key made of all that they depend on: an unchanged document costs nothing.

The gate, a baseline and everything else that only judges findings is no part of the key: it is applied to what comes
out of here.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import secrets
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqcheck.documents.source import STDIN, load
from tqcheck.project.pairs import DocumentPair
from tqcheck.project.signature import Digests, resource_digest, tool_digest
from tqcheck.report.stored import report_from_object, stored_object
from tqcheck.types import Report, TqcheckError

if TYPE_CHECKING:
    from tqcheck.check import Settings

FOLDER = ".tqcheck_cache"
MAX_AGE_DAYS = 30
"""Entries that no run has asked for in so many days are removed."""

_JUDGING = frozenset({"gate"})
_NO_FILES = frozenset({"source_lang", "target_lang", "input_format", "encoding", "device"})
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
        self._digests = Digests(folder / "digests.json")
        self._tool = tool_digest(self._digests)
        self._stored = False

    def key(self, pair: DocumentPair, settings: Settings) -> str | None:
        """What a pair's report is kept under; None for standard input, which can be read only once.

        Raises:
            TqcheckError: if a document cannot be read.
        """
        if STDIN in pair.paths:
            return None
        paths = [path for path in (pair.source, pair.target) if path is not None]
        facts = {
            "documents": [[path, hashlib.sha256(load(path)).hexdigest()] for path in paths],
            "settings": self._facts(settings),
            "tool": self._tool,
        }
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    def _facts(self, settings: Settings) -> dict[str, Any]:
        """Every setting that may change a finding, and the content of the files that settings name."""
        facts: dict[str, Any] = {}
        for field in dataclasses.fields(settings):
            value = getattr(settings, field.name)
            if field.name in _JUDGING or value is None:
                continue
            named = [value] if isinstance(value, str) else value if isinstance(value, (tuple, list)) else []
            contents = [
                resource_digest(one, self._digests)
                for one in named
                if isinstance(one, str) and field.name not in _NO_FILES
            ]
            facts[field.name] = [repr(value), contents]
        return facts

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
                self._digests.save()
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


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that no reader ever sees half of it and the last of several writers wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".part-{secrets.token_hex(8)}")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _remove_old(folder: Path) -> None:
    bound = time.time() - MAX_AGE_DAYS * 86400
    for path in folder.glob("*/*"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < bound:
                path.unlink()
