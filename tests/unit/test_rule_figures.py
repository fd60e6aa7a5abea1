"""The figures of rules: how they are counted, the table that ships, and that `explain` and the page read it. No model."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from tqcheck.cli import main
from tqcheck.evaluate.alarms import Alarms
from tqcheck.evaluate.challenge import Item, read_items
from tqcheck.evaluate.rule_figures import figures_of, measurable
from tqcheck.rules import all_rules
from tqcheck.rules.figures import COLUMNS, TABLE, Figures, family_of, read_figures, spoken, table
from tqcheck.rules.page import page
from tqcheck.types import Finding, Severity, Span

CHALLENGE = sorted((Path(__file__).parents[2] / "corpora/challenge").glob("*.tsv"))
RULES = {rule.code: rule for rule in all_rules()}


def alarm(code: str, span: tuple[int, int] | None = (0, 4)) -> Finding:
    """A finding of a rule at a place in the target."""
    return Finding(code, "rule", "accuracy", Severity.MAJOR, "why", Span(*span) if span else None)


def item(wrong: bool, family: str = "G", span: tuple[int, int] | None = (0, 4)) -> Item:
    """An item of a family with marked words."""
    return Item("1", "kind", ("Oui.",), ("Yes it is.",), wrong, "keep", Span(*span) if wrong and span else None, family)


@pytest.mark.parametrize(
    ("one", "found", "code", "expected"),
    [
        (item(True), [alarm("G101")], "G101", (1, 0)),
        (item(True), [alarm("G101"), alarm("G101", (5, 7))], "G101", (1, 0)),
        (item(True), [alarm("G102")], "G101", (0, 0)),
        (item(False), [alarm("G101")], "G101", (0, 1)),
        (item(False), [alarm("G101"), alarm("G101")], "G101", (0, 1)),
        (item(False), [], "G101", (0, 0)),
        # within its family an item counts whole, in another's the alarm must be at the words marked
        (item(True), [alarm("G101", (5, 7))], "G101", (1, 0)),
        (item(True), [alarm("P101")], "P101", (1, 0)),
        (item(True), [alarm("P101", (4, 6))], "P101", (0, 1)),
        (item(True), [alarm("P101", None)], "P101", (1, 0)),
        (item(True, span=None), [alarm("P101")], "P101", (1, 0)),
        (item(True, family=""), [alarm("P101", (5, 7))], "P101", (1, 0)),
        # an empty span marks where something is missing
        (item(True, "O", (4, 4)), [alarm("G101")], "G101", (1, 0)),
        (item(True, "O", (5, 5)), [alarm("G101")], "G101", (0, 1)),
        # advice and what needs a model or a glossary is not measured
        (item(False), [alarm("W109")], "W109", (0, 0)),
        (item(False), [alarm("M101")], "M101", (0, 0)),
        (item(False), [alarm("T102")], "T102", (0, 0)),
    ],
)
def test_what_counts_for_a_rule(one: Item, found: list[Finding], code: str, expected: tuple[int, int]) -> None:
    """Items found rightly and items alarmed in falsely, each item once."""
    rows = {row.code: row for row in figures_of(tuple(RULES.values()), [(one, found)], Alarms())}
    assert (rows[code].found, rows[code].false_alarms) == expected


def test_what_counts_for_a_family() -> None:
    """Its own items only, found by any of its rules and by no other; clean segments by rule and by family."""
    judged = [
        (item(True), [alarm("G101"), alarm("G102")]),
        (item(True), [alarm("P101")]),
        (item(True), []),
        (item(False), [alarm("G103")]),
        (item(False), []),
        (item(True, "P"), [alarm("G101")]),
    ]
    clean = Alarms(segments=100, codes=Counter(G101=2, G102=1), families=Counter(G=2))
    rows = {row.code: row for row in figures_of(tuple(RULES.values()), judged, clean)}
    assert rows["G"] == Figures("G", right=2, wrong=3, found=1, false_alarms=1, clean=100, alarms=2)
    assert rows["P"] == Figures("P", right=0, wrong=1, found=0, false_alarms=0, clean=100, alarms=0)
    assert rows["G101"] == Figures("G101", right=2, found=2, false_alarms=0, clean=100, alarms=2)
    assert rows["W109"] == Figures("W109")
    assert "M" not in rows


def test_the_table_reads_back(tmp_path: Path) -> None:
    """What is written is read, with precision and recall where they are known."""
    rows = [Figures("G", 10, 4, 3, 1, 50, 2), Figures("G101", 20, None, 3, 1, 50, 1), Figures("W109")]
    path = tmp_path / "figures.tsv"
    path.write_text(table(rows, "today"), encoding="utf-8")
    assert read_figures(path) == {row.code: row for row in rows}
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert lines == [
        "\t".join(COLUMNS),
        "G\t10\t4\t3\t1\t0.750\t0.750\t50\t2",
        "G101\t20\t\t3\t1\t0.750\t\t50\t1",
        "W109\t0\t\t0\t0\t\t\t0\t0",
    ]
    assert read_figures(tmp_path / "none.tsv") == {}


G = Figures("G", right=90, wrong=100, found=64, false_alarms=2, clean=3996, alarms=9)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [G, Figures("G101", 567, None, 41, 1, 3996, 3)],
            [
                "On the kept halves of the challenge sets: 41 of 42 alarms right (precision 0.98); family G finds 64 of 100 errors (recall 0.64).",
                "On 3,996 clean news segments: 3 alarms.",
            ],
        ),
        (
            [G, Figures("G101", 1567, None, 0, 0, 3996, 1)],
            [
                "On the kept halves of the challenge sets: no alarm, 1,567 right pairs seen; family G finds 64 of 100 errors (recall 0.64).",
                "On 3,996 clean news segments: 1 alarm.",
            ],
        ),
        (
            [Figures("G101", 567, None, 0, 3)],
            ["On the kept halves of the challenge sets: 0 of 3 alarms right (precision 0.00)."],
        ),
        (
            [Figures("G", 0, 0, clean=9), Figures("G101", 5, None, 1, 0, 9)],
            [
                "On the kept halves of the challenge sets: 1 of 1 alarms right (precision 1.00).",
                "On 9 clean news segments: no alarms.",
            ],
        ),
    ],
)
def test_wording(rows: list[Figures], expected: list[str]) -> None:
    """One or two plain lines with the counts."""
    assert spoken("G101", {row.code: row for row in rows}) == expected


def test_no_figures_are_owned_up_to() -> None:
    """A rule that is not measured, and one that is newer than the table, say so."""
    assert spoken("W109", {"W109": Figures("W109")})[0].startswith("Not measured: ")
    assert "`tqcheck eval rules" in spoken("G101", {})[0]


def test_the_table_names_every_rule() -> None:
    """Every rule has its row and every family one; whoever adds a rule measures it: `tqcheck eval rules`."""
    rows = read_figures()
    measured = {rule.code for rule in measurable(RULES.values())}
    assert rows.keys() == RULES.keys() | {family_of(code) for code in measured}
    assert {code for code in RULES if rows[code].right} == measured
    assert all(rows[code].clean for code in measured)
    assert [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")] == table(
        rows.values(), ""
    ).splitlines()[-len(rows) - 1 :]


def test_explain_and_the_page_read_the_table() -> None:
    """Each rule is explained with the very counts of its row, and its entry in docs/rules.md has them too."""
    rows, whole = read_figures(), page()
    for code in RULES:
        printed = CliRunner().invoke(main, ["explain", code]).stdout.splitlines()
        entry = whole.partition(f'<a id="{code}"></a>')[2].partition("<a id=")[0]
        assert printed[-len(spoken(code)) :] == spoken(code)
        assert " ".join(spoken(code)) in entry.splitlines()
        if code in rows and rows[code].precision is not None:
            assert f" {rows[code].found} of {rows[code].found + rows[code].false_alarms} alarms right" in entry


@pytest.mark.parametrize("path", CHALLENGE, ids=lambda path: path.stem)
def test_every_set_says_its_families(path: Path) -> None:
    """Each item is for a family of rules that there is."""
    assert {one.family for one in read_items(path)} <= {family_of(code) for code in RULES}
