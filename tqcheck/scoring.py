"""Streams pairs through an estimator: tab-separated lines in, JSON lines out, a few hundred at a time."""

from __future__ import annotations

import contextlib
import itertools
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from tqcheck.quality.protocol import Estimator
from tqcheck.types import Bead, Estimate, Segment, TqcheckError, WordScore

CHUNK = 256
HEADERS = frozenset({"source", "src", "french", "fr"})


@contextlib.contextmanager
def open_lines(path: str) -> Iterator[IO[bytes]]:
    """The lines of a file, or of standard input for ``-``, as bytes.

    Raises:
        TqcheckError: if the file cannot be opened.
    """
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(path).open("rb") as stream:
            yield stream
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be read ({error.strerror}); name a file of tab-separated pairs") from error


def estimate_lines(lines: Iterable[bytes], estimator: Estimator, name: str) -> Iterator[str]:
    """One line of JSON for each line of ``source<TAB>target``; a first line that names the columns is skipped.

    Raises:
        TqcheckError: for a line that is not UTF-8 or has no tab, naming the line.
    """
    numbered = enumerate(lines, start=1)
    while chunk := list(itertools.islice(numbered, CHUNK)):
        beads = [bead for number, line in chunk if (bead := _bead(line, number, name)) is not None]
        for bead, estimate in zip(beads, estimator.estimate(beads), strict=True):
            yield json.dumps(estimate_object(estimate or without_counterpart(bead)), ensure_ascii=False)


def _bead(line: bytes, number: int, name: str) -> Bead | None:
    try:
        cells = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        raise TqcheckError(f"{name}: line {number} is not UTF-8 (byte {error.start + 1}); convert the file") from error
    if len(cells) < 2:
        raise TqcheckError(f"{name}: line {number} has no tab between source and target; write one pair a line")
    if number == 1 and cells[0].strip().lower() in HEADERS:
        return None
    source, target = cells[:2]
    return Bead(Segment(source, 0, len(source), number), Segment(target, 0, len(target), number))


def without_counterpart(bead: Bead) -> Estimate:
    """The estimate of a pair with an empty side: nothing is wrong with nothing, all is wrong with half."""
    return Estimate(0.0, 1.0) if bead.source or bead.target else Estimate(1.0, 0.0)


def estimate_object(estimate: Estimate) -> dict[str, object]:
    """An estimate as ``tqcheck score`` prints it; ``gaps`` and ``omitted`` where the estimator looks for omissions."""
    row: dict[str, object] = {
        "score": estimate.score,
        "p_error": estimate.p_error,
        "words": [_word(word) for word in estimate.words],
    }
    if estimate.gaps:
        row["gaps"] = list(estimate.gaps)
        row["omitted"] = [_word(word) for word in estimate.omitted]
    return row


def _word(word: WordScore) -> dict[str, object]:
    return {"start": word.span.start, "end": word.span.end, "text": word.text, "p_bad": word.p_bad}
