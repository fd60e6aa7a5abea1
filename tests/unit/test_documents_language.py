"""The language check: it accuses only on much text and little doubt."""

from __future__ import annotations

import pytest

from tqcheck.documents.language import check_language

FRENCH = (
    "Le conseil municipal a voté hier soir la fermeture de la vieille piscine, que les habitants du quartier "
    "défendaient depuis trois ans. La maire assure qu'un nouveau bassin ouvrira avant la fin de son mandat, "
    "mais l'opposition doute que la ville en ait les moyens."
)
ENGLISH = (
    "The town council voted last night to close the old swimming pool, which residents of the district had been "
    "defending for three years. The mayor says that a new one will open before the end of her term, but the "
    "opposition doubts that the town can afford it."
)
GERMAN = (
    "Der Gemeinderat hat gestern Abend beschlossen, das alte Schwimmbad zu schließen, für das sich die Anwohner "
    "seit drei Jahren eingesetzt hatten. Die Bürgermeisterin versichert, dass noch vor dem Ende ihrer Amtszeit "
    "ein neues Becken öffnet, doch die Opposition zweifelt daran."
)
DANISH = (
    "Byrådet besluttede i går aftes at lukke den gamle svømmehal, som beboerne i kvarteret havde forsvaret i tre "
    "år. Borgmesteren forsikrer, at et nyt bassin åbner inden udgangen af hendes embedsperiode, men oppositionen "
    "tvivler på, at byen har råd til det."
)

CASES = [
    (FRENCH, "fr", None),
    (FRENCH, "fr-CA", None),
    (FRENCH, "en", "fr"),
    (ENGLISH, "en_GB", None),
    (ENGLISH, "fr", "en"),
    (GERMAN, "fr", "de"),
    (GERMAN, "EN", "de"),
    (DANISH, "nb", None),
    (FRENCH, "nb", "fr"),
    (DANISH, "fr", "da"),
    (FRENCH.upper(), "fr", None),
    (FRENCH[:150], "en", None),
    (FRENCH, "sw", None),
    ("12 345 " * 200, "fr", None),
    (FRENCH + " https://example.org/the/best/of/all/the/pages/that/there/are" * 200, "en", "fr"),
    ("Jean Dupont, Marie Durand, Paul Martin, Anne Petit, Luc Robert, " * 5, "fr", None),
]


@pytest.mark.parametrize(("text", "expected", "found"), CASES)
def test_check_language(text: str, expected: str, found: str | None) -> None:
    assert check_language(text.split(". "), expected) == found
