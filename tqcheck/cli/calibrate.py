"""``tqcheck calibrate``: an estimator's own map from its figures to the probability of a major error."""

from __future__ import annotations

from typing import Any

import click

from tqcheck.cli.options import (
    estimator_for,
    language_options,
    languages,
    model_options,
    output_option,
    output_stream,
    progress_stage,
)


@click.command()
@click.argument("labelled", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--false-alarms", type=click.FloatRange(0, 1), default=0.01, show_default=True, metavar="SHARE",
    help="Set the operating point so that at most this share of the good pairs is flagged.",
)  # fmt: skip
@language_options
@model_options
@output_option
def calibrate(labelled: str, false_alarms: float, **options: Any) -> None:
    """Fit a calibration of --model on LABELLED pairs, for use with --calibration.

    LABELLED is a TSV file with the columns source, target and label: 1 where a professional would correct a major
    error, else 0. The figures printed are from five-fold cross-validation. Without -o nothing is written.
    """
    import dataclasses
    import json

    from tqcheck.quality.calibrated import scorer_of
    from tqcheck.quality.calibration import error_mapping
    from tqcheck.quality.fitting import calibrate as fit
    from tqcheck.quality.fitting import require_both

    if options["calibration"]:
        raise click.UsageError("--calibration is what this command writes; name the file with -o.")
    pairs = read_labelled(labelled)
    require_both(pairs)
    langs = languages(options)
    estimator = estimator_for(options, langs)
    with progress_stage("Scoring", len(pairs)) as done:
        calibration, quality = fit(scorer_of(estimator, langs), pairs, false_alarms, done)
    for line in described(calibration, quality, false_alarms):
        click.echo(line)
    if options["output"]:
        mapping = {**error_mapping(calibration), "quality": dataclasses.asdict(quality)}
        with output_stream(options["output"]) as stream:
            stream.write(json.dumps(mapping, indent=1, ensure_ascii=False) + "\n")


def read_labelled(path: str) -> list[Any]:
    """The labelled pairs of a file.

    Raises:
        TqcheckError: for a missing column, or a row with an empty side or another label than 0 and 1.
    """
    from tqcheck.evaluate.corpora import read_rows
    from tqcheck.quality.fitting import Labelled
    from tqcheck.types import TqcheckError

    pairs = []
    for number, row in enumerate(read_rows(path, ("source", "target", "label")), start=1):
        label = row["label"].strip()
        if label not in ("0", "1"):
            raise TqcheckError(f"{path}: pair {number} has the label '{label}'; write 1 for a major error, else 0")
        if not row["source"].strip() or not row["target"].strip():
            raise TqcheckError(f"{path}: pair {number} has an empty side; leave such pairs out")
        pairs.append(Labelled(row["source"], row["target"], label == "1"))
    return pairs


def described(calibration: Any, quality: Any, false_alarms: float) -> list[str]:
    """What cross-validation says of a calibration, in lines."""
    from tqcheck.quality.protocol import operating_point

    good = quality.pairs - quality.errors
    point = operating_point(calibration.threshold)
    lines = [
        f"model                       {calibration.model}",
        f"pairs                       {quality.pairs}, {quality.errors} of them with a major error",
        f"area under the ROC curve    {quality.auc:.3f}",
        f"expected calibration error  {quality.calibration_error:.3f} (ten bins)",
        f"operating point             {'none: it would be above 1' if point is None else f'{point:.4f}'}",
        f"  recall                    {quality.recall:.3f}",
        f"  false alarms              {quality.false_alarms:.4f} (at most {false_alarms:g} wanted)",
    ]
    if false_alarms * good < 1:
        lines.append(f"note: {good} good pairs are too few for {false_alarms:g}; the operating point is above them all")
    return lines
