"""Challenge sets: single pairs, right and wrong, written to try a family of rules.

A comment line ``# family: W; doubled-word D`` before the header says which: ``W``, and ``D`` for one kind of item.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.evaluate.corpora import read_comments, read_rows
from tqcheck.evaluate.gold import Counts
from tqcheck.types import Span, TqcheckError
from tqcheck.verdict import counts

if TYPE_CHECKING:
    from tqcheck.rules import Rule
    from tqcheck.rules.context import WordLinker
    from tqcheck.types import Finding

PARTS = " || "
_FAMILY = "# family:"
_OFFSETS = re.compile(r"(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class Item:
    """One pair; the segments of a side are parted by `` || `` in the file.

    ``span`` holds offsets into the whole target cell of the words that are wrong, empty where words are missing, None
    where none are marked. ``family`` is the letter of the rules that the item is for, or "".
    """

    id: str
    kind: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    wrong: bool
    split: str
    span: Span | None = None
    family: str = ""


def read_items(path: Path) -> list[Item]:
    """The items of a challenge set.

    Raises:
        TqcheckError: if a row does not fit the header.
    """
    families = _families(path)
    return [
        Item(
            row["id"],
            row["kind"],
            tuple(row["source"].split(PARTS)),
            tuple(row["target"].split(PARTS)),
            row["label"] == "wrong",
            row["split"],
            _span(path, row),
            families.get(row["kind"], families.get("", "")),
        )
        for row in read_rows(path, ("id", "kind", "source", "target", "label", "split"))
    ]


def _families(path: Path) -> dict[str, str]:
    """The family of each kind of item that has one of its own, and under "" that of the others."""
    said = next((line.removeprefix(_FAMILY) for line in read_comments(path) if line.startswith(_FAMILY)), "")
    words = [part.split() for part in said.split(";") if part.strip()]
    return {" ".join(kind): family for *kind, family in words}


def _span(path: Path, row: dict[str, str]) -> Span | None:
    text = row.get("target_span", "")
    match = _OFFSETS.fullmatch(text)
    if text and match is None:
        raise TqcheckError(f"{path}: item {row['id']}: target_span {text!r}; write offsets such as 13-22")
    return Span(int(match[1]), int(match[2])) if match else None


def run_items(
    items: Sequence[Item],
    rules: Sequence[Rule],
    langs: tuple[str, str],
    linker: WordLinker | None,
    done: Callable[[int], None] | None = None,
) -> list[tuple[Finding, ...]]:
    """The findings that count in each item, examined as a document of its own; spans are offsets into its cells.

    ``done`` gets counts of items done.
    """
    from tqcheck.rules.examine import examine_texts

    found = []
    for item in items:
        found.append(tuple(_in_cells(item, examine_texts(item.source, item.target, rules, *langs, linker))))
        if done:
            done(1)
    return found


def _in_cells(item: Item, found: Sequence[Sequence[Finding]]) -> Iterator[Finding]:
    """The findings of an item's segments that count, with spans as offsets into its two cells."""
    source = target = 0
    for left, right, findings in zip(item.source, item.target, found, strict=True):
        for one in filter(counts, findings):
            yield replace(one, source_span=_moved(one.source_span, source), target_span=_moved(one.target_span, target))
        source, target = source + len(left) + len(PARTS), target + len(right) + len(PARTS)


def _moved(span: Span | None, by: int) -> Span | None:
    return Span(span.start + by, span.end + by) if span else None


def tally(items: Sequence[Item], found: Sequence[Sequence[Finding]]) -> Counts:
    """Items flagged against items labelled wrong."""
    hits = sum(item.wrong and bool(findings) for item, findings in zip(items, found, strict=True))
    return Counts(hits, sum(map(bool, found)), sum(item.wrong for item in items))
