"""The generator of plausible wrong words: translation language modelling over the joint layers.

Target words are masked and guessed from the source and the rest of the target (Conneau and Lample, 2019, "XLM"); what
it finds likely but is not there makes a fluent error (Cui et al., 2021, "DirectQE"). Its joint layers are also where
the estimator's training starts from.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from tqcheck.quality.interaction import Interaction, Pairs, start_from

if TYPE_CHECKING:
    from tqcheck.training.qe.states import LowerLayers

MASKED = 0.25
PIECES = 24_000
"""Size of the generator's vocabulary: the pieces seen most in the target language."""


class Generator(nn.Module):
    """The joint layers with a head that guesses masked pieces; its output embeddings are the encoder's, frozen."""

    def __init__(self, joint: Interaction, embeddings: Tensor, pieces: Sequence[int]) -> None:
        super().__init__()
        hidden = embeddings.shape[1]
        self.joint = joint
        self.register_buffer("pieces", torch.tensor(pieces), persistent=True)
        self.register_buffer("table", embeddings[torch.tensor(pieces)].float().clone(), persistent=False)
        self.dense = nn.Linear(hidden, hidden)
        self.norm = nn.LayerNorm(hidden)
        self.scale = nn.Parameter(torch.tensor(10.0))
        self.bias = nn.Parameter(torch.zeros(len(pieces)))
        self.places = {piece: place for place, piece in enumerate(pieces)}

    def place_of(self, piece: int) -> int | None:
        """Where a piece stands in the generator's vocabulary."""
        return self.places.get(piece)

    def forward(self, pairs: Pairs, centres: Tensor, masked: Tensor) -> Tensor:
        """Logits (masked tokens, vocabulary) of the target tokens where ``masked`` (pairs, tokens) is True."""
        states, _ = self.joint.states(pairs, centres)
        first = pairs.source.shape[1] + 2
        chosen = states[:, first : first + pairs.target.shape[1]][masked]
        guess = self.norm(functional.gelu(self.dense(chosen)))
        table: Any = self.table
        logits: Tensor = guess @ functional.normalize(table, dim=-1).to(guess.dtype).T * self.scale / 10 + self.bias
        return logits


def vocabulary(rows: Iterable[Sequence[int]], size: int = PIECES) -> list[int]:
    """The pieces seen most, most frequent first."""
    counts = Counter(piece for row in rows for piece in row)
    return [piece for piece, _ in counts.most_common(size)]


def mask_words(
    ids: Sequence[int], starts: Sequence[bool], mask_id: int, rng: random.Random, share: float = MASKED
) -> tuple[list[int], list[bool]]:
    """Mask whole words: ids with the mask's in place, and where. ``starts`` says which pieces begin a word."""
    masked, current = [], False
    for start in starts:
        if start:
            current = rng.random() < share
        masked.append(current)
    if ids and not any(masked):
        masked[rng.randrange(len(ids))] = True
    return [mask_id if hit else piece for piece, hit in zip(ids, masked, strict=True)], masked


def new_generator(lower: LowerLayers, encoder_model: Any, pieces: Sequence[int], layers: int) -> Generator:
    """A generator whose joint layers begin as the encoder's."""
    joint = start_from(encoder_model, layers)
    generator = Generator(joint, encoder_model.embeddings.word_embeddings.weight, pieces)
    with torch.no_grad():
        generator.bias.copy_(-torch.log(torch.arange(1, len(pieces) + 1).float()).clamp(max=8) * 0.5)
    return generator.to(lower.device)


def guess_loss(generator: Generator, logits: Tensor, ids: Tensor) -> Tensor:
    """Cross-entropy of the masked pieces that are in the vocabulary; ``ids`` (masked tokens,) are the true pieces."""
    pieces: Any = generator.pieces
    places = torch.full((int(max(pieces.max(), ids.max())) + 1,), -100, device=ids.device)
    places[pieces] = torch.arange(len(pieces), device=ids.device)
    return functional.cross_entropy(logits.float(), places[ids], ignore_index=-100)
