"""Low-rank updates of an encoder's lower layers (Hu et al., 2022, "LoRA").

The estimator reads the encoder's token vectors; a pair of narrow matrices beside each of the lower layers' own lets it
read others that suit its task, for an eighth of the weights of a second copy.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn

MATRICES = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
"""The matrices of a BERT layer that are updated."""


class Update(nn.Module):
    """What is added to a matrix's output: ``up(down(x))``, zero at first."""

    def __init__(self, inputs: int, outputs: int, rank: int) -> None:
        super().__init__()
        self.down = nn.Linear(inputs, rank, bias=False)
        self.up = nn.Linear(rank, outputs, bias=False)
        nn.init.zeros_(self.up.weight)

    def forward(self, inputs: Tensor) -> Tensor:
        """(..., inputs) to (..., outputs)."""
        return self.up(self.down(inputs))  # type: ignore[no-any-return]


class LowRank(nn.Module):
    """The updates of the first ``layers`` layers, by layer and matrix."""

    def __init__(self, layers: int, hidden: int, intermediate: int, rank: int) -> None:
        super().__init__()
        sizes = {"intermediate.dense": (hidden, intermediate), "output.dense": (intermediate, hidden)}
        self.layers = nn.ModuleList(
            nn.ModuleDict({_key(name): Update(*sizes.get(name, (hidden, hidden)), rank) for name in MATRICES})
            for _ in range(layers)
        )
        self.active = True

    @classmethod
    def of(cls, state: Mapping[str, Tensor]) -> LowRank:
        """The updates of a state dict, whose tensors tell all sizes; nothing of them learns any more."""
        layers = 1 + max(int(name.split(".")[1]) for name in state)
        part = f"layers.0.{_key('intermediate.dense')}"
        rank, hidden = state[f"{part}.down.weight"].shape
        found = cls(layers, hidden, len(state[f"{part}.up.weight"]), rank)
        found.load_state_dict(state)
        return found.requires_grad_(False)

    def attached(self, model: Any) -> Any:
        """A BERT in whose lower layers the active updates take part; it shares all else with ``model``."""
        found, lower = _with_own_layers(model, len(self.layers))
        for updates, layer in zip(self.layers, lower, strict=True):
            for name in MATRICES:
                layer.get_submodule(name).register_forward_hook(self._hook(updates[_key(name)]))  # type: ignore[index]
        return found

    def _hook(self, update: nn.Module) -> Any:
        def add(_: nn.Module, inputs: tuple[Tensor], output: Tensor) -> Tensor:
            return output + update(inputs[0]).to(output.dtype) if self.active else output

        return add

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Within it the layers are the encoder's own."""
        self.active = False
        try:
            yield
        finally:
            self.active = True

    @torch.no_grad()
    def merged(self, model: Any) -> Any:
        """A BERT with the updates in the matrices of its lower layers; it shares all else with ``model``."""
        found, lower = _with_own_layers(model, len(self.layers))
        for updates, layer in zip(self.layers, lower, strict=True):
            for name in MATRICES:
                matrix: Any = layer.get_submodule(name)  # type: ignore[operator]
                update: Any = updates[_key(name)]  # type: ignore[index]
                change = update.up.weight.float() @ update.down.weight.float()
                matrix.weight.copy_(matrix.weight.float() + change.to(matrix.weight.device))
        return found


def _with_own_layers(model: Any, count: int) -> tuple[Any, nn.ModuleList]:
    """A BERT that shares all but its first ``count`` layers with another, and those layers."""
    found, stack = copy.copy(model), copy.copy(model.encoder)
    lower = copy.deepcopy(model.encoder.layer[:count])
    stack._modules = {**model.encoder._modules, "layer": nn.ModuleList([*lower, *model.encoder.layer[count:]])}
    found._modules = {**model._modules, "encoder": stack}
    return found, lower


def _key(name: str) -> str:
    return name.replace(".", "_")
