"""Plain text: blank lines part paragraphs, or each line is one, and hard-wrapped lines are joined.

A block is a slice of the file, line ends included, so that an offset in it is an offset in the file.
"""

from __future__ import annotations

from tqcheck.documents.assemble import has_words, no_text
from tqcheck.documents.decode import decode
from tqcheck.documents.wrapping import paragraphs
from tqcheck.types import Block, Document


def read(path: str, data: bytes, encoding: str | None) -> Document:
    """Read plain text; ``Document.text`` is the file's text as it stands."""
    text, used, warnings = decode(path, data, encoding)
    blocks = tuple(
        Block(text[start:end], start, line, None, kind)
        for start, end, line, kind in paragraphs(text)
        if has_words(text[start:end])
    )
    if not blocks:
        raise no_text(path)
    return Document(path, text, blocks, "text", used, warnings)
