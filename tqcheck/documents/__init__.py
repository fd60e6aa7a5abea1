"""Documents in, plain values out: one reader per format behind :func:`read` and :func:`read_bilingual`.

Every failure a user can mend is a :class:`tqcheck.types.TqcheckError` of one line.
"""

from __future__ import annotations

from tqcheck.documents.formats import FORMATS, detect_format, is_bilingual, reader
from tqcheck.documents.source import display_name, load, same_file
from tqcheck.types import BilingualDocument, Document, TqcheckError

__all__ = ["FORMATS", "detect_format", "is_bilingual", "read", "read_bilingual", "same_file"]


def read(path: str, *, format: str | None = None, encoding: str | None = None) -> Document:
    """Read one side: plain text, Markdown, HTML, DOCX or ODT; ``-`` is standard input.

    ``format`` overrides what the extension says, ``encoding`` what the bytes say.
    Raises :class:`TqcheckError` for anything that cannot be read as text.
    """
    name = detect_format(path, format)
    if is_bilingual(name):
        raise TqcheckError(
            f"{display_name(path)}: {FORMATS[name].label} holds both sides: check it alone, "
            "or name the format of a one-sided document, such as text"
        )
    document = reader(name)(path, load(path), encoding)
    assert isinstance(document, Document)
    return document


def read_bilingual(path: str, *, format: str | None = None, encoding: str | None = None) -> BilingualDocument:
    """Read a file that holds both sides: TSV, CSV, JSONL, XLIFF, TMX or PO; ``-`` is TSV on standard input.

    A unit without a target is kept as a pair whose target is empty. Raises :class:`TqcheckError`.
    """
    name = "tsv" if format is None and path == "-" else detect_format(path, format)
    if not is_bilingual(name):
        raise TqcheckError(
            f"{display_name(path)}: {FORMATS[name].label} holds one side only: give its other side too, "
            "or name a bilingual format, such as tsv"
        )
    document = reader(name)(path, load(path), encoding)
    assert isinstance(document, BilingualDocument)
    return document
