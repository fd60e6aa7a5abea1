"""``tqcheck eval qe`` on tiny corpora with an estimator that judges by rule of thumb; no model is loaded."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import tqcheck.encoder
import tqcheck.quality.loading
from tqcheck.cli import main
from tqcheck.text.tokens import tokenize
from tqcheck.types import Bead, Estimate, WordScore

Key = tuple[str, str]
WRONG = "wrong"


class Thumb:
    """Holds every word "wrong" for wrong, and a gap where "[" stands for missing words; counts what it is asked."""

    name = "thumb"
    threshold = 0.5

    def __init__(self, gaps: bool) -> None:
        self.gaps = gaps
        self.langs: list[tuple[str, str]] = []
        self.asked: list[tuple[str, str]] = []

    def estimate(self, beads: Sequence[Bead], progress: Callable[[int], None] | None = None) -> list[Estimate | None]:
        """One estimate a bead."""
        self.asked += [(bead.source.text, bead.target.text) for bead in beads]
        return [self._estimate(bead.target.text) for bead in beads]

    def _estimate(self, text: str) -> Estimate:
        spans = tokenize(text, "en")
        found = tuple(WordScore(s, text[slice(*s)], 0.9 if text[slice(*s)].lower() == WRONG else 0.1) for s in spans)
        share = sum(word.p_bad > 0.5 for word in found) / len(found)
        gaps = (0.1,) * (len(found) + 1) if self.gaps else ()
        return Estimate(1 - share, min(1.0, 0.1 + share), found, gaps)


class Encoder:
    """Encodes nothing."""

    def sentences(self, texts: Sequence[str]) -> None:
        """Nothing."""


@pytest.fixture
def thumb(monkeypatch: pytest.MonkeyPatch) -> Thumb:
    """The estimator that every run of the test gets."""
    made = Thumb(gaps=False)

    def load_estimator(name: str | None, encoder: Any, langs: tuple[str, str], *_options: Any) -> Thumb:
        made.langs.append(langs)
        return made

    monkeypatch.setattr(tqcheck.quality.loading, "load_estimator", load_estimator)
    monkeypatch.setattr(tqcheck.encoder, "load_encoder", lambda name=None, device=None: Encoder())
    return made


def run(*arguments: Any) -> Result:
    """Run ``tqcheck eval qe``."""
    return CliRunner().invoke(main, ["eval", "qe", *map(str, arguments)])


def table(path: Path, *rows: Sequence[str]) -> None:
    """A tab-separated file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


def json_lines(path: Path, *rows: Any) -> Path:
    """A file of JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def bio_rows() -> list[dict[str, Any]]:
    """Three systems in twelve documents, of which every other one is held; the first is right, the second has a minor error, the third a major one too."""
    texts = ("a good text", "a wrong text", "wrong wrong text")
    rows = []
    for doc in range(12):
        for system, text in enumerate(texts):
            starts = [place for place in range(len(text)) if text.startswith(WRONG, place)]
            severities = ["Minor", "Major"]
            errors = [
                {"startIndex": s, "endIndex": s + 4, "severity": v} for s, v in zip(starts, severities, strict=False)
            ]
            rows.append({"doc": f"d{doc}", "sys": f"s{system}", "fr": f"texte {doc}", "en": text, "errors": errors})
    return rows


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with every corpus but ntrex and Italian."""
    folder = tmp_path / "corpora"
    wce = ["source", "smt_lowercased_tokenised", "post_edit", "google", "bing"]
    pairs = [("un chat", "a cat", "a cat"), ("un mot", "a wrong", "a word"), ("un tas", "wrong wrong", "a lot")]
    rows = [[f"{source} {i}", mt, edit, edit, mt] for i in range(4) for source, mt, edit in pairs]
    for part in ("train", "dev"):
        table(folder / "wce-lig" / f"{part}.tsv", wce, *rows)
    json_lines(folder / "bio-mqm" / "dev.jsonl", *bio_rows())
    planted = [
        {
            "id": i, "src_sent": f"Hola {i}.", "mt_sent": f"So we meet {i}.", "pert_sent": text, "lang_tag": "spanish",
            "pert_check": True, "pert_id": kind, "pert_name": f"minor_id{kind}_{name}",
        }
        for i in range(3)
        for kind, name, text in ((3, "hypernym", f"So we wrong {i}."), (22, "verb_removed", f"So we {i}."))
    ]  # fmt: skip
    json_lines(folder / "demetr" / "spanish.jsonl", *planted)
    judged = [("perfect", "yes"), ("medium", "a wrong yes"), ("poor", "wrong")]
    lines = [[str(i), "oui " * (i + 1), text, word] for i in range(4) for word, text in judged]
    table(folder / "diabla" / "dev.tsv", ["dialogue", "source", "mt", "judgment"], *lines)
    marks = ["id", "en", "fr", "label_1", "en_untr_1", "fr_untr_1", "label_2", "en_untr_2", "fr_untr_2"]
    subtitles = [[str(i), "so wrong it is", "c' est ça", "partial", "1", "2", "partial", "1", "2"] for i in range(3)]
    table(folder / "transread-subtitles" / "dev.tsv", marks, *subtitles)
    gender = ["fr_fem", "en_fem", "fr_masc", "en_masc"]
    table(folder / "mt-geneval" / "dev.tsv", gender, ["Elle", "She", "Il", "He"], ["Une", "A wrong", "Un", "One"])
    grades = [("good", "a b"), ("minor", "a [wrong] b"), ("major", "[wrong wrong] b"), ("major", "so [wrong wrong] it")]
    lines = [[f"Phrase {i}." * (not place), *cells] for i in range(60) for place, cells in enumerate(grades)]
    table(folder / "graded" / "any.tsv", ["source", "grade", "target"], *lines)
    long = [[f"mot {i} " * 11, f"word {i} " * 11] for i in range(40)]
    table(folder / "news" / "dev.tsv", ["french", "english"], *long, ["court", "wrong"])
    return folder


