"""``--also`` and ``tqcheck hook``: several reports of one run, and the pairs that changed files belong to. No model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.unit.baseline_reports import Pair, report_of
from tqcheck.cli import main

CALQUE: Pair = ("Le ministre est [[en déplacement]] à Rome.", "The minister is [[in displacement]] in Rome.")
FILES = ("fr/a.md", "en/a.md", "fr/b.md", "en/b.md", "docs/c.fr.txt", "docs/c.en.txt", "docs/d.po", "notes.md")


@pytest.fixture
def examined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The translations that runs examine, all with one calque in them; the working directory holds FILES."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path / "cache"))
    for name in FILES:
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("Bonjour.\n", encoding="utf-8")
    seen: list[str] = []

    def run_jobs(jobs: Any, *_: Any) -> list[Any]:
        seen.extend(pair.translation for pair, _ in jobs)
        return [report_of([CALQUE], pair.translation, source=pair.source) for pair, _ in jobs]

    monkeypatch.setattr("tqcheck.project.run.run_jobs", run_jobs)
    return seen


def cli(*arguments: str) -> Result:
    """Run a command line."""
    return CliRunner().invoke(main, arguments)


CHECK = ("check", "fr/a.md", "en/a.md", "--output-format", "github")


def test_several_reports_of_one_run(examined: list[str]) -> None:
    """Each format is in its place, the documents are examined once, and the status is that of the run."""
    result = cli(*CHECK, "--also", "sarif=out.sarif", "--also=html=out.html", "--also", "concise=-", "-o", "lines.txt")
    assert (result.exit_code, examined) == (1, ["en/a.md"])
    assert json.loads(Path("out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert Path("out.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert Path("lines.txt").read_text(encoding="utf-8").startswith("::error ")
    assert result.stdout.startswith("en/a.md:1:17: C101 major ")


def test_job_summary_is_added_to(examined: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """GitHub's page of a step keeps what other commands wrote; any other file is replaced."""
    page, other = tmp_path / "summary.md", tmp_path / "other.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    for path in (page, other):
        path.write_text("of another command\n", encoding="utf-8")
    cli(*CHECK, "--also", f"markdown={page}", "--also", f"markdown={other}")
    assert page.read_text(encoding="utf-8").startswith("of another command\n## ❌ Translation check")
    assert other.read_text(encoding="utf-8").startswith("## ❌ Translation check")


MISTAKES = [
    (("--also", "sarif"), "'sarif' names no file: write sarif=FILE"),
    (("--also", "sarif="), "'sarif=' names no file"),
    (("--also", "out.sarif"), "'out.sarif': write FORMAT=FILE, where FORMAT is one of full, concise, json"),
    (("--also", "pdf=out.pdf"), "'pdf=out.pdf': write FORMAT=FILE"),
    (("--also", "json=no/such/out.json"), "'json=no/such/out.json': there is no folder 'no/such'; make it first"),
    (("--also", "json=-"), "--also: github and json would both go to standard output; name another file"),
    (("--also", "json=o", "--also", "csv=./o"), "--also: json and csv would both go to ./o; name another file"),
    (("-o", "o", "--also", "csv=o"), "--also: github and csv would both go to o; name another file"),
]


@pytest.mark.parametrize(("options", "message"), MISTAKES)
def test_mistakes(examined: list[str], options: tuple[str, ...], message: str) -> None:
    """One line and status 2, before anything is examined."""
    result = cli(*CHECK, *options)
    assert (result.exit_code, result.stdout, examined) == (2, "", [])
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_what_cannot_be_written(examined: list[str]) -> None:
    """A report that has no room is an error, whatever the gate says."""
    Path("taken").mkdir()
    result = cli(*CHECK, "--also", "csv=taken")
    assert (result.exit_code, "taken: cannot be written" in result.stderr) == (2, True)


HOOKS = [
    (("fr", "en", "en/a.md"), ["en/a.md"]),
    (("fr", "en", "fr/b.md", "en/b.md", "notes.md"), ["en/b.md"]),
    (("docs", "docs/c.fr.txt", "docs/d.po"), ["docs/c.en.txt", "docs/d.po"]),
    (("en/a.md", "docs/d.po"), ["docs/d.po", "en/a.md"]),
    (("--pairs", "pairs.tsv", "en/b.md", "docs/d.po"), ["en/b.md"]),
    (("fr", "en", "./en/../fr/a.md"), ["en/a.md"]),
    (("fr", "en", "notes.md", "gone.md"), []),
]


@pytest.mark.parametrize(("arguments", "translations"), HOOKS)
def test_hook(examined: list[str], arguments: tuple[str, ...], translations: list[str]) -> None:
    """Folders say where the documents are, files which of them changed; only their pairs are examined and judged."""
    Path("pairs.tsv").write_text("fr/a.md\ten/a.md\nfr/b.md\ten/b.md\n", encoding="utf-8")
    result = cli("hook", *arguments)
    assert sorted(examined) == translations
    assert result.exit_code == (1 if translations else 0)
    assert ("no named file belongs to a pair of documents" in result.stderr) is not bool(translations)


def test_hook_takes_settings_and_options_of_check(examined: list[str]) -> None:
    """What a settings file says of the gate holds for the hook, and the command line wins."""
    Path("tqcheck.toml").write_text('fail-on = "critical"\npairs = "pairs.tsv"\n', encoding="utf-8")
    Path("pairs.tsv").write_text("fr/a.md\ten/a.md\n", encoding="utf-8")
    assert cli("hook", "fr/a.md").exit_code == 0
    assert cli("hook", "fr/a.md", "--fail-on", "minor").exit_code == 1
    assert examined == ["en/a.md"] * 2


def test_hook_takes_two_folders_at_most(examined: list[str]) -> None:
    """A translation has two sides."""
    result = cli("hook", "fr", "en", "docs", "en/a.md")
    assert (result.exit_code, examined) == (2, [])
    assert "docs: a third folder; name one, or that of the source and that of the target" in result.stderr
