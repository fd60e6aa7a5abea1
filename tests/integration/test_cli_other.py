"""``tqcheck align``, ``score``, ``rules``, ``explain`` and the start of the program."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.conftest import Run

FRENCH = "Le chat dort.\nIl pleut sur la ville depuis ce matin. Les rues sont vides.\nLa mairie ferme à midi.\n"
ENGLISH = "The cat is asleep.\nIt has been raining on the city since this morning and the streets are empty.\nThe town hall closes at noon.\n"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    """Two small documents."""
    (tmp_path / "a.fr.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(ENGLISH, encoding="utf-8")
    return str(tmp_path / "a.fr.txt"), str(tmp_path / "a.en.txt")


def test_align_json(run: Run, pair: tuple[str, str]) -> None:
    """Beads by 0-based sentence indices."""
    beads = json.loads(run("align", *pair).stdout)["beads"]
    assert [(bead["source"], bead["target"]) for bead in beads] == [([0], [0]), ([1, 2], [1]), ([3], [2])]
    assert all(isinstance(bead["score"], float) for bead in beads)


def test_align_segmented(run: Run, pair: tuple[str, str]) -> None:
    """With --segmented each line is a sentence."""
    beads = json.loads(run("align", *pair, "--segmented").stdout)["beads"]
    assert [(bead["source"], bead["target"]) for bead in beads] == [([0], [0]), ([1], [1]), ([2], [2])]


def test_align_tsv_and_ladder(run: Run, pair: tuple[str, str]) -> None:
    """The texts side by side, and the indices as Vecalign writes them."""
    rows = [line.split("\t") for line in run("align", *pair, "--format", "tsv").stdout.splitlines()]
    assert rows[0] == ["source", "target", "type", "confidence", "source_indices", "target_indices"]
    assert rows[2][4:] == ["1 2", "1"]
    assert rows[2][0] == "Il pleut sur la ville depuis ce matin. Les rues sont vides."
    assert rows[2][2] == "2-1"
    ladder = run("align", *pair, "--format", "ladder").stdout.splitlines()
    assert [line.rpartition(":")[0] for line in ladder] == ["[0]:[0]", "[1, 2]:[1]", "[3]:[2]"]


def test_align_tmx_reads_back(run: Run, pair: tuple[str, str], tmp_path: Path) -> None:
    """The TMX is one that the reader takes."""
    from tqcheck.documents import read_bilingual

    out = tmp_path / "out.tmx"
    assert run("align", *pair, "--format", "tmx", "-o", str(out)).exit_code == 0
    assert [target.text for _, target in read_bilingual(str(out)).pairs][2] == "The town hall closes at noon."


def test_eval_align(run: Run, pair: tuple[str, str], tmp_path: Path) -> None:
    """An alignment scored against itself is perfect, against another it is not."""
    ladder = tmp_path / "out.ladder"
    run("align", *pair, "--format", "ladder", "-o", str(ladder))
    (tmp_path / "gold").write_text("[0]:[0]\n[1]:[1]\n[2]:[]\n[3]:[2]\n", encoding="utf-8")
    assert "strict     1.0000  1.0000 1.0000" in run("eval", "align", str(ladder), str(ladder)).stdout
    assert "strict     0.6667" in run("eval", "align", str(tmp_path / "gold"), str(ladder)).stdout


def test_score_streams_in_order(run: Run) -> None:
    """One JSON line a pair, in order, blank sides kept; the words are those of the target."""
    lines = "source\ttarget\nLe chat dort.\tThe cat sleeps.\nOui.\t\nIl pleut.\tThe invoice is overdue.\n"
    rows = [json.loads(line) for line in run("score", "-", stdin=lines).stdout.splitlines()]
    assert len(rows) == 3
    assert [word["text"] for word in rows[0]["words"]] == ["The", "cat", "sleeps"]
    assert rows[0]["words"][1]["start"] == 4
    assert (rows[1]["score"], rows[1]["p_error"]) == (0.0, 1.0)
    assert rows[0]["score"] > rows[2]["score"]
    assert rows[0]["p_error"] < rows[2]["p_error"]


def test_rules_and_explain(run: Run) -> None:
    """Every listed rule can be explained."""
    codes = [rule["code"] for rule in json.loads(run("rules", "--output-format", "json").stdout)]
    assert {"C101", "M101", "N101", "P101"} <= set(codes)
    for code in codes:
        assert "## Use instead" in run("explain", code.lower()).stdout


def test_help_loads_nothing_heavy() -> None:
    """``--help`` imports none of the libraries that take their time."""
    program = (
        "import sys; sys.argv = ['tqcheck', '--help']\n"
        "try:\n from tqcheck.cli import main; main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'torch', 'numpy', 'transformers', 'spacy', 'lxml', 'rich', 'babel'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_module_runs() -> None:
    """``python -m tqcheck`` is the command."""
    done = subprocess.run([sys.executable, "-m", "tqcheck", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("tqcheck ")
