"""``tqcheck check`` over many documents: one report over all, one bad document among them, and a run that costs nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.integration.conftest import Run

FRENCH = (
    "La présidence russe a réagi mercredi à ces accusations. Elle a dénoncé un attentat contre le chef de l'État.\n"
)
BAD = (
    "The Russian presidency reacted to these accusations on Wednesday. She denounced an attack on the head of state.\n"
)
GOOD = BAD.replace("She", "It")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two folders in the working directory: a good page, a bad one, a broken one, and one not translated yet."""
    pages = {"good": GOOD, "bad": BAD, "broken": ""}
    for folder in ("fr", "en"):
        (tmp_path / folder).mkdir()
    for name, text in pages.items():
        (tmp_path / "fr" / f"{name}.md").write_text(FRENCH, encoding="utf-8")
        (tmp_path / "en" / f"{name}.md").write_text(text, encoding="utf-8")
    (tmp_path / "en" / "broken.md").write_bytes(b"\x00\xff\x00\x01" * 200)
    (tmp_path / "fr" / "late.md").write_text(FRENCH, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_two_folders(run: Run, site: Path) -> None:
    """All documents that can be checked are, what cannot be is named, and the status says so."""
    result = run("check", "fr", "en", "--output-format", "json")
    whole = json.loads(result.stdout)
    verdicts = {Path(d["target"]).stem: d["summary"]["gate"] for d in whole["documents"]}
    assert result.exit_code == 2
    assert verdicts == {"good": "passed", "bad": "failed"}
    assert [Path(failure["target"]).name for failure in whole["failures"]] == ["broken.md"]
    assert whole["summary"]["documents"] == 2
    assert "late.md" in whole["summary"]["warnings"][0]
    assert "1 of 3 documents could not be checked" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("lines", "options", "status"),
    [
        (("fr/good.md\ten/good.md", "fr/bad.md\ten/bad.md"), (), 1),
        (("fr/good.md\ten/good.md", "fr/bad.md\ten/bad.md"), ("--exit-zero",), 0),
        (("fr/good.md\ten/good.md", "fr/bad.md\ten/bad.md"), ("--fail-on", "critical"), 0),
        (("fr/good.md\ten/good.md",), (), 0),
        (("fr/good.md\ten/good.md", "fr/gone.md\ten/gone.md"), ("--exit-zero",), 2),
    ],
)
def test_manifest(run: Run, site: Path, lines: tuple[str, ...], options: tuple[str, ...], status: int) -> None:
    """The gate fails with any document; one that cannot be checked outweighs everything."""
    (site / "pairs.tsv").write_text("\n".join(lines), encoding="utf-8")
    result = run("check", "--pairs", "pairs.tsv", "--output-format", "concise", *options)
    assert result.exit_code == status
    assert ("pairs.tsv:2: fr/gone.md: no such file" in result.stdout) is (status == 2)


def test_manifest_on_standard_input(run: Run, site: Path) -> None:
    """ "-" reads the manifest from standard input."""
    result = run("check", "--pairs", "-", "--output-format", "json", stdin="source,target\nfr/good.md,en/good.md\n")
    assert [document["target"] for document in json.loads(result.stdout)["documents"]] == ["en/good.md"]


def test_same_verdict_alone_and_among_others(run: Run, site: Path) -> None:
    """What is found in a document does not depend on the documents before it, nor on whether it was kept."""
    run("check", "fr", "en", "--output-format", "json")
    kept = json.loads(run("check", "fr", "en", "--output-format", "json").stdout)["documents"]
    for document in kept:
        alone = run("check", document["source"], document["target"], "--output-format", "json", "--no-cache")
        assert json.loads(alone.stdout) == document


def test_nothing_changed(run: Run, site: Path) -> None:
    """A run over no pair passes and says so."""
    (site / "en" / "broken.md").write_text(GOOD, encoding="utf-8")
    for arguments in (("init",), ("add", "."), ("-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-m", "x")):
        subprocess.run(["git", *arguments], check=True, capture_output=True)
    result = run("check", "fr", "en", "--changed-since", "HEAD")
    assert (result.exit_code, "no document has changed since HEAD" in result.stderr) == (0, True)
    assert "Gate passed" in result.stdout
    (site / "en" / "bad.md").write_text(BAD + "\n", encoding="utf-8")
    result = run("check", "fr", "en", "--changed-since", "HEAD", "--output-format", "json")
    assert [document["target"] for document in json.loads(result.stdout)["documents"]] == ["en/bad.md"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("fr/good.md", "en/good.md", "--pairs", "x.tsv"), "give no SOURCE"),
        (("fr/good.md", "en/good.md", "--include", "*.md"), "--include is for a SOURCE that is a folder"),
        (("fr", "en", "--target-pattern", "{path}"), "give no TARGET"),
        (("fr", "en", "--reference", "fr/good.md"), "--reference is for one pair"),
        (("fr", "en/good.md"), "is a directory"),
        (("fr", "en", "--changed-since", "HEAD"), "in no git repository"),
        (("fr", "en", "--select", "Z9"), "no rule has a code that begins so"),
        (("--pairs", "nowhere.tsv"), "nowhere.tsv"),
    ],
)
def test_bad_usage(
    run: Run, site: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    """One line on standard error and status 2."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(site.parent))
    result = run("check", *arguments)
    assert (result.exit_code, result.stderr.count("\n"), said in result.stderr) == (2, 1, True), result.stderr


PROBE = """
import sys
from tqcheck.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    heavy = [name for name in ("torch", "transformers", "spacy", "numpy") if name in sys.modules]
    print(end.code, heavy, file=sys.stderr)
"""


@pytest.mark.parametrize("output_format", ["full", "concise", "json"])
def test_unchanged_documents_load_nothing_heavy(run: Run, site: Path, output_format: str) -> None:
    """A run over documents that were checked before imports neither torch nor transformers nor spaCy."""
    (site / "en" / "broken.md").unlink()
    assert run("check", "fr", "en").exit_code == 1
    began = time.perf_counter()
    arguments = ("check", "fr", "en", "--fail-on", "minor", "--output-format", output_format)
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments], capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    print(f"{output_format}: {time.perf_counter() - began:.2f} s")
    assert done.stderr.splitlines()[-1] == "1 []"
    assert "She" in done.stdout
