"""``tqcheck review``: the page is written, the browser is shown it, and nothing is gated. No model, no browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner, Result

from tests.unit.baseline_reports import Pair, report_of
from tqcheck.cli import main

CALQUE: Pair = ("Le ministre est [[en déplacement]] à Rome.", "The minister is [[in displacement]] in Rome.")


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the browser is asked to show."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("a.fr.txt", "a.en.txt"):
        Path(name).write_text("Bonjour.\n", encoding="utf-8")
    shown: list[str] = []

    def run_jobs(jobs: Any, *_: Any) -> list[Any]:
        return [report_of([CALQUE], pair.translation, source=pair.source) for pair, _ in jobs]

    monkeypatch.setattr("tqcheck.project.run.run_jobs", run_jobs)
    monkeypatch.setattr("webbrowser.open", lambda address: not shown.append(address))
    return shown


def cli(*arguments: str) -> Result:
    """Run ``tqcheck review``."""
    return CliRunner().invoke(main, ("review", *arguments))


@pytest.mark.parametrize("options", [(), ("-o", "seite ä.html")])
def test_page_is_shown(opened: list[str], options: tuple[str, ...]) -> None:
    """The page is there when the browser is asked for it, by an absolute address; a failed gate is no failure here."""
    result = cli("a.fr.txt", "a.en.txt", *options)
    assert (result.exit_code, len(opened)) == (0, 1)
    page = Path(unquote(urlsplit(opened[0]).path))
    assert page == Path(result.stdout.strip()).resolve()
    assert "in displacement" in page.read_text(encoding="utf-8")
    assert options[1:] in ((), (page.name,))


def test_no_open(opened: list[str]) -> None:
    """The page is written and named, and no browser started."""
    result = cli("a.fr.txt", "a.en.txt", "--no-open", "-o", "page.html")
    assert (result.stdout, opened) == ("page.html\n", [])
    assert Path("page.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")


def test_no_browser(opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where none can be started the reader is told what to open."""
    monkeypatch.setattr("webbrowser.open", lambda address: False)
    result = cli("a.fr.txt", "a.en.txt", "-o", "page.html")
    assert result.exit_code == 0
    assert result.stderr == "tqcheck: warning: no browser could be started; open page.html\n"


def test_settings_of_check_do_not_move_the_page(opened: list[str]) -> None:
    """A settings file's output and format are those of reports; its rules and gate hold."""
    Path("tqcheck.toml").write_text('output = "report.txt"\noutput-format = "concise"\nfail-on = "critical"\n', "utf-8")
    assert cli("a.fr.txt", "a.en.txt", "-o", "page.html").exit_code == 0
    assert not Path("report.txt").exists()
    assert "<html" in Path("page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("arguments", "said"), [((), "Missing argument 'SOURCE'"), (("x", "-o", "."), "directory")])
def test_bad_use(opened: list[str], arguments: tuple[str, ...], said: str) -> None:
    """One line and exit status 2; nothing is opened."""
    result = cli(*arguments)
    assert (result.exit_code, opened) == (2, [])
    assert said in result.stderr
