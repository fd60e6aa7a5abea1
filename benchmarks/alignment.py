"""Measure the aligner: F1 on gold alignments, word alignment error rate, and how time and memory grow with length.

The folder given holds textberg/, novels/, hansards/ and parallel/canada_laws.tsv.gz. ``--growth`` joins law sentences
into documents of several lengths; each runs in a process of its own, so that its peak memory is its own.
``--stand-in`` replaces the encoder by made-up vectors there, which leaves the aligner's own cost.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import multiprocessing
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tqcheck.align import align
from tqcheck.align.scoring import score_links, score_many
from tqcheck.align.words import align_words, language_mean
from tqcheck.encoder import Encoding, load_encoder
from tqcheck.training.gold_alignments import gold_documents
from tqcheck.types import Segment, Span

#: Every so many sentences one is left out of the target.
LEFT_OUT = 37


class StandIn:
    """Vectors made up from a sentence's number: a pair of translations has the same, a little noise apart."""

    name = "stand-in"

    def __init__(self, numbers: dict[str, int], tokens: int = 25, size: int = 384) -> None:
        self.numbers, self.shape = numbers, (tokens, size)

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> list[Encoding]:
        """Vectors of each text."""
        return [self._encode(text) for text in texts]

    def _encode(self, text: str) -> Encoding:
        made = np.random.default_rng(self.numbers.get(text, 0)).standard_normal(self.shape, dtype=np.float32)
        noise = np.random.default_rng(len(text)).standard_normal(self.shape, dtype=np.float32)
        tokens = made + noise / 2
        sentence = tokens.mean(axis=0)
        return Encoding(sentence / np.linalg.norm(sentence), tokens, np.zeros((len(tokens), 2), dtype=np.int64))


def accuracy(corpora: Path) -> None:
    """F1 on every development set, and sentences a second, encoding included."""
    encoder = load_encoder()
    scored = []
    print(f"{'':<32} sentences  strict F1  lax F1  confidence  a second")
    for document in gold_documents(corpora):
        start = time.perf_counter()
        found = align(document.source, document.target, encoder)
        taken = time.perf_counter() - start
        scores = score_links(document.gold, found.links, linked_only=document.linked_only)
        size = len(document.source) + len(document.target)
        print(
            f"{document.name:<32} {size:>9} {scores.strict.f1:>10.3f} {scores.lax.f1:>7.3f} "
            f"{found.confidence:>11.3f} {size / taken:>9.0f}",
            flush=True,
        )
        if document.linked_only:
            scored.append((document.gold, found.links))
    together = score_many(scored, linked_only=True)
    print(f"{'the novels together':<32} {'':>9} {together.strict.f1:>10.3f} {together.lax.f1:>7.3f}")


def word_error_rate(folder: Path) -> None:
    """Alignment error rate on hand-aligned sentence pairs, words counted from 1, ``-`` sure and ``p`` possible."""
    encoder = load_encoder()
    pairs = [line.split("|||") for line in (folder / "dev.src-tgt").read_text(encoding="utf-8").splitlines()]
    gold = [line.split() for line in (folder / "dev.gold").read_text(encoding="utf-8").splitlines()]
    left, right = ([pair[side] for pair in pairs] for side in (0, 1))
    encoded = encoder.encode(left), encoder.encode(right)
    means = language_mean(encoded[0]), language_mean(encoded[1])
    found = sure = right_sure = right_possible = 0
    for a, b, x, y, marks in zip(left, right, *encoded, gold, strict=True):
        links = {(i + 1, j + 1) for i, j in align_words(x, y, _words(a), _words(b), means).links}
        wanted = {_numbers(mark) for mark in marks if "-" in mark}
        possible = wanted | {_numbers(mark) for mark in marks}
        found += len(links)
        sure += len(wanted)
        right_sure += len(links & wanted)
        right_possible += len(links & possible)
    print(
        f"word alignment, {len(pairs)} pairs: AER {1 - (right_sure + right_possible) / (found + sure):.4f}, "
        f"precision {right_possible / found:.3f}, recall {right_sure / sure:.3f}"
    )


def _words(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"\S+", text)]


def _numbers(mark: str) -> tuple[int, int]:
    first, second = re.split(r"[-p]", mark)
    return int(first), int(second)


def law_pairs(corpora: Path, count: int) -> list[tuple[str, str]]:
    """So many sentence pairs in order, no sentence twice; from the start again where the corpus ends."""
    with gzip.open(corpora / "parallel" / "canada_laws.tsv.gz", "rt", encoding="utf-8") as lines:
        next(lines)
        by_source = {source: (source, target) for source, target in _pairs(lines)}
    pairs = list({target: (source, target) for source, target in by_source.values()}.values())
    return list(itertools.islice(itertools.cycle(pairs), count))


def _pairs(lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        source, target = line.rstrip("\n").split("\t")[:2]
        yield source, target


def run_length(corpora: Path, count: int, stand_in: bool) -> None:
    """Align one long document and print what it took."""
    import resource

    pairs = law_pairs(corpora, count)
    kept = [place for place in range(count) if place % LEFT_OUT]
    source = [Segment(pair[0]) for pair in pairs]
    target = [Segment(pairs[place][1]) for place in kept]
    numbers = {text: place for place, pair in enumerate(pairs) for text in pair}
    encoder: Any = StandIn(numbers) if stand_in else load_encoder()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    found = align(source, target, encoder)
    taken = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    links = {(link.source, link.target) for link in found.links}
    right = sum(((place,), (new,)) in links for new, place in enumerate(kept)) / len(kept)
    size = len(source) + len(target)
    print(
        f"{count:>9} {taken:>9.1f} s {size / taken:>8.0f} a second {before:>7.0f} MB before {peak:>7.0f} MB at most "
        f"{right:>7.4f} of the pairs found",
        flush=True,
    )


def main() -> None:
    """Read the command line and run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--growth", action="store_true", help="only time and memory for 1,000 and 10,000 sentences")
    parser.add_argument("--hundred-thousand", action="store_true", help="100,000 sentences a side as well")
    parser.add_argument("--stand-in", action="store_true", help="made-up vectors for --growth")
    options = parser.parse_args()
    if options.growth or options.hundred_thousand:
        print(f"sentences a side, {'made-up vectors' if options.stand_in else 'the embedded encoder'}")
        for count in [1000, 10000, *([100000] if options.hundred_thousand else [])]:
            child = multiprocessing.get_context("spawn").Process(
                target=run_length, args=(options.corpora, count, options.stand_in)
            )
            child.start()
            child.join()
        return
    accuracy(options.corpora)
    word_error_rate(options.corpora / "hansards")


if __name__ == "__main__":
    main()
