"""Word alignment for rules: which tokens of a bead answer to which, from the encoder's token vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tqcheck.rules.context import WordLinks

if TYPE_CHECKING:
    from tqcheck.encoder import Encoder
    from tqcheck.rules.analysis import Analysis


class EncoderLinker:
    """Word links of centred token vectors, see :mod:`tqcheck.align.words`."""

    def __init__(self, encoder: Encoder) -> None:
        from tqcheck.encoder.similarity import Centring

        self.encoder = encoder
        self.centring = Centring(encoder.name)

    def __call__(self, source: Analysis, target: Analysis) -> WordLinks:
        """The word links of one pair of analysed texts."""
        from tqcheck.align.words import match_words
        from tqcheck.encoder.similarity import token_similarity, word_similarity

        left, right = self.encoder.encode([source.text, target.text])
        if not source.tokens or not target.tokens or not len(left.tokens) or not len(right.tokens):
            return WordLinks()
        tokens = token_similarity(self.centring.unit(left, source.lang), self.centring.unit(right, target.lang))
        words = word_similarity(tokens, left, right, [t.span for t in source.tokens], [t.span for t in target.tokens])
        aligned = match_words(words)
        return WordLinks(frozenset(aligned.links), aligned.source_best, aligned.target_best)
