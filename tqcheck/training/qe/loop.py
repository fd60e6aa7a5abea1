"""A resumable training loop: batches made from the step's number, checkpoints in safetensors."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from tqcheck.atomic import write_atomically

SAVE_SECONDS = 240


@dataclass(frozen=True, slots=True)
class Schedule:
    """Optimiser settings: learning rates of the body and of new parts, warm-up and total steps.

    ``mean`` is what a step leaves of the running mean of the weights (Polyak and Juditsky, 1992), which is what a run
    ends with; 0: the last weights are.
    """

    steps: int
    body_rate: float = 1e-4
    head_rate: float = 5e-4
    warmup: int = 200
    decay: float = 0.01
    floor: float = 0.05
    mean: float = 0.0

    def factor(self, step: int) -> float:
        """What the rates are multiplied with at a step: linear warm-up, then a cosine down to ``floor``."""
        if step < self.warmup:
            return (step + 1) / self.warmup
        done = min(1.0, (step - self.warmup) / max(1, self.steps - self.warmup))
        return self.floor + (1 - self.floor) * 0.5 * (1 + math.cos(math.pi * done))


class Loop:
    """Steps a model towards lower loss and keeps a checkpoint that a later run goes on from."""

    def __init__(self, model: nn.Module, schedule: Schedule, folder: Path, body: str = "body.") -> None:
        self.model, self.schedule, self.folder = model, schedule, folder
        self.names = [name for name, parameter in model.named_parameters() if parameter.requires_grad]
        parameters = dict(model.named_parameters())
        groups = [
            {"params": [parameters[n] for n in self.names if body in n], "lr": schedule.body_rate},
            {"params": [parameters[n] for n in self.names if body not in n], "lr": schedule.head_rate},
        ]
        self.ordered = [n for n in self.names if body in n] + [n for n in self.names if body not in n]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=schedule.decay, betas=(0.9, 0.98), fused=True)
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.mean = {name: parameters[name].detach().clone() for name in self.names} if schedule.mean else {}
        self.step = 0
        self._resume()

    def run(
        self, loss_of: Callable[[int], tuple[Tensor, dict[str, float]]], every: int = 50, stop: int | None = None
    ) -> None:
        """Train to the last step, or to ``stop``; ``loss_of(step)`` gives the loss and figures to print."""
        self.model.train()
        totals: dict[str, float] = {}
        saved = printed = time.monotonic()
        while self.step < (self.schedule.steps if stop is None else stop):
            for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
                group["lr"] = rate * self.schedule.factor(self.step)
            loss, figures = loss_of(self.step)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            self.optimizer.zero_grad(set_to_none=True)
            self.step += 1
            self._take_mean()
            for key, value in figures.items():
                totals[key] = totals.get(key, 0.0) + value / every
            if self.step % every == 0:
                now = time.monotonic()
                shown = " ".join(f"{key} {value:.4f}" for key, value in totals.items())
                print(f"{self.step}/{self.schedule.steps} {(now - printed) / every:.2f} s/step {shown}", flush=True)
                totals, printed = {}, now
            if time.monotonic() - saved > SAVE_SECONDS:
                self.save()
                saved = time.monotonic()
        if self.step >= self.schedule.steps:
            self.model.load_state_dict(self.mean, strict=False)
        self.save()

    @torch.no_grad()
    def _take_mean(self) -> None:
        """The running mean takes in the weights of a step; the first steps weigh no more than later ones."""
        keep = min(self.schedule.mean, self.step / (self.step + 1))
        weights = dict(self.model.named_parameters())
        for name, mean in self.mean.items():
            mean.lerp_(weights[name], 1 - keep)

    def save(self) -> None:
        """Write model, optimiser and step; all of them are put in place when the last tensor is written."""
        from safetensors.torch import save_file

        self.folder.mkdir(parents=True, exist_ok=True)
        state: dict[str, Tensor] = {}
        moments = self.optimizer.state_dict()["state"]
        for index, name in enumerate(self.ordered):
            if index in moments:
                state |= {f"{name}|{key}": value.contiguous() for key, value in moments[index].items()}
        model = {key: value.contiguous() for key, value in self.model.state_dict().items()}
        parts = {"optimizer": state, "model": model} | ({"mean": self.mean} if self.mean else {})
        files = [self.folder / f"{name}.safetensors" for name in parts]
        for path, tensors in zip(files, parts.values(), strict=True):
            save_file(tensors, path.with_suffix(".part"))
        for path in files:
            path.with_suffix(".part").replace(path)
        write_atomically(self.folder / "state.json", json.dumps({"step": self.step}))

    def _resume(self) -> None:
        from safetensors.torch import load_file

        if not (self.folder / "state.json").exists():
            return
        self.step = int(json.loads((self.folder / "state.json").read_text())["step"])
        self.model.load_state_dict(load_file(self.folder / "model.safetensors"))
        if self.mean:
            self.mean = load_file(self.folder / "mean.safetensors", device=str(next(self.model.parameters()).device))
        saved = load_file(self.folder / "optimizer.safetensors")
        moments: dict[int, dict[str, Any]] = {}
        for index, name in enumerate(self.ordered):
            found = {key.split("|")[1]: value for key, value in saved.items() if key.split("|")[0] == name}
            if found:
                moments[index] = found
        self.optimizer.load_state_dict({**self.optimizer.state_dict(), "state": moments})
