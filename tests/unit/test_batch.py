"""``tqcheck batch`` of pairs: lines in order, in bounded memory, going on after a stop, and what is said of bad input. No model."""

from __future__ import annotations

import contextlib
import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.unit.baseline_reports import report_of
from tqcheck.batching import pairs as batching
from tqcheck.batching.pairs import segment_lines
from tqcheck.batching.written import Written, read_written
from tqcheck.check import Material
from tqcheck.cli import main
from tqcheck.documents.assemble import Pair
from tqcheck.settings import Settings
from tqcheck.types import Report

BLOCK = 3
PAIRS = [(f"Phrase numéro {n}.", f"Sentence number {n}.") for n in range(8)]
TSV = "source\ttarget\n" + "".join(f"{source}\t{target}\n" for source, target in PAIRS)


class Examined(list[list[str]]):
    """The sources of each block that was examined; ``tool`` is what signs the reports."""

    tool: dict[str, Any] = {"name": "tqcheck", "version": "1"}  # noqa: RUF012

    def __call__(self, material: Material, *_: Any, **__: Any) -> Report:
        self.append([bead.source.text for bead in material.beads])
        found = report_of([(bead.source.text, bead.target.text) for bead in material.beads])
        return Report("", "", *material.langs, found.segments, found.summary, self.tool, ("mind this",))


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Examined:
    """Small blocks, examined by nobody; the working directory holds pairs.tsv."""
    seen = Examined()
    monkeypatch.setattr(batching, "BLOCK", BLOCK)
    monkeypatch.setattr(batching, "examine_material", seen)
    monkeypatch.setattr(batching, "forgetting", lambda langs: contextlib.nullcontext())
    monkeypatch.setattr("tqcheck.loading.Models.encoder", lambda *_: None)
    monkeypatch.chdir(tmp_path)
    Path("pairs.tsv").write_text(TSV, encoding="utf-8")
    return seen


def cli(*arguments: str, stdin: str | bytes | None = None) -> Result:
    """Run ``tqcheck batch``."""
    return CliRunner().invoke(main, ("batch", *arguments), input=stdin)


def texts(lines: str) -> list[tuple[int, str, str]]:
    """The number and both sides of each line."""
    rows = map(json.loads, lines.splitlines())
    return [(row["id"], row["source"]["text"], row["target"]["text"]) for row in rows]


def test_a_line_a_pair(examined: Examined) -> None:
    """Every pair has its line, numbered through all blocks, signed; a warning is given once."""
    result = cli("pairs.tsv")
    assert (result.exit_code, result.stderr) == (0, "tqcheck: warning: mind this\n")
    assert texts(result.stdout) == [(n, *pair) for n, pair in enumerate(PAIRS, start=1)]
    assert [len(block) for block in examined] == [3, 3, 2]
    assert {json.loads(line)["signature"] for line in result.stdout.splitlines()} == {
        batching.signature_of(examined.tool)
    }


@pytest.mark.parametrize(
    ("arguments", "content", "expected"),
    [
        (("-",), "Oui.\tYes.\n\nNon.\tNo.\n", [("Oui.", "Yes."), ("", ""), ("Non.", "No.")]),
        (("-",), "fr\tid\ten\r\nOui.\t7\tYes.\r\n", [("Oui.", "Yes.")]),
        (("-",), "\ufeffOui.\tYes.", [("Oui.", "Yes.")]),
        (
            ("-", "--input-format", "jsonl"),
            '{"src": "Oui.", "mt": "Yes."}\n\n{"source": "Non."}\n',
            [("Oui.", "Yes."), ("Non.", "")],
        ),
        (("-", "--encoding", "latin-1"), "Été.\tSummer.\n".encode("latin-1"), [("Été.", "Summer.")]),
    ],
)
def test_what_is_read(
    examined: Examined, arguments: tuple[str, ...], content: str | bytes, expected: list[tuple[str, str]]
) -> None:
    """Headers, blank lines, byte order marks, key names and encodings are those of the other commands."""
    assert [row[1:] for row in texts(cli(*arguments, stdin=content).stdout)] == expected


@pytest.mark.parametrize("complete", range(len(PAIRS) + 1))
@pytest.mark.parametrize("torn", ["", '{"id": 99, "sou'])
def test_resume(examined: Examined, complete: int, torn: str) -> None:
    """After a stop at any line, in the middle of one too, the file ends as it would have; no block is examined twice."""
    assert cli("pairs.tsv", "-o", "whole.jsonl").exit_code == 0
    whole = Path("whole.jsonl").read_bytes()
    Path("part.jsonl").write_bytes(b"".join(whole.splitlines(keepends=True)[:complete]) + torn.encode())
    examined.clear()
    assert cli("pairs.tsv", "-o", "part.jsonl", "--resume").exit_code == 0
    assert Path("part.jsonl").read_bytes() == whole
    blocks = [0, BLOCK, 2 * BLOCK]
    assert [block[0] for block in examined] == [PAIRS[at][0] for at in blocks if complete < min(at + BLOCK, len(PAIRS))]


