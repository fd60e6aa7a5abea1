"""``tqcheck eval``: figures on labelled pairs, clean pairs and challenge sets; and the warning of a doubtful alignment."""

from __future__ import annotations

import json
from pathlib import Path

from tests.integration.conftest import Run

FRENCH = "Le ministre est en déplacement à Rome.\nIl pleut sur la ville.\nLa mairie ferme à midi.\n"
ENGLISH = "The minister is in displacement in Rome.\nIt is raining on the city.\nThe town hall closes at noon.\n"
GOLD = "line\tspan\tcategory\tseverity\tnote\n1\tin displacement\taccuracy/mistranslation\tmajor\t\n3\tcloses\tstyle\tminor\t\n"


def labelled(folder: Path, english: str = ENGLISH, gold: str = GOLD) -> str:
    """A folder with a labelled pair."""
    folder.mkdir(exist_ok=True)
    for name, text in (("a.fr.txt", FRENCH), ("a.en.txt", english), ("a.gold.tsv", gold)):
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


def test_eval_check(run: Run, tmp_path: Path) -> None:
    """One of two labelled paragraphs is found, nothing in vain; the other is named. One pair needs no total."""
    lines = run("eval", "check", labelled(tmp_path), "--missed").stdout.splitlines()
    assert "1 of   2,  0 in vain     1.000   0.500" in lines[1]
    assert lines[2].strip() == "missed  line 3: closes (style, minor)"
    assert len(lines) == 3


def test_eval_check_of_folders(run: Run, tmp_path: Path) -> None:
    """A last row adds the folders up: two of five labelled paragraphs, and one flagged in vain."""
    folders = [
        labelled(tmp_path / "found"),
        labelled(tmp_path / "vain", gold=GOLD.replace("1\tin displacement", "2\training")),
        labelled(tmp_path / "all", gold=GOLD.rpartition("3\tcloses")[0]),
    ]
    rows = run("eval", "check", *folders).stdout.splitlines()
    assert [row.split()[0] for row in rows] == ["pair", "found/a", "vain/a", "all/a", "total"]
    assert "total of 3                 2 of   5,  1 in vain     0.667   0.400" in rows[-1]
    assert rows[-1].split()[-2:] == ["0.667", "0.400"]


def test_eval_check_needs_fitting_gold(run: Run, tmp_path: Path) -> None:
    """A span that does not stand in its line is an error that names the row."""
    result = run("eval", "check", labelled(tmp_path, gold=GOLD.replace("closes", "opens")))
    assert result.exit_code == 2
    assert "a.gold.tsv:3: 'opens' does not stand in line 3" in result.stderr


def test_eval_alarms(run: Run, tmp_path: Path) -> None:
    """The share of flagged pairs and the rule that flags them."""
    rows = zip(FRENCH.splitlines(), ENGLISH.splitlines(), strict=True)
    path = tmp_path / "clean.tsv"
    path.write_text("french\tenglish\n" + "".join(f"{a}\t{b}\n" for a, b in rows), encoding="utf-8")
    text = run("eval", "alarms", str(path), "--select", "C", "--show", "1").stdout
    assert "1 of 3 segments flagged, 33.33 in 100" in text
    assert "C101      1" in text


def test_eval_challenge(run: Run, tmp_path: Path) -> None:
    """Precision and recall by kind, on the half asked for."""
    path = tmp_path / "set.tsv"
    path.write_text(
        "# a comment\nid\tkind\tsource\ttarget\tlabel\ttarget_span\tsuggestion\tsplit\n"
        "1\ttrip\tIl est en déplacement.\tHe is in displacement.\twrong\t\t\tkeep\n"
        "2\ttrip\tIl est en déplacement.\tHe is on a trip.\tokay\t\t\tkeep\n"
        "3\train\tIl pleut.\tIt rains cats.\twrong\t\t\tkeep\n"
        "4\train\tIl pleut.\tIt rains.\tokay\t\t\ttune\n",
        encoding="utf-8",
    )
    lines = [line.split() for line in run("eval", "challenge", str(path), "--select", "C").stdout.splitlines()]
    assert lines[1:] == [
        ["set", "3", "2", "1.000", "0.500"],
        ["rain", "1", "1", "1.000", "0.000"],
        ["trip", "2", "1", "1.000", "1.000"],
    ]


