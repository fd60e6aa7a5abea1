"""Options that several commands share."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, TextIO, TypeVar

import click

from tqcheck.cli.configuration import extended
from tqcheck.cli.types import CODES, FLAGGED_LIMIT, NAME_OR_PATH, FiniteRange
from tqcheck.types import TqcheckError
from tqcheck.verdict import FAIL_ON

F = TypeVar("F", bound=Callable[..., Any])

BASELINE_NAME = "tqcheck-baseline.json"

INPUT_FORMATS = (
    "text", "markdown", "html", "docx", "odt", "tsv", "csv", "jsonl", "xliff", "tmx", "po",
)  # fmt: skip


def language_options(function: F) -> F:
    """``--source-lang`` and ``--target-lang``."""
    for name, default in (("target", "en"), ("source", "fr")):
        function = click.option(
            f"--{name}-lang", metavar="CODE", help=f"Language of the {name}.  [default: the file's, else {default}]"
        )(function)
    return function


def languages(options: dict[str, Any]) -> tuple[str, str]:
    """The source and target language that the command line asks for, French and English without."""
    return options["source_lang"] or "fr", options["target_lang"] or "en"


def input_options(function: F) -> F:
    """``--input-format`` and ``--encoding``."""
    function = click.option("--encoding", metavar="NAME", help="Character encoding.  [default: detected]")(function)
    return click.option(
        "--input-format", type=click.Choice(INPUT_FORMATS), help="Document format.  [default: by extension]"
    )(function)


def encoder_options(function: F) -> F:
    """``--encoder`` and ``--device``."""
    function = click.option("--device", metavar="NAME", help="Torch device.  [default: CUDA if there is one]")(function)
    return click.option(
        "--encoder",
        metavar="NAME",
        type=NAME_OR_PATH,
        help="A sentence encoder: a local folder or a hub id.  [default: the embedded one]",
    )(function)


def model_options(function: F) -> F:
    """``--model``, ``--calibration``, ``--encoder`` and ``--device``."""
    function = click.option(
        "--calibration",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False),
        help="The model's calibration, as 'tqcheck calibrate' writes it.  [default: the model's own]",
    )(encoder_options(function))
    return click.option(
        "--model",
        metavar="NAME",
        type=NAME_OR_PATH,
        help="The quality estimator: 'similarity', hf:ID, comet:ID or a local folder.  [default: the shipped one]",
    )(function)


def estimator_for(options: dict[str, Any], langs: tuple[str, str], encoder: Any = None) -> Any:
    """The estimator that the command line asks for; without an encoder at hand one is loaded where it needs one."""
    from tqcheck.encoder import load_encoder
    from tqcheck.quality.loading import load_estimator, needs_encoder

    name, device = options["model"], options["device"]
    if encoder is None and needs_encoder(name):
        encoder = load_encoder(options["encoder"], device)
    return load_estimator(name, encoder, langs, device, options["calibration"])


def rule_options(function: F) -> F:
    """Which rules to run, and the operating point of the model."""
    for option in (
        click.option(
            "--glossary", metavar="FILE", multiple=True, type=click.Path(exists=True, dir_okay=False),
            help="Terms to keep to: TBX, CSV or TSV. May be given several times; a later one wins.",
        ),
        click.option(
            "--threshold",
            type=FiniteRange(0, 1),
            help="Flag a segment whose probability of a major error is at least this.  [default: the model's]",
        ),
        click.option(
            "--extend-ignore", metavar="CODES", type=CODES, callback=extended, help="Rules to add to those ignored."
        ),
        click.option(
            "--extend-select", metavar="CODES", type=CODES, callback=extended, help="Rules to add to those selected."
        ),
        click.option("--ignore", metavar="CODES", type=CODES, help="Rules to leave out, by prefix of code."),
        click.option(
            "--select", metavar="CODES", type=CODES, help="Rules to run, by prefix of code: N,P101.  [default: all]"
        ),
    ):  # fmt: skip
        function = option(function)
    return function


def gate_options(function: F) -> F:
    """When a document fails."""
    for option in (
        click.option(
            "--fail-on-new", is_flag=True, help="Fail on any finding that counts and is not in the baseline."
        ),
        click.option(
            "--max-flagged", metavar="N|N%", type=FLAGGED_LIMIT,
            help="Fail when more segments than this are flagged: a number, or a share such as 10%.",
        ),
        click.option("--min-score", type=FiniteRange(0, 100), help="Fail when the MQM score is below this."),
        click.option(
            "--fail-on", type=click.Choice(FAIL_ON), default="major", show_default=True,
            help="Fail on a finding of this severity or worse.",
        ),
    ):  # fmt: skip
        function = option(function)
    return function


def output_option(function: F) -> F:
    """``-o FILE``."""
    return click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file.")(function)


BASELINE_ONCE = ("write-baseline", "baseline-reason", "baseline-author", "baseline-date", "prune-baseline")
"""Options of a single run: a settings file that held them would rewrite the baseline at every one."""


def baseline_options(function: F) -> F:
    """Findings that a file accepts, and how that file is kept."""
    kind = click.Path(dir_okay=False)
    file: dict[str, Any] = {"metavar": "[FILE]", "type": kind, "is_flag": False, "flag_value": BASELINE_NAME}
    for option in (
        click.option("--baseline", **file, help=(
            f"Accept the findings that this file lists: they neither count nor fail.  [{BASELINE_NAME}]")),
        click.option("--write-baseline", **file, help="Accept every finding of today in this file, and exit 0."),
        click.option("--baseline-reason", metavar="TEXT", help="With --write-baseline: why new entries are accepted."),
        click.option("--baseline-author", metavar="NAME", help="With --write-baseline: who accepts new entries."),
        click.option(
            "--baseline-date", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]),
            callback=lambda ctx, param, value: value and value.date().isoformat(),
            help="With --write-baseline: when new entries were accepted, as 2025-01-31.",
        ),
        click.option(
            "--prune-baseline", is_flag=True,
            help="Drop the entries of checked documents whose finding is gone from --baseline.",
        ),
    ):  # fmt: skip
        function = option(function)
    return function


@contextlib.contextmanager
def output_stream(path: str | None) -> Iterator[TextIO]:
    """The named file, or standard output in UTF-8.

    A file is put in place when all of it is written, so that a failure never leaves half a report; GitHub's page of a
    step, which other commands write to as well, is added to.
    """
    if path is None or path == "-":
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure and not sys.stdout.isatty():
            reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    target = Path(path)
    part = target.with_name(target.name + ".part")
    shared = path == os.environ.get("GITHUB_STEP_SUMMARY")
    mode: Literal["a", "w"] = "a" if shared else "w"
    try:
        with (target if shared else part).open(mode, encoding="utf-8", newline="\n") as stream:
            yield stream
        if not shared:
            part.replace(target)
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be written ({error.strerror}); name another file with -o") from error
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def progress_stage(name: str, steps: int | None) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error if that is a terminal, nothing in a pipe; ``steps`` is None if not known."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=steps)
        yield lambda done: bar.advance(task, done)
