"""DOCX: paragraphs and table cells in reading order, then headers, footers and notes.

The text is the one Word would print: tracked insertions are in, tracked deletions are out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tqcheck.documents.archive import DAMAGE, check_archive
from tqcheck.documents.assemble import Part, document_of, has_words
from tqcheck.documents.source import display_name
from tqcheck.documents.xmlsafe import parse_xml
from tqcheck.types import Document, TqcheckError

if TYPE_CHECKING:
    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: What a paragraph holds that is not its text. The paragraphs of a text box are paragraphs of their own.
_SKIPPED = {_FALLBACK, *(_W + tag for tag in ("pPr", "rPr", "del", "moveFrom", "txbxContent", "instrText", "rt"))}
_CHARACTERS = {
    **{_W + tag: "\n" for tag in ("br", "cr")},
    _W + "tab": "\t",
    _W + "noBreakHyphen": "\u2011",
    _W + "softHyphen": "\u00ad",
}
_NOTES = {"header": "header", "footer": "footer", "footnotes": "footnote", "endnotes": "footnote"}


def read(path: str, data: bytes, encoding: str | None) -> Document:
    """Read a Word document; a block's unit counts the paragraphs that have words, from ``p1``."""
    import docx

    check_archive(path, data, "DOCX", "word/document.xml")
    name = display_name(path)
    try:
        document = docx.Document(io.BytesIO(data))
        styles = {style.style_id: (style.name or "").lower() for style in document.styles}
        parts = [*_body(document.element.body, styles), *_others(name, document)]
    except (*DAMAGE, SyntaxError) as error:
        # lxml's syntax errors are Python's too.
        raise TqcheckError(f"{name}: a damaged DOCX document ({_reason(error)}): save it as DOCX again") from None
    return document_of(path, parts, "docx")


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _body(body: etree._Element, styles: Mapping[str, str]) -> Iterator[Part]:
    count = 0
    for paragraph in body.iter(_W + "p"):
        ancestors = {ancestor.tag for ancestor in paragraph.iterancestors()}
        style = styles.get(_style_id(paragraph), "")
        text = _text(paragraph).strip()
        # A table of contents repeats the headings and adds page numbers.
        if _FALLBACK in ancestors or style.startswith("toc ") or not has_words(text):
            continue
        count += 1
        yield Part(text, _kind(paragraph, style, _W + "tc" in ancestors), None, f"p{count}")


def _others(name: str, document: Any) -> Iterator[Part]:
    """Headers, footers and notes, each kind counted apart."""
    counts = dict.fromkeys(_NOTES.values(), 0)
    for relation in document.part.rels.values():
        kind = _NOTES.get(relation.reltype.rsplit("/", 1)[-1])
        if kind is None or relation.is_external:
            continue
        root = parse_xml(name, relation.target_part.blob)
        for paragraph in root.iter(_W + "p"):
            text = _text(paragraph).strip()
            if has_words(text) and not any(ancestor.tag == _FALLBACK for ancestor in paragraph.iterancestors()):
                counts[kind] += 1
                yield Part(text, kind, None, f"{kind}{counts[kind]}")


def _text(element: etree._Element) -> str:
    pieces: list[str] = []
    for child in element:
        if child.tag == _W + "t":
            pieces.append(child.text or "")
        elif child.tag in _CHARACTERS:
            pieces.append(_CHARACTERS[child.tag])
        elif child.tag not in _SKIPPED:
            pieces.append(_text(child))
    return "".join(pieces)


def _style_id(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(_W + "val", "")


def _kind(paragraph: etree._Element, style: str, in_cell: bool) -> str:
    if style.startswith(("heading", "title", "subtitle")):
        return "heading"
    if in_cell:
        return "table-cell"
    if style.startswith("list") or paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
        return "list-item"
    return "quote" if "quote" in style else "paragraph"
