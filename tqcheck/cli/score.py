"""``tqcheck score``: one line a pair in, one line of JSON a pair out, in order."""

from __future__ import annotations

from typing import Any

import click

from tqcheck.cli.options import language_options, languages, model_options, output_option, output_stream


@click.command()
@click.argument("file", default="-")
@language_options
@model_options
@output_option
def score(file: str, **options: Any) -> None:
    """Score pairs, one "source<TAB>target" a line, from a TSV file or standard input; prints JSON lines.

    Lines are scored as they come, in the order they come; memory does not grow with the file.
    """
    from tqcheck.encoder import load_encoder
    from tqcheck.quality.similarity import SimilarityEstimator
    from tqcheck.scoring import estimate_lines, open_lines

    with open_lines(file) as lines, output_stream(options["output"]) as stream:
        encoder = load_encoder(options["encoder"], options["device"])
        langs = languages(options)
        for line in estimate_lines(
            lines, SimilarityEstimator(encoder, *langs), "standard input" if file == "-" else file
        ):
            stream.write(line + "\n")
            stream.flush()
