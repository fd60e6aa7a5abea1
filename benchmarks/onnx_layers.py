"""The estimator's joint layers in ONNX Runtime, to be called in the network's place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn

from tqcheck.quality.interaction import Interaction, Judgement, Pairs

INPUTS = ("source", "source_mask", "target", "target_mask", "centres")


class _Flat(nn.Module):
    """The network with tensors alone as its arguments, as an exporter wants them."""

    def __init__(self, network: Interaction) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, source: Tensor, source_mask: Tensor, target: Tensor, target_mask: Tensor, centres: Tensor
    ) -> tuple[Tensor, ...]:
        """The five logits of :class:`Judgement`."""
        return tuple(self.network(Pairs(source, source_mask, target, target_mask), centres))


class OnnxNetwork:
    """A network in float32, exported to a file and run by ONNX Runtime on the processor."""

    def __init__(self, network: Interaction, path: Path) -> None:
        import onnxruntime

        self.network = network
        _export(network, path)
        self.session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])

    def parameters(self) -> Iterator[nn.Parameter]:
        """Those of the network: they tell device and number type."""
        return self.network.parameters()

    def __call__(self, pairs: Pairs, centres: Tensor) -> Judgement:
        """The logits of a batch."""
        tensors = (pairs.source, pairs.source_mask, pairs.target, pairs.target_mask, centres)
        given = {name: tensor.numpy() for name, tensor in zip(INPUTS, tensors, strict=True)}
        return Judgement(*(torch.from_numpy(value) for value in self.session.run(None, given)))


def _export(network: Interaction, path: Path) -> None:
    hidden = network.settings["hidden"]
    sides = [(torch.randn(3, length, hidden), torch.ones(3, length, dtype=torch.bool)) for length in (7, 9)]
    examples = (*sides[0], *sides[1], torch.randn(2, hidden))
    count = torch.export.Dim("pairs", min=1)
    lengths = [torch.export.Dim(name, min=2) for name in ("source_tokens", "target_tokens")]
    axes = [{0: count, 1: length} for length in lengths for _ in ("vectors", "mask")]
    torch.onnx.export(
        _Flat(network).eval(), examples, path, input_names=INPUTS, dynamic_shapes=(*axes, None), dynamo=True
    )
