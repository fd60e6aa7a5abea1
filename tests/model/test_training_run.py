"""``tqcheck train`` from its recipe to an estimator that judges, on a data folder of a few dozen sentences."""

from __future__ import annotations

import gzip
import itertools
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from click.testing import CliRunner, Result
from torch import Tensor

from tqcheck.cli import main
from tqcheck.encoder import Encoder
from tqcheck.evaluate.graded import GradedGroup
from tqcheck.quality.embedded import EmbeddedEstimator, load_network, load_updates
from tqcheck.training.qe import loop, neighbours, train
from tqcheck.training.qe.material import SHARES
from tqcheck.training.qe.recipe import averaged
from tqcheck.types import Bead, Segment

CITIES = ("Lyon", "Lille", "Nice", "Brest", "Rouen", "Dijon", "Tours", "Metz")
STEPS = 3

RECIPE = """\
layers: 1
shares: {{planted: 0.25, adapted: 0.75}}
generator: {{steps: 2, tokens: 400, pairs: 4}}
stages:
  - name: planted
    tokens: 400
    schedule: {{steps: {steps}, warmup: 1}}
  - name: graded
    tokens: 400
    graded: {graded}
    schedule: {{steps: {steps}, warmup: 1}}
    mixture: {{planted: 0.3, post_edited: 0.2, annotated: 0.2, graded: 0.3}}
  - name: adapted
    tokens: 400
    rank: 4
    shares: {{planted: 0.5, graded: 0.5}}
    schedule: {{steps: {steps}, warmup: 1}}
"""


def french(number: int) -> str:
    """A source sentence."""
    return (
        f"Le maire de {CITIES[number % 8]}, qui a visité {number} écoles mardi, a annoncé une réforme des transports."
    )


def english(number: int) -> str:
    """Its translation."""
    return f"The mayor of {CITIES[number % 8]}, who visited {number} schools on Tuesday, announced a transport reform."


def worse(number: int) -> str:
    """A translation that wants work."""
    return f"The mare of {CITIES[number % 8]}, which visits {number} scales in March, has announced a reform."


def table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a tab-separated file, gzipped where its name says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = "".join("\t".join(row) + "\n" for row in (header, *rows)).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


def bio(number: int, wrong: bool) -> str:
    """A line of bio-MQM; a wrong translation has one major error."""
    errors = [{"startIndex": 4, "endIndex": 7, "severity": "Major"}] if wrong else []
    target = worse(number) if wrong else english(number)
    row = {"sys": f"s{wrong}", "doc": f"doc{number:02}", "fr": french(number), "en": target, "errors": errors}
    return json.dumps(row) + "\n"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All corpora that training asks for, and graded translations of which some calibrate."""
    folder = tmp_path_factory.mktemp("data")
    for start, name in enumerate((*SHARES, "news/dev.tsv"), start=1):
        numbers = range(40 * start, 40 * start + 24)
        table(folder / name, ("french", "english"), ((french(n), english(n)) for n in numbers))
    columns = ("source", "smt_lowercased_tokenised", "post_edit", "google", "bing")
    for name, numbers in (("train", range(500, 508)), ("dev", range(600, 612))):
        rows = [(french(n), worse(n).lower(), english(n), english(n), worse(n)) for n in numbers]
        table(folder / "wce-lig" / f"{name}.tsv", columns, rows)
    (folder / "bio-mqm").mkdir()
    lines = [bio(n, wrong) for n in range(12) for wrong in (False, True)]
    (folder / "bio-mqm/dev.jsonl").write_text("".join(lines), encoding="utf-8")
    table(folder / "graded/news.tsv", ("source", "grade", "target"), graded_rows())
    return folder


def graded_rows() -> Iterable[tuple[str, str, str]]:
    """Twelve groups that are trained on and four that calibrate."""
    trained = (n for n in itertools.count(700) if not GradedGroup(french(n), ()).kept)
    fitted = (n for n in itertools.count(700) if GradedGroup(french(n), ()).fitted)
    for n in (*itertools.islice(trained, 12), *itertools.islice(fitted, 4)):
        yield french(n), "good", english(n)
        yield "", "major", english(n).replace("mayor", "[mare]").replace(", who", " [] who")


@pytest.fixture
def small(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The session's encoder, a small table of neighbours, and a checkpoint after every step."""
    monkeypatch.setattr("tqcheck.encoder.load_encoder", lambda *_: encoder)
    monkeypatch.setattr(neighbours, "WORDS", 300)
    monkeypatch.setattr(loop, "SAVE_SECONDS", -1)


