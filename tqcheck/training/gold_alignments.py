"""Documents with gold alignments, whole, damaged and in excerpts: what the aligner is fitted and measured on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from tqcheck.align.reading import read_links
from tqcheck.types import Link, Segment, TqcheckError

LOST = 0.2
"""Share of links that lose a side in the damaged copies: the gold alone teaches that nothing is ever missing."""

LONGEST = 6
"""Links of the longest excerpts."""

TINY = 4
"""Sentences a side of the shortest documents at most."""

FAR = 10
"""Sentences between a tiny document and the unrelated sentence that is put into it, at least."""

SPRAWL = 4
"""An excerpt with more than this many sentences a link on either side holds mostly what has no counterpart."""


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """Two sides of one sentence a line, and the links between them; ``linked_only`` if nulls are not to be scored."""

    name: str
    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    gold: tuple[Link, ...]
    linked_only: bool

    def linked(self) -> list[Link]:
        """The links that have both sides."""
        return [link for link in self.gold if link.source and link.target]

    def kept(self, source: Sequence[int], target: Sequence[int]) -> GoldDocument:
        """The document of some of its sentences; a link keeps those of its sentences that are left."""
        places = [{old: new for new, old in enumerate(chosen)} for chosen in (source, target)]
        gold = (
            Link(
                tuple(places[0][i] for i in link.source if i in places[0]),
                tuple(places[1][j] for j in link.target if j in places[1]),
            )
            for link in self.gold
        )
        sides = tuple(self.source[i] for i in source), tuple(self.target[j] for j in target)
        return GoldDocument(self.name, *sides, tuple(g for g in gold if g.source or g.target), self.linked_only)

    def unlinked(self, side: int, place: int) -> GoldDocument:
        """The document with one sentence (``side`` 0 the source, 1 the target) in no link."""
        gold = tuple(link for link in self.gold if place not in (link.source, link.target)[side])
        return replace(self, gold=gold)


def gold_documents(corpora: Path) -> Iterator[GoldDocument]:
    """The development sets in a corpora folder.

    Raises:
        TqcheckError: for a folder without them.
    """
    article = corpora / "textberg"
    if not (article.is_dir() and (corpora / "novels").is_dir()):
        raise TqcheckError(f"{corpora}: holds no textberg/ and novels/; name the folder that does")
    yield GoldDocument(
        "textberg", _lines(article / "dev.de"), _lines(article / "dev.fr"), read_links(article / "dev.defr"), False
    )
    for novel in sorted((corpora / "novels").iterdir()):
        gold = read_links(novel / "gold_fr_en.txt")
        yield GoldDocument(novel.name, _lines(novel / "fr.txt"), _lines(novel / "en.txt"), gold, True)


def _lines(path: Path) -> tuple[Segment, ...]:
    return tuple(Segment(line) for line in path.read_text(encoding="utf-8").splitlines())


def damaged(document: GoldDocument, seed: int) -> GoldDocument:
    """A copy in which a share ``LOST`` of the gold links has lost one side: half of them singly, half in two runs."""
    random = np.random.default_rng(seed)
    links = document.linked()
    run = max(int(len(links) * LOST / 4), 1)
    lost = random.random(len(links)) < LOST / 2
    for start in random.integers(len(links), size=2):
        lost[start : start + run] = True
    sides = np.repeat(random.integers(2, size=len(links)), run)[: len(links)]
    gone: tuple[set[int], set[int]] = (set(), set())
    for link, out, side in zip(links, lost, sides, strict=True):
        if out:
            gone[side].update((link.source, link.target)[side])
    copy = _without(document, *gone)
    return replace(copy, name=f"{document.name}, {LOST:.0%} of the links cut")


def _without(document: GoldDocument, source: set[int], target: set[int]) -> GoldDocument:
    return document.kept(
        [i for i in range(len(document.source)) if i not in source],
        [j for j in range(len(document.target)) if j not in target],
    )


def excerpts(document: GoldDocument, count: int, seed: int) -> Iterator[GoldDocument]:
    """So many stretches of 1 to ``LONGEST`` links as documents of their own.

    Three in five are whole; one has lost one side of one link; one has the target of another place, and no link.
    """
    random = np.random.default_rng(seed)
    links = _plain(document)
    kinds: tuple[Callable[..., GoldDocument | None], ...] = (_whole, _whole, _whole, _cut, _elsewhere)
    made = 0
    for attempt in range(20 * count):
        size = 1 + attempt % LONGEST
        first = int(random.integers(max(len(links) - size, 1)))
        found = kinds[made % len(kinds)](document, links, first, size, random)
        if found is not None:
            made += 1
            yield found
        if made == count:
            return


def tiny(document: GoldDocument, count: int, seed: int, *, unrelated: bool) -> Iterator[GoldDocument]:
    """So many documents of 1 to ``TINY`` sentences a side.

    With ``unrelated`` each has, somewhere on one side, a sentence from far off; without, one in five has sides that do
    not belong together, as among :func:`excerpts`.
    """
    random = np.random.default_rng(seed)
    links = _plain(document)
    made = 0
    for attempt in range(60 * count):
        size = 1 + attempt % TINY
        first = int(random.integers(max(len(links) - size, 1)))
        cut = _intruded if unrelated else _elsewhere if made % 5 == 4 else _whole
        found = cut(document, links, first, size, random)
        if found is not None and max(len(found.source), len(found.target)) <= TINY:
            made += 1
            yield found
        if made == count:
            return


def _plain(document: GoldDocument) -> list[Link]:
    """Links of neighbouring sentences that follow one another on both sides."""
    plain: list[Link] = []
    for link in document.linked():
        together = all(side == tuple(range(side[0], side[-1] + 1)) for side in (link.source, link.target))
        if together and (not plain or (link.source > plain[-1].source and link.target > plain[-1].target)):
            plain.append(link)
    return plain


def _ranges(links: Sequence[Link], first: int, size: int) -> tuple[range, range] | None:
    chosen = links[first : first + size]
    source = range(chosen[0].source[0], chosen[-1].source[-1] + 1)
    target = range(chosen[0].target[0], chosen[-1].target[-1] + 1)
    return (source, target) if max(len(source), len(target)) <= SPRAWL * size else None


def _whole(
    document: GoldDocument, links: Sequence[Link], first: int, size: int, _random: np.random.Generator
) -> GoldDocument | None:
    ranges = _ranges(links, first, size)
    return document.kept(*ranges) if ranges else None


def _cut(
    document: GoldDocument, links: Sequence[Link], first: int, size: int, random: np.random.Generator
) -> GoldDocument | None:
    ranges = _ranges(links, first, size)
    if ranges is None or size == 1:
        return None
    link, side = links[first + int(random.integers(size))], int(random.integers(2))
    gone = set((link.source, link.target)[side])
    left = [[k for k in kept if k not in (gone if which == side else ())] for which, kept in enumerate(ranges)]
    return document.kept(*left) if all(left) else None


def _elsewhere(
    document: GoldDocument, links: Sequence[Link], first: int, size: int, _random: np.random.Generator
) -> GoldDocument | None:
    other = (first + len(links) // 2) % max(len(links) - size, 1)
    here, there = _ranges(links, first, size), _ranges(links, other, size)
    if here is None or there is None or abs(other - first) <= size:
        return None
    return document.kept(here[0], there[1])


def _intruded(
    document: GoldDocument, links: Sequence[Link], first: int, size: int, random: np.random.Generator
) -> GoldDocument | None:
    """A whole stretch with a sentence from far off before, between or after its links, on either side."""
    ranges = _ranges(links, first, size)
    if ranges is None:
        return None
    here, place = int(random.integers(2)), first + int(random.integers(size + 1))
    sentences = len((document.source, document.target)[here])
    if sentences <= len(ranges[here]) + 2 * FAR:
        return None
    stranger = (ranges[here].stop - 1 + FAR + int(random.integers(sentences - len(ranges[here]) - 2 * FAR))) % sentences
    before = [k for link in links[first:place] for k in (link.source, link.target)[here]]
    at = len([k for k in ranges[here] if before and k <= before[-1]])
    chosen = [list(kept) for kept in ranges]
    chosen[here].insert(at, stranger)
    return document.kept(*chosen).unlinked(here, at)
