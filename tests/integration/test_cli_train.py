"""``tqcheck train`` tells what is wrong before it begins."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.integration.conftest import Run


@pytest.mark.parametrize(
    ("recipe", "message"),
    [("stages: [{name: a, token: 3}]", "unknown key 'token'; 'tokens'?"), ("stages: []", "no 'stages'")],
)
def test_a_wrong_recipe(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recipe: str, message: str) -> None:
    monkeypatch.setattr(sys.modules["tqcheck.cli.train"], "require_packages", lambda: None)
    (tmp_path / "run.yaml").write_text(recipe)
    result = run("train", tmp_path, "--recipe", tmp_path / "run.yaml")
    assert result.exit_code == 2
    assert f"run.yaml: {message}" in result.stderr.replace("run.yaml: stages[0]: ", "run.yaml: ")


def test_missing_packages(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = run("train", tmp_path)
    assert result.exit_code == 2
    assert "training needs yaml, rapidfuzz, sacremoses, sklearn; pip install 'tqcheck[train]'" in result.stderr


def test_a_missing_corpus(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["tqcheck.cli.train"], "require_packages", lambda: None)
    result = run("train", tmp_path, "--work", tmp_path / "work")
    assert result.exit_code == 2
    assert "news/train.tsv" in result.stderr
    assert not (tmp_path / "work").exists()
