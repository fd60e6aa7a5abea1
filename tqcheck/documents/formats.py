"""The table of formats: what each is called, which extensions it has and which module reads it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import NamedTuple, cast

from tqcheck.types import BilingualDocument, Document, TqcheckError

#: ``(path, data, encoding) -> document``; every reader module has one, named ``read``.
Reader = Callable[[str, bytes, "str | None"], "Document | BilingualDocument"]


class Format(NamedTuple):
    """One document format; ``module`` is imported only when a file of that format is read."""

    name: str
    label: str
    extensions: tuple[str, ...]
    bilingual: bool
    module: str


_TABLE = (
    Format("text", "plain text", (".txt", ".text"), False, "plain"),
    Format("markdown", "Markdown", (".md", ".markdown", ".mdown", ".mkd"), False, "markdown"),
    Format("html", "HTML", (".html", ".htm", ".xhtml"), False, "html"),
    Format("docx", "DOCX", (".docx", ".docm"), False, "docx"),
    Format("odt", "ODT", (".odt", ".ott"), False, "odt"),
    Format("tsv", "TSV", (".tsv", ".tab"), True, "delimited"),
    Format("csv", "CSV", (".csv",), True, "delimited"),
    Format("jsonl", "JSONL", (".jsonl", ".ndjson"), True, "jsonl"),
    Format("xliff", "XLIFF", (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"), True, "xliff"),
    Format("tmx", "TMX", (".tmx",), True, "tmx"),
    Format("po", "PO", (".po", ".pot"), True, "po"),
)

FORMATS: Mapping[str, Format] = {entry.name: entry for entry in _TABLE}
_BY_EXTENSION = {extension: entry.name for entry in _TABLE for extension in entry.extensions}


def detect_format(path: str, override: str | None = None) -> str:
    """The name of the format of ``path``: ``override`` if given, else what its extension says, else ``text``."""
    if override is not None:
        name = override.strip().lower()
        name = name if name in FORMATS else _BY_EXTENSION.get(f".{name.lstrip('.')}", name)
        if name not in FORMATS:
            raise TqcheckError(f"unknown document format {override!r}: name one of {', '.join(FORMATS)}")
        return name
    return _BY_EXTENSION.get(PurePath(path).suffix.lower(), "text")


def is_bilingual(format: str) -> bool:
    """Whether a file of that format holds both the source and the target."""
    return FORMATS[detect_format("", format)].bilingual


def reader(name: str) -> Reader:
    """The function that reads a format, its module imported now and no sooner."""
    module = importlib.import_module(f"tqcheck.documents.{FORMATS[name].module}")
    return cast(Reader, getattr(module, f"read_{name}", None) or module.read)
