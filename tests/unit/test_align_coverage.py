"""What the tokens of a sentence find inside a bead and just outside it."""

from __future__ import annotations

import numpy as np
import pytest

from tests.unit.align_fakes import FakeEncoder, document, word
from tqcheck.align.coverage import Displaced, displaced, measure_coverage
from tqcheck.align.sides import encode_sides


def words(*numbers: int) -> str:
    return " ".join(map(word, numbers)) + "."


def at_the_ends(source: list[str], target: list[str], a: int, b: int, i: int, j: int) -> Displaced:
    """What is displaced at the ends of one bead of ``a`` source and ``b`` target sentences that ends in ``(i, j)``."""
    left, right = encode_sides(document(source), document(target), FakeEncoder())  # type: ignore[arg-type]
    reach = np.repeat([[0, len(target)]], len(source), axis=0)
    return displaced(measure_coverage(left, right, reach), a, b, np.array([i]), np.array([j]))


PARTED = [words(*range(0, 6)), words(*range(10, 16))]
CASES = {
    "nothing crosses": (PARTED, PARTED, False, False),
    "two words of the first sentence stand in the second": (
        PARTED,
        [words(0, 1, 2, 3), words(4, 5, *range(10, 16))],
        True,
        True,
    ),
    "the second only takes them up again": (PARTED, [words(*range(0, 6)), words(4, 5, *range(10, 16))], True, False),
}


@pytest.mark.parametrize(("source", "target", "alone", "crossing"), CASES.values(), ids=CASES)
def test_displaced_at_the_boundary(source: list[str], target: list[str], alone: bool, crossing: bool) -> None:
    """At the end of the first of two one-to-one beads or at the beginning of the second."""
    found = [at_the_ends(source, target, 1, 1, i, i) for i in (1, 2)]
    assert (max(f.alone[0] for f in found) > 1, max(f.crossing[0] for f in found) > 1) == (alone, crossing)


def test_what_crosses_is_seen_from_both_beads() -> None:
    """The end of the one says what the beginning of the other says."""
    source, target = CASES["two words of the first sentence stand in the second"][:2]
    first, second = (at_the_ends(source, target, 1, 1, i, i).crossing[0] for i in (1, 2))
    assert first == pytest.approx(second)


def test_joining_ends_what_crosses() -> None:
    """Inside a bead of both there is no boundary to cross."""
    source, target = CASES["two words of the first sentence stand in the second"][:2]
    found = at_the_ends(source, target, 2, 2, 2, 2)
    assert (found.alone[0], found.crossing[0]) == pytest.approx((0, 0), abs=0.3)
