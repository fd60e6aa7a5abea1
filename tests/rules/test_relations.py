"""Connectives, quantities in words and polarity phrases: what is found, what excuses."""

from __future__ import annotations

import pytest
from rule_tables import findings

from tqcheck.lexicon import load
from tqcheck.rules.phrases import phrases

WRONG = [
    ("G110", "Il pleut depuis que le marché a ouvert.", "It has rained because the market opened.", "because"),
    ("G110", "Appelle-moi dès que tu arrives.", "Call me before you arrive.", "before"),
    (
        "G110",
        "À moins d'un accord, l'usine fermera.",
        "As long as there is a deal, the plant will close.",
        "As long as",
    ),
    ("G110", "Pourvu que le pont tienne !", "As long as the bridge holds!", "As long as"),
    ("G110", "Aussi le juge a-t-il classé le dossier.", "The judge also closed the file.", "also"),
    ("G111", "Une famille sur trois loue son logement.", "One or three families rent their homes.", "One or three"),
    ("G111", "Elle vient un dimanche sur deux.", "She comes twice on Sundays.", "twice"),
    ("G111", "Ce moteur est deux fois moins bruyant.", "This engine is twice as loud.", "twice as loud"),
    ("G111", "Douze passagers, dont deux enfants.", "Twelve passengers, plus two children.", "plus"),
    ("G108", "Personne ne connaît la date.", "Everyone knows the date.", "Everyone"),
    ("G108", "Il suffit d'une signature.", "One signature is not enough.", "not enough"),
    ("G108", "L'alcool est à éviter.", "Alcohol is recommended.", "recommended"),
    ("G108", "Tous n'ont pas signé.", "None of them signed.", "None of them"),
    ("G108", "Toutes les écoles ne sont pas ouvertes.", "All the schools are not open.", "All the schools are not"),
    ("G108", "Ce toit n'est pas sans évoquer une coque.", "This roof does not evoke a hull.", "does not evoke"),
    ("G108", "Peu de clients reviennent.", "A few customers come back.", "A few"),
    ("G108", "Il n'a rien laissé, pas même une lettre.", "He left nothing, except a letter.", "except"),
    ("G108", "Les cafés n'ont pas tous fermé.", "None of the cafés closed.", "None of"),
    ("G108", "Tout n'est pas vendu.", "Nothing is sold.", "Nothing is"),
    ("G108", "La pire crue qu'elle ait jamais vue.", "The worst flood she has never seen.", "has never"),
    ("G108", "Le gardien ignorait que la porte était fermée.", "The guard knew that the door was locked.", "knew"),
    ("G108", "Il manque deux pages au contrat.", "There are two pages in the contract.", "There are"),
    ("G108", "La digue a évité l'inondation.", "The dyke led to the flood.", "led to the"),
    ("G108", "Les véhicules non assurés sont saisis.", "Insured vehicles are seized.", "Insured"),
    ("G108", "On ne saurait vivre ici.", "One can live here.", "can"),
    (
        "G108",
        "Plus l'air est sec, moins on dort.",
        "The drier the air, the more you sleep.",
        "The drier the air, the more",
    ),
    ("G108", "Moins on mange, plus on maigrit.", "The less you eat, the less you slim.", "The less you eat, the less"),
]
OKAY = [
    ("G110", "Il pleut depuis que le marché a ouvert.", "It has rained since the market opened.", "the right word"),
    (
        "G110",
        "Il reste, bien que seul, car il dort.",
        "He stays, alone as he is, because he sleeps.",
        "another word asks for it",
    ),
    ("G110", "Pars dès que tu peux, avant midi.", "Leave before noon, if you can.", "another word asks for it"),
    ("G110", "Cette bague vaut de l'or, dit-il.", "That ring is worth gold, he says.", "the noun"),
    ("G110", "Sauf le maire ?", "Including the mayor?", "a question"),
    ("G111", "Une famille sur trois loue.", "A third of families rent.", "the same share"),
    ("G111", "Deux fois par semaine et une fois par jour.", "Once a day and twice weekly.", "both rhythms"),
    ("G111", "Il reste quinze jours.", "There are two weeks left.", "the same time"),
    ("G108", "Personne ne connaît la date.", "The date is known to nobody.", "the right word"),
    ("G108", "Tous n'ont pas signé.", "Not all of them signed.", "the right word"),
    (
        "G108",
        "Voici toutes les raisons qui ne tiennent pas.",
        "Here are all the reasons that are not valid.",
        "a relative",
    ),
    ("G108", "Les cafés n'ont pas tous fermé.", "Some of the cafés stayed open; none of them is new.", "some"),
    ("G108", "Peu de clients reviennent.", "A few customers come back, but not many.", "not many"),
    (
        "G108",
        "Le gardien ignorait que la porte était fermée.",
        "The guard didn't know that the door was locked.",
        "n't",
    ),
    ("G108", "Il manque deux pages au contrat.", "There are two pages missing from the contract.", "missing"),
    ("G108", "Les véhicules non assurés sont saisis.", "Uninsured vehicles are seized.", "the right word"),
    ("G108", "On ne saurait être plus clair.", "That is about as clear as can be.", "as clear as"),
    ("G108", "Moins on mange, plus on maigrit.", "The less you eat, the more you slim.", "the right word"),
    ("G108", "Une signature ne suffit pas.", "One signature is not enough.", "the source denies"),
]


@pytest.mark.parametrize(("code", "french", "english", "words"), WRONG)
def test_found(code: str, french: str, english: str, words: str) -> None:
    """The English of another relation, quantity or polarity, at its words."""
    (found,) = findings(code, french, english)
    assert found.target_span is not None
    assert english[found.target_span.start : found.target_span.end] == words


@pytest.mark.parametrize(("code", "french", "english", "why"), OKAY)
def test_passed(code: str, french: str, english: str, why: str) -> None:
    """What keeps the sense, or answers to something else in the source."""
    assert findings(code, french, english) == [], why


@pytest.mark.parametrize("name", ["connectives", "quantifiers", "polarity_phrases", "attitudes"])
def test_lists(name: str) -> None:
    """Every row compiles, says what to write and why, and stands once."""
    rows = load(name)
    assert len(phrases(name)) == len(rows) > 20
    assert all(row["suggestion"] and row["note"] for row in rows)
    assert len({row["source"] + row["wrong"] for row in rows}) == len(rows)
