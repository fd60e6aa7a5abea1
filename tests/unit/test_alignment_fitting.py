"""What the aligner is fitted on, and whether the figures of the fit say what they should."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.unit.align_fakes import FakeEncoder, document, sentence
from tqcheck.align.sides import encode_sides
from tqcheck.align.types import Scored
from tqcheck.align.weights import FITTED
from tqcheck.evaluate.alignment import expected_calibration_error, reliability_table
from tqcheck.training.alignment_left_out import leave_one_out, print_left_out
from tqcheck.training.alignment_problem import Problem, right_beads, scored
from tqcheck.training.alignment_weights import as_vector, as_weights, fit, material_of
from tqcheck.training.gold_alignments import TINY, GoldDocument, damaged, excerpts, gold_documents, tiny
from tqcheck.types import Link, TqcheckError

SOURCE = [sentence(10 * k) for k in range(24)]


def gold(first: int = 0) -> GoldDocument:
    """Twenty pairs, of which two source sentences are joined in every fifth; one sentence a side stands alone."""
    source = [sentence(first + 10 * k) for k in range(25)]
    target, links, i = [], [], 0
    while i < 24:
        size = 2 if len(links) % 5 == 4 else 1
        links.append(Link(tuple(range(i, i + size)), (len(target),)))
        target.append(" ".join(source[i : i + size]))
        i += size
    return GoldDocument("made up", document(source), document([*target, sentence(first + 900)]), tuple(links), True)


def problem(one: GoldDocument) -> Problem:
    encoder = FakeEncoder()
    return Problem(one, *encode_sides(one.source, one.target, encoder), as_vector(FITTED))  # type: ignore[arg-type]


def test_kept_sentences_are_numbered_anew() -> None:
    """A link keeps what is left of it, and goes when nothing is."""
    links = (Link((0, 1), (0,)), Link((2,), (1,)), Link((3,), ()))
    one = GoldDocument("x", document(SOURCE[:4]), document(SOURCE[:2]), links, True)
    assert one.kept([1, 2], [1]).gold == (Link((0,), ()), Link((1,), (0,)))
    assert [segment.text for segment in one.kept([1, 2], [1]).source] == SOURCE[1:3]


def test_damaged_loses_one_side_of_a_fifth() -> None:
    """No sentence is left of the side that a link has lost; the same seed does the same damage."""
    whole, cut = gold(), damaged(gold(), 3)
    lost = len(whole.linked()) - len(cut.linked())
    assert 0 < lost < len(whole.linked()) / 2
    assert cut.gold == damaged(gold(), 3).gold != damaged(gold(), 4).gold
    texts = [{s.text for s in side} for side in (cut.source, cut.target)]
    for link in cut.linked():
        assert " ".join(cut.source[i].text for i in link.source) == cut.target[link.target[0]].text
    assert sum(len(side) for side in texts) < 50


def test_excerpts_are_short_and_some_of_them_wrong() -> None:
    """One in five has sides that do not belong together, and another lacks a side of one link."""
    made = list(excerpts(gold(), 40, 1))
    assert len(made) == 40
    assert [one.linked() == [] for one in made].count(True) == 8
    assert max(len(one.linked()) for one in made) == 6
    for one in made:
        for link in one.linked():
            assert " ".join(one.source[i].text for i in link.source) == one.target[link.target[0]].text


@pytest.mark.parametrize("unrelated", [False, True])
def test_tiny_documents_hold_few_sentences_and_strangers(unrelated: bool) -> None:
    """At most four a side; the stranger is in no link and its words are nowhere on the other side."""
    whole = gold()
    made = list(tiny(whole, 20, 1, unrelated=unrelated))
    assert len(made) == 20
    assert {len(one.linked()) for one in made} - {0} == ({1, 2, 3} if unrelated else {1, 2, 3, 4})
    for one in made:
        assert max(len(one.source), len(one.target)) <= TINY
        linked = [{k for link in one.linked() for k in (link.source, link.target)[side]} for side in (0, 1)]
        alone = [set(range(len(side))) - kept for side, kept in zip((one.source, one.target), linked, strict=True)]
        if unrelated:
            assert sorted(map(len, alone)) == [0, 1]
        for link in one.linked():
            assert " ".join(one.source[i].text for i in link.source) == one.target[link.target[0]].text


def test_edges_have_the_posteriors_of_the_lattice() -> None:
    """Leaving out what is all but impossible changes neither the sum over all paths nor any bead's probability."""
    one, weights = problem(gold()), as_vector(FITTED)
    scores = np.full(one.lattice.valid.size, -1e30)
    scores[one.places] = one.rows @ weights
    total, posterior = one.lattice.posterior(scores.reshape(one.lattice.valid.shape))
    found, values = one.edges.posterior(one.rows @ weights)
    assert found == pytest.approx(total)
    assert values == pytest.approx(posterior.ravel()[one.places], abs=1e-9)
    assert len(one.places) < one.lattice.valid.sum() / 5


