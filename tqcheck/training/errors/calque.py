"""Calques and false friends of the lexicon, where the source has the French and the target the right English."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from tqcheck.text.lemmas import lemma
from tqcheck.training.errors.edits import MAJOR, as_written, kind, replace
from tqcheck.training.errors.pair import Pair, Word
from tqcheck.training.errors.types import Edit

_WORD = re.compile(r"[A-Za-z][A-Za-z' -]*")


@dataclass(frozen=True, slots=True)
class _Lemmatised:
    """A source word with its lemma, as the pattern language asks for it."""

    lower: str
    lemma: str
    pos: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What to look for in the target and what to put there, for one French cue."""

    number: int
    right: str
    wrongs: tuple[str, ...]
    words: frozenset[str]


@functools.cache
def _entries() -> Mapping[str, tuple[_Entry, ...]]:
    """The plantable entries by the words that anchor their French pattern."""
    from tqcheck.lexicon.calques import calques

    table: dict[str, list[_Entry]] = {}
    for number, calque in enumerate(calques()):
        wrongs = [text for pattern in calque.wrong if (text := _plain(pattern.text))]
        rights = [right for right in calque.right if _WORD.fullmatch(right)]
        found = [_entry(number, right.lower(), wrongs) for right in rights if wrongs]
        for anchor in calque.french.anchors if found else ():
            table.setdefault(anchor, []).extend(found)
    return {anchor: tuple(found) for anchor, found in table.items()}


def _entry(number: int, right: str, wrongs: list[str]) -> _Entry:
    return _Entry(number, right, tuple(wrong for wrong in wrongs if wrong != right), frozenset(right.split()))


def _plain(pattern: str) -> str | None:
    """One English text that a pattern of the lexicon matches, or None where it has wildcards."""
    words = []
    for token in pattern.split():
        first = token.split("|")[0].removeprefix("=").partition("/")[0]
        if token.endswith("?"):
            continue
        if token in ("*", "...", "…") or not first[:1].isalpha():
            return None
        words.append(first)
    return " ".join(words) or None


@kind("calque", "accuracy/mistranslation", MAJOR, 45.0)
def calque(pair: Pair, rng: Random) -> Edit | None:
    """The word-for-word rendering in the place of the right one, inflected alike."""
    source = [_Lemmatised(w.lower, lemma(w.lower, "fr")) for w in pair.source_words]
    words = {form for word in source for form in (word.lower, word.lemma)}
    table, forms = _entries(), _forms_of(pair)
    options = []
    seen: dict[int, bool] = {}
    for form in sorted(words & table.keys()):
        for entry in table[form]:
            if not entry.words <= forms or not entry.wrongs:
                continue
            place = _place(pair, entry.right)
            if place is not None and _cued(entry.number, source, words, seen):
                options.append((place, entry))
    if not options:
        return None
    (first, last), entry = rng.choice(options)
    new = _inflected(entry.right, rng.choice(entry.wrongs), pair.words[first : last + 1])
    if " " in new and new.rpartition(" ")[2] == pair.at(last + 1):
        new = new.rpartition(" ")[0]
    return replace(pair, first, last, as_written(new, pair.words[first].text)) if new else None


def _cued(number: int, source: list[_Lemmatised], words: set[str], seen: dict[int, bool]) -> bool:
    """Whether the French of an entry stands in the source with nothing that silences it."""
    from tqcheck.lexicon.calques import calques

    if number not in seen:
        found = calques()[number]
        seen[number] = found.applies(frozenset(words)) and next(found.french.find(source), None) is not None
    return seen[number]


def _place(pair: Pair, right: str) -> tuple[int, int] | None:
    """Where the right English stands, as words or as inflected forms of a single word."""
    wanted = right.split()
    if len(wanted) == 1:
        at = next(i for i, w in enumerate(pair.words) if right in (w.lower, lemma(w.lower, "en")))
        return at, at
    lowers = [word.lower for word in pair.words]
    for at in range(len(lowers) - len(wanted) + 1):
        if lowers[at : at + len(wanted)] == wanted:
            return at, at + len(wanted) - 1
    return None


def _forms_of(pair: Pair) -> frozenset[str]:
    """The words of the target and their lemmas; kept on the pair, as every entry asks."""
    if not pair.lemmas:
        pair.lemmas = frozenset(lemma(word, "en") for word in pair.lowers) | pair.lowers
    return pair.lemmas


def _inflected(right: str, wrong: str, found: list[Word]) -> str:
    """The wrong text with the ending of the right form it replaces."""
    from tqcheck.training.errors.inflect import gerund, past_of, plural

    form = found[0].lower
    if len(found) > 1 or form == right:
        return wrong
    head, space, rest = wrong.partition(" ")
    if form.endswith("ing"):
        head = gerund(head)
    elif form.endswith("s"):
        head = plural(head)
    else:
        head = past_of(head)
    return head + space + rest
