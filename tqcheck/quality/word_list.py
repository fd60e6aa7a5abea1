"""How words and logarithms are kept in safetensors files: words as lines of UTF-8, a logarithm as one byte."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def pack_words(words: Iterable[str]) -> np.ndarray:
    """The words, none with a line break, as bytes of UTF-8."""
    import numpy as np

    return np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8).copy()


def numbered_words(packed: np.ndarray, first: int = 0) -> dict[str, int]:
    """The number of each packed word, in order from ``first`` on."""
    return {word: number for number, word in enumerate(packed.tobytes().decode("utf-8").split("\n"), first)}


def pack_logs(log_probabilities: np.ndarray, step: float) -> np.ndarray:
    """Logarithms from 0 down to -255 / ``step`` as bytes."""
    import numpy as np

    return np.clip(np.round(-step * log_probabilities), 0, 255).astype(np.uint8)
