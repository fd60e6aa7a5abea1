"""The baseline file: one accepted finding an entry, in an order that shows up well in a diff and merges well.

An entry is one line of JSON, so that two branches that each accept a finding rarely touch the same line, and a merge
tool never leaves half an entry behind. Nothing in the file depends on the clock.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from tqcheck.types import TqcheckError

VERSION = 1

_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding: what it is known by, and what a reader of the file wants to see.

    ``path`` is the target document's, relative to the file's folder, with forward slashes. ``source`` and ``target``
    are the sentences around the flagged words ``source_span`` and ``span``, each on one line. ``added`` is a date only
    if the user gave one.
    """

    fingerprint: str
    code: str
    path: str
    source: str = ""
    target: str = ""
    source_span: str = ""
    span: str = ""
    message: str = ""
    reason: str = ""
    author: str = ""
    added: str = ""

    @property
    def place(self) -> tuple[str, ...]:
        """What the file is sorted by: document, rule, text."""
        return (self.path, self.code, self.target, self.source, self.fingerprint)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The accepted findings of one file; ``tool`` is the signature of the tqcheck that wrote it."""

    path: str
    entries: tuple[Entry, ...] = ()
    tool: Mapping[str, Any] | None = None


def read_baseline(path: str) -> Baseline:
    """Read a baseline file.

    Raises:
        TqcheckError: naming file, line and mend.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise TqcheckError(f"{path}: no such file; write it with --write-baseline {path}") from None
    except UnicodeDecodeError:
        raise TqcheckError(f"{path}: not UTF-8, so no baseline; write it anew with --write-baseline") from None
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be read ({error.strerror}); name another baseline") from error
    return parse_baseline(path, text)


def parse_baseline(path: str, text: str) -> Baseline:
    """The baseline that a file's text holds.

    Raises:
        TqcheckError: naming file, line and mend.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith(_CONFLICT):
            raise TqcheckError(f"{path}:{number}: a merge conflict is left; keep both sides' entries, drop the marks")
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise TqcheckError(f"{path}:{error.lineno}: not JSON ({error.msg}); mend the line or write it anew") from None
    except RecursionError:
        raise TqcheckError(f"{path}: not a baseline; write it with --write-baseline") from None
    if not isinstance(content, dict) or not isinstance(content.get("entries"), list):
        raise TqcheckError(f'{path}:1: not a baseline: it has no list "entries"; write it with --write-baseline')
    if content.get("version") != VERSION:
        raise TqcheckError(
            f"{path}:{_line_of(text, 'version')}: version {json.dumps(content.get('version'))} is not {VERSION}, "
            "which this tqcheck reads; write the file anew with --write-baseline"
        )
    entries = tuple(_entry(path, text, number, row) for number, row in enumerate(content["entries"]))
    tool = content.get("tool")
    return Baseline(path, _distinct(entries), tool if isinstance(tool, dict) else None)


def _distinct(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Each entry once: a merge of two branches that accepted the same finding may leave it twice."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        known = found.get((entry.path, entry.fingerprint))
        if known is None or (entry.reason and not known.reason):
            found[entry.path, entry.fingerprint] = entry
    return tuple(found.values())


def _entry(path: str, text: str, number: int, row: Any) -> Entry:
    """An entry; keys that a later version may add are passed over."""
    problem = None
    if not isinstance(row, dict):
        problem = "is no object"
    else:
        wrong = [field.name for field in fields(Entry) if not isinstance(row.get(field.name, ""), str)]
        lacking = [name for name in ("fingerprint", "code", "path") if not row.get(name)]
        if wrong or lacking:
            problem = f'has no text as its "{(wrong or lacking)[0]}"'
        elif not _is_hexadecimal(row["fingerprint"]):
            problem = "has a fingerprint that is not hexadecimal"
    if problem:
        line = _line_of_entry(text, number)
        raise TqcheckError(f"{path}:{line}: entry {number + 1} {problem}; mend it or take it out")
    return Entry(**{field.name: row[field.name] for field in fields(Entry) if field.name in row})


def _is_hexadecimal(text: str) -> bool:
    return all(character in "0123456789abcdef" for character in text)


def _line_of(text: str, key: str) -> int:
    position = text.find(f'"{key}"')
    return text.count("\n", 0, position) + 1 if position >= 0 else 1


def _line_of_entry(text: str, number: int) -> int:
    """The line on which an entry begins, whoever laid the file out; decoded piece by piece."""
    decoder = json.JSONDecoder()
    position = text.find("[", text.find('"entries"')) + 1
    for count in range(number + 1):
        while position < len(text) and text[position] in " \t\r\n,":
            position += 1
        if count < number:
            _, position = decoder.raw_decode(text, position)
    return text.count("\n", 0, position) + 1


def baseline_text(entries: Iterable[Entry], tool: Mapping[str, Any]) -> str:
    """The file for these entries: sorted, an entry a line, empty values left out."""
    lines = [
        " " + _json({key: value for key, value in asdict(entry).items() if value})
        for entry in sorted(entries, key=lambda entry: entry.place)
    ]
    head = f'"version": {VERSION},\n"tool": {_json(dict(tool))},\n"entries": ['
    return "{\n" + head + ("\n" + ",\n".join(lines) + "\n" if lines else "") + "]\n}\n"


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    # Half a surrogate pair has no place in a file.
    return text if text.isascii() or text.encode("utf-8", "replace").decode() == text else json.dumps(value)


def write_baseline(path: str, entries: Iterable[Entry], tool: Mapping[str, Any]) -> None:
    """Put the file in place when all of it is written, so that no failure leaves half a baseline.

    Raises:
        TqcheckError: when it cannot be written.
    """
    target = Path(os.path.realpath(path))
    part = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=target.parent, prefix=f".{target.name}.", delete=False
        ) as stream:
            part = Path(stream.name)
            stream.write(baseline_text(entries, tool))
        part.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        part.replace(target)
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be written ({error.strerror}); name another file") from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
