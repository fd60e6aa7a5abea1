"""GitHub annotations, GitLab's code quality report and the table, read as their readers do; the speed of all."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.report_runs import (
    ADVICE,
    BASELINED,
    FAILURE,
    HOSTILE,
    HOSTILE_FAILURE,
    PRONOUN,
    QUOTES,
    SIGNATURE,
    SOURCE,
    SUPPRESSED,
    TARGET,
    docx_report,
    hostile_report,
    made,
    plain_report,
    run,
    segment,
    written,
)
from tqcheck.report import FORMATS
from tqcheck.report.csv import guarded
from tqcheck.summing import run_of
from tqcheck.types import Run

HOSTILE_RUN = run(hostile_report(), failures=(HOSTILE_FAILURE,))
COMMAND = re.compile(r"::(?P<level>error|warning|notice) (?P<properties>[^:]*)::(?P<message>.*)")


def annotations(what: Run) -> list[tuple[str, dict[str, str], str]]:
    """The commands as the runner reads them: level, properties, message; every line must be one."""
    found = []
    for line in re.split(r"\r\n|\r|\n", written("github", what))[:-1]:
        match = COMMAND.fullmatch(line)
        assert match, line
        pairs = (pair.split("=", 1) for pair in match["properties"].split(","))
        found.append((match["level"], {key: _decoded(value) for key, value in pairs}, _decoded(match["message"])))
    return found


def _decoded(text: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_github_annotation_has_file_place_and_title() -> None:
    """On the words themselves, with what to write."""
    level, properties, message = annotations(run(plain_report(PRONOUN)))[1]
    assert (level, message) == ("error", "'Elle' is no person → It")
    assert properties == {
        "file": "docs/a.en.txt", "line": "4", "endLine": "4", "col": "1", "endColumn": "4",
        "title": "P101 pronoun-gender (major)",
    }  # fmt: skip


def test_github_annotation_without_columns_or_lines() -> None:
    """Several lines take no columns; DOCX names the unit."""
    whole = replace(PRONOUN, target_span=None)
    _, properties, _ = annotations(run(plain_report(whole)))[1]
    assert (properties["line"], properties["endLine"], "col" in properties) == ("3", "4", False)
    _, properties, message = annotations(run(docx_report()))[0]
    assert set(properties) == {"file", "title"}
    assert message.startswith("p12: ")


def test_github_worst_first_and_suppressed_not_at_all() -> None:
    """Failed documents, then by severity."""
    report = replace(plain_report(ADVICE, QUOTES, SUPPRESSED, BASELINED, PRONOUN), warnings=("doubtful",))
    shown = annotations(run(report, failures=(FAILURE,)))
    assert [(level, properties["title"].split()[0]) for level, properties, _ in shown] == [
        ("error", "not"), ("warning", "tqcheck"), ("error", "O101"), ("error", "P101"), ("warning", "Q101"),
        ("notice", "W101"), ("notice", "tqcheck"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("finding", "number", "level", "shown", "note"),
    [
        (PRONOUN, 25, "error", 10, "16 of level error"),
        (QUOTES, 10, "warning", 10, None),
        (QUOTES, 11, "warning", 10, "1 of level warning"),
        (ADVICE, 9, "notice", 9, None),
        (ADVICE, 12, "notice", 9, "3 of level notice"),
    ],
)
def test_github_says_how_many_are_left_out(finding: Any, number: int, level: str, shown: int, note: str | None) -> None:
    """GitHub drops what comes after ten of a level, the closing notice included."""
    *lines, (closing, _, message) = annotations(run(plain_report(*[finding] * number)))
    assert sum(one == level for one, _, _ in lines) == shown
    assert closing == "notice"
    assert (note in message) if note else ("Left out" not in message)
    assert message.endswith(f"Signature: {SIGNATURE}")


def test_github_of_hostile_text_is_one_command_a_line() -> None:
    """Line breaks and commands in a document or a path stay text."""
    shown = annotations(HOSTILE_RUN)
    assert [level for level, _, _ in shown] == ["error", "warning", "error", "notice"]
    _, properties, message = shown[2]
    assert properties["file"] == "docs/a,b:c%0A\n<x>.en.md"
    assert "%0A::error::x\r\n::error::y\rz \\u0000\\u0008" in message
    assert "\x1b" not in message


GITLAB_KEYS = {"description", "check_name", "fingerprint", "severity", "location"}


def gitlab(what: Run) -> list[dict[str, Any]]:
    """The issues, each with the keys that GitLab requires and a fingerprint of its own."""
    issues = json.loads(written("gitlab", what))
    assert all(set(issue) >= GITLAB_KEYS and issue["signature"] == SIGNATURE for issue in issues)
    assert all(isinstance(issue["location"]["lines"]["begin"], int) for issue in issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    return issues


def test_gitlab_issue() -> None:
    """Where, what, how bad."""
    issue = gitlab(run(plain_report(PRONOUN)))[0]
    assert issue["check_name"] == "P101 pronoun-gender"
    assert issue["description"] == "'Elle' is no person → It"
    assert issue["location"] == {"path": "docs/a.en.txt", "lines": {"begin": 4, "end": 4}}
    assert issue["other_locations"] == [{"path": "docs/a.fr.txt", "lines": {"begin": 5, "end": 5}}]


def test_gitlab_severities() -> None:
    """Suppressed findings are no issues; a document that could not be checked is the worst one."""
    report = replace(plain_report(PRONOUN, QUOTES, ADVICE, SUPPRESSED, BASELINED), warnings=("doubtful",))
    issues = gitlab(run(report, failures=(FAILURE,)))
    assert [(issue["check_name"][:4], issue["severity"]) for issue in issues] == [
        ("not-", "blocker"), ("warn", "minor"), ("P101", "major"), ("Q101", "minor"), ("W101", "info"),
        ("O101", "critical"),
    ]  # fmt: skip


def test_gitlab_fingerprints_differ_and_last() -> None:
    """Repeated findings, two documents alike, the same document twice; the same run gives the same fingerprints."""
    other = replace(plain_report(PRONOUN), target_path="docs/other.en.txt")
    what = run(plain_report(PRONOUN, PRONOUN), other, plain_report(PRONOUN))
    assert len(gitlab(what)) == 7
    assert written("gitlab", what) == written("gitlab", what)
    alone = {issue["fingerprint"] for issue in gitlab(run(other))}
    assert alone <= {issue["fingerprint"] for issue in gitlab(what)}


@pytest.mark.parametrize("what", [run(), run(plain_report(SUPPRESSED, fail_on="never")), HOSTILE_RUN])
def test_gitlab_is_always_a_list(what: Run) -> None:
    """Nothing found, nothing to show, hostile text."""
    assert isinstance(gitlab(what), list)


def test_gitlab_without_lines() -> None:
    """GitLab wants a line: the first, and the unit in words."""
    (issue,) = gitlab(run(docx_report()))
    assert issue["location"]["lines"]["begin"] == 1
    assert issue["description"].startswith("p12: ")


def table(what: Run) -> list[dict[str, str]]:
    """The rows of the table, every one as wide as the header."""
    rows = list(csv.DictReader(io.StringIO(written("csv", what), newline=""), strict=True))
    assert all(None not in row and None not in row.values() for row in rows)
    return rows


def test_csv_row() -> None:
    """Everything there is to know of a finding."""
    row = table(run(plain_report(PRONOUN)))[0]
    assert row == {
        "document": "docs/a.en.txt", "source_document": "docs/a.fr.txt", "segment": "1", "line": "3", "unit": "",
        "code": "P101", "name": "pronoun-gender", "category": "accuracy/mistranslation", "severity": "major",
        "confidence": "1.0", "evidence": "rule", "source_text": "Elle", "source_span": "12:16", "target_text": "She",
        "target_span": "15:18", "source_segment": SOURCE.text, "target_segment": TARGET.text,
        "message": "'Elle' is no person", "suggestion": "It", "flagged": "true", "suppressed": "false",
        "suppression": "", "baselined": "false", "signature": SIGNATURE,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["sarif", "junit", "github", "gitlab", "csv", "markdown"])
def test_warnings_are_in_every_format(name: str) -> None:
    """Of a document, such as a doubtful alignment, and of the run."""
    what = run_of([replace(plain_report(), warnings=("doubtful here",))], warnings=("unpaired there",), many=True)
    assert all(warning in written(name, what) for warning in ("doubtful here", "unpaired there"))


def test_csv_keeps_suppressed_findings_and_failures() -> None:
    """A row each, marked."""
    rows = table(run(plain_report(SUPPRESSED, BASELINED), docx_report(), failures=(FAILURE,)))
    keys = ("code", "suppressed", "suppression", "baselined")
    assert [tuple(row[key] for key in keys) for row in rows[:3]] == [
        ("Q101", "true", "house style", "false"),
        ("P101", "true", "accepted in May", "true"),
        ("O101", "false", "", "false"),
    ]
    assert (rows[3]["line"], rows[3]["unit"]) == ("", "p12")
    assert (rows[-1]["name"], rows[-1]["document"], rows[-1]["message"]) == (
        "not-checked",
        "docs/z.en.txt",
        FAILURE.message,
    )


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("\t=1", "'\t=1"),
        ("\rx", "'\rx"),
        ("\N{FULLWIDTH EQUALS SIGN}1", "'\N{FULLWIDTH EQUALS SIGN}1"),
        ("'quoted'", "'quoted'"),
        ("'=1", "''=1"),
        ("a=1", "a=1"),
        ("– dash", "– dash"),
        ("\x00a\u202e", "\\u0000a\\u202e"),
        ("", ""),
        (None, ""),
    ],
)
def test_csv_cells_are_never_formulae(text: str | None, cell: str) -> None:
    """One more leading apostrophe, which who reads the table takes off."""
    assert guarded(text) == cell


def test_csv_of_hostile_text_stays_in_its_cells() -> None:
    """Line breaks, quotation marks and commas."""
    first, *_ = table(HOSTILE_RUN)
    assert first["target_text"].startswith("'=cmd|' /C calc'!A0")
    assert "%0A::error::x\r\n::error::y\rz \\u0000" in first["message"]
    assert first["document"] == "docs/a,b:c%0A\n<x>.en.md"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in table(HOSTILE_RUN) for cell in row.values())


MACHINE = ("json", "jsonl", "sarif", "junit", "github", "gitlab", "csv", "markdown")


@pytest.mark.parametrize("name", MACHINE)
def test_signature_is_in_every_machine_format(name: str) -> None:
    """What another person needs to get the same figures."""
    text = written(name, run(plain_report(), docx_report(), failures=(FAILURE,)))
    assert all(part in text for part in ("9.8.7", "embedded-1", "0123456789ab", "0.25"))


@pytest.mark.parametrize("name", MACHINE)
def test_hostile_text_can_be_written_as_utf_8(name: str) -> None:
    """No half of a surrogate pair is left."""
    if name in ("json", "jsonl"):
        pytest.skip("documents with such text are refused when they are read")
    written(name, HOSTILE_RUN).encode("utf-8")


@pytest.mark.parametrize("name", ["sarif", "junit", "github", "gitlab", "csv", "markdown"])
def test_ten_thousand_findings_take_well_under_a_second(name: str) -> None:
    """The bound is five times what a slow machine takes, so that only another order of growth fails."""
    assert name in FORMATS
    segments = [segment(number, (PRONOUN, QUOTES), SOURCE, TARGET) for number in range(5000)]
    what = run(made(segments[:2500]), made(segments[2500:], "docs/b.en.txt"))
    written(name, run(made(segments[:1])))
    start = time.process_time()
    written(name, what)
    assert time.process_time() - start < 5


def test_hostile_text_is_what_it_says() -> None:
    """The tests above are worth nothing if the text loses what makes it hostile."""
    assert all(part in HOSTILE for part in ("]]>", "%0A", "\r\n", "\x00", "\u202e", "\ud800", "=cmd", "<script>"))
