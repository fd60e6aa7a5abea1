"""``tqcheck train``: rebuild the embedded estimator from a data folder."""

from __future__ import annotations

from pathlib import Path

import click

from tqcheck.types import TqcheckError


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--recipe", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The run as a YAML file.  [default: the one that ships]",
)  # fmt: skip
@click.option(
    "--work", type=click.Path(file_okay=False, path_type=Path), default="tqcheck-training", show_default=True,
    help="Folder of checkpoints; a run that was stopped goes on from them.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), default="tqcheck-estimator", show_default=True,
    help="Folder that the packed model is written to.",
)  # fmt: skip
def train(data: Path, recipe: Path | None, work: Path, output: Path) -> None:
    """Train the embedded estimator on DATA: a folder with news/, parallel/, wce-lig/ and bio-mqm/.

    Needs the extra 'train': pip install "tqcheck[train]".
    """
    from tqcheck.training.qe.recipe import DEFAULT, read_recipe, run
    from tqcheck.training.qe.train import require_corpora

    require_packages()
    plan = read_recipe(recipe or DEFAULT)
    require_corpora(data)
    run(plan, data, work, output, click.echo)


def require_packages() -> None:
    """Refuse to begin without what only training needs.

    Raises:
        TqcheckError: naming what is missing.
    """
    import importlib.util

    missing = [
        name for name in ("yaml", "rapidfuzz", "sacremoses", "sklearn") if importlib.util.find_spec(name) is None
    ]
    if missing:
        raise TqcheckError(f"training needs {', '.join(missing)}; pip install 'tqcheck[train]'")
