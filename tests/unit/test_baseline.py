"""Accepted findings: which of them a baseline accepts, what that changes, and what becomes of the baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.baseline_reports import ENGLISH, FRENCH, PLAIN, SURVIVED, UNHURRIED, Pair, entries_of, prints, report_of
from tqcheck.accepting import Note, apply, pruned, updated
from tqcheck.baseline import Baseline, Entry
from tqcheck.summing import run_of
from tqcheck.types import Report, Severity
from tqcheck.verdict import Gate


def accepted(reports: Sequence[Report], entries: Sequence[Entry]) -> list[list[bool]]:
    """Which findings a baseline accepts, document by document."""
    return [
        [finding.baselined for _, finding in report.findings()]
        for report in apply(reports, Baseline("base.json", tuple(entries)))
    ]


@pytest.mark.parametrize("pair", SURVIVED)
def test_accepted_when_the_fingerprint_survives(pair: Pair) -> None:
    """The baseline of the plain document accepts the finding, in this document or under another name."""
    entries = entries_of(report_of([PLAIN]))
    assert accepted([report_of([pair])], entries) == [[True]]
    assert accepted([report_of([pair], "moved/b.en.md")], entries) == [[True]]


ALIKE = [
    pytest.param((FRENCH, ENGLISH.replace("minister", "senator")), True, id="a word near"),
    pytest.param((FRENCH, ENGLISH.replace("in displ", "In displ")), True, id="case of the flagged words"),
    pytest.param((FRENCH, f"By Anna\n{ENGLISH}"), True, id="merged with a line without a stop"),
    pytest.param((FRENCH, ENGLISH.replace("displacement", "displacements")), False, id="flagged words"),
    pytest.param((FRENCH.replace("déplacement", "voyage"), ENGLISH), False, id="flagged source words"),
    pytest.param((FRENCH, "Nobody has ever been [[in displacement]] like her."), False, id="another sentence"),
    pytest.param((FRENCH, ENGLISH, {"code": "C102"}), False, id="another rule"),
]


@pytest.mark.parametrize(("pair", "expected"), ALIKE)
def test_accepted_by_likeness_in_its_own_document_only(pair: Pair, expected: bool) -> None:
    """An edit of the words around does not bring an accepted finding back; other flagged words do."""
    entries = entries_of(report_of([PLAIN]))
    assert accepted([report_of([pair])], entries) == [[expected]]
    if not set(prints(pair)) & set(prints(PLAIN)):
        assert accepted([report_of([pair], "b.en.md")], entries) == [[False]]


@UNHURRIED
@given(st.integers(0, 4), st.integers(0, 6), st.integers(1, 3))
def test_each_entry_accepts_one(written: int, found: int, documents: int) -> None:
    """N accepted occurrences allow exactly N, over all documents of a run."""
    entries = entries_of(report_of([PLAIN] * written))
    reports = [report_of([PLAIN] * found, f"{number}.en.md") for number in range(documents)]
    assert sum(map(sum, accepted(reports, entries))) == min(written, found * documents)


def test_likeness_uses_entries_up_too() -> None:
    """The finding that is most like an entry takes it, and no other may."""
    changed = [(FRENCH, ENGLISH.replace("minister", word)) for word in ("senator", "mayor")]
    assert accepted([report_of(changed)], entries_of(report_of([PLAIN]))) == [[True, False]]
    two = entries_of(report_of([PLAIN, (FRENCH, "Our mayor is now [[in displacement]] in Lyon for two long days.")]))
    nearer = (FRENCH, "Our mayor was now [[in displacement]] in Lyon for two long days.")
    (after,) = apply([report_of([nearer])], Baseline("base.json", tuple(replace(e, reason=e.target[:3]) for e in two)))
    assert [finding.suppression for _, finding in after.findings()] == ["Our"]


def test_an_entry_goes_to_its_own_document_first() -> None:
    """The path breaks the tie where two documents have the same finding."""
    entries = entries_of(report_of([PLAIN], "b.en.md"))
    assert accepted([report_of([PLAIN], "a.en.md"), report_of([PLAIN], "b.en.md")], entries) == [[False], [True]]


@UNHURRIED
@given(
    st.permutations([(f"Le [[chat]] {word}.", f"The [[rabbit]] {word}.") for word in ("dort", "mange", "joue", "rit")])
)
def test_paragraphs_may_move(pairs: list[Pair]) -> None:
    """The order of segments does not matter, and a paragraph may move to another document."""
    entries = entries_of(report_of(sorted(pairs)))
    assert accepted([report_of(pairs)], entries) == [[True] * 4]
    assert accepted([report_of(pairs[:2]), report_of(pairs[2:], "b.en.md")], entries) == [[True] * 2] * 2


def test_accepted_findings_do_not_count() -> None:
    """Neither flag, nor penalty, nor score, nor gate; they stay in the report with the reason."""
    gate = Gate("minor", min_score=90, max_flagged="0")
    before = report_of([PLAIN, ("Le [[chat]].", "The [[rabbit]].")], gate=gate)
    assert (before.summary["flagged"], before.summary["gate"]) == (2, "failed")
    assert before.summary["failed"] == ["fail-on minor", "min-score 90", "max-flagged 0"]
    entries = entries_of(before, note=Note("known since the beginning", "Ann"))
    (after,) = apply([before], Baseline("base.json", entries))
    assert {key: after.summary[key] for key in ("flagged", "findings", "suppressed", "penalty", "score", "gate")} == {
        "flagged": 0, "findings": 2, "suppressed": 2, "penalty": 0.0, "score": 100.0, "gate": "passed",
    }  # fmt: skip
    assert after.summary["failed"] == []
    assert after.summary["baseline"] == {"accepted": 2, "new": 0, "stale": 0}
    marks = {(f.suppressed, f.baselined, f.suppression) for _, f in after.findings()}
    assert marks == {(True, True, "known since the beginning")}
    (half,) = apply([before], Baseline("base.json", entries[:1]))
    assert (half.summary["flagged"], half.summary["penalty"], half.summary["gate"]) == (1, 5.0, "failed")
    assert half.summary["baseline"] == {"accepted": 1, "new": 1, "stale": 0}


def test_only_what_counts_is_written() -> None:
    """Advice and findings that a directive accepts need no entry."""
    report = report_of(
        [
            (FRENCH, ENGLISH, {"severity": Severity.NEUTRAL}),
            (FRENCH, ENGLISH, {"confidence": 0.4}),
            (FRENCH, ENGLISH, {"suppressed": True, "suppression": "a quotation"}),
        ]
    )
    assert entries_of(report) == ()
    (after,) = apply([report], Baseline("base.json", entries_of(report_of([PLAIN]))))
    assert [f.baselined for _, f in after.findings()] == [False] * 3
    assert after.summary["baseline"] == {"accepted": 0, "new": 0, "stale": 1}


GONE: Pair = ("Il pleut.", "It rains.")


def test_stale_entries_are_those_of_checked_documents() -> None:
    """A finding that is gone leaves its entry stale; entries of documents that were not checked are left alone."""
    everything = entries_of(report_of([PLAIN]), report_of([PLAIN, PLAIN], "b.en.md"), report_of([PLAIN], "c.en.md"))
    run = [report_of([GONE]), report_of([PLAIN], "b.en.md")]
    applied = apply(run, Baseline("base.json", everything))
    assert [report.summary["baseline"] for report in applied] == [
        {"accepted": 0, "new": 0, "stale": 1},
        {"accepted": 1, "new": 0, "stale": 1},
    ]
    assert run_of(applied).summary["baseline"] == {"accepted": 1, "new": 0, "stale": 2}
    for reports in (run, applied):
        change = pruned(reports, Baseline("base.json", everything))
        assert ([entry.path for entry in change.entries], change.dropped) == (["b.en.md", "c.en.md"], 2)


def test_writing_again_keeps_reasons() -> None:
    """Entries that were there keep what was said of them, new ones get what is said now, gone ones go."""
    first = entries_of(
        report_of([PLAIN, ("Le [[chat]].", "The [[rabbit]].")]),
        report_of([PLAIN], "b.en.md"),
        note=Note("old", "Ann", "2024-01-31"),
    )
    edited = (FRENCH, ENGLISH.replace("minister", "senator"))
    new: Pair = ("Un [[mot]].", "One [[mute]].")
    change = updated([report_of([edited, new])], Baseline("base.json", first), Note("new", "Bob"))
    assert [(e.span, e.path, e.reason, e.author, e.added) for e in change.entries] == [
        ("in displacement", "a.en.md", "old", "Ann", "2024-01-31"),
        ("mute", "a.en.md", "new", "Bob", ""),
        ("in displacement", "b.en.md", "old", "Ann", "2024-01-31"),
    ]
    assert (change.added, change.dropped) == (1, 1)
    assert change.entries[0].fingerprint == prints(edited)[0]
