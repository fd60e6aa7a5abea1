"""Pronouns, possessives and demonstratives of the wrong sex, number, person or reach."""

from __future__ import annotations

from collections.abc import Container, Sequence
from random import Random

from tqcheck.training.errors.edits import CRITICAL, MAJOR, MINOR, as_written, kind, replace
from tqcheck.training.errors.pair import Pair
from tqcheck.training.errors.parts import adverb, noun, verb
from tqcheck.training.errors.types import Edit
from tqcheck.training.errors.vocabulary import swaps, word_set

_BE = {"is": "are", "was": "were", "has": "have", "isn't": "aren't", "wasn't": "weren't", "hasn't": "haven't"}
_BE |= {"does": "do", "doesn't": "don't"}
_BE_SINGULAR = {plural: singular for singular, plural in _BE.items()}
_SUBJECTS = swaps("subject-pronoun")
_POSSESSIVES = swaps("possessive")
_OBJECTS = swaps("object-pronoun")
_REFLEXIVES = swaps("reflexive")
_DEMONSTRATIVES = swaps("demonstrative")
_RELATIVES = swaps("relative")
_SEXES = swaps("sex")
_AFTER_OBJECT = word_set("pronouns-after-object")
_ENDS_OBJECT = frozenset(". , ; : ? ! )".split())
_GOVERNS = frozenset("of with for to about from against by into at".split())
_SINGULAR = frozenset(("he", "she", "it"))


def _places(pair: Pair, table: Container[str]) -> list[int]:
    return [i for i, word in enumerate(pair.words) if word.word and word.lower in table]


@kind("pronoun", "accuracy/mistranslation", MAJOR, 14.0)
def subject(pair: Pair, rng: Random) -> Edit | None:
    """He for she, it for he; the verb "be" or "have" after it agrees again."""
    places = [i for i in _places(pair, _SUBJECTS) if _subject(pair, i)]
    if not places:
        return None
    at = rng.choice(places)
    old = pair.at(at)
    options = _told_apart(pair, at, _SUBJECTS[old])
    if not options:
        return None
    new = rng.choice(options)
    if old == "i" and pair.at(at + 1) in ("am", "'m"):
        return replace(pair, at, at + 1, f"{new} " + ("are" if new == "we" else "is"))
    verb = pair.at(at + 1)
    if (old in _SINGULAR) == (new in _SINGULAR) or not pair.words[at + 1 : at + 2]:
        return replace(pair, at, at, new)
    repaired = _verb_for(verb, new)
    if repaired is None:
        same = [n for n in options if (n in _SINGULAR) == (old in _SINGULAR)]
        return replace(pair, at, at, rng.choice(same)) if same else None
    return replace(pair, at, at + 1, f"{new} {repaired}") if repaired != verb else replace(pair, at, at, new)


def _told_apart(pair: Pair, at: int, options: Sequence[str]) -> list[str]:
    """The pronouns that the source rules out: without an antecedent French "il", "son", "lui" leave the person open."""
    old = pair.at(at)
    if "on" in pair.source_lowers and old in _ANYONE:
        return [new for new in options if new in _SINGULAR]
    if old not in _OPEN or _antecedent(pair, at):
        return list(options)
    if old in _SINGULAR and pair.source_lowers.isdisjoint(("il", "elle")) and not pair.source_lowers.isdisjoint(_THIS):
        return list(options)
    told = {("he", "she"), ("she", "he")}
    return [new for new in options if new not in _OPEN or (old, new) in told]


_ANYONE = frozenset(("we", "you", "they", "i", "our", "your", "their"))
_OPEN = frozenset(("he", "she", "it", "his", "her", "its", "him"))
_THIS = ("ce", "c'", "cela", "ça", "ceci")


def _antecedent(pair: Pair, at: int) -> bool:
    """Whether something before a pronoun, a name, a noun or another pronoun, may tell whom it stands for."""
    before = pair.words[:at]
    return any((w.capital and not w.first and len(w.text) > 1) or w.lower in _OPEN or noun(w.lower) for w in before)


