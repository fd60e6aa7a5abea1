"""Bilingual files: which pairs each reader finds, under which id and line, and in which languages."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tqcheck.documents import read_bilingual
from tqcheck.types import BilingualDocument


def parse(tmp_path: Path, name: str, content: str | bytes) -> BilingualDocument:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_bilingual(str(path))


def pairs(document: BilingualDocument) -> list[tuple[str, str]]:
    return [(source.text, target.text) for source, target in document.pairs]


TABLES = [
    pytest.param("a.tsv", "Oui\tYes\nNon\tNo\n", [("Oui", "Yes"), ("Non", "No")], id="no header"),
    pytest.param("a.tsv", "source\ttarget\nOui\tYes\n", [("Oui", "Yes")], id="header"),
    pytest.param("a.tsv", "Target\tID\tSource\nYes\t1\tOui\n", [("Oui", "Yes")], id="header in another order"),
    pytest.param("a.tsv", "src\tmt\nOui\tYes\n", [("Oui", "Yes")], id="the field's names"),
    pytest.param("a.tsv", "fr\ten\nOui\tYes\n", [("Oui", "Yes")], id="codes"),
    pytest.param("a.tsv", "fr-FR\ten_GB\nOui\tYes\n", [("Oui", "Yes")], id="locales"),
    pytest.param("a.tsv", "French\tEnglish\nOui\tYes\n", [("Oui", "Yes")], id="language names"),
    pytest.param("a.tsv", "Français\tAnglais\nOui\tYes\n", [("Oui", "Yes")], id="French language names"),
    pytest.param("a.tsv", "Français\tFrench\n", [("Français", "French")], id="one language's names are a pair"),
    pytest.param("a.tsv", "source\tspring\n", [("source", "spring")], id="a lone name is a text"),
    pytest.param("a.tsv", "Oui\t\n\tYes\n", [("Oui", ""), ("", "Yes")], id="blank sides are kept"),
    pytest.param("a.tsv", "Oui\tYes\n\nNon\tNo\n", [("Oui", "Yes"), ("", ""), ("Non", "No")], id="blank line"),
    pytest.param("a.tsv", 'Il dit "oui\tHe said "yes\n', [('Il dit "oui', 'He said "yes')], id="TSV has no quoting"),
    pytest.param("a.tsv", "Oui\tYes\tnote\n", [("Oui", "Yes")], id="further columns"),
    pytest.param("a.tsv", "Oui\tYes\r\nNon\tNo", [("Oui", "Yes"), ("Non", "No")], id="CR LF"),
    pytest.param("a.csv", 'source,target\n"Oui, lui",Yes\n', [("Oui, lui", "Yes")], id="CSV quoting"),
    pytest.param("a.csv", '"Oui\nlui",Yes\n\nNon,No\n', [("Oui\nlui", "Yes"), ("Non", "No")], id="CSV line break"),
    pytest.param("a.csv", '"Dit ""oui""",Yes\n', [('Dit "oui"', "Yes")], id="CSV doubled quotation mark"),
    pytest.param(
        "a.csv",
        "source;target\nOui, lui;Yes, him\nNon;No\n",
        [("Oui, lui", "Yes, him"), ("Non", "No")],
        id="semicolons",
    ),
    pytest.param("a.csv", f"Oui,{'y' * 200_000}\n", [("Oui", "y" * 200_000)], id="a field over Python's own limit"),
    pytest.param(
        "a.jsonl", '{"source": "Oui", "target": "Yes"}\n\n{"src": "Non", "mt": "No"}\n', [("Oui", "Yes"), ("Non", "No")]
    ),
    pytest.param(
        "a.jsonl", '{"src": "Oui", "tgt": null}\n{"src": "Non"}\n', [("Oui", ""), ("Non", "")], id="no target"
    ),
]


