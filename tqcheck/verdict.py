"""Weighs findings: merges what overlaps, computes MQM penalty and score, decides what is flagged and gated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tqcheck.types import Bead, Estimate, Finding, SegmentReport, Severity, Span, TqcheckError

WEIGHTS = {Severity.NEUTRAL: 0.0, Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 25.0}
"""MQM's severity weights (Lommel et al.; Freitag et al. 2021)."""

PUNCTUATION_WEIGHT = 0.1
SEGMENT_CAP = 25.0
WORD_DOUBT = 0.5
"""From this probability on, the model holds a word for wrong."""

MIN_CONFIDENCE = 0.5
"""Findings below this confidence are shown as advice: they neither flag nor count."""

FAIL_ON = ("critical", "major", "minor", "never")

_BOUND = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s*(%?)")


@dataclass(frozen=True, slots=True)
class Gate:
    """When a document fails. Accepted findings (suppressed, baselined) neither fail it nor count in any condition.

    ``fail_on``: on a finding of this severity or worse; ``min_score``: on a score below this; ``max_flagged``: on more
    flagged segments than this number ("5") or share ("10%"); ``fail_on_new``: on any finding that counts, however
    slight, for runs in which a baseline has accepted all that was there before.
    """

    fail_on: str = "major"
    min_score: float | None = None
    max_flagged: str | None = None
    fail_on_new: bool = False

    def fails(self, segments: Iterable[SegmentReport], score: float) -> bool:
        """Whether the gate fails for these segments and this document score."""
        return bool(self.failures(tuple(segments), score))

    def failures(self, segments: Sequence[SegmentReport], score: float) -> list[str]:
        """The conditions that are not met, as the command line writes them without dashes."""
        counted = [finding for segment in segments for finding in segment.findings if counts(finding)]
        bound = None if self.fail_on == "never" else Severity(self.fail_on).rank
        conditions = (
            (f"fail-on {self.fail_on}", bound is not None and any(f.severity.rank >= bound for f in counted)),
            ("fail-on-new", self.fail_on_new and bool(counted)),
            (f"min-score {self.min_score or 0:g}", self.min_score is not None and score < self.min_score),
            (f"max-flagged {self.max_flagged}", self._flags_more(segments)),
        )
        return [condition for condition, unmet in conditions if unmet]

    def _flags_more(self, segments: Sequence[SegmentReport]) -> bool:
        if self.max_flagged is None:
            return False
        flagged = sum(segment.flagged for segment in segments)
        return flagged > flagged_limit(self.max_flagged, len(segments))


def flagged_limit(bound: str, segments: int) -> float:
    """How many of ``segments`` may be flagged: a bound such as "5" or "10%".

    Raises:
        TqcheckError: for a bound that is neither a whole number nor a share of 0 to 100 %.
    """
    match = _BOUND.fullmatch(bound)
    if match is None or (match[2] and float(match[1]) > 100) or (not match[2] and "." in match[1]):
        raise TqcheckError(f"max-flagged {bound}: must be a number of segments such as 5 or a share such as 10%")
    return float(match[1]) * segments / 100 if match[2] else float(match[1])


def counts(finding: Finding) -> bool:
    """Whether a finding flags its segment and adds to the penalty."""
    return not finding.suppressed and finding.severity is not Severity.NEUTRAL and finding.confidence >= MIN_CONFIDENCE


def merge(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding for each place: where several share a target span, the most severe and surest speaks for all.

    Findings are merged when their target spans overlap, or, without target spans, their source spans; a finding
    without any span stands for itself. The evidence of all is kept, and rules that agree raise the confidence to that
    of the surest. One that a directive accepts never speaks for one that none accepts, nor the reverse.
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
    if one.suppressed is not other.suppressed:
        return False
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


def reweighed(segment: SegmentReport, findings: Sequence[Finding]) -> SegmentReport:
    """The segment with these findings in place of its own, when some were accepted after they were merged."""
    return replace(segment, findings=tuple(findings), flagged=any(map(counts, findings)), penalty=penalty(findings))


def document_score(segments: Sequence[SegmentReport]) -> tuple[float, float, int]:
    """``(penalty, score, words)`` of a document: score = 100 x (1 - penalty / source words), never below 0."""
    words = sum(len(segment.bead.source.text.split()) for segment in segments)
    total = sum(segment.penalty for segment in segments)
    return total, max(0.0, 100.0 * (1 - total / words)) if words else 0.0, words
