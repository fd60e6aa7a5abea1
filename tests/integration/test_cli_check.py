"""``tqcheck check``: documents in, a verdict and an exit status out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.integration.conftest import Run

FRENCH = """La présidence russe a réagi mercredi à ces accusations. Elle a dénoncé un attentat contre le chef de l'État.

Le ministre était en déplacement à Lyon, où il a visité 35 écoles.

La grève des conducteurs de train durera trois jours de plus.
"""
BAD = """The Russian presidency reacted to these accusations on Wednesday. She denounced an attack on the head of state.

The minister was in displacement in Lyon, where he visited 35 schools.

The train drivers' strike will last three more days.
"""
GOOD = BAD.replace("She", "It").replace("in displacement in", "on a trip to")


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    """A source and a bad translation on disk."""
    (tmp_path / "a.fr.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(BAD, encoding="utf-8")
    return str(tmp_path / "a.fr.txt"), str(tmp_path / "a.en.txt")


def test_findings_with_their_place_and_suggestion(run: Run, pair: tuple[str, str]) -> None:
    """The wrong pronoun and the calque are found, where they stand, with what to write."""
    result = run("check", *pair, "--output-format", "json")
    report = json.loads(result.stdout)
    found = {f["target_text"]: f for s in report["segments"] for f in s["findings"]}
    assert result.exit_code == 1
    assert found["She"]["source_text"] == "Elle"
    assert found["She"]["suggestion"].startswith("It")
    assert "on a trip" in found["in displacement"]["suggestion"]
    assert [s["target"]["line"] for s in report["segments"] if s["flagged"]] == [1, 3]
    for segment in report["segments"]:
        for side, text in (("source", FRENCH), ("target", BAD)):
            assert text[segment[side]["start"] : segment[side]["end"]] == segment[side]["text"]


def test_clean_translation_passes(run: Run, pair: tuple[str, str]) -> None:
    """Nothing is flagged in the corrected translation, and the gate holds."""
    Path(pair[1]).write_text(GOOD, encoding="utf-8")
    result = run("check", *pair, "--output-format", "json")
    assert (result.exit_code, json.loads(result.stdout)["summary"]["flagged"]) == (0, 0)


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ((), 1),
        (("--exit-zero",), 0),
        (("--fail-on", "critical"), 0),
        (("--fail-on", "never"), 0),
        (("--fail-on", "never", "--min-score", "99"), 1),
        (("--fail-on", "never", "--min-score", "10"), 0),
        (("--ignore", "P,C"), 0),
        (("--select", "C101"), 1),
        (("--select", "N"), 0),
    ],
)
def test_exit_status(run: Run, pair: tuple[str, str], options: tuple[str, ...], status: int) -> None:
    """The gate and the selection of rules decide the status."""
    assert run("check", *pair, *options).exit_code == status


def test_same_input_same_output(run: Run, pair: tuple[str, str]) -> None:
    """Two runs print the same, signature included."""
    first, second = (run("check", *pair, "--output-format", "json").stdout for _ in range(2))
    assert first == second
    assert {"version", "model", "rules", "weights"} <= set(json.loads(first)["tool"])


def test_output_file(run: Run, pair: tuple[str, str], tmp_path: Path) -> None:
    """``-o`` writes the report to a file and nothing to standard output."""
    out = tmp_path / "report.jsonl"
    result = run("check", *pair, "--output-format", "jsonl", "-o", str(out))
    assert result.stdout == ""
    assert json.loads(out.read_text(encoding="utf-8").splitlines()[-1])["summary"]["gate"] == "failed"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.en.txt", "a.fr.txt", "report.jsonl"]


def test_reference_adds_metrics(run: Run, pair: tuple[str, str], tmp_path: Path) -> None:
    """BLEU, chrF and TER with their signatures, per segment and for the document."""
    (tmp_path / "ref.txt").write_text(GOOD, encoding="utf-8")
    report = json.loads(run("check", *pair, "--reference", str(tmp_path / "ref.txt"), "--output-format", "json").stdout)
    metrics = report["summary"]["metrics"]
    assert set(metrics) == {"BLEU", "chrF", "TER"}
    assert all("version:" in value["signature"] for value in metrics.values())
    assert report["segments"][-1]["metrics"] == {"BLEU": 100.0, "chrF": 100.0, "TER": 0.0}
    assert 0 < metrics["TER"]["score"] < 50


def test_missing_paragraph_is_reported(run: Run, pair: tuple[str, str]) -> None:
    """A source paragraph without counterpart is a segment of its own with an empty target."""
    kept = [part for part in GOOD.split("\n\n") if "minister" not in part]
    Path(pair[1]).write_text("\n\n".join(kept), encoding="utf-8")
    report = json.loads(run("check", *pair, "--output-format", "json").stdout)
    lost = [s for s in report["segments"] if s["alignment"]["type"] == "1-0"]
    assert [s["source"]["line"] for s in lost] == [3]
    assert lost[0]["target"]["text"] == ""
    assert lost[0]["flagged"]


def test_bilingual_file(run: Run, tmp_path: Path) -> None:
    """A TSV holds both sides; each pair is a segment, a blank side is kept."""
    path = tmp_path / "pairs.tsv"
    path.write_text(
        "source\ttarget\nLe ministre est en déplacement à Rome.\tThe minister is in displacement in Rome.\nOui.\t\n",
        encoding="utf-8",
    )
    report = json.loads(run("check", str(path), "--output-format", "json").stdout)
    assert [s["alignment"]["type"] for s in report["segments"]] == ["1-1", "1-0"]
    assert report["segments"][0]["findings"][0]["target_text"] == "in displacement"


def test_source_on_standard_input(run: Run, pair: tuple[str, str]) -> None:
    """``-`` stands for standard input."""
    report = json.loads(run("check", "-", pair[1], "--output-format", "json", stdin=FRENCH).stdout)
    assert report["summary"]["flagged"] == 2


def test_demo_runs_from_the_package(run: Run) -> None:
    """The pair that ships is checked and found wanting."""
    result = run("demo", "--output-format", "concise")
    assert result.exit_code == 1
    assert "segments flagged" in result.stdout


def test_reference_of_a_bilingual_file_goes_line_by_line(run: Run, tmp_path: Path) -> None:
    """One reference a pair; another number of lines is an error."""
    pairs, reference = tmp_path / "pairs.tsv", tmp_path / "ref.txt"
    pairs.write_text("Il pleut.\tIt is raining.\nBonjour.\tGood morning.\n", encoding="utf-8")
    reference.write_text("It is raining.\nHello there.\n", encoding="utf-8")
    command = ("check", str(pairs), "--reference", str(reference), "--output-format", "json")
    segments = json.loads(run(*command).stdout)["segments"]
    assert segments[0]["metrics"]["TER"] == 0.0
    assert segments[1]["metrics"]["TER"] > 0
    reference.write_text("It is raining.\n", encoding="utf-8")
    assert "1 lines for 2 pairs" in run(*command).stderr
