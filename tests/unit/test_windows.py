"""Windows of long pairs: they fit, hold every word of both sides in order, and keep the sides in proportion."""

from __future__ import annotations

import pytest

from tqcheck.quality.pieces import piece_spans
from tqcheck.quality.windows import Countdown, Window, length_batches, pair_windows, text_windows
from tqcheck.types import Span

SENTENCE = "Le petit chat gris dort encore. "
LIMIT = 40


def words(text: str) -> int:
    """Stands for a model's count of tokens."""
    return len(text.split())


def fits(source: str, target: str) -> bool:
    """Whether the model takes both together."""
    return words(source) + words(target) <= LIMIT


def small(text: str) -> bool:
    """A quarter of the model's length."""
    return words(text) <= LIMIT // 4


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (SENTENCE * 30, SENTENCE * 30),
        (SENTENCE * 30, SENTENCE * 12),
        ("mot " * 500, "word " * 450),  # no sentence ends
        ("Oui.", "word " * 300),  # sides very unlike in length
        (SENTENCE * 40, "Yes."),
    ],
)
def test_pair_windows(source: str, target: str) -> None:
    """Nothing is cut off on either side, nothing is too long, and order is kept."""
    pair = (source.strip(), target.strip())
    found = pair_windows(pair, 7, ("fr", "en"), fits, small)
    assert all(window.owner == 7 and fits(*window.texts(pair)) for window in found)
    for side, spans in enumerate(([w.source for w in found], [w.target for w in found])):
        covered = {place for span in spans for place in range(*span)}
        assert all(place in covered or pair[side][place].isspace() for place in range(len(pair[side])))
        assert [span.start for span in spans] == sorted(span.start for span in spans)
        assert all(span.end > span.start for span in spans)


def test_pair_windows_stand_at_sentences() -> None:
    """Sentences are kept whole, and a window of equal texts holds the same sentences on both sides."""
    text = (SENTENCE * 21).strip()
    found = pair_windows((text, text), 0, ("fr", "en"), fits, small)
    assert len(found) == 7, "three sentences a side fill a window"
    assert all(window.source == window.target for window in found)
    assert all(text[slice(*window.source)].endswith("encore.") for window in found)


def test_text_windows_are_few() -> None:
    """One text's windows are filled up."""
    text = (SENTENCE * 10).strip()
    found = text_windows(text, "fr", lambda part: words(part) <= 20)
    assert [words(text[slice(*span)]) for span in found] == [18, 18, 18, 6]


def test_text_without_blanks() -> None:
    """A text without white space is cut all the same."""
    found = text_windows("x" * 100, "fr", lambda part: len(part) <= 30)
    assert "".join("x" * (end - start) for start, end in found) == "x" * 100
    assert max(end - start for start, end in found) <= 30


def test_length_batches() -> None:
    """Every item once, like lengths together, within the budget; an item above it goes alone."""
    lengths = [3, 50, 4, 5, 200, 3]
    found = list(length_batches(lengths, 100))
    assert sorted(index for batch in found for index in batch) == list(range(6))
    assert found[0] == [4]
    assert all(len(batch) * max(lengths[i] for i in batch) <= 100 for batch in found[1:])


def test_countdown() -> None:
    """A pair is reported when its last window is done."""
    told: list[int] = []
    countdown = Countdown([0, 0, 1], told.append)
    for owner, expected in ((0, 0), (1, 1), (0, 2)):
        countdown.done(owner)
        assert len(told) == expected


def test_window_weight() -> None:
    """The characters of both sides."""
    assert Window(0, Span(2, 5), Span(1, 8)).weight == 10


@pytest.mark.parametrize(
    ("text", "surfaces", "spans"),
    [
        ("chats.", ["chat", "s", "."], [(0, 4), (4, 5), (5, 6)]),
        ("Été…", ["Été", "..."], [(0, 3), (3, 4)]),  # an ellipsis is normalised to three full stops
        ("ﬁn", ["f", "in"], [(0, 2), (0, 2)]),  # a ligature parted by two pieces: both get what is left
        ("x日y", ["x", None, "y"], [(0, 1), (1, 2), (2, 3)]),
        ("a b", ["", "a", "", "b"], [(0, 0), (0, 1), (1, 1), (2, 3)]),
    ],
)
def test_piece_spans(text: str, surfaces: list[str | None], spans: list[tuple[int, int]]) -> None:
    """Pieces are found from both ends; what is unknown gets what is left between."""
    assert piece_spans(text, Span(0, len(text)), surfaces) == spans
