"""Edits that keep a sentence's spacing, its first capital and its a/an, and the registry of the kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

from tqcheck.training.errors.pair import Pair
from tqcheck.training.errors.types import Edit, Kind, Planter
from tqcheck.types import Severity

KINDS: dict[str, Kind] = {}

MINOR, MAJOR, CRITICAL = Severity.MINOR, Severity.MAJOR, Severity.CRITICAL
_HARD_VOWEL = re.compile(r"(?:eu|u(?:ni(?!n)|se|s[ua]|r[aei]|t[ei])|one\b|once)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|hono|heir|honest)", re.IGNORECASE)


def kind(name: str, category: str, severity: Severity, weight: float) -> Callable[[Planter], Planter]:
    """Register a planter under a name."""

    def register(plant: Planter) -> Planter:
        KINDS[name] = Kind(name, category, severity, weight, plant)
        return plant

    return register


def as_written(new: str, old: str) -> str:
    """The new word with the old one's capitals."""
    if len(old) > 1 and old.isupper() and new.isascii():
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def article(word: str) -> str:
    """The indefinite article that a word takes."""
    if _SILENT_H.match(word):
        return "an"
    return "an" if word[:1].lower() in "aeiouàâéèêëîïôœû" and not _HARD_VOWEL.match(word) else "a"


def replace(pair: Pair, first: int, last: int, new: str) -> Edit | None:
    """Put ``new`` in the place of words ``first`` to ``last``; an a/an before it follows, unmarked."""
    words = pair.words
    start, end = words[first].start, words[last].end
    old = pair.target[start:end]
    new = as_written(new, old) if words[first].first else new
    if new == old or not new:
        return None
    before = words[first - 1] if first else None
    if before and before.lower in ("a", "an") and before.lower != article(new):
        lead = as_written(article(new), before.text) + pair.target[before.end : start]
        return Edit(before.start, end, lead + new, len(lead), len(lead) + len(new))
    return Edit(start, end, new, 0, len(new))


def insert(pair: Pair, at: int, new: str) -> Edit:
    """Put ``new`` before word ``at``; at a sentence's start the capital moves on to it."""
    word = pair.words[at]
    before = pair.words[at - 1] if at else None
    if before and before.lower in ("a", "an") and before.lower != article(new):
        lead = as_written(article(new), before.text) + " "
        return Edit(before.start, word.start, f"{lead}{new} ", len(lead), len(lead) + len(new))
    if word.first and not proper(pair, at):
        text = f"{new[:1].upper()}{new[1:]} {word.text[:1].lower()}"
        return Edit(word.start, word.start + 1, text, 0, len(new))
    return Edit(word.start, word.start, f"{new} ", 0, len(new))


def insert_after(pair: Pair, at: int, new: str) -> Edit:
    """Put ``new`` after word ``at``."""
    end = pair.words[at].end
    return Edit(end, end, f" {new}", 1, 1 + len(new))


def delete(pair: Pair, first: int, last: int) -> Edit | None:
    """Take words ``first`` to ``last`` out, with one of the spaces beside them; what follows gets the capital."""
    words = pair.words
    if first == 0 and last + 1 >= len(words):
        return None
    start, end = words[first].start, words[last].end
    following = words[last + 1] if last + 1 < len(words) else None
    if following is None or following.start == end:
        return Edit(words[first - 1].end if first else start, end, "", 0, 0)
    if words[first].first and following.text[0].islower():
        return Edit(start, following.start + 1, following.text[0].upper(), 0, 0)
    before = words[first - 1] if first else None
    if before and before.lower in ("a", "an") and following.word and article(following.text) != before.lower:
        lead = as_written(article(following.text), before.text) + " "
        return Edit(before.start, following.start, lead, len(lead), len(lead))
    return Edit(start, following.start, "", 0, 0)


def proper(pair: Pair, index: int) -> bool:
    """Whether a capital at a word is its own: it is "I", or not at a sentence's start, or not a common word."""
    word = pair.words[index]
    if not word.capital or word.text == "I":
        return word.capital
    if not word.first:
        return True
    from tqcheck.training.errors.vocabulary import frequency

    return frequency(word.lower) < 1e-6 or word.text[1:2].isupper()


def swap_word(pair: Pair, rng: Random, table: Mapping[str, Sequence[str]]) -> Edit | None:
    """Replace one word that the table knows by one of its counterparts."""
    places = [index for index, word in enumerate(pair.words) if word.lower in table]
    if not places:
        return None
    index = rng.choice(places)
    new = rng.choice(table[pair.words[index].lower])
    return replace(pair, index, index, as_written(new, pair.words[index].text))


def swap_phrase(pair: Pair, rng: Random, table: Mapping[str, Sequence[str]], pattern: re.Pattern[str]) -> Edit | None:
    """Replace one phrase that a pattern finds by one of its counterparts in the table."""
    matches = list(pattern.finditer(pair.target))
    if not matches:
        return None
    match = rng.choice(matches)
    new = as_written(rng.choice(table[match.group().lower()]), match.group()[:1])
    return None if new == match.group() else Edit(match.start(), match.end(), new, 0, len(new))


def phrases(table: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """A pattern for any key of a table, the longest first."""
    keys = sorted(table, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, keys)) + r")\b", re.IGNORECASE)