@pytest.mark.parametrize(("name", "content", "expected"), TABLES)
def test_rows(tmp_path: Path, name: str, content: str, expected: list[tuple[str, str]]) -> None:
    document = parse(tmp_path, name, content)
    assert pairs(document) == expected
    for index, pair in enumerate(document.pairs):
        for segment in pair:
            assert (segment.start, segment.end, segment.paragraph) == (0, len(segment.text), index)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.tsv", "id\tsource\ttarget\nx1\tOui\tYes\nx2\tNon\tNo\n", [(2, "x1"), (3, "x2")]),
        ("a.csv", 'Oui,Yes\n"a\nb",c\nd,e\n', [(1, None), (2, None), (4, None)]),
        ("a.jsonl", '\n{"id": 7, "source": "Oui", "target": "Yes"}\n', [(2, "7")]),
    ],
)
def test_lines_and_units(tmp_path: Path, name: str, content: str, expected: list[tuple[int, str | None]]) -> None:
    document = parse(tmp_path, name, content)
    assert [(source.line, source.unit) for source, _ in document.pairs] == expected


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.tsv", "fr\ten\nOui\tYes\n"),
        ("a.tsv", "French\tEnglish\nOui\tYes\n"),
        ("a.tsv", "Source (fr)\tTarget (en)\nOui\tYes\n"),
        ("a.tsv", "target_en\tsource_fr\nYes\tOui\n"),
        ("a.jsonl", json.dumps({"source": "Oui", "target": "Yes", "source_lang": "fr", "target_lang": "en"})),
    ],
)
def test_languages_of_tables(tmp_path: Path, name: str, content: str) -> None:
    document = parse(tmp_path, name, content)
    assert (document.source_lang, document.target_lang) == ("fr", "en")
    assert pairs(document) == [("Oui", "Yes")]


def test_tsv_in_windows_1252_warns(tmp_path: Path) -> None:
    document = parse(tmp_path, "a.tsv", "L’été dernier, à l’hôtel\tLast summer\n".encode("cp1252"))
    assert pairs(document) == [("L’été dernier, à l’hôtel", "Last summer")]
    assert document.warnings == (f"{document.path}: read as Windows-1252",)


def test_standard_input_is_tsv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Oui\tYes\n")))
    assert pairs(read_bilingual("-")) == [("Oui", "Yes")]


XLIFF1 = """\
<?xml version="1.0" encoding="utf-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a.txt" source-language="fr-FR" target-language="en" datatype="plaintext"><body>
<trans-unit id="u1"><source>Un <g id="1">mot <x id="2"/> simple</g><bpt id="3">&lt;b&gt;</bpt>.</source>
  <target>A <g id="1">simple <x id="2"/> word</g><bpt id="3">&lt;b&gt;</bpt>.</target>
  <alt-trans><target>Other</target></alt-trans></trans-unit>
<group><trans-unit id="u2"><source>Sans cible</source></trans-unit></group>
<trans-unit id="u3" translate="no"><source>ACME</source><target>ACME</target></trans-unit>
<trans-unit id="u4"><source>Un. Deux.</source>
  <seg-source><mrk mtype="seg" mid="1"><mrk mtype="term">Un</mrk>.</mrk>
  <mrk mtype="seg" mid="2">Deux.</mrk></seg-source>
  <target><mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2"></mrk></target></trans-unit>
<trans-unit id="u5"><source>Sur deux
      lignes<x id="1" ctype="lb"/>ici</source><target xml:space="preserve"> Two  spaces</target></trans-unit>
</body></file></xliff>
"""


def test_xliff_1(tmp_path: Path) -> None:
    document = parse(tmp_path, "a.xlf", XLIFF1)
    assert pairs(document) == [
        ("Un mot simple.", "A simple word."),
        ("Sans cible", ""),
        ("Un.", "One."),
        ("Deux.", ""),
        ("Sur deux lignes ici", " Two  spaces"),
    ]
    assert [(source.unit, source.line) for source, _ in document.pairs] == [
        ("u1", 4),
        ("u2", 7),
        ("u4/1", 10),
        ("u4/2", 11),
        ("u5", 13),
    ]
    assert (document.source_lang, document.target_lang, document.encoding) == ("fr-FR", "en", "utf-8")


XLIFF2 = """\
<xliff version="{version}" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="fr" trgLang="en">
<file id="f1">
<unit id="u1"><segment><source>Un <pc id="1">mot</pc><ph id="2"/>.</source><target>A <pc id="1">word</pc>.</target>
</segment></unit>
<unit id="u2"><segment id="s1"><source>Un.</source><target>One.</target></segment>
<ignorable><source> </source></ignorable><segment id="s2"><source>Deux.</source></segment></unit>
<unit id="u3" translate="no"><segment><source>ACME</source></segment></unit>
</file><file id="f2">
<unit id="u4"><segment><source>Fin<cp hex="0001"/><cp hex="2026"/></source><target>End.</target></segment></unit>
</file></xliff>
"""


