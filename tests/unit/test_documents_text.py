"""Plain text: what is taken for a paragraph, where it stands, and in which encoding it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.document_files import assert_offsets, texts, write
from tqcheck.documents import read

LONG = "Le ministre a déclaré devant les députés que la mesure serait appliquée dès la semaine prochaine dans " * 2

WRAPPED = (
    "Le ministre a déclaré devant les députés que la mesure serait\n"
    "appliquée dès la semaine prochaine dans toutes les communes."
)

PLAIN = [
    pytest.param("Un.\n\nDeux.\n", ["Un.", "Deux."], id="blank lines part paragraphs"),
    pytest.param("Un.\nDeux.\nTrois.\n", ["Un.", "Deux.", "Trois."], id="no blank line: a line is a paragraph"),
    pytest.param("Un.\r\nDeux.\rTrois.", ["Un.", "Deux.", "Trois."], id="CR LF and CR"),
    pytest.param("\n\n  Un.  \n\n\n\tDeux.\n\n", ["Un.", "Deux."], id="outer blanks are no part of a block"),
    pytest.param(
        "Un\u2028deux\x0bet\u0085trois.\n", ["Un\u2028deux\x0bet\u0085trois."], id="only LF and CR end a line"
    ),
    pytest.param(
        "Le ministre a déclaré devant les députés que la mesure serait\nappliquée dès demain.\n\nFin.\n",
        ["Le ministre a déclaré devant les députés que la mesure serait\nappliquée dès demain.", "Fin."],
        id="hard-wrapped, blank lines",
    ),
    pytest.param(
        "Le ministre a déclaré devant les députés que la mesure serait\nappliquée dès la semaine prochaine dans toutes "
        "les communes qui\nen auront fait la demande au préfet avant le premier mars, et\nnon après.\nLa mairie de "
        "Lyon a répondu que le délai était trop court pour\nles grandes villes.\n",
        [
            "Le ministre a déclaré devant les députés que la mesure serait\nappliquée dès la semaine prochaine dans "
            "toutes les communes qui\nen auront fait la demande au préfet avant le premier mars, et\nnon après.",
            "La mairie de Lyon a répondu que le délai était trop court pour\nles grandes villes.",
        ],
        id="hard-wrapped, no blank line: a short last line ends the paragraph",
    ),
    pytest.param(
        f"{LONG}fin.\n{LONG}suite.\n\n{LONG}encore.\n",
        [f"{LONG}fin.", f"{LONG}suite.", f"{LONG}encore."],
        id="blank lines, yet a paragraph a line",
    ),
    pytest.param(
        f"La réforme adoptée\nPar Jean Dupont\n\n{LONG}fin.\n",
        ["La réforme adoptée", "Par Jean Dupont", f"{LONG}fin."],
        id="headline and byline",
    ),
    pytest.param("À faire :\n- lire\n- écrire\n\nFin.\n", ["À faire :", "- lire", "- écrire", "Fin."], id="dash list"),
    pytest.param("1. Lire\n2. Écrire\n\nFin.\n", ["1. Lire", "2. Écrire", "Fin."], id="numbered list"),
    pytest.param(
        "Il quitta la ville qu'on disait imprenable en l'an\n84. Le lendemain, il ne trouva que des\nruines.\n\nFin.\n",
        [
            "Il quitta la ville qu'on disait imprenable en l'an\n84. Le lendemain, il ne trouva que des\nruines.",
            "Fin.",
        ],
        id="a wrapped number is no list item",
    ),
    pytest.param(
        "Un homme qui dort\nsous un arbre\n\nune femme\nsous la pluie\n",
        ["Un homme qui dort\nsous un arbre", "une femme\nsous la pluie"],
        id="verse keeps its stanzas",
    ),
    pytest.param("bonjour\nmerci\npomme\n", ["bonjour", "merci", "pomme"], id="a word list is not wrapped prose"),
    pytest.param(
        f"{WRAPPED}\n\nLe maire a\nrefusé.\n",
        [WRAPPED, "Le maire a\nrefusé."],
        id="lower case goes on, room or not",
    ),
    pytest.param(f"Un titre\n{WRAPPED}\n\nFin.\n", ["Un titre", WRAPPED, "Fin."], id="a title over wrapped lines"),
    pytest.param(
        f"   {WRAPPED} La\n   Ville de Lyon a refusé.\n\nFin.\n",
        [f"{WRAPPED} La", "Ville de Lyon a refusé.", "Fin."],
        id="a first line is indented",
    ),
    pytest.param(f"{LONG}les\n12 communes.\n\nFin.\n", [f"{LONG}les", "12 communes.", "Fin."], id="no wrap so wide"),
    pytest.param(
        f"Un titre qui tient presque toute la largeur de ces lignes-ci\n{'=' * 60}\n{WRAPPED}\n\nFin.\n",
        ["Un titre qui tient presque toute la largeur de ces lignes-ci", WRAPPED, "Fin."],
        id="an underlined title",
    ),
    pytest.param("Un.\n\n* * *\n\nDeux.\n", ["Un.", "Deux."], id="a rule has no words"),
]


@pytest.mark.parametrize(("content", "expected"), PLAIN)
def test_plain_paragraphs(tmp_path: Path, content: str, expected: list[str]) -> None:
    document = read(write(tmp_path, "a.txt", content))
    assert texts(document) == expected
    assert document.text == content
    assert_offsets(document)


def test_plain_lines_and_kinds(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.txt", "Titre\n\n\n- lire\n- écrire\n"))
    assert [(block.line, block.kind) for block in document.blocks] == [
        (1, "paragraph"),
        (4, "list-item"),
        (5, "list-item"),
    ]


FRENCH = "L’été dernier, la présidence a « réservé » sa réponse à l’Assemblée.\n"

ENCODINGS = [
    ("utf-8", None, "utf-8", False),
    ("utf-8-sig", None, "utf-8-sig", False),
    ("utf-16", None, "utf-16", False),
    ("utf-16-le", None, "utf-16-le", False),
    ("utf-16-be", None, "utf-16-be", False),
    ("utf-32", None, "utf-32", False),
    ("cp1252", None, "cp1252", True),
    ("cp1252", "windows-1252", "cp1252", False),
    ("mac_roman", "mac_roman", "mac-roman", False),
    ("utf-8-sig", "utf-8", "utf-8", False),
]


@pytest.mark.parametrize(("stored", "named", "used", "warned"), ENCODINGS)
def test_encodings(tmp_path: Path, stored: str, named: str | None, used: str, warned: bool) -> None:
    path = write(tmp_path, "a.txt", FRENCH.encode(stored))
    document = read(path, encoding=named)
    assert document.text == FRENCH
    assert document.encoding == used
    assert document.warnings == ((f"{path}: read as Windows-1252",) if warned else ())


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Straße und Größe: für die Bürger über alles."),
        ("cp1252", "El niño español comió ayer por la mañana."),
        ("cp1250", "Zażółć gęślą jaźń, proszę państwa, wczoraj był piękny dzień w Łodzi."),
        ("cp1251", "Вчера президент России заявил, что ответит на удар."),
    ],
)
def test_guessed_encodings(tmp_path: Path, encoding: str, text: str) -> None:
    document = read(write(tmp_path, "a.txt", text.encode(encoding)))
    assert document.text == text
    assert document.encoding == encoding
