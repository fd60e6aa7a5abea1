"""Strict F1 of our aligner beside Gale and Church's as documents get worse: what is moved, lost, added, wrapped.

The folder given holds textberg/, novels/ and parallel/canada_laws.tsv.gz. Every case alters the same gold documents by
script, with a fixed seed; only links with both sides are scored. Gale and Church's aligner, which looks at lengths
alone, is that of the `galechurch` package (the extra `benchmark`).
"""

from __future__ import annotations

import argparse
import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from alignment import law_pairs  # the scripts beside this one
from damage import CASES, PARAGRAPH, Parallel, Unit, Units

from tqcheck.align import align
from tqcheck.align.scoring import AlignmentScores, score_links, score_many
from tqcheck.encoder import load_encoder
from tqcheck.training.gold_alignments import gold_documents
from tqcheck.types import Link, Segment


def parallel_documents(corpora: Path, links: int) -> Iterator[Parallel]:
    """The gold documents, each up to so many links, and as many pairs of laws."""
    whole = [
        (document, ("de", "fr") if document.name == "textberg" else ("fr", "en"))
        for document in gold_documents(corpora)
    ]
    pairs = law_pairs(corpora, 2 * links)
    texts: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for document, langs in whole:
        for lang, side in zip(langs, (document.source, document.target), strict=True):
            texts[lang][document.name] = [segment.text for segment in side]
    texts["fr"]["laws"], texts["en"]["laws"] = ([pair[side] for pair in pairs] for side in (0, 1))
    for document, langs in whole:
        sides = (_units(document.source, document.gold, 0, links), _units(document.target, document.gold, 1, links))
        yield _with_foreign(Parallel(document.name, langs, sides), texts)
    laws = tuple([Unit(pair[side], k, k // PARAGRAPH) for k, pair in enumerate(pairs[:links])] for side in (0, 1))
    yield _with_foreign(Parallel("laws", ("fr", "en"), (laws[0], laws[1])), texts)


def _units(segments: Sequence[Segment], gold: Sequence[Link], side: int, links: int) -> Units:
    """The sentences of the first links, and of what stands between them, in paragraphs that part no link."""
    both = [link for link in gold if link.source and link.target][:links]
    owner = {place: key for key, link in enumerate(both) for place in (link.source, link.target)[side]}
    units, last = [], 0
    for place in range(max(owner) + 1):
        last = owner.get(place, last)
        units.append(Unit(segments[place].text, owner.get(place), last // PARAGRAPH))
    return units


def _with_foreign(document: Parallel, texts: dict[str, dict[str, list[str]]]) -> Parallel:
    """The document with text of both its languages from elsewhere; where there is none, its own words mixed."""
    pools = []
    for lang, units in zip(document.langs, document.sides, strict=True):
        others = [text for name, found in texts[lang].items() if name != document.name for text in found]
        pools.append(others or _mixed([unit.text for unit in units]))
    return replace(document, foreign=(pools[0], pools[1]))


def _mixed(texts: Sequence[str]) -> list[str]:
    """Sentences as long as the given ones, of their words in another order."""
    words = np.random.default_rng(0).permutation(np.array(" ".join(texts).split(), dtype=object)).tolist()
    found, start = [], 0
    for text in texts:
        count = len(text.split())
        found.append(" ".join(words[start : start + count]))
        start += count
    return found


def by_length(document: Parallel) -> list[Link]:
    """The alignment of Gale and Church (1993), with the priors of their paper."""
    import galechurch

    texts = [[unit.text for unit in side] for side in document.sides]
    return [
        Link(tuple(range(b.source_start, b.source_end)), tuple(range(b.target_start, b.target_end)))
        for b in galechurch.align(*texts).beads
    ]


def by_meaning(document: Parallel, encoder: Any) -> list[Link]:
    """Our alignment."""
    return list(align(document.segments(0), document.segments(1), encoder).links)


def measure(
    documents: Sequence[Parallel], encoder: Any, cases: Sequence[str]
) -> Iterator[tuple[str, list[AlignmentScores]]]:
    """For each case the scores of both aligners on all documents together, and ours on the one it is worst at."""
    for case in cases:
        altered = [CASES[case](d, np.random.default_rng(k)) for k, d in enumerate(documents)]
        gold = [document.gold() for document in altered]
        rows = []
        for aligner in (functools.partial(by_meaning, encoder=encoder), by_length):
            links = [aligner(document) for document in altered]
            rows.append(list(zip(gold, links, strict=True)))
        worst = min((score_links(*row, linked_only=True) for row in rows[0]), key=lambda score: score.strict.f1)
        yield case, [*(score_many(row, linked_only=True) for row in rows), worst]


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--links", type=int, default=300, help="links of each document at most")
    parser.add_argument("--case", action="append", choices=list(CASES), help="only this case; may be repeated")
    options = parser.parse_args()
    documents = list(parallel_documents(options.corpora, options.links))
    sizes = ", ".join(f"{d.name} {len(d.sides[0])}+{len(d.sides[1])}" for d in documents)
    print(f"{sizes}\n\n| case | tqcheck | its worst document | Gale-Church |\n| --- | --- | --- | --- |", flush=True)
    for case, (ours, lengths, worst) in measure(documents, load_encoder(), options.case or list(CASES)):
        print(f"| {case} | {ours.strict.f1:.3f} | {worst.strict.f1:.3f} | {lengths.strict.f1:.3f} |", flush=True)


if __name__ == "__main__":
    main()
