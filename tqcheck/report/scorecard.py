"""The MQM score card: how often each category and severity was found, and what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tqcheck.types import Finding, SegmentReport
from tqcheck.verdict import counts, penalty

ADVICE = "advice"
"""The column of findings that are shown and never counted."""

COLUMNS = ("critical", "major", "minor", ADVICE)


@dataclass(frozen=True, slots=True)
class CardRow:
    """One category: how many findings in each of :data:`COLUMNS`, and their penalty before the segments' cap."""

    category: str
    counts: Mapping[str, int]
    penalty: float


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """Rows by category; ``total`` carries the penalty that counts, ``capped`` what the cap of each segment took off."""

    rows: tuple[CardRow, ...]
    total: CardRow
    capped: float
    suppressed: int


def score_card(segments: Iterable[SegmentReport]) -> ScoreCard:
    """The score card of one document or of many."""
    segments = tuple(segments)
    findings = [finding for segment in segments for finding in segment.findings]
    shown = [finding for finding in findings if not finding.suppressed]
    categories = sorted({finding.category for finding in shown})
    rows = tuple(_row(category, [f for f in shown if f.category == category]) for category in categories)
    weighed = sum(row.penalty for row in rows)
    charged = sum(segment.penalty for segment in segments)
    total = CardRow("total", _row("total", shown).counts, round(charged, 1))
    return ScoreCard(rows, total, round(max(0.0, weighed - charged), 1), len(findings) - len(shown))


def column(finding: Finding) -> str:
    """The column in which a finding is counted."""
    return finding.severity.value if counts(finding) else ADVICE


def _row(category: str, findings: list[Finding]) -> CardRow:
    placed = [column(finding) for finding in findings]
    costs = sum(penalty((finding,)) for finding in findings)
    return CardRow(category, {name: placed.count(name) for name in COLUMNS}, round(costs, 1))
