"""Slips that the surface of a pair shows."""

from __future__ import annotations

import pytest

from tqcheck.quality.embedded import words_of
from tqcheck.quality.surface import Slips, slips


@pytest.mark.parametrize(
    ("source", "target", "words", "open_end"),
    [
        ("Le chat dort.", "The cat sleeps.", [], False),
        ("Le chat dort.", "The cat sleeps sleeps.", ["sleeps"], False),
        ("Le chat dort.", "The cat the cat sleeps.", ["the", "cat"], False),
        ("Le chat dort.", "The cat, the cat sleeps.", [], False),
        ("Très, très bien.", "Very very good.", [], False),
        ("Non non, il dort.", "Nope nope, he sleeps.", [], False),
        ("Le 3 3 est gratuit.", "The 3 3 is free.", [], False),
        ("Le chat dort.", "the cat sleeps.", ["the"], False),
        ("Le chat dort.", "eBay sleeps.", [], False),
        ("le chat dort", "the cat sleeps", [], False),
        ("Le chat dort.", "The cat sleeps", [], True),
        ("« Il dort. »", "“He sleeps”", [], True),
        ("« Il dort. »", "“He sleeps.”", [], False),
        ("Elle vit à 5 %.", "She lives on 5%", [], True),
    ],
)
def test_slips(source: str, target: str, words: list[str], open_end: bool) -> None:
    spans = words_of(target, "en")
    found = slips(source, words_of(source, "fr"), target, spans, "en")
    assert [target[spans[i].start : spans[i].end] for i in sorted(found.words)] == words
    assert found.open_end is open_end
    assert found.count == len(words) + open_end


def test_none() -> None:
    assert slips("", [], "", [], "en") == Slips()
