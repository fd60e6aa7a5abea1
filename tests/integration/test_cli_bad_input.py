"""Bad input: one clear line on standard error, exit status 2, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.conftest import Run

TEXT = "Le conseil municipal a adopté le budget de la ville après trois heures de débat, malgré les protestations. " * 4
GERMAN = "Der Stadtrat hat den Haushalt der Stadt nach dreistündiger Debatte trotz aller Proteste angenommen. " * 4
XML = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx version="1.4"><header/><body>&x;</body></tmx>'


def fail(run: Run, *arguments: object, stdin: str | bytes | None = None) -> str:
    """The one line that the command prints."""
    result = run(*map(str, arguments), stdin=stdin)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("tqcheck: error: ")
    return lines[0]


@pytest.fixture
def english(tmp_path: Path) -> Path:
    """A translation that is fine."""
    path = tmp_path / "good.en.txt"
    path.write_text("The city council adopted the budget after three hours of debate.", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n ", "empty"),
        ("binary.txt", b"\x00\x01\x02PK" * 50, "text"),
        ("broken.docx", b"this is no archive", "DOCX"),
        ("broken.odt", b"this is no archive", "ODT"),
        ("german.txt", GERMAN.encode(), "'de'"),
        ("long.txt", b"a" * 12_000_000, "line 1"),
        ("spoilt.txt", "é".encode() * 30 + b"\xff\xfe\x81" + "é".encode() * 30, "spoilt.txt"),
    ],
)
def test_bad_source(run: Run, tmp_path: Path, english: Path, name: str, content: bytes, said: str) -> None:
    """Each bad document is named with what is wrong with it."""
    path = tmp_path / name
    path.write_bytes(content)
    line = fail(run, "check", path, english)
    assert name in line
    assert said in line


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("broken.tmx", "<tmx><body>", "broken.tmx"),
        ("entity.tmx", XML, "entit"),
        ("short.tsv", "un\tone\ndeux\n", "line 2"),
        ("broken.jsonl", '{"source": "un", "target": "one"}\n{oops\n', "2"),
        ("one.xlf", "<xliff", "one.xlf"),
    ],
)
def test_bad_bilingual_file(run: Run, tmp_path: Path, name: str, content: str, said: str) -> None:
    """Each broken file is named with the place."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert said in fail(run, "check", path)


def test_bad_paths(run: Run, tmp_path: Path, english: Path) -> None:
    """Missing files, directories, one file twice, one side missing."""
    assert "nowhere.txt" in fail(run, "check", tmp_path / "nowhere.txt", english)
    assert "directory" in fail(run, "check", tmp_path, english)
    assert "same file" in fail(run, "check", english, english)
    assert "other side" in fail(run, "check", english)
    assert "standard input" in fail(run, "check", "-", "-", stdin=TEXT)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "a", "b", "--fail-on", "huge"),
        ("check", "a", "b", "--select", "Z9"),
        ("nonsense",),
        ("explain", "X999"),
        ("check", "a", "b", "--encoding", "no-such-code"),
        ("check", "a", "b", "--output-format", "pdf"),
    ],
)
def test_bad_usage(run: Run, arguments: tuple[str, ...]) -> None:
    """Usage errors are one line as well."""
    fail(run, *arguments)


def test_unwritable_output(run: Run, tmp_path: Path, english: Path) -> None:
    """A report that cannot be written says so."""
    source = tmp_path / "a.fr.txt"
    source.write_text("Le conseil municipal a adopté le budget.", encoding="utf-8")
    assert "missing" in fail(run, "check", source, english, "-o", tmp_path / "missing" / "report.txt")


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"un\tone\nno tab here\n", "line 2 has no tab"), (b"un\tone\n\xff\xfe\tx\n", "line 2 is not UTF-8")],
)
def test_bad_lines_to_score(run: Run, content: bytes, said: str) -> None:
    """``score`` names the line of its input."""
    result = run("score", "-", stdin=content)
    assert result.exit_code == 2
    assert said in result.stderr
