"""A baseline over the reports of a run: marking what it accepts, writing it, dropping what is gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tqcheck.baseline.entries import Baseline, Entry
from tqcheck.baseline.fingerprint import fingerprints
from tqcheck.baseline.matching import entry_of, entry_path, match, stale
from tqcheck.summing import figures, gate_of, gated
from tqcheck.types import Finding, Report
from tqcheck.verdict import counts, reweighed


@dataclass(frozen=True, slots=True)
class Note:
    """What the user says of findings accepted now; ``added`` is a date in the user's own form."""

    reason: str = ""
    author: str = ""
    added: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a baseline becomes: its entries, and how many of them are new and how many of the old are gone."""

    entries: tuple[Entry, ...]
    added: int
    dropped: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A finding that counts, by its place in the run, as the entry that would accept it."""

    report: int
    segment: int
    finding: int
    entry: Entry


def apply(reports: Sequence[Report], baseline: Baseline) -> list[Report]:
    """The reports with accepted findings marked, and figures and verdict without them.

    Entries are used up across the run: one that accepts a finding of one document accepts none of another. Each
    summary says under ``baseline`` how many findings were ``accepted`` and how many are ``new``, and how many entries
    are ``stale``: of this document, and nothing answers to them.
    """
    found = _all_found(reports, baseline.path)
    matches = match([one.entry for one in found], baseline.entries)
    marks: dict[int, dict[tuple[int, int], Entry]] = defaultdict(dict)
    for one, index in zip(found, matches, strict=True):
        if index is not None:
            marks[one.report][one.segment, one.finding] = baseline.entries[index]
    totals = Counter(one.report for one in found)
    gone = Counter(entry.path for entry in stale(baseline.entries, matches, _paths(reports, baseline.path)))
    applied = []
    for number, (report, path) in enumerate(zip(reports, _paths(reports, baseline.path), strict=True)):
        accepted = len(marks[number])
        # Where two reports are of one target, its stale entries are counted once.
        tally = {"accepted": accepted, "new": totals[number] - accepted, "stale": gone.pop(path, 0)}
        applied.append(_marked(report, marks[number], tally))
    return applied


def updated(reports: Sequence[Report], baseline: Baseline, note: Note) -> Change:
    """The entries that accept every finding that counts, for reports to which no baseline was applied.

    An entry that was there keeps its reason, author and date, and so do entries of documents that were not checked.
    """
    found = _all_found(reports, baseline.path)
    matches = match([one.entry for one in found], baseline.entries)
    gone = stale(baseline.entries, matches, _paths(reports, baseline.path))
    used, dropped = set(matches), set(gone)
    kept = [e for index, e in enumerate(baseline.entries) if index not in used and e not in dropped]
    entries = []
    for one, index in zip(found, matches, strict=True):
        said = note if index is None else baseline.entries[index]
        entries.append(replace(one.entry, reason=said.reason, author=said.author, added=said.added))
    return Change((*entries, *kept), matches.count(None), len(gone))


def pruned(reports: Sequence[Report], baseline: Baseline) -> Change:
    """The baseline without the entries of checked documents whose finding is gone, before or after it was applied."""
    found = _all_found(reports, baseline.path)
    matches = match([one.entry for one in found], baseline.entries)
    gone = set(stale(baseline.entries, matches, _paths(reports, baseline.path)))
    return Change(tuple(entry for entry in baseline.entries if entry not in gone), 0, len(gone))


def _paths(reports: Sequence[Report], baseline: str) -> list[str]:
    return [entry_path(report.target_path, baseline) for report in reports]


def _all_found(reports: Sequence[Report], baseline: str) -> list[_Found]:
    """Every finding that counts or that a baseline accepts already, in order."""
    found = []
    for number, (report, path) in enumerate(zip(reports, _paths(reports, baseline), strict=True)):
        prints = fingerprints(report)
        for place, segment in enumerate(report.segments):
            for index, finding in enumerate(segment.findings):
                if counts(finding) or finding.baselined:
                    entry = entry_of(segment, finding, prints[segment.id, index], path)
                    found.append(_Found(number, place, index, entry))
    return found


def _marked(report: Report, marks: dict[tuple[int, int], Entry], tally: dict[str, int]) -> Report:
    """The report with its accepted findings marked and everything weighed anew."""
    segments = list(report.segments)
    for place in {place for place, _ in marks}:
        findings: list[Finding] = list(segments[place].findings)
        for index, finding in enumerate(findings):
            entry = marks.get((place, index))
            if entry is not None:
                findings[index] = replace(finding, suppressed=True, baselined=True, suppression=entry.reason or None)
        segments[place] = reweighed(segments[place], findings)
    summary = {**report.summary, **figures(segments), "baseline": tally}
    return gated(replace(report, segments=tuple(segments), summary=summary), gate_of(report))
