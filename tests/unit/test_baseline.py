"""Accepted findings: what a fingerprint survives, what the file looks like, and which findings a baseline accepts."""

from __future__ import annotations

import json
import string
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.baseline_reports import Pair, report_of
from tqcheck.accepting import Note, apply, pruned, updated
from tqcheck.baseline import Baseline, Entry, fingerprints, moved, read_baseline, write_baseline
from tqcheck.baseline.entries import baseline_text, parse_baseline
from tqcheck.baseline.matching import entry_path
from tqcheck.summing import run_of
from tqcheck.types import Report, Severity, TqcheckError
from tqcheck.verdict import Gate

UNHURRIED = settings(deadline=None, max_examples=60)
"""A busy machine is no failure."""

FRENCH = "Le ministre est [[en déplacement]] à Rome."
ENGLISH = "The minister is now [[in displacement]] in Rome for two whole days."
PLAIN: Pair = (FRENCH, ENGLISH)


def prints(*pairs: Pair, path: str = "a.en.md") -> list[str]:
    """The fingerprints of a document's findings, in order."""
    return list(fingerprints(report_of(pairs, path)).values())


SURVIVED = [
    pytest.param((f"{FRENCH} Il pleut.", f"{ENGLISH} It rains."), id="merged with the next sentence"),
    pytest.param((f"Il pleut. {FRENCH}", f"It rains. {ENGLISH}"), id="merged with the sentence before"),
    pytest.param((FRENCH, f"Is it so? He asked “why?” {ENGLISH} No!"), id="merged between others"),
    pytest.param((FRENCH, f"A paragraph without a stop\n\n{ENGLISH}"), id="merged with the paragraph before"),
    pytest.param((f"Oui. {FRENCH}", ENGLISH), id="source merged alone"),
    pytest.param((FRENCH, ENGLISH.upper().replace("IN DISPLACEMENT", "in displacement")), id="case around"),
    pytest.param((FRENCH, ENGLISH.replace("minister", "“minister”").replace("Rome", "'Rome',")), id="marks around"),
    pytest.param((FRENCH, ENGLISH.replace("now ", "now\u00a0 ")), id="spaces around"),
    pytest.param((FRENCH, ENGLISH.replace("now ", "now\n")), id="line break around"),
    pytest.param((FRENCH, ENGLISH.replace("in displacement", "in\ndisplacement")), id="line break within"),
    pytest.param((FRENCH, ENGLISH.replace("days", "weeks")), id="a word five away"),
    pytest.param((FRENCH.replace("ministre", "sénateur"), ENGLISH), id="source words that are not flagged"),
    pytest.param((FRENCH, ENGLISH, {"message": "new words", "severity": Severity.MINOR}), id="new wording"),
    pytest.param((FRENCH, ENGLISH, {"confidence": 0.6, "suggestion": "away"}), id="new weights"),
]


@pytest.mark.parametrize("pair", SURVIVED)
def test_fingerprint_survives(pair: Pair) -> None:
    """What has nothing to do with the finding leaves its fingerprint alone."""
    assert prints(pair) == prints(PLAIN)


CHANGED = [
    pytest.param((FRENCH, ENGLISH.replace("displacement", "displacements")), id="flagged words"),
    pytest.param((FRENCH, ENGLISH.replace("in displ", "In displ")), id="case of the flagged words"),
    pytest.param((FRENCH.replace("déplacement", "voyage"), ENGLISH), id="flagged source words"),
    pytest.param(("Le ministre est en déplacement à Rome.", ENGLISH), id="source place gone"),
    pytest.param((FRENCH, ENGLISH.replace("minister", "senator")), id="a word within four before"),
    pytest.param((FRENCH, ENGLISH.replace("two", "three")), id="a word within four after"),
    pytest.param((FRENCH, ENGLISH.replace("[[in ", "in [[")), id="other bounds"),
    pytest.param((FRENCH, ENGLISH, {"code": "C102"}), id="another rule"),
]


@pytest.mark.parametrize("pair", CHANGED)
def test_fingerprint_changes(pair: Pair) -> None:
    """What makes it another finding changes the fingerprint."""
    assert set(prints(pair)).isdisjoint(prints(PLAIN))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("[[Oui]] non.", ""), ("Avant. [[Oui]] non. Après.", "X."), True),
        (("[[Oui]] non.", ""), ("[[Oui]] si.", ""), False),
        (("Oui.", "Yes!", {"bare": True}), ("OUI", "“yes”", {"bare": True}), True),
        (("Oui.", "Yes!", {"bare": True}), ("Oui.", "Yes indeed!", {"bare": True}), False),
        (("L[[’]]été", "don[[’]]t"), ("L[[’]]été", "don[[']]t"), False),
        (("", "I [[don’t]] know"), ("", "I [[don't]] know"), True),
        (("", "[[Bad]] title"), ("", "By Anna\n[[Bad]] title"), False),
        (("", "[[Bad]] title"), ("", "By Anna\n \n[[Bad]] title"), True),
    ],
    ids=[
        "source only",
        "source only, changed",
        "no place",
        "no place, changed",
        "the apostrophe flagged",
        "apostrophe",
        "merged with a line without a stop",
        "merged with a paragraph without a stop",
    ],
)
def test_fingerprint_of_other_places(one: Pair, other: Pair, same: bool) -> None:
    """Findings in the source alone go by their place there, findings without a place by all words."""
    assert (prints(one) == prints(other)) is same


