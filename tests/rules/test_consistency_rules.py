"""One source in several renderings within a document: planted inconsistencies, and variety that is none."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from rule_tables import found

from tqcheck.encoder import Encoder
from tqcheck.linking import EncoderLinker
from tqcheck.rules import select_rules
from tqcheck.rules.examine import examine_texts
from tqcheck.types import Severity

MISSED = ("La cuve est pleine.", "Le locataire paie le loyer.")
"""Nouns that the word links do not follow in sentences so short."""


def planted(code: str) -> list[object]:
    """The planted documents of one rule, those that are known to be missed marked."""
    text = (Path(__file__).parent / "consistency_planted.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return [
        pytest.param(
            row["french"], row["english"],
            marks=pytest.mark.xfail(strict=True) if row["french"].startswith(MISSED) else (),
        )
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        if row["code"] == code
    ]  # fmt: skip


@pytest.mark.parametrize(("french", "english"), planted("T201"))
def test_planted_segments(french: str, english: str) -> None:
    """One sentence in two wordings is found, once."""
    assert found("T201", french, english) == ["T201"]


@pytest.mark.parametrize(("french", "english"), planted("T202"))
def test_planted_terms(french: str, english: str, encoder: Encoder) -> None:
    """One name or term in two renderings is found."""
    sides = french.split(" || "), english.split(" || ")
    beads = examine_texts(*sides, select_rules(["T202"]), linker=EncoderLinker(encoder))
    assert {finding.code for bead in beads for finding in bead} == {"T202"}


@pytest.mark.parametrize(
    ("french", "english", "severities"),
    [
        ("Il a plu hier soir. || Il a plu hier soir !", "It rained last night. || It Rained Last Night!", []),
        ("Il a plu hier soir. || Il a neigé hier soir.", "It rained last night. || Snow fell last night.", []),
        ("Il a plu 3 jours. || Il a plu 4 jours.", "It rained for 3 days. || It rained for four days.", []),
        ("Annuler || Annuler", "Cancel || Abort", [Severity.NEUTRAL]),
        (
            "Merci pour votre aide. || Merci pour votre aide.",
            "Thank you very much for your help. || Thanks for all your help.",
            [Severity.NEUTRAL],
        ),
        (
            "Il a beaucoup souri. || Il a beaucoup souri.",
            "He smiled a lot. || He gave quite a smile.",
            [Severity.NEUTRAL],
        ),
        (
            "Le train est arrivé. || Le train est arrivé.",
            "The train arrived. || The train did not arrive.",
            [Severity.MINOR],
        ),
        (
            "Ouvrez le menu Fichier. || Ouvrez le menu Fichier.",
            "Open the File menu. || Open File menus.",
            [Severity.NEUTRAL],
        ),
        ("Ouvrez le menu Fichier. || Ouvrez le menu Fichier.", "Open the File menu. ||  ", []),
        ("... || ...", "... || * * *", []),
        (
            "Il a plu hier soir. || Il a plu hier soir. || Il a plu hier soir.",
            "It was wet last night. || It rained last night. || It rained last night.",
            [Severity.MINOR],
        ),
    ],
)
def test_segments(french: str, english: str, severities: list[Severity]) -> None:
    """The most frequent wording is the model; small differences and labels are advice."""
    beads = examine_texts(french.split(" || "), english.split(" || "), select_rules(["T201"]))
    assert [finding.severity for bead in beads for finding in bead] == severities


@pytest.mark.parametrize(
    ("french", "english"),
    [
        (
            "L'Assemblée nationale débat. || Selon l'Assemblée nationale, le texte passe.",
            "The National Assembly is debating. || According to the Assembly, the bill will pass.",
        ),
        (
            "Il vit en Asie centrale. || Les pays d'Asie centrale exportent.",
            "He lives in Central Asia. || Central Asian countries export.",
        ),
        (
            "Le maire aime la Ligue des champions. || Il préside la Ligue de football.",
            "The mayor loves the Champions League. || He chairs the Ligue de football.",
        ),
        (
            "Volodymyr Zelensky est arrivé. || Le président a reçu Zelensky.",
            "Volodymyr Zelensky has arrived. || The president received Zelensky's delegation.",
        ),
        (
            "Le Conseil d'État a tranché. || Le Conseil d'État, lui, se tait.",
            "The Council of State has ruled. || It remains silent.",
        ),
    ],
)
def test_variety(french: str, english: str, encoder: Encoder) -> None:
    """A name shortened, made an adjective, in another name or taken up by a pronoun is one name."""
    assert found("T202", french, english, EncoderLinker(encoder)) == []
