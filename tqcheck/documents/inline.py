"""The text of a translation unit without its inline tags, for XLIFF 1 and 2 and for TMX."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

#: Elements whose content is native code, not text; all others (g, mrk, pc, hi) hold text.
_CODE = frozenset({
    "ph", "it", "bpt", "ept", "ut", "x", "bx", "ex", "sub", "sc", "ec", "sm", "em",
})  # fmt: skip
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace; empty for comments and processing instructions."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def inline_text(element: etree._Element | None) -> str:
    """What a reader sees of a source, target or seg element; ``""`` for none at all.

    A tag between two blanks leaves one. White space is as written under ``xml:space="preserve"``, else a line
    break with its indent is a space.
    """
    if element is None:
        return ""
    pieces: list[str] = []
    _collect(element, pieces)
    text = "".join(pieces)
    if any(holder.get(_SPACE) == "preserve" for holder in (element, *element.iterancestors())):
        return text
    return re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", text).strip(" \t")


def _collect(element: etree._Element, pieces: list[str]) -> None:
    pieces.append(element.text or "")
    for child in element:
        name = local_name(child)
        if name == "cp":
            pieces.append(_code_point(child.get("hex")))
        elif name and name not in _CODE:
            _collect(child, pieces)
        elif child.get("ctype") == "lb":
            pieces.append("\n")
        tail = child.tail or ""
        before = next((piece for piece in reversed(pieces) if piece), " ")
        pieces.append(tail[1:] if name in _CODE and tail[:1] == " " and before[-1] in " \n" else tail)


def _code_point(digits: str | None) -> str:
    """The character XML cannot hold, which XLIFF 2 spells ``<cp hex="001A"/>``; a control has no text."""
    try:
        character = chr(int(digits or "", 16))
    except (ValueError, OverflowError):
        return ""
    return character if character.isprintable() else ""
