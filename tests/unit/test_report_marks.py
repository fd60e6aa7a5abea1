"""Spans marked in a text: nested, overlapping, at the edges; the text comes out as it went in."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.report.marks import Mark, marked, within
from tqcheck.types import Span

SHORT = re.compile(r'<mark class="\w+ depth(\d)" data-f="(\w+)"[^>]*>')


def shape(text: str, *spans: tuple[int, int]) -> str:
    """The marked text with ``{name:`` and ``}`` for the elements; spans are named a, b, c."""
    marks = [Mark(Span(*span), "abc"[n], "major") for n, span in enumerate(spans)]
    return SHORT.sub(r"{\2\1:", str(marked(text, marks))).replace("</mark>", "}")


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "0123456789"),
        ([(0, 10)], "{a0:0123456789}"),
        ([(0, 2), (2, 4)], "{a0:01}{b0:23}456789"),
        ([(1, 9), (3, 5)], "0{a0:12{b1:34}5678}9"),
        ([(3, 5), (1, 9)], "0{b0:12{a1:34}5678}9"),
        ([(1, 5), (3, 8)], "0{a0:12{b1:34}}{b0:567}89"),
        ([(2, 4), (2, 4)], "01{a0:{b1:23}}456789"),
        ([(0, 6), (2, 8), (4, 5)], "{a0:01{b1:23{c2:4}5}}{b0:67}89"),
    ],
)
def test_nesting(spans: list[tuple[int, int]], expected: str) -> None:
    """Each piece lies in the elements of all the spans that hold it, and elements never cross."""
    assert shape("0123456789", *spans) == expected


def test_a_span_is_reached_once() -> None:
    """The tabulator key stops at the beginning of a span, not at each of its pieces."""
    html = str(marked("0123456789", [Mark(Span(0, 5), "a", "major", True), Mark(Span(3, 8), "b", "minor", True)]))
    assert html.count("<mark ") == 3
    assert re.findall(r'data-f="(\w)" aria-describedby="\w" tabindex="0"', html) == ["a", "b"]


@pytest.mark.parametrize(
    ("span", "expected"),
    [(None, None), ((2, 2), None), ((1, 3), (1, 3)), ((3, 99), (3, 4)), ((9, 12), None), ((-2, 1), (0, 1))],
)
def test_within(span: tuple[int, int] | None, expected: tuple[int, int] | None) -> None:
    """A span keeps to its text; an empty one is none."""
    assert within(Span(*span) if span else None, "text") == expected


@given(st.text(max_size=12), st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=5))
def test_text_is_kept(text: str, spans: list[tuple[int, int]]) -> None:
    """Without the elements the text is what it was, and no text makes an element."""
    places = [place for span in spans if (place := within(Span(*span), text))]
    html = str(marked(text, [Mark(place, f"f{n}", "major") for n, place in enumerate(places)]))
    assert unescape(re.sub(r"</?mark[^>]*>", "", html)) == text
    assert html.count("<mark ") == html.count("</mark>") == html.count("<") - html.count("</mark>")
