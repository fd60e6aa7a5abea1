"""One-sided documents: what each reader takes for a block, where it says the block stands, and in which encoding."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tqcheck.documents import detect_format, is_bilingual, read, same_file
from tqcheck.types import Document, TqcheckError


def write(tmp_path: Path, name: str, content: str | bytes) -> str:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def assert_offsets(document: Document) -> None:
    for block in document.blocks:
        assert document.text[block.start :][: len(block.text)] == block.text


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


MARKDOWN = """\
---
title: Rien à lire ici
---
# Le *titre*

Un paragraphe avec `code`, un [lien](https://example.org/fr) et
une suite.<!-- remarque -->

- Premier
- Deuxième[^1]

> Une citation.

```python
print("pas du texte")
```

| Nom | Ville |
| --- | ----- |
| Léa | Lyon  |

<!-- une remarque
en deux lignes -->
<div>Un bloc <b>HTML</b></div>

![Une photo](photo.png)

Titre souligné
==============

Ligne une\\
ligne deux

[^1]: La note.
"""


def test_markdown(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.md", MARKDOWN))
    assert [(block.text, block.kind, block.line) for block in document.blocks] == [
        ("Le titre", "heading", 4),
        ("Un paragraphe avec code, un lien et une suite.", "paragraph", 6),
        ("Premier", "list-item", 9),
        ("Deuxième", "list-item", 10),
        ("Une citation.", "quote", 12),
        ("Nom", "table-cell", 18),
        ("Ville", "table-cell", 18),
        ("Léa", "table-cell", 20),
        ("Lyon", "table-cell", 20),
        ("Un bloc HTML", "paragraph", 24),
        ("Une photo", "alt", 26),
        ("Titre souligné", "heading", 28),
        ("Ligne une\nligne deux", "paragraph", 31),
        ("La note.", "paragraph", 34),
    ]
    assert_offsets(document)
    assert document.text == "\n\n".join(texts(document))


def test_markdown_rule_is_not_front_matter(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.md", "Avant.\n\n---\n\nEntre.\n\n---\n\nAprès.\n"))
    assert texts(document) == ["Avant.", "Entre.", "Après."]


HTML = """\
<!DOCTYPE html>
<html><head>
<title>La page</title>
<meta name="description" content="rien"><style>p { color: red }</style>
<script>var x = "rien";</script>
</head>
<body><!-- rien -->
<h1>Le <em>titre</em></h1>
<p>Un  paragraphe
   sur deux lignes, avec&nbsp;: une espace<br>et un retour.<!-- rien --> Fin.</p>
<ul><li>Premier<ul><li>Dedans</li></ul>suite</li></ul>
<table><tr><th>Nom</th><td>Léa</td></tr></table>
<pre><code>rien = 0</code></pre>
<p translate="no">rien</p>
<template><p>rien</p></template>
<p><img src="a.png" alt="Une photo">Légende</p>
Texte nu
</body></html>
"""


def test_html(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.html", HTML))
    assert [(block.text, block.kind, block.line) for block in document.blocks] == [
        ("La page", "title", 3),
        ("Le titre", "heading", 8),
        ("Un paragraphe sur deux lignes, avec\u00a0: une espace\net un retour. Fin.", "paragraph", 9),
        ("Premier", "list-item", 11),
        ("Dedans", "list-item", 11),
        ("suite", "list-item", 11),
        ("Nom", "table-cell", 12),
        ("Léa", "table-cell", 12),
        ("Légende", "paragraph", 16),
        ("Une photo", "alt", 16),
        ("Texte nu", "paragraph", 17),
    ]
    assert_offsets(document)


@pytest.mark.parametrize(
    "head", ['<meta charset="iso-8859-1">', '<meta http-equiv="Content-Type" content="text/html; charset=latin1">']
)
def test_html_believes_its_meta(tmp_path: Path, head: str) -> None:
    document = read(write(tmp_path, "a.html", f"{head}<p>L’été à Nîmes</p>".encode("cp1252")))
    assert texts(document) == ["L’été à Nîmes"]
    assert document.warnings == ()


def test_html_lines_beyond_the_last_counted(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.html", "<p>a</p>" + "\n" * 70_000 + "<p>b</p>"))
    assert [block.line for block in document.blocks] == [1, None]


def test_html_nests_deeply(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.html", "<div>" * 1000 + "Bonjour" + "</div>" * 1000))
    assert texts(document) == ["Bonjour"]


def make_docx() -> bytes:
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    document.add_heading("Le titre", level=1)
    paragraph = document.add_paragraph("Un paragraphe ")
    paragraph.add_run("en gras").bold = True
    inserted = f"<w:ins {nsdecls('w')}><w:r><w:t>, ajouté</w:t></w:r></w:ins>"
    deleted = f"<w:del {nsdecls('w')}><w:r><w:delText>, ôté</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom {nsdecls('w')}><w:r><w:t>, déplacé</w:t></w:r></w:moveFrom>"
    for change in (inserted, deleted, moved):
        paragraph._p.append(parse_xml(change))
    document.add_paragraph("")
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Le titre\t1", style="toc 1")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Nom", "Léa"
    merged = document.add_table(rows=1, cols=2)
    merged.cell(0, 0).merge(merged.cell(0, 1)).text = "Fusion"
    document.add_paragraph("Premier", style="List Bullet")
    document.add_paragraph("Ligne\nsuivante")
    document.sections[0].header.paragraphs[0].text = "En-tête"
    document.sections[0].footer.paragraphs[0].text = "Pied"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_docx(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.docx", make_docx()))
    assert [(block.text, block.kind, block.unit) for block in document.blocks] == [
        ("Le titre", "heading", "p1"),
        ("Un paragraphe en gras, ajouté", "paragraph", "p2"),
        ("Nom", "table-cell", "p3"),
        ("Léa", "table-cell", "p4"),
        ("Fusion", "table-cell", "p5"),
        ("Premier", "list-item", "p6"),
        ("Ligne\nsuivante", "paragraph", "p7"),
        ("En-tête", "header", "header1"),
        ("Pied", "footer", "footer1"),
    ]
    assert_offsets(document)
    assert document.text == "\n\n".join(texts(document))


def test_docx_notes_and_text_boxes(tmp_path: Path) -> None:
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    paragraph = document.add_paragraph("Un paragraphe.")
    box = "<w:txbxContent><w:p><w:r><w:t>Encadré</w:t></w:r></w:p></w:txbxContent>"
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} {compatible}><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote><w:p><w:r><w:t>La note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), content_type, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    buffer = io.BytesIO()
    document.save(buffer)
    read_back = read(write(tmp_path, "a.docx", buffer.getvalue()))
    assert [(block.text, block.kind, block.unit) for block in read_back.blocks] == [
        ("Un paragraphe.", "paragraph", "p1"),
        ("Encadré", "paragraph", "p2"),
        ("La note.", "footnote", "footnote1"),
    ]


def make_odt() -> bytes:
    import odfdo

    document = odfdo.Document("text")
    body = document.body
    body.clear()
    deleted = "<text:deletion><text:p>Ôté</text:p></text:deletion>"
    body.append(
        odfdo.Element.from_tag(
            f"<text:tracked-changes><text:changed-region>{deleted}</text:changed-region></text:tracked-changes>"
        )
    )
    body.append(odfdo.Header(1, "Le titre"))
    body.append(odfdo.Paragraph("Un paragraphe  à deux espaces\tet une tabulation"))
    noted = odfdo.Paragraph("Un appel de note")
    noted.insert_note(after="appel", note_id="n1", citation="1", body="La note.")
    noted.insert_annotation(after="Un", body="Une remarque", creator="X")
    body.append(noted)
    body.append(odfdo.Paragraph(""))
    body.append(odfdo.List(["Premier"]))
    table = odfdo.Table("T", width=2, height=1)
    table.set_value((0, 0), "Nom")
    table.set_value((1, 0), "Léa")
    body.append(table)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_odt(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.odt", make_odt()))
    assert [(block.text, block.kind, block.unit) for block in document.blocks] == [
        ("Le titre", "heading", "p1"),
        ("Un paragraphe  à deux espaces\tet une tabulation", "paragraph", "p2"),
        ("Un appel de note", "paragraph", "p3"),
        ("La note.", "footnote", "p4"),
        ("Premier", "list-item", "p5"),
        ("Nom", "table-cell", "p6"),
        ("Léa", "table-cell", "p7"),
    ]
    assert_offsets(document)


@pytest.mark.parametrize(
    ("path", "override", "expected"),
    [
        ("a.txt", None, "text"),
        ("A.MD", None, "markdown"),
        ("a.htm", None, "html"),
        ("a.docx", None, "docx"),
        ("a.odt", None, "odt"),
        ("a.tsv", None, "tsv"),
        ("a.csv", None, "csv"),
        ("a.jsonl", None, "jsonl"),
        ("a.xlf", None, "xliff"),
        ("a.sdlxliff", None, "xliff"),
        ("a.tmx", None, "tmx"),
        ("a.po", None, "po"),
        ("corpus.fr", None, "text"),
        ("README", None, "text"),
        ("-", None, "text"),
        ("-", "html", "html"),
        ("a.txt", "Markdown", "markdown"),
        ("a.txt", "md", "markdown"),
    ],
)
def test_detect_format(path: str, override: str | None, expected: str) -> None:
    assert detect_format(path, override) == expected


def test_unknown_format_names_those_there_are() -> None:
    with pytest.raises(TqcheckError, match=r"'wordperfect'.*text, markdown.*po$"):
        detect_format("a.txt", "wordperfect")


@pytest.mark.parametrize(("name", "expected"), [("text", False), ("docx", False), ("tsv", True), ("po", True)])
def test_is_bilingual(name: str, expected: bool) -> None:
    assert is_bilingual(name) is expected


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Été.\nHiver.".encode())))
    document = read("-")
    assert (document.path, texts(document)) == ("-", ["Été.", "Hiver."])


def test_same_file(tmp_path: Path) -> None:
    first, second = write(tmp_path, "a.txt", "A"), write(tmp_path, "b.txt", "A")
    link = tmp_path / "link.txt"
    link.symlink_to(first)
    assert same_file(first, str(tmp_path / "." / "a.txt"))
    assert same_file(first, str(link))
    assert same_file("-", "-")
    assert not same_file(first, second)
    assert not same_file(first, "-")
    assert not same_file(first, str(tmp_path / "missing.txt"))


def test_heavy_libraries_wait_for_their_format() -> None:
    import subprocess
    import sys

    code = (
        "import sys, tqcheck.documents, tqcheck.documents.language\n"
        "heavy = {'lxml', 'docx', 'odfdo', 'translate', 'markdown_it', 'charset_normalizer', 'py3langid', 'babel'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