HELD_DOCUMENTS = sorted(f"d{doc}" for doc in range(12))[1::2]
"""Every other name in order, from the second on."""


def figures(path: Path) -> dict[Key, dict[str, Any]]:
    """The figures of a JSON file by corpus and name."""
    return {(row["corpus"], row["name"]): row for row in json.loads(path.read_text(encoding="utf-8"))["figures"]}


def test_every_figure(thumb: Thumb, data: Path, tmp_path: Path) -> None:
    """An estimator that sees exactly the wrong words reaches the best value of each figure that it can."""
    result = run(data, "--json", tmp_path / "out.json")
    assert result.exit_code == 0, result.output
    found = figures(tmp_path / "out.json")
    wanted = {
        ("bio", "AUC of a major or critical error by score"): (18, 1.0),
        ("bio", "Kendall of score with the MQM penalty"): (18, 1.0),
        ("bio", "Kendall of score with the MQM penalty, within a source"): (6, 1.0),
        ("bio", "word MCC"): (54, 1.0),
        ("demetr", "good above perturbed, macro of kinds 1-32"): (6, 0.75),
        ("demetr", "good above perturbed, 3 hypernym"): (3, 1.0),
        ("demetr", "good above perturbed, 22 verb_removed"): (3, 0.5),  # the score stays: a tie
        ("demetr", "most suspect word is a changed one"): (3, 1.0),
        # all four tokens are equally suspect, two of them stand beside the gap
        ("demetr", "most suspect word is beside the gap, nothing but deletions"): (3, 0.5),
        ("diabla", "AUC perfect against poor, score"): (8, 1.0),
        ("diabla", "Spearman with judged quality, score"): (12, 1.0),
        ("diabla", "AUC perfect against poor, control: minus the source's length"): (8, 0.5),
        ("transread", "average precision of target words without counterpart"): (12, 1.0),
        ("transread", "the same, every word alike"): (12, 0.25),
        ("gender", "right gender above the counterfactual by score"): (4, 0.5),
        # two of the 60 groups only measure; each has one good, one minor and two major translations
        ("graded", "good above major within a source by score"): (2 * 2, 1.0),
        ("graded", "minor above major within a source by p_error"): (2 * 2, 1.0),
        ("graded", "AUC of a major error against good by score"): (3 * 2, 1.0),
        ("graded", "word MCC"): (12 * 2, 1.0),
        ("clean", "flagged by the model, news"): (41, 0.02439),
        ("speed", "pairs a second, end to end"): (6, ...),
    }
    compare(found, wanted)
    assert found["clean", "flagged by the model, news"]["wanted"] == {"value": 0.01, "at_least": False, "met": False}


def compare(found: dict[Key, dict[str, Any]], wanted: dict[Key, tuple[int, Any]]) -> None:
    """Each figure's n and value; an ellipsis stands for any value."""
    for key, (n, value) in wanted.items():
        assert found[key]["n"] == n, key
        assert value is ... or found[key]["value"] == (None if value is None else pytest.approx(value, abs=1e-4)), key


def test_editing_effort(thumb: Thumb, data: Path, tmp_path: Path) -> None:
    """WCE-LIG, for which the packages of training are needed."""
    pytest.importorskip("rapidfuzz")
    pytest.importorskip("sacremoses")
    run(data, "--only", "wce", "--json", tmp_path / "out.json")
    wanted = {
        ("wce", "Spearman of 1 - score with HTER, smt"): (12, 1.0),
        ("wce", "Spearman of 1 - score with HTER, google"): (12, None),  # no errors at all
        ("wce", "word MCC, smt"): (24, 1.0),
        ("wce", "word F1-BAD, bing"): (24, 1.0),
        ("wce", "average precision of bad words, smt"): (24, 1.0),
        ("wce", "the same, every word alike, smt"): (24, 0.5),
    }
    compare(figures(tmp_path / "out.json"), wanted)


