"""What packing, number types and engines do to the embedded estimator: Spearman with full precision, pairs a second.

python benchmarks/estimator.py FILE.tsv [--full CHECKPOINT]    # source<TAB>target with a header line

Without the checkpoint of a training run, full precision is the shipped weights in float32. Where onnx, onnxscript and
onnxruntime are installed, the joint layers run in ONNX Runtime too.
"""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from onnx_layers import OnnxNetwork
from safetensors.torch import load_file

from tqcheck.encoder import Encoder, load_encoder
from tqcheck.encoder.low_rank import LowRank
from tqcheck.encoder.packing import pack_q4, pack_q8, unpack_q4, unpack_q8
from tqcheck.evaluate.corpora import read_pairs
from tqcheck.evaluate.qe.metrics import spearman
from tqcheck.quality.embedded import FOLDER, UPDATES, EmbeddedEstimator, load_network, load_updates
from tqcheck.quality.interaction import Interaction
from tqcheck.quality.reading import FIGURES

ROUNDS = 3
SHOWN = ("effort", "error", "worst_word", "worst_gap", "omitted")
FULL, HALF = "float32", "bfloat16"
ENGINE = ("onnx", "onnxscript", "onnxruntime")

Pair = tuple[str, str]


def main() -> None:
    """Print how each version ranks pairs beside full precision, then how fast number types and engines are."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--full", type=Path, default=FOLDER)
    arguments.add_argument("--pairs", type=int, default=500)
    arguments.add_argument("--words", type=int, default=25, help="words a side of the pairs that are timed")
    options = arguments.parse_args()
    pairs = [pair for pair in read_pairs(options.file) if all(pair)]
    network, updates = full_precision(options.full)
    bench = Bench(load_encoder(), versions(network), updates)
    for line in bench.agreement(pairs[: options.pairs]):
        print(line)
    timed = of_length(pairs, options.words)[: options.pairs]
    for line in bench.speed(timed):
        print(line)
    for line in bench.engine(timed):
        print(line)


def of_length(pairs: Sequence[Pair], words: int) -> list[Pair]:
    """The pairs, those first whose sides have nearly so many words."""
    return sorted(pairs, key=lambda pair: sum(abs(len(side.split()) - words) for side in pair))


def full_precision(folder: Path) -> tuple[Interaction, LowRank | None]:
    """The network and the updates below it from a training run's checkpoint, or as they ship, in float32."""
    if (folder / "config.json").exists():
        return load_network(folder).float(), load_updates(folder)
    state = load_file(folder / "model.safetensors")
    joint = {name.removeprefix("joint."): value for name, value in state.items() if name.startswith("joint.")}
    network = Interaction(layers=1 + max(int(name.split(".")[3]) for name in joint if ".layer." in name))
    network.load_state_dict(joint)
    learned = {name.removeprefix(UPDATES): value for name, value in state.items() if name.startswith(UPDATES)}
    return network.eval().requires_grad_(False), LowRank.of(learned) if learned else None


def versions(network: Interaction) -> dict[str, Interaction]:
    """The network in each packing."""
    found = {FULL: network}
    for name, bits, kind in (
        (HALF, 0, torch.bfloat16), ("8 bits", 8, torch.float32), ("8 bits, bfloat16", 8, torch.bfloat16),
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


class Bench:
    """Versions of the network, each behind the encoder in the same number type."""

    def __init__(self, encoder: Encoder, networks: Mapping[str, Interaction], updates: LowRank | None) -> None:
        self.encoder, self.networks, self.updates = encoder, networks, updates

    def estimator(self, network: Interaction | OnnxNetwork) -> EmbeddedEstimator:
        """An estimator of which nothing is remembered yet."""
        number = next(parameter.dtype for parameter in network.parameters())
        self.encoder.model.to(number)
        self.encoder.forget()
        return EmbeddedEstimator(self.encoder, network=network, updates=self.updates)  # type: ignore[arg-type]

    def readings(self, network: Interaction | OnnxNetwork, pairs: Sequence[Pair]) -> np.ndarray:
        """The figures of each pair and, last, its score: (pairs, figures + 1)."""
        estimator = self.estimator(network)
        return np.array([(*r.figures, estimator.calibration.score(*r.figures)) for r in estimator.read(pairs)])

    def agreement(self, pairs: Sequence[Pair]) -> Iterator[str]:
        """A table of Spearman's correlations with full precision."""
        rows = {name: self.readings(network, pairs) for name, network in self.networks.items()}
        yield f"{len(pairs)} pairs; Spearman with full precision"
        yield f"{'':<22}" + "".join(f"{name:>12}" for name in (*SHOWN, "score"))
        for name, found in rows.items():
            yield f"{name:<22}" + "".join(f"{value:12.4f}" for value in correlations(found, rows[FULL]))

    def speed(self, pairs: Sequence[Pair]) -> Iterator[str]:
        """Pairs a second in either number type, the encoder's work included."""
        mean = statistics.mean(len(side.split()) for pair in pairs for side in pair)
        yield f"{len(pairs)} pairs of {mean:.1f} words a side; encoder and joint layers"
        seconds = {name: self.whole(self.networks[name], pairs) for name in (FULL, HALF)}
        for name, value in seconds.items():
            yield f"{name:<22}{len(pairs) / value:8.1f} pairs/s {seconds[FULL] / value:8.2f} x {FULL}"

    def engine(self, pairs: Sequence[Pair]) -> Iterator[str]:
        """The joint layers in ONNX Runtime beside torch, in float32 on the same vectors."""
        missing = [name for name in ENGINE if importlib.util.find_spec(name) is None]
        if missing:
            yield f"ONNX Runtime: not measured, for want of {', '.join(missing)}"
            return
        with tempfile.TemporaryDirectory() as folder:
            network = OnnxNetwork(self.networks[FULL], Path(folder) / "joint.onnx")
            rows = [self.readings(one, pairs) for one in (self.networks[FULL], network)]
            torch_seconds, onnx_seconds = (self.joint(one, pairs) for one in (self.networks[FULL], network))
        yield f"ONNX Runtime, joint layers alone: {torch_seconds / onnx_seconds:.2f} x the speed of torch in {FULL}"
        yield f"{'ONNX Runtime':<22}" + "".join(f"{value:12.4f}" for value in correlations(rows[1], rows[0]))

    def whole(self, network: Interaction, pairs: Sequence[Pair]) -> float:
        """Seconds of reading the pairs, from their texts on."""
        return timed(lambda: self.estimator(network).read(pairs))

    def joint(self, network: Interaction | OnnxNetwork, pairs: Sequence[Pair]) -> float:
        """Seconds of reading the pairs where the encoder's vectors are remembered."""
        estimator = self.estimator(network)
        estimator.read(pairs)
        return timed(lambda: estimator.read(pairs))


def correlations(rows: np.ndarray, others: np.ndarray) -> list[float]:
    """Spearman's correlation of each figure that is shown, and of the score."""
    columns = [*(FIGURES.index(name) for name in SHOWN), -1]
    ones = np.ones((1, len(rows)))
    return [float(spearman(rows[:, column], others[:, column], ones)[0]) for column in columns]


def timed(action: Callable[[], object]) -> float:
    """Median seconds of an action."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
