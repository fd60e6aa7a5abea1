"""Quantities read from French and English text: kinds, values, units and offsets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tqcheck.text.number_words import word_numbers
from tqcheck.text.numbers import extract, figure_readings

WORDS = [
    ("fr", "deux cent mille", 200_000),
    ("fr", "quatre-vingt-dix-sept", 97),
    ("fr", "soixante et onze", 71),
    ("fr", "dix-huit", 18),
    ("fr", "mille neuf cent quatre-vingt-quatre", 1984),
    ("fr", "deux millions trois cent mille", 2_300_000),
    ("fr", "mille milliards", 10**12),
    ("fr", "cent quatre-vingtième", 180),
    ("fr", "trois dizaines", 30),
    ("en", "one hundred and twenty-eight", 128),
    ("en", "twenty-three hundred", 2300),
    ("en", "two dozen", 24),
    ("en", "hundred and first", 101),
    ("en", "three million", 3_000_000),
]


@pytest.mark.parametrize(("lang", "text", "value"), WORDS)
def test_word_number(lang: str, text: str, value: int) -> None:
    """One phrase is one number that spans it."""
    numbers = list(word_numbers(text, lang))
    assert [(n.value, text[n.span.start : n.span.end]) for n in numbers] == [(Decimal(value), text)]


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("fr", "deux, trois ou quatre", [2, 3, 4]),
        ("fr", "trente et quarante", [30, 40]),
        ("en", "thirty and forty", [30, 40]),
    ],
)
def test_numbers_stay_apart(lang: str, text: str, values: list[int]) -> None:
    """Numbers in a row are not added up."""
    assert [n.value for n in word_numbers(text, lang)] == values


@pytest.mark.parametrize(
    ("raw", "lang", "values"),
    [
        ("12 500", "fr", ["12500"]),
        ("3,5", "fr", ["3.5"]),
        ("1 000,50", "fr", ["1000.50"]),
        ("3.500", "fr", ["3500", "3.500"]),
        ("12.500", "en", ["12.500", "12500"]),
        ("1,250", "en", ["1250", "1.250"]),
        ("1,8", "en", ["1.8"]),
        ("1.234.567", "en", ["1234567"]),
        ("1.2.3", "en", []),
    ],
)
def test_figure_readings(raw: str, lang: str, values: list[str]) -> None:
    """Marks are read by the language's habit first, by the other's second."""
    assert figure_readings(raw, lang) == tuple(map(Decimal, values))


@pytest.mark.parametrize(
    ("lang", "text", "kind", "value", "unit", "form"),
    [
        ("fr", "pour 4,2 milliards d'euros.", "money", "4200000000", "EUR", "4,2 milliards d'euros"),
        ("fr", "soit 12\u202f500\u00a0€ par an", "money", "12500", "EUR", "12\u202f500\u00a0€"),
        ("fr", "hausse de 3,5\u00a0%", "percent", "3.5", "", "3,5\u00a0%"),
        ("fr", "recul de 0,3 point", "points", "0.3", "", "0,3 point"),
        ("fr", "à 14 h 30 précises", "clock", "870", "", "14 h 30"),
        ("fr", "à midi et demi", "clock", "750", "", "midi et demi"),
        ("fr", "au XIXe siècle", "century", "19", "", "XIXe siècle"),
        ("fr", "les années 80", "decade", "1980", "", "années 80"),
        ("fr", "le demi-million d'arbres", "number", "500000", "", "demi-million"),
        ("fr", "Louis XVI", "roman", "16", "", "XVI"),
        ("fr", "jeudi", "weekday", "4", "", "jeudi"),
        ("en", "revenue of €4.2bn", "money", "4200000000", "EUR", "€4.2bn"),
        ("en", "worth US$60m", "money", "60000000", "USD", "US$60m"),
        ("en", "at 2:30 p.m.", "clock", "870", "", "2:30 p.m."),
        ("en", "in the '70s", "decade", "1970", "", "'70s"),
        ("en", "the nineteenth century", "century", "19", "", "nineteenth century"),
        ("en", "two and a half million", "number", "2500000", "", "two and a half million"),
        ("en", "five per cent", "percent", "5", "", "five per cent"),
    ],
)
def test_extract(lang: str, text: str, kind: str, value: str, unit: str, form: str) -> None:
    """The quantity is read with its unit, and its span is the form as written."""
    found = [q for q in extract(text, lang) if q.kind == kind]
    assert [(q.value, q.unit, text[q.span.start : q.span.end]) for q in found] == [(Decimal(value), unit, form)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "le 9 mai 1945"),
        ("en", "May 9, 1945"),
        ("en", "9 May 1945"),
        ("fr", "le 09/05/1945"),
        ("en", "1945-05-09"),
    ],
)
def test_date(lang: str, text: str) -> None:
    """A date yields its day, month and year."""
    assert {(q.kind, int(q.value)) for q in extract(text, lang)} == {("day", 9), ("month", 5), ("year", 1945)}


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "It may march on."), ("en", "He bought a march."), ("fr", "Vers Paris, Le Mans.")]
)
def test_no_quantity(lang: str, text: str) -> None:
    """Words that look like months or Roman ordinals are left alone."""
    assert extract(text, lang) == ()


def test_shared_scale() -> None:
    """The first number of a range takes the scale of the second."""
    first = extract("entre 50 et 100 mille euros", "fr")[0]
    assert first.readings == {Decimal(50), Decimal(50_000)}


def test_other_language() -> None:
    """A language without a list yields nothing."""
    assert extract("12 Uhr", "de") == ()
