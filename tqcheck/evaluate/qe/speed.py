"""Pairs a second of the estimator from text to estimate, beside the encoder alone on the same texts in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from tqcheck.evaluate.alarms import pairs_as_beads
from tqcheck.evaluate.corpora import read_pairs
from tqcheck.evaluate.qe.bootstrap import Interval
from tqcheck.evaluate.qe.figures import Figure, Note
from tqcheck.evaluate.qe.session import Session, Texts

CORPUS = "speed"
ROUNDS = 3
WARM_UP = 32
ROUND_PAIRS = 160
SHORTEST, LONGEST = 20, 30


def measure(folder: Path, session: Session) -> Iterator[Figure | Note]:
    """Medians of three rounds on different pairs, for no text may be remembered; the interval is their range."""
    pairs = [pair for pair in dict.fromkeys(read_pairs(folder / "news" / "dev.tsv")) if all(map(_usual, pair))]
    size = min(ROUND_PAIRS, session.limit or ROUND_PAIRS, (len(pairs) - WARM_UP) // ROUNDS)
    if size < 1:
        yield Note(CORPUS, f"skipped: news/dev.tsv has {len(pairs)} pairs of {SHORTEST} to {LONGEST} words, too few")
        return
    estimator = session.estimator()
    estimator.estimate(pairs_as_beads(pairs[:WARM_UP]))
    rounds = [pairs[WARM_UP + i * size : WARM_UP + (i + 1) * size] for i in range(ROUNDS)]
    yield Note(
        CORPUS, f"{ROUNDS} rounds of {size} pairs, {_mean_words(rounds):.1f} words a side; the interval is the range"
    )
    alone, whole = [], []
    with session.stage("Speed", ROUNDS) as done:
        for chosen in rounds:
            if session.encode:
                alone.append(size / _seconds(partial(session.encode, [text for pair in chosen for text in pair])))
            whole.append(size / _seconds(partial(estimator.estimate, pairs_as_beads(chosen))))
            done(1)
    yield Figure(CORPUS, "pairs a second, end to end", size * ROUNDS, _range(whole))
    if alone:
        yield Figure(CORPUS, "pairs a second, encoding alone", size * ROUNDS, _range(alone))
        ratios = [one / other for one, other in zip(whole, alone, strict=True)]
        yield Figure(CORPUS, "end to end as a share of encoding alone", size * ROUNDS, _range(ratios))


def _usual(text: str) -> bool:
    return SHORTEST <= len(text.split()) <= LONGEST


def _mean_words(rounds: Sequence[Sequence[Texts]]) -> float:
    return float(np.mean([len(text.split()) for chosen in rounds for pair in chosen for text in pair]))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return max(time.perf_counter() - start, 1e-9)


def _range(values: Sequence[float]) -> Interval:
    return Interval(float(np.median(values)), min(values), max(values))
