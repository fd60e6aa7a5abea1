"""Graded translations: a source and several translations of it, from good to dangerous, what is wrong marked.

A file has the columns ``source``, ``grade`` and ``target``; a row without a source belongs to the source above it. In a
target ``[words]`` are wrong, and ``[]`` stands where something of the source is missing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tqcheck.evaluate.corpora import read_rows
from tqcheck.types import Span, TqcheckError

GRADES = ("good", "free", "minor", "major", "critical")
"""From the best; ``free`` is as right as ``good``, in other words."""

SOUND = frozenset(("good", "free"))
KEPT = 10
"""One group in so many is kept apart from training and tuning, half of them for calibration."""

_MARK = re.compile(r"^\[\] | \[\](?: (?=[.,;:!?)]))?|\[\]|\[([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Graded:
    """One translation: ``bad`` are its wrong characters, ``gaps`` the places where something is missing."""

    target: str
    grade: str
    bad: tuple[Span, ...] = ()
    gaps: tuple[int, ...] = ()

    @property
    def rank(self) -> int:
        """0 for a sound translation, then the graver the higher."""
        return max(0, GRADES.index(self.grade) - 1)


@dataclass(frozen=True, slots=True)
class GradedGroup:
    """A source and its translations, the first of them sound."""

    source: str
    translations: tuple[Graded, ...]

    @property
    def kept(self) -> bool:
        """Whether the group is kept apart from training and from the tuning of rules."""
        return self._number % KEPT == 0

    @property
    def fitted(self) -> bool:
        """Whether it is one of the kept groups that estimators are calibrated on; the other half only measures."""
        return self.kept and self._number // KEPT % 2 == 1

    @property
    def _number(self) -> int:
        return zlib.crc32(self.source.encode("utf-8"))


def read_graded(paths: Iterable[Path]) -> list[GradedGroup]:
    """The groups of graded files.

    Raises:
        TqcheckError: naming the first group that has no source, no sound translation first, an unknown grade, or marks
            where there should be none.
    """
    groups = []
    for path in paths:
        rows: list[tuple[str, list[Graded]]] = []
        for row in read_rows(path, ("source", "grade", "target")):
            if row["source"]:
                rows.append((row["source"], []))
            if not rows:
                raise TqcheckError(f"{path}: the first row has no source; write it beside the first translation")
            rows[-1][1].append(_graded(path, row))
        groups += [_group(path, source, found) for source, found in rows]
    return groups


def _group(path: Path, source: str, found: list[Graded]) -> GradedGroup:
    if found[0].grade not in SOUND:
        raise TqcheckError(f"{path}: '{source}' has no good translation first; begin each group with one")
    return GradedGroup(source, tuple(found))


def _graded(path: Path, row: dict[str, str]) -> Graded:
    grade = row["grade"]
    if grade not in GRADES:
        raise TqcheckError(f"{path}: unknown grade '{grade}'; write one of {', '.join(GRADES)}")
    target, bad, gaps = unmarked(row["target"])
    if (grade in SOUND) == bool(bad or gaps) or "[" in target or "]" in target:
        raise TqcheckError(f"{path}: '{row['target']}' is {grade}; mark what is wrong, [so], there and nowhere else")
    return Graded(target, grade, bad, gaps)


def unmarked(text: str) -> tuple[str, tuple[Span, ...], tuple[int, ...]]:
    """A marked text without its marks, the characters that were marked, and the places of what is missing."""
    parts: list[str] = []
    bad, gaps = [], []
    done = length = 0
    for match in _MARK.finditer(text):
        parts += [text[done : match.start()], match[1] or ""]
        length += match.start() - done
        if match[1]:
            bad.append(Span(length, length + len(match[1])))
            length += len(match[1])
        else:
            gaps.append(length)
        done = match.end()
    return "".join([*parts, text[done:]]), tuple(bad), tuple(gaps)
