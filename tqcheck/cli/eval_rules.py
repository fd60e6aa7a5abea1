"""``tqcheck eval rules``: makes the table of what every rule was measured to do."""

from __future__ import annotations

from typing import Any

import click

from tqcheck.cli.options import (
    encoder_options,
    language_options,
    languages,
    output_option,
    output_stream,
    progress_stage,
)


@click.command(name="rules")
@click.argument("sets", type=click.Path(exists=True, file_okay=False))
@click.argument("data", required=False, type=click.Path(exists=True, file_okay=False))
@output_option
@language_options
@encoder_options
def rule_figures(sets: str, data: str | None, output: str | None, **options: Any) -> None:
    """Precision of every rule and recall of every family, on the kept halves of the challenge sets in the folder SETS.

    With DATA, a folder that holds news/dev.tsv and ntrex/dev.tsv, alarms on clean news too. `tqcheck explain` and
    docs/rules.md show the table that ships: -o tqcheck/rules/figures.tsv.
    """
    from pathlib import Path

    from tqcheck import __version__
    from tqcheck.encoder import load_encoder
    from tqcheck.evaluate.alarms import Alarms, false_alarms
    from tqcheck.evaluate.challenge import run_items
    from tqcheck.evaluate.rule_figures import clean_pairs, figures_of, kept_items, measurable
    from tqcheck.linking import EncoderLinker
    from tqcheck.rules import all_rules
    from tqcheck.rules.figures import table
    from tqcheck.rules.registry import rule_set_hash

    items, pairs = kept_items(Path(sets)), clean_pairs(Path(data)) if data else []
    langs, rules = languages(options), all_rules()
    about = f"version {__version__}, rule set {rule_set_hash(rules)}"
    encoder = load_encoder(options["encoder"], options["device"])
    with progress_stage("Examining", len(items) + len(pairs)) as done:
        found = run_items(items, measurable(rules), langs, EncoderLinker(encoder), done)
        clean = false_alarms(pairs, measurable(rules), encoder, None, langs, done=done) if pairs else Alarms()
    rows = figures_of(rules, list(zip(items, found, strict=True)), clean)
    with output_stream(output) as stream:
        stream.write(table(rows, about))
