"""Whether the aligner's confidence in a bead says how often such beads are right."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

BOUNDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


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
