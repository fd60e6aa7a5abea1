"""How sure the aligner is: a probability for each bead, and a verdict on the whole alignment."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tqcheck.align.types import Scored, Side
from tqcheck.types import Link

COEFFICIENTS = (-0.217, 0.942, 1.495, 0.061, 0.306, 5.8, -2.01, -0.465, -1.118, 2.898, 4.449, -0.735)
"""Of the columns of :func:`reliability_features`; ``python -m tqcheck.training.fit_alignment`` prints them."""

ALIKE = 0.5
"""Mean similarity of beads nearby from which on nothing more is gained."""

NEARBY = 5
"""Beads on either side that tell whether the two texts belong together here."""

LOWEST = 0.6
"""Below this mean confidence an alignment is doubtful."""

MOST_ALONE = 0.3
"""With more than this share of sentences without counterpart an alignment is doubtful."""


def reliability_features(beads: Sequence[Scored]) -> np.ndarray:
    """What the confidence of each bead of one document rests on, (beads, 12).

    1; log odds of the posterior; similarity; log odds of the less sure neighbour; no counterpart; how far the linked
    beads nearby fall short of ``ALIKE``, for a bead with and for one without counterpart; sentences beyond three; one
    over the root of the shorter side's sentences, and its products with no counterpart and with the two shortfalls. The
    posterior compares ways to align two texts and takes for granted that they belong together: in a short document only
    the similarity of what is linked can say that they do not, and the fewer the sentences the more it counts.
    """
    odds = log_odds(np.array([bead.posterior for bead in beads]))
    padded = np.concatenate([[odds.max(initial=0.0)], odds, [odds.max(initial=0.0)]])
    sizes = np.array([(len(bead.source), len(bead.target)) for bead in beads])
    similarity = np.array([bead.similarity for bead in beads])
    linked = sizes.min(axis=1) > 0
    distant = np.minimum(_nearby(similarity * linked) / np.maximum(_nearby(1.0 * linked), 1e-9) - ALIKE, 0.0)
    alone, short = 1.0 * ~linked, max(sizes.sum(axis=0).min(), 1) ** -0.5
    about_the_text = [alone, distant * linked, distant * ~linked]
    return np.stack(
        [
            np.ones(len(beads)),
            odds,
            similarity,
            np.minimum(padded[:-2], padded[2:]),
            *about_the_text,
            np.maximum(sizes.sum(axis=1) - 3, 0),
            np.full(len(beads), short),
            *(short * column for column in about_the_text),
        ],
        axis=1,
    )


def _nearby(values: np.ndarray) -> np.ndarray:
    """Sums over each value and ``NEARBY`` on either side of it."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    places = np.arange(len(values))
    near: np.ndarray = sums[np.minimum(places + NEARBY + 1, len(values))] - sums[np.maximum(places - NEARBY, 0)]
    return near


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
