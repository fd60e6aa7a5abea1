"""French left in the target: words, phrases, the whole of a clause."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from random import Random

from tqcheck.training.errors.edits import CRITICAL, MAJOR, kind, replace
from tqcheck.training.errors.pair import Pair
from tqcheck.training.errors.parts import contentful
from tqcheck.training.errors.types import Edit
from tqcheck.training.errors.vocabulary import frequency, word_set

_FRENCH_SMALL = word_set("untranslated-french-small")


@kind("french-word", "accuracy/untranslated", MAJOR, 6.0)
def word(pair: Pair, rng: Random) -> Edit | None:
    """A source word in the place of its counterpart: a cognate or a word of a known sense."""
    by_start, by_sense = _candidates(pair)
    options = []
    for at, here in enumerate(pair.words):
        if here.word and len(here.lower) > 3 and not here.capital and contentful(pair, at):
            options += [(at, french) for french in by_sense.get(here.lower, ())]
            options += [(at, f) for f in by_start.get(here.lower[:4], ()) if _cognates(f.lower(), here.lower)]
    if not options:
        return None
    at, french = rng.choice(options)
    return replace(pair, at, at, french)


def _candidates(pair: Pair) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """French words worth leaving in, by their first four letters and by the English words of their senses."""
    by_start: dict[str, list[str]] = {}
    by_sense: dict[str, list[str]] = {}
    known = _senses()
    for word in pair.source_words:
        if (
            len(word.lower) > 3
            and word.word
            and not word.capital
            and word.lower not in pair.lowers
            and _foreign(word.lower)
        ):
            by_start.setdefault(_plain(word.lower)[:4], []).append(word.text)
            for english in known.get(word.lower, ()):
                by_sense.setdefault(english, []).append(word.text)
    return by_start, by_sense


@functools.cache
def _senses() -> Mapping[str, tuple[str, ...]]:
    from tqcheck.training.errors.lexical import sense_rows

    return {french: tuple(dict.fromkeys(right for right, _ in found)) for french, found in sense_rows().items()}


@functools.lru_cache(maxsize=200000)
def _cognates(french: str, english: str) -> bool:
    """Whether the two share most of a beginning and are of like length."""
    plain = _plain(french)
    if plain == english or plain[:1] != english[:1] or abs(len(plain) - len(english)) > 3:
        return False
    common = 0
    while common < min(len(plain), len(english)) and plain[common] == english[common]:
        common += 1
    return common >= 4 and common >= 0.6 * min(len(plain), len(english))


def _plain(text: str) -> str:
    return text.translate(_ACCENTS).replace("œ", "oe")


_ACCENTS = str.maketrans("àâäçéèêëîïôöùûüÿ", "aaaceeeeiioouuuy")


@functools.lru_cache(maxsize=100000)
def _foreign(french: str) -> bool:
    """Whether a French word is not at home in English as well."""
    return frequency(french) < 0.15 * frequency(french, "fr")


@kind("french-word-same-place", "accuracy/untranslated", MAJOR, 1.5)
def same_place(pair: Pair, rng: Random) -> Edit | None:
    """A source word of content put where the same share of the target has gone by."""
    source = [(i, w) for i, w in enumerate(pair.source_words) if _telling(w.lower) and not w.capital]
    target = [i for i in range(len(pair.words)) if contentful(pair, i) and not pair.words[i].capital]
    if not source or not target or len(pair.source_words) > 60:
        return None
    at, french = rng.choice(source)
    wanted = at / len(pair.source_words) * len(pair.words)
    nearest = min(target, key=lambda i: (abs(i - wanted), i))
    return replace(pair, nearest, nearest, french.text) if abs(nearest - wanted) < 3 else None


def _telling(french: str) -> bool:
    return len(french) > 3 and french.isalpha() and french not in _FRENCH_SMALL and _foreign(french)


@kind("french-phrase", "accuracy/untranslated", CRITICAL, 3.0)
def phrase(pair: Pair, rng: Random) -> Edit | None:
    """A run of source words in the place of as large a share of the target."""
    source, target = pair.source_words, pair.words
    if min(len(source), len(target)) < 6:
        return None
    length = rng.randint(2, max(2, min(6, len(source) // 3)))
    first = rng.randrange(0, len(source) - length)
    run = source[first : first + length]
    if not all(w.word for w in run) or not any(_telling(w.lower) for w in run):
        return None
    start = round(first / len(source) * len(target))
    end = min(len(target) - 2, start + max(1, round(length * len(target) / len(source))) - 1)
    if end < start or not all(w.word for w in target[start : end + 1]):
        return None
    text = pair.source[run[0].start : run[-1].end]
    text = text[:-1] if text.endswith(("'", "’")) else text
    return replace(pair, start, end, text)


@kind("french-clause", "accuracy/untranslated", CRITICAL, 2.5)
def clause(pair: Pair, rng: Random) -> Edit | None:
    """The end of the sentence from a comma on, left in French."""
    source = [m.end() for m in re.finditer(r"[,:;] ", pair.source)]
    target = [m.end() for m in re.finditer(r"[,:;] ", pair.target)]
    if not source or len(source) != len(target):
        return None
    at = rng.randrange(len(source))
    text = pair.source[source[at] :]
    if len(text) < 12 or _plain(text.lower()) == pair.target[target[at] :].lower():
        return None
    return Edit(target[at], len(pair.target), text, 0, len(text))


@kind("all-french", "accuracy/untranslated", CRITICAL, 0.3)
def everything(pair: Pair, rng: Random) -> Edit | None:
    """The source sentence itself."""
    telling = sum(_telling(w.lower) for w in pair.source_words)
    if telling < 3 or not pair.target:
        return None
    return Edit(0, len(pair.target), pair.source, 0, len(pair.source))
