"""Documents of any format: how the format is told, standard input, and what is imported when."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.unit.document_files import texts, write
from tqcheck.documents import detect_format, is_bilingual, read, same_file
from tqcheck.types import TqcheckError


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
