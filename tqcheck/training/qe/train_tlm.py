"""Trains the generator of plausible wrong words on clean pairs."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from tqcheck.quality.interaction import Pairs
from tqcheck.training.qe.loop import Loop, Schedule
from tqcheck.training.qe.material import Material, bucketed
from tqcheck.training.qe.states import LowerLayers
from tqcheck.training.qe.tlm import Generator, guess_loss, mask_words, new_generator, vocabulary

BLOCK = 16
"""Batches that are drawn and sorted by length together."""


def load_centres() -> Tensor:
    """The mean token vectors of French and English, (2, hidden)."""
    from safetensors.torch import load_file

    from tqcheck.encoder.similarity import CENTRES

    means = load_file(CENTRES)
    return torch.stack([means["fr"], means["en"]]).float()


def train_generator(data: Path, folder: Path, steps: int, tokens: int = 2400, layers: int = 5, seed: int = 1) -> None:
    """Train the generator for some steps of about ``tokens`` padded tokens; resumes from ``folder``."""
    from tqcheck.encoder import load_encoder

    encoder = load_encoder()
    lower, material = LowerLayers(encoder), Material(data)
    sample = [pair[1] for pairs in material.corpora.values() for pair in pairs[:20_000]]
    generator = new_generator(lower, encoder.model, vocabulary(lower.tokenize(sample)[0]), layers)
    batches = MaskedBatches(lower, material, tokens, seed)
    centres = load_centres().to(lower.device)

    def loss_of(step: int) -> tuple[Tensor, dict[str, float]]:
        pairs, masked, truth = batches(step)
        with torch.autocast(lower.device.type, dtype=torch.bfloat16):
            logits = generator(pairs, centres, masked)
        loss = guess_loss(generator, logits, truth)
        return loss, {"loss": float(loss.detach())}

    Loop(generator, Schedule(steps), folder).run(loss_of)


class MaskedBatches:
    """Batches of pairs with masked target words, the same for the same step."""

    def __init__(self, lower: LowerLayers, material: Material, tokens: int, seed: int) -> None:
        self.lower, self.material, self.tokens, self.seed = lower, material, tokens, seed
        self.size = max(8, tokens // 64)
        self.block = -1
        self.ready: list[Any] = []

    def __call__(self, step: int) -> tuple[Pairs, Tensor, Tensor]:
        """Pairs, where targets are masked (pairs, tokens), and the masked pieces (masked tokens,)."""
        if step // BLOCK != self.block:
            self._draw(step // BLOCK)
        rows = self.ready[step % BLOCK % len(self.ready)]
        source, source_mask = self.lower([row[0] for row in rows])
        target, target_mask = self.lower([row[1] for row in rows])
        masked = torch.zeros_like(target_mask)
        for index, row in enumerate(rows):
            masked[index, : len(row[2])] = torch.tensor(row[2])
        truth = [piece for row in rows for piece, hit in zip(row[3], row[2], strict=True) if hit]
        return Pairs(source, source_mask, target, target_mask), masked, torch.tensor(truth, device=masked.device)

    def _draw(self, block: int) -> None:
        rng = random.Random(f"{self.seed}:{block}")
        pairs = [self.material.draw(rng) for _ in range(self.size * BLOCK)]
        sources, _ = self.lower.tokenize([pair[0] for pair in pairs])
        targets, offsets = self.lower.tokenize([pair[1] for pair in pairs])
        rows = []
        for source, target, places, pair in zip(sources, targets, offsets, pairs, strict=True):
            starts = [start == 0 or pair[1][start].isspace() for start, _ in places]
            ids, masked = mask_words(target, starts, self.lower.tokenizer.mask_token_id, rng)
            rows.append((source, ids, masked, target))
        lengths = [len(row[0]) + len(row[1]) for row in rows]
        self.ready = [[rows[i] for i in batch] for batch in bucketed(lengths, self.tokens, rng)]
        self.block = block


def load_generator(folder: Path, encoder_model: Any, layers: int = 5) -> Generator:
    """A trained generator."""
    from safetensors.torch import load_file

    from tqcheck.quality.interaction import start_from

    state = load_file(folder / "model.safetensors")
    pieces = state["pieces"].tolist()
    generator = Generator(start_from(encoder_model, layers), encoder_model.embeddings.word_embeddings.weight, pieces)
    generator.load_state_dict(state)
    return generator.eval()
