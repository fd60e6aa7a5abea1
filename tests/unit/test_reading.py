"""Token log-odds to words and gaps of the embedded estimator."""

from __future__ import annotations

import numpy as np
import pytest

from tqcheck.encoder import Encoding
from tqcheck.quality.embedded import words_of
from tqcheck.quality.reading import FIGURES, FLOOR, Tokens, gaps_between, members_of, read_off
from tqcheck.types import Span


def encoding(*offsets: tuple[int, int]) -> Encoding:
    """An encoding with tokens at these places."""
    return Encoding(np.zeros(3, np.float32), np.zeros((len(offsets), 3), np.float32), np.array(offsets).reshape(-1, 2))


TEXT = "un-do it, now."
PIECES = encoding((0, 2), (2, 3), (3, 5), (6, 8), (8, 9), (10, 13), (13, 14))


def test_words_take_their_tokens() -> None:
    words = words_of(TEXT, "en")
    assert [TEXT[s.start : s.end] for s in words] == ["un-do", "it", "now"]
    assert members_of(PIECES, words) == [[0, 1, 2], [3], [5]]


@pytest.mark.parametrize(
    ("token", "gap"),
    [(0, 0), (1, None), (2, None), (3, 1), (4, 2), (5, 2), (6, 3), (7, 3)],
)
def test_a_missing_word_shows_in_the_gap_it_left(token: int, gap: int | None) -> None:
    log_odds = np.full(8, -5.0)
    log_odds[token] = 4.0
    found = gaps_between(log_odds, PIECES, words_of(TEXT, "en"))
    assert len(found) == 4
    assert [i for i, value in enumerate(found) if value > 0] == ([] if gap is None else [gap])


def test_figures_take_the_worst() -> None:
    words = words_of(TEXT, "en")
    tokens = Tokens(
        np.array([-3.0, 2.5, -3, 1.5, 9.0, -4, -4]), np.array([-9.0] * 7 + [3.0]), np.array([-1.0]), 0.25, -0.5
    )
    reading = read_off(tokens, np.eye(1, 7), (encoding((0, 4)), [Span(0, 4)]), (PIECES, words))
    figures = dict(zip(FIGURES, reading.figures, strict=True))
    assert reading.words == (2.5, 1.5, -4.0)
    assert (figures["worst_word"], figures["second_word"], figures["worst_gap"]) == (2.5, 1.5, 3.0)
    assert (figures["effort"], figures["error"]) == (0.25, -0.5)
    assert figures["omitted"] == pytest.approx(-1.0)


def test_nothing_to_read_is_no_error() -> None:
    empty = encoding()
    reading = read_off(
        Tokens(np.zeros(0), np.array([-2.0]), np.zeros(0), 0.0, 0.0), np.zeros((0, 0)), (empty, []), (empty, [])
    )
    assert reading.words == ()
    assert reading.gaps == (-2.0,)
    assert dict(zip(FIGURES, reading.figures, strict=True))["worst_word"] == FLOOR
