"""Writes the mean token vector of each language, from texts of that language, beside the encoder's weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tqcheck.encoder import Encoder


def build_centres(encoder: Encoder, texts: Mapping[str, Sequence[str]], out: Path) -> None:
    """Write ``out`` (safetensors) with one float32 vector a language code."""
    import numpy as np
    from safetensors.numpy import save_file

    means = {}
    for lang, sentences in texts.items():
        tokens = np.concatenate([encoding.tokens for encoding in encoder.encode(sentences)])
        means[lang] = tokens.mean(0).astype(np.float32)
    save_file(means, out)
