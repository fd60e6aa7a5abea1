"""``tqcheck batch``: pairs by the million or documents by the thousand, a line of JSON each."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from tqcheck.cli.check import NOT_CHECKED, settings_from
from tqcheck.cli.configuration import config_options, current_configuration
from tqcheck.cli.many import document_options, requested, workers_for
from tqcheck.cli.options import (
    input_options,
    language_options,
    model_options,
    output_option,
    output_stream,
    progress_stage,
    rule_options,
)
from tqcheck.config import settings_for
from tqcheck.types import Failure, TqcheckError

if TYPE_CHECKING:
    from tqcheck.batching.written import Written
    from tqcheck.settings import Settings


@click.command()
@click.argument("source", required=False)
@click.argument("target", required=False)
@config_options("output", "resume")
@click.option("--resume", is_flag=True, help="Go on with the file that -o names: lines that still hold stay.")
@output_option
@language_options
@input_options
@model_options
@document_options
@rule_options
def batch(source: str | None, target: str | None, resume: bool, output: str | None, **options: Any) -> int:
    """Check millions of pairs or many documents: a line of JSON each, in order, written as soon as it is known.

    SOURCE is a TSV or JSONL file of pairs ("-" is standard input), of which memory holds a few hundred at a time; or
    documents, as for `tqcheck check`: a folder, two folders, or --pairs. Nothing is gated.
    """
    if source is None and options["pairs"] is None:
        raise click.UsageError("Missing argument 'SOURCE'.", click.get_current_context())
    if resume and output is None:
        raise click.UsageError("--resume goes on with a file: name it with -o.", click.get_current_context())
    settings = settings_from(options)
    if target is None and source is not None and _holds_pairs(source, settings):
        with _lines_file(output, resume) as (stream, written):
            return _pairs(source, settings, stream, written)
    return _documents(source, target, settings, options, output, resume)


def _holds_pairs(source: str, settings: Settings) -> bool:
    """Whether a file is one of pairs; other tables are too likely meant to be."""
    from tqcheck.documents.streamed import STREAMED, format_of

    if source != "-" and Path(source).is_dir():
        return False
    found = format_of(source, settings.input_format)
    if found == "csv":
        raise TqcheckError(
            f"{source}: is CSV, where pairs are read from TSV or JSONL; convert it, or use tqcheck check"
        )
    return found in STREAMED


@contextlib.contextmanager
def _lines_file(path: str | None, resume: bool) -> Iterator[tuple[TextIO, Written]]:
    """Where the lines go, and what stands there already. Hours of work are never overwritten."""
    from tqcheck.batching.written import Written, read_written

    if path is None:
        with output_stream(None) as stream:
            yield stream, Written()
        return
    written = read_written(path) if resume else Written(path)
    file = Path(path)
    if not resume and file.exists() and file.stat().st_size:
        raise TqcheckError(f"{path}: holds lines already; go on with --resume, or remove it")
    try:
        with file.open("a", encoding="utf-8", newline="\n") as stream:
            stream.truncate(written.size)
            yield stream, written
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be written ({error.strerror}); name another file with -o") from error


def _pairs(source: str, settings: Settings, stream: TextIO, written: Written) -> int:
    from tqcheck.batching.pairs import segment_lines

    own = settings_for(source, settings, current_configuration())
    with progress_stage("Checking", _line_count(source)) as done:
        for lines in segment_lines(source, own, written, _warn, done):
            stream.writelines(lines)
            stream.flush()
    return 0


def _line_count(path: str) -> int | None:
    """How many lines a file has, where somebody looks at a progress bar."""
    if path == "-" or not sys.stderr.isatty() or not Path(path).is_file():
        return None
    with Path(path).open("rb") as stream:
        return sum(1 for _ in stream)


def _documents(
    source: str | None,
    target: str | None,
    settings: Settings,
    options: dict[str, Any],
    output: str | None,
    resume: bool,
) -> int:
    from tqcheck.batching.documents import document_lines, put_in_order, signatures_of, still_right
    from tqcheck.progress import silent

    configuration = current_configuration()
    work = requested(source, target, settings, options)
    for warning in work.warnings:
        _warn(warning)
    jobs = [(pair, pair.settings(settings_for(pair.translation, settings, configuration))) for pair in work.pairs]
    failed = [failure.message for failure in work.failures]
    signatures = signatures_of(jobs)
    with _lines_file(output, resume) as (stream, written), progress_stage("Checking", len(jobs)) as done:
        kept = still_right(jobs, signatures, written)
        done(len(kept))
        for line, outcome in document_lines(jobs, signatures, kept, workers_for(options["jobs"], silent)):
            stream.write(line)
            stream.flush()
            failed += [outcome.message] if isinstance(outcome, Failure) else []
            done(1)
    if written.lines:
        put_in_order(written.path, jobs)
    for message in failed:
        click.echo(f"tqcheck: error: {message}", err=True)
    return NOT_CHECKED if failed else 0


def _warn(message: str) -> None:
    click.echo(f"tqcheck: warning: {message}", err=True)