@pytest.mark.parametrize("version", ["2.0", "2.1"])
def test_xliff_2(tmp_path: Path, version: str) -> None:
    document = parse(tmp_path, "a.xliff", XLIFF2.format(version=version))
    assert pairs(document) == [("Un mot.", "A word."), ("Un.", "One."), ("Deux.", ""), ("Fin…", "End.")]
    assert [source.unit for source, _ in document.pairs] == ["u1", "u2/s1", "u2/s2", "u4"]
    assert (document.source_lang, document.target_lang) == ("fr", "en")


TMX = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="fr" segtype="sentence" o-tmf="x" adminlang="en" datatype="plaintext"
 creationtool="x" creationtoolversion="1"/>
<body>
<tu tuid="t1"><tuv xml:lang="en-GB"><seg>A <hi>word</hi>.</seg></tuv>
<tuv xml:lang="fr-FR"><seg>Un <bpt i="1">&lt;b&gt;</bpt>mot<ept i="1">&lt;/b&gt;</ept>.</seg></tuv></tu>
<tu><tuv xml:lang="fr-FR"><seg>Seul</seg></tuv></tu>
{third}
</body></tmx>
"""


def test_tmx(tmp_path: Path) -> None:
    document = parse(tmp_path, "a.tmx", TMX.format(third=""))
    assert pairs(document) == [("Un mot.", "A word."), ("Seul", "")]
    assert [(source.unit, source.line) for source, _ in document.pairs] == [("t1", 6), ("tu2", 8)]
    assert (document.source_lang, document.target_lang) == ("fr-FR", "en-GB")
    assert document.warnings == ()


def test_tmx_of_three_languages_warns(tmp_path: Path) -> None:
    third = '<tu><tuv xml:lang="fr-FR"><seg>Oui</seg></tuv><tuv xml:lang="de"><seg>Ja</seg></tuv></tu>'
    document = parse(tmp_path, "a.tmx", TMX.format(third=third))
    assert pairs(document)[2] == ("Oui", "")
    assert document.warnings == (f"{document.path}: reads fr-FR to en-GB; left out: de",)


PO = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset={charset}\n"
"Language: en\n"
"X-Source-Language: fr\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: src/app.c:12
msgid "Été à l’hôtel"
msgstr "Summer at "
"the hotel"

#, fuzzy
msgid "Flou"
msgstr "Blurred"

msgctxt "menu"
msgid "Sans cible"
msgstr ""

#: src/app.c:30
msgid "%d fichier"
msgid_plural "%d fichiers"
msgstr[0] "%d file"
msgstr[1] "%d files"

#~ msgid "Vieux"
#~ msgstr "Old"
"""


@pytest.mark.parametrize(("charset", "encoding"), [("UTF-8", "utf-8"), ("windows-1252", "cp1252")])
def test_po(tmp_path: Path, charset: str, encoding: str) -> None:
    document = parse(tmp_path, "a.po", PO.replace("{charset}", charset).encode(encoding))
    assert pairs(document) == [
        ("Été à l’hôtel", "Summer at the hotel"),
        ("Sans cible", ""),
        ("%d fichier", "%d file"),
        ("%d fichiers", "%d files"),
    ]
    assert [(source.unit, source.line) for source, _ in document.pairs] == [
        ("src/app.c:12", 9),
        ("message 3", 18),
        ("src/app.c:30[0]", 22),
        ("src/app.c:30[1]", 22),
    ]
    assert (document.source_lang, document.target_lang, document.encoding) == ("fr", "en", encoding)


@pytest.mark.parametrize(("name", "content"), [("a.tmx", TMX.format(third="")), ("a.xlf", XLIFF1)])
def test_named_encoding_goes_before_the_declaration(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_bytes(content.replace("Un ", "Été ").encode("cp1252"))
    document = read_bilingual(str(path), encoding="windows-1252")
    assert pairs(document)[0][0].startswith("Été mot")
