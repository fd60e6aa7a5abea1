"""``--glossary`` from the command line: findings, the cache's key, settings files, and files that do not serve."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tqcheck.project.cache import ReportCache
from tqcheck.project.pairs import DocumentPair
from tqcheck.settings import Settings

Run = Callable[..., Result]


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A bilingual file beside a glossary, in the working directory."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "pair.tsv").write_text(
        "Le chiffre d'affaires a bondi.\tThe business figure jumped.\nLa TVA augmente.\tVAT is rising.\n",
        encoding="utf-8",
    )
    (tmp_path / "terms.csv").write_text(
        "source,target,status\nchiffre d'affaires,turnover,\nchiffre d'affaires,business figure,forbidden\nTVA,,\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return "pair.tsv"


def test_a_forbidden_term(run: Run, pair: str) -> None:
    """The finding, the warning about what is not translated, and the glossary's digest in the signature."""
    result = run("check", pair, "--glossary", "terms.csv", "--select", "T", "--output-format", "json")
    report = json.loads(result.stdout)
    (finding,) = [finding for segment in report["segments"] for finding in segment["findings"]]
    assert (finding["code"], finding["severity"], finding["suggestion"]) == ("T102", "major", "turnover")
    assert (finding["source_text"], finding["target_text"]) == ("chiffre d'affaires", "business figure")
    assert len(report["tool"]["glossary"]) == 12
    assert "terms.csv: no target term on line 4: left out" in json.dumps(report)
    assert result.exit_code == 1


def test_in_a_settings_file(run: Run, pair: str) -> None:
    """Paths of a list are relative to the settings file, from wherever the check is run."""
    root = Path.cwd()
    (root / "tqcheck.toml").write_text('glossary = ["terms.csv"]\n', encoding="utf-8")
    (root / "below").mkdir()
    shown = json.loads(run("check", "--show-settings", "--output-format", "json").stdout)["settings"]["glossary"]
    assert shown["value"] == ["terms.csv"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root / "below")
        shown = json.loads(run("check", "--show-settings", "--output-format", "json").stdout)["settings"]["glossary"]
    assert shown["value"] == [str(root / "terms.csv")]


def test_the_key_of_the_cache(pair: str) -> None:
    """A report is kept under the content of its glossaries, not under their names."""
    settings = Settings(glossary=("terms.csv",))

    def key() -> str | None:
        return ReportCache(Path("cache")).key(DocumentPair(pair, None), settings)

    before = key()
    assert before == key()
    Path("terms.csv").write_text("source,target\nTVA,VAT\n", encoding="utf-8")
    assert key() != before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("source,target,status\nchat,cat,prefered\n", "terms.csv: line 2: 'prefered' is no status"),
        ("", "terms.csv: empty file"),
        (None, "'terms.csv' does not exist"),
    ],
)
def test_bad_glossaries(run: Run, pair: str, content: str | None, said: str) -> None:
    """One line and status 2."""
    Path("terms.csv").unlink()
    if content is not None:
        Path("terms.csv").write_text(content, encoding="utf-8")
    result = run("check", pair, "--glossary", "terms.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr
