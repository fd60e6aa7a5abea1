"""Labelled examples: a source with one or more translations of it, each with what is known to be wrong."""

from __future__ import annotations

import difflib
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tqcheck.evaluate.corpora import read_rows
from tqcheck.evaluate.qe.bio_mqm import TRAINED, Annotated, in_half, read_bio_mqm
from tqcheck.evaluate.qe.wce import Edited, edited_segments, learn_case
from tqcheck.text.tokens import normalise, tokenize
from tqcheck.training.errors import corrupt
from tqcheck.training.errors.paraphrase import paraphrase
from tqcheck.training.errors.types import Corrupted
from tqcheck.training.qe.material import Material, Pair
from tqcheck.training.qe.neighbours import Neighbours
from tqcheck.types import Severity, Span

EVENNESS = 0.5
"""How far the weights of the planted kinds are drawn together."""

MINOR_ERROR = 0.3
"""What is wanted of the error head where there are minor errors only."""

WORSE = 2
"""Translations with planted errors beside each clean one."""

HEAVY_EFFORT = 0.5
LIGHT_EFFORT = 0.1


@dataclass(frozen=True, slots=True)
class Example:
    """One translation and its labels; None where a label is not known.

    ``bad`` are wrong characters of the target, ``gaps`` places where something is missing, ``effort`` the share of
    words a post-editor changes, ``error`` the probability of a major error, ``dropped`` the characters of the first
    translation of the group that this one lacks.
    """

    target: str
    bad: tuple[Span, ...] | None = ()
    gaps: tuple[int, ...] | None = ()
    effort: float | None = None
    error: float | None = None
    dropped: tuple[Span, ...] | None = None
    all_bad: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A source and translations of it; where ``ranked``, the first is better than each of the others."""

    source: str
    examples: tuple[Example, ...]
    ranked: bool = True


def clean(target: str, effort: float | None = None) -> Example:
    """A translation without errors."""
    return Example(target, effort=effort, error=0.0, dropped=())


def planted(good: str, corrupted: Corrupted) -> Example:
    """A translation with planted errors."""
    major = any(error.severity.rank >= Severity.MAJOR.rank for error in corrupted.errors)
    gaps = tuple(error.span.start for error in corrupted.errors if error.span.start == error.span.end)
    return Example(
        corrupted.target,
        bad=tuple(error.span for error in corrupted.errors if error.span.start < error.span.end),
        gaps=gaps,
        error=1.0 if major else MINOR_ERROR,
        dropped=deleted(good, corrupted.target) if gaps else None,
    )


def deleted(good: str, worse: str) -> tuple[Span, ...]:
    """The stretches of words of the good translation that the worse one lacks altogether."""
    left, right = tokenize(good, "en"), tokenize(worse, "en")
    matcher = difflib.SequenceMatcher(
        None, [good[s.start : s.end] for s in left], [worse[s.start : s.end] for s in right], autojunk=False
    )
    found = [(i, j) for tag, i, j, k, m in matcher.get_opcodes() if tag == "delete"]
    return tuple(Span(left[i].start, left[j - 1].end) for i, j in found)


def mismatched(target: str) -> Example:
    """A translation of something else."""
    return Example(target, error=1.0, effort=1.0, all_bad=True, gaps=None)


def edited(row: Edited) -> Example:
    """A real translation with the labels of its post-edit."""
    bad = tuple(span for span, wrong in zip(row.words, row.bad, strict=True) if wrong)
    error = 1.0 if row.hter >= HEAVY_EFFORT else 0.0 if row.hter <= LIGHT_EFFORT else None
    return Example(row.target, bad=bad, gaps=missing(row), effort=min(1.0, row.hter), error=error)


def missing(row: Edited) -> tuple[int, ...]:
    """Where the post-editor put in words without taking any away."""
    from rapidfuzz.distance import Levenshtein

    gold = [normalise(row.reference[s.start : s.end]).lower() for s in tokenize(row.reference, "en")]
    mine = [normalise(row.target[s.start : s.end]).lower() for s in row.words]
    places = {op.src_pos for op in Levenshtein.editops(mine, gold) if op.tag == "insert"}
    end = len(row.target)
    return tuple(row.words[place].start if place < len(row.words) else end for place in sorted(places))


def post_edited(folder: Path, name: str = "train.tsv") -> list[Group]:
    """WCE-LIG: the post-edit as the clean translation and the three systems'."""
    rows = read_rows(folder / "wce-lig" / name)
    case = learn_case(
        row[key] for row in read_rows(folder / "wce-lig" / "train.tsv") for key in ("google", "bing", "post_edit")
    )
    systems = edited_segments(rows, case)
    by_source: dict[tuple[str, str], list[Edited]] = {}
    for row in systems:
        by_source.setdefault((row.source, row.reference), []).append(row)
    return [
        Group(source, (clean(reference, 0.0), *map(edited, found)), ranked=False)
        for (source, reference), found in by_source.items()
    ]


def annotated(folder: Path, half: int = TRAINED) -> list[tuple[Group, ...]]:
    """bio-MQM: for each source of one half of the documents, its translations in twos, the better one first."""
    by_source: dict[str, list[Annotated]] = {}
    for segment in in_half(read_bio_mqm(folder / "bio-mqm" / "dev.jsonl"), half):
        by_source.setdefault(segment.source, []).append(segment)
    return [tuple(_ranked(source, found)) for source, found in by_source.items() if len(found) > 1]


