"""Sentence splitting: a table of hard cases, and what holds for every text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tqcheck.text.segmentation import segment_document, split_sentences
from tqcheck.types import Block, Document

_TABLE = Path(__file__).with_name("segmentation_cases.tsv")


def _cases() -> list[tuple[str, str]]:
    """The table's rows as (language, marked text)."""
    lines = [line for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")][1:]
    rows = [line.split("\t") for line in lines]
    return [(lang, text.replace("␤", "\n").replace("⍽", "\u00a0")) for lang, text in rows]


CASES = _cases()


def _split(text: str, lang: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text, lang)]


@pytest.mark.parametrize(("lang", "marked"), CASES, ids=[f"{lang}-{text[:40]}" for lang, text in CASES])
def test_table(lang: str, marked: str) -> None:
    """Every boundary of the table is found, and no other."""
    expected = [part.strip() for part in marked.split(" | ")]
    assert _split(marked.replace(" | ", "" if lang in {"ja", "zh"} else " "), lang) == expected


def test_table_is_large_enough() -> None:
    assert sum(lang in {"fr", "en"} for lang, _ in CASES) >= 150


@pytest.mark.parametrize("lang", ["fr", "en", "de", "xx", "fr-CA", "pt_BR"])
def test_spans_cover_every_visible_character(lang: str) -> None:
    """Spans are ordered, disjoint, trimmed, and leave out white space only."""
    text = "  \n".join(marked.replace(" | ", " ") for _, marked in CASES)
    spans = split_sentences(text, lang)
    rest = list(text)
    cursor = 0
    for start, end in spans:
        assert cursor <= start < end
        assert text[start:end] == text[start:end].strip()
        rest[start:end] = " " * (end - start)
        cursor = end
    assert not "".join(rest).strip()


@pytest.mark.parametrize(("lang", "marked"), [case for case in CASES if case[0] in {"fr", "en"}][::3])
def test_hard_wrapping_changes_nothing(lang: str, marked: str) -> None:
    """A line break for a space moves no boundary."""
    text = marked.replace(" | ", " ")
    assert split_sentences(text.replace(" ", "\n"), lang) == split_sentences(text, lang) or "\n\n" in text


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0"])
def test_nothing_but_white_space(text: str) -> None:
    assert split_sentences(text, "fr") == []


@pytest.mark.parametrize("text", ["...", "?", "« »", ". . .", "— —", "1.", "😀", "Oui ! 😀"])
def test_marks_without_words_stay_in_one_piece(text: str) -> None:
    assert _split(text, "fr") == [text]


@pytest.mark.parametrize("unit", ["a.b(c.", " (", ". ", "! ", "!", "A. ", '." ', '"', "M. Le ", "… ", "1. ", "“", "…x"])
def test_monotonous_text_takes_linear_time(unit: str) -> None:
    """A minified line or a row of dots must not hang the splitter."""
    begun = time.perf_counter()
    split_sentences("Un" + unit * 20_000 + "x Fin", "fr")
    assert time.perf_counter() - begun < 2


def _document(format_: str) -> Document:
    first, second = "Un titre. Et sa suite", "Il pleut.\nM. Durand\nsort. Elle\nreste."
    text = f"{first}\n\n{second}\n"
    blocks = (
        Block(first, 0, 1, "p1", "heading"),
        Block(second, len(first) + 2, 3, "p2"),
        Block("  ", len(text) - 1, 8, "p3"),
    )
    return Document("a.txt", text, blocks, format_)


def test_segments_point_into_the_document() -> None:
    document = _document("text")
    segments = segment_document(document, "fr")
    assert [s.text for s in segments] == [
        "Un titre. Et sa suite",
        "Il pleut.",
        "M. Durand\nsort.",
        "Elle\nreste.",
    ]
    assert all(document.text[s.start : s.end] == s.text for s in segments)
    assert [(s.line, s.unit, s.paragraph, s.kind) for s in segments] == [
        (1, "p1", 0, "heading"),
        (3, "p2", 1, "paragraph"),
        (4, "p2", 1, "paragraph"),
        (5, "p2", 1, "paragraph"),
    ]


def test_other_formats_keep_the_line_of_the_block() -> None:
    assert [s.line for s in segment_document(_document("docx"), "fr")] == [1, 3, 3, 3]


def test_columns_are_those_of_the_file() -> None:
    """A sentence may begin in the middle of a line; other formats do not know where their text stands in it."""
    text = "Titre.\n\n  Il pleut. Il\nvente. Fin.\n"
    blocks = (Block("Titre.", 0, 1), Block("Il pleut. Il\nvente. Fin.", 10, 3))
    segments = segment_document(Document("a.txt", text, blocks), "fr")
    assert [(s.text, s.line, s.column) for s in segments] == [
        ("Titre.", 1, 1), ("Il pleut.", 3, 3), ("Il\nvente.", 3, 13), ("Fin.", 4, 8),
    ]  # fmt: skip
    assert [s.column for s in segment_document(Document("a.md", text, blocks, "markdown"), "fr")] == [None] * 4
