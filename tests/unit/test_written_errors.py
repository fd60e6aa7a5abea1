"""Errors that people wrote down, as examples to train on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tqcheck.training.qe.examples import annotated
from tqcheck.training.qe.written import lexicon_groups, worse, written_groups
from tqcheck.types import Severity, TqcheckError

CHALLENGE = Path(__file__).parents[2] / "corpora" / "challenge"


@pytest.mark.parametrize(
    ("right", "wrong", "bad", "gaps"),
    [
        ("He is travelling.", "He is in displacement.", ["in displacement"], ()),
        ("The old man left.", "The man left.", [], (4,)),
        ("He left.", "He left early.", ["early"], ()),
        ("He left early", "He left", [], (7,)),
    ],
)
def test_what_differs_is_wrong(right: str, wrong: str, bad: list[str], gaps: tuple[int, ...]) -> None:
    example = worse(right, wrong, Severity.MAJOR)
    assert [wrong[span.start : span.end] for span in example.bad or ()] == bad
    assert example.gaps == gaps
    assert example.error == 1.0


def test_every_lexicon_example_is_ranked_with_something_wrong() -> None:
    groups = list(lexicon_groups())
    assert len(groups) > 2000
    for group in groups:
        right, wrong = group.examples
        assert group.ranked
        assert not right.bad
        assert wrong.bad or wrong.gaps, group.source


def test_items_kept_apart_are_not_trained_on() -> None:
    found = {example.target for group in written_groups(CHALLENGE) for example in group.examples}
    rows = (CHALLENGE / "lexical.tsv").read_text(encoding="utf-8").splitlines()
    kept = {cells[3] for row in rows if (cells := row.split("\t"))[-1] == "keep"}
    assert kept
    assert not kept & found


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TqcheckError, match="no folder"):
        written_groups(tmp_path / "none")


def bio_mqm(folder: Path) -> Path:
    """Two documents, each of one source and three translations."""
    (folder / "bio-mqm").mkdir()
    major = '{"startIndex": 0, "endIndex": 2, "severity": "Major"}'
    rows = [
        f'{{"fr": "{doc}", "en": "The {name}.", "sys": "{name}", "doc": "{doc}", "errors": [{errors}]}}'
        for doc in ("a", "b")
        for name, errors in (("bad", major), ("good", ""), ("fair", ""))
    ]
    (folder / "bio-mqm" / "dev.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("half", [0, 1])
def test_only_one_half_of_the_documents_is_trained_on(tmp_path: Path, half: int) -> None:
    groups = [group for source in annotated(bio_mqm(tmp_path), half) for group in source]
    assert {group.source for group in groups} == {"ab"[half]}
    best = groups[0]
    assert best.ranked
    assert [example.target for example in best.examples] == ["The good.", "The bad."]
    assert [example.error for example in best.examples] == [0.0, 1.0]


def test_halves_part_the_documents(tmp_path: Path) -> None:
    from tqcheck.evaluate.qe.bio_mqm import in_half, read_bio_mqm

    segments = list(read_bio_mqm(bio_mqm(tmp_path) / "bio-mqm" / "dev.jsonl"))
    assert sorted(s.doc for half in (0, 1) for s in in_half(segments, half)) == sorted(s.doc for s in segments)
