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
        "cosine": 1.436,
        "cosine_units": 1.917,
        "gain": 0.951,
        "weakest": 0.012,
        "weakest_joined": 1.914,
        "displaced": -1.026,
        "length_log": -2.752,
        "length_square": -0.408,
        "length": -0.416,
        "null_length": -0.347,
        "same_ending": 0.929,
        "asks_or_cries": 0.33,
        "case_differs": -0.746,
        "numbers_shared": 0.407,
        "numbers_alone": -0.571,
        "stems_shared": 0.339,
        "null_noise": 1.529,
        "paragraph_inside": -1.5,
        "paragraph_edge": -1.0,
    },
    sizes={
        "1-1": 2.791,
        "1-2": 1.14,
        "1-3": 0.306,
        "1-4": 0.041,
        "1-many": -1.02,
        "2-2": -0.523,
        "2-3": -0.196,
        "2-many": -0.282,
        "0-1": -1.932,
        "each_beyond_4": -0.374,
    },
)
