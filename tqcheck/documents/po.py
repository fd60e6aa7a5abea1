"""PO: one pair a message and one a plural form; fuzzy and obsolete messages are not translations yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tqcheck.documents.assemble import Pair, bilingual_of
from tqcheck.documents.decode import decode
from tqcheck.documents.directives import Mark, parse_mark
from tqcheck.documents.source import display_name
from tqcheck.types import BilingualDocument, TqcheckError

_CHARSET = re.compile(rb'"Content-Type:[^"\n]*charset=\s*([\w.:-]+)', re.IGNORECASE)
_CHARSET_TEXT = re.compile(r'("Content-Type:[^"\n]*charset=\s*)[\w.:-]+', re.IGNORECASE)
#: What xgettext writes before anyone has named the encoding.
_UNNAMED = "charset"


def read(path: str, data: bytes, encoding: str | None) -> BilingualDocument:
    """Read a gettext catalogue; its header's charset is believed unless ``encoding`` is given.

    A directive in a comment covers the message it stands over; the header's comments may hold ``ignore-file``.
    """
    from translate.storage import pypo
    from translate.storage.poparser import PoParseError

    match = _CHARSET.search(data)
    declared = match.group(1).decode("ascii", errors="replace") if match else ""
    decoded = decode(path, data, encoding, declared=None if declared.lower() in ("", _UNNAMED) else declared)
    try:
        store: Any = pypo.pofile(_as_utf8(decoded.text))
    except (PoParseError, ValueError, IndexError, AttributeError, TypeError) as error:
        raise TqcheckError(f"{display_name(path)}: {_place(error)}") from None
    header = store.parseheader()
    languages = (header.get("X-Source-Language") or None, header.get("Language") or None)
    messages = [unit for unit in store.units if not unit.isheader()]
    pairs = [pair for number, unit in enumerate(messages, 1) for pair in _pairs(unit, number)]
    marks = tuple(mark for unit in store.units if unit.isheader() for mark in _marks(unit))
    return bilingual_of(
        path, pairs, "po", languages=languages, encoding=decoded.encoding, warnings=decoded.warnings, marks=marks
    )


def _as_utf8(text: str) -> bytes:
    """The catalogue in one encoding that its header agrees with."""
    return _CHARSET_TEXT.sub(r"\g<1>UTF-8", text, count=1).encode("utf-8", errors="replace")


def _place(error: Exception) -> str:
    found = re.search(r"on line (\d+)", str(error))
    return f"line {found.group(1)} is not PO: mend its syntax" if found else "not PO, or damaged: msgfmt -c tells where"


def _pairs(unit: Any, number: int) -> Iterator[Pair]:
    if unit.isobsolete() or unit.isfuzzy() or not str(unit.source):
        return
    line = getattr(unit, "_line_number", None)
    marks = _marks(unit)
    locations = unit.getlocations()
    name = locations[0] if locations else f"message {number}"
    if not unit.hasplural():
        yield Pair(str(unit.source), str(unit.target or ""), line, name, marks)
        return
    singular, plural = (_forms(unit.source) * 2)[:2]
    targets = _forms(unit.target)
    for form, target in enumerate(targets):
        # The first form is the singular's in all languages that have one.
        source = singular if form == 0 and len(targets) > 1 else plural
        yield Pair(source, target, line, f"{name}[{form}]", marks)


def _marks(unit: Any) -> tuple[Mark, ...]:
    """The directives in the comments of translators and programmers; the line is that of the entry."""
    line = getattr(unit, "_line_number", None)
    found = (parse_mark(comment, line) for comment in unit.getnotes().splitlines())
    return tuple(mark for mark in found if mark is not None)


def _forms(text: Any) -> list[str]:
    """The plural forms of a message; a damaged one has a single string."""
    return [str(form) for form in getattr(text, "strings", [text or ""])]