def test_fingerprints_are_stable_hexadecimal_and_unique() -> None:
    """A fingerprint written today must be read by every later version: these digits are a promise."""
    assert prints(PLAIN) == ["12db1cc72bbcf9580000"]
    three = prints(PLAIN, ("", "Else [[here]]."), PLAIN, path="b.en.md")
    assert [one[16:] for one in three] == ["0000", "0000", "0001"]
    assert three[0][:16] == three[2][:16]
    assert all(set(one) <= set(string.hexdigits.lower()) for one in three)


WORDS = st.lists(st.text("abcdé", min_size=1, max_size=6), min_size=1, max_size=12)
SENTENCE = st.builds(
    lambda words, stop: " ".join(words).capitalize() + stop, WORDS, st.sampled_from([".", "!", "…", '?"'])
)


@UNHURRIED
@given(
    st.lists(SENTENCE, max_size=3), SENTENCE, SENTENCE, st.lists(SENTENCE, max_size=3), st.sampled_from([" ", "\n\n"])
)
def test_fingerprint_knows_no_neighbours(
    before: list[str], left: str, right: str, after: list[str], joint: str
) -> None:
    """However sentences are put together, a finding in one of them keeps its fingerprint."""
    sentence = f"{left[:-1].rstrip('.?')} [[flagged words]] {right}"
    merged = joint.join([*before, sentence, *after])
    assert prints(("[[x]]", merged)) == prints(("[[x]]", sentence))


def entries_of(*reports: Report, note: Note | None = None) -> tuple[Entry, ...]:
    """What ``--write-baseline`` would write into a new file."""
    return updated(reports, Baseline("base.json"), note or Note()).entries


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


TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=12)
ENTRY = st.builds(
    Entry, st.text("0123456789abcdef", min_size=20, max_size=20), st.sampled_from(["C101", "N102"]),
    st.sampled_from(["a.md", "b/é.md"]), TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT,
)  # fmt: skip


@UNHURRIED
@given(st.lists(ENTRY, max_size=6, unique_by=lambda entry: (entry.path, entry.fingerprint)))
def test_file_reads_back(entries: list[Entry]) -> None:
    """Whatever texts hold, the file is UTF-8, reads back whole, and comes out the same in any order."""
    text = baseline_text(entries, {"name": "tqcheck"})
    assert set(parse_baseline("b.json", text.encode("utf-8").decode("utf-8")).entries) == set(entries)
    assert baseline_text(entries[::-1], {"name": "tqcheck"}) == text
    assert text.count("\n") == 5 + bool(entries) + len(entries)


def test_file_is_an_entry_a_line(tmp_path: Path) -> None:
    """Accepting one finding more adds one line, wherever it comes to stand but at the end."""
    path = tmp_path / "base.json"
    entries = entries_of(report_of([PLAIN, ("Le [[chat]].", "The [[rabbit]].")]), report_of([PLAIN], "z.en.md"))
    write_baseline(str(path), [entries[0], entries[2]], {"name": "tqcheck", "version": "1"})
    before = path.read_text(encoding="utf-8").splitlines()
    write_baseline(str(path), entries, {"name": "tqcheck", "version": "1"})
    after = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in before if line not in after] == []
    (added,) = [line for line in after if line not in before]
    assert json.loads(added.rstrip(",")) == {
        "fingerprint": entries[1].fingerprint, "code": "C101", "path": entries[1].path, "source": "Le chat.",
        "target": "The rabbit.", "source_span": "chat", "span": "rabbit", "message": "a calque",
    }  # fmt: skip
    assert json.loads(path.read_text(encoding="utf-8"))["tool"] == {"name": "tqcheck", "version": "1"}
    assert read_baseline(str(path)).entries == tuple(sorted(entries, key=lambda entry: entry.place))


