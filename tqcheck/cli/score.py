"""``tqcheck score``: one line a pair in, one line of JSON a pair out, in order."""

from __future__ import annotations

from typing import Any

import click

from tqcheck.cli.configuration import config_options, overridden
from tqcheck.cli.options import (
    estimator_for,
    language_options,
    languages,
    model_options,
    output_option,
    output_stream,
)


@click.command()
@click.argument("file", default="-")
@config_options("output")
@language_options
@model_options
@output_option
def score(file: str, **options: Any) -> None:
    """Score pairs, one "source<TAB>target" a line, from a TSV file or standard input; prints JSON lines.

    Lines are scored as they come, in the order they come; memory does not grow with the file.
    """
    from tqcheck.quality.protocol import warnings_of
    from tqcheck.scoring import estimate_lines, open_lines

    with open_lines(file) as lines, output_stream(options["output"]) as stream:
        estimator = estimator_for(options, languages(overridden(options, file)))
        for line in estimate_lines(lines, estimator, "standard input" if file == "-" else file):
            stream.write(line + "\n")
            stream.flush()
        for warning in warnings_of(estimator):
            click.echo(f"tqcheck: warning: {warning}", err=True)
