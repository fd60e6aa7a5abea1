"""``tqcheck check`` and ``tqcheck demo``: the main job."""

from __future__ import annotations

from typing import Any

import click

from tqcheck.cli.options import (
    input_options,
    language_options,
    model_options,
    output_option,
    output_stream,
    progress_stage,
)
from tqcheck.report import FORMATS
from tqcheck.types import Run, TqcheckError
from tqcheck.verdict import FAIL_ON

GATE_FAILED = 1


def verdict_options(function: Any) -> Any:
    """Options of what is examined, printed and gated."""
    for option in (
        click.option("--output-format", type=click.Choice(list(FORMATS)), default="full", show_default=True),
        click.option("--select", metavar="CODES", help="Rules to run, by prefix of code: N,P101.  [default: all]"),
        click.option("--ignore", metavar="CODES", help="Rules to leave out, by prefix of code."),
        click.option(
            "--threshold",
            type=click.FloatRange(0, 1),
            help="Flag a segment whose probability of a major error is at least this.  [default: the model's]",
        ),
        click.option(
            "--fail-on", type=click.Choice(FAIL_ON), default="major", show_default=True,
            help="Fail on a finding of this severity or worse.",
        ),
        click.option("--min-score", type=click.FloatRange(0, 100), help="Fail when the MQM score is below this."),
        click.option("--exit-zero", is_flag=True, help="Exit 0 even when the gate fails."),
    ):  # fmt: skip
        function = option(function)
    return output_option(function)


@click.command()
@click.argument("source")
@click.argument("target", required=False)
@click.option("--reference", metavar="FILE", help="A human translation: adds BLEU, chrF and TER.")
@language_options
@input_options
@model_options
@verdict_options
def check(source: str, target: str | None, **options: Any) -> int:
    """Check a translation: TARGET against SOURCE, or one bilingual file.

    A bilingual file (TSV, CSV, JSONL, XLIFF, TMX, PO) holds both sides. "-" is standard input.
    """
    return run(source, target, **options)


@click.command()
@verdict_options
def demo(**options: Any) -> int:
    """Check a news story and its machine translation that ship with tqcheck."""
    from tqcheck.demo import SOURCE, TARGET

    return run(str(SOURCE), str(TARGET), **options)


def run(source: str, target: str | None, **options: Any) -> int:
    """Check, write the report, and return the exit status."""
    from tqcheck.check import check_bilingual, check_pair, run_of

    settings = settings_from(options)
    if target is None:
        report = check_bilingual(source, settings, progress_stage)
    elif source == target == "-":
        raise TqcheckError("-: only one side can come from standard input; name a file for the other")
    else:
        report = check_pair(source, target, settings, progress_stage)
    write_run(run_of([report]), options["output_format"], options["output"])
    return GATE_FAILED if report.summary["gate"] == "failed" and not options["exit_zero"] else 0


def settings_from(options: dict[str, Any]) -> Any:
    """The settings that the command line asks for."""
    from tqcheck.check import Settings
    from tqcheck.verdict import Gate

    named = ("source_lang", "target_lang", "input_format", "encoding", "encoder", "device", "reference", "threshold")
    return Settings(
        **{name: options[name] for name in named if options.get(name) is not None},
        select=_codes(options["select"]),
        ignore=_codes(options["ignore"]),
        gate=Gate(options["fail_on"], options["min_score"]),
    )


def _codes(value: str | None) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in (value or "").split(",") if code.strip())


def write_run(run: Run, output_format: str, path: str | None) -> None:
    """Write a run in a format to a file or to standard output."""
    from tqcheck.report import formatter

    with output_stream(path) as stream:
        formatter(output_format).write(run, stream)
