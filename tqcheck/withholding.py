"""Findings that are not to be trusted because the sentences may not answer to each other at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tqcheck.types import Bead, Finding, Severity
from tqcheck.verdict import counts

DOUBTFUL = 0.5
"""Below this confidence the sentences of a bead are more likely wrongly aligned than rightly.

On the development sets (`tqcheck eval align DATA`, all three tables) the beads below it are right 25 times in 100,
those from here to 0.6 61 times: below it a difference between the two sides is more often the aligner's error than
the translator's.
"""

CODE = "A101"
REASON = "doubtful alignment"

JUDGED_ALONE = ("fluency/duplication", "fluency/grammar", "fluency/inconsistency", "fluency/spelling")
"""Categories of what is wrong with a target whatever it translates: no alignment can put that in doubt."""


def doubtful(bead: Bead) -> bool:
    """Whether nothing can be said of how one side of a bead translates the other."""
    return bead.confidence < DOUBTFUL


def withhold(beads: Sequence[Bead], findings: Sequence[tuple[Finding, ...]]) -> list[tuple[Finding, ...]]:
    """The findings of each bead, with those of doubtful beads suppressed and counted by the bead's own (A101).

    What a directive accepts is already suppressed and stays as it is. A101 is advice until it stands for a finding
    that would have counted: then it is minor, so that the segment is still looked at.
    """
    return [_withheld(found) if doubtful(bead) else found for bead, found in zip(beads, findings, strict=True)]


def _withheld(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    chosen = [not (f.suppressed or f.code == CODE or f.category in JUDGED_ALONE) for f in findings]
    gone = [finding for finding, out in zip(findings, chosen, strict=True) if out]
    return tuple(
        replace(finding, suppressed=True, suppression=REASON) if out else _counting(finding, gone)
        for finding, out in zip(findings, chosen, strict=True)
    )


def _counting(finding: Finding, gone: Sequence[Finding]) -> Finding:
    """A101 with the number of the findings it stands for; any other finding as it is."""
    if finding.code != CODE or not gone:
        return finding
    number = f"{len(gone)} finding{'s' * (len(gone) != 1)} withheld"
    severity = Severity.MINOR if any(map(counts, gone)) else finding.severity
    return replace(finding, message=f"{finding.message}: {number}", severity=severity)
