"""Speed of the parts on this machine, as ratios to the encoder alone, measured in one run.

python benchmarks/speed.py FILE.tsv     # source<TAB>target with a header line, 500 pairs are enough
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import torch

from tqcheck.check import Material, examine_beads
from tqcheck.encoder import Encoder, load_encoder
from tqcheck.encoder import encoder as encoder_module
from tqcheck.evaluate.alarms import pairs_as_beads
from tqcheck.evaluate.corpora import read_pairs
from tqcheck.quality import load_estimator
from tqcheck.rules import all_rules
from tqcheck.types import Bead

ROUNDS = 3


def main() -> None:
    """Time each part in turn, round after round, and print medians."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("file")
    arguments.add_argument("--pairs", type=int, default=500)
    options = arguments.parse_args()
    beads = tuple(pairs_as_beads(read_pairs(options.file)[: options.pairs]))
    encoder = load_encoder()
    parts = parts_of(encoder, beads)
    times: dict[str, list[float]] = {name: [] for name in parts}
    for part in parts.values():
        part()
    for _ in range(ROUNDS):
        for name, part in parts.items():
            start = time.perf_counter()
            part()
            times[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(values) for name, values in times.items()}
    base = medians["encode, float32"]
    print(f"{len(beads)} pairs, {torch.get_num_threads()} threads, {ROUNDS} rounds, medians")
    for name, value in medians.items():
        print(f"{name:<24} {len(beads) / value:8.0f} pairs/s   {base / value:6.2f} x encode, float32")


def parts_of(encoder: Encoder, beads: tuple[Bead, ...]) -> dict[str, Callable[[], object]]:
    """The parts by name; each forgets what the encoder remembers, so that it does its whole work."""
    texts = [text for bead in beads for text in (bead.source.text, bead.target.text)]
    estimator = load_estimator(None, encoder, ("fr", "en"))
    material = Material("", "", ("fr", "en"), beads, ())
    native = encoder.model.dtype

    def forget() -> None:
        encoder._cache.clear()

    def encode(dtype: torch.dtype) -> None:
        encoder.model.to(dtype)
        encoder.sentences(texts)
        encoder.model.to(native)

    def score() -> None:
        forget()
        estimator.estimate(beads)

    def rules() -> None:
        encoder_module.CACHED_TEXTS = len(texts)
        encoder.encode(texts)
        examine_beads(material, all_rules(), encoder, [None] * len(beads), 1.0)

    return {
        "encode, float32": lambda: encode(torch.float32),
        "encode, bfloat16": lambda: encode(torch.bfloat16),
        "score": score,
        "rules, texts encoded": rules,
    }


if __name__ == "__main__":
    main()
