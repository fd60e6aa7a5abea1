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


REAL = [
    ("Il aurait été encore plus déçu par leur refus.", "He would have been even more disappointed by their refusal."),
    ("Selon toute probabilité, le barrage aurait tenu.", "In all probability the dam would have held."),
    ("Hier encore, le club aurait refusé ce transfert.", "Only yesterday the club would have refused this transfer."),
    ("Un autre aurait abandonné la course.", "Anyone else would have given up the race."),
    (
        "En partant plus tôt, la navette aurait évité l'orage.",
        "The shuttle would have avoided the storm by leaving earlier.",
    ),
    (
        "Le maire espérait que le pont, la route et le tunnel auraient été achevés avant l'hiver.",
        "The mayor hoped that the bridge, the road and the tunnel would have been finished before winter.",
    ),
    ("Le train aurait déraillé.", "The train would have derailed if not for the driver."),
    ("Il s'agirait du premier cas en Europe.", "This would be the first case in Europe."),
    (
        "Les architectes ont dessiné un projet. || Le bâtiment abriterait un musée.",
        "The architects have drawn up a project. || The building would house a museum.",
    ),
]
REPORTED = [
    (
        "Le montant du contrat s'élèverait à 40 millions d'euros.",
        "The contract would be worth 40 million euros.",
        "would be",
    ),
    ("Le groupe compterait quelque 3 000 combattants.", "The group would have some 3,000 fighters.", "would have"),
    (
        "Selon une estimation, la ville en accueillerait un tiers.",
        "According to an estimate, the city would host a third of them.",
        "would host",
    ),
    ("Deux otages seraient toujours détenus dans le nord.", "Two hostages are still held in the north.", "are"),
    ("L'incendie serait d'origine criminelle.", "The fire is of criminal origin.", "is"),
    (
        "Les insurgés auraient exigé le retrait des troupes.",
        "The insurgents demanded the withdrawal of the troops.",
        "demanded",
    ),
]


@pytest.mark.parametrize(("french", "english"), REAL)
def test_real_condition(french: str, english: str) -> None:
    """A conditional that a condition, a plan, a comparison or a past frame explains."""
    found = examine_texts(french.split(" || "), english.split(" || "), select_rules(["V103"]))
    assert not any(found)


@pytest.mark.parametrize(("french", "english", "words"), REPORTED)
def test_report(french: str, english: str, words: str) -> None:
    """Figures, states and deeds that somebody has told."""
    ((finding,),) = examine_texts([french], [english], select_rules(["V103"]))
    assert finding.target_span is not None
    assert english[finding.target_span.start : finding.target_span.end] == words
