"""What packing and number types do to the embedded estimator: Spearman with full precision, and pairs a second.

python benchmarks/estimator.py FILE.tsv [--full CHECKPOINT]    # source<TAB>target with a header line

Without the checkpoint of a training run, full precision is the shipped weights in float32.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

from tqcheck.encoder import Encoder, load_encoder
from tqcheck.encoder.packing import pack_q4, pack_q8, unpack_q4, unpack_q8
from tqcheck.evaluate.corpora import read_pairs
from tqcheck.evaluate.qe.metrics import spearman
from tqcheck.quality.embedded import FOLDER, EmbeddedEstimator, load_network
from tqcheck.quality.interaction import Interaction
from tqcheck.quality.reading import FIGURES

ROUNDS = 3
SHOWN = ("effort", "error", "worst_word", "worst_gap", "omitted")


def main() -> None:
    """Print, for each packing, how far its figures rank pairs as full precision does."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--full", type=Path, default=FOLDER)
    arguments.add_argument("--pairs", type=int, default=500)
    options = arguments.parse_args()
    pairs = [pair for pair in read_pairs(options.file) if all(pair)][: options.pairs]
    encoder = load_encoder()
    networks = versions(full_precision(options.full))
    figures = {name: readings(encoder, network, pairs) for name, network in networks.items()}
    print(f"{len(pairs)} pairs; Spearman with full precision")
    print(f"{'':<18}" + "".join(f"{name:>12}" for name in SHOWN))
    for name, rows in figures.items():
        values = [agreement(column(rows, shown), column(figures["float32"], shown)) for shown in SHOWN]
        print(f"{name:<18}" + "".join(f"{value:12.4f}" for value in values))
    seconds = {name: timed(encoder, network, pairs) for name, network in networks.items()}
    for name, value in seconds.items():
        print(f"{name:<18}{len(pairs) / value:8.0f} pairs/s {seconds['float32'] / value:8.2f} x float32")


def full_precision(folder: Path) -> Interaction:
    """A training run's checkpoint, or the shipped weights, in float32."""
    if (folder / "config.json").exists():
        return load_network(folder).float()
    network = Interaction()
    network.load_state_dict(load_file(folder / "model.safetensors"))
    return network.eval().requires_grad_(False)


def versions(network: Interaction) -> dict[str, Interaction]:
    """The network in each packing."""
    found = {"float32": network}
    for name, bits, kind in (
        ("bfloat16", 0, torch.bfloat16), ("8 bits", 8, torch.float32), ("8 bits, bfloat16", 8, torch.bfloat16),
        ("4 bits", 4, torch.float32),
    ):  # fmt: skip
        copy = Interaction(**network.settings)
        copy.load_state_dict({key: rounded(value, bits) for key, value in network.state_dict().items()})
        found[name] = copy.eval().requires_grad_(False).to(kind)
    return found


def rounded(value: torch.Tensor, bits: int) -> torch.Tensor:
    """A tensor as it comes back from a packing; small ones are not packed."""
    if value.dim() != 2 or value.numel() < 4096 or not bits:
        return value
    if bits == 8:
        return unpack_q8(*pack_q8(value))
    return unpack_q4(*pack_q4(value), value.shape[1])


def readings(encoder: Encoder, network: Interaction, pairs: list[tuple[str, str]]) -> list[tuple[float, ...]]:
    """The figures of each pair."""
    return [reading.figures for reading in EmbeddedEstimator(encoder, network=network).read(pairs)]


def column(rows: list[tuple[float, ...]], name: str) -> np.ndarray:
    """One figure of all pairs."""
    return np.array([row[FIGURES.index(name)] for row in rows])


def agreement(one: np.ndarray, other: np.ndarray) -> float:
    """Spearman's correlation."""
    return float(spearman(one, other, np.ones((1, len(one))))[0])


def timed(encoder: Encoder, network: Interaction, pairs: list[tuple[str, str]]) -> float:
    """Median seconds of reading the pairs, the encoder's work included."""
    estimator = EmbeddedEstimator(encoder, network=network)
    taken = []
    for _ in range(ROUNDS):
        encoder.forget()
        start = time.perf_counter()
        estimator.read(pairs)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
