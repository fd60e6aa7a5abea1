"""Words and phrases that the source does not have."""

from __future__ import annotations

from random import Random

from tqcheck.training.errors.edits import MAJOR, MINOR, insert, insert_after, kind
from tqcheck.training.errors.pair import Pair
from tqcheck.training.errors.parts import DETERMINERS, PREPOSITIONS, contentful, noun
from tqcheck.training.errors.types import Edit
from tqcheck.training.errors.vocabulary import rows, word_list, word_set


@kind("repeated", "fluency/duplication", MINOR, 1.2)
def repeated(pair: Pair, rng: Random) -> Edit | None:
    """A word or phrase said twice in a row."""
    places = [i for i, w in enumerate(pair.words[:-1]) if w.word and not w.first and w.lower not in _DOUBLE]
    if not places:
        return None
    at = rng.choice(places)
    last = min(at + rng.choice((0, 0, 1, 2)), len(pair.words) - 2)
    if not all(word.word for word in pair.words[at : last + 1]):
        last = at
    return insert_after(pair, last, pair.text(at, last))


_DOUBLE = frozenset(("had", "that", "very", "so", "really", "'s", "no", "is"))


@kind("repeated-elsewhere", "accuracy/addition", MAJOR, 1.5)
def repeated_elsewhere(pair: Pair, rng: Random) -> Edit | None:
    """A phrase of the sentence said again at another place, as decoders that loop do."""
    starts = [i for i, w in enumerate(pair.words) if w.lower in PREPOSITIONS and not w.first]
    starts = [i for i in starts if i + 3 < len(pair.words) and all(w.word for w in pair.words[i : i + 3])]
    if not starts:
        return None
    at = rng.choice(starts)
    ends = [i for i in range(len(pair.words)) if pair.words[i].word and pair.at(i + 1) in (",", ".", "and", "or", ";")]
    ends = [i for i in ends if not at <= i <= at + 3]
    return insert_after(pair, rng.choice(ends), pair.text(at, at + 2)) if ends else None


_POOL: list[str] = []


def set_pool(sentences: list[str]) -> None:
    """Give the clean sentences from which invented phrases are taken beside the engine's own stock."""
    _POOL[:] = sentences


@kind("invented-phrase", "accuracy/addition", MAJOR, 5.0)
def invented(pair: Pair, rng: Random) -> Edit | None:
    """A phrase that nothing in the source calls for."""
    ends = [
        i for i in range(len(pair.words)) if noun(pair.at(i)) and pair.at(i + 1) in (",", ".", "and", ";", "!", "?")
    ]
    if not ends:
        return None
    phrase = _from_pool(rng) if _POOL and rng.random() < 0.7 else None
    return insert_after(pair, rng.choice(ends), phrase or rng.choice(rows("stock_phrases"))[0])


def _from_pool(rng: Random) -> str | None:
    other = Pair("", rng.choice(_POOL))
    starts = [i for i, w in enumerate(other.words) if w.lower in PREPOSITIONS and w.lower != "of" and not w.first]
    if not starts:
        return None
    first = rng.choice(starts)
    last = first + 1
    while last < len(other.words) and last < first + 8 and other.words[last].word:
        if noun(other.at(last)) and other.at(last - 1) != "to":
            return other.text(first, last)
        last += 1
    return None


@kind("invented-modifier", "accuracy/addition", MAJOR, 5.0)
def modifier(pair: Pair, rng: Random) -> Edit | None:
    """An adjective or adverb that the source does not have."""
    places = [i for i in range(1, len(pair.words)) if _modifiable(pair, i)]
    if not places:
        return None
    return insert(pair, rng.choice(places), rng.choice(_ADJECTIVES))


_ADJECTIVES = word_list("addition-adjectives")


def _modifiable(pair: Pair, at: int) -> bool:
    before = pair.at(at - 1)
    return noun(pair.at(at)) and (before in DETERMINERS or (before in PREPOSITIONS and pair.at(at).endswith("s")))


@kind("invented-adverb", "accuracy/addition", MAJOR, 3.0)
def adverb(pair: Pair, rng: Random) -> Edit | None:
    """An adverb after an auxiliary that the source does not have."""
    places = [i for i, w in enumerate(pair.words) if w.lower in _AUXILIARIES and contentful_next(pair, i)]
    return insert_after(pair, rng.choice(places), rng.choice(_ADVERBS)) if places else None


def contentful_next(pair: Pair, at: int) -> bool:
    """Whether a verb form of letters follows."""
    return at + 1 < len(pair.words) and contentful(pair, at + 1) and not pair.words[at].first


_AUXILIARIES = word_set("addition-auxiliaries")
_ADVERBS = word_list("addition-adverbs")


@kind("relation-invented", "accuracy/addition", MAJOR, 1.0)
def tail(pair: Pair, rng: Random) -> Edit | None:
    """A clause of the engine's own stock added before the final mark."""
    last = len(pair.words) - 1
    if last < 3 or pair.words[last].text not in ".!" or not pair.words[last - 1].word:
        return None
    new = rng.choice(rows("stock_clauses"))[0]
    end = pair.words[last - 1].end
    return Edit(end, end, new, 0, len(new)) if new[0] == "," else insert_after(pair, last - 1, new)
