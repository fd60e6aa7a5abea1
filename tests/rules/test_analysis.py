"""What an analysis works out late, and once."""

from __future__ import annotations

from typing import Any

from tqcheck.rules.analysis import Analysis, Entities, Token, analyse, once


class Parsed(list[Any]):
    """Stands for a parsed text: its tokens know the kind of name they belong to."""


class Word:
    """A token of a parser."""

    def __init__(self, kind: str) -> None:
        self.ent_type_, self.is_space = kind, False


def test_names_are_looked_for_when_asked() -> None:
    """No token's kind of name is worked out before a rule asks, and then once for the whole text."""
    calls: list[Any] = []

    def recognise(parsed: Any) -> Any:
        calls.append(parsed)
        return parsed

    entities = Entities(Parsed([Word("LOC"), Word("")]), recognise)
    tokens = [Token(index, form, 0, 0, form, entities=entities) for index, form in enumerate(("Nice", "dort"))]
    assert calls == []
    assert [token.entity for token in tokens] == ["LOC", ""]
    assert len(calls) == 1


def test_parsed_names() -> None:
    """A place is a place."""
    tokens = next(analyse(["Le maire habite à Paris."], "fr")).tokens
    assert {token.text: token.entity for token in tokens}["Paris"] == "LOC"


def test_once() -> None:
    """A function of an analysis runs once an analysis."""
    calls = []

    @once
    def length(analysis: Analysis) -> int:
        calls.append(analysis)
        return len(analysis.text)

    one, other = Analysis("one", "en", ()), Analysis("three", "en", ())
    assert [length(one), length(one), length(other)] == [3, 3, 5]
    assert len(calls) == 2


def test_features() -> None:
    """A feature is read by its whole name."""
    token = Token(0, "belles", 0, 6, "beau", morph="Gender=Fem|Number=Plur")
    assert (token.feature("Number"), token.feature("Num"), token.lower, token.is_word) == ("Plur", "", "belles", True)
