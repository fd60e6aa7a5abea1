"""``--baseline`` and its like, and the gate, from the command line: files, messages and exit statuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.integration.conftest import Run
from tests.unit.baseline_reports import Pair, report_of
from tqcheck.cli import main
from tqcheck.report import FORMATS
from tqcheck.types import Severity

CALQUE: Pair = ("Le ministre est [[en déplacement]] à Rome.", "The minister is [[in displacement]] in Rome.")
ANIMAL: Pair = ("Le [[chat]] dort.", "The [[rabbit]] sleeps.", {"severity": Severity.MINOR, "code": "M101"})
CLEAN: Pair = ("Il pleut sur la ville.", "It is raining on the city.")


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Pair]]:
    """What the examination finds in each target, in place of the model; the files themselves hold nothing to find."""
    found: dict[str, list[Pair]] = {"a.en.txt": [CALQUE, ANIMAL, CLEAN]}
    monkeypatch.chdir(tmp_path)
    for name in ("a.fr.txt", "b.fr.txt", "a.en.txt", "b.en.txt"):
        Path(name).write_text("Bonjour.\n", encoding="utf-8")

    def run_jobs(jobs: Any, *_: Any) -> list[Any]:
        return [report_of(found[pair.target], pair.target, source=pair.source) for pair, _ in jobs]

    monkeypatch.setattr("tqcheck.project.run.run_jobs", run_jobs)
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path / "cache"))
    return found


def cli(*arguments: str) -> Result:
    """Run a command line without loading a model."""
    return CliRunner().invoke(main, arguments)


CHECK = ("check", "a.fr.txt", "a.en.txt", "--output-format", "concise")
BASELINE = "tqcheck-baseline.json"


def entries(path: str = BASELINE) -> list[dict[str, str]]:
    return json.loads(Path(path).read_text(encoding="utf-8"))["entries"]


def test_adopting_on_an_old_site(documents: dict[str, list[Pair]]) -> None:
    """Accept what is there, pass, fail on what is new, drop what is mended."""
    assert cli(*CHECK).exit_code == 1
    said = ("--baseline-reason", "before we began", "--baseline-author", "Ann", "--baseline-date", "2025-01-31")
    written = cli(*CHECK, "--write-baseline", *said)
    assert (written.exit_code, written.stderr) == (
        0,
        f"tqcheck: {BASELINE}: 2 findings accepted, 2 new; 0 dropped whose finding is gone\n",
    )
    assert [(e["code"], e["path"], e["reason"], e["author"], e["added"]) for e in entries()] == [
        ("C101", "a.en.txt", "before we began", "Ann", "2025-01-31"),
        ("M101", "a.en.txt", "before we began", "Ann", "2025-01-31"),
    ]
    assert cli(*CHECK, "--baseline", "--fail-on-new", "--min-score", "99").exit_code == 0
    documents["a.en.txt"] = [CALQUE, ("Le [[chien]] dort.", "The [[dock]] sleeps.", {"severity": Severity.MINOR})]
    assert cli(*CHECK, "--baseline", BASELINE).exit_code == 0
    assert cli(*CHECK, "--baseline", BASELINE, "--fail-on-new").exit_code == 1
    before = entries()
    pruned = cli(*CHECK, "--baseline", BASELINE, "--prune-baseline")
    assert pruned.stderr == f"tqcheck: {BASELINE}: 1 kept, 1 dropped whose finding is gone\n"
    assert entries() == before[:1]


def test_every_format_marks_and_exits_alike(documents: dict[str, list[Pair]]) -> None:
    """Exit 0, 1 and 2 do not depend on the format; accepted findings stay in those that hold all findings."""
    cli(*CHECK, "--write-baseline", "--baseline-reason", "known since March")
    command = ("check", "a.fr.txt", "a.en.txt", "--output-format")
    for name in FORMATS:
        assert cli(*command, name, "--baseline").exit_code == 0, name
        assert cli(*command, name).exit_code == 1, name
        assert cli(*command, name, "--exit-zero").exit_code == 0, name
        assert cli(*command, name, "--baseline", "gone.json").exit_code == 2, name
    for name in ("full", "json", "jsonl", "html", "csv"):
        assert "known since March" in cli(*command, name, "--baseline").stdout, name
    summary = json.loads(cli(*command, "json", "--baseline").stdout)["summary"]
    assert summary["baseline"] == {"accepted": 2, "new": 0, "stale": 0}
    assert (summary["gate"], summary["failed"], summary["flagged"], summary["suppressed"]) == ("passed", [], 0, 2)
    concise = cli(*CHECK, "--baseline").stdout
    assert concise == "0 of 3 segments flagged; MQM score 100.0; 2 findings accepted; gate passed\n"


def test_many_documents_share_a_baseline(documents: dict[str, list[Pair]]) -> None:
    """Entries are used up across the run; entries of documents that were not checked stay in the file."""
    documents["b.en.txt"] = [CALQUE]
    Path("pairs.tsv").write_text("a.fr.txt\ta.en.txt\nb.fr.txt\tb.en.txt\n", encoding="utf-8")
    both = ("check", "--pairs", "pairs.tsv", "--output-format", "json")
    cli(*CHECK, "--write-baseline")
    summary = json.loads(cli(*both, "--baseline").stdout)["summary"]
    assert (summary["baseline"], summary["gate"]) == ({"accepted": 2, "new": 1, "stale": 0}, "failed")
    cli(*both, "--write-baseline")
    assert cli(*both, "--baseline").exit_code == 0
    documents["a.en.txt"] = [CLEAN]
    cli(*CHECK, "--write-baseline")
    assert [entry["path"] for entry in entries()] == ["b.en.txt"]


GATES = [
    (("--fail-on", "never"), 0, []),
    (("--fail-on", "never", "--min-score", "80"), 1, ["min-score 80"]),
    (("--fail-on", "minor", "--max-flagged", "1"), 1, ["fail-on minor", "max-flagged 1"]),
    (("--fail-on", "critical", "--max-flagged", "70%"), 0, []),
    (("--fail-on", "never", "--max-flagged", "66%", "--exit-zero"), 0, ["max-flagged 66%"]),
]


@pytest.mark.parametrize(("options", "status", "failed"), GATES)
def test_gate(documents: dict[str, list[Pair]], options: tuple[str, ...], status: int, failed: list[str]) -> None:
    """Each condition has its option, and the summary names those that fail."""
    result = cli("check", "a.fr.txt", "a.en.txt", "--output-format", "json", *options)
    assert (result.exit_code, json.loads(result.stdout)["summary"]["failed"]) == (status, failed)


def test_writing_a_baseline_is_no_verdict(documents: dict[str, list[Pair]]) -> None:
    """It exits 0 even where a condition fails with nothing left to accept: no source words, so no score."""
    documents["a.en.txt"] = [("", "Something [[extra]].")]
    assert cli(*CHECK, "--min-score", "50", "--write-baseline").exit_code == 0
    assert cli(*CHECK, "--min-score", "50", "--baseline").exit_code == 1


MISTAKES = [
    (("--fail-on-new",), "--fail-on-new: without a baseline every finding is new; accept those of today with --write-baseline FILE"),
    (("--baseline", "gone.json"), "gone.json: no such file; write it with --write-baseline gone.json"),
    (("--baseline", "a.fr.txt"), "a.fr.txt:1: not JSON"),
    (("--write-baseline", "a.fr.txt"), "a.fr.txt:1: not JSON"),
    (("--write-baseline", "no/such/folder.json"), "no/such/folder.json: cannot be written (No such file or directory)"),
    (("--prune-baseline",), "--prune-baseline: name the file with --baseline FILE"),
    (("--baseline-reason", "x"), "--baseline-reason: says why findings are accepted, so it needs --write-baseline FILE"),
    (("--write-baseline", "b.json", "--baseline-date", "yesterday"), "Invalid value for '--baseline-date'"),
    (("--max-flagged", "ten"), "Invalid value for '--max-flagged': 'ten' is neither a number of segments such as 5"),
]  # fmt: skip


@pytest.mark.parametrize(("options", "message"), MISTAKES)
def test_mistakes(documents: dict[str, list[Pair]], options: tuple[str, ...], message: str) -> None:
    """One line, status 2, and no file is touched."""
    result = cli(*CHECK, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"tqcheck: error: {message}")
    assert result.stderr.count("\n") == 1
    assert Path("a.fr.txt").read_text(encoding="utf-8") == "Bonjour.\n"


def test_mistakes_are_told_before_the_work(documents: dict[str, list[Pair]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a long run to learn that the baseline is not there."""

    def never(*_: object) -> None:
        raise AssertionError("examined")

    monkeypatch.setattr("tqcheck.project.run.run_jobs", never)
    assert cli(*CHECK, "--baseline", "gone.json").exit_code == 2


