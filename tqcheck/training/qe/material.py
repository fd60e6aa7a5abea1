"""Clean sentence pairs that errors are planted in: which corpora, how long, in which shares."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

from tqcheck.evaluate.corpora import read_pairs

SHARES: Mapping[str, float] = {
    "news/train.tsv": 0.45,
    "parallel/tatoeba_anki.tsv.gz": 0.17,
    "parallel/canada_laws.tsv.gz": 0.13,
    "parallel/php_docs.tsv.gz": 0.06,
    "parallel/python_docs.tsv.gz": 0.06,
    "parallel/libreoffice_help.tsv.gz": 0.06,
    "parallel/debian_descriptions.tsv.gz": 0.07,
}
"""Share of the samples from each corpus; those whose licence does not allow shipping what is learned are not here."""

LONGEST = 60
"""Words on a side at most."""

RATIO = 2.2
"""Pairs with one side this many times as long as the other, beyond a few words, are taken for misaligned."""

Pair = tuple[str, str]


def usable(pair: Pair) -> bool:
    """Whether a pair is long enough, short enough and plausibly a translation."""
    source, target = len(pair[0].split()), len(pair[1].split())
    if not source or not target or max(source, target) > LONGEST or pair[0] == pair[1]:
        return False
    return max(source, target) <= RATIO * min(source, target) + 4


class Material:
    """Clean pairs by corpus, sampled by share."""

    def __init__(self, data: Path, shares: Mapping[str, float] = SHARES) -> None:
        self.corpora = {name: [p for p in read_pairs(data / name) if usable(p)] for name in shares}
        self.names = list(shares)
        self.weights = list(shares.values())

    def draw(self, rng: random.Random) -> Pair:
        """One pair."""
        return rng.choice(self.corpora[rng.choices(self.names, self.weights)[0]])


def bucketed(lengths: list[int], budget: int, rng: random.Random) -> list[list[int]]:
    """Indices in batches of like length, each of at most ``budget`` padded units, in random order."""
    order = sorted(range(len(lengths)), key=lambda index: lengths[index])
    batches: list[list[int]] = []
    batch: list[int] = []
    for index in order:
        if batch and (len(batch) + 1) * lengths[index] > budget:
            batches.append(batch)
            batch = []
        batch.append(index)
    batches.append(batch)
    rng.shuffle(batches)
    return batches
