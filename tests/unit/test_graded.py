"""Graded translations: how marks are read, which files are refused, which groups are drawn for training."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tqcheck.evaluate.graded import Graded, GradedGroup, read_graded, unmarked
from tqcheck.training.qe.examples import Examples, Mixture
from tqcheck.training.qe.written import graded_groups
from tqcheck.types import Span, TqcheckError

HEADER = "source\tgrade\ttarget\n"


@pytest.mark.parametrize(
    ("marked", "text", "bad", "gaps"),
    [
        ("He left.", "He left.", [], []),
        ("He [surrendered] there.", "He surrendered there.", ["surrendered"], []),
        ("[She] left [the] town.", "She left the town.", ["She", "the"], []),
        ("He left [] today.", "He left today.", [], [7]),
        ("He left today [] .", "He left today.", [], [13]),
        ("[] He left.", "He left.", [], [0]),
        ("He left [] [on place].", "He left on place.", ["on place"], [7]),
        ("He left []", "He left", [], [7]),
    ],
)
def test_unmarked(marked: str, text: str, bad: list[str], gaps: list[int]) -> None:
    """The marks go, the text closes up, and the offsets are those of the text without marks."""
    plain, spans, places = unmarked(marked)
    assert plain == text
    assert [plain[span.start : span.end] for span in spans] == bad
    assert list(places) == gaps


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("\tgood\tHe left.\n", "the first row has no source"),
        ("Il part.\tminor\tHe [parts].\n", "no good translation first"),
        ("Il part.\tperfect\tHe is leaving.\n", "unknown grade 'perfect'"),
        ("Il part.\tgood\tHe [is] leaving.\n", "mark what is wrong"),
        ("Il part.\tgood\tHe leaves.\n\tmajor\tHe parts.\n", "mark what is wrong"),
        ("Il part.\tgood\tHe leaves.\n\tmajor\tHe [parts.\n", "mark what is wrong"),
    ],
)
def test_faults_are_named(tmp_path: Path, rows: str, said: str) -> None:
    """A file that does not keep the form is refused in one line that names it."""
    path = tmp_path / "bad.tsv"
    path.write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(TqcheckError, match=said) as caught:
        read_graded([path])
    assert str(path) in str(caught.value)


def test_groups_for_training(tmp_path: Path) -> None:
    """Kept groups are left out; the rest come best first, with the marks as labels."""
    sources = [f"Phrase numéro {number}." for number in range(60)]
    body = "".join(
        f"{s}\tgood\tFirst {s}\n\tmajor\tA [bad] one.\n\tfree\tOther {s}\n\tminor\tA [] one.\n" for s in sources
    )
    (tmp_path / "a.tsv").write_text(HEADER + body, encoding="utf-8")
    kept = {group.source for group in read_graded([tmp_path / "a.tsv"]) if group.kept}
    groups = graded_groups(tmp_path)
    assert 0 < len(kept) < 20
    assert {group.source for group in groups} == set(sources) - kept
    labels = [(example.error, example.bad, example.gaps) for example in groups[0].examples]
    assert labels == [(0.0, (), ()), (0.0, (), ()), (0.3, (), (1,)), (1.0, (Span(2, 5),), ())]


def test_parts_are_disjoint() -> None:
    """About one group in ten is kept, half of those for calibration."""
    groups = [GradedGroup(f"Phrase {number}.", ()) for number in range(2000)]
    assert 150 < sum(group.kept for group in groups) < 250
    assert 70 < sum(group.fitted for group in groups) < 130
    assert all(group.kept for group in groups if group.fitted)


def test_no_folder() -> None:
    """A recipe that names a folder which is not there is refused."""
    with pytest.raises(TqcheckError, match="no folder 'nowhere'"):
        graded_groups(Path("nowhere"))


def test_drawn_groups_are_ordered(tmp_path: Path) -> None:
    """What is drawn is a translation and worse ones, or translations of one grade that are not ranked."""
    body = "Il part.\tgood\tHe is off.\n\tfree\tHe leaves.\n\tminor\tHe [parts].\n\tmajor\tHe [shares].\n\tmajor\tHe [left].\n"
    (tmp_path / "a.tsv").write_text(HEADER + body, encoding="utf-8")
    examples = Examples.__new__(Examples)
    examples.graded = graded_groups(tmp_path)
    seen = set()
    for seed in range(60):
        group = examples.graded_group(random.Random(seed))
        errors = [example.error for example in group.examples]
        seen.add((tuple(errors), group.ranked))
        assert all((errors[0] < other) == group.ranked for other in errors[1:])
    assert ((0.0, 1.0), True) in seen
    assert ((0.3, 1.0, 1.0), True) in seen


def test_ranks() -> None:
    """Good and free are alike; minor, major and critical follow."""
    assert [Graded("", grade).rank for grade in ("good", "free", "minor", "major", "critical")] == [0, 0, 1, 2, 3]


def test_mixture_has_a_share() -> None:
    """Graded groups are drawn only where a recipe gives them a share."""
    assert Mixture().graded == 0.0
