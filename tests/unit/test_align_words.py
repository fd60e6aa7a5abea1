"""Word links from token vectors."""

from __future__ import annotations

import re

import numpy as np
import pytest

from tests.unit.align_fakes import FakeEncoder
from tqcheck.align.words import align_words, language_mean, match_words, similarity_matrix
from tqcheck.types import Span


def spans(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"\w+", text)]


@pytest.mark.parametrize(
    ("source", "target", "links"),
    [
        ("bab cec dod", "bab cec dod", {(0, 0), (1, 1), (2, 2)}),
        ("bab cec dod", "dod bab cec", {(0, 1), (1, 2), (2, 0)}),
        ("bab cec dod", "bab dod", {(0, 0), (2, 1)}),
        ("bab bab cec", "bab bab cec", {(0, 0), (1, 1), (2, 2)}),
        ("bab", "", set()),
        ("", "", set()),
    ],
)
def test_links(source: str, target: str, links: set[tuple[int, int]]) -> None:
    encoder = FakeEncoder()
    left, right = encoder.encode([source, target])
    many = encoder.encode(["bab cec dod fuf gag hih jej kuk lol mum"])
    means = language_mean(many), language_mean(many)
    found = align_words(left, right, spans(source), spans(target), means)
    assert set(found.links) == links
    assert (len(found.source_best), len(found.target_best)) == (len(spans(source)), len(spans(target)))


def test_best_similarity_tells_a_word_without_counterpart() -> None:
    encoder = FakeEncoder()
    left, right = encoder.encode(["bab cec dod", "bab dod"])
    found = align_words(left, right, spans("bab cec dod"), spans("bab dod"))
    assert found.source_best[1] < 0.5 < min(found.source_best[0], found.source_best[2])


def test_matrix_without_tokens_is_zero() -> None:
    encoder = FakeEncoder()
    left, right = encoder.encode(["bab", ""])
    assert similarity_matrix(left, right, spans("bab"), [Span(0, 0)]).tolist() == [[0.0]]


def test_weak_and_one_sided_matches_are_left_out() -> None:
    found = match_words(np.array([[0.9, 0.1, 0.0], [0.8, 0.1, 0.1], [0.0, 0.05, 0.1]]))
    assert found.links == ((0, 0),)


def test_second_round_links_strong_leftovers() -> None:
    found = match_words(np.array([[0.9, 0.0], [0.85, 0.6]]))
    assert found.links == ((0, 0), (1, 1))
