"""``tqcheck align``: alignment alone."""

from __future__ import annotations

from typing import Any

import click

from tqcheck.cli.configuration import config_options, overridden
from tqcheck.cli.options import (
    encoder_options,
    input_options,
    language_options,
    languages,
    output_option,
    output_stream,
    progress_stage,
)

ALIGNMENT_FORMATS = ("json", "tsv", "tmx", "xliff", "ladder")


@click.command()
@click.argument("source")
@click.argument("target")
@config_options("output")
@click.option("--format", "output_format", type=click.Choice(ALIGNMENT_FORMATS), default="json", show_default=True)
@click.option("--segmented", is_flag=True, help="Take each line as one sentence.")
@language_options
@input_options
@encoder_options
@output_option
def align(source: str, target: str, output_format: str, segmented: bool, **options: Any) -> None:
    """Align two documents sentence by sentence."""
    from tqcheck.align.output import write_alignment
    from tqcheck.aligning import align_files

    options = overridden(options, target)
    aligned = align_files(
        source,
        target,
        langs=languages(options),
        segmented=segmented,
        input_format=options["input_format"],
        encoding=options["encoding"],
        encoder=options["encoder"],
        device=options["device"],
        stage=progress_stage,
    )
    if aligned.alignment.doubtful:
        click.echo(f"tqcheck: warning: the alignment is doubtful: {aligned.alignment.reason}", err=True)
    with output_stream(options["output"]) as stream:
        write_alignment(aligned, output_format, stream)
