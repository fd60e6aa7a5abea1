"""``tqcheck align`` in every format, scored again, and what ``tqcheck check`` makes of a doubtful alignment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.integration.conftest import Run

FRENCH = "Le chat dort.\nLa réunion a coûté 12 euros.\nIl pleut sur la ville. Les rues sont vides.\nLa mairie ferme à midi.\n"
ENGLISH = "The cat is asleep.\nThe meeting cost 21 euros.\nIt is raining on the city and the streets are empty.\nThe town hall closes at noon.\n"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    """Two small documents; one number is wrong."""
    (tmp_path / "a.fr.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(ENGLISH, encoding="utf-8")
    return str(tmp_path / "a.fr.txt"), str(tmp_path / "a.en.txt")


@pytest.mark.parametrize("name", ["json", "tsv", "tmx", "xliff", "ladder"])
def test_every_format_is_scored(name: str, run: Run, pair: tuple[str, str], tmp_path: Path) -> None:
    """Against a gold file in another format."""
    (tmp_path / "gold").write_text("[0]:[0]\n[1]:[1]\n[2, 3]:[2]\n[4]:[3]\n", encoding="utf-8")
    out = tmp_path / f"out.{name}"
    assert run("align", *pair, "--format", name, "-o", str(out)).exit_code == 0
    for order in ((tmp_path / "gold", out), (out, tmp_path / "gold")):
        assert "strict     1.0000  1.0000 1.0000" in run("eval", "align", *map(str, order)).stdout


@pytest.mark.parametrize("name", ["tsv", "tmx", "xliff"])
def test_what_is_aligned_can_be_checked(name: str, run: Run, pair: tuple[str, str], tmp_path: Path) -> None:
    """As a bilingual file."""
    out = tmp_path / f"out.{'xlf' if name == 'xliff' else name}"
    run("align", *pair, "--format", name, "-o", str(out))
    report = json.loads(run("check", str(out), "--output-format", "json", "--select", "N").stdout)
    assert [f["code"] for s in report["segments"] for f in s["findings"]] == ["N101"]


def test_arguments(run: Run, tmp_path: Path) -> None:
    """A gold file asks for an alignment, a folder for none, and a folder without gold documents is told."""
    gold = tmp_path / "gold"
    gold.write_text("[0]:[0]\n", encoding="utf-8")
    for arguments, said in (
        ([gold], "name the alignment to score after the gold one"),
        ([tmp_path, gold], "leave out"),
        ([tmp_path], "holds no textberg/ and novels/"),
    ):
        result = run("eval", "align", *map(str, arguments))
        assert (result.exit_code, said in result.stderr) == (2, True)


def doubt_the_second(beads: list[object]) -> list[float]:
    return [0.3 if place == 1 else 0.97 for place in range(len(beads))]


@pytest.mark.parametrize("doubted", [False, True])
def test_check_withholds_in_doubtful_beads(
    doubted: bool, run: Run, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same wrong number: a failure where the alignment is sure, one minor finding where it is not."""
    if doubted:
        monkeypatch.setattr("tqcheck.align.aligner.bead_confidences", doubt_the_second)
    result = run("check", *pair, "--output-format", "json", "--select", "A,N")
    report = json.loads(result.stdout)
    found = [(s["id"], f["code"], f["severity"], f["suppression"]) for s in report["segments"] for f in s["findings"]]
    if not doubted:
        assert (found, result.exit_code) == ([(2, "N101", "major", None)], 1)
        return
    assert sorted(found) == [(2, "A101", "minor", None), (2, "N101", "major", "doubtful alignment")]
    assert result.exit_code == 0
    assert [s["flagged"] for s in report["segments"]] == [False, True, False, False]
    assert "1 finding withheld" in run("check", *pair, "--output-format", "concise", "--select", "A,N").stdout
