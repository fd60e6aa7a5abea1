"""The pattern language of the word lists."""

from __future__ import annotations

import pytest

from tqcheck.lexicon.patterns import compile_pattern
from tqcheck.rules.analysis import Token

LEMMAS = {"déplacements": "déplacement", "posent": "poser", "prit": "prendre", "formations": "formation"}


def tokens(text: str, tags: str = "") -> list[Token]:
    """Tokens of a text whose words are parted by blanks, with their tags."""
    marks = tags.split() or [""] * len(text.split())
    return [
        Token(index, form, 0, 0, LEMMAS.get(form, form.lower()), pos=mark)
        for index, (form, mark) in enumerate(zip(text.split(), marks, strict=True))
    ]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("déplacement", "les déplacements officiels", [(1, 2)]),
        ("=déplacement", "les déplacements officiels", []),
        ("en déplacement", "En déplacement à Lyon", [(0, 2)]),
        ("en déplacement", "en train , déplacement", []),
        ("poser|prendre acte", "il prit acte", [(1, 3)]),
        ("prendre bonne? note", "prendre note", [(0, 2)]),
        ("prendre bonne? note", "prendre bonne note", [(0, 3)]),
        ("de * à", "de lundi à mardi", [(0, 3)]),
        ("de * à", "de , à", []),
        ("se ... en", "se posent toujours en", [(0, 4)]),
        ("se ... en", "se en", [(0, 2)]),
        ("se ... en", "se un deux trois quatre cinq en", []),
        ("se ... en", "se posent , en", []),
        ("a b", "a b a b", [(0, 2), (2, 4)]),
        ("without to <verb>", "without to pay him", [(0, 3)]),
        ("without to <verb>", "without to Rome", []),
        ("<avoir> <adverb>? lieu", "la fête eut lieu hier", [(2, 4)]),
        ("<avoir> <adverb>? lieu", "elle n' a pas lieu", [(2, 5)]),
        ("<avoir> <adverb>? lieu", "un haut lieu", []),
        ("born in <year>", "born in 1950", [(0, 3)]),
        ("born in <year>", "born in 950", []),
        ("since <number>|several years", "since ten years since several years since then", [(0, 3), (3, 6)]),
        ("should <ing>", "should going should bring", [(0, 2)]),
    ],
)
def test_find(pattern: str, text: str, found: list[tuple[int, int]]) -> None:
    """A pattern stands for lemmas, forms, alternatives, options and gaps, never across punctuation."""
    assert list(compile_pattern(pattern).find(tokens(text))) == found


@pytest.mark.parametrize(("tag", "found"), [("NOUN", 1), ("VERB", 0), ("", 1)])
def test_part_of_speech(tag: str, found: int) -> None:
    """A tag must agree where one is known."""
    words = tokens("formations", tag) if tag else tokens("formations")
    assert len(list(compile_pattern("formation/NOUN").find(words))) == found


def test_anchors_are_words_of_every_match() -> None:
    """The index looks a pattern up by words that any match must have."""
    assert compile_pattern("de|du titre? ... déplacement").anchors == {"déplacement"}


@pytest.mark.parametrize("pattern", ["a|* b", "ans?|an b", "*? b", "a| b"])
def test_signs_without_meaning(pattern: str) -> None:
    """A sign that would silently match nothing is refused."""
    with pytest.raises(ValueError, match="stand alone"):
        compile_pattern(pattern)


@pytest.mark.parametrize("pattern", ["", "*", "...", "bon?"])
def test_pattern_without_a_word(pattern: str) -> None:
    """A pattern that could match anything is refused."""
    with pytest.raises(ValueError, match="no word"):
        compile_pattern(pattern)


def test_unknown_class() -> None:
    """A class that no list has is told by its name."""
    with pytest.raises(ValueError, match="<verbs>"):
        compile_pattern("without to <verbs>")
