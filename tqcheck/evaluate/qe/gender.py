"""MT-GenEval: the translation with the right gender against the same with the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from tqcheck.evaluate.qe import metrics
from tqcheck.evaluate.qe.figures import Figure, Note
from tqcheck.evaluate.qe.readers import read_geneval
from tqcheck.evaluate.qe.session import Session

CORPUS = "gender"


def measure(folder: Path, session: Session) -> Iterator[Figure | Note]:
    """Share of pairings whose right translation scores above the counterfactual; a tie counts half."""
    pairings = session.thin(list(read_geneval(folder / "mt-geneval" / "dev.tsv")), lambda pairing: pairing.sentence)
    right = session.estimates("MT-GenEval", [(p.source, p.right) for p in pairings])
    wrong = session.estimates("MT-GenEval", [(p.source, p.wrong) for p in pairings])
    bootstrap = session.bootstrap([pairing.sentence for pairing in pairings])
    for name in ("score", "p_error"):
        sign = 1 if name == "score" else -1
        above = won([sign * getattr(e, name) for e in right], [sign * getattr(e, name) for e in wrong])
        found = bootstrap.measure(partial(metrics.mean, above))
        yield Figure(CORPUS, f"right gender above the counterfactual by {name}", len(pairings), found)


def won(better: list[float], worse: list[float]) -> np.ndarray:
    """1 where the better one is above, 0.5 at a tie, else 0."""
    return (np.sign(np.array(better) - np.array(worse)) + 1) / 2
