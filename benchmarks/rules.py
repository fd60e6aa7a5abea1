"""Segments a second of processor time that the rules handle alone, French parsing included, and each rule's share.

python benchmarks/rules.py FILE.tsv     # source<TAB>target with a header line, 300 pairs are enough

No model runs: rules that need word links find none. The last lines compare each approach with the one before it, in the
same run.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Sequence

from tqcheck.evaluate.alarms import pairs_as_beads
from tqcheck.evaluate.corpora import read_pairs
from tqcheck.rules import all_rules
from tqcheck.rules.analysis import analyse, load_parser
from tqcheck.rules.constructions import constructions, english_uses
from tqcheck.rules.context import DocumentContext, build_contexts
from tqcheck.types import Bead

WARM = 100
"""Pairs after the timed ones that load the word lists first."""
SHOWN = 12


def main() -> None:
    """Warm up, time parsing and rules, and print."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("file")
    arguments.add_argument("--pairs", type=int, default=300)
    options = arguments.parse_args()
    every = pairs_as_beads(read_pairs(options.file)[: options.pairs + WARM])
    beads = every[: options.pairs]
    timed_rules(build_contexts(every[-WARM:], "fr", "en"))
    began = time.process_time()
    document = build_contexts(beads, "fr", "en")
    parsing = time.process_time() - began
    shares = timed_rules(document)
    whole = parsing + shares.total()
    print(f"{len(beads)} pairs, processor time: {len(beads) / whole:.0f} segments/s")
    for name, seconds in (("parsing", parsing), *shares.most_common(SHOWN)):
        print(f"{name:<24} {1000 * seconds / len(beads):8.3f} ms/segment   {100 * seconds / whole:5.1f}%")
    compare(beads, document)


def timed_rules(document: DocumentContext) -> Counter[str]:
    """Seconds of processor time by rule. What rules share is charged to the one that asks first."""
    serving = [rule for rule in all_rules() if rule.serves("fr", "en")]
    shares: Counter[str] = Counter()
    for context in document.contexts:
        for rule in serving:
            began = time.process_time()
            for _ in rule.function(context):
                pass
            shares[rule.code] += time.process_time() - began
    return shares


def compare(beads: Sequence[Bead], document: DocumentContext) -> None:
    """Each approach against the one before it."""
    sources = [bead.source.text for bead in beads]
    parser = load_parser("fr")
    analyses = [context.target for context in document.contexts]
    patterns = [pattern for construction in constructions() for pattern in construction.wrong]
    rows: tuple[tuple[str, Callable[[], object], Callable[[], object]], ...] = (
        (
            "names when asked for",
            lambda: list(analyse(sources, "fr")),
            lambda: list(parser.pipe(sources, batch_size=64)),
        ),
        (
            "constructions by anchor",
            lambda: [english_uses.__wrapped__(analysis) for analysis in analyses],
            lambda: [list(pattern.find(analysis.tokens)) for analysis in analyses for pattern in patterns],
        ),
    )
    for name, now, before in rows:
        seconds = processor_time(now), processor_time(before)
        each = " against ".join(f"{1000 * value / len(beads):.2f}" for value in seconds)
        print(f"{name:<24} {each} ms/segment before: {seconds[1] / seconds[0]:.1f} times as fast")


def processor_time(work: Callable[[], object]) -> float:
    """Seconds of processor time that a piece of work takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