def test_settings_file_names_the_baseline(documents: dict[str, list[Pair]]) -> None:
    """The path is relative to the file, and what writes a baseline does not belong there."""
    cli(*CHECK, "--write-baseline")
    Path("tqcheck.toml").write_text(f'baseline = "{BASELINE}"\nmax-flagged = 0\nfail-on-new = true\n', encoding="utf-8")
    assert cli(*CHECK).exit_code == 0
    Path("tqcheck.toml").write_text("prune-baseline = true\n", encoding="utf-8")
    assert cli(*CHECK).exit_code == 2


def test_directives_and_baseline_with_the_model(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the files to the exit status: one finding accepted in the document, one by the baseline."""
    monkeypatch.chdir(tmp_path)
    french = "Le ministre est en déplacement à Rome.\n\nLa reine est en déplacement à Nice.\n"
    english = "The minister is in displacement in Rome. <!-- tqcheck: ignore[C101,N] his word -->\n\nThe queen is in displacement in Nice.\n"
    Path("a.fr.md").write_text(french, encoding="utf-8")
    Path("a.en.md").write_text(english, encoding="utf-8")
    command = ("check", "a.fr.md", "a.en.md", "--select", "C,N", "--no-cache", "--output-format", "json")
    first = json.loads(run(*command).stdout)
    assert first["warnings"] == ["a.en.md:1: ignore[N] accepts nothing here: take it out"]
    assert [[(f["suppressed"], f["suppression"]) for f in s["findings"]] for s in first["segments"]] == [
        [(True, "his word")],
        [(False, None)],
    ]
    assert (first["summary"]["gate"], first["summary"]["flagged"]) == ("failed", 1)
    assert run(*command, "--write-baseline").exit_code == 0
    second = run(*command, "--baseline")
    assert second.exit_code == 0
    assert [f["baselined"] for s in json.loads(second.stdout)["segments"] for f in s["findings"]] == [False, True]
