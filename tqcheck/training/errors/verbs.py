"""Tense, modality, aspect and agreement of verbs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from tqcheck.training.errors.edits import CRITICAL, MAJOR, MINOR, as_written, kind, replace
from tqcheck.training.errors.inflect import base_by_past, base_form, gerund, irregular_verbs, past_of, third_person
from tqcheck.training.errors.pair import Pair
from tqcheck.training.errors.types import Edit
from tqcheck.training.errors.vocabulary import swaps, word_set

_FAR = swaps("tense")
_NEAR = swaps("tense-near")
_MODALS = swaps("modality")


@kind("tense", "accuracy/mistranslation", MAJOR, 4.0)
def tense(pair: Pair, rng: Random) -> Edit | None:
    """The future or the conditional for a present or a past, and the other way round."""
    return _shifted(pair, rng, _FAR)


@kind("tense-near", "accuracy/mistranslation", MINOR, 2.0)
def tense_near(pair: Pair, rng: Random) -> Edit | None:
    """Was for is, had for has."""
    return _shifted(pair, rng, _NEAR)


def _shifted(pair: Pair, rng: Random, table: Mapping[str, Sequence[str]]) -> Edit | None:
    places = [i for i, w in enumerate(pair.words) if w.lower in table and not w.first and _sure(pair, i)]
    if not places:
        return None
    at = rng.choice(places)
    options = [new for new in table[pair.at(at)] if _fits(new, pair.at(at + 1), pair.at(at))]
    return replace(pair, at, at, rng.choice(options)) if options else None


def _sure(pair: Pair, at: int) -> bool:
    """Whether the word is finite here: "to have", "may have" and "will" the noun are left."""
    before = pair.at(at - 1)
    return before not in _BEFORE_BASE and (pair.at(at) != "will" or before not in ("the", "a", "his", "their", "her"))


_BEFORE_BASE = frozenset("to will would may might must should could can shall not n't".split())


def _fits(new: str, following: str, old: str) -> bool:
    if new == "did" and old == "will":
        return False
    return not (
        new.startswith("will") and (following == "not" or (old in ("have", "had", "has") and following == "to"))
    )


@kind("tense-verb", "accuracy/mistranslation", MAJOR, 7.0)
def tense_verb(pair: Pair, rng: Random) -> Edit | None:
    """A past put in the present or the future: "went" to "goes", "announced" to "will announce"."""
    places = [i for i, w in enumerate(pair.words) if _past(pair, i) and not w.first and not w.capital]
    if not places:
        return None
    at = rng.choice(places)
    base = base_form(pair.at(at))
    subject = pair.at(at - 1)
    plural = subject in ("they", "we", "i", "you") or (subject.endswith("s") and subject not in ("'s", "this", "his"))
    return replace(pair, at, at, rng.choice((base if plural else third_person(base), f"will {base}")))


_SUBJECTS = frozenset("he she it they we i you who which".split())


def _past(pair: Pair, at: int) -> bool:
    word, before = pair.at(at), pair.at(at - 1)
    base = base_by_past().get(word)
    if base in ("be", "have", "do"):
        return False
    simple = base is not None and irregular_verbs()[base][0] == word != base
    if before in _SUBJECTS:
        return simple or (word.endswith("ed") and len(word) > 4)
    participle = base is not None and irregular_verbs()[base][1] == word
    return simple and not participle and before[:1].isalpha()


@kind("modality", "accuracy/mistranslation", MAJOR, 11.0)
def modality(pair: Pair, rng: Random) -> Edit | None:
    """Must for may, will for might."""
    places = [i for i, w in enumerate(pair.words) if w.lower in _MODALS and _modal(pair, i)]
    if not places:
        return None
    at = rng.choice(places)
    options = [o for o in _MODALS[pair.at(at)] if not (pair.at(at + 1) == "not" and ("not" in o or o == "refuse"))]
    return replace(pair, at, at, rng.choice(options)) if options else None


def _modal(pair: Pair, at: int) -> bool:
    """Whether a word of the table stands before a verb; "wanted" and its like need "to"."""
    word, after = pair.at(at), pair.at(at + 1)
    if word in _WITH_TO:
        return after == "to" and not (word.startswith("need") and pair.at(at - 1) in ("the", "a", "no"))
    return after[:1].isalpha() and not (word in ("may", "can") and pair.words[at].capital and not pair.words[at].first)


_WITH_TO = word_set("verbs-with-to")


_NUMBER = {"is": "are", "are": "is", "was": "were", "were": "was", "has": "have", "does": "do", "doesn't": "don't"}
_NUMBER |= {"isn't": "aren't", "wasn't": "weren't", "hasn't": "haven't", "don't": "doesn't"}


@kind("agreement", "fluency/grammar", MINOR, 8.0)
def agreement(pair: Pair, rng: Random) -> Edit | None:
    """Are for is, or the -s of a verb after he, she or it left out."""
    places = [i for i, w in enumerate(pair.words) if w.lower in _NUMBER and not w.first and pair.at(i - 1) != "you"]
    thirds = [
        i
        for i, w in enumerate(pair.words)
        if pair.at(i - 1) in ("he", "she", "it", "who", "which") and w.lower.endswith("s") and len(w.lower) > 3
    ]
    thirds = [i for i in thirds if base_form(pair.at(i)) != pair.at(i) and pair.at(i) != "always"]
    if not places + thirds:
        return None
    at = rng.choice(places + thirds)
    return replace(pair, at, at, _NUMBER.get(pair.at(at)) or base_form(pair.at(at)))


@kind("verb-form", "fluency/grammar", MINOR, 9.6)
def verb_form(pair: Pair, rng: Random) -> Edit | None:
    """An infinitive for a gerund, a gerund for an infinitive, "to" with a finite verb."""
    edits = [edit for i in range(1, len(pair.words)) if (edit := _misformed(pair, i, rng))]
    return rng.choice(edits) if edits else None


_BASES = word_set("verbs-bases")


def _misformed(pair: Pair, at: int, rng: Random) -> Edit | None:
    before, word = pair.at(at - 1), pair.at(at)
    if before == "to" and (word in irregular_verbs() or word in _BASES) and word != "be":
        return replace(pair, at - 1, at, rng.choice((gerund(word), f"to {past_of(word)}", f"for {gerund(word)}")))
    if before in ("will", "would", "can", "could", "must", "may", "should") and (word in irregular_verbs()):
        wrong = (third_person(word), gerund(word), f"to {word}")
        return replace(pair, at, at, rng.choice(wrong if word != "be" else ("been", "to be")))
    if before in ("has", "have", "had", "was", "were", "been") and base_by_past().get(word, "be") not in ("be", "have"):
        base = base_by_past()[word]
        wrong_forms = [f for f in (base, irregular_verbs()[base][0]) if f != word]
        return replace(pair, at, at, as_written(rng.choice(wrong_forms), word)) if wrong_forms else None
    return None


@kind("voice", "accuracy/mistranslation", CRITICAL, 35.0)
def voice(pair: Pair, rng: Random) -> Edit | None:
    """Who does and who suffers exchanged: "killed" for "was killed by", "was accused" for "has accused"."""
    edits = [edit for i, w in enumerate(pair.words) if not w.first and (edit := _turned(pair, i))]
    return rng.choice(edits) if edits else None


def _turned(pair: Pair, at: int) -> Edit | None:
    auxiliary, word = pair.at(at), pair.at(at + 1)
    if auxiliary in ("was", "were") and pair.at(at + 2) == "by" and _participle(word):
        return replace(pair, at, at + 2, past_of(base_form(word)))
    if auxiliary in ("has", "have", "had") and word in _TRANSITIVE:
        return replace(pair, at, at, "was" if auxiliary != "have" else "were")
    if auxiliary in ("is", "are", "was", "were") and word in _TRANSITIVE and pair.at(at + 2) != "by":
        return replace(pair, at, at, "has" if auxiliary in ("is", "was") else "have")
    return None


def _participle(word: str) -> bool:
    return word.endswith("ed") or word in base_by_past()


_TRANSITIVE = word_set("verbs-transitive")