def test_doubtful_alignment_is_said_first(run: Run, tmp_path: Path) -> None:
    """Two documents about different things: the report begins with a warning and says so in JSON."""
    french = [
        "Le pain lève une heure.",
        "Ajoutez le sel fin.",
        "Pétrissez la pâte.",
        "Le four est chaud.",
        "Servez tiède.",
    ]
    english = [
        "The senator lost her seat in November.",
        "Shares of the bank fell by nine percent on Friday.",
        "A dam burst upstream of the village.",
        "The orchestra tours Japan every other spring.",
        "Astronomers found a new comet.",
    ]
    (tmp_path / "a.fr.txt").write_text("\n\n".join(french * 2), encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("\n\n".join(english * 2), encoding="utf-8")
    pair = str(tmp_path / "a.fr.txt"), str(tmp_path / "a.en.txt")
    assert run("check", *pair).stdout.startswith("Warning: the alignment is doubtful")
    report = json.loads(run("check", *pair, "--output-format", "json").stdout)
    assert report["summary"]["alignment"]["doubtful"] is True
    assert any("doubtful" in warning for warning in report["warnings"])


def test_eval_rules(run: Run, tmp_path: Path) -> None:
    """Every rule has a row; a right alarm, a family's recall and an alarm on clean news are counted."""
    (tmp_path / "sets").mkdir()
    (tmp_path / "news").mkdir()
    (tmp_path / "sets/trips.tsv").write_text(
        "# family: C\nid\tkind\tsource\ttarget\tlabel\ttarget_span\tsuggestion\tsplit\n"
        "1\ttrip\tIl est en déplacement.\tHe is in displacement.\twrong\t6-21\t\tkeep\n"
        "2\ttrip\tIl est en déplacement.\tHe is on a trip.\tokay\t\t\tkeep\n"
        "3\train\tIl pleut.\tIt rains cats.\twrong\t9-13\t\tkeep\n"
        "4\ttrip\tElle est en déplacement.\tShe is in displacement.\twrong\t7-22\t\ttune\n",
        encoding="utf-8",
    )
    rows = zip(FRENCH.splitlines(), ENGLISH.splitlines(), strict=True)
    (tmp_path / "news/dev.tsv").write_text(
        "french\tenglish\n" + "".join(f"{a}\t{b}\n" for a, b in rows), encoding="utf-8"
    )
    out = tmp_path / "figures.tsv"
    assert run("eval", "rules", str(tmp_path / "sets"), str(tmp_path), "-o", str(out)).exit_code == 0
    cells = {line.split("\t")[0]: line.split("\t")[1:] for line in out.read_text(encoding="utf-8").splitlines()}
    codes = {rule["code"] for rule in json.loads(run("rules", "--output-format", "json").stdout)}
    assert codes <= cells.keys()
    assert cells["C101"] == ["1", "", "1", "0", "1.000", "", "3", "1"]
    assert cells["C"] == ["1", "2", "1", "0", "1.000", "0.500", "3", "1"]


def test_eval_rules_needs_items(run: Run, tmp_path: Path) -> None:
    """Folders that hold nothing to measure on are errors that name what belongs there."""
    assert "name corpora/challenge" in run("eval", "rules", str(tmp_path)).stderr
    sets = str(Path(__file__).parents[2] / "corpora/challenge")
    assert "holds neither news/dev.tsv nor ntrex/dev.tsv" in run("eval", "rules", sets, str(tmp_path)).stderr
