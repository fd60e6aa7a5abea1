"""Plant translation errors in clean French-English pairs, with exact spans, MQM category and severity."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping, Sequence

from tqcheck.training.errors import kinds as _kinds  # noqa: F401 - importing it registers the kinds
from tqcheck.training.errors.addition import set_pool
from tqcheck.training.errors.edits import KINDS as _REGISTRY
from tqcheck.training.errors.pair import Pair
from tqcheck.training.errors.types import Corrupted, Edit, Kind, Planted
from tqcheck.types import Span

KINDS: Mapping[str, Kind] = _REGISTRY
"""Every kind by name."""

__all__ = ["KINDS", "Corrupted", "Kind", "Planted", "corrupt", "set_pool"]


def corrupt(
    source: str,
    target: str,
    rng: random.Random,
    count: int = 1,
    kinds: Collection[str] | None = None,
    evenness: float = 0.0,
) -> Corrupted | None:
    """Plant up to ``count`` errors of different, randomly chosen kinds that apply; None where none applies.

    A kind is tried first as often as its weight says; ``evenness`` draws the weights together, at 1 all are alike.
    Words that no error touches stay as they were; spans are offsets into the new target.
    """
    pair = Pair(source, target)
    taken: list[tuple[Kind, Edit]] = []
    planted = 0
    for kind in _in_random_order(rng, kinds, evenness):
        edits = _edits(kind, pair, rng)
        if edits and not any(_touch(edit, other) for edit in edits for _, other in taken):
            taken += [(kind, edit) for edit in edits]
            planted += 1
        if planted == count:
            break
    return _applied(target, taken) if taken else None


def _in_random_order(rng: random.Random, names: Collection[str] | None, evenness: float) -> Iterable[Kind]:
    """Kinds in an order in which each is first as often as its weight says, to the power of 1 - ``evenness``."""
    chosen = KINDS.values() if names is None else [KINDS[name] for name in sorted(names)]
    keyed = [(rng.expovariate(kind.weight ** (1 - evenness)), number, kind) for number, kind in enumerate(chosen)]
    return (kind for _, _, kind in sorted(keyed))


def _edits(kind: Kind, pair: Pair, rng: random.Random) -> Sequence[Edit]:
    """What a kind does to a pair: nothing, or edits of which every one changes the text."""
    made = kind.plant(pair, rng)
    edits = [made] if isinstance(made, Edit) else list(made or ())
    return edits if all(pair.target[e.start : e.end] != e.text for e in edits) else []


def _touch(one: Edit, other: Edit) -> bool:
    return one.start <= other.end and other.start <= one.end


def _applied(target: str, taken: Sequence[tuple[Kind, Edit]]) -> Corrupted:
    parts: list[str] = []
    errors: list[Planted] = []
    done = length = 0
    for kind, edit in sorted(taken, key=lambda pair: (pair[1].start, pair[1].end)):
        parts += [target[done : edit.start], edit.text]
        length += edit.start - done
        errors.append(
            Planted(kind.name, kind.category, kind.severity, Span(length + edit.mark_start, length + edit.mark_end))
        )
        length += len(edit.text)
        done = edit.end
    return Corrupted("".join([*parts, target[done:]]), tuple(errors))
