"""What every rule was measured to do: the table ``figures.tsv``, made by ``tqcheck eval rules``, and its wording.

A rule has a precision and a family a recall: a challenge item is written to try a family, and which of its rules ought
to speak for it nobody says.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("figures.tsv")

COLUMNS = ("code", "right", "wrong", "found", "false_alarms", "precision", "recall", "clean", "alarms")

_HEAD = """\
# Made by `tqcheck eval rules corpora/challenge DATA -o tqcheck/rules/figures.tsv` ({about}): do not edit.
# A code is a rule: right items of all kept halves, wrong items it alarms in rightly (found), items it alarms in falsely:
# right ones, and those of another family where no alarm is at the words marked wrong.
# A letter is a family: the same over the items written for it, wrong being those it ought to find.
# clean, alarms: segments of clean news looked at, and those with an alarm.
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of a rule, or of a family of rules (``code`` is its letter, and ``wrong`` is known).

    ``right`` is 0 for a rule that is not measured. ``clean`` segments hold no error that would call for one of
    ``alarms``.
    """

    code: str
    right: int = 0
    wrong: int | None = None
    found: int = 0
    false_alarms: int = 0
    clean: int = 0
    alarms: int = 0

    @property
    def precision(self) -> float | None:
        """The share of alarms on challenge items that are right; None where there was none."""
        raised = self.found + self.false_alarms
        return self.found / raised if raised else None

    @property
    def recall(self) -> float | None:
        """The share of a family's wrong items that are found; None for a rule and for a family without items."""
        return self.found / self.wrong if self.wrong else None


def family_of(code: str) -> str:
    """The letters that a rule's code begins with."""
    return code.rstrip("0123456789")


def table(rows: Iterable[Figures], about: str) -> str:
    """The table as it is kept; ``about`` names what was measured."""
    lines = ["\t".join(COLUMNS), *("\t".join(_cell(getattr(row, name)) for name in COLUMNS) for row in rows)]
    return _HEAD.format(about=about) + "\n".join(lines) + "\n"


def _cell(value: str | float | None) -> str:
    return "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


@functools.cache
def read_figures(path: Path = TABLE) -> Mapping[str, Figures]:
    """The rows of a table by code; none where there is no table."""
    if not path.exists():
        return {}
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    rows = (dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in list(lines)[1:])
    return {row["code"]: _figures(row) for row in rows}


def _figures(row: Mapping[str, str]) -> Figures:
    counts = {name: int(row[name]) for name in ("right", "found", "false_alarms", "clean", "alarms")}
    return Figures(row["code"], wrong=int(row["wrong"]) if row["wrong"] else None, **counts)


def spoken(code: str, rows: Mapping[str, Figures] | None = None) -> list[str]:
    """A rule's figures in one or two lines of plain words, from a table or from ours."""
    rows = read_figures() if rows is None else rows
    own = rows.get(code)
    if own is None:
        return ["Not measured yet: `tqcheck eval rules corpora/challenge DATA` measures every rule."]
    if not own.right:
        return ["Not measured: challenge sets and clean news are examined without glossary or model, and advice is no alarm."]  # fmt: skip
    return list(_lines(own, rows.get(family_of(code))))


def _lines(own: Figures, family: Figures | None) -> Iterator[str]:
    alarms = f"no alarm, {own.right:,} right pairs seen"
    if own.precision is not None:
        raised = own.found + own.false_alarms
        alarms = f"{own.found} of {raised} alarms right (precision {own.precision:.2f})"
    recall = ""
    if family is not None and family.recall is not None:
        recall = f"; family {family.code} finds {family.found} of {family.wrong} errors (recall {family.recall:.2f})"
    yield f"On the kept halves of the challenge sets: {alarms}{recall}."
    if own.clean:
        yield f"On {own.clean:,} clean news segments: {own.alarms or 'no'} {'alarm' if own.alarms == 1 else 'alarms'}."