def test_table_and_notes(thumb: Thumb, data: Path) -> None:
    """The plain table: a heading a corpus, value, interval, what was wanted, and what was skipped or left out."""
    lines = run(data, "--only", "clean,transread,demetr").stdout.splitlines()
    assert [line.split()[0] for line in lines if line.endswith("wanted")] == ["DEMETR", "TRANSREAD", "CLEAN"]
    assert "  skipped: ntrex/dev.tsv is not in" in " ".join(lines)
    assert "  skipped: demetr/italian.jsonl is not in" in " ".join(lines)
    assert any(
        line.split() == "flagged by the model, news 41 0.0244 0.000 to 0.0732 ≤ 0.01 no".split() for line in lines
    )
    assert "target words only: the estimator says nothing of gaps or source words" in " ".join(lines)
    assert lines[-1].endswith("thumb; 95% intervals of 1000 bootstrap resamples, seed 1")


def test_gaps_are_measured_where_the_estimator_has_them(thumb: Thumb, data: Path) -> None:
    """Source words in transread, and DEMETR's deletions."""
    thumb.gaps = True
    text = run(data, "--only", "transread,demetr").stdout
    assert "pairs that leave out a source word, by the surest gap" in text
    assert "most suspect gap is where words were taken out" in text
    assert "target words only" not in text


def test_languages_and_memory(thumb: Thumb, data: Path) -> None:
    """DEMETR's estimator is made for Spanish; no pair is estimated twice, though figures share the good translations."""
    run(data, "--only", "demetr,bio")
    assert set(thumb.langs) == {("fr", "en"), ("es", "en")}
    assert len(thumb.langs) == 2
    assert len(thumb.asked) == len(set(thumb.asked)) == 18 + 9


def test_the_same_twice(thumb: Thumb, data: Path) -> None:
    """The same input gives the same table."""
    assert run(data, "--only", "bio,diabla").stdout == run(data, "--only", "bio,diabla").stdout


def test_limit_thins_by_group(thumb: Thumb, data: Path, tmp_path: Path) -> None:
    """Whole sources are kept, so that outputs of one source stay together."""
    run(data, "--only", "bio", "--limit", "6", "--json", tmp_path / "out.json")
    found = figures(tmp_path / "out.json")
    assert found["bio", "AUC of a major or critical error by score"]["n"] == 6
    assert found["bio", "Kendall of score with the MQM penalty, within a source"]["n"] == 2


def test_predictions_stand_in(thumb: Thumb, data: Path, tmp_path: Path) -> None:
    """The estimator is not asked, and the figures are the predictions'."""
    rows = [
        {"index": i, "doc": row["doc"], "system": row["sys"], "score": 0.5, "p_error": 0.9 - i % 3 * 0.3, "words": []}
        for i, row in enumerate(row for row in bio_rows() if row["doc"] in HELD_DOCUMENTS)
    ]
    path = json_lines(tmp_path / "out_of_fold.jsonl", *rows)
    result = run(data, "--only", "bio", "--predictions", f"bio={path}", "--json", tmp_path / "out.json")
    assert result.exit_code == 0, result.output
    found = figures(tmp_path / "out.json")
    assert found["bio", "AUC of a major or critical error by score"]["value"] == 0.5
    assert found["bio", "AUC of a major or critical error by p_error"]["value"] == 0.0
    assert thumb.langs == []


def test_a_model_that_makes_no_estimate(thumb: Thumb, data: Path) -> None:
    """Never silently left out."""
    table(data / "diabla" / "dev.tsv", ["dialogue", "source", "mt", "judgment"], ["1", "oui", "yes", "poor"])
    thumb.estimate = lambda beads, progress=None: [None for _ in beads]  # type: ignore[method-assign]
    result = run(data, "--only", "diabla")
    assert result.exit_code == 2
    assert "DiaBLa: thumb makes no estimate of 'oui' and 'yes'" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--only", "wcs"], "--only: no corpus 'wcs'; choose from speed, wce, bio"),
        (["--predictions", "bio"], "--predictions bio: write CORPUS=FILE"),
        (["--json", "nowhere/out.json"], "nowhere/out.json: cannot be written"),
    ],
)
def test_bad_arguments(arguments: list[str], message: str, thumb: Thumb, data: Path) -> None:
    """One line, status 2, before anything is estimated."""
    result = run(data, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert thumb.asked == []


def test_wrong_folder(thumb: Thumb, tmp_path: Path) -> None:
    """A folder without corpora, and none at all."""
    (tmp_path / "empty").mkdir()
    for folder, message in (("empty", "no corpus is in this folder; it should hold"), ("none", "does not exist")):
        result = run(tmp_path / folder)
        assert result.exit_code == 2
        assert message in result.stderr


def test_malformed_corpus(thumb: Thumb, data: Path) -> None:
    """The file and line are named."""
    (data / "bio-mqm" / "dev.jsonl").write_text('{"fr": "a"}\n', encoding="utf-8")
    result = run(data, "--only", "bio")
    assert result.exit_code == 2
    assert "dev.jsonl:1: no field 'errors'" in result.stderr
