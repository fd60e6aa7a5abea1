"""What ``--baseline``, ``--write-baseline`` and ``--prune-baseline`` ask of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tqcheck.types import Report, TqcheckError

if TYPE_CHECKING:
    from tqcheck.accepting import Change
    from tqcheck.baseline import Baseline


@dataclass(frozen=True, slots=True)
class Accepting:
    """A baseline that is applied to the reports of a run, and first written or pruned if that was asked for."""

    baseline: Baseline | None = None
    write: bool = False
    prune: bool = False
    note: Mapping[str, str] | None = None

    def apply(self, reports: Sequence[Report]) -> list[Report]:
        """The reports with what the baseline accepts marked, which then neither counts nor fails the gate.

        Raises:
            TqcheckError: when the baseline cannot be written.
        """
        if self.baseline is None:
            return list(reports)
        from tqcheck.accepting import Note, apply, pruned, updated
        from tqcheck.baseline import Baseline

        baseline = self.baseline
        if self.write:
            change = updated(reports, baseline, Note(**(self.note or {})))
            self._save(reports, change, f"{_count(len(change.entries), 'finding')} accepted, {change.added} new; ")
            baseline = Baseline(baseline.path, change.entries)
        marked = apply(reports, baseline)
        if self.prune:
            change = pruned(reports, baseline)
            self._save(reports, change, f"{len(change.entries)} kept, ")
        return marked

    def _save(self, reports: Sequence[Report], change: Change, said: str) -> None:
        """Write the entries, and say on standard error what became of the file."""
        from tqcheck.baseline import write_baseline

        assert self.baseline is not None
        tool = reports[0].tool if reports else self.baseline.tool or {}
        if self.write or change.dropped:
            write_baseline(self.baseline.path, change.entries, tool)
        click.echo(f"tqcheck: {self.baseline.path}: {said}{change.dropped} dropped whose finding is gone", err=True)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def accepting(options: Mapping[str, Any]) -> Accepting:
    """What the options ask for; to be called before any document is read, so that a mistake is told at once.

    Raises:
        TqcheckError: for a baseline that cannot be read, and for options that do not go together.
    """
    from tqcheck.baseline import Baseline, moved, read_baseline

    applied, written = options.get("baseline"), options.get("write_baseline")
    _require_sense(options, applied, written)
    if written is None:
        return Accepting(read_baseline(applied), prune=bool(options.get("prune_baseline"))) if applied else Accepting()
    names = {"reason": "baseline_reason", "author": "baseline_author", "added": "baseline_date"}
    note = {key: options.get(name) or "" for key, name in names.items()}
    # Whatever was accepted before, under this name or the one that is applied, keeps its reason.
    known = next((path for path in (written, applied) if path and Path(path).exists()), None)
    baseline = moved(read_baseline(known), written) if known else Baseline(written)
    return Accepting(baseline, write=True, note=note)


def _require_sense(options: Mapping[str, Any], applied: str | None, written: str | None) -> None:
    if options.get("fail_on_new") and not (applied or written):
        raise TqcheckError(
            "--fail-on-new: without a baseline every finding is new; "
            "accept those of today with --write-baseline FILE, then check with --baseline FILE"
        )
    if options.get("prune_baseline") and (written or not applied):
        raise TqcheckError("--prune-baseline: name the file with --baseline FILE; --write-baseline prunes by itself")
    said = [name for name in ("reason", "author", "date") if options.get(f"baseline_{name}")]
    if said and not written:
        raise TqcheckError(f"--baseline-{said[0]}: says why findings are accepted, so it needs --write-baseline FILE")
