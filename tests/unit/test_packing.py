"""Packed weights come back as they were."""

from __future__ import annotations

import pytest
import torch

from tqcheck.encoder.packing import pack_q4, pack_q8, unpack_q4, unpack_q4_array, unpack_q8, unpack_state


def test_q4_is_lossless_on_what_was_4_bit() -> None:
    """A matrix expanded from 4-bit blocks packs back to itself, zeros included."""
    torch.manual_seed(0)
    levels = torch.randint(0, 16, (12, 32))
    levels[:, 5] = 0  # the extreme level, which q4_0 always uses
    scale = (torch.rand(12) + 0.1).half()
    scale[3] = 0
    weights = ((levels - 8).float() * scale.float()[:, None]).reshape(3, 128)
    blocks, packed_scale = pack_q4(weights)
    assert torch.equal(unpack_q4(blocks, packed_scale, 128), weights)
    assert unpack_q4_array(blocks.numpy(), packed_scale.numpy()).reshape(3, 128).tolist() == weights.tolist()


def test_q4_refuses_a_part_of_a_block() -> None:
    """Blocks are of 32 weights."""
    with pytest.raises(ValueError, match="33 weights"):
        pack_q4(torch.zeros(1, 33))


def test_q8_error_is_half_a_step() -> None:
    """Eight bits a weight lose at most half a step of the row's scale (and the rounding of the scale itself)."""
    torch.manual_seed(0)
    weights = torch.randn(8, 64)
    error = (unpack_q8(*pack_q8(weights)) - weights).abs().amax(1)
    assert (error <= weights.abs().amax(1) / 127 * 0.56).all()


def test_unpack_state_gives_ordinary_names() -> None:
    """Packed and plain tensors come back under the names transformers uses."""
    blocks, scale = pack_q4(torch.ones(2, 32))
    levels, rows = pack_q8(torch.ones(2, 4))
    packed = {
        "a.weight.q4": blocks,
        "a.weight.d": scale,
        "b.weight.q8": levels,
        "b.weight.s": rows,
        "c.bias": torch.ones(1),
    }
    state = unpack_state(packed, {"a.weight": 32})
    assert {name: tuple(tensor.shape) for name, tensor in state.items()} == {
        "a.weight": (2, 32),
        "b.weight": (2, 4),
        "c.bias": (1,),
    }
