"""Negations lost and gained, with the grammar of "do" kept, and the words of "never", "no", "only", "without"."""

from __future__ import annotations

from random import Random

from tqcheck.training.errors.edits import CRITICAL, MAJOR, delete, insert_after, kind, replace, swap_word
from tqcheck.training.errors.inflect import base_form, past_of, third_person
from tqcheck.training.errors.pair import Pair
from tqcheck.training.errors.parts import adverb
from tqcheck.training.errors.types import Edit
from tqcheck.training.errors.vocabulary import swaps, word_set

_AUXILIARIES = word_set("negation-auxiliaries")
_CONTRACTED = {
    "isn't": "is", "aren't": "are", "wasn't": "was", "weren't": "were", "hasn't": "has", "haven't": "have",
    "hadn't": "had", "won't": "will", "wouldn't": "would", "can't": "can", "cannot": "can", "couldn't": "could",
    "shouldn't": "should", "mustn't": "must", "needn't": "must",
}  # fmt: skip
_DO = {"don't": "do", "doesn't": "does", "didn't": "did"}
_FREQUENCY = swaps("how-often")
_NO = swaps("no-word")
_NEGATIVE = frozenset("not never no nor without none nothing nobody neither hardly cannot 't".split())


def _be_of(verb: str, auxiliary: str) -> str | None:
    """The plain verb after "do not" as it stands without "do": "does not want" gives "wants"."""
    base = base_form(verb)
    if base != verb:
        return None
    if auxiliary == "did":
        return past_of(verb)
    return third_person(verb) if auxiliary == "does" else verb


@kind("negation-lost", "accuracy/mistranslation", CRITICAL, 40.0)
def lost(pair: Pair, rng: Random) -> Edit | None:
    """Say yes where the source says no."""
    edits = [edit for index in range(len(pair.words)) if (edit := _without(pair, index))]
    return rng.choice(edits) if edits else None


def _without(pair: Pair, at: int) -> Edit | None:
    word = pair.at(at)
    if word == "not" and pair.at(at + 1) not in ("only", "to", "just", "yet", "because"):
        if pair.at(at - 1) in ("do", "does", "did"):
            return _undone(pair, at - 1, at + 1, pair.at(at - 1))
        return delete(pair, at, at) if pair.at(at - 1) in _AUXILIARIES else None
    if word in _CONTRACTED and pair.at(at + 1)[:1].isalpha() and pair.words[at].text[0].islower():
        return replace(pair, at, at, _CONTRACTED[word])
    if word in _DO and pair.words[at].text[0].islower():
        return _undone(pair, at, at + 1, _DO[word])
    if word == "never" and pair.at(at - 1) in _AUXILIARIES:
        return delete(pair, at, at)
    return None


def _undone(pair: Pair, first: int, verb: int, auxiliary: str) -> Edit | None:
    between = verb
    while adverb(pair.at(verb)) or pair.at(verb) in _BETWEEN:
        verb += 1
    finite = _be_of(pair.at(verb), auxiliary) if pair.at(verb)[:1].isalpha() else None
    if not finite or first == 0 or pair.words[first].first:
        return None
    return replace(pair, first, verb, " ".join([*(word.text for word in pair.words[between:verb]), finite]))


_BETWEEN = frozenset(("even", "just", "always", "also", "yet", "ever", "quite", "still", "only"))


@kind("negation-gained", "accuracy/mistranslation", CRITICAL, 4.0)
def gained(pair: Pair, rng: Random) -> Edit | None:
    """Say no where the source says yes."""
    if not pair.lowers.isdisjoint(_NEGATIVE) or any(word.endswith("n't") for word in pair.lowers):
        return None
    edits = [edit for index in range(len(pair.words)) if (edit := _with(pair, index))]
    return rng.choice(edits) if edits else None


def _with(pair: Pair, at: int) -> Edit | None:
    word = pair.at(at)
    if not pair.at(at + 1)[:1].isalpha() or pair.words[at].first or word not in _AUXILIARIES:
        return None
    if word in ("be", "been", "being", "do", "does", "did", "have", "am") or not pair.at(at - 1)[:1].isalpha():
        return None
    if word in ("has", "had") and not _participle(pair.at(at + 1)):
        return None
    return insert_after(pair, at, "not")


def _participle(word: str) -> bool:
    return word.endswith(("ed", "en", "wn")) or word in ("been", "had", "made", "become", "come", "said", "led", "put")


@kind("how-often", "accuracy/mistranslation", MAJOR, 12.0)
def how_often(pair: Pair, rng: Random) -> Edit | None:
    """Never for always, already for still."""
    return swap_word(pair, rng, _FREQUENCY)


@kind("no-word", "accuracy/mistranslation", CRITICAL, 14.0)
def no_word(pair: Pair, rng: Random) -> Edit | None:
    """With for without, something for nothing."""
    if pair.at(0) in ("no", "none") and len(pair.words) < 4:
        return None
    places = [i for i, w in enumerate(pair.words) if w.lower in _NO and pair.at(i + 1) not in _FIXED_AFTER]
    if not places:
        return None
    at = rng.choice(places)
    return replace(pair, at, at, rng.choice(_NO[pair.at(at)]))


_FIXED_AFTER = frozenset(("longer", "more", "matter", "doubt", "one", "sooner", "later", "than", ",", ".", "!", "less"))


@kind("only-lost", "accuracy/omission", MAJOR, 12.0)
def only_lost(pair: Pair, rng: Random) -> Edit | None:
    """Drop "only", "just", "almost" or "hardly"."""
    places = [i for i, word in enumerate(pair.words) if word.lower in _LIMITS and not word.first and _keeps(pair, i)]
    if not places:
        return None
    at = rng.choice(places)
    return delete(pair, at, at)


_LIMITS = frozenset("only merely almost nearly barely solely hardly exclusively partly virtually".split())


def _keeps(pair: Pair, at: int) -> bool:
    return pair.at(at + 1)[:1].isalnum() and pair.at(at - 1) not in ("the", "an", "not", "a", "his", "her", "its")
