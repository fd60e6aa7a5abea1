"""Fits the aligner's weights and the calibration of its confidence on gold alignments.

``python -m tqcheck.training.fit_alignment CORPORA`` prints what :mod:`tqcheck.align.weights` and
:mod:`tqcheck.align.confidence` hold. CORPORA holds ``textberg/`` and ``novels/`` (one sentence a line, gold links
``[0, 1]:[2]``).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tqcheck.align.weights import FITTED, Weights
from tqcheck.training.alignment_left_out import coefficients, leave_one_out, print_left_out
from tqcheck.training.alignment_weights import ITERATIONS, as_vector, as_weights, fit, material_of
from tqcheck.training.gold_alignments import gold_documents


def main() -> None:
    """Fit on all documents; leave each out in turn for honest scores and for the calibration."""
    from tqcheck.encoder import load_encoder

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder that holds textberg/ and novels/")
    parser.add_argument("--iterations", type=int, default=ITERATIONS)
    options = parser.parse_args()
    encoder = load_encoder()
    materials = [material_of(document, encoder) for document in gold_documents(options.corpora)]
    whole = fit([p for material in materials for p in material.fitted()], as_vector(FITTED), options.iterations)
    print_weights(as_weights(whole))
    for material in materials:
        seen = material.whole.scored(material.whole.decoded(whole))
        print(f"{material.whole.document.name}, seen: strict {seen.strict.f1:.3f}, lax {seen.lax.f1:.3f}", flush=True)
    left = list(leave_one_out(materials, options.iterations))
    print("COEFFICIENTS =", tuple(round(float(value), 3) for value in coefficients(left)))
    print_left_out(left, print)


def print_weights(weights: Weights) -> None:
    """The fitted weights as they stand in the module that holds them."""
    for title, values in (("features", weights.features), ("sizes", weights.sizes)):
        print(f"    {title}={{")
        for name, value in values.items():
            print(f'        "{name}": {value},')
        print("    },")


if __name__ == "__main__":
    main()
