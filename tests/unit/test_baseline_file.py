"""The file of a baseline: what it looks like, what is said of a malformed one, and what its paths mean."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.baseline_reports import PLAIN, UNHURRIED, entries_of, report_of
from tqcheck.baseline import Baseline, Entry, moved, read_baseline, write_baseline
from tqcheck.baseline.entries import baseline_text, parse_baseline
from tqcheck.baseline.matching import entry_path
from tqcheck.types import TqcheckError

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
