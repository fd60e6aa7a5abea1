"""HTML: the text of each block element, as a browser would show it; scripts, styles and code left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.documents.assemble import Part, document_of, no_text
from tqcheck.documents.decode import decode
from tqcheck.documents.directives import IGNORE, Mark, comment_marks, parse_mark
from tqcheck.documents.source import display_name
from tqcheck.types import Document, TqcheckError

if TYPE_CHECKING:
    from lxml import etree

_SKIPPED = frozenset({
    "script", "style", "template", "noscript", "svg", "math", "object", "iframe", "canvas", "audio", "video",
    "select", "datalist", "textarea",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "br", "input",
})  # fmt: skip
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list-item"),
    **dict.fromkeys(("td", "th"), "table-cell"),
    "title": "title",
    "blockquote": "quote",
}
#: HTML collapses these and no others: a no-break space is the author's.
_BLANKS = re.compile(r"[ \t\r\n\f]+")
#: libxml2 counts an HTML page's lines no further: better none than a wrong one.
_LAST_LINE = 65_535
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


def read(path: str, data: bytes, encoding: str | None) -> Document:
    """Read an HTML page or fragment; the encoding its ``meta`` element names is believed."""
    text, used, warnings = decode(path, data, encoding, declared=_declared(data))
    found = list(parts(display_name(path), text))
    if not found:
        raise no_text(path)
    return document_of(path, found, "html", encoding=used, warnings=warnings)


def parts(name: str, text: str, first_line: int = 1) -> Iterator[Part]:
    """The blocks of a page or fragment whose first line is line ``first_line`` of the file called ``name``."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError:
        # Nothing but comments, as Markdown has them between its blocks.
        yield Part("", marks=comment_marks(text, first_line))
        return
    # libxml2 drops what lies deeper than its limit and says so only here.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise TqcheckError(f"{name}: its elements nest too deeply to be read: close the tags left open")
    yield from _Walk(first_line - 1).run(root)


def _declared(data: bytes) -> str | None:
    """The encoding a page claims for itself, where Python knows it."""
    import codecs

    match = _CHARSET.search(data[:2048])
    if match is None:
        return None
    try:
        name = codecs.lookup(match.group(1).decode("ascii")).name
    except LookupError:
        return None
    # Browsers read Latin-1 as Windows-1252, and a page that was readable cannot have claimed UTF-16.
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, None if name.startswith("utf") else name)


class _Walk:
    """One pass over the tree, gathering text until a block element begins or ends."""

    def __init__(self, line_offset: int) -> None:
        self.line_offset = line_offset
        self.open: list[str] = []
        self.chunks: list[str] = []
        self.line: int | None = None
        self.kind = "paragraph"
        self.images: list[Part] = []
        self.marks: list[Mark] = []
        #: How many of the marks are followed by nothing in their block so far, each alone on its line.
        self.trailing = 0

    def run(self, root: etree._Element) -> Iterator[Part]:
        """The blocks in document order; iterative, for pages nest without bounds."""
        from lxml import etree

        skipped = 0
        for comment in reversed(list(root.itersiblings(tag=etree.Comment, preceding=True))):
            self._comment(comment)
        for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
            if event == "comment":
                if not skipped:
                    self._comment(element)
                    self._add(element.tail or "", element)
            elif event == "start":
                if skipped or _is_skipped(element):
                    skipped += 1
                else:
                    yield from self._start(element)
            elif skipped > 1:
                skipped -= 1
            else:
                if not skipped:
                    yield from self._end(element)
                skipped = 0
                self._add(element.tail or "", element)
        for comment in root.itersiblings(tag=etree.Comment):
            self._comment(comment)
        yield from self._flush()

    def _start(self, element: etree._Element) -> Iterator[Part]:
        tag = element.tag
        if tag == "br":
            self.chunks.append("\n")
        elif tag == "img":
            alternative = " ".join((element.get("alt") or "").split())
            self.images.append(Part(alternative, "alt", self._line_of(element, "")))
        elif tag not in _INLINE:
            yield from self._flush(before_block=True)
            self.open.append(tag)
        self._add(element.text or "", element)

    def _end(self, element: etree._Element) -> Iterator[Part]:
        if element.tag not in _INLINE:
            yield from self._flush()
            self.open.pop()

    def _comment(self, comment: etree._Element) -> None:
        """Keep a directive with the block it stands in, or with the next if it stands alone on its line before it."""
        text = comment.text or ""
        line = self._line_of(comment, "")
        # libxml2 gives the line on which a comment ends.
        mark = parse_mark(text, None if line is None else line - text.count("\n"))
        if mark is not None:
            self.marks.append(mark)
            self.trailing = self.trailing + 1 if _begins_line(comment) else 0

    def _add(self, text: str, element: etree._Element) -> None:
        if text.strip():
            self.trailing = 0
        if self.line is None and text.strip():
            self.line = self._line_of(element, text)
            self.kind = next((_KINDS[tag] for tag in reversed(self.open) if tag in _KINDS), "paragraph")
        self.chunks.append(text if "pre" in self.open else _BLANKS.sub(" ", text))

    def _line_of(self, element: etree._Element, text: str) -> int | None:
        leading = text[: len(text) - len(text.lstrip())]
        line: int | None = element.sourceline
        if line is None or line >= _LAST_LINE:
            return None
        return line + leading.count("\n") + self.line_offset

    def _flush(self, before_block: bool = False) -> Iterator[Part]:
        text = re.sub(r" *\n *", "\n", "".join(self.chunks))
        text = text.strip(" \t\r\n\f") if "pre" in self.open else re.sub(r" {2,}", " ", text).strip(" \n")
        own = len(self.marks) - (self.trailing if before_block and text else 0)
        marks, self.marks = tuple(self.marks[:own]), self.marks[own:]
        if text or marks:
            yield Part(text, self.kind, self.line, marks=marks)
        accepting = tuple(mark for mark in marks if mark.verb == IGNORE)
        yield from (image._replace(marks=accepting) for image in self.images)
        self.chunks, self.images, self.line, self.kind, self.trailing = [], [], None, "paragraph", 0


def _begins_line(comment: etree._Element) -> bool:
    """Whether nothing but blanks stands between a comment and the line break before it."""
    previous, parent = comment.getprevious(), comment.getparent()
    before = previous.tail if previous is not None else parent.text if parent is not None else None
    return re.search(r"\n[ \t]*\Z", before or "") is not None


def _is_skipped(element: etree._Element) -> bool:
    tag = element.tag
    if tag in _SKIPPED or not isinstance(tag, str):
        return True
    if tag == "pre":
        return element.find(".//code") is not None
    return tag not in _INLINE and element.get("translate") == "no"
