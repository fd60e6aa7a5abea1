"""Which findings a baseline accepts: each entry accepts one, by its fingerprint or, in its own document, by likeness.

A fingerprint is matched first in the entry's document, then anywhere, so that findings follow a document that is
renamed or split. What is left is matched by likeness within the document: the same rule, the same flagged words on
both sides but for case and punctuation, in a sentence of which most words are the same. That carries findings over an
edit of the words around them, and over a change in where sentences end.
"""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from tqcheck.baseline.entries import Baseline, Entry
from tqcheck.baseline.fingerprint import content_of, flagged_source, flagged_target, sentence_around, words
from tqcheck.baseline.likeness import Alike
from tqcheck.types import Finding, Segment, SegmentReport, Span

EXCERPT = 240
"""How many characters of a long sentence an entry shows."""

#: From the surest kind of match to the least sure.
_KEYS: tuple[Callable[[Entry], Hashable], ...] = (
    lambda entry: (entry.path, entry.fingerprint),
    lambda entry: (entry.path, content_of(entry.fingerprint)),
    lambda entry: entry.fingerprint,
    lambda entry: content_of(entry.fingerprint),
)


def entry_of(segment: SegmentReport, finding: Finding, fingerprint: str, path: str) -> Entry:
    """The entry that accepts a finding in the document that entries call ``path``."""
    return Entry(
        fingerprint=fingerprint,
        code=finding.code,
        path=path,
        source=_excerpt(segment.bead.source, finding.source_span),
        target=_excerpt(segment.bead.target, finding.target_span),
        source_span=flagged_source(segment, finding),
        span=flagged_target(segment, finding),
        message=_line(finding.message),
    )


def entry_path(document: str, baseline: str) -> str:
    """What the entries of a baseline file call a document: its path from the file's folder, with forward slashes."""
    if document == "-":
        return document
    place = Path(document).absolute()
    path, folder = place.parent.resolve() / place.name, Path(baseline).absolute().parent.resolve()
    try:
        seen = os.path.relpath(path, folder)
    except ValueError:  # another drive
        seen = str(path)
    return unicodedata.normalize("NFC", seen.replace(os.sep, "/"))


def moved(baseline: Baseline, path: str) -> Baseline:
    """The baseline under another name, its paths as seen from there."""
    folder = Path(baseline.path).parent
    entries = (
        entry if entry.path == "-" else replace(entry, path=entry_path(str(folder / entry.path), path))
        for entry in baseline.entries
    )
    return Baseline(path, tuple(entries), baseline.tool)


def match(found: Sequence[Entry], accepted: Sequence[Entry]) -> list[int | None]:
    """For each finding, given as the entry that would accept it, the index of the entry that does, each used once."""
    matches: list[int | None] = [None] * len(found)
    free = dict.fromkeys(range(len(accepted)))
    for key in _KEYS:
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for index in free:
            waiting[key(accepted[index])].append(index)
        for number, entry in enumerate(found):
            if matches[number] is None and waiting[key(entry)]:
                index = waiting[key(entry)].popleft()
                matches[number] = index
                del free[index]
    _match_alike(found, accepted, matches, free)
    return matches


def _match_alike(
    found: Sequence[Entry], accepted: Sequence[Entry], matches: list[int | None], free: dict[int, None]
) -> None:
    waiting: dict[Hashable, dict[int, Entry]] = defaultdict(dict)
    for index in free:
        waiting[_flagged(accepted[index])][index] = accepted[index]
    groups = {flagged: Alike(entries) for flagged, entries in waiting.items()}
    for number, entry in enumerate(found):
        if matches[number] is None and (entry.span or entry.source_span):
            group = groups.get(_flagged(entry))
            matches[number] = group.take(entry) if group else None


def _flagged(entry: Entry) -> Hashable:
    """Document, rule and flagged words but for case and punctuation."""
    return (entry.path, entry.code, *(words(text) or text for text in (entry.span, entry.source_span)))


def _excerpt(side: Segment, span: Span | None) -> str:
    """The sentence around a span, or the beginning of the text, on one line."""
    start, end = sentence_around(side.text, span or Span(0, 0))
    if span is not None:
        start, end = max(start, span.start - EXCERPT // 2), min(end, span.end + EXCERPT // 2)
    text = _line(side.text[start:end])
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"


def _line(text: str) -> str:
    return " ".join(text.split())


def stale(accepted: Iterable[Entry], used: Iterable[int | None], checked: Iterable[str]) -> list[Entry]:
    """The entries of documents that were checked whose finding is gone."""
    taken, paths = set(used), set(checked)
    return [entry for index, entry in enumerate(accepted) if index not in taken and entry.path in paths]
