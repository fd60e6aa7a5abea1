"""What can happen to a document and its translation, each as a function from a gold document to a worse one."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from tqcheck.types import Link, Segment

LEVELS = (0, 5, 10, 20, 30)
PARAGRAPH = 6
WIDTH = 80
SECTION = 0.1
"""Share of a document's links that is moved, left out or added."""

HEADINGS = {"fr": "Chapitre {}", "en": "Chapter {}", "de": "Kapitel {}"}
CAPTIONS = {"fr": "Illustration {} : {}", "en": "Figure {}. {}", "de": "Abbildung {}: {}"}
NOTES = {"fr": "{} Voir plus haut.", "en": "{} See above.", "de": "{} Siehe oben."}
BOILERPLATE = {
    "fr": ("Imprimer cette page", "Tous droits réservés."),
    "en": ("Print this page", "All rights reserved."),
    "de": ("Diese Seite drucken", "Alle Rechte vorbehalten."),
}


class Unit(NamedTuple):
    """A sentence, the gold link it belongs to (None where it has no counterpart), and its paragraph."""

    text: str
    link: int | None
    paragraph: int = 0


Units = list[Unit]


@dataclass(frozen=True)
class Parallel:
    """Two sides of a document; ``foreign`` is text of either language from elsewhere.

    Paragraphs end where gold links end, so the aligner is told of them only where a case is about ``paragraphs``.
    """

    name: str
    langs: tuple[str, str]
    sides: tuple[Units, Units]
    foreign: tuple[list[str], list[str]] = ([], [])
    paragraphs: tuple[bool, bool] = (False, False)

    def with_side(self, side: int, units: Units) -> Parallel:
        """The document with one side replaced."""
        return replace(self, sides=(units, self.sides[1]) if side == 0 else (self.sides[0], units))

    def gold(self) -> list[Link]:
        """The links that still have both sides, by the places that their sentences have now."""
        places: list[dict[int, list[int]]] = [defaultdict(list), defaultdict(list)]
        for side, found in zip(self.sides, places, strict=True):
            for place, unit in enumerate(side):
                if unit.link is not None:
                    found[unit.link].append(place)
        return [Link(tuple(places[0][key]), tuple(places[1][key])) for key in places[0] if key in places[1]]

    def segments(self, side: int) -> list[Segment]:
        """One side as the aligner takes it."""
        told = self.paragraphs[side]
        return [Segment(unit.text, paragraph=unit.paragraph if told else 0) for unit in self.sides[side]]


Case = Callable[[Parallel, np.random.Generator], Parallel]


def gaps(units: Units) -> list[int]:
    """Places between units that part no link."""
    inside = [k for k in range(1, len(units)) if units[k].link is None or units[k].link != units[k - 1].link]
    return [0, *inside, len(units)]


def inserted(units: Units, additions: dict[int, list[str]]) -> Units:
    """Units with texts without counterpart put in front of some places."""
    found: Units = []
    for place in range(len(units) + 1):
        paragraph = units[min(place, len(units) - 1)].paragraph
        found += [Unit(text, None, paragraph) for text in additions.get(place, ())]
        found += units[place : place + 1]
    return found


def section(units: Units, random: np.random.Generator) -> tuple[int, int]:
    """A run of ``SECTION`` of the units that parts no link, not at either end."""
    between = gaps(units)
    count = max(int(len(between) * SECTION), 2)
    first = int(random.integers(count, max(len(between) - 2 * count, count + 1)))
    return between[first], between[min(first + count, len(between) - 1)]


