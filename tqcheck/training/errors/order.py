"""Words and phrases in the wrong order, above all the order of French."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tqcheck.training.errors.edits import MAJOR, MINOR, kind, replace
from tqcheck.training.errors.pair import Pair
from tqcheck.training.errors.parts import PREPOSITIONS, adjective, adverb, contentful, noun, verb
from tqcheck.training.errors.types import Edit
from tqcheck.training.errors.vocabulary import word_set


@kind("adjective-after-noun", "fluency/word-order", MINOR, 9.6)
def adjective_after(pair: Pair, rng: Random) -> Edit | None:
    """ "policy economic" for "economic policy"."""
    places = [
        i
        for i in range(len(pair.words) - 1)
        if adjective(pair.at(i)) and noun(pair.at(i + 1)) and not pair.words[i].first and not noun(pair.at(i + 2))
    ]
    if not places:
        return None
    at = rng.choice(places)
    return replace(pair, at, at + 1, f"{pair.words[at + 1].text} {pair.words[at].text}")


@kind("noun-adjunct-order", "fluency/word-order", MINOR, 8.0)
def adjunct(pair: Pair, rng: Random) -> Edit | None:
    """ "the market of the labour" for "the labour market", or the two nouns swapped."""
    places = [
        i
        for i in range(1, len(pair.words) - 1)
        if noun(pair.at(i)) and noun(pair.at(i + 1)) and not pair.words[i + 1].capital and not pair.words[i].capital
    ]
    if not places:
        return None
    at = rng.choice(places)
    one, other = pair.words[at].text, pair.words[at + 1].text
    return replace(pair, at, at + 1, f"{other} {rng.choice(('', '', 'of the ', 'of '))}{one}")


@kind("adverb-order", "fluency/word-order", MINOR, 22.4)
def adverb_order(pair: Pair, rng: Random) -> Edit | None:
    """An adverb between the verb and its object."""
    places = [
        i
        for i in range(1, len(pair.words) - 2)
        if adverb(pair.at(i)) and verb(pair.at(i + 1)) and pair.at(i + 2) in ("the", "a", "an", "his", "their", "its")
    ]
    if not places:
        return None
    at = rng.choice(places)
    return replace(pair, at, at + 1, f"{pair.words[at + 1].text} {pair.words[at].text}")


@kind("words-swapped", "fluency/word-order", MINOR, 2.4)
def words(pair: Pair, rng: Random) -> Edit | None:
    """Two neighbours in each other's place."""
    places = [i for i in range(len(pair.words) - 1) if _swappable(pair, i)]
    if not places:
        return None
    at = rng.choice(places)
    return replace(pair, at, at + 1, f"{pair.words[at + 1].text} {pair.words[at].text}")


def _swappable(pair: Pair, at: int) -> bool:
    one, other = pair.words[at], pair.words[at + 1]
    if not (one.word and other.word) or one.first or one.capital or other.capital or "'" in one.text + other.text:
        return False
    if other.text.startswith("'") or one.end == other.start or one.lower == other.lower:
        return False
    both_adjectives = adjective(one.lower) and adjective(other.lower)
    return (contentful(pair, at) or contentful(pair, at + 1)) and not (
        both_adjectives or adverb(one.lower) or adverb(other.lower)
    )


@kind("arguments-swapped", "accuracy/mistranslation", MAJOR, 8.0)
def arguments(pair: Pair, rng: Random) -> Sequence[Edit] | None:
    """Two nouns of the sentence in each other's place: who does it to whom."""
    places = [i for i, w in enumerate(pair.words) if noun(w.lower) and not w.capital and pair.at(i - 1) in _LEADS]
    places = [i for i in places if not noun(pair.at(i + 1))]
    pairs = [
        (i, j)
        for i in places
        for j in places
        if 2 < j - i < 10 and pair.at(i) != pair.at(j) and not {"and", "or"} & {w.lower for w in pair.words[i:j]}
    ]
    pairs = [(i, j) for i, j in pairs if _plural(pair.at(i)) == _plural(pair.at(j))]
    if not pairs:
        return None
    i, j = rng.choice(pairs)
    edits = replace(pair, i, i, pair.words[j].text), replace(pair, j, j, pair.words[i].text)
    return [edit for edit in edits if edit]


_LEADS = word_set("order-leads")


def _plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss")


@kind("phrase-moved", "fluency/word-order", MINOR, 4.0)
def moved(pair: Pair, rng: Random) -> Sequence[Edit] | None:
    """A prepositional phrase put where it does not belong, inside another phrase."""
    starts = [
        i
        for i in range(3, len(pair.words) - 3)
        if pair.at(i) in PREPOSITIONS and pair.at(i + 1) in ("the", "a", "this", "his", "its") and noun(pair.at(i + 2))
    ]
    if not starts:
        return None
    first = rng.choice(starts)
    last = first + 2
    gaps = [i for i in range(1, len(pair.words)) if pair.at(i - 1) in ("the", "a", "of", "to") and pair.words[i].word]
    gaps = [i for i in gaps if not first - 1 <= i <= last + 2]
    if not gaps:
        return None
    to = pair.words[rng.choice(gaps)].start
    phrase = pair.text(first, last)
    cut = Edit(pair.words[first - 1].end, pair.words[last].end, "", 0, 0)
    return [Edit(to, to, phrase + " ", 0, len(phrase)), cut]