def test_a_failed_write_leaves_the_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old baseline stays until the new one is whole, and nothing is left lying about."""
    path = tmp_path / "base.json"
    path.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(TqcheckError, match=r"base\.json: cannot be written \(No space left on device\)"):
        write_baseline(str(path), (), {})
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [("base.json", "old")]


def test_twice_merged_entries_accept_once() -> None:
    """Two branches that accept the same finding leave two lines; they stand for one finding, with its reason."""
    (entry,) = entries_of(report_of([PLAIN]))
    merged = parse_baseline("b.json", baseline_text([entry, replace(entry, reason="why")], {}))
    assert merged.entries == (replace(entry, reason="why"),)


HEAD = '{\n"version": 1,\n"tool": {},\n"entries": [\n'
GOOD = ' {"fingerprint": "00ff", "code": "C101", "path": "a.md"}'
MALFORMED = [
    ("", "base.json:1: not JSON (Expecting value); mend the line or write it anew"),
    (f"{HEAD}{GOOD}\n{GOOD}\n]}}\n", "base.json:6: not JSON (Expecting ',' delimiter); mend the line"),
    (f"{HEAD}<<<<<<< ours\n{GOOD}\n", "base.json:5: a merge conflict is left; keep both sides' entries"),
    ("[1]", 'base.json:1: not a baseline: it has no list "entries"'),
    ('{"version": 1, "entries": {}}', 'base.json:1: not a baseline: it has no list "entries"'),
    ('{\n "version": 2, "entries": []}', "base.json:2: version 2 is not 1, which this tqcheck reads"),
    ('{"entries": []}', "base.json:1: version null is not 1"),
    (f'{HEAD}{GOOD},\n {{"code": "C101", "path": "a.md"}}\n]}}', 'base.json:6: entry 2 has no text as its "fingerprint"'),
    (f'{HEAD}{GOOD},\n\n {{"fingerprint": 7, "code": "C101", "path": "a.md"}}\n]}}', 'base.json:7: entry 2 has no text as its "fingerprint"'),
    (f'{HEAD} {{"fingerprint": "00ff", "code": "C101", "path": "a.md", "reason": null}}\n]}}', 'base.json:5: entry 1 has no text as its "reason"'),
    (f'{HEAD} {{"fingerprint": "XY", "code": "C101", "path": "a.md"}}\n]}}', "base.json:5: entry 1 has a fingerprint that is not hexadecimal"),
    (f"{HEAD}{GOOD},\n 7\n]}}", "base.json:6: entry 2 is no object"),
    ("[" * 100_000, "base.json: not a baseline; write it with --write-baseline"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), MALFORMED)
def test_malformed_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str) -> None:
    """One line with file, line and mend."""
    monkeypatch.chdir(tmp_path)
    Path("base.json").write_text(text, encoding="utf-8")
    with pytest.raises(TqcheckError) as raised:
        read_baseline("base.json")
    assert str(raised.value).startswith(message)
    assert "\n" not in str(raised.value)


def test_unreadable_file(tmp_path: Path) -> None:
    """Bytes that are no UTF-8, a folder, and nothing at all."""
    (tmp_path / "b.json").write_bytes(b"\xff\xfe\x00")
    for name, message in (("b.json", "not UTF-8"), (".", "cannot be read"), ("c.json", "no such file; write it with")):
        with pytest.raises(TqcheckError, match=message):
            read_baseline(str(tmp_path / name))


def test_keys_of_later_versions_are_passed_over() -> None:
    """An entry may say more than this version knows."""
    (entry,) = parse_baseline("b.json", HEAD + GOOD.replace("}", ', "ticket": 7}') + "]}").entries
    assert entry == Entry("00ff", "C101", "a.md")


@pytest.mark.parametrize(
    ("document", "baseline", "expected"),
    [
        ("a.en.md", "base.json", "a.en.md"),
        ("docs/a.en.md", "docs/base.json", "a.en.md"),
        ("a.en.md", "docs/base.json", "../a.en.md"),
        ("./docs/../docs/a.en.md", "base.json", "docs/a.en.md"),
        ("docs/e\u0301.md", "base.json", "docs/é.md"),
        ("link/a.en.md", "base.json", "docs/a.en.md"),
        ("-", "docs/base.json", "-"),
    ],
)
def test_paths_are_seen_from_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, document: str, baseline: str, expected: str
) -> None:
    """Entries mean the same from whatever folder tqcheck is run."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "link").symlink_to("docs")
    monkeypatch.chdir(tmp_path)
    assert entry_path(document, baseline) == expected
    monkeypatch.chdir(tmp_path / "docs")
    if document != "-":
        assert entry_path(str(tmp_path / document), str(tmp_path / baseline)) == expected


def test_a_baseline_under_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its paths are seen from the new place."""
    monkeypatch.chdir(tmp_path)
    baseline = moved(Baseline("base.json", (Entry("00", "C101", "docs/a.md"), Entry("01", "C101", "-"))), "docs/b.json")
    assert (baseline.path, [entry.path for entry in baseline.entries]) == ("docs/b.json", ["a.md", "-"])
