"""A run over many pairs: what the cache has, the rest from the examination, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from tqcheck.progress import silent
from tqcheck.project.cache import ReportCache
from tqcheck.project.pairs import DocumentPair
from tqcheck.project.work import Outcome, attempt
from tqcheck.types import Failure, Report

if TYPE_CHECKING:
    from tqcheck.progress import Stage
    from tqcheck.settings import Settings

Job = tuple[DocumentPair, "Settings"]
Workers = Callable[[Sequence[Job]], Iterator[tuple[int, Outcome]]]
"""Examines jobs in any order; gives each one's index and outcome as soon as it is there."""


def run_jobs(
    jobs: Sequence[Job], workers: Workers, cache: ReportCache | None = None, stage: Stage = silent
) -> list[Outcome]:
    """The outcome of every job, in order.

    Every report is kept as soon as it is finished, so that an interrupted run goes on where it stopped.
    """
    with stage("Checking", len(jobs)) as done:
        try:
            keys, outcomes = _recalled(jobs, cache, done)
            missing = [index for index in range(len(jobs)) if index not in outcomes]
            for position, outcome in workers([jobs[index] for index in missing]) if missing else ():
                outcomes[missing[position]] = outcome
                if cache is not None and isinstance(outcome, Report):
                    cache.store(keys[missing[position]], outcome)
                done(1)
        finally:
            if cache is not None:
                cache.close()
    return [outcomes[index] for index in range(len(jobs))]


def _recalled(
    jobs: Sequence[Job], cache: ReportCache | None, done: Callable[[int], None]
) -> tuple[list[str | None], dict[int, Outcome]]:
    """The cache's key of every job, and the outcomes that need no examination."""
    keys: list[str | None] = [None] * len(jobs)
    outcomes: dict[int, Outcome] = {}
    for index, job in enumerate(jobs if cache is not None else ()):
        key = _key(job, cache)
        if isinstance(key, Failure):
            outcomes[index] = key
        else:
            keys[index] = key
            report = cache.load(key) if cache is not None else None
            if report is not None:
                outcomes[index] = report
        if index in outcomes:
            done(1)
    return keys, outcomes


def _key(job: Job, cache: ReportCache | None) -> str | Failure | None:
    pair, settings = job
    return attempt(pair, lambda: cache.key(pair, settings)) if cache is not None else None
