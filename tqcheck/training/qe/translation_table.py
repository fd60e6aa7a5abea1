"""Learns the translation table: IBM model 1 by expectation maximisation over lemmas, in numpy."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.evaluate.corpora import read_pairs, read_rows
from tqcheck.quality.translations import FILE, LANGS, NULL, STEP, lemmas
from tqcheck.quality.word_list import pack_logs, pack_words

if TYPE_CHECKING:
    import numpy as np

PAIRS: Mapping[str, int] = {
    "news/train.tsv": 10_000,
    "parallel/tatoeba_anki.tsv.gz": 90_000,
    "parallel/canada_laws.tsv.gz": 50_000,
    "parallel/php_docs.tsv.gz": 15_000,
    "parallel/python_docs.tsv.gz": 15_000,
    "parallel/libreoffice_help.tsv.gz": 15_000,
    "parallel/debian_descriptions.tsv.gz": 20_000,
}
"""How many pairs of each corpus are read, beside the post-edits of WCE-LIG train."""

LONGEST, RARE, ROUNDS = 50, 2, 6
KEPT = 0.3
"""Expected count under which a pair of lemmas is left out."""

Pair = tuple[list[str], list[str]]
SHIFT = 20


def learn(data: Path, out: Path, seed: int = 1, say: Callable[[str], None] = print) -> None:
    """Learn the table from a folder of corpora and write it into an estimator's folder."""
    from safetensors.numpy import save_file

    pairs = read_lemmas(data, seed)
    say(f"translation table: {len(pairs)} pairs")
    save_file(table_of(pairs), out / FILE)


def read_lemmas(data: Path, seed: int) -> list[Pair]:
    """The lemmas of both sides of the pairs that are short enough."""
    rng = random.Random(seed)
    texts: list[tuple[str, str]] = []
    for name, count in PAIRS.items():
        found = [pair for pair in read_pairs(data / name) if all(pair)]
        texts += rng.sample(found, min(count, len(found)))
    texts += [(row["source"], row["post_edit"]) for row in read_rows(data / "wce-lig" / "train.tsv")]
    pairs = ((lemmas(source, LANGS[0]), lemmas(target, LANGS[1])) for source, target in texts)
    return [pair for pair in pairs if all(0 < len(side) <= LONGEST for side in pair)]


def table_of(pairs: Sequence[Pair]) -> dict[str, np.ndarray]:
    """The tensors of the table."""
    import numpy as np

    source, target = (_vocabulary(side) for side in zip(*pairs, strict=True))
    cells, starts = _cells(pairs, source, target)
    found, inverse = np.unique(cells, return_inverse=True)
    probability, expected = _maximised(found & ((1 << SHIFT) - 1), inverse, starts)
    kept = expected > KEPT
    found, probability = found[kept], probability[kept]
    counts = Counter(word for _, side in pairs for word in side)
    return {
        "source": pack_words(source),
        "target": pack_words(target),
        "rows": np.searchsorted(found >> SHIFT, np.arange(len(target) + 1)).astype(np.int32),
        "partners": (found & ((1 << SHIFT) - 1)).astype(np.uint16),
        "bytes": pack_logs(np.log(probability), STEP),
        "counts": np.array([counts[word] for word in target], dtype=np.int32),
    }


def _vocabulary(sides: Iterable[Sequence[str]]) -> list[str]:
    counts = Counter(word for side in sides for word in side)
    return [word for word, count in counts.most_common((1 << 16) - 2) if count >= RARE]


def _cells(pairs: Sequence[Pair], source: Sequence[str], target: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """For every target word of every pair the cells it shares with the source's words and with none.

    Cells (cells,) are ``target << SHIFT | source``; starts (target words,) are where each word's cells begin.
    """
    import numpy as np

    left = {word: number for number, word in enumerate(source, NULL + 1)}
    right = {word: number for number, word in enumerate(target)}
    parts, sizes = [], []
    for one, other in pairs:
        near = np.array([NULL, *(left[word] for word in one if word in left)], dtype=np.int64)
        far = np.array([right[word] for word in other if word in right], dtype=np.int64)
        parts.append(((far[:, None] << SHIFT) | near).ravel())
        sizes.append(np.full(len(far), len(near)))
    size = np.concatenate(sizes)
    return np.concatenate(parts), np.cumsum(size) - size


def _maximised(given: np.ndarray, inverse: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Probability and expected count of every distinct cell; ``given`` is its source word."""
    import numpy as np

    probability: np.ndarray = np.ones(len(given))
    expected: np.ndarray = probability
    spans = np.diff(np.append(starts, len(inverse)))
    for _ in range(ROUNDS):
        share = probability[inverse]
        share /= np.repeat(np.add.reduceat(share, starts), spans)
        expected = np.bincount(inverse, share, len(given))
        probability = expected / np.bincount(given, expected)[given]
    return probability, expected
