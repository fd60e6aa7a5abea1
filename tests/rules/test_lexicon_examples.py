"""Every entry of the calque lexicon carries a pair of its own: it must find the wrong English and pass the right one."""

from __future__ import annotations

import functools

import pytest

from tqcheck.lexicon.calques import Calque, calques
from tqcheck.rules.analysis import Analysis, analyse


@functools.cache
def analysed() -> list[tuple[Analysis, Analysis, Analysis]]:
    """The French, the wrong and the right English of every entry."""
    columns = zip(*(entry.examples for entry in calques()), strict=True)
    return list(
        zip(*(analyse(texts, lang) for texts, lang in zip(columns, ("fr", "en", "en"), strict=True)), strict=True)
    )


@pytest.mark.parametrize("index", range(0, len(calques()), 50))
def test_examples(index: int) -> None:
    """The French pattern stands in the French, a wrong pattern in the wrong English and in the wrong one only."""
    failed = [
        entry.french.text
        for entry, texts in zip(calques()[index : index + 50], analysed()[index : index + 50], strict=True)
        if not fits(entry, *texts)
    ]
    assert failed == []


def fits(entry: Calque, french: Analysis, wrong: Analysis, right: Analysis) -> bool:
    """Whether an entry applies to its French, fires on its wrong English and is silent on its right one."""

    def fires(english: Analysis) -> bool:
        return any(list(pattern.find(english.tokens)) for pattern in entry.wrong)

    applies = bool(list(entry.french.find(french.tokens))) and entry.applies(french.lemmas)
    return applies and fires(wrong) and not fires(right)