def _ranked(source: str, found: Sequence[Annotated]) -> Iterable[Group]:
    ordered = sorted(found, key=lambda segment: segment.penalty)
    for better, worse in zip(ordered, reversed(ordered), strict=True):
        if better.penalty <= worse.penalty:
            yield Group(source, (_marked(better), _marked(worse)), ranked=better.penalty < worse.penalty)


def _marked(segment: Annotated) -> Example:
    """A translation with what a professional marked; what is missing is not among the marks."""
    error = 1.0 if segment.major else MINOR_ERROR if segment.errors else 0.0
    return Example(segment.target, bad=segment.marked, gaps=None, error=error, dropped=None)


@dataclass(frozen=True, slots=True)
class Mixture:
    """Shares of the kinds of groups."""

    planted: float = 0.50
    substituted: float = 0.12
    neighbour: float = 0.12
    post_edited: float = 0.22
    annotated: float = 0.0
    written: float = 0.0
    graded: float = 0.0
    mismatched: float = 0.02
    clean: float = 0.06


class Examples:
    """Draws groups of examples."""

    def __init__(
        self,
        material: Material,
        real: Sequence[Group],
        mixture: Mixture,
        pool: Sequence[tuple[Pair, Corrupted]] = (),
        neighbours: Neighbours | None = None,
        marked: Sequence[Sequence[Group]] = (),
        written: Sequence[Group] = (),
        graded: Sequence[Group] = (),
    ) -> None:
        self.material, self.real, self.pool, self.neighbours = material, real, pool, neighbours
        self.marked, self.written, self.graded = marked, written, graded
        self.kinds: list[tuple[Callable[[random.Random], Group], float]] = [
            (self.planted_group, mixture.planted),
            (self.substituted_group, mixture.substituted if pool else 0.0),
            (self.neighbour_group, mixture.neighbour if neighbours else 0.0),
            (self.real_group, mixture.post_edited if real else 0.0),
            (self.marked_group, mixture.annotated if marked else 0.0),
            (self.written_group, mixture.written if written else 0.0),
            (self.graded_group, mixture.graded if graded else 0.0),
            (self.mismatched_group, mixture.mismatched),
            (self.clean_group, mixture.clean),
        ]

    def draw(self, rng: random.Random) -> Group:
        """One group."""
        makers, weights = zip(*self.kinds, strict=True)
        return rng.choices(makers, weights)[0](rng)

    def planted_group(self, rng: random.Random) -> Group:
        """A clean translation, sometimes paraphrased, and two worse ones, each with one to three errors."""
        source, target = self.material.draw(rng)
        worse: list[Example] = []
        for _ in range(WORSE):
            count = rng.choices((1, 2, 3), (0.7, 0.2, 0.1))[0]
            corrupted = corrupt(source, target, rng, count, evenness=EVENNESS)
            if corrupted and corrupted.target not in [example.target for example in worse]:
                worse.append(planted(target, corrupted))
        return Group(source, (self._clean(source, target, rng), *worse))

    def _clean(self, source: str, target: str, rng: random.Random) -> Example:
        other = paraphrase(source, target, rng) if rng.random() < 0.3 else None
        return clean(other) if other else clean(target)

    def substituted_group(self, rng: random.Random) -> Group:
        """A clean translation and the same with words that the generator put in."""
        (source, target), corrupted = rng.choice(self.pool)
        return Group(source, (clean(target), planted(target, corrupted)))

    def neighbour_group(self, rng: random.Random) -> Group:
        """A clean translation and the same with words replaced by others of a like meaning."""
        assert self.neighbours is not None
        source, target = self.material.draw(rng)
        corrupted = self.neighbours.plant(target, rng, rng.choices((1, 2, 3), (0.7, 0.2, 0.1))[0])
        first = clean(target)
        return Group(source, (first, planted(target, corrupted)) if corrupted else (first,))

    def real_group(self, rng: random.Random) -> Group:
        """A post-edit or one of the real translations of its source."""
        group = rng.choice(self.real)
        return Group(group.source, tuple(rng.sample(group.examples, 2)), ranked=False)

    def marked_group(self, rng: random.Random) -> Group:
        """Two systems' translations with what professionals marked."""
        return rng.choice(rng.choice(self.marked))

    def written_group(self, rng: random.Random) -> Group:
        """An error that somebody wrote down."""
        return rng.choice(self.written)

    def graded_group(self, rng: random.Random) -> Group:
        """Up to three of the graded translations of a source: one, and others that are all worse, or all as good."""
        group = rng.choice(self.graded)
        chosen = [
            group.examples[i] for i in sorted(rng.sample(range(len(group.examples)), min(3, len(group.examples))))
        ]
        first = chosen[0].error
        worse = [one for one in chosen[1:] if one.error != first]
        return Group(group.source, (chosen[0], *(worse or chosen[1:])), ranked=bool(worse))

    def mismatched_group(self, rng: random.Random) -> Group:
        """A pair and another pair's target."""
        source, target = self.material.draw(rng)
        other = self.material.draw(rng)[1]
        return Group(source, (clean(target), mismatched(other)))

    def clean_group(self, rng: random.Random) -> Group:
        """One or two clean pairs that follow each other in their corpus, as one segment."""
        source, target = self.material.draw(rng)
        if rng.random() < 0.3 and len(source.split()) < 25:
            other = self.material.draw(rng)
            if len(other[0].split()) < 25:
                source, target = f"{source} {other[0]}", f"{target} {other[1]}"
        return Group(source, (self._clean(source, target, rng),))
