"""Challenge sets: single pairs, right and wrong, written to try one family of rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.evaluate.corpora import read_rows
from tqcheck.evaluate.gold import Counts
from tqcheck.verdict import counts

if TYPE_CHECKING:
    from tqcheck.rules import Rule
    from tqcheck.rules.context import WordLinker
    from tqcheck.types import Finding

PARTS = " || "


@dataclass(frozen=True, slots=True)
class Item:
    """One pair; the segments of a side are parted by `` || `` in the file."""

    id: str
    kind: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    wrong: bool
    split: str


def read_items(path: Path) -> list[Item]:
    """The items of a challenge set.

    Raises:
        TqcheckError: if a row does not fit the header.
    """
    return [
        Item(
            row["id"],
            row["kind"],
            tuple(row["source"].split(PARTS)),
            tuple(row["target"].split(PARTS)),
            row["label"] == "wrong",
            row["split"],
        )
        for row in read_rows(path)
    ]


def run_items(
    items: Sequence[Item], rules: Sequence[Rule], langs: tuple[str, str], linker: WordLinker | None
) -> list[tuple[Finding, ...]]:
    """The findings that count in each item, examined as a document of its own."""
    from tqcheck.rules.examine import examine_texts

    return [
        tuple(f for found in examine_texts(i.source, i.target, rules, *langs, linker) for f in found if counts(f))
        for i in items
    ]


def tally(items: Sequence[Item], found: Sequence[Sequence[Finding]]) -> Counts:
    """Items flagged against items labelled wrong."""
    hits = sum(item.wrong and bool(findings) for item, findings in zip(items, found, strict=True))
    return Counts(hits, sum(map(bool, found)), sum(item.wrong for item in items))
