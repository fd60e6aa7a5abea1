"""DEMETR: good translations into English against the same with one error, and whether the planted error is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from tqcheck.evaluate.qe.bootstrap import Bootstrap
from tqcheck.evaluate.qe.diff import difference
from tqcheck.evaluate.qe.figures import Figure, Note
from tqcheck.evaluate.qe.gender import won
from tqcheck.evaluate.qe.places import beside, gap_at, most_suspect_right, share_right
from tqcheck.evaluate.qe.readers import Perturbed, read_demetr
from tqcheck.evaluate.qe.session import Session
from tqcheck.text.tokens import tokenize
from tqcheck.types import Estimate

CORPUS = "demetr"
FILES = {"es": "spanish.jsonl", "it": "italian.jsonl"}
KINDS = range(1, 33)
"""Kinds 34 and 35 are no planted errors: another sentence's translation, and a human translation."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one minimal pair: the order of the two, and the places of the error against the suspect ones.

    A hit is None where the kind of place does not apply, else the share of the most suspect places (there may be
    ties) that are right. ``chance`` is the hit of an estimator that suspects every word alike.
    """

    item: Perturbed
    order: float
    word: float | None = None
    beside: float | None = None
    chance: float | None = None
    gap: float | None = None
    either: float | None = None


def measure(folder: Path, session: Session) -> Iterator[Figure | Note]:
    """Accuracy by kind, and the hits of the most suspect word or gap; all errors in one sentence are a group."""
    outcomes: list[Outcome] = []
    for lang, name in FILES.items():
        if (folder / "demetr" / name).is_file():
            outcomes.extend(_outcomes(folder / "demetr" / name, lang, session))
    bootstrap = session.bootstrap([outcome.item.base for outcome in outcomes])
    yield Note(CORPUS, "hand-checked pairs only, without kind 33; a tie counts half")
    yield from _orders(outcomes, bootstrap)
    yield from _hits(outcomes, bootstrap)


def _outcomes(path: Path, lang: str, session: Session) -> list[Outcome]:
    items = session.thin(read_demetr(path), lambda item: item.base)
    title = f"DEMETR {path.stem}"
    pairs = [(item.source, text) for item in items for text in (item.good, item.perturbed)]
    estimates = session.estimates(title, pairs, (lang, "en"))
    return [outcome(*row) for row in zip(items, estimates[::2], estimates[1::2], strict=True)]


def outcome(item: Perturbed, good: Estimate, perturbed: Estimate) -> Outcome:
    """What the two estimates say of a minimal pair."""
    order = float(won([good.score], [perturbed.score])[0])
    if item.kind not in KINDS or not perturbed.words:
        return Outcome(item, order)
    words, gaps = right_places(item, perturbed)
    right = frozenset(beside(gaps)) | words
    suspects = [word.p_bad for word in perturbed.words]
    hit = share_right(suspects, right)
    return Outcome(
        item,
        order,
        word=hit if words else None,
        beside=hit if gaps and not words else None,
        chance=sum(place in right for place in range(len(suspects))) / len(suspects) if right else None,
        gap=share_right(perturbed.gaps, gaps) if gaps and perturbed.gaps else None,
        either=most_suspect_right(perturbed, words, gaps) if right and perturbed.gaps else None,
    )


def right_places(item: Perturbed, estimate: Estimate) -> tuple[frozenset[int], frozenset[int]]:
    """Indices of the estimate's words that were changed, and of its gaps where words were taken out.

    A change that touches no word of the estimate (a mark was added) stands in the gap between two words.
    """
    original, altered = tokenize(item.good, "en"), tokenize(item.perturbed, "en")
    changes = difference(
        [item.good[s.start : s.end] for s in original], [item.perturbed[s.start : s.end] for s in altered]
    )
    words, gaps = set(), set()
    for place in changes.changed:
        touched = [i for i, word in enumerate(estimate.words) if word.span.overlaps(altered[place])]
        words.update(touched)
        if not touched:
            gaps.add(gap_at(estimate, altered[place].start))
    for place in changes.gaps:
        gaps.add(gap_at(estimate, altered[place].start if place < len(altered) else len(item.perturbed)))
    return frozenset(words), frozenset(gaps)


def _orders(outcomes: Sequence[Outcome], bootstrap: Bootstrap) -> Iterator[Figure]:
    """Accuracy of the order: macro, by language and by kind, the worst kind first."""
    title = "good above perturbed, macro of kinds 1-32"
    yield _macro(title, outcomes, bootstrap, _order_in)
    for lang in FILES:
        yield _macro(f"{title}, {lang}", outcomes, bootstrap, partial(_order_in, lang=lang))
    yield from _by_kind("good above perturbed", outcomes, bootstrap, lambda o: o.order)


def _order_in(found: Outcome, lang: str | None = None) -> float | None:
    return found.order if found.item.kind in KINDS and lang in (None, found.item.lang) else None


def _hits(outcomes: Sequence[Outcome], bootstrap: Bootstrap) -> Iterator[Figure]:
    """Hits of the most suspect word or gap, and of the words by kind, the worst first."""
    for title, pick in (
        ("most suspect word is a changed one", lambda o: o.word),
        ("most suspect word is beside the gap, nothing but deletions", lambda o: o.beside),
        ("the two together", _word_hit),
        ("the two together, every word suspected alike", lambda o: o.chance),
        ("most suspect gap is where words were taken out", lambda o: o.gap),
        ("most suspect of words and gaps is right", lambda o: o.either),
    ):
        figure = _pooled(title, outcomes, bootstrap, pick)
        if figure.n:
            yield figure
    yield from _by_kind("most suspect word is changed or beside the gap", outcomes, bootstrap, _word_hit)


def _word_hit(found: Outcome) -> float | None:
    return found.beside if found.word is None else found.word


Pick = Callable[[Outcome], "float | None"]


def _pooled(title: str, outcomes: Sequence[Outcome], bootstrap: Bootstrap, pick: Pick, detail: bool = False) -> Figure:
    """The mean over all pairs that a figure applies to."""
    values = [pick(found) for found in outcomes]
    rows = np.array([(0.0, 0.0) if value is None else (value, 1.0) for value in values]).reshape(-1, 2)
    found = bootstrap.measure_sums(rows, lambda sums: _means(sums[:, :1], sums[:, 1:]))
    return Figure(CORPUS, title, int(rows[:, 1].sum()), found, detail=detail)


def _macro(title: str, outcomes: Sequence[Outcome], bootstrap: Bootstrap, pick: Pick) -> Figure:
    """The mean over kinds of the mean over pairs."""
    values = [pick(found) for found in outcomes]
    kinds = sorted({found.item.kind for found in outcomes})
    rows = np.zeros((len(outcomes), 2 * len(kinds)))
    for row, (found, value) in enumerate(zip(outcomes, values, strict=True)):
        if value is not None:
            place = kinds.index(found.item.kind)
            rows[row, [place, len(kinds) + place]] = value, 1.0
    n = int(rows[:, len(kinds) :].sum())
    return Figure(CORPUS, title, n, bootstrap.measure_sums(rows, lambda s: _means(*np.split(s, 2, axis=1))))


def _means(sums: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The mean of the columns' own means, those without a count left out."""
    present = counts > 0
    means = np.where(present, sums / np.where(present, counts, 1.0), 0.0)
    with np.errstate(invalid="ignore"):
        found: np.ndarray = means.sum(1) / present.sum(1)
    return found


def _by_kind(title: str, outcomes: Sequence[Outcome], bootstrap: Bootstrap, pick: Pick) -> Iterator[Figure]:
    """One detail a kind, the lowest first."""
    kinds = sorted({(found.item.kind, found.item.name) for found in outcomes})
    details = []
    for kind, name in kinds:
        chosen = [index for index, found in enumerate(outcomes) if found.item.kind == kind]
        part = [outcomes[index] for index in chosen]
        details.append(_pooled(f"{title}, {kind} {name}", part, bootstrap.select(np.array(chosen)), pick, detail=True))
    yield from sorted((detail for detail in details if detail.n), key=lambda detail: detail.interval.value)
