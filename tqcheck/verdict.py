"""Weighs findings: merges what overlaps, computes MQM penalty and score, decides what is flagged and gated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tqcheck.types import Bead, Estimate, Finding, SegmentReport, Severity, Span

WEIGHTS = {Severity.NEUTRAL: 0.0, Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 25.0}
"""MQM's severity weights (Lommel et al.; Freitag et al. 2021)."""

PUNCTUATION_WEIGHT = 0.1
SEGMENT_CAP = 25.0
WORD_DOUBT = 0.5
"""From this probability on, the model holds a word for wrong."""

MIN_CONFIDENCE = 0.5
"""Findings below this confidence are shown as advice: they neither flag nor count."""

FAIL_ON = ("critical", "major", "minor", "never")


@dataclass(frozen=True, slots=True)
class Gate:
    """When a document fails: on a finding of a severity or worse, or on a score below a bound."""

    fail_on: str = "major"
    min_score: float | None = None

    def fails(self, segments: Iterable[SegmentReport], score: float) -> bool:
        """Whether the gate fails for these segments and this document score."""
        if self.min_score is not None and score < self.min_score:
            return True
        if self.fail_on == "never":
            return False
        bound = Severity(self.fail_on).rank
        return any(counts(f) and f.severity.rank >= bound for segment in segments for f in segment.findings)


def counts(finding: Finding) -> bool:
    """Whether a finding flags its segment and adds to the penalty."""
    return not finding.suppressed and finding.severity is not Severity.NEUTRAL and finding.confidence >= MIN_CONFIDENCE


def merge(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding for each place: where several share a target span, the most severe and surest speaks for all.

    Findings are merged when their target spans overlap, or, without target spans, their source spans; a finding
    without any span
    stands for itself. The evidence of all is kept, and rules that agree raise the confidence to that of the surest.
    """
    ordered = sorted(findings, key=lambda f: (-f.severity.rank, -f.confidence, _length(f), f.code))
    kept: list[Finding] = []
    for finding in ordered:
        for index, other in enumerate(kept):
            if _same_place(finding, other):
                evidence = tuple(dict.fromkeys((*other.evidence, *finding.evidence)))
                kept[index] = replace(other, evidence=evidence, suggestion=other.suggestion or finding.suggestion)
                break
        else:
            kept.append(finding)
    return tuple(sorted(kept, key=_position))


def _length(finding: Finding) -> int:
    return finding.target_span.end - finding.target_span.start if finding.target_span else 0


def _same_place(one: Finding, other: Finding) -> bool:
    if one.target_span and other.target_span:
        return one.target_span.overlaps(other.target_span)
    if one.target_span is None and other.target_span is None and one.source_span and other.source_span:
        return one.source_span.overlaps(other.source_span)
    return False


def _position(finding: Finding) -> tuple[int, int, str]:
    span = finding.target_span or finding.source_span or Span(0, 0)
    return (0 if finding.target_span else 1, span.start, finding.code)


def penalty(findings: Iterable[Finding]) -> float:
    """The MQM penalty of one segment, capped at 25."""
    return min(SEGMENT_CAP, sum(_weight(finding) for finding in findings if counts(finding)))


def _weight(finding: Finding) -> float:
    if finding.severity is Severity.MINOR and finding.category == "fluency/punctuation":
        return PUNCTUATION_WEIGHT
    return WEIGHTS[finding.severity]


def seconded(finding: Finding, estimate: Estimate | None) -> Finding:
    """The finding with the model as further evidence where the model, too, holds a word of it for wrong."""
    span = finding.target_span
    if estimate is None or span is None or "model" in finding.evidence:
        return finding
    if any(word.p_bad >= WORD_DOUBT and word.span.overlaps(span) for word in estimate.words):
        return replace(finding, evidence=(*finding.evidence, "model"))
    return finding


def segment_report(number: int, bead: Bead, estimate: Estimate | None, findings: Iterable[Finding]) -> SegmentReport:
    """The verdict on one bead: flagged when a finding counts."""
    merged = merge(seconded(finding, estimate) for finding in findings)
    return SegmentReport(number, bead, estimate, merged, any(map(counts, merged)), penalty(merged))


def document_score(segments: Sequence[SegmentReport]) -> tuple[float, float, int]:
    """``(penalty, score, words)`` of a document: score = 100 x (1 - penalty / source words), never below 0."""
    words = sum(len(segment.bead.source.text.split()) for segment in segments)
    total = sum(segment.penalty for segment in segments)
    return total, max(0.0, 100.0 * (1 - total / words)) if words else 0.0, words
