"""Reports built by hand for the tests of accepted findings: sentences with a marked place, no model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from hypothesis import settings

from tqcheck.accepting import Note, updated
from tqcheck.baseline import Baseline, Entry, fingerprints
from tqcheck.summing import figures, gated
from tqcheck.types import Bead, Finding, Report, Segment, SegmentReport, Severity, Span
from tqcheck.verdict import Gate, reweighed

_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)

Pair = tuple[str, str] | tuple[str, str, dict[str, Any]]


def marked(text: str) -> tuple[str, list[Span]]:
    """A text without its ``[[...]]``, and where each stood."""
    spans, plain, end = [], "", 0
    for match in _MARK.finditer(text):
        plain += text[end : match.start()]
        spans.append(Span(len(plain), len(plain) + len(match[1])))
        plain += match[1]
        end = match.end()
    return plain + text[end:], spans


def segment_of(number: int, pair: Pair) -> SegmentReport:
    """A segment with one finding for each marked place; two places in pairs are a finding's two sides."""
    (source, left), (target, right) = marked(pair[0]), marked(pair[1])
    extra = {"code": "C101", "severity": Severity.MAJOR, "message": "a calque", **(pair[2] if len(pair) > 2 else {})}
    count = max(len(left), len(right), int(bool(extra.pop("bare", False))))
    places = [(left[i] if i < len(left) else None, right[i] if i < len(right) else None) for i in range(count)]
    findings = [
        Finding(name="rule", category="accuracy/mistranslation", source_span=one, target_span=other, **extra)
        for one, other in places
    ]
    bead = Bead(Segment(source, 0, len(source), number), Segment(target, 0, len(target), number))
    return reweighed(SegmentReport(number, bead, None), findings)


def report_of(
    pairs: Iterable[Pair], path: str = "a.en.md", gate: Gate | None = None, source: str = "a.fr.md"
) -> Report:
    """A report on a document of these pairs."""
    segments: Sequence[SegmentReport] = tuple(segment_of(number, pair) for number, pair in enumerate(pairs, start=1))
    report = Report(source, path, "fr", "en", tuple(segments), figures(segments), {"name": "tqcheck", "version": "1"})
    return gated(report, gate or Gate())


UNHURRIED = settings(deadline=None, max_examples=60)
"""A busy machine is no failure."""

FRENCH = "Le ministre est [[en déplacement]] à Rome."
ENGLISH = "The minister is now [[in displacement]] in Rome for two whole days."
PLAIN: Pair = (FRENCH, ENGLISH)


def prints(*pairs: Pair, path: str = "a.en.md") -> list[str]:
    """The fingerprints of a document's findings, in order."""
    return list(fingerprints(report_of(pairs, path)).values())


def entries_of(*reports: Report, note: Note | None = None) -> tuple[Entry, ...]:
    """What ``--write-baseline`` would write into a new file."""
    return updated(reports, Baseline("base.json"), note or Note()).entries


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
