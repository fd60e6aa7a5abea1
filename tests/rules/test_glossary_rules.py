"""The glossary and consistency rules: tables of pairs, on the French parser and without word links."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from rule_tables import found, found_with_glossary

from tqcheck.glossary import Entry, Glossary, load_glossary
from tqcheck.rules import select_rules
from tqcheck.rules.analysis import Analysis
from tqcheck.rules.context import WordLinks
from tqcheck.rules.examine import examine_texts
from tqcheck.types import Finding, Severity

HERE = Path(__file__).parent
GLOSSARY = load_glossary([str(HERE / "glossary_cases.tsv")], ("fr", "en"))


def planted(name: str) -> list[tuple[str, str, str]]:
    """The rows of a table of planted pairs: the code expected, French, English."""
    lines = (line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [(row["code"], row["french"], row["english"]) for row in csv.DictReader(lines, delimiter="\t", quoting=3)]


def glossary_findings(french: str, english: str, glossary: Glossary = GLOSSARY) -> list[Finding]:
    """What the glossary rules find in a pair."""
    return found_with_glossary(french, english, glossary)


@pytest.mark.parametrize(("code", "french", "english"), planted("glossary_planted.tsv"))
def test_planted(code: str, french: str, english: str) -> None:
    """What was planted is found, and by one rule only."""
    assert [finding.code for finding in glossary_findings(french, english)] == [code]


OKAY = [
    # inflection on either side
    ("Les chiffres d'affaires cumulés ont bondi.", "Combined turnover jumped."),
    ("Les chiffres d’affaires ont bondi.", "Turnovers jumped."),
    ("Les taux d'intérêt remontent.", "Interest rates are rising again."),
    ("Elle a été mise en examen.", "She was placed under formal investigation."),
    ("Le juge les mettra en examen.", "The judge will place them under formal investigation."),
    ("Nous mettons en œuvre la réforme.", "We are implementing the reform."),
    ("La mise en œuvre de la réforme est lente.", "The reform is slow to come."),
    ("Deux chevaux de trait tirent la charrue.", "Two draught horses pull the plough."),
    ("Les salariées ont voté.", "Employees voted."),
    ("Les directrices générales se réunissent.", "The managing directors meet."),
    ("Les avocates plaident.", "The lawyers plead."),
    ("Des appels d'offres seront lancés.", "Calls for tenders will be launched."),
    ("Les ONG alertent.", "NGOs are raising the alarm."),
    ("L'ONG alerte.", "The NGO's alarm."),
    # spelling: hyphens, blanks, quotes, British and American, elision
    ("Le cessez-le-feu tient.", "The cease-fire is holding."),
    ("Le cessez le feu tient.", "The ceasefire is holding."),
    ("Envoyez un courriel.", "Send an e-mail."),
    ("Ce logiciel libre est bon.", "This Free Software is good."),
    ("L'état des lieux est signé.", "The inventory of fixtures is signed."),
    ("La TVA augmente.", "V.A.T. is rising."),
    # words in between
    ("Le chiffre annuel d'affaires progresse.", "Annual turnover is up."),
    ("Les taux d'intérêt et de change montent.", "Interest and exchange rates are rising."),
    ("Le taux d'intérêt réel monte.", "The interest real rate is rising."),
    # the longest term, and terms that are none
    ("L'avocat général a conclu.", "The Advocate General delivered his opinion."),
    ("Le logiciel libre progresse.", "Open-source software is spreading."),
    ("L'homme a été arrêté mardi.", "The man was arrested on Tuesday."),
    ("La police a arrêté deux hommes.", "Police made two arrests."),
    ("Le non-salarié cotise aussi.", "The self-employed contribute too."),
    ("Le produit est une orange.", "The product is an orange."),
    ("Il habite avenue du Conseil-d'État.", "He lives on Avenue du Conseil-d'État."),
    ("Il lit Action française.", "He reads Action française."),
    ("Voyez https://exemple.fr/logiciel/base-de-données ici.", "See https://exemple.fr/logiciel/base-de-données here."),
    ("Lancez `logiciel --aide`.", "Run `logiciel --aide`."),
    ("Une affaire étrangère à la nôtre.", "A matter foreign to ours."),
    ("Cette énergie renouvelable coûte cher.", "This green power is expensive."),
    # once is enough; derivations
    ("Le chiffre d'affaires du groupe baisse, celui du siège monte ; ce chiffre d'affaires inquiète.",
     "The group's turnover is falling, that of head office rising; this is worrying."),
    ("Son licenciement date de mai.", "She was dismissed in May."),
    # forbidden words that stand for something else, or inside an allowed term
    ("L'acte d'accusation date de mai.", "The indictment dates from May."),
    ("Le courriel et le courrier papier sont lus.", "The email and the letters are read."),
    ("La base de données est en ligne.", "The database is online."),
    ("Le cours de l'action a chuté après cette décision.", "The share price fell after this action, a share."),
    # neighbours, heads and pronouns
    ("Il a parlé du chiffre d'affaires. || Puis il est parti.", "He spoke. || Then, having mentioned turnover, he left."),
    ("Le Conseil d'État a tranché. || Le Conseil d'État est saisi.", "The Council of State has ruled. || The council is seized."),
    ("Le conseil d'administration a voté. || Le conseil d'administration est élu pour six ans.",
     "The board of directors voted. || It is elected for six years."),
    # nothing on one side
    ("Le chiffre d'affaires a bondi.", ""),
    ("", "Turnover jumped."),
]  # fmt: skip


@pytest.mark.parametrize(("french", "english"), OKAY)
def test_okay(french: str, english: str) -> None:
    """A right rendering, and words that are no term, are left alone."""
    assert [finding for finding in glossary_findings(french, english) if finding.severity is not Severity.NEUTRAL] == []


WRONG = [
    ("T101", "Les chiffres annuels d'affaires montent.", "Annual sales are up.", "chiffres annuels d'affaires", None, "turnover"),
    ("T101", "L’ONG alerte.", "The charity warns.", "ONG", None, "NGO"),
    ("T101", "La TVA augmente.", "The vat is rising.", "TVA", None, "VAT"),
    ("T101", "L'avocat général et l'avocat ont parlé.", "The Advocate General and the solicitor spoke.", "avocat", None, "lawyer"),
    ("T101", "Les salariées votent.", "Workers are voting.", "salariées", None, "employee"),
    ("T101", "ÉTAT DES LIEUX DE SORTIE", "EXIT CHECK", "ÉTAT DES LIEUX", None, "inventory of fixtures"),
    ("T101", "Énergies renouvelables : la loi change.", "Green power: the law is changing.", "Énergies renouvelables", None, "renewable energy"),
    ("T102", "Elles ont été mises en examen.", "They were indicted.", "mises en examen", "indicted", "to place under formal investigation"),
    ("T102", "Les taux directeurs montent.", "Leading rates are rising.", "taux directeurs", "Leading rates", "policy rate"),
    ("T102", "La directrice générale part.", "The general director is leaving.", "directrice générale", "general director", "managing director"),
    ("T102", "Les bases de données sont en ligne.", "The data bases are online.", "bases de données", "data bases", "database"),
    ("T103", "Les avocats plaident.", "Barristers plead.", "avocats", "Barristers", "lawyer"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "french", "english", "source", "target", "suggestion"), WRONG)
def test_wrong(code: str, french: str, english: str, source: str, target: str | None, suggestion: str) -> None:
    """What is said, where on both sides, and what to write instead."""
    (finding,) = glossary_findings(french, english)
    assert (finding.code, finding.suggestion) == (code, suggestion)
    assert finding.source_span is not None
    assert french[slice(*finding.source_span)] == source
    assert (finding.target_span and english[slice(*finding.target_span)]) == target


def linked(*pairs: tuple[str, str]) -> object:
    """A linker that knows these pairs of words."""

    def link(source: Analysis, target: Analysis) -> WordLinks:
        return WordLinks(frozenset(
            (s.index, t.index) for s in source.tokens for t in target.tokens if (s.text, t.text) in pairs
        ))  # fmt: skip

    return link


def examined(
    select: str, french: str, english: str, links: tuple[tuple[str, str], ...], glossary: Glossary | None = None
) -> list[Finding]:
    """What rules find with such links."""
    sides = french.split(" || "), english.split(" || ")
    beads = examine_texts(*sides, select_rules([select]), linker=linked(*links), glossary=glossary)  # type: ignore[arg-type]
    return [finding for bead in beads for finding in bead]


def test_the_likely_place() -> None:
    """The word links show where the missing term was rendered."""
    english = "Last year's sales jumped."
    links = (("chiffre", "sales"), ("affaires", "sales"), ("bondi", "jumped"))
    (finding,) = examined("T101", "Le chiffre d'affaires a bondi l'an dernier.", english, links, GLOSSARY)
    assert finding.target_span is not None
    assert english[slice(*finding.target_span)] == "sales"


@pytest.mark.parametrize(("of", "expected"), [("avocat", ["T102"]), ("partisan", [])])
def test_a_forbidden_word_for_another(of: str, expected: list[str]) -> None:
    """Where an allowed term is there, the links say whether the forbidden word is for the term or for another."""
    french, english = "L'avocat, partisan de la paix, parle.", "The lawyer, an advocate of peace, speaks."
    assert [f.code for f in examined("T102", french, english, ((of, "advocate"),), GLOSSARY)] == expected


@pytest.mark.parametrize(
    ("case", "source", "target", "french", "english", "expected"),
    [
        (None, "chien", "dog", "CHIEN MÉCHANT", "BEWARE OF THE DOG", []),
        (True, "Orange", "Orange", "L'orange est mûre.", "The fruit is ripe.", []),
        (True, "Orange", "Orange", "Le réseau Orange est en panne.", "The network is down.", ["T101"]),
        (None, "CA", "turnover", "Le CA progresse.", "Sales are up.", ["T101"]),
        (None, "CA", "turnover", "Ça progresse, ca va.", "Fine.", []),
        (None, "informatique", "IT", "L'informatique coûte.", "It costs.", ["T101"]),
        (False, "informatique", "IT", "L'informatique coûte.", "It costs.", []),
    ],
)
def test_capitals(case: bool | None, source: str, target: str, french: str, english: str, expected: list[str]) -> None:
    """Capitals matter in acronyms and where the glossary says so."""
    glossary = Glossary((Entry(source, (target,), case=case),))
    assert [finding.code for finding in glossary_findings(french, english, glossary)] == expected


def test_other_languages() -> None:
    """A pair without a parser goes by lemma, and by the beginning of words where there is no list."""
    glossary = Glossary((Entry("Zinssatz", ("stopa procentowa",)),))
    rules = select_rules(["T1"])
    right = examine_texts(["Die Zinssätze steigen."], ["Stopy procentowe rosną."], rules, "de", "pl", glossary=glossary)
    wrong = examine_texts(["Der Zinssatz steigt."], ["Koszty rosną."], rules, "de", "pl", glossary=glossary)
    assert [[f.code for f in beads[0]] for beads in (right, wrong)] == [[], ["T101"]]


def test_without_a_glossary() -> None:
    """No glossary, no finding."""
    assert found("T1", "Le chiffre d'affaires a bondi.", "Sales jumped.") == []
