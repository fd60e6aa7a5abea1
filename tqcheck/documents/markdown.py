"""Markdown: the prose of each block. Code, front matter, comments, URLs and markup signs are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tqcheck.documents import html
from tqcheck.documents.assemble import Part, document_of
from tqcheck.documents.decode import decode
from tqcheck.documents.directives import IGNORE, Mark, comment_marks
from tqcheck.documents.source import display_name
from tqcheck.types import Document

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\n(?:.*?\n)?\1[ \t]*(?:\n|\Z)", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?[ ]?")
#: The innermost of these that is open names the block.
_KINDS = {
    "heading_open": "heading",
    "list_item_open": "list-item",
    "th_open": "table-cell",
    "td_open": "table-cell",
    "blockquote_open": "quote",
}


def read(path: str, data: bytes, encoding: str | None) -> Document:
    """Read CommonMark with tables; lines are those of the file."""
    text, used, warnings = decode(path, data, encoding)
    return document_of(path, parts(display_name(path), text), "markdown", encoding=used, warnings=warnings)


def parts(name: str, text: str) -> Iterator[Part]:
    """The blocks of a Markdown text, in order."""
    from markdown_it import MarkdownIt

    text = re.sub(r"\r\n?", "\n", text)
    # Line breaks stay in place of the front matter, so that the lines of the rest are right.
    text = _FRONT_MATTER.sub(lambda match: "\n" * match.group().count("\n"), text, count=1) if _opens(text) else text
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    open_kinds: list[str] = []
    line = 1
    for token in markdown.parse(text):
        line = token.map[0] + 1 if token.map else line
        if token.nesting == 1:
            open_kinds.append(_KINDS.get(token.type, ""))
        elif token.nesting == -1:
            open_kinds.pop()
        elif token.type == "html_block":
            # A line break for each in the comment keeps the lines of what follows it.
            yield from html.parts(name, token.content, line)
        elif token.type == "inline":
            kind = next((opened for opened in reversed(open_kinds) if opened), "paragraph")
            yield from _inline(token.children or [], kind, line)


def _opens(text: str) -> bool:
    return text.startswith(("---", "+++"))


def _inline(tokens: Sequence[Token], kind: str, line: int) -> Iterator[Part]:
    """The text of a run of inline tokens, then what its images say."""
    text, images = "", []
    marks: tuple[Mark, ...] = ()
    after_comment = False
    breaks = 0
    for token in tokens:
        piece = _shown(token)
        if after_comment and text[-1:] == piece[:1] == " ":
            piece = piece[1:]
        text += piece
        after_comment = token.type == "html_inline" and token.content.startswith("<!--")
        if token.type == "image":
            images.append(token.content.strip())
        elif after_comment:
            marks += comment_marks(token.content, line + breaks)
        breaks += token.type in ("softbreak", "hardbreak") or token.content.count("\n")
    yield Part(_FOOTNOTE.sub("", text).strip(), kind, line, marks=marks)
    accepting = tuple(mark for mark in marks if mark.verb == IGNORE)
    yield from (Part(image, "alt", line, marks=accepting) for image in images)


def _shown(token: Token) -> str:
    """What a reader sees of an inline token, images apart."""
    if token.type in ("text", "code_inline", "text_special"):
        return token.content
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak" or (token.type == "html_inline" and token.content.lower().startswith("<br")):
        return "\n"
    return ""
