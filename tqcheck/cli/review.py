"""``tqcheck review``: the main job, as a page that opens in the browser. The page stands alone; there is no server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tqcheck.cli.check import run
from tqcheck.cli.configuration import config_options
from tqcheck.cli.many import many_options
from tqcheck.cli.options import (
    BASELINE_ONCE,
    baseline_options,
    gate_options,
    input_options,
    language_options,
    model_options,
    rule_options,
)


@click.command()
@click.argument("source", required=False)
@click.argument("target", required=False)
@config_options("changed-since", "output", "no-open", *BASELINE_ONCE)
@click.option("--no-open", is_flag=True, help="Write the page and print where it is.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the page here.  [default: a new file]")
@click.option("--reference", metavar="FILE", type=click.Path(), help="A human translation: adds BLEU, chrF and TER.")
@language_options
@input_options
@model_options
@many_options
@rule_options
@gate_options
@baseline_options
def review(source: str | None, target: str | None, no_open: bool, output: str | None, **options: Any) -> int:
    """Check as `tqcheck check` does, and open the report in the browser.

    The page needs no server and no network. Exits 0 whatever was found.
    """
    if source is None and options["pairs"] is None:
        raise click.UsageError("Missing argument 'SOURCE'.", click.get_current_context())
    page = Path(output) if output is not None else _new_file()
    status = run(source, target, **options, output_format="html", output=str(page), also=(), exit_zero=True)
    click.echo(page)
    if not no_open:
        _open(page)
    return status


def _new_file() -> Path:
    """A file that stays when the command ends, since the browser reads it afterwards."""
    import tempfile

    return Path(tempfile.mkdtemp(prefix="tqcheck-")) / "review.html"


def _open(page: Path) -> None:
    import webbrowser

    if not webbrowser.open(page.resolve().as_uri()):
        click.echo(f"tqcheck: warning: no browser could be started; open {page}", err=True)
