"""Persons that gave way to another or changed places: what is found with what to write, what is passed and why."""

from __future__ import annotations

import pytest
from rule_tables import findings

from tqcheck.encoder import Encoder
from tqcheck.linking import EncoderLinker

FOUND = [
    ("J'ai perdu mes gants.", "He lost his gloves.", "He", "I"),
    ("Nous avons perdu les clés.", "They have lost the keys.", "They", "we"),
    ("Vous êtes arrivé en retard.", "I arrived late.", "I", "you"),
    ("Tu as fermé la porte ?", "Has he closed the door?", "he", "you"),
    ("On a dormi dans la voiture.", "He slept in the car.", "He", "we / they / people"),
    ("Il m'a prévenu trop tard.", "I warned him too late.", "I warned him", "he / she / they ... me"),
    ("Tu ne m'as pas écouté.", "I did not listen to you.", "I did not listen to you", "you ... me"),
    ("Vous nous manquerez.", "You will miss us.", "You will miss us", "we ... you"),
    ("Posez vos valises ici.", "They put the suitcases here.", "They", "(an order)"),
    ("Attends-moi devant la gare.", "She waited for me outside the station.", "She", "(an order)"),
]
PASSED = [
    ("J'ai perdu mes gants.", "I lost my gloves.", "the same person"),
    ("J'ai perdu mes gants.", "My gloves are lost.", "the speaker is named"),
    ("« J'ai perdu mes gants », dit-elle.", "She says she lost her gloves.", "reported speech"),
    ("Nous avons bien reçu votre lettre.", "I have received your letter.", "one speaker for several"),
    ("On dort mieux à la campagne.", "You sleep better in the country.", "anybody"),
    ("On m'a volé mon sac.", "They stole my bag.", "anybody"),
    ("Il m'a appris la nouvelle.", "I learned the news from him.", "told from the other side"),
    ("Tu me manques.", "I miss you.", "French turns the verb round"),
    ("Elle me plaît beaucoup.", "I like her a lot.", "French turns the verb round"),
    ("Il nous a rencontrés à Lyon.", "We met him in Lyon.", "both do it"),
    ("Il faut partir tôt.", "You have to leave early.", "nobody in particular"),
    ("Posez vos valises ici.", "They should be put here.", "an order in other words"),
    ("Sanchez a démissionné lundi.", "He resigned on Monday.", "a name"),
    ("Chez eux, tout est en bois.", "They have wooden furniture.", "no order"),
    ("Vous trouverez ci-joint le contrat.", "I am attaching the contract.", "who encloses it"),
    ("On nous promet la pluie.", "They are promising rain.", "anybody"),
    ("On a beau dire, c'était un sacré monsieur.", "Whatever people say, he was quite a gentleman.", "pointed at"),
    ("On a dû l'opérer en urgence.", "He had to have emergency surgery.", "the object of the infinitive"),
    ("Je vous prie d'excuser ma fille, souffrante.", "Please excuse my daughter, as she is unwell.", "a formula"),
]
LINKED = [
    ("Je partirai avec ma sœur.", "I will leave with his sister.", ["his"]),
    ("Je partirai avec ma sœur.", "I will leave with my sister.", []),
    ("Rendez-moi mon argent.", "Give me your money back.", ["your"]),
    ("Sans doute la voisine cherche-t-elle à dormir.", "I suppose the neighbour is trying to sleep.", []),
    ("On perd son temps ici.", "You are wasting your time here.", []),
]


@pytest.mark.parametrize(("french", "english", "words", "suggestion"), FOUND)
def test_found(french: str, english: str, words: str, suggestion: str) -> None:
    """The words that name somebody else, and who it should be."""
    (finding,) = findings("P107", french, english)
    assert finding.target_span is not None
    assert english[finding.target_span.start : finding.target_span.end] == words
    assert finding.suggestion == suggestion


@pytest.mark.parametrize(("french", "english", "why"), PASSED)
def test_passed(french: str, english: str, why: str) -> None:
    """English that keeps the persons, or may name them otherwise."""
    assert findings("P107", french, english) == [], why


@pytest.mark.parametrize(("french", "english", "words"), LINKED)
def test_possessives(french: str, english: str, words: list[str], encoder: Encoder) -> None:
    """A possessive of another person with the same noun, by the word links."""
    found = findings("P107", french, english, EncoderLinker(encoder))
    spans = [finding.target_span for finding in found if finding.target_span]
    assert [english[span.start : span.end] for span in spans] == words
