"""Trains the estimator's network: a first stage on planted and real errors, a second one on human labels."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from tqcheck.atomic import write_atomically
from tqcheck.encoder.low_rank import LowRank
from tqcheck.quality.interaction import Interaction, start_from
from tqcheck.training.errors.addition import set_pool
from tqcheck.training.qe.batches import Batches
from tqcheck.training.qe.examples import Examples, Group, Mixture, annotated, clean, post_edited
from tqcheck.training.qe.loop import Loop, Schedule
from tqcheck.training.qe.material import SHARES, Material
from tqcheck.training.qe.neighbours import Neighbours
from tqcheck.training.qe.objective import Weights, objective
from tqcheck.training.qe.states import LowerLayers
from tqcheck.training.qe.substitute import read_pool
from tqcheck.training.qe.train_tlm import load_centres
from tqcheck.training.qe.written import graded_groups, written_groups
from tqcheck.types import TqcheckError

if TYPE_CHECKING:
    from tqcheck.encoder import Encoder

INVENTED_FROM = "news/train.tsv"
"""The corpus that invented phrases are taken from."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of training: what it is trained on, how long, from which weights."""

    folder: Path
    schedule: Schedule
    mixture: Mixture = field(default_factory=Mixture)
    weights: Weights = field(default_factory=Weights)
    start: Path | None = None
    pool: Path | None = None
    neighbours: Path | None = None
    tokens: int = 3000
    seed: int = 1
    layers: int = 5
    challenge: Path | None = None
    graded: Path | None = None
    rank: int = 0


class Adapted(nn.Module):
    """The network with low-rank updates of the layers below it."""

    def __init__(self, joint: Interaction, updates: LowRank | None) -> None:
        super().__init__()
        self.joint, self.updates = joint, updates


def train_stage(data: Path, stage: Stage) -> Adapted:
    """Run a stage, or go on with it from its last checkpoint."""
    from tqcheck.encoder import load_encoder

    encoder = load_encoder()
    model = initial(encoder, stage).to(encoder.model.device)
    lower = LowerLayers(encoder, model.updates)
    centres = load_centres().to(lower.device)
    pool = read_pool(stage.pool) if stage.pool else []
    near = Neighbours.read(stage.neighbours) if stage.neighbours else None
    real = cached_post_edits(data, stage.folder.parent)
    material = Material(data)
    set_pool([target for _, target in material.corpora[INVENTED_FROM]])
    marked = annotated(data) if stage.mixture.annotated else []
    written = written_groups(stage.challenge) if stage.mixture.written else []
    graded = graded_groups(stage.graded) if stage.graded else []
    examples = Examples(material, real, stage.mixture, pool, near, marked, written, graded)
    batches = Batches(lower, examples, centres, stage.tokens, stage.seed)

    def loss_of(step: int) -> tuple[Tensor, dict[str, float]]:
        batch = batches(step)
        with torch.autocast(lower.device.type, dtype=torch.bfloat16):
            judged = model.joint(batch.pairs, centres)
        return objective(judged, batch, stage.weights)

    Loop(model, stage.schedule, stage.folder).run(loss_of)
    return model


def require_corpora(data: Path) -> None:
    """Refuse to begin without the corpora.

    Raises:
        TqcheckError: naming those that are missing.
    """
    wanted = [*SHARES, "wce-lig/train.tsv", "wce-lig/dev.tsv", "bio-mqm/dev.jsonl", "news/dev.tsv"]
    missing = [name for name in wanted if not (data / name).is_file()]
    if missing:
        raise TqcheckError(f"{data}: no {', '.join(missing)}; name a folder that holds the training corpora")


def initial(encoder: Encoder, stage: Stage) -> Adapted:
    """The network as the encoder's last layers, or as an earlier run left it; parts that run lacks start anew."""
    from safetensors.torch import load_file

    config = encoder.model.config
    sizes = (encoder.layer, config.hidden_size, config.intermediate_size)
    model = Adapted(start_from(encoder.model, stage.layers), LowRank(*sizes, stage.rank) if stage.rank else None)
    if stage.start is not None:
        state = load_file(stage.start / "model.safetensors")
        known = model.state_dict()
        model.load_state_dict({**known, **{key: value for key, value in state.items() if key in known}})
    return model


def cached_post_edits(data: Path, folder: Path) -> list[Group]:
    """The post-edited groups, labelled once: measuring 25,000 editing efforts takes minutes."""

    path = folder / "post_edits.json"
    if not path.exists():
        rows = [[g.source, g.examples[0].target, *map(_plain, g.examples[1:])] for g in post_edited(data)]
        write_atomically(path, json.dumps(rows, ensure_ascii=False))
    groups = []
    for source, reference, *others in json.loads(path.read_text(encoding="utf-8")):
        groups.append(Group(source, (clean(reference, 0.0), *map(_example, others)), ranked=False))
    return groups


def _plain(example: Any) -> dict[str, Any]:
    return {
        "target": example.target, "bad": [list(span) for span in example.bad], "gaps": list(example.gaps),
        "effort": example.effort, "error": example.error,
    }  # fmt: skip


def _example(row: dict[str, Any]) -> Any:
    from tqcheck.training.qe.examples import Example
    from tqcheck.types import Span

    return Example(row["target"], tuple(Span(*s) for s in row["bad"]), tuple(row["gaps"]), row["effort"], row["error"])
