"""The number and polarity rules on the tuning half of our challenge sets: figures that must not fall."""

from __future__ import annotations

from pathlib import Path

import pytest

from tqcheck.encoder import Encoder
from tqcheck.linking import EncoderLinker
from tqcheck.rules import select_rules
from tqcheck.rules.examine import examine_texts

CHALLENGE = Path(__file__).parents[2] / "corpora" / "challenge"


@pytest.mark.parametrize(
    ("name", "family", "precision", "recall"), [("numbers", "N", 0.98, 0.95), ("negation", "G", 0.97, 0.8)]
)
def test_challenge(name: str, family: str, precision: float, recall: float, encoder: Encoder) -> None:
    """Precision and recall on the pairs marked tune."""
    lines = (CHALLENGE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    items = [item for item in (dict(zip(header, row, strict=True)) for row in rows) if item["split"] == "tune"]
    linker, rules = EncoderLinker(encoder), select_rules((family,))
    flagged = [bool(examine_texts([i["source"]], [i["target"]], rules, linker=linker)[0]) for i in items]
    right = sum(flag and i["label"] == "wrong" for flag, i in zip(flagged, items, strict=True))
    assert right >= precision * sum(flagged)
    assert right >= recall * sum(i["label"] == "wrong" for i in items)


@pytest.mark.parametrize(
    ("source", "target", "code", "suggestion"),
    [
        ("Il a réuni 4,2 milliards d'euros.", "It raised 4.2 million euros.", "N102", "4.2 billion"),
        ("La séance ouvre à 14 h 30.", "The session opens at 4:30 p.m.", "N106", "2:30 p.m."),
        ("Le billet coûte 45 euros.", "The ticket costs $45.", "N108", "€45"),
        ("Au XIIe siècle, tout change.", "In the 11th century, everything changes.", "N107", "12th century"),
        ("Quelque 25 000 livres.", "Some 25.000 books.", "N103", "25,000"),
    ],
)
def test_suggestion(source: str, target: str, code: str, suggestion: str) -> None:
    """The suggestion is what stands in English for the span."""
    found = examine_texts([source], [target], select_rules((code,)))[0]
    assert [finding.suggestion for finding in found] == [suggestion]
