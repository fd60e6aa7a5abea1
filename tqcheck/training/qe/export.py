"""Packs a trained network into the folder that ships."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.encoder.packing import pack_q8
from tqcheck.quality.embedded import UPDATES

if TYPE_CHECKING:
    from torch import Tensor

    from tqcheck.encoder.low_rank import LowRank
    from tqcheck.quality.interaction import Interaction

SMALLEST = 4096
"""Matrices of fewer weights are kept in half precision."""


def export(network: Interaction, folder: Path, updates: LowRank | None = None) -> int:
    """Write ``config.json`` and ``model.safetensors``, 8 bits a weight; returns the bytes written."""
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    state = network.state_dict()
    if updates is not None:
        state |= {f"{UPDATES}{name}": value for name, value in updates.state_dict().items()}
    (folder / "config.json").write_text(json.dumps(network.settings, indent=1) + "\n", encoding="utf-8")
    save_file(packed(state), folder / "model.safetensors", metadata={"format": "pt"})
    return (folder / "model.safetensors").stat().st_size


def packed(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The state with its matrices as 8-bit rows and the rest in half precision."""
    found: dict[str, Tensor] = {}
    for name, value in state.items():
        if value.dim() == 2 and value.numel() >= SMALLEST:
            found[f"{name}.q8"], found[f"{name}.s"] = pack_q8(value)
        elif value.is_floating_point():
            found[name] = value.half().contiguous()
    return found