def _subject(pair: Pair, at: int) -> bool:
    """Whether a pronoun is the subject; "it" is one only before something that can be its verb."""
    after = pair.at(at + 1)
    if after in ("'m", "'re", "'ve", "'s"):
        return False
    if pair.at(at) != "it":
        return True
    return (
        pair.words[at].first
        or after in _BE
        or after in _FIXED
        or adverb(after)
        or (verb(after) and after[-3:] != "ing")
    )


def _verb_for(verb: str, subject: str) -> str | None:
    """The verb as it follows the new subject, or None where that is not known."""
    if subject == "I":
        return {"are": "am", "were": "was"}.get(verb) or (None if verb in ("is", "has", "does") else verb)
    if subject in _SINGULAR:
        if verb in _BE_SINGULAR:
            return _BE_SINGULAR[verb]
    elif verb in _BE:
        return _BE[verb]
    fixed = verb.endswith("ed") or verb in _FIXED or not verb[:1].isalpha()
    return verb if fixed else None


_FIXED = word_set("pronouns-fixed")


@kind("possessive", "accuracy/mistranslation", MAJOR, 14.0)
def possessive(pair: Pair, rng: Random) -> Edit | None:
    """His for her, its for their."""
    places = _places(pair, _POSSESSIVES)
    places += [i for i in _places(pair, ("her",)) if _determines(pair, i)]
    if not places:
        return None
    at = rng.choice(places)
    options = _told_apart(pair, at, _POSSESSIVES.get(pair.at(at), ("his", "his", "its", "their")))
    return replace(pair, at, at, rng.choice(options)) if options else None


@kind("object-pronoun", "accuracy/mistranslation", MAJOR, 12.0)
def object_pronoun(pair: Pair, rng: Random) -> Edit | None:
    """Him for her, them for it."""
    places = [i for i in _places(pair, _OBJECTS) if not pair.words[i].capital and pair.at(i) != "it"]
    places += [i for i in _places(pair, ("it",)) if pair.at(i + 1) in _ENDS_OBJECT or pair.at(i - 1) in _GOVERNS]
    places += [i for i in _places(pair, ("her",)) if pair.at(i + 1) in _AFTER_OBJECT]
    if not places:
        return None
    at = rng.choice(places)
    options = _told_apart(pair, at, _OBJECTS[pair.at(at)] if pair.at(at) != "her" else ("him", "him", "it", "them"))
    return replace(pair, at, at, rng.choice(options)) if options else None


def _determines(pair: Pair, at: int) -> bool:
    return pair.at(at + 1)[:1].isalpha() and pair.at(at + 1) not in _AFTER_OBJECT


@kind("reflexive", "accuracy/mistranslation", MAJOR, 10.0)
def reflexive(pair: Pair, rng: Random) -> Edit | None:
    """Himself for itself."""
    places = _places(pair, _REFLEXIVES)
    if not places:
        return None
    at = rng.choice(places)
    return replace(pair, at, at, rng.choice(_REFLEXIVES[pair.at(at)]))


@kind("demonstrative", "fluency/grammar", MINOR, 4.8)
def demonstrative(pair: Pair, rng: Random) -> Edit | None:
    """These for this before a noun that stays as it is."""
    places = [i for i in _places(pair, _DEMONSTRATIVES) if pair.at(i + 1)[:1].isalpha() and pair.at(i + 1) != "who"]
    if not places:
        return None
    at = rng.choice(places)
    return replace(pair, at, at, rng.choice(_DEMONSTRATIVES[pair.at(at)]))


@kind("relative", "fluency/grammar", MINOR, 6.4)
def relative(pair: Pair, rng: Random) -> Edit | None:
    """Which for who, who for whose."""
    places = _places(pair, _RELATIVES)
    if not places:
        return None
    at = rng.choice(places)
    return replace(pair, at, at, rng.choice(_RELATIVES[pair.at(at)]))


@kind("sex-of-person", "accuracy/mistranslation", CRITICAL, 8.0)
def sex_of_person(pair: Pair, rng: Random) -> Edit | None:
    """Woman for man, father for mother, Mrs for Mr."""
    places = _places(pair, _SEXES)
    if not places:
        return None
    at = rng.choice(places)
    return replace(pair, at, at, as_written(rng.choice(_SEXES[pair.at(at)]), pair.words[at].text))
