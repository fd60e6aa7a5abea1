"""The word lists that ship: every row is whole and every pattern compiles."""

from __future__ import annotations

from pathlib import Path

import pytest

from tqcheck import lexicon
from tqcheck.lexicon import lexicon_files, listed, load
from tqcheck.lexicon.calques import calques, candidates
from tqcheck.types import TqcheckError


@pytest.mark.parametrize("path", lexicon_files(), ids=lambda path: path.stem)
def test_list(path: Path) -> None:
    """Each list says where it comes from and under which licence, and its rows have the header's columns."""
    head = path.read_text(encoding="utf-8").splitlines()[:2]
    assert [line.partition(":")[0] for line in head] == ["# source", "# licence"]
    rows = load(path.stem)
    assert rows
    assert len({tuple(row.values()) for row in rows}) == len(rows)


def test_calques_are_several_hundred_and_whole() -> None:
    """Every entry has what a message needs."""
    assert len(calques()) >= 600
    assert [entry.french.text for entry in calques() if not (entry.wrong and entry.right and entry.note)] == []


def test_candidates_are_found_by_any_word_of_the_pattern() -> None:
    """The index gives the entries whose French may stand in a segment, and no others."""
    found = candidates("accuracy/mistranslation", {"en", "déplacement"})
    assert any(entry.french.text.startswith("en déplacement") for entry in found)
    assert candidates("accuracy/mistranslation", {"xyz"}) == []


def test_row_with_a_missing_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken row is named by its line."""
    (tmp_path / "broken.tsv").write_text("# source: us\n# licence: CC0\na\tb\n1\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    load.cache_clear()
    with pytest.raises(TqcheckError, match=r"broken\.tsv:4: 1 cells under 2 columns"):
        load("broken")


def test_listed() -> None:
    """Parts of a cell."""
    assert listed(" a ; b;; c ") == ("a", "b", "c")
