"""What the readers share: putting extracted blocks, or pairs of texts, together as the types of the ground floor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tqcheck.documents.directives import Coverage, Mark
from tqcheck.documents.source import display_name
from tqcheck.types import BilingualDocument, Block, Document, Segment, TqcheckError

SEPARATOR = "\n\n"
_BEFORE_ALL = -1


class Part(NamedTuple):
    """A block before it has a place: its text as a reader sees it, and where it was found.

    ``marks`` are the directives that stand in it; those of a block without a word are the next block's.
    """

    text: str
    kind: str = "paragraph"
    line: int | None = None
    unit: str | None = None
    marks: tuple[Mark, ...] = ()


class Pair(NamedTuple):
    """A translation unit before it is a pair of segments."""

    source: str
    target: str
    line: int | None = None
    unit: str | None = None
    marks: tuple[Mark, ...] = ()


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit: rules, bullets and arrows alone have no translation."""
    return any(character.isalnum() for character in text)


def no_text(path: str) -> TqcheckError:
    """The error for a document that was read well and says nothing."""
    return TqcheckError(f"{display_name(path)}: no text in it: there is nothing to check")


def document_of(
    path: str, parts: Iterable[Part], format: str, *, encoding: str | None = None, warnings: tuple[str, ...] = ()
) -> Document:
    """A document whose text is its blocks joined by a blank line; blocks without a word are dropped."""
    blocks: list[Block] = []
    coverage = Coverage(path)
    offset = 0
    for part in parts:
        kept = has_words(part.text)
        coverage.see(part.marks, len(blocks), kept)
        if kept:
            blocks.append(Block(part.text, offset, part.line, part.unit, part.kind))
            offset += len(part.text) + len(SEPARATOR)
    if not blocks:
        raise no_text(path)
    text = SEPARATOR.join(block.text for block in blocks)
    warnings += coverage.warnings()
    return Document(path, text, tuple(blocks), format, encoding, warnings, coverage.of_blocks(blocks))


def bilingual_of(
    path: str,
    pairs: Iterable[Pair],
    format: str,
    *,
    languages: tuple[str | None, str | None] = (None, None),
    encoding: str | None = None,
    warnings: tuple[str, ...] = (),
    marks: tuple[Mark, ...] = (),
) -> BilingualDocument:
    """A bilingual document, each pair a segment of its own; raises :class:`TqcheckError` where all is blank.

    ``marks`` are the directives that stand before the first pair.
    """
    coverage = Coverage(path, regions=False)
    coverage.see(marks, _BEFORE_ALL, False)
    segments = []
    for index, pair in enumerate(pairs):
        coverage.see(pair.marks, index, True)
        segments.append(segments_of(pair, index))
    if not any(source or target for source, target in segments):
        raise no_text(path)
    warnings += coverage.warnings()
    directives = coverage.of_pairs(len(segments))
    return BilingualDocument(path, tuple(segments), format, languages[0], languages[1], encoding, warnings, directives)


def segments_of(pair: Pair, index: int) -> tuple[Segment, Segment]:
    """The two sides of a translation unit, which is the ``index``-th of its document."""
    source, target = (
        Segment(text, 0, len(text), pair.line, pair.unit, index, "unit") for text in (pair.source, pair.target)
    )
    return source, target
