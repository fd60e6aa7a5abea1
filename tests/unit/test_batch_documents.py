"""``tqcheck batch`` of documents: a line each, in order, and which lines a run that goes on keeps. No model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.unit.baseline_reports import report_of
from tqcheck.cli import main
from tqcheck.types import Failure

NAMES = ("a", "b", "c")
BROKEN = "broken"
"""A document with this text cannot be checked."""


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """A folder with three documents, examined last first by nobody; the list is what was examined."""
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    for name in NAMES:
        write(name, f"Hello from {name}.")
    seen: list[str] = []

    def in_process(*_: Any) -> Any:
        def work(jobs: Sequence[Any]) -> Iterator[tuple[int, Any]]:
            for index, (pair, _) in reversed(list(enumerate(jobs))):
                seen.append(Path(pair.translation).name.partition(".")[0])
                text = Path(pair.translation).read_text(encoding="utf-8")
                bad = Failure(pair.source, pair.translation, f"{pair.translation}: is broken; mend it")
                good = report_of([("Bonjour.", text)], pair.translation, source=pair.source)
                yield index, bad if BROKEN in text else good

        return work

    monkeypatch.setattr("tqcheck.project.workers.in_process", in_process)
    monkeypatch.setattr("tqcheck.project.keys.tool_digest", lambda digests: "as it is")
    return seen


def write(name: str, english: str) -> None:
    """A document pair."""
    Path(f"docs/{name}.fr.md").write_text("Bonjour.\n", encoding="utf-8")
    Path(f"docs/{name}.en.md").write_text(english, encoding="utf-8")


def cli(*arguments: str) -> Result:
    """Run ``tqcheck batch`` on the folder."""
    return CliRunner().invoke(main, ("batch", "docs", *arguments))


def content(path: str = "out.jsonl") -> list[str]:
    """The English text of each line, or the message where there is none."""
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    return [row.get("message") or row["segments"][0]["target"]["text"] for row in rows]


def test_a_line_a_document(examined: list[str]) -> None:
    """In order, whatever is done first; one that cannot be checked has a line too, and the status says so."""
    write("b", BROKEN)
    result = cli()
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [Path(row["target"]).name for row in rows] == ["a.en.md", "b.en.md", "c.en.md"]
    assert [len(row.get("segments", [])) for row in rows] == [1, 0, 1]
    assert rows[1]["message"] == result.stderr.strip().removeprefix("tqcheck: error: ")
    assert result.exit_code == 2


@pytest.mark.parametrize(("complete", "left"), [(0, "cba"), (1, "cb"), (2, "c"), (3, "")])
@pytest.mark.parametrize("torn", ["", '{"version": 1, "sou'])
def test_resume(examined: list[str], complete: int, left: str, torn: str) -> None:
    """After a stop at any line only documents without a line are examined, and the file ends as it would have."""
    cli("-o", "whole.jsonl")
    whole = Path("whole.jsonl").read_bytes()
    Path("out.jsonl").write_bytes(b"".join(whole.splitlines(keepends=True)[:complete]) + torn.encode())
    examined.clear()
    assert cli("-o", "out.jsonl", "--resume").exit_code == 0
    assert (Path("out.jsonl").read_bytes(), "".join(examined)) == (whole, left)


def another_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other rules, weights, word lists or libraries."""
    monkeypatch.setattr("tqcheck.project.keys.tool_digest", lambda digests: "as it was changed")


@pytest.mark.parametrize(
    ("change", "options", "redone"),
    [
        (lambda patch: None, (), ""),
        (another_tool, (), "a b c"),
        (lambda patch: None, ("--select", "N"), "a b c"),
        (lambda patch: None, ("--threshold", "0.9"), "a b c"),
        (lambda patch: write("b", "Good day from b."), (), "b"),
        (lambda patch: write("aa", "A newcomer."), (), "aa"),
        (lambda patch: Path("tqcheck.toml").write_text('[[overrides]]\npaths = ["docs/c.en.md"]\nignore = ["C"]'), (), "c"),
        (lambda patch: Path("tqcheck.toml").write_text('[[overrides]]\npaths = ["docs/a*"]\nfail-on = "never"'), (), "a"),
    ],
)  # fmt: skip
def test_what_is_stale_is_made_anew(
    examined: list[str],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[pytest.MonkeyPatch], None],
    options: tuple[str, ...],
    redone: str,
) -> None:
    """Lines of another version, other settings or other documents are replaced; the file is what a first run writes."""
    cli("-o", "out.jsonl")
    change(monkeypatch)
    examined.clear()
    assert cli("-o", "out.jsonl", "--resume", *options).exit_code == 0
    assert sorted(examined) == redone.split()
    cli("-o", "fresh.jsonl", *options)
    assert Path("out.jsonl").read_bytes() == Path("fresh.jsonl").read_bytes()


def test_a_stop_among_stale_lines_loses_nothing(examined: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made anew before the stop stands behind the stale lines; the next run keeps it and puts all in order."""
    cli("-o", "out.jsonl")
    old = Path("out.jsonl").read_bytes()
    another_tool(monkeypatch)
    cli("-o", "fresh.jsonl")
    fresh = Path("fresh.jsonl").read_bytes()
    Path("out.jsonl").write_bytes(old + fresh.splitlines(keepends=True)[0] + b'{"torn')
    examined.clear()
    cli("-o", "out.jsonl", "--resume")
    assert (Path("out.jsonl").read_bytes(), examined) == (fresh, ["c", "b"])


def test_what_could_not_be_checked_is_tried_again(examined: list[str]) -> None:
    """While it is broken the status says so each time; once it is mended its line has a report."""
    write("b", BROKEN)
    assert [cli("-o", "out.jsonl", *again).exit_code for again in ((), ("--resume",))] == [2, 2]
    assert content() == ["Hello from a.", "docs/b.en.md: is broken; mend it", "Hello from c."]
    write("b", "Mended.")
    examined.clear()
    assert cli("-o", "out.jsonl", "--resume").exit_code == 0
    assert (content(), examined) == (["Hello from a.", "Mended.", "Hello from c."], ["b"])


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('{"source": "x", "target": "y", "segments": []}\n', "out.jsonl:1: is of no document of this run"),
        ('{"id": 1}\n', "out.jsonl:1: is of no document of this run"),
        ("oops\n{}\n", "out.jsonl:1: is no line of `tqcheck batch`"),
        ("{}\noops\n", "out.jsonl:2: is no line of `tqcheck batch`"),
    ],
)
def test_a_file_of_something_else(examined: list[str], lines: str, said: str) -> None:
    """A file with lines that no run over these documents writes stays as it is."""
    Path("out.jsonl").write_text(lines, encoding="utf-8")
    result = cli("-o", "out.jsonl", "--resume")
    assert (result.exit_code, examined) == (2, [])
    assert f"{said}; name another file with -o" in result.stderr
    assert Path("out.jsonl").read_text(encoding="utf-8") == lines
