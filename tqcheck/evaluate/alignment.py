"""The aligner's accuracy and the truth of its confidence on gold documents, each under what was fitted without it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from tqcheck.training.fit_alignment import LeftOut

BOUNDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)

TITLES = {
    "whole": "documents as they are",
    "damaged": "with a fifth of the links cut",
    "short": "excerpts of up to six links, some of them of texts that do not belong together",
    "tiny": "documents of one to four sentences a side, some of them of texts that do not belong together",
    "intruded": "documents of one to four sentences a side, one of them unrelated",
}


def print_left_out(left: Sequence[LeftOut], write: Callable[[str], None]) -> None:
    """F1 of each document, then for each kind of material a reliability table and the expected calibration error."""
    from tqcheck.training.fit_alignment import confidences

    write(f"{'fitted without it':<32} strict F1  linked only    lax  damaged")
    for one in left:
        strict, lax = one.whole.strict.f1, one.whole.lax.f1
        write(
            f"{one.document.name:<32} {strict:>9.3f} {one.linked.strict.f1:>12.3f} {lax:>6.3f} "
            f"{one.damaged.strict.f1:>8.3f}"
        )
    for kind, (chance, right) in confidences(left).items():
        write(f"\nconfidence, {TITLES[kind]}")
        for line in reliability_table(chance, right):
            write(line)


def reliability_table(chance: np.ndarray, right: np.ndarray) -> list[str]:
    """How often beads of each confidence are right, and the mean gap between the two."""
    lines = ["from   to      beads   mean  right"]
    for low, high in itertools.pairwise(BOUNDS):
        inside = (chance >= low) & (chance < high if high < 1 else chance <= 1)
        if inside.any():
            found = f"{chance[inside].mean():>6.3f} {right[inside].mean():>6.3f}"
            lines.append(f"{low:.2f} - {high:.2f} {int(inside.sum()):>8} {found}")
    lines.append(f"expected calibration error {expected_calibration_error(chance, right):.3f} over {len(right)} beads")
    return lines


def expected_calibration_error(chance: np.ndarray, right: np.ndarray) -> float:
    """Mean gap between stated and observed probability over ten equally wide bins (Naeini et al., 2015)."""
    from tqcheck.quality.fitting import calibration_error

    return calibration_error(chance, right, 10) if len(right) else 0.0
