"""Where paragraphs begin and end in plain text, whether its author pressed Enter per line or per paragraph.

The evidence is in the line breaks: a wrapped line goes on in lower case and had no room for the next word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tqcheck.documents.assemble import has_words
from tqcheck.documents.decode import lines

#: No editor wraps prose wider than this: a longer line is a paragraph.
MAX_WRAP = 140
_OPENERS = " \t\u00a0\u202f«»\"“”‘’'([{*_¿¡"
_CLOSERS = " \t\u00a0\u202f»«\"”’'“)]}*_"
_FINAL = ".!?…:;。！？"
_ITEM = re.compile(r"[ \t]*(?:[-*•‣▪◦+][ \t\u00a0]|\(?\d{1,3}[.)][ \t\u00a0]|\(?[a-zA-Z]\)[ \t\u00a0])")
_DASH = re.compile(r"[ \t]*[–—―]")


class Paragraph(NamedTuple):
    """``text[start:end]`` without outer blanks; ``line`` is 1-based."""

    start: int
    end: int
    line: int
    kind: str


class _Line(NamedTuple):
    text: str
    start: int
    number: int


class _Layout(NamedTuple):
    """``width`` is that of the lines that go on; ``blanks``: whether blank lines part groups."""

    wrapped: bool
    width: int
    blanks: bool


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a plain text, in order."""
    groups = _groups(text)
    layout = _measure(groups)
    for group in groups:
        first = 0
        for index in range(1, len(group) + 1):
            if index == len(group) or _breaks(group, index, layout):
                yield _paragraph(group[first:index])
                first = index


def _groups(text: str) -> list[list[_Line]]:
    """The runs of lines between blank lines."""
    groups: list[list[_Line]] = []
    after_blank = True
    for start, end, number in lines(text):
        line = text[start:end]
        if not line.strip():
            after_blank = True
            continue
        if after_blank:
            groups.append([])
        groups[-1].append(_Line(line.rstrip(), start, number))
        after_blank = False
    return groups


def _paragraph(run: Sequence[_Line]) -> Paragraph:
    first, last = run[0], run[-1]
    indent = len(first.text) - len(first.text.lstrip())
    kind = "list-item" if _ITEM.match(first.text) else "paragraph"
    return Paragraph(first.start + indent, last.start + len(last.text), first.number, kind)


def _measure(groups: Sequence[Sequence[_Line]]) -> _Layout:
    """Whether the file is hard-wrapped, judged over the whole of it."""
    blanks = len(groups) > 1
    joints = [pair for group in groups for pair in pairwise(group) if not _ITEM.match(pair[1].text)]
    widths = sorted(len(line.text) for line, following in joints if _goes_on(line.text, following.text))
    if not widths:
        return _Layout(False, 0, blanks)
    # The few lines over the width hold a long address or word, so the maximum would mislead.
    width = widths[int(0.95 * len(widths))]
    often = len(widths) >= 0.4 * len(joints)
    if blanks:
        return _Layout(often, width, blanks)
    even = sum(size >= 0.7 * width for size in widths) >= 0.8 * len(widths)
    return _Layout(often and even and 55 <= width <= 110, width, blanks)


def _breaks(group: Sequence[_Line], index: int, layout: _Layout) -> bool:
    """Whether a paragraph begins at ``group[index]``."""
    line, following = group[index - 1].text, group[index].text
    if not layout.wrapped and not layout.blanks:
        return True
    if not has_words(line) or not has_words(following):
        return True
    room = len(line) + 1 + len(following.split()[0])
    fits = room <= 0.75 * layout.width
    if _ITEM.match(following) or _DASH.match(following):
        listed = any(_ITEM.match(earlier.text) or _DASH.match(earlier.text) for earlier in group[:index])
        return listed or _ended(line) or fits or not layout.wrapped
    if _goes_on(line, following):
        return False
    if not layout.wrapped:
        return _ended(line) or len(line) > MAX_WRAP or _first(following).isupper()
    indented = _indent(following) > _indent(line) + 1 and not _ITEM.match(group[0].text)
    # A sentence that ends where one more word had room most likely ends its paragraph; if not, little is lost.
    return fits or indented or (_ended(line) and (room <= layout.width or len(line) > 1.5 * layout.width))


def _first(line: str) -> str:
    return line.lstrip(_OPENERS)[:1]


def _ended(line: str) -> bool:
    return line.rstrip(_CLOSERS)[-1:] in _FINAL and bool(line.rstrip(_CLOSERS))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _goes_on(line: str, following: str) -> bool:
    """Whether the sentence plainly runs over the line break."""
    if _ended(line) and line.rstrip(_CLOSERS)[-1:] not in ":;":
        return False
    return _first(following).islower() or line.endswith((",", "\u00ad"))
