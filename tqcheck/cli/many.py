"""Options of ``tqcheck check`` for many documents, and what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tqcheck.project.pairs import Worklist
    from tqcheck.project.run import Job
    from tqcheck.project.work import Outcome
    from tqcheck.settings import Settings

    F = TypeVar("F", bound=Callable[..., Any])

FOLDER_OPTIONS = ("include", "exclude", "target_pattern", "unmatched")


def cache_options(function: F) -> F:
    """``--cache-dir`` and ``--no-cache``."""
    function = click.option("--no-cache", is_flag=True, help="Examine every document anew, and keep nothing.")(function)
    return click.option(
        "--cache-dir", metavar="DIR", type=click.Path(file_okay=False), envvar="TQCHECK_CACHE_DIR",
        help="Where reports are kept from run to run.  [default: .tqcheck_cache in the project]",
    )(function)  # fmt: skip


def document_options(function: F) -> F:
    """Which documents there are, and how many to check at a time."""
    for option in (
        click.option("--pairs", metavar="FILE", type=click.Path(dir_okay=False, allow_dash=True), help=(
            "Check the pairs of a manifest: one SOURCE<TAB>TARGET a line, CSV or JSON lines.")),
        click.option("--include", metavar="PATTERN", multiple=True, help="In folders, look only at files that fit."),
        click.option("--exclude", metavar="PATTERN", multiple=True, help="In folders, leave out files that fit."),
        click.option("--target-pattern", metavar="PATTERN", help=(
            "In a folder, where the translation of a file is: '{dir}/{stem}.en.{ext}'.")),
        click.option("--unmatched", type=click.Choice(["warn", "fail"]), default="warn", show_default=True,
                     help="What a file of a folder without its other side is."),
        click.option("-j", "--jobs", type=click.IntRange(1), default=1, show_default=True,
                     help="Processes that check documents side by side, each with its own model."),
    ):  # fmt: skip
        function = option(function)
    return function


def many_options(function: F) -> F:
    """Documents, those of them that changed, and where their reports are kept."""
    function = click.option("--changed-since", metavar="REV", help="Only pairs that changed since this git revision.")(
        cache_options(function)
    )
    return document_options(function)


def requested(source: str | None, target: str | None, settings: Settings, options: dict[str, Any]) -> Worklist:
    """The pairs that the command line asks for.

    Raises:
        click.UsageError: for options that do not go together.
        TqcheckError: for what cannot be found.
    """
    from tqcheck.project.folders import Selection
    from tqcheck.project.request import Request, worklist

    _require_use(source, target, options)
    selection = Selection(
        tuple(options.get("include") or ()),
        tuple(options.get("exclude") or ()),
        (settings.source_lang or "fr", settings.target_lang or "en"),
        options.get("unmatched") == "fail",
    )
    return worklist(
        Request(
            source,
            target,
            options.get("pairs"),
            options.get("target_pattern"),
            selection,
            options.get("changed_since"),
            options.get("among"),
        )
    )


def _require_use(source: str | None, target: str | None, options: dict[str, Any]) -> None:
    """Refuse options on the command line that would have no effect."""
    from pathlib import Path

    ctx = click.get_current_context()
    given = {name for name in options if ctx.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE}
    if source is not None and "pairs" in given:
        raise click.UsageError("--pairs names the documents: give no SOURCE.", ctx)
    in_folder = source is not None and Path(source).is_dir()
    for name in FOLDER_OPTIONS:
        if name in given and not in_folder:
            raise click.UsageError(f"--{name.replace('_', '-')} is for a SOURCE that is a folder.", ctx)
    if "target_pattern" in given and target is not None:
        raise click.UsageError("--target-pattern says where the targets are: give no TARGET.", ctx)
    if "reference" in given and (source is None or in_folder):
        raise click.UsageError("--reference is for one pair; a manifest has a column for it.", ctx)


def examined(jobs: Sequence[Job], many: bool, options: dict[str, Any]) -> list[Outcome]:
    """The outcome of every job: from the cache, or from this process or several."""
    from pathlib import Path

    from tqcheck.cli.options import progress_stage
    from tqcheck.progress import silent
    from tqcheck.project.cache import ReportCache, default_folder, usable
    from tqcheck.project.run import run_jobs

    cache = None
    if not options.get("no_cache"):
        named = options.get("cache_dir")
        cache = ReportCache(usable(named) if named else default_folder(Path.cwd()))
    inner, outer = (silent, progress_stage) if many else (progress_stage, silent)
    return run_jobs(jobs, workers_for(options.get("jobs") or 1, inner), cache, outer)


def workers_for(count: int, stage: Any) -> Any:
    """Who examines documents; imported only when there is something to examine."""

    def work(jobs: Sequence[Job]) -> Any:
        from tqcheck.project.workers import in_process, in_processes

        return (in_process(stage) if count == 1 else in_processes(count))(jobs)

    return work
