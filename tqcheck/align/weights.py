"""The fitted numbers of the aligner; ``python -m tqcheck.training.fit_alignment`` prints them anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tqcheck.align.types import BeadSize


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features, and of bead sizes by (smaller, larger) side."""

    features: Mapping[str, float]
    sizes: Mapping[str, float]

    def size(self, size: BeadSize) -> float:
        """The prior of a bead size."""
        return self.sizes[size_class(size)] + self.sizes["each_beyond_4"] * max(sum(size) - 4, 0)


def size_class(size: BeadSize) -> str:
    """The name of the bead sizes that share a prior: direction does not matter, nor do the rarest differ."""
    small, large = sorted(size)
    if small >= 3 or small + large > 5:
        return f"{min(small, 2)}-many"
    return f"{small}-{large}"


FITTED = Weights(
    features={
        "cosine": 2.75,
        "cosine_units": 2.863,
        "gain": 1.266,
        "weakest": 0.082,
        "weakest_joined": 2.183,
        "displaced": -0.304,
        "crossing": -1.131,
        "length_log": -3.32,
        "length_square": -0.268,
        "length": -0.666,
        "null_length": 0.233,
        "same_ending": 0.856,
        "asks_or_cries": 0.222,
        "case_differs": -0.868,
        "numbers_shared": 0.181,
        "numbers_alone": -0.649,
        "stems_shared": 0.382,
        "null_noise": 1.116,
        "paragraph_inside": -1.5,
        "paragraph_edge": -1.0,
    },
    sizes={
        "1-1": 2.473,
        "1-2": 0.929,
        "1-3": 0.314,
        "1-4": 0.03,
        "1-many": -0.683,
        "2-2": -0.648,
        "2-3": -0.32,
        "2-many": -0.341,
        "0-1": -1.0,
        "each_beyond_4": -0.139,
    },
)
