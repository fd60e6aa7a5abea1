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
        "cosine": 3.086,
        "cosine_units": 3.004,
        "gain": 1.387,
        "weakest": 0.019,
        "weakest_joined": 2.722,
        "displaced": -0.902,
        "length_log": -3.974,
        "length_square": -0.181,
        "length": -0.713,
        "null_length": 0.467,
        "same_ending": 0.802,
        "asks_or_cries": 0.094,
        "case_differs": -0.966,
        "numbers_shared": 0.223,
        "numbers_alone": -0.655,
        "stems_shared": 0.329,
        "null_noise": 1.358,
        "paragraph_inside": -1.5,
        "paragraph_edge": -1.0,
    },
    sizes={
        "1-1": 2.903,
        "1-2": 1.136,
        "1-3": 0.608,
        "1-4": 0.057,
        "1-many": -1.01,
        "2-2": -0.634,
        "2-3": -0.418,
        "2-many": -0.626,
        "0-1": -1.199,
        "each_beyond_4": 0.081,
    },
)
