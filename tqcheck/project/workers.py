"""Who examines documents: this process, or several of their own that share the processor's cores.

A worker holds the models, and one that dies takes only its document with it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from tqcheck.check import chosen_rules
from tqcheck.loading import Models
from tqcheck.progress import silent
from tqcheck.project.run import Job, Workers
from tqcheck.project.work import CheckFunction, Outcome, attempt, checker
from tqcheck.types import TqcheckError

if TYPE_CHECKING:
    from tqcheck.progress import Stage
    from tqcheck.settings import Settings

MakeCheck = Callable[["Settings", int], CheckFunction]
"""Given the settings and a number of threads, the function a worker examines with; picklable by name."""


def in_process(stage: Stage = silent) -> Workers:
    """Examine one document after another here, with models that are loaded once."""

    def work(jobs: Sequence[Job]) -> Iterator[tuple[int, Outcome]]:
        require_rules(jobs)
        check = checker(Models())
        for index, job in enumerate(jobs):
            yield index, _examined(check, job, stage)

    return work


def require_rules(jobs: Sequence[Job]) -> None:
    """Refuse a selection of rules that fits none before any document is examined.

    Raises:
        TqcheckError: naming the prefix.
    """
    for _, settings in jobs:
        chosen_rules(settings)


def _examined(check: CheckFunction, job: Job, stage: Stage = silent) -> Outcome:
    pair, settings = job
    return attempt(pair, lambda: check(pair, settings, stage))


def in_processes(count: int, make_check: MakeCheck | None = None) -> Workers:
    """Examine documents in ``count`` processes, each of which loads the models once."""

    def work(jobs: Sequence[Job]) -> Iterator[tuple[int, Outcome]]:
        if len(jobs) == 1 and make_check is None:
            yield from in_process()(jobs)
            return
        require_rules(jobs)
        with _Pool(min(count, len(jobs)), make_check or loaded_check, jobs[0][1]) as pool:
            yield from pool.run(jobs)

    return work


def loaded_check(settings: Settings, threads: int) -> CheckFunction:
    """The function of a worker: torch on its share of the cores, the model loaded."""
    import torch

    torch.set_num_threads(threads)
    models = Models()
    models.encoder(settings)
    return checker(models)


class _Pool:
    """Worker processes with a pipe to each, which hold one job at a time."""

    def __init__(self, count: int, make_check: MakeCheck, settings: Settings) -> None:
        self._context = multiprocessing.get_context("spawn")  # torch's threads do not survive a fork
        self._arguments = make_check, settings, max(1, (os.cpu_count() or 1) // count)
        self._count = count
        self._workers: dict[Connection, Any] = {}
        self._busy: dict[Connection, int] = {}

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._workers.values():
            process.terminate()
        for connection, process in self._workers.items():
            process.join()
            connection.close()

    def run(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Outcome]]:
        """Outcomes as they come, by the index of their job."""
        waiting = list(reversed(range(len(jobs))))
        while waiting or self._busy:
            while waiting and len(self._busy) < self._count:
                index = waiting.pop()
                connection = self._idle()
                self._busy[connection] = index
                with contextlib.suppress(OSError):  # a worker that is gone already is noticed below
                    connection.send(jobs[index])
            for ready in wait(list(self._busy)):
                assert isinstance(ready, Connection)
                index = self._busy.pop(ready)
                yield index, self._received(ready, jobs[index])

    def _idle(self) -> Connection:
        for connection in self._workers:
            if connection not in self._busy:
                return connection
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, *self._arguments), daemon=True)
        process.start()
        theirs.close()
        self._workers[ours] = process
        return ours

    def _received(self, connection: Connection, job: Job) -> Outcome:
        """A worker's answer; of one that died, a failure that names its document."""
        try:
            answer = connection.recv()
        except (EOFError, OSError):
            process = self._workers.pop(connection)
            process.join()
            connection.close()
            status = f"exit status {process.exitcode}"
            return job[0].failure(
                f"{job[0].translation}: the process that checked it ended ({status}); "
                "try --jobs 1, which needs less memory"
            )
        if isinstance(answer, TqcheckError):
            raise answer
        assert isinstance(answer, Outcome)
        return answer


def _serve(connection: Connection, make_check: MakeCheck, settings: Settings, threads: int) -> None:
    """A worker's life: make the check function, then answer jobs until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    trouble: TqcheckError | None = None
    check: CheckFunction | None = None
    try:
        check = make_check(settings, threads)
    except TqcheckError as error:
        trouble = error
    with contextlib.suppress(EOFError, OSError):
        while True:
            job: Job = connection.recv()
            connection.send(trouble if check is None else _examined(check, job))
