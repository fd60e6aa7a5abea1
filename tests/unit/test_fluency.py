"""n-gram models of English: what they learn from a few sentences, and what they tell of others."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from tqcheck.quality.fluency import BACKOFF, FILE, STEP, Fluency, Grams, load_fluency, numbered
from tqcheck.training.qe import ngrams

TEXTS = [(f"The {noun} {verb} to the {place}.", 1) for noun in ("cat", "dog", "cow") for verb in ("goes", "runs") for place in ("house", "farm", "mill")]  # fmt: skip
NEWS = [("The dog runs to the house.", 2)]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Fluency:
    """Models learnt from a few sentences, written and read again."""
    folder = tmp_path_factory.mktemp("fluency")
    pytest.importorskip("sklearn")
    save_file(ngrams.models_of([*TEXTS, *NEWS]), folder / FILE)
    found = load_fluency(folder)
    assert found is not None
    return found


def test_no_models(tmp_path: Path) -> None:
    assert load_fluency(tmp_path) is None


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("The cat runs to the mill.", "The cat runs the to mill."),
        ("The cow goes to the farm.", "The goes to the farm."),
        ("The dog goes to the house.", "The dog goes to house the."),
    ],
)
def test_what_follows_what(models: Fluency, better: str, worse: str) -> None:
    assert all(a > b for a, b in zip(models.figures(better), models.figures(worse), strict=True))


def test_usual_is_that_of_the_weighty(models: Fluency) -> None:
    assert models.usual == pytest.approx(models.figures(NEWS[0][0]), abs=1 / STEP)


def test_numbers_and_case_are_one(models: Fluency) -> None:
    assert models.figures("the 3 cats") == models.figures("The 4,000 CATS")
    assert numbered(["zebra"], models.vocabulary)[1] == models.vocabulary["<unk>"]


def test_gains_back_off() -> None:
    """Symbols 0 to 2; the pair 0 1 is known, the triple 0 1 2 too, nothing else."""
    alone = np.log(np.array([0.5, 0.25, 0.25]))
    pairs = (np.array([1], dtype=np.uint32), np.log(np.array([0.8])))
    triples = (np.array([0 * 9 + 1 * 3 + 2], dtype=np.uint32), np.log(np.array([0.9])))
    found = Grams(alone, (pairs, triples)).gains(np.array([0, 1, 2, 2]))
    first = np.log(0.8) - np.log(0.25)
    assert found == pytest.approx([first, np.log(0.9) - np.log(0.25), 2 * BACKOFF])


def test_weights_count(models: Fluency) -> None:
    """The dog runs is in six sentences of weight 1 ... and one of weight 2."""
    dog, runs = (models.vocabulary[word] for word in ("dog", "runs"))
    keys, chances = models.words.orders[0]
    place = int(np.searchsorted(keys, dog * len(models.vocabulary) + runs))
    assert keys[place] == dog * len(models.vocabulary) + runs
    assert np.exp(chances[place]) == pytest.approx(5 / 9, rel=1.5 / STEP)
