"""How sure the aligner is of a bead, above all in documents of a few sentences."""

from __future__ import annotations

import pytest

from tqcheck.align.confidence import bead_confidences
from tqcheck.align.types import Scored


def beads(count: int, similarity: float) -> list[Scored]:
    """One-to-one beads in a row, equally alike and equally probable."""
    return [Scored(range(k, k + 1), range(k, k + 1), 0.95, similarity) for k in range(count)]


@pytest.mark.parametrize(
    ("count", "similarity", "low", "high"),
    [
        (1, 0.1, 0.0, 0.3),
        (2, 0.1, 0.0, 0.3),
        (4, 0.1, 0.0, 0.4),
        (1, 0.7, 0.85, 1.0),
        (2, 0.7, 0.85, 1.0),
        (4, 0.7, 0.85, 1.0),
        (200, 0.3, 0.8, 1.0),
    ],
)
def test_confidence_of_few_sentences_rests_on_similarity(
    count: int, similarity: float, low: float, high: float
) -> None:
    """Two texts that are not alike are no translations of each other, however well one sentence fits the other."""
    assert all(low < confidence < high for confidence in bead_confidences(beads(count, similarity)))


def test_the_fewer_the_sentences_the_less_is_believed() -> None:
    """The same dissimilar bead, in ever longer documents."""
    found = [bead_confidences(beads(count, 0.2))[0] for count in (1, 2, 4, 20, 200)]
    assert found == sorted(found)
    assert found[-1] - found[0] > 0.3


@pytest.mark.parametrize("count", [1, 3])
def test_a_stranger_casts_no_doubt_on_good_beads(count: int) -> None:
    """A sentence without counterpart is sure to have none, and the beads beside it stay sure."""
    alone = Scored(range(count, count + 1), range(count, count), 0.95, 0.0)
    found = bead_confidences([*beads(count, 0.7), alone])
    assert min(found) > 0.85
