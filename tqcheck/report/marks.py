"""Marks spans in a text as HTML: spans may nest and overlap, and the text itself is always escaped."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from tqcheck.types import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to mark for the finding ``id``; ``stop`` makes its beginning reachable with the tabulator key."""

    span: Span
    id: str
    classes: str
    stop: bool = False


def within(span: Span | None, text: str) -> Span | None:
    """The part of a span that stands in the text; None where there is none, as for an empty span."""
    if span is None:
        return None
    start, end = max(0, span.start), min(len(text), span.end)
    return Span(start, end) if start < end else None


def marked(text: str, marks: Sequence[Mark]) -> Markup:
    """The text with a ``mark`` element around every span.

    Where spans overlap without nesting, the one that began later is closed and opened again, so that each piece
    lies in the elements of all findings that hold it. Spans must lie within the text (see :func:`within`).
    """
    if not marks:
        return escape(text)
    ordered = sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end, mark.id))
    cuts = sorted({0, len(text), *(cut for mark in ordered for cut in mark.span)})
    parts: list[str] = []
    opened: list[Mark] = []
    for start, end in itertools.pairwise(cuts):
        holding = [mark for mark in ordered if mark.span.start <= start and mark.span.end >= end]
        kept = _common(opened, holding)
        parts.extend("</mark>" for _ in opened[kept:])
        parts.extend(_open(mark, start, kept + depth) for depth, mark in enumerate(holding[kept:]))
        parts.append(str(escape(text[start:end])))
        opened = holding
    parts.extend("</mark>" for _ in opened)
    return Markup("".join(parts))


def _common(one: Sequence[Mark], other: Sequence[Mark]) -> int:
    """How many marks both begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _open(mark: Mark, start: int, depth: int) -> str:
    # A link takes its name from the words within and may hold another, as a button may not.
    attributes = f'class="{escape(mark.classes)} depth{min(depth, 2)}" data-f="{escape(mark.id)}"'
    if start == mark.span.start:
        attributes += f' aria-describedby="{escape(mark.id)}"'
        if mark.stop:
            attributes += ' tabindex="0" role="link"'
    return f"<mark {attributes}>"
