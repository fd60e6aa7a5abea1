"""Doubled words and clauses: wrong and okay pairs across the family."""

from __future__ import annotations

import pytest
from rule_tables import found

WRONG = [
    ("D101", "Le juge a levé la mesure.", "The judge lifted the the measure."),
    ("D101", "Les secours sont arrivés à l'aube.", "Rescuers arrived at at dawn."),
    ("D101", "La route est coupée dans les deux sens.", "The road is closed in both in both directions."),
    ("D101", "Il a été condamné à deux ans de prison.", "He was sentenced to sentenced to two years in prison."),
    ("D101", "Elle a refusé de commenter.", "She declined to to comment."),
    ("D101", "Les ventes ont chuté en avril.", "Sales fell fell in April."),
    ("D101", "Appuyez sur le bouton marche.", "Press the power button the power button."),
    ("D101", "Le président de la République a parlé.", "The President of the of the Republic spoke."),
    ("D101", "Vous vous inscrivez en ligne.", "You you register online."),
    ("D101", "La pièce coûte 3 euros.", "The part costs costs 3 euros."),
    ("D101", "Le maire et le préfet ont signé.", "The mayor and and the prefect signed."),
    ("D101", "Une enquête a été ouverte par le parquet.", "An investigation was opened was opened by prosecutors."),
    ("D101", "Le ministre de l'Intérieur de l'époque.", "The interior minister of the time of the time."),
    (
        "D101",
        "Les pays de l'Union européenne ont voté.",
        "The countries of the European Union of the European Union voted.",
    ),
    ("D101", "La banque a fermé.", "The The bank closed."),
    ("D101", "La fuite vient du joint.", "The leak comes from from the seal."),
    (
        "D102",
        "Le vent a tourné. Les bateaux sont rentrés au port.",
        "The wind has turned around again. The wind has turned around again. The boats are back in port.",
    ),
    (
        "D102",
        "La mairie, fermée depuis mars, rouvrira lundi.",
        "The town hall, which has been closed since March, which has been closed since March, will reopen on Monday.",
    ),
    (
        "D102",
        "Le suspect a été interpellé à son domicile par la police.",
        "The suspect was arrested by the police at his home, was arrested by the police at his home.",
    ),
    (
        "D102",
        "Rincez la cuve. || Séchez-la avec un chiffon doux.",
        "Rinse the tank with clear water. || Rinse the tank with clear water.",
    ),
    (
        "D102",
        "Le cessez-le-feu tient. || Les deux camps s'observent de loin.",
        "The ceasefire is holding so far. || The ceasefire is holding so far.",
    ),
]

OKAY = [
    ("Il avait eu une idée.", "He had had an idea."),
    ("Je sais que cette idée est bonne.", "I know that that idea is good."),
    ("C'est très, très loin.", "It is very very far."),
    ("Il l'a répété petit à petit.", "He repeated it little by little."),
    ("Le groupe Duran Duran revient.", "The band Duran Duran is back."),
    ("« New York, New York », chantait-il.", "He sang New York New York."),
    ("Il a composé le 22 22.", "He dialled 22 22."),
    ("Non, non et non.", "No no no."),
    ("Bora Bora fait rêver.", "Bora Bora makes people dream."),
    ("Elle lui a donné son livre.", "She gave her her book."),
    ("Ce qu'il fait, il le fait bien.", "What he does do, do well."),
    ("Nous sommes entrés en 2010.", "We moved in in 2010."),
    ("Le poisson-clown vit ici.", "The clownfish lives here."),
    ("Jour après jour, ils attendent.", "Day after day, they wait."),
    ("Bla bla bla.", "Blah blah blah."),
    ("Ha ha ha !", "Ha ha ha!"),
    ("Il a dit oui, oui, oui.", "He said yes, yes, yes."),
    ("De plus en plus de gens, de plus en plus loin.", "More and more people, more and more distant."),
    ("Un pays, deux systèmes ; un pays, deux systèmes.", "One country, two systems; one country, two systems."),
    ("Oui. || Oui.", "Yes. || Yes."),
    ("Continuez à appuyer. || Continuez à appuyer.", "Keep pressing the button. || Keep pressing the button."),
    ("Boutros Boutros-Ghali est mort.", "Boutros Boutros-Ghali has died."),
]


@pytest.mark.parametrize(("code", "french", "english"), WRONG)
def test_wrong(code: str, french: str, english: str) -> None:
    """The rule finds the doubling."""
    assert code in found("D", french, english)


@pytest.mark.parametrize(("french", "english"), OKAY)
def test_okay(french: str, english: str) -> None:
    """The family is silent."""
    assert found("D", french, english) == []
