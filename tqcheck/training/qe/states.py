"""Token vectors of the lower layers, in padded batches, for training."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from tqcheck.encoder.encoder import lower_layers

if TYPE_CHECKING:
    from tqcheck.encoder import Encoder
    from tqcheck.encoder.low_rank import LowRank


class LowerLayers:
    """The encoder up to its token layer; its own weights are frozen, low-rank updates of them learn."""

    def __init__(self, encoder: Encoder, updates: LowRank | None = None) -> None:
        self.tokenizer: Any = encoder.tokenizer
        self.prefix = encoder.prefix
        self.window = encoder.window
        model = encoder.model if updates is None else updates.attached(encoder.model)
        self.model: Any = lower_layers(model, encoder.layer)
        self.device = encoder.model.device
        self.updates = updates

    def tokenize(self, texts: Sequence[str]) -> tuple[list[list[int]], list[list[tuple[int, int]]]]:
        """Token ids and character offsets of each text, cut to the window (training texts are chosen to fit)."""
        encoded = self.tokenizer(
            list(texts), add_special_tokens=False, return_offsets_mapping=True, return_attention_mask=False
        )
        ids = [row[: self.window] for row in encoded["input_ids"]]
        return ids, [row[: self.window] for row in encoded["offset_mapping"]]

    def frozen(self, rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        """Vectors and mask as the encoder's own weights give them."""
        if self.updates is None:
            return self(rows)
        with torch.no_grad(), self.updates.paused():
            return self(rows)

    def __call__(self, rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        """Vectors (rows, tokens, hidden) and mask (rows, tokens) of rows of token ids."""
        first, longest = 1 + len(self.prefix), max(map(len, rows))
        cls, sep, pad = self.tokenizer.cls_token_id, self.tokenizer.sep_token_id, self.tokenizer.pad_token_id
        ids = torch.full((len(rows), longest + first + 1), pad)
        for index, row in enumerate(rows):
            ids[index, : first + len(row) + 1] = torch.tensor([cls, *self.prefix, *row, sep])
        ids = ids.to(self.device)
        learning = self.updates is not None and torch.is_grad_enabled()
        with torch.set_grad_enabled(learning), torch.autocast(self.device.type, torch.bfloat16, enabled=learning):
            output = self.model(input_ids=ids, attention_mask=(ids != pad).long())
        lengths = torch.tensor([len(row) for row in rows], device=self.device)
        mask = torch.arange(longest, device=self.device)[None, :] < lengths[:, None]
        return output.last_hidden_state[:, first : first + longest].float(), mask
