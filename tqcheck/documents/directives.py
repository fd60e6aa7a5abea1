"""Comments that accept findings, ``tqcheck: ignore[P101] reason``: their syntax, and what of a document each covers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tqcheck.documents.source import display_name
from tqcheck.types import Block, Directive, Span

IGNORE, START, END, FILE = "ignore", "ignore-start", "ignore-end", "ignore-file"
MALFORMED = ""

_ADDRESSED = re.compile(r"\s*tqcheck\s*:\s*", re.IGNORECASE)
_DIRECTIVE = re.compile(r"(ignore(?:-start|-end|-file)?)(?![\w-])\s*(?:\[([^\[\]]*)\]|(?!\[))\s*(.*)", re.DOTALL)
_CODE = re.compile(r"[A-Z]{1,2}\d{0,3}")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)

Covers = Callable[[int, "int | None"], "Span | None"]
"""From a range of blocks to the range that a directive carries."""


class Mark(NamedTuple):
    """One directive as written, before it is known what it covers; a malformed one keeps its words as the reason."""

    verb: str
    codes: tuple[str, ...] = ()
    reason: str | None = None
    line: int | None = None


def parse_mark(text: str, line: int | None) -> Mark | None:
    """The directive that a comment holds; None where the comment is not for tqcheck."""
    addressed = _ADDRESSED.match(text)
    if addressed is None:
        return None
    words = " ".join(text[addressed.end() :].split())
    match = _DIRECTIVE.fullmatch(words)
    codes = tuple(code.strip().upper() for code in ((match and match[2]) or "").split(","))
    if match is None or (match[2] is not None and not all(_CODE.fullmatch(code) for code in codes)):
        return Mark(MALFORMED, reason=words, line=line)
    return Mark(match[1], codes if match[2] else (), match[3].lstrip("-–—: ") or None, line)


def comment_marks(markup: str, line: int | None) -> tuple[Mark, ...]:
    """The directives among the ``<!-- -->`` comments of some markup whose first line is ``line``."""
    found = []
    for match in _COMMENT.finditer(markup):
        mark = parse_mark(match[1], None if line is None else line + markup.count("\n", 0, match.start()))
        if mark is not None:
            found.append(mark)
    return tuple(found)


@dataclass(slots=True)
class _Range:
    """The blocks a mark covers: ``first`` up to ``last``, which is open until the end of a region is seen."""

    mark: Mark
    first: int
    last: int | None = None


class Coverage:
    """Gathers the marks of one document in order and works out the blocks that each covers."""

    def __init__(self, path: str, regions: bool = True) -> None:
        self._name = display_name(path)
        self._regions = regions
        self._ranges: list[_Range] = []
        self._open: list[_Range] = []
        self._problems: list[str] = []

    def see(self, marks: Iterable[Mark], block: int, inside: bool) -> None:
        """Take marks that stand in block number ``block``, or before it."""
        for mark in marks:
            if mark.verb in (START, END) and not self._regions:
                self._problem(mark, f"{mark.verb} has no meaning here: write ignore on each unit, or ignore-file")
            elif mark.verb == IGNORE:
                self._ignore(mark, block)
            elif mark.verb == START:
                self._ranges.append(_Range(mark, block))
                self._open.append(self._ranges[-1])
            elif mark.verb == END:
                self._end(mark, block + 1 if inside else block)
            elif mark.verb == FILE:
                self._whole(mark)
            else:
                self._problem(mark, f"'tqcheck: {mark.reason}' is no directive: write tqcheck: ignore[CODE] reason")

    def _ignore(self, mark: Mark, block: int) -> None:
        """Cover one block, or one more where the block before carries the same mark."""
        for known in self._ranges:
            if known.mark == mark and known.last in (block, block + 1):
                known.last = block + 1
                return
        self._ranges.append(_Range(mark, block, block + 1))

    def _whole(self, mark: Mark) -> None:
        """Cover everything, once, however many blocks carry the mark."""
        if not any(known.mark == mark for known in self._ranges):
            self._ranges.append(_Range(mark, 0))

    def _end(self, mark: Mark, block: int) -> None:
        """Close the region opened last, or the last with the same codes."""
        for opened in reversed(self._open):
            if not mark.codes or set(mark.codes) == set(opened.mark.codes):
                opened.last = block
                self._open.remove(opened)
                return
        self._problem(mark, f"nothing is open that this {END} could end: take it out")

    def _problem(self, mark: Mark, message: str) -> None:
        place = self._name if mark.line is None else f"{self._name}:{mark.line}"
        if f"{place}: {message}" not in self._problems:
            self._problems.append(f"{place}: {message}")

    def warnings(self) -> tuple[str, ...]:
        """What is wrong with the directives, each with its line."""
        for opened in self._open:
            self._problem(opened.mark, f"no {END} follows this {START}: it covers the rest of the document")
        self._open.clear()
        return tuple(self._problems)

    def of_blocks(self, blocks: Sequence[Block]) -> tuple[Directive, ...]:
        """The directives of a document, covering ranges of its text."""

        def covers(first: int, last: int | None) -> Span | None:
            covered = blocks[first:last]
            return Span(covered[0].start, covered[-1].start + len(covered[-1].text)) if covered else None

        return self._directives(covers)

    def of_pairs(self, pairs: int) -> tuple[Directive, ...]:
        """The directives of a bilingual document, covering ranges of its pairs."""
        return self._directives(lambda first, last: Span(first, pairs if last is None else last))

    def _directives(self, covers: Covers) -> tuple[Directive, ...]:
        return tuple(
            Directive(mark.codes, mark.reason, mark.line, covers(first, last), mark.verb == FILE)
            for mark, first, last in ((known.mark, known.first, known.last) for known in self._ranges)
        )
