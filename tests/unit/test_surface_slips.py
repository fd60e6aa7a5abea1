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


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("Il a payé 46 euros.", "He paid 50 euros.", ["50"]),
        ("Il a payé 1 200 000 euros.", "He paid 1.2 million euros.", []),
        ("Il a payé 3,5 % de 46 euros.", "He paid 3.5% of 64 euros.", ["64"]),
        ("La séance ouvre à 17 h.", "The session opens at 5 p.m.", []),
        ("La génération de 1968.", "The generation of '68.", []),
        ("Il a payé 46 euros.", "He paid forty-six euros.", []),
        ("Il a 3 chats et 4 chiens.", "He has 5 cats and 6 dogs.", []),
        ("Il a 3 chats et 3 chiens.", "He has 3 cats and 3 dogs.", []),
    ],
)
def test_another_number(source: str, target: str, words: list[str]) -> None:
    """Only one number in the stead of one other is sure to be wrong."""
    spans = words_of(target, "en")
    found = slips(source, words_of(source, "fr"), target, spans, "en")
    assert [target[spans[i].start : spans[i].end] for i in sorted(found.words)] == words


@pytest.mark.parametrize(
    ("source", "target", "gaps"),
    [
        ("Il dort, puis part.", "He sleeps , then leaves.", [2]),
        ("Il dort ; il part.", "He sleeps; he leaves.", []),
        ("La fin de la guerre.", "The end of! the war.", [3]),
        ("La fin de la guerre.", "The: end of the war.", [1]),
        ("La guerre, dont il parle, dure.", "The war he speaks of, lasts.", []),
        ("Il part demain matin.", "He leaves! tomorrow morning.", [2]),
        ("Il part demain !", "He leaves! tomorrow!", []),
        ("Il a dit « oui » hier.", 'He said "yes" yesterday.', []),
        ("Il a dit « oui » hier.", 'He said "yes yesterday.', [2]),
        ("Il est parti hier soir.", 'He left" last night.', [2]),
        ("« Il est parti, dit-elle.", '"He left, she said.', []),
    ],
)
def test_stray_marks(source: str, target: str, gaps: list[int]) -> None:
    found = slips(source, words_of(source, "fr"), target, words_of(target, "en"), "en")
    assert sorted(found.gaps) == gaps
    assert found.count == len(gaps)


def test_none() -> None:
    assert slips("", [], "", [], "en") == Slips()
