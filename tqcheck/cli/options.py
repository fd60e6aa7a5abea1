"""Options that several commands share."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from tqcheck.types import TqcheckError

F = TypeVar("F", bound=Callable[..., Any])

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


def model_options(function: F) -> F:
    """``--encoder`` and ``--device``."""
    function = click.option("--device", metavar="NAME", help="Torch device.  [default: CUDA if there is one]")(function)
    return click.option(
        "--encoder", metavar="NAME", help="A sentence encoder: a local folder or a hub id.  [default: the embedded one]"
    )(function)


def output_option(function: F) -> F:
    """``-o FILE``."""
    return click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file.")(function)


@contextlib.contextmanager
def output_stream(path: str | None) -> Iterator[TextIO]:
    """The named file, or standard output in UTF-8.

    A file is put in place when all of it is written, so that a failure never leaves half a report.
    """
    if path is None or path == "-":
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure and not sys.stdout.isatty():
            reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    target = Path(path)
    part = target.with_name(target.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        part.replace(target)
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be written ({error.strerror}); name another file with -o") from error
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def progress_stage(name: str, steps: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error if that is a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=steps)
        yield lambda done: bar.advance(task, done)
