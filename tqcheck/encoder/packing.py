"""Packed weights: 4-bit blocks and 8-bit rows in a safetensors file, and back to float32.

``NAME.q4``/``NAME.d`` hold blocks of 32 weights as signed 4-bit integers with one float16 scale a block (the q4_0
layout of ggml: the low nibbles are the first 16 weights of a block, the high nibbles the last 16);
``NAME.q8``/``NAME.s`` hold one signed byte a weight with one float16 scale a row. Every other tensor is stored plainly.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor

BLOCK = 32


def pack_q4(weights: Tensor) -> tuple[Tensor, Tensor]:
    """Pack a float matrix (rows, columns) to 4 bits: ``(blocks (n, 16) uint8, scales (n,) float16)``.

    Lossless for a matrix that was expanded from q4_0, whose block scale is its weight of largest magnitude over -8.

    Raises:
        ValueError: if the number of weights is not a multiple of 32.
    """
    import torch

    if weights.numel() % BLOCK:
        raise ValueError(f"{weights.numel()} weights do not fill blocks of {BLOCK}")
    blocks = weights.detach().float().reshape(-1, BLOCK)
    peak = blocks.gather(1, blocks.abs().argmax(1, keepdim=True))[:, 0]
    scale = (peak / -8).half()
    divisor = scale.float()
    divisor[divisor == 0] = 1.0
    levels = (torch.round(blocks / divisor[:, None]) + 8).clamp(0, 15).to(torch.uint8)
    return levels[:, :16] | (levels[:, 16:] << 4), scale


def unpack_q4(blocks: Tensor, scale: Tensor, columns: int) -> Tensor:
    """Expand what :func:`pack_q4` packed to a float32 matrix with that many columns."""
    import torch

    levels = torch.cat([blocks & 15, blocks >> 4], dim=1).float() - 8
    return (levels * scale.float()[:, None]).reshape(-1, columns)


def pack_q8(weights: Tensor) -> tuple[Tensor, Tensor]:
    """Pack a float matrix (rows, columns) to ``(int8 of that shape, float16 scale a row)``."""
    import torch

    rows = weights.detach().float()
    scale = (rows.abs().amax(1) / 127).clamp(min=1e-7).half()
    return torch.round(rows / scale.float()[:, None]).clamp(-127, 127).to(torch.int8), scale


def unpack_q8(levels: Tensor, scale: Tensor) -> Tensor:
    """Expand what :func:`pack_q8` packed to float32."""
    return levels.float() * scale.float()[:, None]


def unpack_state(packed: Mapping[str, Tensor], columns: Mapping[str, int]) -> dict[str, Tensor]:
    """Expand a packed state dict to float32 tensors under their ordinary names.

    ``columns`` gives the row length of each 4-bit matrix by name (it is not in the file, the model's shape is).
    """
    state = {}
    for key, value in packed.items():
        name, _, kind = key.rpartition(".")
        if kind == "q4":
            state[name] = unpack_q4(value, packed[f"{name}.d"], columns[name])
        elif kind == "q8":
            state[name] = unpack_q8(value, packed[f"{name}.s"])
        elif kind not in ("d", "s"):
            state[key] = value.float()
    return state


def unpack_q4_array(blocks: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """The numpy twin of :func:`unpack_q4`, for readers of foreign files: (n, 16) uint8 to (n, 32) float32."""
    import numpy as np

    levels = np.concatenate([blocks & 15, blocks >> 4], axis=1).astype(np.float32) - 8
    return levels * scale.astype(np.float32)[:, None]
