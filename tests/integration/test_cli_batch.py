"""``tqcheck batch`` with the model: what it finds is what `check` finds, and nothing of a block is kept."""

from __future__ import annotations

import json
from pathlib import Path

from tests.integration.conftest import Run
from tqcheck.rules.analysis import PARSERS, load_parser

PAIRS = "Le ministre est en déplacement à Rome.\tThe minister is in displacement in Rome.\nIl pleut.\tIt is raining.\n"


def test_same_as_check(run: Run, tmp_path: Path) -> None:
    """A segment has the text, score and findings that it has in a report."""
    path = tmp_path / "pairs.tsv"
    path.write_text(PAIRS, encoding="utf-8")
    lines = [json.loads(line) for line in run("batch", str(path)).stdout.splitlines()]
    segments = json.loads(run("check", str(path), "--output-format", "json").stdout)["segments"]
    assert [{**line, "signature": None} for line in lines] == [{**segment, "signature": None} for segment in segments]
    assert [finding["code"] for finding in lines[0]["findings"]] == ["C101"]


def test_words_are_forgotten(run: Run, tmp_path: Path) -> None:
    """A million names that no parser knows leave no trace in it."""
    run("batch", "-", stdin=PAIRS)
    known = {lang: len(load_parser(lang).vocab.strings) for lang in PARSERS}
    invented = "Zorvak Plimbur visite Quenstad.\tZorvak Plimbur is visiting Quenstad.\n"
    assert run("batch", "-", stdin=invented).exit_code == 0
    assert {lang: len(load_parser(lang).vocab.strings) for lang in PARSERS} == known
