"""Spelling, punctuation and capitals."""

from __future__ import annotations

import re
from random import Random

from tqcheck.training.errors.edits import MINOR, kind
from tqcheck.training.errors.pair import Pair
from tqcheck.training.errors.parts import contentful
from tqcheck.training.errors.types import Edit
from tqcheck.training.errors.vocabulary import frequency, word_set


@kind("spelling", "fluency/spelling", MINOR, 5.7)
def spelling(pair: Pair, rng: Random) -> Edit | None:
    """Two letters swapped, one lost, doubled or mistyped in a word of content; never another English word."""
    places = [w for i, w in enumerate(pair.words) if contentful(pair, i) and len(w.text) > 4 and w.text.isalpha()]
    if not places:
        return None
    word = rng.choice(places)
    text = word.text
    at = rng.randrange(1, len(text) - 1)
    new = rng.choice(
        (
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + rng.choice("aeiourstnl") + text[at + 1 :],
        )
    )
    if new == text or frequency(new.lower()) > 1e-8:
        return None
    return Edit(word.start, word.end, new, 0, len(new))


_FINAL = re.compile(r"(?<=\w)[.!?](?=[\"”»)]?$)")
_COMMA = re.compile(r"(?<=\w),(?= \w)")
_QUOTE = re.compile(r"[\"“”«»]")


@kind("final-mark", "fluency/punctuation", MINOR, 1.9)
def final_mark(pair: Pair, rng: Random) -> Edit | None:
    """The final mark changed or lost."""
    match = _FINAL.search(pair.target)
    if not match:
        return None
    new = rng.choice([mark for mark in ("", "!", "?", ",", ".") if mark != match.group()])
    return Edit(match.start(), match.end(), new, 0, len(new))


@kind("comma", "fluency/punctuation", MINOR, 1.9)
def comma(pair: Pair, rng: Random) -> Edit | None:
    """A comma before a verb or between verb and object, where none may stand."""
    places = [i for i in range(1, len(pair.words) - 1) if pair.at(i) in _NO_COMMA_AFTER and pair.words[i + 1].word]
    if not places:
        return None
    end = pair.words[rng.choice(places)].end
    return Edit(end, end, ",", 0, 1)


_NO_COMMA_AFTER = word_set("surface-no-comma-after")


@kind("comma-lost", "fluency/punctuation", MINOR, 1.3)
def comma_lost(pair: Pair, rng: Random) -> Edit | None:
    """One of a pair of commas, or the comma of a list, lost."""
    found = list(_COMMA.finditer(pair.target))
    if len(found) < 2:
        return None
    match = rng.choice(found)
    return Edit(match.start(), match.end(), "", 0, 0)


@kind("quote-lost", "fluency/punctuation", MINOR, 1.5)
def quote_lost(pair: Pair, rng: Random) -> Edit | None:
    """An opening or closing quotation mark lost."""
    found = list(_QUOTE.finditer(pair.target))
    if not found:
        return None
    match = rng.choice(found)
    return Edit(match.start(), match.end(), "", 0, 0)


@kind("bracket-lost", "fluency/punctuation", MINOR, 0.9)
def bracket_lost(pair: Pair, rng: Random) -> Edit | None:
    """A bracket lost."""
    found = list(re.finditer(r"[()]", pair.target))
    if not found:
        return None
    match = rng.choice(found)
    return Edit(match.start(), match.end(), "", 0, 0)


@kind("capital-lost", "fluency/spelling", MINOR, 1.9)
def capital_lost(pair: Pair, rng: Random) -> Edit | None:
    """A name, month, language or sentence start in lower case."""
    places = [w for w in pair.words if w.word and w.capital and (not w.text.isupper() or w.text == "I")]
    if not places:
        return None
    word = rng.choice(places)
    new = word.text[0].lower() + word.text[1:]
    return Edit(word.start, word.end, new, 0, len(new))


@kind("capital-gained", "fluency/spelling", MINOR, 1.5)
def capital_gained(pair: Pair, rng: Random) -> Edit | None:
    """A common noun with a capital."""
    places = [w for i, w in enumerate(pair.words) if contentful(pair, i) and w.text.islower() and len(w.text) > 3]
    if not places:
        return None
    word = rng.choice(places)
    new = word.text.capitalize() if rng.random() < 0.85 else word.text.upper()
    return Edit(word.start, word.end, new, 0, len(new))


_FRENCH_FIGURE = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.,]\d)|(?<![\d.,])\d+\.\d{1,2}(?![\d.]|,\d)")


@kind("french-figure", "locale-convention/number-format", MINOR, 19.0)
def french_figure(pair: Pair, rng: Random) -> Edit | None:
    """A figure with the French decimal comma or the French space between thousands."""
    found = list(_FRENCH_FIGURE.finditer(pair.target))
    if not found:
        return None
    match = rng.choice(found)
    text = match.group()
    new = text.replace(",", rng.choice((" ", "."))) if "," in text else text.replace(".", ",")
    return Edit(match.start(), match.end(), new, 0, len(new))


_SPACED = re.compile(r"(?<=\w)[:;?!%](?=\s|$)")
_QUOTED = re.compile(r"[\"“]([^\"“”«»]{3,})[\"”]")


@kind("french-typography", "fluency/punctuation", MINOR, 3.8)
def french_typography(pair: Pair, rng: Random) -> Edit | list[Edit] | None:
    """A space before a high mark, or French quotation marks."""
    edits: list[list[Edit]] = [[Edit(m.start(), m.end(), " " + m.group(), 0, 2)] for m in _SPACED.finditer(pair.target)]
    for match in _QUOTED.finditer(pair.target):
        start, end = match.span()
        edits.append([Edit(start, start + 1, "« ", 0, 2), Edit(end - 1, end, " »", 0, 2)])
    return rng.choice(edits) if edits else None


@kind("tokenised", "fluency/punctuation", MINOR, 1.2)
def tokenised(pair: Pair, rng: Random) -> list[Edit] | None:
    """Every mark set off by spaces, as a system leaves it that does not put its tokens together."""
    places = list(_ATTACHED.finditer(pair.target))
    return [Edit(m.start(), m.end(), " " + m.group(), 0, 2) for m in places] or None


_ATTACHED = re.compile(r"(?<=\w)(?:[,.;:!?](?=\s|$)|'s\b)")


@kind("all-lower", "fluency/spelling", MINOR, 1.0)
def all_lower(pair: Pair, rng: Random) -> list[Edit] | None:
    """Every capital lost."""
    words = [word for word in pair.words if word.text != word.text.lower()]
    return [Edit(w.start, w.end, w.text.lower(), 0, len(w.text)) for w in words] or None
