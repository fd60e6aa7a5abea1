"""JSONL: one object a line with the keys source and target, or the names the field gives them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tqcheck.documents.assemble import Pair, bilingual_of
from tqcheck.documents.decode import decode, lines
from tqcheck.documents.source import display_name
from tqcheck.types import BilingualDocument, TqcheckError

Languages = tuple[str | None, str | None]

_KEYS = {
    "source": ("source", "src", "source_text"),
    "target": ("target", "tgt", "mt", "translation", "hypothesis", "target_text"),
}
_IDENTIFIERS = ("id", "unit", "segment_id")
_LANGUAGES = (("source_lang", "src_lang", "source_language"), ("target_lang", "tgt_lang", "target_language"))


def read(path: str, data: bytes, encoding: str | None) -> BilingualDocument:
    """Read JSON lines; blank lines are skipped, a missing or null target is an empty one."""
    text, used, warnings = decode(path, data, encoding)
    name = display_name(path)
    rows = list(jsonl_pairs(name, ((number, text[start:end]) for start, end, number in lines(text))))
    languages = rows[0][0] if rows else (None, None)
    pairs = [pair for _, pair in rows]
    return bilingual_of(path, pairs, "jsonl", languages=languages, encoding=used, warnings=warnings)


def jsonl_pairs(name: str, numbered: Iterable[tuple[int, str]]) -> Iterator[tuple[Languages, Pair]]:
    """The pairs of numbered lines, one after another, each with the languages that the line names.

    Raises:
        TqcheckError: for a line that is no object with a source.
    """
    for number, row in _rows(name, numbered):
        languages = _first_text(row, _LANGUAGES[0]), _first_text(row, _LANGUAGES[1])
        unit = next((str(row[key]) for key in _IDENTIFIERS if row.get(key) is not None), None)
        pair = Pair(_side(name, number, row, "source"), _side(name, number, row, "target"), number, unit)
        yield languages, pair


def _rows(name: str, numbered: Iterable[tuple[int, str]]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The object of each line that is not blank, with the line's number."""
    for number, text in numbered:
        line = text.strip()
        if not line:
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested or numbered beyond reason"
            column = f", column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
            raise TqcheckError(f"{name}: line {number}{column} is not JSON: {reason}") from None
        if not isinstance(row, dict):
            raise TqcheckError(f'{name}: line {number} is not an object: write {{"source": "...", "target": "..."}}')
        yield number, row


def _side(name: str, number: int, row: Mapping[str, Any], side: str) -> str:
    key = next((key for key in _KEYS[side] if key in row), None)
    value = row[key] if key else None
    if value is None and side == "source" and key is None:
        raise TqcheckError(f"{name}: line {number} has no {side!r}: its keys are {', '.join(map(repr, row)) or 'none'}")
    if value is not None and not isinstance(value, str):
        raise TqcheckError(f"{name}: line {number}: {key!r} is {type(value).__name__}, not a string: quote it")
    text = value or ""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise TqcheckError(f"{name}: line {number}: {key!r} holds half a surrogate pair: escape the whole character")
    return text


def _first_text(row: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((row[key] for key in keys if isinstance(row.get(key), str) and row[key]), None)
