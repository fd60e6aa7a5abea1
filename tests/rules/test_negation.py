"""Polarity: negations lost and gained where the denied verb says little, and renderings without a negative word."""

from __future__ import annotations

import pytest
from rule_tables import findings, found

from tqcheck.encoder import Encoder
from tqcheck.lexicon.negative_prefixes import denies_by_form
from tqcheck.linking import EncoderLinker
from tqcheck.rules.analysis import analyse
from tqcheck.rules.negation_english import negatives
from tqcheck.rules.negation_french import negations

LOST = [
    ("La lettre n'est pas de ma sœur.", "The letter is from my sister."),
    ("Les musées n'ont pas vocation à vendre des tableaux.", "Museums are intended to sell paintings."),
    (
        "La route a été tracée de sorte que les camions ne passent jamais devant l'école.",
        "The road was designed so that lorries always go past the school.",
    ),
    ("Le vin n'est ni sucré ni acide.", "The wine is both sweet and acidic."),
]

OKAY = [
    ("Une fois n'est pas coutume, la ville a fait un bénéfice.", "For once, the city made a profit."),
    ("Le message est on ne peut plus clair.", "The message is crystal clear."),
    ("Rien n'est joué à trois jours du vote.", "It is all still to play for three days before the vote."),
    ("Son frère ne supporte pas le gluten.", "His brother is gluten intolerant."),
    ("Le film n'a remporté aucun prix.", "But the film left empty-handed."),
    ("Il y a belle lurette que je n'y crois plus.", "I stopped believing in it ages ago."),
]


@pytest.mark.parametrize(("french", "english"), LOST)
def test_lost(french: str, english: str, encoder: Encoder) -> None:
    """A target without any negative word that follows its source is found whatever its verb."""
    assert found("G101", french, english, EncoderLinker(encoder)) == ["G101"]


@pytest.mark.parametrize(("french", "english"), OKAY)
def test_okay(french: str, english: str, encoder: Encoder) -> None:
    """Idioms, negative meanings and free renderings pass."""
    assert found("G1", french, english, EncoderLinker(encoder)) == []


def test_neither_is_what_to_write_for_both(encoder: Encoder) -> None:
    (finding,) = findings("G101", *LOST[-1], EncoderLinker(encoder))
    assert finding.suggestion == "neither"


@pytest.mark.parametrize(
    ("english", "soft"),
    [
        ("But he left.", []),
        ("He came, but he left.", []),
        ("Nothing but the truth.", ["but"]),
        ("He refused.", ["refused"]),
    ],
)
def test_but_denies_only_within_a_clause(english: str, soft: list[str]) -> None:
    (analysis,) = analyse([english], "en")
    assert [token.text for token in negatives(analysis).soft] == soft


@pytest.mark.parametrize(
    ("french", "kinds"),
    [
        ("Il ne vient pas.", ["not"]),
        ("Il ne vient plus.", ["longer"]),
        ("Il ne vient que le lundi.", ["only"]),
        ("Il ne vient plus que le lundi.", ["only"]),
        ("Il ne peut venir.", ["not"]),
        ("Il faut partir avant qu'il ne vienne.", ["expletive"]),
        ("Il est parti sans payer.", ["without"]),
        ("Un pas de plus.", []),
        ("La personne est venue.", []),
    ],
)
def test_what_a_negation_does(french: str, kinds: list[str]) -> None:
    (analysis,) = analyse([french], "fr")
    assert [negation.kind for negation in negations(analysis)] == kinds


@pytest.mark.parametrize(
    ("word", "denies"),
    [
        ("irregular", True), ("impatience", True), ("unread", True), ("misunderstood", True), ("toothless", True), ("non-smoker", True),
        ("important", False), ("information", False), ("discuss", False), ("universe", False), ("immigrant", False), ("nevertheless", False),
    ],
)  # fmt: skip
def test_prefixes_and_endings_that_deny(word: str, denies: bool) -> None:
    assert denies_by_form(word) is denies
