"""Counts for the table of figures: what every rule and every family does on challenge items and on clean pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.evaluate.challenge import Item, read_items
from tqcheck.evaluate.corpora import read_pairs
from tqcheck.rules.figures import Figures, family_of
from tqcheck.types import Finding, Severity, TqcheckError

if TYPE_CHECKING:
    from tqcheck.evaluate.alarms import Alarms
    from tqcheck.rules import Rule

KEPT = "keep"
CLEAN = ("news/dev.tsv", "ntrex/dev.tsv")
_MODEL = "M"

Judged = tuple[Item, Sequence[Finding]]
"""An item and the findings that count in it, with spans as offsets into its cells."""


def kept_items(folder: Path) -> list[Item]:
    """The items that no rule was tuned on, of every challenge set in a folder.

    Raises:
        TqcheckError: if there is none.
    """
    items = [item for path in sorted(folder.glob("*.tsv")) for item in read_items(path) if item.split == KEPT]
    if not items:
        raise TqcheckError(f"{folder}: holds no challenge set with items of the split 'keep'; name corpora/challenge")
    return items


def clean_pairs(folder: Path) -> list[tuple[str, str]]:
    """The pairs of the clean corpora that a folder holds.

    Raises:
        TqcheckError: if it holds none of them.
    """
    paths = [folder / name for name in CLEAN if (folder / name).exists()]
    if not paths:
        raise TqcheckError(f"{folder}: holds neither {' nor '.join(CLEAN)}; name the folder of the corpora, or none")
    return [pair for path in paths for pair in read_pairs(path)]


def measurable(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules whose alarms can be counted here: not advice, and such as need neither a glossary nor the model."""
    return tuple(
        rule
        for rule in rules
        if rule.severity is not Severity.NEUTRAL
        and family_of(rule.code) != _MODEL
        and not any(case.glossary for case in rule.cases())
    )


def figures_of(rules: Sequence[Rule], judged: Sequence[Judged], clean: Alarms) -> list[Figures]:
    """A row for every rule and every family, by code; a rule that cannot be measured has a row of noughts."""
    measured = {rule.code for rule in measurable(rules)}
    rows = [_rule_row(rule.code, judged, clean) if rule.code in measured else Figures(rule.code) for rule in rules]
    rows += [_family_row(family, judged, clean) for family in sorted({family_of(code) for code in measured})]
    return sorted(rows, key=lambda row: row.code)


def _rule_row(code: str, judged: Sequence[Judged], clean: Alarms) -> Figures:
    """A rule over the items of all families."""
    found = false = 0
    for item, findings in judged:
        own = [finding for finding in findings if finding.code == code]
        rightly = any(_right(item, finding) for finding in own)
        found += rightly
        false += bool(own) and not rightly
    right = sum(not item.wrong for item, _ in judged)
    return Figures(code, right, None, found, false, clean.segments, clean.codes[code])


def _right(item: Item, finding: Finding) -> bool:
    """Whether an alarm is one: on a wrong item of the rule's family, or on the very words of another's.

    What an item marks is all that is wrong with it, so an alarm of another family elsewhere in it is false. Within the
    family the item counts whole: a negation that is lost may be shown at its verb or at its subject.
    """
    if not item.wrong:
        return False
    if item.family in ("", family_of(finding.code)) or item.span is None or finding.target_span is None:
        return True
    (start, end), (low, high) = item.span, finding.target_span
    return start < high and low < end if start < end else low <= start <= high


def _family_row(family: str, judged: Sequence[Judged], clean: Alarms) -> Figures:
    """The rules of a family together, over the items written for it."""
    own = [(item, any(family_of(f.code) == family for f in found)) for item, found in judged if item.family == family]
    return Figures(
        family,
        right=sum(not item.wrong for item, _ in own),
        wrong=sum(item.wrong for item, _ in own),
        found=sum(item.wrong and alarm for item, alarm in own),
        false_alarms=sum(alarm and not item.wrong for item, alarm in own),
        clean=clean.segments,
        alarms=clean.families[family],
    )
