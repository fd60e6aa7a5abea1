"""The embedded estimator: order, batches, long pairs, what ships."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from tqcheck.encoder import Encoder
from tqcheck.quality import embedded, omissions
from tqcheck.quality.calibration import Logistic, network_calibration
from tqcheck.quality.embedded import UNRELATED, EmbeddedEstimator, words_of
from tqcheck.quality.interaction import start_from
from tqcheck.quality.reading import FIGURES
from tqcheck.types import Bead, Estimate, Segment

PAIRS = [
    ("Oui.", "Yes."),
    ("La présidence russe a dénoncé une attaque, mardi matin.", "The Russian presidency denounced an attack."),
    ("Le train est parti.", "The train left at noon, to the joy of all the children who had been waiting for it."),
]


@pytest.fixture(scope="module")
def estimator(encoder: Encoder) -> EmbeddedEstimator:
    """A network that was not trained, with a calibration that shows its figures."""
    torch.manual_seed(1)
    ones = [0.3] * len(FIGURES) + [0.0]
    calibration = network_calibration(
        {
            "score": ones,
            "error": ones,
            "word": [1.0, 0.0, 0.0, 0.0],
            "gap": [1.0, 0.0],
            "omitted": [1.0, 0.0, 0.0],
            "threshold": 0.9,
        }
    )
    return EmbeddedEstimator(encoder, network=start_from(encoder.model, 2).eval(), calibration=calibration)


def beads(pairs: list[tuple[str, str]]) -> list[Bead]:
    """Pairs of texts as beads."""
    return [Bead(Segment(s, 0, len(s)), Segment(t, 0, len(t))) for s, t in pairs]


def numbers(estimate: Estimate | None) -> list[float]:
    """Everything an estimate says."""
    assert estimate is not None
    words = [word.p_bad for word in (*estimate.words, *estimate.omitted)]
    return [estimate.score, estimate.p_error, *words, *estimate.gaps]


def test_estimates_come_in_order_and_alike_alone(estimator: EmbeddedEstimator) -> None:
    together = estimator.estimate([*beads(PAIRS), *beads([("Rien.", "")])])
    assert together[-1] is None
    for pair, estimate in zip(PAIRS, together, strict=False):
        assert estimate is not None
        assert [word.text for word in estimate.words] == [pair[1][s.start : s.end] for s in words_of(pair[1], "en")]
        assert [word.text for word in estimate.omitted] == [pair[0][s.start : s.end] for s in words_of(pair[0], "fr")]
        assert len(estimate.gaps) == len(estimate.words) + 1
        assert numbers(estimator.estimate(beads([pair]))[0]) == pytest.approx(numbers(estimate), abs=0.02)


def test_progress_counts_every_bead(estimator: EmbeddedEstimator) -> None:
    counts: list[int] = []
    estimator.estimate([*beads(PAIRS), *beads([("Rien.", "")])], counts.append)
    assert sum(counts) == 4


def test_long_pairs_are_read_to_their_end(estimator: EmbeddedEstimator) -> None:
    source = " ".join(f"Le train numéro {i} est parti à l'heure." for i in range(150))
    target = " ".join(f"Train number {i} left on time." for i in range(150))
    assert len(source) + len(target) > embedded.LONGEST
    estimate = estimator.estimate(beads([(source, target)]))[0]
    assert estimate is not None
    assert estimate.words[-1].text == "time"
    assert target[slice(*estimate.words[-1].span)] == "time"
    assert all(word.p_bad > 1e-4 for word in (*estimate.words, *estimate.omitted))
    assert len(estimate.gaps) == len(estimate.words) + 1


def test_a_word_without_break_is_read_in_windows(estimator: EmbeddedEstimator) -> None:
    estimate = estimator.estimate(beads([("a" * 9000, "b" * 50)]))[0]
    assert estimate is not None


@pytest.mark.parametrize(
    ("lang", "threshold", "repeats", "claims"),
    [("fr", 0.5, 1, True), ("fr", 1.0, 1, False), ("de", 0.5, 1, False), ("fr", 0.5, 200, False)],
)
def test_what_is_left_out(
    encoder: Encoder, estimator: EmbeddedEstimator, lang: str, threshold: float, repeats: int, claims: bool
) -> None:
    """Claimed from the operating point on, of French to English, and of a pair that is read as a whole."""
    calibration = replace(
        estimator.calibration,
        omitted=Logistic((0.0, 0.0), 2.0),
        left_out=Logistic((0.0,) * len(omissions.FIGURES), 3.0),
        left_out_threshold=threshold,
    )
    made = EmbeddedEstimator(encoder, lang, network=estimator.network, calibration=calibration)
    estimate = made.estimate(beads([(PAIRS[1][0] * repeats, PAIRS[1][1])]))[0]
    assert estimate is not None
    assert (estimate.left_out is not None) is claims
    assert estimate.left_out is None or estimate.left_out.text.startswith("présidence")


@pytest.mark.parametrize(
    ("source", "target", "unrelated"),
    [
        ("Les pêcheurs réparent leurs filets sur le quai.", "Please enter your password here to continue.", True),
        ("Les pêcheurs réparent leurs filets sur le quai.", "The fishermen are mending nets on the quay.", False),
        ("Entrée libre", "Please enter your password here to continue.", False),
    ],
)
def test_texts_of_different_things(encoder: Encoder, source: str, target: str, unrelated: bool) -> None:
    """Where hardly a word matches, an error is likely whatever the network says; a few words are too few to tell."""
    estimate = EmbeddedEstimator(encoder).estimate([Bead(Segment(source), Segment(target))])[0]
    assert estimate is not None
    assert (estimate.p_error >= UNRELATED) is unrelated