def run(data: Path, work: Path) -> Result:
    """The command on the recipe."""
    recipe = work.with_suffix(".yaml")
    recipe.write_text(RECIPE.format(steps=STEPS, graded=data / "graded"), encoding="utf-8")
    return CliRunner().invoke(
        main, ("train", str(data), "--recipe", str(recipe), "--work", str(work), "-o", str(work / "out"))
    )


class Stopped(BaseException):
    """Stands for the end of the process."""


class Steps:
    """The objective, which counts the steps of training and once ends the process."""

    def __init__(self, stop: int) -> None:
        self.real, self.stop, self.done = train.objective, stop, 0

    def __call__(self, *arguments: Any) -> tuple[Tensor, dict[str, float]]:
        if self.done == self.stop:
            self.stop = -1
            raise Stopped
        self.done += 1
        return self.real(*arguments)


@pytest.mark.usefixtures("small")
def test_a_stopped_run_goes_on_to_an_estimator(
    data: Path, tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped inside the second stage, it repeats nothing that was done; what it makes in the end loads and judges."""
    steps = Steps(STEPS + 1)
    monkeypatch.setattr(train, "objective", steps)
    work, out = tmp_path / "work", tmp_path / "work/out"
    with pytest.raises(Stopped):
        run(data, work)
    once = [work / name for name in ("neighbours.json", "pool.jsonl", "post_edits.json")]
    before = [path.stat().st_mtime_ns for path in once]
    assert (steps.done, out.exists()) == (STEPS + 1, False)

    result = run(data, work)
    assert result.exit_code == 0, result.output
    assert steps.done == 3 * STEPS
    assert [path.stat().st_mtime_ns for path in once] == before
    assert not list(work.rglob("*.part")) + list(work.rglob(".part-*"))

    calibration = json.loads((out / "calibration.json").read_text(encoding="utf-8"))
    assert {"score", "error", "word", "known_word", "omitted", "left_out", "threshold", "reached"} <= calibration.keys()
    assert {"auc bio-mqm", "auc graded", "spearman wce-google"} <= calibration["reached"].keys()
    shares = averaged({work / "planted": 0.25, work / "adapted": 0.75})
    shipped = {f"joint.{name}": value for name, value in load_network(out).float().state_dict().items()}
    updates = load_updates(out)
    assert updates is not None
    shipped |= {f"updates.{name}": value for name, value in updates.state_dict().items()}
    assert shipped.keys() == shares.keys()
    for name, value in shipped.items():
        assert torch.allclose(value, shares[name].float(), atol=0.02), name
    assert any(value.any() for name, value in shipped.items() if ".up." in name)

    pairs = [(french(3), english(3)), (french(3), worse(3))]
    beads = [Bead(Segment(source), Segment(target)) for source, target in pairs]
    right, wrong = EmbeddedEstimator(encoder, folder=out).estimate(beads)
    assert right is not None
    assert wrong is not None
    assert [word.text for word in right.words] == re.findall(r"\w+", english(3))
    assert len(right.gaps) == len(right.words) + 1
    assert all(0 <= value <= 1 for value in (right.score, right.p_error, *(word.p_bad for word in right.words)))
    assert right.score > wrong.score
