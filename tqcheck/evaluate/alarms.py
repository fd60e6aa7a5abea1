"""False alarms: how many segments of clean human translations are flagged, and by which rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tqcheck.quality.protocol import NEVER
from tqcheck.rules.figures import family_of
from tqcheck.types import Bead, Finding, Segment
from tqcheck.verdict import counts, merge

if TYPE_CHECKING:
    from tqcheck.encoder import Encoder
    from tqcheck.quality.protocol import Estimator
    from tqcheck.rules import Rule

BLOCK = 500
"""Pairs that are taken as one document at a time: the corpora do not say where one ends."""


@dataclass
class Alarms:
    """What was flagged: by rule, by family of rules, by the model alone, and segments in all."""

    segments: int = 0
    flagged: int = 0
    by_rules: int = 0
    by_model: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)
    samples: dict[str, list[tuple[Bead, Finding]]] = field(default_factory=dict)

    def share(self, count: int) -> float:
        """A count in 100 segments."""
        return 100 * count / self.segments if self.segments else 0.0


def pairs_as_beads(pairs: Sequence[tuple[str, str]]) -> list[Bead]:
    """Pairs as one-to-one beads, each a paragraph of its own."""
    return [
        Bead(Segment(source, 0, len(source), paragraph=index), Segment(target, 0, len(target), paragraph=index))
        for index, (source, target) in enumerate(pairs)
    ]


def false_alarms(
    pairs: Sequence[tuple[str, str]],
    rules: Sequence[Rule],
    encoder: Encoder,
    estimator: Estimator | None,
    langs: tuple[str, str],
    keep: int = 0,
    done: Callable[[int], None] | None = None,
) -> Alarms:
    """Check clean pairs and count what is flagged; ``keep`` samples a rule are remembered.

    Without an estimator the rules are examined alone; ``done`` gets counts of pairs done.
    """
    from tqcheck.check import Material, examine_beads

    alarms = Alarms()
    for block in _blocks(pairs):
        beads = tuple(pairs_as_beads(block))
        estimates, threshold = (estimator.estimate(beads), estimator.threshold) if estimator else ((), NEVER)
        found = examine_beads(Material("", "", langs, beads, ()), rules, encoder, estimates, threshold, done)
        for bead, findings in zip(beads, found, strict=True):
            counted = [finding for finding in merge(findings) if counts(finding)]
            alarms.segments += 1
            alarms.flagged += bool(counted)
            alarms.by_rules += any("rule" in finding.evidence for finding in counted)
            alarms.by_model += any("rule" not in finding.evidence for finding in counted)
            alarms.codes.update({finding.code for finding in counted})
            alarms.families.update({family_of(finding.code) for finding in counted})
            for finding in counted:
                samples = alarms.samples.setdefault(finding.code, [])
                if len(samples) < keep:
                    samples.append((bead, finding))
    return alarms


def _blocks(pairs: Sequence[tuple[str, str]]) -> Iterator[Sequence[tuple[str, str]]]:
    for start in range(0, len(pairs), BLOCK):
        yield pairs[start : start + BLOCK]
