"""ODT: paragraphs, headings and table cells in reading order, notes after the paragraph that calls them.

Comments, tracked deletions and generated indexes are not the document's text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.documents.archive import DAMAGE, check_archive
from tqcheck.documents.assemble import Part, document_of, has_words
from tqcheck.documents.source import display_name
from tqcheck.types import Document, TqcheckError

if TYPE_CHECKING:
    from odfdo import Element

_BLOCKS = {"text:p": "paragraph", "text:h": "heading"}
#: What changes the kind of the paragraphs in it.
_CONTAINERS = {"table:table-cell": "table-cell", "text:list-item": "list-item", "text:note-body": "footnote"}
_SKIPPED = frozenset({
    "text:tracked-changes", "office:annotation", "office:annotation-end", "text:sequence-decls",
    "text:table-of-content", "text:alphabetical-index", "text:illustration-index", "text:table-index",
    "text:bibliography", "text:ruby-text", "svg:title", "svg:desc", "office:forms",
})  # fmt: skip
_CHARACTERS = {"text:tab": "\t", "text:line-break": "\n"}


def read(path: str, data: bytes, encoding: str | None) -> Document:
    """Read an OpenDocument text; a block's unit counts the paragraphs that have words, from ``p1``."""
    import odfdo

    check_archive(path, data, "ODT", "content.xml")
    name = display_name(path)
    try:
        document = odfdo.Document(io.BytesIO(data))
        kind = document.get_type()
        parts = list(_numbered(_blocks(document.body, "paragraph")))
    except (*DAMAGE, SyntaxError, AssertionError) as error:
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise TqcheckError(f"{name}: a damaged ODT document ({reason}): save it as ODT again") from None
    if not kind.startswith("text"):
        raise TqcheckError(f"{name}: an OpenDocument {kind}, not a text: save its text as ODT")
    return document_of(path, parts, "odt")


def _numbered(parts: Iterator[Part]) -> Iterator[Part]:
    count = 0
    for part in parts:
        if has_words(part.text):
            count += 1
            yield part._replace(unit=f"p{count}")


def _blocks(element: Element, kind: str) -> Iterator[Part]:
    """The blocks under an element that is not itself one."""
    for child in element.children:
        if child.tag in _BLOCKS:
            yield from _block(child, kind)
        elif child.tag not in _SKIPPED:
            yield from _blocks(child, _CONTAINERS.get(child.tag, kind))


def _block(element: Element, kind: str) -> Iterator[Part]:
    """A paragraph, then the paragraphs of the notes and text boxes anchored in it."""
    pieces: list[str] = []
    anchored: list[Element] = []
    _collect(element, pieces, anchored)
    yield Part("".join(pieces).strip(), "heading" if element.tag == "text:h" else kind)
    for holder in anchored:
        yield from _blocks(holder, kind)


def _collect(element: Element, pieces: list[str], anchored: list[Element]) -> None:
    pieces.append(_collapsed(element.text or ""))
    for child in element.children:
        if child.tag == "text:s":
            pieces.append(" " * int(child.get_attribute_integer("text:c") or 1))
        elif child.tag in _CHARACTERS:
            pieces.append(_CHARACTERS[child.tag])
        elif child.tag == "text:note" or child.tag.startswith("draw:"):
            anchored.append(child)
        elif child.tag not in _SKIPPED:
            _collect(child, pieces, anchored)
        pieces.append(_collapsed(child.tail or ""))


def _collapsed(text: str) -> str:
    """White space as OpenDocument counts it: line breaks in the XML are spaces."""
    return text.replace("\r", " ").replace("\n", " ").replace("\t", " ")
