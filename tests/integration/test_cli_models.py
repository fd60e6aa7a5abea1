"""``--model`` and ``--calibration`` on the command line, and ``tqcheck calibrate``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.integration.conftest import Run
from tests.model import tiny

GOOD = list(zip(tiny.LINES[:3], tiny.LINES[3:6], strict=True))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence encoder."""
    return tiny.sentence_encoder(tmp_path_factory.mktemp("models") / "encoder")


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """Pairs without a label."""
    path = tmp_path / "pairs.tsv"
    path.write_text("source\ttarget\n" + "".join(f"{s}\t{t}\n" for s, t in GOOD), encoding="utf-8")
    return path


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """Labelled pairs: the wrong ones say something else, or nothing."""
    rows = [(f"{s} {i}", f"{t} {i}", 0) for i in range(12) for s, t in GOOD]
    rows += [(f"{s} {i}", "German " * (i + 1), 1) for i in range(12) for s, _ in GOOD]
    path = tmp_path / "labelled.tsv"
    path.write_text("source\ttarget\tlabel\n" + "".join(f"{s}\t{t}\t{n}\n" for s, t, n in rows), encoding="utf-8")
    return path


def test_score_with_a_model(run: Run, folder: Path, pairs: Path) -> None:
    """The model's scores, and on standard error that it is not calibrated."""
    result = run("score", pairs, "--model", f"hf:{folder}", "--device", "cpu")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(rows) == 3
    assert all(row["p_error"] == pytest.approx(1 - row["score"], abs=1e-4) for row in rows)
    assert "has no calibration" in result.stderr
    shipped = [json.loads(line) for line in run("score", pairs, "--model", "similarity").stdout.splitlines()]
    assert [row["score"] for row in shipped] != [row["score"] for row in rows]


def test_check_with_a_model(run: Run, folder: Path, pairs: Path) -> None:
    """An uncalibrated model scores and flags nothing; a threshold makes it flag."""
    arguments = ("check", pairs, "--model", folder, "--device", "cpu", "--output-format", "json", "--select", "M")
    report = json.loads(run(*arguments).stdout)
    assert report["tool"]["model"].startswith(f"hf:{folder}@")
    assert report["tool"]["threshold"] is None
    assert all(segment["score"] is not None and not segment["findings"] for segment in report["segments"])
    assert any("has no calibration" in warning for warning in report["warnings"])
    flagged = json.loads(run(*arguments, "--threshold", "0").stdout)
    assert flagged["tool"]["threshold"] == 0
    assert [len(segment["findings"]) for segment in flagged["segments"]] == [1, 1, 1]


def test_calibrate_and_use(run: Run, folder: Path, pairs: Path, labelled: Path, tmp_path: Path) -> None:
    """The file that calibrate writes gives a model its probabilities and its operating point."""
    out = tmp_path / "calibration.json"
    result = run("calibrate", labelled, "--model", folder, "--device", "cpu", "--false-alarms", "0.1", "-o", out)
    assert result.exit_code == 0, result.output
    assert "expected calibration error" in result.stdout
    assert "72, 36 of them" in result.stdout
    values = json.loads(out.read_text())
    assert values["model"].startswith(f"hf:{folder}@")
    assert values["figures"] == ["cosine"]
    assert values["quality"]["false_alarms"] <= 0.1
    arguments = ("--model", folder, "--device", "cpu", "--calibration", out)
    report = json.loads(run("check", pairs, *arguments, "--output-format", "json", "--select", "M").stdout)
    assert report["tool"]["threshold"] == values["threshold"]
    assert not report.get("warnings")
    assert any(s["p_error"] != pytest.approx(1 - s["score"], abs=1e-3) for s in report["segments"])
    refused = run("score", pairs, "--model", "similarity", "--calibration", out)
    assert refused.exit_code == 2
    assert "fitted for model hf:" in refused.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("source\ttarget\n", "no column 'label'"),
        ("source\ttarget\tlabel\na\tb\tmaybe\n", "pair 1 has the label 'maybe'; write 1"),
        ("source\ttarget\tlabel\na\t \t1\n", "pair 1 has an empty side"),
        ("source\ttarget\tlabel\na\tb\t1\n", "1 pairs are labelled 1"),
    ],
)
def test_calibrate_bad_input(run: Run, tmp_path: Path, text: str, message: str) -> None:
    """One clear line before any model is loaded."""
    path = tmp_path / "l.tsv"
    path.write_text(text)
    result = run("calibrate", path, "--model", "no-such-model")
    assert result.exit_code == 2
    assert message in result.stderr


def test_unknown_model(run: Run, pairs: Path) -> None:
    """One clear line and status 2, from every command that takes a model."""
    for command in ("score", "check"):
        result = run(command, pairs, "--model", "nonsense")
        assert result.exit_code == 2
        assert "--model nonsense: no such estimator" in result.stderr
        assert "Traceback" not in result.output
