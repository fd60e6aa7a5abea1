"""Where the model's doubt is pinned to."""

from __future__ import annotations

import pytest

from tqcheck.rules.model import worst_run
from tqcheck.types import Span, WordScore


@pytest.mark.parametrize(
    ("probabilities", "expected"),
    [
        ([], ""),
        ([0.1, 0.9, 0.2], "b"),
        ([0.5, 0.9, 0.8, 0.1], "abc"),
        ([0.9, 0.1, 0.8], "a"),
        ([0.5] * 9, "abcdef"),
    ],
)
def test_worst_run(probabilities: list[float], expected: str) -> None:
    words = [WordScore(Span(i, i + 1), "abcdefghi"[i], p) for i, p in enumerate(probabilities)]
    assert "".join(word.text for word in worst_run(words)) == expected
