"""Documents by the thousand: a line of JSON for each.

A line bears a signature of all that it depends on. A run that goes on keeps the lines whose signature is still right,
makes the others anew behind them, and at its end puts all in order; stopped before that, it loses nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqcheck.atomic import replacing
from tqcheck.batching.written import Place, Written, json_line, read_rows, read_written
from tqcheck.project.keys import ReportKeys
from tqcheck.report.json import SCHEMA_VERSION, report_object
from tqcheck.types import Failure, TqcheckError

if TYPE_CHECKING:
    from tqcheck.project.run import Job, Workers
    from tqcheck.project.work import Outcome

Signatures = Sequence[str | None]
"""Of each document what its line is to be signed with; None where it cannot be read, or only once."""


def signatures_of(jobs: Sequence[Job]) -> Signatures:
    """Twelve hexadecimal digits for each document, of its bytes, its settings and this tool as it is now."""
    keys = ReportKeys()
    return [_signature(job, keys) for job in jobs]


def _signature(job: Job, keys: ReportKeys) -> str | None:
    pair, settings = job
    try:
        key = keys.of(pair, settings)
    except TqcheckError:  # the examination says what is wrong with it
        return None
    return hashlib.sha256(f"{key} {settings.gate}".encode()).hexdigest()[:12] if key else None


def still_right(jobs: Sequence[Job], signatures: Signatures, written: Written) -> set[int]:
    """The documents, by index, of which a line is written that this run would write again.

    A line that says why a document could not be checked is none: what was in the way may be gone.

    Raises:
        TqcheckError: for a line that is of none of the documents.
    """
    indices = _indices(jobs)
    kept = set()
    for number, _, row in read_rows(written):
        index = indices.get(_paths(row))
        if index is None:
            raise written.trouble("is of no document of this run", number)
        kept.discard(index)  # of several lines of a document the last one counts
        if "message" not in row and signatures[index] and row.get("signature") == signatures[index]:
            kept.add(index)
    return kept


def _indices(jobs: Sequence[Job]) -> dict[tuple[Any, Any], int]:
    return {(pair.source, pair.translation): index for index, (pair, _) in enumerate(jobs)}


def _paths(row: Any) -> tuple[Any, Any]:
    return row.get("source"), row.get("target")


def document_lines(
    jobs: Sequence[Job], signatures: Signatures, kept: Collection[int], workers: Workers
) -> Iterator[tuple[str, Outcome]]:
    """A line for every document that is not kept, as soon as it and all before it are examined."""
    missing = [index for index in range(len(jobs)) if index not in kept]
    ready: dict[int, Outcome] = {}
    awaited = 0
    for position, outcome in workers([jobs[index] for index in missing]) if missing else ():
        ready[position] = outcome
        while awaited in ready:
            next_one = ready.pop(awaited)
            yield json_line({**_object(next_one), "signature": signatures[missing[awaited]]}), next_one
            awaited += 1


def _object(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Failure):
        sides = {"source": outcome.source_path, "target": outcome.target_path}
        return {"version": SCHEMA_VERSION, **sides, "message": outcome.message}
    return report_object(outcome)


def put_in_order(path: str, jobs: Sequence[Job]) -> None:
    """Leave in a file the last line of each document, in the order of the documents."""
    indices, written = _indices(jobs), read_written(path)
    places: dict[int, Place] = {indices[_paths(row)]: place for _, place, row in read_rows(written)}
    ordered = [places[index] for index in sorted(places)]
    if len(ordered) == written.lines and ordered == sorted(ordered):
        return
    with Path(path).open("rb") as lines, replacing(Path(path).resolve()) as stream:
        for start, end in ordered:
            lines.seek(start)
            stream.write(lines.read(end - start))
