"""Input that cannot be read: each kind of it ends in one clear line that names the file and the place."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

import pytest

from tqcheck.documents import archive, is_bilingual, read, read_bilingual
from tqcheck.documents.formats import detect_format
from tqcheck.types import TqcheckError


def message_of(path: str, **options: str) -> str:
    """The one line that reading ``path`` ends in."""
    function = read_bilingual if is_bilingual(detect_format(path, options.get("format"))) else read
    with pytest.raises(TqcheckError) as caught:
        function(path, **options)
    message = str(caught.value)
    assert len(message.splitlines()) == 1
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return message


def zipped(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return buffer.getvalue()


def make_spreadsheet() -> bytes:
    import odfdo

    buffer = io.BytesIO()
    odfdo.Document("spreadsheet").save(buffer)
    return buffer.getvalue()


EXTERNAL = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
XLIFF = '<xliff version="1.2"><file source-language="fr"><body>{}</body></file></xliff>'
UNIT = '<trans-unit id="1"><source>Oui</source><target>Yes</target></trans-unit>'
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'

BAD = [
    pytest.param("a.txt", b"", r"empty file", id="empty"),
    pytest.param("a.txt", b" \n\t\r\n ", r"empty file", id="blanks"),
    pytest.param("a.txt", b"\xef\xbb\xbf\n", r"empty file", id="a byte order mark alone"),
    pytest.param("a.txt", b"\xff\xfe", r"empty file", id="a UTF-16 mark alone"),
    pytest.param("a.md", b"", r"empty file", id="empty Markdown"),
    pytest.param("a.docx", b"", r"empty file", id="empty DOCX"),
    pytest.param("a.tmx", b"", r"empty file", id="empty TMX"),
    pytest.param("a.tsv", b"\n\n", r"empty file", id="empty TSV"),
    pytest.param("a.txt", b"***\n\n---\n", r"no text in it", id="rules only"),
    pytest.param("a.md", b"```\ncode\n```\n", r"no text in it", id="code only"),
    pytest.param("a.html", b"<script>var x</script>", r"no text in it", id="script only"),
    pytest.param("a.html", b"<!-- rien -->", r"no text in it", id="comment only"),
    pytest.param("a.tsv", b"source\ttarget\n", r"no text in it", id="header only"),
    pytest.param("a.tsv", b"source\ttarget\n\t\n", r"no text in it", id="blank sides only"),
    pytest.param("a.xlf", XLIFF.format("").encode(), r"no text in it", id="no unit"),
    pytest.param("a.txt", b"ab\x00cd\x01\x02\x03", r"binary file.*NUL byte at offset 2", id="NUL"),
    pytest.param("a.txt", bytes(range(1, 9)) * 50, r"binary file.*control", id="control characters"),
    pytest.param("a.txt", b"\x01\x02\x90\x9d\xff\x81" * 50, r"binary file", id="noise"),
    pytest.param("a.txt", b"%PDF-1.7\n", r"a PDF, not text", id="PDF"),
    pytest.param("a.txt", b"{\\rtf1 Oui}", r"an RTF document", id="RTF"),
    pytest.param("a.txt", b"\x89PNG\r\n\x1a\n\x00", r"an image", id="PNG"),
    pytest.param("a.txt", zipped({"a": "b"}), r"ZIP archive", id="ZIP"),
    pytest.param("a.txt", "Été à Nîmes, là-bas\n".encode() + b"\xff\n", r"byte 25 \(0xFF, line 2\)", id="spoilt UTF-8"),
    pytest.param("a.txt", b"\xff\xfea\x00b", r"byte 4 .*utf-16", id="half a UTF-16 character"),
    pytest.param("a.tsv", b"Oui\tYes\nNon\n", r"line 2 has 1 column, 2 are needed.*tab", id="TSV row too short"),
    pytest.param("a.tsv", b"id\tsource\ttarget\n1\tOui\n", r"line 2 has 2 columns, 3 are needed", id="short of header"),
    pytest.param("a.csv", b"Oui,Yes\nNon\n", r"line 2 has 1 column.*comma", id="CSV row too short"),
    pytest.param("a.csv", b'Oui,Yes\nA,B\n"Non,No\n', r"line 3 is not CSV", id="open quotation mark"),
    pytest.param("a.jsonl", b'{"source": "a"}\n{"source": \n', r"line 2, column \d+ is not JSON", id="JSON"),
    pytest.param("a.jsonl", b"[" * 100_000, r"line 1.*JSON", id="JSON nested beyond reason"),
    pytest.param("a.jsonl", b"[1]\n", r"line 1 is not an object", id="JSON array"),
    pytest.param("a.jsonl", b'{"text": "a"}\n', r"line 1 has no 'source'.*'text'", id="JSON without source"),
    pytest.param("a.jsonl", b'{"source": 1}\n', r"line 1: 'source' is int", id="JSON number"),
    pytest.param("a.jsonl", b'{"source": "\\ud800"}\n', r"line 1.*surrogate", id="JSON half a surrogate pair"),
    pytest.param("a.xlf", b"<xliff>\n<file>\n</xliff>", r"line 3: broken XML", id="broken XML"),
    pytest.param("a.tmx", b"Oui\tYes\n", r"line 1: broken XML", id="no XML at all"),
    pytest.param("a.xlf", b"<tmx/>", r"root element is tmx", id="another format's XML"),
    pytest.param("a.tmx", XLIFF.format(UNIT).encode(), r"root element is xliff", id="XLIFF named TMX"),
    pytest.param("a.xlf", b'<xliff version="1.2"/>', r"not the XLIFF 1.2", id="XLIFF without a file"),
    pytest.param("a.xlf", (EXTERNAL + XLIFF.format(UNIT)).encode(), r"declares an entity", id="external entity"),
    pytest.param("a.tmx", (LAUGHS + "<tmx/>").encode(), r"declares an entity", id="entity expansion"),
    pytest.param("a.tmx", (LAUGHS + "<tmx/>").encode("utf-16"), r"declares an entity", id="entity in UTF-16"),
    pytest.param(
        "a.tmx",
        (f'<?xml version="1.0" encoding="shift_jis"?>{LAUGHS}<tmx/>').encode("shift_jis"),
        r"declares an entity",
        id="entity in an encoding that expat does not know",
    ),
    pytest.param("a.odt", make_spreadsheet(), r"an OpenDocument spreadsheet", id="spreadsheet named ODT"),
    pytest.param("a.po", b'msgid "a"\nmsgstr "b"\nnonsense\n', r"line 3 is not PO", id="PO syntax"),
    pytest.param("a.po", b'msgid ""\nmsgstr "Content-Type: text/plain; charset=none\\n"\n', "'none'", id="charset"),
    pytest.param("a.docx", b"Bonjour", r"not a ZIP archive, so not DOCX", id="DOCX that is text"),
    pytest.param("a.odt", b"Bonjour", r"not a ZIP archive, so not ODT", id="ODT that is text"),
    pytest.param("a.docx", zipped({"a": "b"})[:-30], r"not DOCX", id="cut DOCX"),
    pytest.param("a.docx", zipped({"a": "b"}), r"without word/document.xml", id="ZIP named DOCX"),
    pytest.param("a.odt", zipped({"a": "b"}), r"without content.xml", id="ZIP named ODT"),
    pytest.param("a.docx", zipped({"word/document.xml": WORD}), r"damaged DOCX", id="DOCX without its parts"),
    pytest.param("a.odt", zipped({"content.xml": "<a/>"}), r"damaged ODT", id="ODT without its parts"),
    pytest.param("a.docx", zipped({"word/document.xml": EXTERNAL + WORD}), r"document.xml.*entity", id="DOCX entity"),
    pytest.param("a.odt", zipped({"content.xml": LAUGHS + "<a/>"}), r"content.xml.*entity", id="ODT entity"),
    pytest.param("a.docx", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, r"old or password-protected", id="old Word"),
    pytest.param(
        "a.odt",
        zipped({"content.xml": "x", "META-INF/manifest.xml": "<m><encryption-data/></m>"}),
        r"password",
        id="ODT with a password",
    ),
    pytest.param("a.html", b"<div>" * 5000 + b"Oui", r"nest too deeply", id="HTML nested beyond reason"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "expected"), BAD)
def test_bad_content(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    message = message_of(str(path))
    assert message.startswith(str(path))
    assert re.search(expected, message), message


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("ascii", r"byte 6 \(0xE9, line 2\) is not ascii"),
        ("utf-8", r"byte 6 \(0xE9, line 2\) is not utf-8"),
        ("klingon", r"unknown encoding 'klingon'"),
        ("base64", r"unknown encoding 'base64'"),
        ("a\x00b", r"unknown encoding"),
    ],
)
def test_bad_encoding(tmp_path: Path, encoding: str, expected: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Un.\nDe\xe9 la.\n")
    assert re.search(expected, message_of(str(path), encoding=encoding))


def test_missing_file(tmp_path: Path) -> None:
    path = str(tmp_path / "none.txt")
    assert message_of(path) == f"{path}: no such file: check the path"


def test_directory(tmp_path: Path) -> None:
    assert message_of(str(tmp_path)) == f"{tmp_path}: is a directory: name a file in it"


def test_impossible_name() -> None:
    assert "cannot be read" in message_of("a\x00b.txt")
    assert "cannot be read" in message_of("a" * 5000)
    assert message_of("a\nb.txt") == "a\\nb.txt: no such file: check the path"


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Oui.")
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser may read anything

        def refuse(*arguments: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "read_bytes", refuse)
    assert message_of(str(path)) == f"{path}: permission denied: make the file readable"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.tsv", "a.jsonl"])
def test_endless_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("a\tb\n\n" + "x" * 10_000_001)
    expected = f"{path}: line 3 is 10,000,001 characters long (at most 10,000,000): break it into paragraphs"
    assert message_of(str(path)) == expected


def test_zip_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1000)
    path = tmp_path / "a.docx"
    path.write_bytes(zipped({"word/document.xml": "x" * 1001}))
    assert re.search(r"unpacks to 1,001 bytes \(at most 1,000\)", message_of(str(path)))


def test_sides_are_told_apart(tmp_path: Path) -> None:
    for name, function, expected in (("a.tsv", read, "holds both sides"), ("a.txt", read_bilingual, "one side only")):
        path = tmp_path / name
        path.write_text("Oui\tYes\n")
        with pytest.raises(TqcheckError, match=expected):
            function(str(path))


def test_standard_input_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert message_of("-") == "standard input: empty file: there is nothing to check"


def test_an_entity_is_never_fetched(tmp_path: Path) -> None:
    """A DTD named from outside is let through unread: TMX files carry one."""
    secret = tmp_path / "secret.dtd"
    secret.write_text('<!ENTITY e "SECRET">')
    path = tmp_path / "a.tmx"
    path.write_text(
        f'<!DOCTYPE tmx SYSTEM "{secret}"><tmx><header srclang="fr"/><body><tu><tuv lang="fr"><seg>Oui &e;</seg></tuv>'
        '<tuv lang="en"><seg>Yes</seg></tuv></tu></body></tmx>'
    )
    document = read_bilingual(str(path))
    assert [(source.text, target.text) for source, target in document.pairs] == [("Oui", "Yes")]
