"""The consecutive items that weigh most together."""

from __future__ import annotations

import pytest

from tqcheck.text.stretches import heaviest_stretch


@pytest.mark.parametrize(
    ("weights", "floor", "sum_", "where"),
    [
        ([], -1.0, 0.0, (0, 0)),
        ([-2.0, 0.0], -1.0, 0.0, (0, 0)),
        ([-2.0, 2.0, 3.0, -2.0], -9.0, 5.0, (1, 3)),
        ([2.0, -1.0, 2.0], -9.0, 3.0, (0, 3)),
        ([2.0, -9.0, 3.0], -9.0, 3.0, (2, 3)),
        ([4.0, -9.0, 4.0], -3.0, 5.0, (0, 3)),
        ([1.0, -1.0, 1.0], -9.0, 1.0, (0, 1)),
    ],
)
def test_heaviest_stretch(weights: list[float], floor: float, sum_: float, where: tuple[int, int]) -> None:
    """The floor lets one item join what it would else part; of equal stretches the first is told."""
    assert heaviest_stretch(weights, floor) == (sum_, where)
