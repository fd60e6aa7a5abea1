"""Similarity of words across languages from token vectors: centred by language, then cosine.

The vectors of one language share a large common component that says "this is French"; taking each language's mean away
leaves what
the words mean (Libovický et al., 2020, "On the Language Neutrality of Pre-trained Multilingual Representations").
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tqcheck.encoder.loading import EMBEDDED

if TYPE_CHECKING:
    import numpy as np

    from tqcheck.encoder.encoder import Encoding
    from tqcheck.types import Span

CENTRES = EMBEDDED / "centres.safetensors"


@functools.cache
def _centres() -> dict[str, np.ndarray]:
    from safetensors.numpy import load_file

    return load_file(CENTRES)


class Centring:
    """Takes a language's mean token vector away.

    The embedded encoder ships the means of the languages it was measured on; for another encoder or language the mean
    is that of the
    first texts it sees, through :meth:`learn`.
    """

    def __init__(self, encoder_name: str) -> None:
        self._means: dict[str, np.ndarray] = dict(_centres()) if encoder_name.startswith("embedded-") else {}

    def learn(self, lang: str, encodings: Sequence[Encoding]) -> None:
        """Set the mean of a language that has none from some of its texts."""
        import numpy as np

        if lang not in self._means and encodings:
            self._means[lang] = np.concatenate([encoding.tokens for encoding in encodings]).mean(0)

    def mean(self, lang: str) -> np.ndarray:
        """A language's mean vector, (hidden,) float32; :meth:`learn` has set it where none ships."""
        return self._means[lang]

    def unit(self, encoding: Encoding, lang: str) -> np.ndarray:
        """The text's token vectors, centred and of length 1: (tokens, hidden)."""
        import numpy as np

        self.learn(lang, [encoding])
        centred = encoding.tokens - self._means[lang]
        return centred / (np.linalg.norm(centred, axis=1, keepdims=True) + 1e-9)


def token_similarity(source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Cosine of every source token with every target token: (source tokens, target tokens)."""
    return source @ target.T


def word_similarity(
    similarity: np.ndarray,
    source: Encoding,
    target: Encoding,
    source_words: Sequence[Span],
    target_words: Sequence[Span],
) -> np.ndarray:
    """The similarity of words, each pair's best token pair: (source words, target words); 0 for one without token."""
    import numpy as np

    columns = np.zeros((similarity.shape[0], len(target_words)), dtype=np.float32)
    for j, tokens in enumerate(_tokens_of(target, target_words)):
        if len(tokens):
            columns[:, j] = similarity[:, tokens].max(1)
    best = np.zeros((len(source_words), len(target_words)), dtype=np.float32)
    for i, tokens in enumerate(_tokens_of(source, source_words)):
        if len(tokens):
            best[i] = columns[tokens].max(0)
    return best


def _tokens_of(encoding: Encoding, words: Sequence[Span]) -> list[np.ndarray]:
    """For each word, the indices of the tokens that share a character with it."""
    import numpy as np

    if not len(words):
        return []
    starts, ends = encoding.offsets[:, 0], encoding.offsets[:, 1]
    spans = np.asarray(words)
    shared = (starts < spans[:, 1:]) & (ends > spans[:, :1]) & (ends > starts)
    return [np.nonzero(row)[0] for row in shared]
