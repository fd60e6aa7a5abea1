"""The untrained estimator: how well the tokens of source and target answer to each other.

Greedy matching both ways over centred contextual vectors, as BERTScore does between languages (Zhang et al., 2020;
Zhao et al., 2020).
A segment's raw figures are the precision and recall of that matching and its worst words; a calibration maps them to
the score.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tqcheck.quality.calibration import Calibration, shipped
from tqcheck.quality.protocol import Progress
from tqcheck.text.tokens import tokenize
from tqcheck.types import Bead, Estimate, Span, WordScore

if TYPE_CHECKING:
    import numpy as np

    from tqcheck.encoder import Encoder, Encoding

CHUNK = 512
"""Beads encoded at a time, so that memory does not grow with the document."""


class SimilarityEstimator:
    """Estimates quality from token similarity."""

    def __init__(
        self, encoder: Encoder, source_lang: str = "fr", target_lang: str = "en", calibration: Calibration | None = None
    ) -> None:
        from tqcheck.encoder.similarity import Centring

        self.encoder = encoder
        self.langs = (source_lang, target_lang)
        self.centring = Centring(encoder.name)
        self.calibration = calibration or shipped()

    def forget(self) -> None:
        """Let go of the mean vectors learnt from one document before the next."""
        from tqcheck.encoder.similarity import Centring

        self.centring = Centring(self.encoder.name)

    @property
    def name(self) -> str:
        """Names the method and the weights."""
        return f"similarity:{self.encoder.name}"

    @property
    def threshold(self) -> float:
        """The operating point."""
        return self.calibration.threshold

    def estimate(self, beads: Sequence[Bead], progress: Progress | None = None) -> list[Estimate | None]:
        """One estimate a bead, in order; None for a bead with an empty side."""
        results: list[Estimate | None] = []
        for start in range(0, len(beads), CHUNK):
            chunk = beads[start : start + CHUNK]
            texts = [text for bead in chunk for text in (bead.source.text, bead.target.text) if text.strip()]
            encoded = dict(zip(texts, self.encoder.encode(texts), strict=True))
            for bead in chunk:
                if bead.source and bead.target:
                    results.append(self._estimate(bead, encoded[bead.source.text], encoded[bead.target.text]))
                else:
                    results.append(None)
            if progress:
                progress(len(chunk))
        return results

    def _estimate(self, bead: Bead, source: Encoding, target: Encoding) -> Estimate:
        spans = [span for span in tokenize(bead.target.text, self.langs[1]) if _is_word(bead.target.text, span)]
        matrix = self.matrix(source, target)
        features = segment_features(matrix)
        words = []
        for span, best in zip(spans, word_matches(matrix, target, spans), strict=True):
            p_bad = self.calibration.word(best, features[0])
            words.append(WordScore(span, bead.target.text[span.start : span.end], round(p_bad, 4)))
        score, p_error = self.calibration.score(*features), self.calibration.error(*features)
        return Estimate(round(score, 4), round(p_error, 4), tuple(words))

    def matrix(self, source: Encoding, target: Encoding) -> np.ndarray:
        """Cosine of every source token with every target token."""
        from tqcheck.encoder.similarity import token_similarity

        return token_similarity(self.centring.unit(source, self.langs[0]), self.centring.unit(target, self.langs[1]))


def segment_features(matrix: np.ndarray) -> tuple[float, ...]:
    """F1 of greedy matching, the worst tenth of the tokens on either side, and the logarithm of the length."""
    if not matrix.size:
        return 0.0, 0.0, 0.0, 0.0
    recall, precision = matrix.max(1), matrix.max(0)
    p, r = float(precision.mean()), float(recall.mean())
    f1 = 2 * p * r / (p + r) if p > 0 and r > 0 else 0.0
    return f1, worst(precision), worst(recall), math.log(sum(matrix.shape))


def worst(values: np.ndarray, share: float = 0.1) -> float:
    """The mean of the lowest tenth of some values, of one value at least."""
    import numpy as np

    count = max(1, round(len(values) * share))
    return float(np.sort(values)[:count].mean())


def word_matches(matrix: np.ndarray, target: Encoding, spans: Sequence[Span]) -> list[float]:
    """Each target word's best similarity to a source token; 1.0 for a word without a token of its own."""
    best = matrix.max(0) if matrix.size else []
    result = []
    for span in spans:
        starts, ends = target.offsets[:, 0], target.offsets[:, 1]
        inside = ((starts < span.end) & (ends > span.start) & (ends > starts)).nonzero()[0]
        result.append(float(max(best[i] for i in inside)) if len(inside) and matrix.size else 1.0)
    return result


def _is_word(text: str, span: Span) -> bool:
    return any(character.isalnum() for character in text[span.start : span.end])
