"""Encodes the sentences of both documents and keeps only what alignment needs, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from tqcheck.align.types import Side
from tqcheck.types import Segment

if TYPE_CHECKING:
    from tqcheck.encoder import Encoder, Encoding
    from tqcheck.encoder.encoder import Progress

BLOCK = 1024
"""Sentences encoded at a time, so that full token vectors are never in memory for a whole document."""

KEPT = 96
"""Principal components of the token vectors that are kept, at 8 bits: a sixteenth of the memory, the same matches."""

STEPS = 127

USUAL = (
    "The weather was fine and the streets were full of people.",
    "He answered that the decision had not yet been taken.",
    "Press the button to switch the device off.",
    "In 1998 the company sold 40% of its shares.",
    "La réunion aura lieu demain matin à la mairie.",
    "Elle n'avait jamais rien vu d'aussi étrange.",
    "Le patient doit prendre ce médicament deux fois par jour.",
    "Qui vous a donné cette adresse ?",
    "Der Zug kommt heute später an.",
    "Los resultados se publicarán el próximo mes.",
)
"""Sentences about nothing in common: their mean stands in for a language's while a document is short."""


def encode_sides(
    source: Sequence[Segment], target: Sequence[Segment], encoder: Encoder, progress: Progress | None = None
) -> tuple[Side, Side]:
    """Centred sentence vectors and compact token vectors of both documents."""
    usual = encoder.encode(list(USUAL))
    collectors = [_Collector(usual), _Collector(usual)]
    heads = []
    for segments, collector in zip((source, target), collectors, strict=True):
        blocks = _encoded(segments, encoder, progress)
        head = next(blocks, [])
        collector.centre(head)
        heads.append((head, blocks))
    projection = _projection([c.centred(head) for c, (head, _) in zip(collectors, heads, strict=True)])
    left, right = (
        collector.side(segments, [head], blocks, projection)
        for segments, collector, (head, blocks) in zip((source, target), collectors, heads, strict=True)
    )
    return left, right


def _encoded(segments: Sequence[Segment], encoder: Encoder, progress: Progress | None) -> Iterator[list[Encoding]]:
    for first in range(0, len(segments), BLOCK):
        yield encoder.encode([segment.text for segment in segments[first : first + BLOCK]], progress)


def unit(vectors: np.ndarray) -> np.ndarray:
    """Rows scaled to length 1; a zero row stays zero."""
    scaled: np.ndarray = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)
    return scaled


def compact(vectors: np.ndarray) -> np.ndarray:
    """Rows of length 1 as signed bytes; :func:`expanded` undoes it."""
    levels: np.ndarray = np.rint(unit(vectors) * STEPS).astype(np.int8)
    return levels


def expanded(levels: np.ndarray) -> np.ndarray:
    """Rows of length 1, float32, of what :func:`compact` made."""
    return unit(levels.astype(np.float32))


def _projection(tokens: list[np.ndarray]) -> np.ndarray:
    """The leading principal directions of both languages' tokens, (hidden, at most ``KEPT``)."""
    sample = np.concatenate([block[:: max(len(block) // 4000, 1)] for block in tokens])
    if sample.shape[1] <= KEPT:
        return np.eye(sample.shape[1], dtype=np.float32)
    values, directions = np.linalg.eigh(sample.T @ sample)
    return directions[:, np.argsort(values)[::-1][:KEPT]].astype(np.float32)


class _Collector:
    """Gathers one side: the means of its language first, then its vectors block by block."""

    def __init__(self, usual: Sequence[Encoding]) -> None:
        self.usual = np.stack([encoding.sentence for encoding in usual])
        self.usual_tokens = np.concatenate([encoding.tokens for encoding in usual])
        self.token_mean = self.usual_tokens.mean(axis=0)

    def centre(self, head: Sequence[Encoding]) -> None:
        """Take the mean of the token vectors from the first block, shrunk towards the usual sentences'."""
        tokens = np.concatenate([self.usual_tokens, *(e.tokens for e in head if len(e.tokens))])
        self.token_mean = tokens.mean(axis=0)

    def centred(self, block: Iterable[Encoding]) -> np.ndarray:
        """Token vectors of some encodings, centred and of length 1."""
        rows = [encoding.tokens for encoding in block if len(encoding.tokens)]
        return unit(np.concatenate(rows or [self.usual_tokens]) - self.token_mean)

    def side(
        self,
        segments: Sequence[Segment],
        head: list[list[Encoding]],
        blocks: Iterator[list[Encoding]],
        projection: np.ndarray,
    ) -> Side:
        """The finished side; a text without tokens counts as one token of nothing."""
        sentences: list[np.ndarray] = []
        tokens: list[np.ndarray] = []
        counts: list[int] = []
        nothing = np.zeros((1, len(projection)), dtype=np.float32)
        for block in _chained(head, blocks):
            rows = [unit(e.tokens - self.token_mean) if len(e.tokens) else nothing for e in block]
            sentences.append(np.stack([encoding.sentence for encoding in block]))
            tokens.append(compact(np.concatenate(rows) @ projection))
            counts += [len(row) for row in rows]
        vectors = self._centred_sentences(np.concatenate(sentences))
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        paragraphs = tuple(segment.paragraph for segment in segments)
        return Side(tuple(s.text for s in segments), paragraphs, vectors, np.concatenate(tokens), starts)

    def _centred_sentences(self, sentences: np.ndarray) -> np.ndarray:
        mean = np.concatenate([self.usual, sentences]).mean(axis=0)
        return unit(sentences - mean).astype(np.float32)


def _chained(head: list[list[Encoding]], blocks: Iterator[list[Encoding]]) -> Iterator[list[Encoding]]:
    """All blocks, letting go of each as it is passed on."""
    while head:
        yield head.pop()
    yield from blocks
