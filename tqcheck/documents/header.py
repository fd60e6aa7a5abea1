"""Whether the first row of a table names its columns, and which of them are the source and the target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_SOURCE = frozenset({"source", "src", "source_text", "source_segment", "source_sentence", "original"})
_TARGET = frozenset(
    {
        "target", "tgt", "mt", "translation", "hypothesis", "hyp", "machine_translation",
        "target_text", "target_segment", "target_sentence", "mt_output",
    }
)  # fmt: skip
_IDENTIFIER = frozenset({"id", "segment_id", "seg_id", "unit", "key"})
#: Two-letter codes that a table of translations may name its columns by. The others are too often words.
_CODES = frozenset({
    "fr", "en", "de", "es", "it", "pt", "nl", "pl", "ro", "sv", "da", "fi", "cs", "sk", "hu", "el", "bg", "hr",
    "sl", "et", "lv", "lt", "ru", "uk", "ca", "gl", "eu", "tr", "ja", "zh", "ko", "ar",
})  # fmt: skip
#: "source (fr)", "target_en-GB": a side with its language.
_SIDE = re.compile(r"(source|src|target|tgt|mt)[\s_:(\[-]+([^)\]]+)[)\]]?")
_LOCALE = re.compile(r"([a-z]{2})(?:[-_][a-z]{2})?")


class Columns(NamedTuple):
    """0-based columns of the two sides and, where the header names them, the unit and the languages."""

    source: int = 0
    target: int = 1
    unit: int | None = None
    source_lang: str | None = None
    target_lang: str | None = None


def columns_of(row: Sequence[str]) -> Columns | None:
    """The columns that a header names, or None if the row is a pair like any other.

    Both sides must be named, for a lone "source" or "en" may be a text.
    """
    sides = [_side(cell.strip().lower()) for cell in row]
    names = [name for name, _ in sides]
    unit = next((index for index, name in enumerate(names) if name in _IDENTIFIER), None)
    source = next((index for index, name in enumerate(names) if name in _SOURCE), None)
    target = next((index for index, name in enumerate(names) if name in _TARGET), None)
    if source is not None and target is not None:
        return Columns(source, target, unit, sides[source][1], sides[target][1])
    languages: dict[str, int] = {}
    for index, cell in enumerate(row):
        code = language_code(cell)
        if code:
            languages.setdefault(code, index)
    if len(languages) < 2:
        return None
    (source_lang, first), (target_lang, second) = list(languages.items())[:2]
    return Columns(first, second, unit, source_lang, target_lang)


def _side(cell: str) -> tuple[str, str | None]:
    """A column's name in one spelling, and its language where the name says that too."""
    match = _SIDE.fullmatch(cell)
    language = language_code(match.group(2)) if match else None
    return (match.group(1), language) if match and language else (re.sub(r"[\s_-]+", "_", cell), None)


def language_code(cell: str) -> str | None:
    """The code of the language that a cell names by a code ("fr", "en-GB") or by its English or French name."""
    name = cell.strip().lower()
    match = _LOCALE.fullmatch(name)
    if match:
        return match.group(1) if match.group(1) in _CODES else None
    if not 4 <= len(name) <= 14 or not name.isalpha():
        return None
    from babel import Locale

    for locale in ("en", "fr"):
        names = Locale(locale).languages
        found = next((code for code in sorted(_CODES) if names.get(code, "").lower() == name), None)
        if found:
            return found
    return None
