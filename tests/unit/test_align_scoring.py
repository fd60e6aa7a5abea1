"""Scoring an alignment against a gold one, and reading both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tqcheck.align.reading import read_links
from tqcheck.align.scoring import score_links, score_many
from tqcheck.types import Link, TqcheckError


def links(text: str) -> tuple[Link, ...]:
    """``0,1-2 -3`` as links: [0, 1]:[2] and []:[3]."""
    found = []
    for part in text.split():
        sides = part.split("-")
        source, target = (tuple(int(n) for n in side.split(",") if n) for side in sides)
        found.append(Link(source, target))
    return tuple(found)


@pytest.mark.parametrize(
    ("gold", "test", "strict", "lax"),
    [
        ("0-0 1-1", "0-0 1-1", (1, 1), (1, 1)),
        ("0-0 1-1", "0-1 1-0", (0, 0), (0, 0)),
        ("0,1-0 2-1", "0-0 1- 2-1", (1 / 3, 1 / 2), (2 / 3, 1)),
        ("0-0 1-1,2", "0-0 1-1 -2", (1 / 3, 1 / 2), (2 / 3, 1)),
        ("0-0 1- -1", "0-0 1- -1", (1, 1), (1, 1)),
        ("0-0 1- -1", "0-0 1-1", (1 / 2, 1), (1 / 2, 1)),
        ("0-0 1-1", "0-0 1- -1", (1 / 3, 1 / 2), (1 / 3, 1 / 2)),
        ("0-0 1,2-1,2", "0-0 1-1 2-2", (1 / 3, 1 / 2), (1, 1)),
        ("0-0", "", (0, 0), (0, 0)),
        ("", "0-0", (0, 0), (0, 0)),
    ],
)
def test_scores(gold: str, test: str, strict: tuple[float, float], lax: tuple[float, float]) -> None:
    scores = score_links(links(gold), links(test))
    assert (scores.strict.precision, scores.strict.recall) == pytest.approx(strict)
    assert (scores.lax.precision, scores.lax.recall) == pytest.approx(lax)


def test_f1_is_the_harmonic_mean() -> None:
    assert score_links(links("0,1-0 2-1"), links("0-0 1- 2-1")).strict.f1 == pytest.approx(0.4)


def test_linked_only_leaves_out_nulls() -> None:
    scores = score_links(links("0-0 1- 2-1"), links("0-0 -1 1- 2-"), linked_only=True)
    assert (scores.strict.precision, scores.strict.recall) == (1, 0.5)


def test_several_documents_sum_counts() -> None:
    scores = score_many([(links("0-0"), links("0-0")), (links("0-0 1-1 2-2"), links("0-1 1-2 2-0"))])
    assert scores.strict.precision == 1 / 4


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gold", "[0, 1]:[0]\n\n[2]:[]\n"),
        ("ladder", "[0, 1]:[0]:0.123\n[2]:[]:-1.5e-3\n"),
        ("json", '{"beads": [{"source": [0, 1], "target": [0], "score": 0.1}, {"source": [2], "target": []}]}'),
        ("tsv", "source_indices\ttarget_indices\ttype\n0 1\t0\t2-1\n2\t\t1-0\n"),
    ],
)
def test_reads_every_form(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert [(link.source, link.target) for link in read_links(path)] == [((0, 1), (0,)), ((2,), ())]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[0]:[0]\n0-1\n", ":2: not a link"),
        ('{"links": []}', "no list of beads"),
        ("{", "no list of beads"),
        ("a\tb\n0\t1\n", ":1: the columns"),
        ("source_indices\ttarget_indices\n0\n", ":2: 1 columns for 2"),
    ],
)
def test_bad_files_are_named(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "links"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TqcheckError, match=re.escape(message)):
        read_links(path)