def test_gradient_is_that_of_the_objective() -> None:
    """Along every tenth weight, against a small step."""
    one, weights = problem(gold()), as_vector(FITTED) / 3
    _, gradient = one.objective(weights)
    for index in range(0, len(weights), 10):
        step = np.zeros(len(weights))
        step[index] = 1e-5
        slope = (one.objective(weights + step)[0] - one.objective(weights - step)[0]) / 2e-5
        assert gradient[index] == pytest.approx(slope, rel=1e-3, abs=1e-4)


def test_fit_from_nothing_finds_the_links() -> None:
    """Weights fitted on one made-up document align another."""
    weights = fit([problem(gold(300))], as_vector(as_weights(np.zeros(len(as_vector(FITTED))))), 6)
    other = problem(gold())
    found = other.scored(other.decoded(weights)).strict
    assert (found.recall, found.precision) == pytest.approx((1.0, 1.0), abs=0.06)
    assert scored(other.document, other.decoded(weights)[1:]).strict.recall < 1


def test_right_beads() -> None:
    """Gold links, and lone sentences that the gold links with nothing."""
    one = GoldDocument("x", document(SOURCE[:4]), document(SOURCE[:3]), (Link((0, 1), (0,)), Link((3,), (1,))), True)
    beads = [
        ((0, 2), (0, 1)),
        ((2, 3), (0, 0)),
        ((3, 4), (1, 2)),
        ((0, 1), (0, 1)),
        ((3, 4), (1, 1)),
        ((4, 4), (2, 3)),
        ((4, 4), (1, 2)),
    ]
    found = right_beads(one, [Scored(range(*s), range(*t), 0.5, 0.5) for s, t in beads])
    assert found.tolist() == [True, True, True, False, False, True, False]


@pytest.mark.parametrize(
    ("chance", "right", "error"),
    [
        ([0.05, 0.95], [False, True], 0.05),
        ([0.95, 0.95], [False, True], 0.45),
        ([1.0, 0.0], [True, False], 0.0),
        ([], [], 0.0),
    ],
)
def test_calibration_error(chance: list[float], right: list[bool], error: float) -> None:
    """The mean gap between what is said and what is so."""
    assert expected_calibration_error(np.array(chance), np.array(right, dtype=bool)) == pytest.approx(error)


def test_reliability_table() -> None:
    """A line for every range that has beads, 1 among the highest, and the error at the end."""
    lines = reliability_table(np.array([0.41, 0.49, 1.0]), np.array([True, False, True]))
    assert [line.split() for line in lines[1:3]] == [
        ["0.40", "-", "0.50", "2", "0.450", "0.500"],
        ["0.95", "-", "1.00", "1", "1.000", "1.000"],
    ]
    assert lines[-1] == "expected calibration error 0.033 over 3 beads"


def test_left_out_documents_and_their_table() -> None:
    """From gold documents to the printed figures."""
    materials = [material_of(gold(first), FakeEncoder(), 10) for first in (0, 300)]  # type: ignore[arg-type]
    left = list(leave_one_out(materials, 4))
    lines: list[str] = []
    print_left_out(left, lines.append)
    assert [one.linked.strict.f1 for one in left] == pytest.approx([1, 1], abs=0.1)
    assert sum("expected calibration error" in line for line in lines) == 5
    short = left[0].judged["short"].right
    assert 0.3 < short.mean() < 1
    alone = left[0].judged["intruded"].features[:, 4]
    assert alone.sum() == pytest.approx(10, abs=2), "a stranger in each of ten"


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    """One line says what is missing."""
    with pytest.raises(TqcheckError, match="holds no textberg/ and novels/"):
        list(gold_documents(tmp_path))
