"""Words, phrases and clauses of the source that the target leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from tqcheck.training.errors.edits import CRITICAL, MAJOR, MINOR, delete, kind
from tqcheck.training.errors.pair import Pair
from tqcheck.training.errors.parts import DETERMINERS, PREPOSITIONS, adjective, adverb, contentful, noun, verb
from tqcheck.training.errors.types import Edit

_EMPTY = frozenset("actually really quite rather indeed basically simply especially own such respective total".split())


@kind("modifier-dropped", "accuracy/omission", MAJOR, 7.0)
def modifier(pair: Pair, rng: Random) -> Edit | None:
    """An adjective before a noun, or an adverb in -ly, left out."""
    places = [i for i in range(len(pair.words)) if _droppable(pair, i)]
    if not places:
        return None
    at = rng.choice(places)
    return delete(pair, at, at)


def _droppable(pair: Pair, at: int) -> bool:
    word = pair.at(at)
    following = pair.at(at + 1)
    if word in _EMPTY or not pair.words[at].word or pair.words[at].first or pair.at(at - 1) in _KEEP:
        return False
    if adverb(word):
        return following[:1].isalpha() or following in (".", ",")
    if pair.at(at - 1) == "the" and not following.endswith("s") and not noun(following):
        return False
    return adjective(word) and following[:1].isalpha() and (noun(following) or adjective(following))


_KEEP = frozenset(("as", "so", "too", "more", "most", "less", "very", "how", "and", "or", "is", "are", "was", "were"))


@kind("word-dropped", "accuracy/omission", MAJOR, 4.0)
def content_word(pair: Pair, rng: Random) -> Edit | None:
    """A noun or verb left out; the sentence shows the hole."""
    places = [i for i in range(len(pair.words)) if contentful(pair, i) and not pair.words[i].first]
    places = [i for i in places if not adverb(pair.at(i)) and pair.at(i) != "said"]
    if len(pair.words) < 5 or not places:
        return None
    listed = [i for i in places if noun(pair.at(i)) or verb(pair.at(i))] or places
    at = rng.choice(listed)
    return delete(pair, at, at)


@kind("small-word-dropped", "fluency/grammar", MINOR, 4.8)
def small_word(pair: Pair, rng: Random) -> Edit | None:
    """A preposition, conjunction or auxiliary left out."""
    small = PREPOSITIONS | {
        "and",
        "is",
        "are",
        "was",
        "were",
        "has",
        "be",
        "been",
        "who",
        "when",
        "because",
        "but",
        "if",
    }
    places = [i for i, w in enumerate(pair.words) if w.lower in small and not w.first and _missed(pair, i)]
    if not places:
        return None
    at = rng.choice(places)
    return delete(pair, at, at)


def _missed(pair: Pair, at: int) -> bool:
    """Whether the sentence misses the word: "all of the" and "help to do" do not."""
    before, after = pair.at(at - 1), pair.at(at + 1)
    if pair.at(at) == "of" and before in ("all", "both", "half", "outside", "inside", "off"):
        return False
    if pair.at(at) in ("on", "for") and (
        after[:1].isdigit() or after.endswith("day") or (noun(after) and before == "that")
    ):
        return False
    if pair.at(at) == "to" and before in ("help", "helps", "helped", "and", "or", "helping"):
        return False
    return after[:1].isalnum()


@kind("phrase-dropped", "accuracy/omission", MAJOR, 7.0)
def phrase(pair: Pair, rng: Random) -> Edit | None:
    """A prepositional phrase left out."""
    found = list(_prepositional(pair))
    return delete(pair, *rng.choice(found)) if found else None


def _prepositional(pair: Pair) -> Iterator[tuple[int, int]]:
    words = pair.words
    for first, word in enumerate(words):
        if word.lower not in PREPOSITIONS or word.first or word.lower == "to" or not _led(pair, first):
            continue
        last = first + 1
        while last < min(len(words) - 1, first + 6) and (
            adjective(words[last].lower) or words[last].lower in DETERMINERS
        ):
            last += 1
        if last >= len(words) or not (noun(words[last].lower) or words[last].capital):
            continue
        while last + 1 < len(words) and words[last + 1].capital and words[last].capital:
            last += 1
        if pair.at(last + 1) in (
            ".",
            ",",
            ";",
            "!",
            "?",
            ")",
            "and",
            "in",
            "on",
            "by",
            "for",
            "to",
            "is",
            "was",
            "has",
        ):
            yield first, last


def _led(pair: Pair, at: int) -> bool:
    """Whether a word other than a determiner stands right before, so that nothing hangs when the phrase goes."""
    return at > 0 and pair.words[at - 1].word and pair.at(at - 1) not in DETERMINERS


_COMMA_CLAUSE = re.compile(r", [^,.;:?!()\"“”«»]{8,}(?=, )")
_BRACKETS = re.compile(r" \([^()]{3,}\)")
_LAST_CLAUSE = re.compile(
    r",? (?:because|while|although|when|which|who|after|before|since|if|whereas|unless|so that)"
    r" [^,.;:?!()\"“”]{10,}(?=[.!?]*$)"
)
_AND_CLAUSE = re.compile(r"(?:,|;)? (?:and|but) [^,.;:?!()\"“”]{12,}(?=[.!?]*$)|[,;:] [^,.;:?!()\"“”]{10,}(?=[.!?]*$)")


@kind("clause-dropped", "accuracy/omission", CRITICAL, 8.0)
def clause(pair: Pair, rng: Random) -> Edit | None:
    """What stands between commas or brackets, or the last clause, left out."""
    found = [m for p in (_COMMA_CLAUSE, _BRACKETS, _LAST_CLAUSE, _AND_CLAUSE) for m in p.finditer(pair.target)]
    found = [m for m in found if m.start() > 5 and m.end() - m.start() < 0.75 * len(pair.target)]
    if not found:
        return None
    match = rng.choice(found)
    end = match.end()
    if pair.target[match.start()] == "," and match.re is _COMMA_CLAUSE and rng.random() < 0.5:
        end += 1
    return Edit(match.start(), end, "", 0, 0)


@kind("half-dropped", "accuracy/omission", CRITICAL, 1.5)
def half(pair: Pair, rng: Random) -> Edit | None:
    """The second part of the sentence, or its first, left out."""
    words = pair.words
    if len(words) < 10:
        return None
    last = len(words) - 1 if words[-1].word or words[-1].text[0].isdigit() else len(words) - 2
    cut = rng.randint(len(words) // 3, 2 * len(words) // 3)
    if rng.random() < 0.7:
        return delete(pair, cut, last) if words[cut].word else None
    return delete(pair, 0, cut - 1) if words[cut].word else None


@kind("start-dropped", "accuracy/omission", MAJOR, 4.0)
def start(pair: Pair, rng: Random) -> Edit | None:
    """The opening phrase before the first comma left out."""
    for index, word in enumerate(pair.words[:9]):
        if word.text == "," and index >= 2 and index + 3 < len(pair.words):
            return delete(pair, 0, index)
        if not word.word:
            return None
    return None
