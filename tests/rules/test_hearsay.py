"""The past conditional of report put as a fact: an error where nothing else can hold the doubt, advice where something may."""

from __future__ import annotations

import pytest

from tqcheck.rules import select_rules
from tqcheck.rules.examine import examine_texts
from tqcheck.types import Severity

CASES = [
    ("Le parti aurait accepté l'accord mardi.", "The party accepted the deal on Tuesday.", Severity.MAJOR),
    (
        "Le parti aurait accepté l'accord mardi.",
        "The party accepted the deal, sources in the capital fear.",
        Severity.NEUTRAL,
    ),
    ("Le parti aurait accepté l'accord mardi.", "The party accepted a “deal” on Tuesday.", Severity.NEUTRAL),
    ("Le parti aurait accepté l'accord qu'il a lu.", "The party accepted the deal it read.", Severity.NEUTRAL),
    ("Le parti « uni » aurait accepté l'accord.", "The united party accepted the deal.", Severity.NEUTRAL),
    ("Le parti aurait accepté l'accord mardi.", "The party reportedly accepted the deal on Tuesday.", None),
    ("Le parti aurait accepté l'accord mardi.", "The party accepted the deal, the paper said.", None),
    ("Le parti a accepté l'accord mardi.", "The party accepted the deal on Tuesday.", None),
    ("Si on l'avait prié, le parti aurait accepté l'accord.", "Asked, the party accepted the deal.", None),
]


@pytest.mark.parametrize(("french", "english", "severity"), CASES)
def test_asserted(french: str, english: str, severity: Severity | None) -> None:
    """What the bare assertion weighs."""
    found = examine_texts([french], [english], select_rules(["V103"]))[0]
    assert [finding.severity for finding in found] == ([severity] if severity else [])