def edited(change: Callable[[list[str]], None]) -> None:
    """part.jsonl: the first four lines, with a change."""
    cli("pairs.tsv", "-o", "whole.jsonl")
    lines = Path("whole.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)[:4]
    change(lines)
    Path("part.jsonl").write_text("".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: lines.reverse(), "part.jsonl:4: is not of pair 4 of pairs.tsv; name another file with -o"),
        (lambda lines: lines.extend(["not JSON\n"]), "part.jsonl:5: is no line of `tqcheck batch`"),
        (lambda lines: lines.extend(["[1]\n"]), "part.jsonl:5: is no line of `tqcheck batch`"),
        (lambda lines: lines.extend(lines[:1] * 6), "part.jsonl:10: pairs.tsv has 8 pairs only"),
        (
            lambda lines: lines.append(lines.pop().replace('"signature": "', '"signature": "x')),
            "part.jsonl:4: was written with other settings or another version",
        ),
    ],
)
def test_resume_of_something_else(examined: Examined, change: Callable[[list[str]], None], said: str) -> None:
    """A file with lines that this run would not have written stays as it is."""
    edited(change)
    before = Path("part.jsonl").read_bytes()
    result = cli("pairs.tsv", "-o", "part.jsonl", "--resume")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, result.stderr.count("tqcheck: "))
    assert said in result.stderr
    assert Path("part.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "content", "said"),
    [
        (("pairs.tsv", "--resume"), "", "--resume goes on with a file: name it with -o."),
        (("pairs.tsv", "-o", "full.jsonl"), "", "full.jsonl: holds lines already; go on with --resume, or remove it"),
        (("pairs.csv",), "", "pairs.csv: is CSV, where pairs are read from TSV or JSONL; convert it"),
        (("gone.tsv",), "", "gone.tsv: cannot be read (No such file or directory): check the path"),
        ((), "", "Missing argument 'SOURCE'."),
        (("-",), "", "standard input: empty file: there is nothing to check"),
        (("-",), "Oui.\tYes.\nNon.\n", "standard input: line 2 has 1 column, 2 are needed: part them with a tab"),
        (("-",), b"Oui.\tYes.\nNon.\xff\tNo.\n", "standard input: line 2 is not UTF-8: mend it, or name the encoding"),
        (("-", "--encoding", "klingon"), "Oui.\tYes.\n", "standard input: unknown encoding 'klingon'"),
        (("-", "--input-format", "jsonl"), '{"source": 1}\n', "line 1: 'source' is int, not a string"),
        (("-", "--input-format", "jsonl"), '{"source": "a"}\n{"mt"\n', "standard input: line 2, column 6 is not JSON"),
    ],
)
def test_bad_input(examined: Examined, arguments: tuple[str, ...], content: str | bytes, said: str) -> None:
    """One line that names the file, the line and the mend, and exit status 2."""
    Path("full.jsonl").write_text("{}\n", encoding="utf-8")
    result = cli(*arguments, stdin=content)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert said in result.stderr


def test_a_bad_line_costs_no_block_before_it(examined: Examined) -> None:
    """What was examined before the bad line stays, and --resume goes on when it is mended."""
    Path("pairs.tsv").write_text(TSV.replace(PAIRS[7][1], "").replace("7.\t", "7."), encoding="utf-8")
    result = cli("pairs.tsv", "-o", "out.jsonl")
    assert result.exit_code == 2
    assert "pairs.tsv: line 9 has 1 column" in result.stderr
    Path("pairs.tsv").write_text(TSV, encoding="utf-8")
    examined.clear()
    assert cli("pairs.tsv", "-o", "out.jsonl", "--resume").exit_code == 0
    assert [row[1:] for row in texts(Path("out.jsonl").read_text(encoding="utf-8"))] == PAIRS
    assert [len(block) for block in examined] == [2]


def test_no_more_than_a_block_is_held(examined: Examined, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of a block are there before the next is read: a file without an end is no trouble."""
    read = itertools.count()

    def endless(*_: Any) -> Iterator[tuple[tuple[None, None], Pair]]:
        for number in read:
            yield (None, None), Pair(f"Phrase {number}.", f"Sentence {number}.")

    monkeypatch.setattr(batching, "stream_pairs", endless)
    lines = segment_lines("pairs.tsv", Settings(), Written(), lambda warning: None, lambda done: None)
    blocks = [next(lines) for _ in range(4)]
    assert [len(block) for block in blocks] == [BLOCK] * 4
    assert next(read) == 4 * BLOCK


def test_a_file_without_lines(tmp_path: Path) -> None:
    """A run that stopped before its first line, or has not begun, goes on from the beginning."""
    path = tmp_path / "out.jsonl"
    assert read_written(str(path)).lines == 0
    path.write_text('{"id": 1', encoding="utf-8")
    assert (read_written(str(path)).lines, read_written(str(path)).size) == (0, 0)
