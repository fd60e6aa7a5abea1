"""How sure the aligner is: a probability for each bead, and a verdict on the whole alignment."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tqcheck.align.types import Scored, Side
from tqcheck.types import Link

COEFFICIENTS = (-0.033, 0.943, 0.439, 0.099, 0.135)
"""Of the columns of :func:`reliability_features`; ``python -m tqcheck.training.fit_alignment`` prints them."""

LOWEST = 0.6
"""Below this mean confidence an alignment is doubtful."""

MOST_ALONE = 0.3
"""With more than this share of sentences without counterpart an alignment is doubtful."""


def reliability_features(beads: Sequence[Scored]) -> np.ndarray:
    """(beads, 5): 1, log odds of the posterior, similarity, log odds of the less sure neighbour, no counterpart."""
    odds = log_odds(np.array([bead.posterior for bead in beads]))
    padded = np.concatenate([[odds.max(initial=0.0)], odds, [odds.max(initial=0.0)]])
    neighbours = np.minimum(padded[:-2], padded[2:])
    similarity = np.array([bead.similarity for bead in beads])
    alone = np.array([not (bead.source and bead.target) for bead in beads], dtype=float)
    return np.stack([np.ones(len(beads)), odds, similarity, neighbours, alone], axis=1)


def log_odds(probabilities: np.ndarray) -> np.ndarray:
    """Log odds, with probabilities kept 0.001 away from 0 and 1."""
    kept = np.clip(probabilities, 1e-3, 1 - 1e-3)
    odds: np.ndarray = np.log(kept / (1 - kept))
    return odds


def bead_confidences(beads: Sequence[Scored]) -> list[float]:
    """The probability that each bead is right."""
    if not beads:
        return []
    found: list[float] = (1 / (1 + np.exp(-reliability_features(beads) @ np.array(COEFFICIENTS)))).tolist()
    return found


def doubt(links: Sequence[Link], source: Side, target: Side) -> tuple[float, bool, str | None]:
    """Mean confidence weighted by sentences, whether the alignment is doubtful, and why."""
    sizes = np.array([len(link.source) + len(link.target) for link in links])
    confidence = float((sizes * [link.confidence for link in links]).sum() / max(sizes.sum(), 1))
    alone = int(sum(size for size, link in zip(sizes, links, strict=True) if not (link.source and link.target)))
    share = alone / max(len(source) + len(target), 1)
    if share > MOST_ALONE:
        return round(confidence, 4), True, f"{share:.0%} of the sentences have no counterpart"
    if confidence < LOWEST:
        return round(confidence, 4), True, f"the links are right with a probability of only {confidence:.0%}"
    return round(confidence, 4), False, None
