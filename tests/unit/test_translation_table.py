"""The translation table: what is learned from pairs, and what it says of a word."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tqcheck.quality.translations import FIGURES, FILE, TranslationTable, lemmas, load_table
from tqcheck.training.qe.translation_table import table_of
from tqcheck.types import Span

PAIRS = [
    ("le chat dort", "the cat sleeps"),
    ("le chien dort", "the dog sleeps"),
    ("le chat mange", "the cat eats"),
    ("le chien mange", "the dog eats"),
] * 3


@pytest.fixture
def table(tmp_path: Path) -> TranslationTable:
    from safetensors.numpy import save_file

    save_file(table_of([(lemmas(s, "fr"), lemmas(t, "en")) for s, t in PAIRS]), tmp_path / FILE)
    found = load_table(tmp_path)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("source", "word", "likely"),
    [
        ("Le chat dort.", "cat", True),
        ("Le chat dort.", "cats", True),
        ("Le chat dort.", "dog", False),
        ("Les chiens mangent.", "dog", True),
        ("Les chiens mangent.", "sleeps", False),
    ],
)
def test_words_of_the_source_are_told_from_others(
    table: TranslationTable, source: str, word: str, likely: bool
) -> None:
    known, best, *_ = table.figures(source, word, [Span(0, len(word))])[0]
    assert known == 1.0
    assert (math.exp(best) > 0.5) is likely


def test_a_word_never_seen_says_nothing(table: TranslationTable) -> None:
    assert table.figures("Le chat dort.", "zebra", [Span(0, 5)]) == [(0.0,) * FIGURES]


@pytest.mark.parametrize(
    ("target", "answered"),
    [("The cat sleeps.", [True, True]), ("The dog sleeps.", [False, True]), ("A cat.", [True, False])],
)
def test_words_of_the_source_that_something_answers_to(
    table: TranslationTable, target: str, answered: list[bool]
) -> None:
    source = "le chat dort zèbre"
    found = table.answers(source, target, [Span(3, 7), Span(8, 12), Span(13, 18)])
    assert [known for known, _ in found] == [1.0, 1.0, 0.0]
    assert [math.exp(best) > 0.5 for _, best in found[:2]] == answered


def test_a_folder_without_table(tmp_path: Path) -> None:
    assert load_table(tmp_path / "none") is None
