"""``tqcheck check`` and ``tqcheck demo``: the main job."""

from __future__ import annotations

from typing import Any

import click

from tqcheck.cli.also import also_option, outputs
from tqcheck.cli.baseline import accepting
from tqcheck.cli.configuration import config_options, current_configuration
from tqcheck.cli.many import examined, many_options, requested
from tqcheck.cli.options import (
    BASELINE_ONCE,
    baseline_options,
    gate_options,
    input_options,
    language_options,
    model_options,
    output_option,
    output_stream,
    rule_options,
)
from tqcheck.cli.show_settings import ConfiguredCommand, show_settings_option
from tqcheck.config import settings_for
from tqcheck.report import FORMATS
from tqcheck.types import Failure, Run, TqcheckError

GATE_FAILED = 1
NOT_CHECKED = 2


def verdict_options(function: Any) -> Any:
    """Options of what is examined, printed and gated."""
    function = click.option("--exit-zero", is_flag=True, help="Exit 0 even when the gate fails.")(function)
    function = rule_options(gate_options(function))
    function = click.option("--output-format", type=click.Choice(list(FORMATS)), default="full", show_default=True)(
        function
    )
    return also_option(output_option(function))


@click.command(cls=ConfiguredCommand)
@click.argument("source", required=False)
@click.argument("target", required=False)
@config_options("changed-since", "also", *BASELINE_ONCE)
@show_settings_option
@click.option("--reference", metavar="FILE", type=click.Path(), help="A human translation: adds BLEU, chrF and TER.")
@language_options
@input_options
@model_options
@many_options
@verdict_options
@baseline_options
def check(source: str | None, target: str | None, **options: Any) -> int:
    """Check a translation: TARGET against SOURCE, one bilingual file, or many documents.

    A bilingual file (TSV, CSV, JSONL, XLIFF, TMX, PO) holds both sides. "-" is standard input.
    Two folders are paired by the names of their files, one folder by the languages in them; --pairs names pairs.
    """
    if source is None and options["pairs"] is None:  # not required by click, so that --show-settings goes without
        raise click.UsageError("Missing argument 'SOURCE'.", click.get_current_context())
    return run(source, target, **options)


@click.command()
@verdict_options
def demo(**options: Any) -> int:
    """Check a news story and its machine translation that ship with tqcheck."""
    from tqcheck.demo import SOURCE, TARGET

    return run(str(SOURCE), str(TARGET), **options, no_cache=True)


def run(source: str | None, target: str | None, **options: Any) -> int:
    """Check, write the report, and return the exit status."""
    from tqcheck.summing import gated, run_of

    accepted, reports_to = accepting(options), outputs(options)
    settings, configuration = settings_from(options), current_configuration()
    work = requested(source, target, settings, options)
    jobs = [(pair, pair.settings(settings_for(pair.translation, settings, configuration))) for pair in work.pairs]
    rows = list(zip(examined(jobs, work.many, options), (one.gate for _, one in jobs), strict=True))
    failures = [*work.failures, *(outcome for outcome, _ in rows if isinstance(outcome, Failure))]
    if failures and not work.many:
        raise TqcheckError(failures[0].message)
    reports = [(outcome, gate) for outcome, gate in rows if not isinstance(outcome, Failure)]
    # what only judges findings, such as a baseline, comes here: after the cache and before the gate
    judged = accepted.apply([gated(report, gate) for report, gate in reports])
    result = run_of(judged, failures, many=work.many, warnings=work.warnings)
    for output_format, path in reports_to:
        write_run(result, output_format, path)
    return _status(result, options["exit_zero"] or accepted.write)


def _status(run: Run, exit_zero: bool) -> int:
    """The exit status, after what was noticed and what is missing has been said on standard error."""
    for warning in run.summary.get("warnings", ()):
        click.echo(f"tqcheck: warning: {warning}", err=True)
    if run.failures:
        total = len(run.failures) + len(run.reports)
        click.echo(f"tqcheck: error: {len(run.failures)} of {total} documents could not be checked", err=True)
        return NOT_CHECKED
    return GATE_FAILED if run.summary["gate"] == "failed" and not exit_zero else 0


def settings_from(options: dict[str, Any]) -> Any:
    """The settings that the command line asks for; a command without a gate has the usual one."""
    from tqcheck.settings import Settings
    from tqcheck.verdict import Gate

    conditions = ("fail_on", "min_score", "max_flagged", "fail_on_new")

    named = (
        "source_lang", "target_lang", "input_format", "encoding", "encoder", "device", "reference", "threshold",
        "model", "calibration", "glossary", "select", "ignore", "extend_select", "extend_ignore",
    )  # fmt: skip
    return Settings(
        **{name: options[name] for name in named if options.get(name) is not None},
        gate=Gate(**{name: options[name] for name in conditions if name in options}),
    )


def write_run(run: Run, output_format: str, path: str | None) -> None:
    """Write a run in a format to a file or to standard output."""
    from tqcheck.report import formatter

    with output_stream(path) as stream:
        formatter(output_format).write(run, stream)
