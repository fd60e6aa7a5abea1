"""Formatters: the JSON contract, concise lines, and the report for a reader."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from tqcheck.report import FORMATS, formatter
from tqcheck.summing import run_of
from tqcheck.types import Bead, Estimate, Finding, Report, Segment, SegmentReport, Severity, Span

FINDING = Finding(
    "P101",
    "pronoun-gender",
    "accuracy/mistranslation",
    Severity.MAJOR,
    "'Elle' stands for 'la présidence'",
    target_span=Span(0, 3),
    source_span=Span(0, 4),
    suggestion="It",
)


def report() -> Report:
    """Two segments: one flagged, one omitted by the translator."""
    first = Bead(Segment("Elle a dit non.", 10, 25, 4), Segment("She said\nno [b].", 8, 24, 3))
    second = Bead(Segment("Rien d'autre.", 26, 39, 5), Segment("", 24, 24), "1-0", 0.7)
    omission = Finding(
        "O101", "omission", "accuracy/omission", Severity.MAJOR, "no counterpart", source_span=Span(0, 13)
    )
    segments = (
        SegmentReport(1, first, Estimate(0.5, 0.25), (FINDING,), True, 5.0),
        SegmentReport(2, second, None, (omission,), True, 5.0),
    )
    summary = {
        "segments": 2, "flagged": 2, "findings": 2, "words": 6, "penalty": 10.0, "penalty_per_1000_words": 1666.7,
        "score": 0.0, "gate": "failed", "fail_on": "major",
    }  # fmt: skip
    return Report("a.fr.txt", "a.en.txt", "fr", "en", segments, summary, {"name": "tqcheck"}, ("beware",))


def written(name: str) -> str:
    """The report in a format."""
    stream = io.StringIO()
    formatter(name).write(run_of([report()]), stream)
    return stream.getvalue()


def test_json_contract() -> None:
    """The keys that other programs rely on."""
    whole = json.loads(written("json"))
    assert whole["version"] == 1
    assert {"tool", "source", "target", "source_lang", "target_lang", "segments", "summary"} <= set(whole)
    first = whole["segments"][0]
    assert first["source"] == {"text": "Elle a dit non.", "start": 10, "end": 25, "line": 4}
    assert first["alignment"] == {"type": "1-1", "confidence": 1.0}
    assert (first["score"], first["p_error"], first["flagged"]) == (0.5, 0.25, True)
    assert first["findings"][0] == {
        "code": "P101",
        "name": "pronoun-gender",
        "category": "accuracy/mistranslation",
        "severity": "major",
        "confidence": 1.0,
        "evidence": ["rule"],
        "target_span": [0, 3],
        "target_text": "She",
        "source_span": [0, 4],
        "source_text": "Elle",
        "message": "'Elle' stands for 'la présidence'",
        "suggestion": "It",
        "suppressed": False,
        "suppression": None,
        "baselined": False,
    }


def test_json_of_a_missing_side() -> None:
    """A source without counterpart has an empty target, no score, and a finding without a target span."""
    second = json.loads(written("json"))["segments"][1]
    assert (second["target"]["text"], second["alignment"]["type"], second["score"]) == ("", "1-0", None)
    assert (second["findings"][0]["target_span"], second["findings"][0]["target_text"]) == (None, None)


def test_jsonl_is_a_line_a_segment_and_a_summary() -> None:
    """Each line parses alone."""
    lines = [json.loads(line) for line in written("jsonl").splitlines()]
    assert [line.get("id") for line in lines] == [1, 2, None]
    assert lines[-1]["summary"]["flagged"] == 2


def test_concise() -> None:
    """Lines that an editor can follow; an omission points into the source."""
    assert written("concise").splitlines() == [
        "a.en.txt:3:1: P101 major 'Elle' stands for 'la présidence' [write: It]",
        "a.fr.txt:5:1: O101 major no counterpart",
        "2 of 2 segments flagged; MQM score 0.0; gate failed",
    ]


def test_full_in_a_pipe_marks_spans_in_plain_text() -> None:
    """No escape codes, the span in double brackets, markup of the document left as it is."""
    text = written("full")
    assert "\x1b[" not in text
    assert "[[She]] said no [b]." in text
    assert "→ It" in text
    assert "Warning: beware" in text
    assert "(nothing)" in text


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([(0, 3), (4, 8)], "[[She]] [[said]] no."),
        ([(4, 8), (0, 8)], "[[She said]] no."),
        ([(0, 6), (4, 8), (4, 8)], "[[She said]] no."),
    ],
)
def test_overlapping_spans_share_their_brackets(spans: list[tuple[int, int]], shown: str) -> None:
    """In plain text: apart, nested, overlapping and twice."""
    bead = Bead(Segment("Elle a dit non."), Segment("She said no."))
    found = tuple(replace(FINDING, target_span=Span(*span)) for span in spans)
    one = replace(report(), segments=(SegmentReport(1, bead, None, found, True, 5.0),))
    stream = io.StringIO()
    formatter("full").write(run_of([one]), stream)
    assert shown in " ".join(stream.getvalue().split())


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_there(name: str) -> None:
    """Each named format writes something that ends in a line break."""
    assert written(name).endswith("\n")
