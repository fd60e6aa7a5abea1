"""What the tables of wrong and okay pairs share: running a family over one pair."""

from __future__ import annotations

from tqcheck.rules import select_rules
from tqcheck.rules.context import WordLinker
from tqcheck.rules.examine import examine_texts
from tqcheck.types import Finding, Severity


def findings(family: str, french: str, english: str, linker: WordLinker | None = None) -> list[Finding]:
    """What the rules of a family find in a pair; segments of a side are parted by `` || ``. Advice is left out."""
    rules = select_rules([family])
    beads = examine_texts(french.split(" || "), english.split(" || "), rules, linker=linker)
    return [finding for bead in beads for finding in bead if finding.severity is not Severity.NEUTRAL]


def found(family: str, french: str, english: str, linker: WordLinker | None = None) -> list[str]:
    """The codes of what the rules of a family find in a pair."""
    return [finding.code for finding in findings(family, french, english, linker)]
