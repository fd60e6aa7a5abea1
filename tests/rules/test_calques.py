"""Calques and connectives: free translations that hold a suspected word rightly, and what the word alignment excuses."""

from __future__ import annotations

import pytest
from rule_tables import findings

from tqcheck.rules.analysis import Analysis
from tqcheck.rules.context import WordLinks

FREE = [
    (
        "Plus de deux mille personnes sont attendues au concert.",
        "Over 2,000 people are expected to attend the concert.",
    ),
    ("Elle est toujours de bonne humeur.", "She is always in good humour."),
    ("L'usine n'a pas trouvé de repreneur.", "No takers were found for the plant."),
    ("La ville agit en concertation avec les riverains.", "The town is acting in concert with local residents."),
    ("Elle dut se mettre à genoux.", "She had to kneel down."),
    ("Cette association aide les moins fortunés.", "The charity helps the less fortunate."),
    ("Les abus d'alcool inquiètent les médecins.", "Alcohol abuse worries doctors."),
    ("Le rapport passe sous silence ces faits.", "The report passes over these facts in silence."),
    ("Ce voyage a mis à l'épreuve leur amitié.", "This trip put their friendship to the test."),
    ("Rendez-vous à la gare à midi.", "Let's meet at the station at noon."),
    ("La nouvelle la plonge dans le désespoir.", "The news plunges her into despair."),
    ("Cette ligne assure la desserte de douze communes.", "The line runs daily, serving twelve villages."),
    ("Le chef de file s'est installé dans un fauteuil.", "The leader installed himself in an armchair."),
    ("La rente des uns fait la dérive autoritaire des autres.", "One man's income is another's authoritarian drift."),
]
LINKED = [
    ("C101", "L'attentat a tué dix passants.", "The bombing, an attempt at terror, killed ten.", (), True),
    ("C101", "L'attentat a tué dix passants.", "The bombing, an attempt at terror, killed ten.", ((1, 1),), False),
    ("C101", "L'attentat a tué dix passants.", "The attempt killed ten passers-by.", ((1, 1),), True),
    ("C101", "L'attentat a tué dix passants.", "The attempt killed ten passers-by.", ((1, 0),), True),
    ("G110", "La salle était vide, pourtant il dort.", "Because he is tired he sleeps.", ((5, 0),), True),
    ("G110", "La salle était vide, pourtant il dort.", "Because he is tired he sleeps.", ((7, 0),), False),
]

EXCUSED = [
    # a name on both sides
    ("Ouvrez le Navigateur depuis la page du site.", "Open the Navigator from the site's page.", False),
    ("Le site s'ouvre dans un navigateur.", "The site opens in a navigator.", True),
    # the French word cited in brackets
    ("Le courtier (broker) agit pour un client.", "The broker (courtier) acts for a client.", False),
    ("Le courtier agit pour un client.", "The courtier acts for a client.", True),
    # an adjective that the tagger takes for a noun
    ("Une attaque clandestine a visé le bateau de la police.", "A clandestine attack hit the police boat.", False),
    ("La police a arrêté les clandestins du bateau.", "Police arrested the clandestines in the boat.", True),
    # a list that no compound can take up
    ("Les postes de commandement et de garde sont prêts.", "The posts of command and guard are manned.", False),
    ("Les postes de commandement sont prêts.", "The posts of command are manned.", True),
    # words of a set phrase are no context: "dans le but de" is not about football
    ("Le gardien a agi dans le but de protéger les visiteurs.", "The guard acted to protect the visitors.", False),
    ("Le gardien a gardé son but intact.", "The guard kept his goal intact.", True),
]


@pytest.mark.parametrize(("french", "english", "found"), EXCUSED)
def test_excused(french: str, english: str, found: bool) -> None:
    """What makes suspected English right, whichever entry suspects it."""
    assert bool(findings("C1", french, english)) is found


@pytest.mark.parametrize(("french", "english"), FREE)
def test_free(french: str, english: str) -> None:
    """Words that stand in the lexicon as wrong for some French, in translations that use them rightly."""
    assert findings("C1", french, english) == []


@pytest.mark.parametrize(("code", "french", "english", "links", "found"), LINKED)
def test_linked(code: str, french: str, english: str, links: tuple[tuple[int, int], ...], found: bool) -> None:
    """A suspected word counts where it answers to the French, or where nothing else does."""

    def link(source: Analysis, target: Analysis) -> WordLinks:
        return WordLinks(frozenset(links))

    assert bool(findings(code, french, english, link)) is found
