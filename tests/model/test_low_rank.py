"""Low-rank updates of the encoder's lower layers: in training beside the matrices, in use within them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor
from transformers import BertConfig, BertModel

from tqcheck.encoder.encoder import lower_layers
from tqcheck.encoder.low_rank import LowRank
from tqcheck.quality.embedded import load_network, load_updates
from tqcheck.quality.interaction import start_from
from tqcheck.training.qe.export import export

LAYERS, HIDDEN, INTERMEDIATE, RANK = 3, 64, 128, 8


@pytest.fixture
def model() -> Any:
    """A small encoder with random weights."""
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=50, hidden_size=HIDDEN, num_hidden_layers=LAYERS + 2, num_attention_heads=4, intermediate_size=INTERMEDIATE
    )  # fmt: skip  # type: ignore[call-arg]
    return BertModel(config, add_pooling_layer=False).eval().requires_grad_(False)


@pytest.fixture
def updates() -> LowRank:
    """Updates that have learned something."""
    torch.manual_seed(2)
    found = LowRank(LAYERS, HIDDEN, INTERMEDIATE, RANK)
    for name, weight in found.named_parameters():
        if ".up." in name:
            torch.nn.init.normal_(weight, std=0.1)
    return found


def states(model: Any) -> Tensor:
    """The last vectors of a text."""
    found: Tensor = model(input_ids=torch.tensor([[3, 7, 11, 2]])).last_hidden_state
    return found


def test_nothing_changes_at_first(model: Any) -> None:
    """Updates begin at zero."""
    before = states(lower_layers(model, LAYERS))
    attached = LowRank(LAYERS, HIDDEN, INTERMEDIATE, RANK).attached(model)
    assert torch.equal(states(lower_layers(attached, LAYERS)), before)


def test_merged_is_what_was_trained(model: Any, updates: LowRank) -> None:
    """The merged copy computes what the attached updates do; the model it came from is as it was."""
    own = states(model)
    merged, attached = updates.merged(model), updates.attached(model)
    assert torch.equal(states(model), own)
    assert not torch.allclose(states(lower_layers(merged, LAYERS)), states(lower_layers(model, LAYERS)), atol=1e-3)
    assert merged.embeddings is model.embeddings
    assert torch.allclose(states(attached), states(merged), atol=1e-5)


def test_paused(model: Any, updates: LowRank) -> None:
    """Within the pause the layers are the encoder's own, after it they are not."""
    attached = updates.attached(model)
    with updates.paused():
        assert torch.equal(states(attached), states(model))
    assert not torch.allclose(states(attached), states(model), atol=1e-3)


def test_only_updates_learn(model: Any, updates: LowRank) -> None:
    """The encoder's own weights get no gradient."""
    attached = updates.attached(model)
    states(attached).sum().backward()  # type: ignore[no-untyped-call]
    assert all(weight.grad is not None for weight in updates.parameters())
    assert all(weight.grad is None for weight in attached.parameters())


def test_shipped_and_read_again(model: Any, updates: LowRank, tmp_path: Path) -> None:
    """Updates travel in the estimator's folder, 8 bits a weight; a folder without them gives none."""
    network = start_from(model, 2)
    export(network, tmp_path / "with", updates)
    export(network, tmp_path / "without")
    found = load_updates(tmp_path / "with")
    assert found is not None
    assert load_updates(tmp_path / "without") is None
    shipped = states(found.merged(model))
    assert torch.allclose(shipped, states(updates.merged(model)), atol=0.02)
    assert not torch.allclose(shipped, states(model), atol=0.1)
    assert load_network(tmp_path / "with").settings == network.settings
