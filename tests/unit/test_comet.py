"""COMET models, with a package of the same face in place of unbabel-comet: its calls, windows, words and errors."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from tqcheck.quality.comet import CometScorer
from tqcheck.types import TqcheckError

LIMIT = 46


class Model:
    """Scores by the share of words that two texts have in common; marks the word "bad"."""

    def __init__(self, needs_reference: bool = False, spans: bool = False) -> None:
        def tokenizer(text: str, **_: Any) -> dict[str, list[str]]:
            return {"input_ids": text.split()}

        self.encoder = SimpleNamespace(tokenizer=tokenizer, max_positions=LIMIT)
        self.needs_reference = needs_reference
        self.spans = spans
        self.samples: list[dict[str, str]] = []

    def requires_references(self) -> bool:
        """As the package's models say."""
        return self.needs_reference

    def predict(self, samples: list[dict[str, str]], **_: Any) -> SimpleNamespace:
        """Scores in order and, for models that mark errors, their spans."""
        assert all(len(s["src"].split()) + len(s["mt"].split()) <= LIMIT - 6 for s in samples)
        self.samples += samples
        sets = [(set(s["src"].split()), set(s["mt"].split())) for s in samples]
        spans = [
            [{"start": s["mt"].index("bad"), "end": s["mt"].index("bad") + 3, "confidence": 0.7}]
            if "bad" in s["mt"]
            else []
            for s in samples
        ]
        metadata = SimpleNamespace(error_spans=spans) if self.spans else None
        return SimpleNamespace(scores=[len(a & b) / len(a | b) for a, b in sets], metadata=metadata)


def install(monkeypatch: pytest.MonkeyPatch, model: Model) -> None:
    """Put a package in place that knows one model, "known"."""
    package = ModuleType("comet")

    def download(name: str) -> str:
        if name != "known":
            raise KeyError(f"Model '{name}' not supported by COMET.")
        return "path/model.ckpt"

    package.download_model = download  # type: ignore[attr-defined]
    package.load_from_checkpoint = lambda path: model  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "comet", package)


def test_scores_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each pair's own score, and progress that adds up."""
    install(monkeypatch, Model())
    scorer, done = CometScorer("known", ("fr", "en"), "cpu"), []
    readings = scorer.read([("a b", "a b"), ("a b", "a c"), ("a", "z")] * 50, done.append)
    assert [reading.score for reading in readings[:3]] == [1.0, pytest.approx(1 / 3), 0.0]
    assert readings[:3] * 50 == readings
    assert sum(done) == 150
    assert (scorer.name, readings[0].words) == ("comet:known", ())


def test_long_pairs_are_windowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package would cut off what is too long: it never sees such a text, and every word is seen."""
    model = Model(spans=True)
    install(monkeypatch, model)
    scorer = CometScorer("known", ("fr", "en"), "cpu")
    model.samples.clear()
    source, target = "Il dort encore ici. " * 40, "He sleeps here still. " * 39 + "It is bad."
    (reading,) = scorer.read([(source, target)])
    assert len(model.samples) > 5
    assert " ".join(sample["mt"] for sample in model.samples).split() == target.split()
    marked = [word for word in reading.words if word.p_bad > 0]
    assert [(word.text, word.p_bad, target[slice(*word.span)]) for word in marked] == [("bad", 0.7, "bad")]
    assert len(reading.words) == 39 * 4 + 3


@pytest.mark.parametrize(
    ("name", "needs_reference", "message"),
    [
        ("known", True, "comet:known: needs a reference translation; name a reference-free"),
        ("other", False, "comet:other: cannot be downloaded .*not supported by COMET.* check the name, the network"),
    ],
)
def test_errors(monkeypatch: pytest.MonkeyPatch, name: str, needs_reference: bool, message: str) -> None:
    """A model that needs a reference, and one that cannot be had, are one clear line each."""
    install(monkeypatch, Model(needs_reference))
    with pytest.raises(TqcheckError, match=message):
        CometScorer(name, ("fr", "en"), "cpu")


def test_versions_that_do_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that fails when it is run says so when the model is loaded."""
    model = Model()
    model.predict = lambda *_, **__: 1 / 0  # type: ignore[method-assign]
    install(monkeypatch, model)
    with pytest.raises(TqcheckError, match=r"comet:known: cannot be run \(division by zero\); pip install"):
        CometScorer("known", ("fr", "en"), "cpu")
