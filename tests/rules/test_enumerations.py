"""The lists that a French segment holds, by the heads of their members."""

from __future__ import annotations

import pytest

from tqcheck.rules.analysis import analyse
from tqcheck.rules.enumerations import enumerations


@pytest.mark.parametrize(
    ("french", "members"),
    [
        ("Le panier contient des carottes, des navets, des poireaux et du céleri.", "carottes navets poireaux céleri"),
        ("Le contrat exclut l'eau, le feu, le vandalisme et les animaux.", "eau feu vandalisme animaux"),
        ("Il vend des livres, des cartes et quelques photographies.", "livres cartes photographies"),
        ("Il vend des livres et des cartes.", ""),
        ("Dans les magasins, le prix et la qualité baissent.", ""),
        ("Chez le marchand, le prix de la farine et du pain baisse.", ""),
        ("Il mange, il boit et il dort.", ""),
    ],
)
def test_members(french: str, members: str) -> None:
    """Two members make no list, and what a preposition fronts is no member."""
    (analysis,) = analyse([french], "fr")
    assert [" ".join(token.text for token in found) for found in enumerations(analysis)] == [members] * bool(members)
