"""What the tables of wrong and okay pairs share: running a family over one pair."""

from __future__ import annotations

from tqcheck.glossary import Glossary, glossary_of
from tqcheck.glossary.tables import read_table
from tqcheck.rules import select_rules
from tqcheck.rules.context import WordLinker
from tqcheck.rules.examine import examine_texts
from tqcheck.rules.registry import Case
from tqcheck.types import Finding, Severity


def findings(family: str, french: str, english: str, linker: WordLinker | None = None) -> list[Finding]:
    """What the rules of a family find in a pair; segments of a side are parted by `` || ``. Advice is left out."""
    rules = select_rules([family])
    beads = examine_texts(french.split(" || "), english.split(" || "), rules, linker=linker)
    return [finding for bead in beads for finding in bead if finding.severity is not Severity.NEUTRAL]


def found(family: str, french: str, english: str, linker: WordLinker | None = None) -> list[str]:
    """The codes of what the rules of a family find in a pair."""
    return [finding.code for finding in findings(family, french, english, linker)]


def documented_glossary(case: Case) -> Glossary | None:
    """The glossary that a rule's documentation names for its pairs, one comma-parted row a line."""
    if not case.glossary:
        return None
    rows, _ = read_table("documented.csv", "\n".join(case.glossary).encode(), None, ("fr", "en"))
    return glossary_of([rows])


def found_with_glossary(french: str, english: str, glossary: Glossary) -> list[Finding]:
    """What the glossary rules find in a pair, advice included."""
    beads = examine_texts(french.split(" || "), english.split(" || "), select_rules(["T1"]), glossary=glossary)
    return [finding for bead in beads for finding in bead]
