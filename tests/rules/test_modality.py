"""Modal phrases and the conditional of report: what is found at which words, what is passed and why. No word links are needed."""

from __future__ import annotations

import pytest
from rule_tables import findings

from tqcheck.lexicon import load
from tqcheck.rules.phrases import modal_words, phrases

FOUND = [
    ("V101", "Le juge n'a pas à motiver ce refus.", "The judge must give reasons for this refusal.", "must"),
    ("V101", "Inutile de réserver.", "You need to book.", "need to"),
    ("V101", "Nul besoin d'être inscrit.", "You have to be registered.", "have to"),
    ("V101", "Ils auraient pu attendre.", "They may have waited.", "may have"),
    ("V101", "Vous auriez dû appeler.", "You must have called.", "must have"),
    ("V101", "Tu aurais dû appeler.", "You should call.", "should"),
    ("V101", "Nous avons dû fermer.", "We must close.", "must"),
    ("V101", "Le bac devait passer à midi, mais il est en panne.", "It must have come by at noon, but broke down.", "must have"),
    ("V101", "Le plan doit pouvoir être consulté.", "The map may be consulted.", "may"),
    ("V101", "Le casque est impérativement attaché.", "The helmet can be fastened.", "can"),
    ("V103", "Le caissier aurait vidé le coffre.", "The cashier should have emptied the safe.", "should have emptied"),
    ("V103", "Le pilote serait encore aux mains des rebelles.", "The pilot would be in rebel hands.", "would be"),
    ("V103", "Deux suspects seraient en fuite.", "Two suspects are on the run.", "are"),
    ("V103", "La milice posséderait des drones.", "The militia would own drones.", "would own"),
    ("V105", "Le poste est vacant depuis trois mois.", "The post is vacant for three months.", "is"),
    ("V105", "Un agent va vous rappeler.", "An agent has just called you back.", "has just called"),
    ("V105", "Le texte vient d'être adopté.", "The bill will soon be passed.", "will"),
]  # fmt: skip
PASSED = [
    ("V105", "Il sera interpellé jeudi 14 avril 2022.", "He was arrested on Thursday 14 April 2022.", "a future that tells a story"),
    ("V101", "La presse sait tout, mais qui peut dire la suite.", "The papers know all, but who will say what follows.", "anybody"),
    ("V105", "Son poids est au plus haut depuis 2010.", "Its weight is at its highest since 2010.", "a rank, not a stretch of time"),
    ("V105", "La baisse des prix depuis 2000 inquiète le secteur.", "Falling prices since 2000 worry the sector.", "the noun's date"),
    ("V105", "La loi vient de passer et aidera les élus.", "The law has passed and will help councillors.", "another verb's future"),
    ("V105", "Il sera jugé le 16 mai. On l'accuse d'un vol commis en 1915.", "He will be tried on 16 May. He is accused of a theft committed in 1915.", "another sentence's date"),
    ("V105", "Le député peut être réélu et pourra siéger.", "The MP can get elected next year and sit.", "no past tense"),
    ("V101", "Le juge n'a pas à motiver ce refus.", "The judge does not have to give reasons.", "no duty"),
    ("V101", "Inutile de réserver.", "There is no need to book.", "no need"),
    ("V101", "Ils auraient pu attendre.", "They could have waited.", "the right word"),
    ("V101", "Vous auriez dû appeler.", "You should have called.", "the right word"),
    ("V101", "Nous avons dû fermer.", "We had to close.", "the right word"),
    ("V101", "Elle a dû oublier.", "She must have forgotten.", "a supposition"),
    ("V101", "Il devait dormir, mais il a répondu.", "He must have been asleep, but he answered.", "a supposition"),
    ("V101", "Le plan doit pouvoir être consulté.", "It must be possible to consult the map.", "both modals"),
    ("V103", "Le caissier aurait vidé le coffre.", "The cashier is said to have emptied the safe.", "a word of doubt"),
    ("V103", "Deux suspects seraient en fuite.", "Two suspects are believed to be on the run.", "a word of doubt"),
    ("V103", "Sans toi, il serait encore en prison.", "Without you he would still be in prison.", "a condition"),
    ("V103", "Un siècle plus tôt, on aurait brûlé ce livre.", "A century earlier it would have been burnt.", "another time"),
    ("V105", "Un agent va vous rappeler.", "An agent will call you back.", "the right tense"),
    ("V105", "Le texte vient d'être adopté.", "The bill has just been passed.", "the right tense"),
    ("V105", "Si le vent a tourné, le feu passera.", "If the wind has changed, the fire will pass.", "a future of its own"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "french", "english", "words"), FOUND)
def test_found(code: str, french: str, english: str, words: str) -> None:
    """The English of another force, at its words."""
    (finding,) = findings(code, french, english)
    assert finding.target_span is not None
    assert english[finding.target_span.start : finding.target_span.end] == words


@pytest.mark.parametrize(("code", "french", "english", "why"), PASSED)
def test_passed(code: str, french: str, english: str, why: str) -> None:
    """What keeps the force, or answers to something else."""
    assert findings(code, french, english) == [], why


def test_list() -> None:
    """Every row compiles with the words of the kinds that it names, and says what to write and why."""
    rows = load("modal_phrases")
    assert len(phrases("modal_phrases")) == len(rows) > 15
    assert all(row["suggestion"] and row["note"] for row in rows)
    assert phrases("modal_phrases")[8].right.search("able") is None
    assert any(modal_words("able") in one.right.pattern for one in phrases("modal_phrases"))
