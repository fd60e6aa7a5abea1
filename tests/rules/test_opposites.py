"""Words that became their opposites: what is found, what excuses, and the lists behind the rule."""

from __future__ import annotations

import pytest
from rule_tables import findings

from tqcheck.lexicon import listed, load
from tqcheck.lexicon.patterns import compile_pattern
from tqcheck.rules.context import WordLinks
from tqcheck.rules.opposites import axes

WRONG = [
    ("Les ventes ont chuté de 4 % au printemps.", "Sales soared by 4% in the spring.", "soared", "chuté"),
    ("Le préfet a interdit le rassemblement.", "The prefect permitted the gathering.", "permitted", "interdit"),
    ("Prendre un comprimé avant les repas.", "Take one tablet after meals.", "after", "avant"),
    ("Sa nièce vit à Dijon.", "His nephew lives in Dijon.", "nephew", "nièce"),
    ("Le camion vert bloquait la rue.", "The yellow lorry was blocking the street.", "yellow", "vert"),
    ("Il a vu son médecin mardi.", "He saw his nurse on Tuesday.", "nurse", "médecin"),
    ("Une hypoglycémie a été constatée.", "Hyperglycaemia was observed.", "Hyperglycaemia", "hypoglycémie"),
    ("Le chiffre a doublé cette année.", "The figure has tripled this year.", "tripled", "doublé"),
    ("Elle a perdu la finale.", "She won the final.", "won", "perdu"),
    ("La banque relève ses prévisions.", "The bank lowers its forecasts.", "lowers", "relève ses prévisions"),
    ("Il consent à partir.", "He refuses to leave.", "refuses", "consent"),
    ("Le maire a calmé la colère.", "The mayor inflamed the anger.", "inflamed", "calmé"),
    ("Les vols sont en baisse.", "Thefts are rising.", "rising", "baisse"),
    ("La tumeur était bénigne.", "The tumour was malignant.", "malignant", "bénigne"),
]
OKAY = [
    ("Les ventes ont chuté de 4 %.", "Sales fell by 4%.", "the right word"),
    ("Les ventes n'ont pas chuté.", "Sales rose.", "the source denies"),
    ("Le préfet a interdit le rassemblement.", "The prefect did not permit the gathering.", "the target denies"),
    ("Les ventes ont chuté et la hausse est finie.", "Sales no longer rise.", "the source has both"),
    ("Le préfet a interdit le rassemblement.", "The prefect blocked the permitted route.", "another right word"),
    ("Ses sœurs et sa nièce vivent à Dijon.", "His nieces and sisters live in Dijon.", "the order changed"),
    ("Il reste 24 heures.", "One day remains.", "another unit, the same time"),
    ("Sa belle-mère est venue.", "His mother-in-law came.", "a word inside a longer one"),
]


@pytest.mark.parametrize(("french", "english", "target", "source"), WRONG)
def test_found(french: str, english: str, target: str, source: str) -> None:
    """The wrong word and its French are marked."""
    (found,) = findings("G109", french, english)
    assert found.target_span is not None
    assert found.source_span is not None
    assert english[found.target_span.start : found.target_span.end] == target
    assert french[found.source_span.start : found.source_span.end] == source


@pytest.mark.parametrize(("french", "english", "why"), OKAY)
def test_passed(french: str, english: str, why: str) -> None:
    """Right English, whatever its words."""
    assert findings("G109", french, english) == [], why


@pytest.mark.parametrize(("links", "count"), [({(2, 2)}, 1), ({(4, 2)}, 0), ({(2, 1)}, 0)])
def test_alignment(links: set[tuple[int, int]], count: int) -> None:
    """The wrong word must answer to that French, not to another word, and the French to no other English."""
    linked = WordLinks(frozenset(links))
    found = findings("G109", "Les prix grimpent chaque hiver.", "Winter prices fall.", lambda s, t: linked)
    assert len(found) == count


def test_lists_are_whole() -> None:
    """Hundreds of axes with both ends, each English word once in a cell, no row twice."""
    pairs, members = load("opposites"), load("opposite_sets")
    assert len(pairs) >= 250
    assert len(members) >= 90
    assert all(row[column] for row in pairs for column in row if not column.startswith("excuse"))
    assert all(row["set"] and row["french"] and row["english"] for row in members)
    assert all(len(axis.poles) >= 2 for axis in axes())
    assert {row["turns"] for row in pairs} == {"yes", "no"}
    for row in (*pairs, *members):
        for cell in row.values():
            assert len(set(listed(cell))) == len(listed(cell)), cell
            assert [entry for entry in listed(cell) if not compile_pattern(entry).heads] == []


def test_no_word_alarms_at_both_ends() -> None:
    """A French word at both ends of an axis, or an English one that alarms at both, could only mislead."""
    shared = [
        (row["french_one"], side)
        for row in load("opposites")
        for side in ("french", "english")
        if set(listed(row[f"{side}_one"])) & set(listed(row[f"{side}_other"]))
    ]
    assert shared == []