def moved(document: Parallel, random: np.random.Generator) -> Parallel:
    """A section of the target stands elsewhere."""
    units = document.sides[1]
    first, last = section(units, random)
    rest = units[:first] + units[last:]
    between = gaps(rest)
    place = between[len(between) // 4 if first > len(units) / 2 else 3 * len(between) // 4]
    return document.with_side(1, rest[:place] + units[first:last] + rest[place:])


def left_out(document: Parallel, random: np.random.Generator) -> Parallel:
    """A section is missing from the target."""
    units = document.sides[1]
    first, last = section(units, random)
    return document.with_side(1, units[:first] + units[last:])


def added(document: Parallel, random: np.random.Generator) -> Parallel:
    """A section from another text stands in the target."""
    units = document.sides[1]
    first, last = section(units, random)
    return document.with_side(1, inserted(units, {first: foreign_texts(document, 1, last - first, random)}))


def foreign_texts(document: Parallel, side: int, count: int, random: np.random.Generator) -> list[str]:
    """Neighbouring sentences of another text in the side's language."""
    pool = document.foreign[side]
    first = int(random.integers(max(len(pool) - count, 1)))
    return pool[first : first + count]


def table_of_contents(document: Parallel, random: np.random.Generator) -> Parallel:
    """Both sides have headings; the target lists them all in front."""
    headed, titles = document, []
    for side in (0, 1):
        units = headed.sides[side]
        places = [place for place in gaps(units)[:-1] if _starts(units, place)]
        texts = {place: [_title(units[place].text, number)] for number, place in enumerate(places, start=1)}
        titles = [text for place in places for text in texts[place]]
        headed = headed.with_side(side, _linked_headings(units, texts))
    return headed.with_side(1, inserted(headed.sides[1], {0: titles}))


def _starts(units: Units, place: int) -> bool:
    """Whether a section begins: at every twentieth link, the same on both sides."""
    link = units[place].link
    return link is not None and link % 20 == 0 and (place == 0 or units[place - 1].link != link)


def _title(text: str, number: int) -> str:
    return f"{number}. {' '.join(text.split()[:4])}"


def _linked_headings(units: Units, texts: dict[int, list[str]]) -> Units:
    """Units with headings in front; a heading's link is the negative of the first of its section, less one."""
    found: Units = []
    for place, unit in enumerate(units):
        found += [Unit(text, -1 - (unit.link or 0), unit.paragraph) for text in texts.get(place, ())]
        found.append(unit)
    return found


def captions_and_footnotes(document: Parallel, random: np.random.Generator) -> Parallel:
    """One in fifteen target sentences is followed by a caption or a footnote that the source does not have."""
    units, lang = document.sides[1], document.langs[1]
    between = gaps(units)[1:]
    additions = {}
    for number, place in enumerate(sorted(random.choice(between, len(between) // 15, replace=False)), start=1):
        near = " ".join(units[place - 1].text.split()[:6])
        additions[int(place)] = [(NOTES if number % 2 else CAPTIONS)[lang].format(number, near)]
    return document.with_side(1, inserted(units, additions))


def wrapped(document: Parallel, random: np.random.Generator) -> Parallel:
    """Every source sentence comes in lines of at most 80 characters, each taken for a sentence."""
    lines = [
        Unit(line, unit.link, unit.paragraph)
        for unit in document.sides[0]
        for line in textwrap.wrap(unit.text, WIDTH) or [unit.text]
    ]
    return document.with_side(0, lines)


def no_paragraphs(document: Parallel, random: np.random.Generator) -> Parallel:
    """The target is one paragraph; the source has its own."""
    return replace(document, paragraphs=(True, False))


def paragraphs(document: Parallel, random: np.random.Generator) -> Parallel:
    """Both sides have the same paragraphs."""
    return replace(document, paragraphs=(True, True))


def other_headings(document: Parallel, random: np.random.Generator) -> Parallel:
    """Numbered headings every 12 links in the source; others, made of the text, every 17 in the target."""
    source, target = document.sides
    numbered = {
        place: [HEADINGS[document.langs[0]].format(number)]
        for number, place in enumerate(gaps(source)[:-1:12], start=1)
    }
    titled = {place: [" ".join(target[place].text.split()[1:5]).capitalize()] for place in gaps(target)[:-1:17]}
    document = document.with_side(0, inserted(source, numbered))
    return document.with_side(1, inserted(target, titled))


def boilerplate(document: Parallel, random: np.random.Generator) -> Parallel:
    """The same two lines every 15 links on both sides, a third of them missing from the target."""
    for side, lang in enumerate(document.langs):
        units: Units = []
        for place, unit in enumerate(document.sides[side]):
            units.append(unit)
            last = place + 1 == len(document.sides[side]) or document.sides[side][place + 1].link != unit.link
            if unit.link is None or unit.link % 15 != 14 or not last or (side and unit.link // 15 % 3 == 2):
                continue
            units += [Unit(text, -2 * unit.link - n, unit.paragraph) for n, text in enumerate(BOILERPLATE[lang])]
        document = document.with_side(side, units)
    return document


def noise(percent: int) -> Case:
    """So many sentences in a hundred on either side: half of them lost, as many foreign ones added."""

    def noisy(document: Parallel, random: np.random.Generator) -> Parallel:
        for side in (0, 1):
            units = document.sides[side]
            count = round(len(units) * percent / 200)
            lost = set(random.choice(len(units), count, replace=False).tolist())
            left = [unit for place, unit in enumerate(units) if place not in lost]
            texts = random.permutation(np.array(document.foreign[side], dtype=object))[:count]
            additions: dict[int, list[str]] = defaultdict(list)
            for place, text in zip(random.choice(gaps(left), count), texts, strict=False):
                additions[int(place)].append(text)
            document = document.with_side(side, inserted(left, additions))
        return document

    return noisy


CASES: dict[str, Case] = {
    **{f"{level}% noise": noise(level) for level in LEVELS},
    "a section moved": moved,
    "a section left out": left_out,
    "a section added": added,
    "a table of contents": table_of_contents,
    "captions and footnotes": captions_and_footnotes,
    "line-wrapped source": wrapped,
    "the same paragraphs": paragraphs,
    "no paragraphs on one side": no_paragraphs,
    "other headings": other_headings,
    "repeated boilerplate": boilerplate,
}
