"""One run of the evaluation: the estimator by language pair, and every estimate made once."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tqcheck import __version__
from tqcheck.evaluate.alarms import pairs_as_beads
from tqcheck.evaluate.qe.bootstrap import LEVEL, RESAMPLES, SEED, Bootstrap
from tqcheck.quality.protocol import operating_point
from tqcheck.types import Estimate, TqcheckError

if TYPE_CHECKING:
    from tqcheck.quality.protocol import Estimator

Languages = tuple[str, str]
Texts = tuple[str, str]
Item = TypeVar("Item")
Stage = Callable[[str, int], contextlib.AbstractContextManager[Callable[[int], None]]]
"""Given a stage's name and its number of steps, a context that takes counts of steps done."""

FRENCH_ENGLISH: Languages = ("fr", "en")


@contextlib.contextmanager
def silent(_name: str, _steps: int) -> Iterator[Callable[[int], None]]:
    """A stage that shows nothing."""
    yield lambda done: None


@dataclass
class Session:
    """Makes estimates for the corpora.

    ``make`` gives the estimator of a language pair; ``encode`` runs the encoder alone over texts, keeping nothing, and
    is None for an estimator without one; ``predictions`` are files that stand in for the estimator, by corpus;
    ``limit`` thins every corpus out to about so many items.
    """

    make: Callable[[Languages], Estimator]
    encode: Callable[[Sequence[str]], object] | None = None
    stage: Stage = silent
    predictions: dict[str, Path] = field(default_factory=dict)
    limit: int | None = None
    resamples: int = RESAMPLES
    seed: int = SEED
    _estimators: dict[Languages, Estimator] = field(default_factory=dict)
    _known: dict[tuple[Languages, Texts], Estimate] = field(default_factory=dict)

    def estimator(self, langs: Languages = FRENCH_ENGLISH) -> Estimator:
        """The estimator of a language pair, made when first asked for."""
        if langs not in self._estimators:
            self._estimators[langs] = self.make(langs)
        return self._estimators[langs]

    def about(self) -> dict[str, Any]:
        """What another person needs to get the same figures; the estimator is null where none was needed."""
        estimator = next(iter(self._estimators.values()), None)
        return {
            "version": __version__,
            "estimator": estimator.name if estimator else None,
            "threshold": operating_point(estimator.threshold) if estimator else None,
            "predictions": {name: str(file) for name, file in self.predictions.items()},
            "resamples": self.resamples,
            "level": LEVEL,
            "seed": self.seed,
            "limit": self.limit,
        }

    def estimates(self, title: str, pairs: Sequence[Texts], langs: Languages = FRENCH_ENGLISH) -> list[Estimate]:
        """One estimate a pair, in order; a pair that was estimated before is not estimated again.

        Raises:
            TqcheckError: if the estimator says nothing of a pair.
        """
        fresh = [pair for pair in dict.fromkeys(pairs) if (langs, pair) not in self._known]
        if fresh:
            estimator = self.estimator(langs)
            with self.stage(title, len(fresh)) as done:
                found = estimator.estimate(pairs_as_beads(fresh), done)
            for pair, estimate in zip(fresh, found, strict=True):
                if estimate is None:
                    said = f"{title}: {estimator.name} makes no estimate of '{pair[0]}' and '{pair[1]}'"
                    raise TqcheckError(f"{said}; both sides must have text")
                self._known[langs, pair] = estimate
        return [self._known[langs, pair] for pair in pairs]

    def bootstrap(self, names: Sequence[Hashable]) -> Bootstrap:
        """The resamples of items whose groups have these names."""
        return Bootstrap.over(names, self.resamples, self.seed)

    def thin(self, items: Sequence[Item], key: Callable[[Item], Hashable]) -> list[Item]:
        """All items, or, under a limit, those of evenly spaced groups until there are about so many."""
        if self.limit is None or len(items) <= self.limit:
            return list(items)
        groups = list(dict.fromkeys(map(key, items)))
        wanted = max(2, round(len(groups) * self.limit / len(items)))
        kept = {groups[index * len(groups) // wanted] for index in range(wanted)}
        return [item for item in items if key(item) in kept]
