"""Groups of examples as tensors: token vectors of the lower layers, and labels a token."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from tqcheck.quality.interaction import Pairs
from tqcheck.training.qe.examples import Example, Examples, Group
from tqcheck.training.qe.material import bucketed
from tqcheck.training.qe.states import LowerLayers
from tqcheck.types import Span

BLOCK = 16
UNKNOWN = -1.0
Offsets = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A batch with its labels, ``UNKNOWN`` where there is none; ``ranked`` (pairs, 2) are (better, worse) rows."""

    pairs: Pairs
    words: Tensor
    gaps: Tensor
    omitted: Tensor
    effort: Tensor
    error: Tensor
    ranked: Tensor


@dataclass(frozen=True, slots=True)
class Tokenized:
    """A group's texts as token ids with offsets."""

    group: Group
    source: list[int]
    source_offsets: Offsets
    targets: list[list[int]]
    offsets: list[Offsets]

    @property
    def length(self) -> int:
        """Tokens of all its pairs."""
        return sum(len(self.source) + len(target) for target in self.targets)


class Batches:
    """Labelled batches of about so many padded tokens, the same for the same step."""

    def __init__(self, lower: LowerLayers, examples: Examples, centres: Tensor, tokens: int, seed: int) -> None:
        self.lower, self.examples, self.centres = lower, examples, centres
        self.tokens, self.seed = tokens, seed
        self.size = max(4, tokens // 128)
        self.block, self.ready = -1, list[list[Tokenized]]()

    def __call__(self, step: int) -> Labelled:
        """The batch of a step."""
        if step // BLOCK != self.block:
            self.block = step // BLOCK
            rng = random.Random(f"{self.seed}:{self.block}")
            groups = self.tokenize([self.examples.draw(rng) for _ in range(self.size * BLOCK)])
            places = bucketed([group.length for group in groups], self.tokens, rng)
            self.ready = [[groups[place] for place in batch] for batch in places]
        return self.labelled(self.ready[step % BLOCK % len(self.ready)])

    def tokenize(self, groups: Sequence[Group]) -> list[Tokenized]:
        """Groups with their texts as token ids."""
        sources, source_offsets = self.lower.tokenize([group.source for group in groups])
        flat = [example.target for group in groups for example in group.examples]
        targets, offsets = self.lower.tokenize(flat)
        found, place = [], 0
        for group, source, where in zip(groups, sources, source_offsets, strict=True):
            end = place + len(group.examples)
            found.append(Tokenized(group, source, where, targets[place:end], list(offsets[place:end])))
            place = end
        return [group for group in found if group.source and all(group.targets)]

    def labelled(self, groups: Sequence[Tokenized]) -> Labelled:
        """The tensors of a batch."""
        source, source_mask = self.lower([group.source for group in groups])
        target, target_mask = self.lower([row for group in groups for row in group.targets])
        owner = torch.tensor([i for i, group in enumerate(groups) for _ in group.targets])
        pairs = Pairs(source[owner], source_mask[owner], target, target_mask)
        examples = [example for group in groups for example in group.group.examples]
        offsets = [where for group in groups for where in group.offsets]
        words = torch.full(target_mask.shape, UNKNOWN)
        gaps = torch.full((len(examples), target_mask.shape[1] + 1), UNKNOWN)
        for row, (example, where) in enumerate(zip(examples, offsets, strict=True)):
            words[row, : len(where)] = _word_labels(example, where)
            gaps[row, : len(where) + 1] = _gap_labels(example, where)
        ranked, first = [], 0
        for group in groups:
            if group.group.ranked:
                ranked += [(first, first + k) for k in range(1, len(group.targets))]
            first += len(group.targets)
        device = target.device
        return Labelled(
            pairs,
            words.to(device),
            gaps.to(device),
            self._omitted(groups, pairs.source_mask).to(device),
            _known([example.effort for example in examples]).to(device),
            _known([example.error for example in examples]).to(device),
            torch.tensor(ranked, dtype=torch.long, device=device).reshape(-1, 2),
        )

    def _omitted(self, groups: Sequence[Tokenized], mask: Tensor) -> Tensor:
        """Which source tokens have no counterpart: those that best match what was dropped from the first target."""
        labels = torch.full(mask.shape, UNKNOWN)
        row = 0
        for group in groups:
            count, similarity = len(group.source), None
            for example in group.group.examples:
                if example.all_bad:
                    labels[row, :count] = 1.0
                elif example.dropped == ():
                    labels[row, :count] = 0.0
                elif example.dropped and group.group.examples[0].dropped == ():
                    similarity = self._similarity(group) if similarity is None else similarity
                    labels[row, :count] = _answering(group, similarity, example.dropped)
                row += 1
        return labels

    def _similarity(self, group: Tokenized) -> Tensor:
        """Cosine of each source token with each of the first target, by the encoder's own vectors."""
        sides = [self.lower.frozen([ids])[0][0] for ids in (group.source, group.targets[0])]
        left, right = (functional.normalize(s - c, dim=-1) for s, c in zip(sides, self.centres, strict=True))
        return (left @ right.T).cpu()


def _answering(group: Tokenized, similarity: Tensor, dropped: Sequence[Span]) -> Tensor:
    best, place = similarity.max(1)
    inside = torch.tensor([any(s < d.end and d.start < e for d in dropped) for s, e in group.offsets[0]])
    answers = inside[place].float()
    return torch.where((best < 0.25) & (answers > 0), torch.tensor(UNKNOWN), answers)


def _word_labels(example: Example, offsets: Offsets) -> Tensor:
    if example.all_bad:
        return torch.ones(len(offsets))
    if example.bad is None:
        return torch.full((len(offsets),), UNKNOWN)
    bad = example.bad
    return torch.tensor([float(any(s < span.end and span.start < e for span in bad)) for s, e in offsets])


def _gap_labels(example: Example, offsets: Offsets) -> Tensor:
    if example.gaps is None:
        return torch.full((len(offsets) + 1,), UNKNOWN)
    labels = torch.zeros(len(offsets) + 1)
    for gap in example.gaps:
        # a piece's offsets take in the blank before it, so the piece after the gap is the first that ends beyond it
        labels[next((i for i, (_, end) in enumerate(offsets) if end > gap), len(offsets))] = 1.0
    return labels


def _known(values: Sequence[Any]) -> Tensor:
    return torch.tensor([UNKNOWN if value is None else float(value) for value in values])
