"""Figures, magnitudes, dates and units that say another quantity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from tqcheck.training.errors.edits import CRITICAL, MAJOR, as_written, kind, phrases, swap_phrase, swap_word
from tqcheck.training.errors.pair import Pair
from tqcheck.training.errors.types import Edit
from tqcheck.training.errors.vocabulary import swaps

_MAGNITUDES = swaps("magnitude")
_SMALL = swaps("number-word")
_TIMES = swaps("time-word")
_UNITS = swaps("unit")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w]|[.,]\d)")


def _numbers(pair: Pair) -> list[re.Match[str]]:
    return list(_NUMBER.finditer(pair.target))


def _whole(match: re.Match[str], new: str) -> Edit | None:
    return None if new == match.group() else Edit(match.start(), match.end(), new, 0, len(new))


@kind("digit", "accuracy/mistranslation", CRITICAL, 12.0)
def digit(pair: Pair, rng: Random) -> Edit | None:
    """Another digit, two digits swapped, or one lost or doubled."""
    found = _numbers(pair)
    if not found:
        return None
    match = rng.choice(found)
    text = match.group()
    places = [i for i, sign in enumerate(text) if sign.isdigit()]
    at = rng.choice(places)
    choice = rng.random()
    if choice < 0.2 and at + 1 in places and text[at] != text[at + 1] and not (at == 0 and text[1] == "0"):
        return _whole(match, text[:at] + text[at + 1] + text[at] + text[at + 2 :])
    if choice < 0.3 and text.isdigit() and 1 < len(text) < 7 and not (at == 0 and text[1] == "0"):
        return _whole(match, text[:at] + text[at + 1 :])
    if choice < 0.4 and text.isdigit() and len(text) < 7 and text[0] != "0":
        return _whole(match, text[:at] + text[at] + text[at:])
    allowed = [d for d in "0123456789" if d != text[at] and not (at == 0 and d == "0")]
    return _whole(match, text[:at] + rng.choice(allowed) + text[at + 1 :])


@kind("decimal", "accuracy/mistranslation", CRITICAL, 12.0)
def decimal(pair: Pair, rng: Random) -> Edit | None:
    """A decimal mark moved or lost, a group of thousands lost or read as a decimal."""
    found = [match for match in _numbers(pair) if re.fullmatch(r"\d+[.,]\d+|\d{1,3}(?:,\d{3})+", match.group())]
    if not found:
        return None
    match = rng.choice(found)
    text = match.group()
    if "," in text:
        groups = text.split(",")
        wrong = [",".join(groups[:-1]), text.replace(",", ".", 1), ",".join([*groups, "000"])]
    else:
        left, right = text.split(".")
        wrong = [left + right, left + "." + "0" + right]
        wrong += (
            [left[:-1] + "." + left[-1] + right]
            if len(left) > 1
            else [left + right[0] + "." + right[1:]] * (len(right) > 1)
        )
    return _whole(match, rng.choice(wrong))


@kind("numbers-swapped", "accuracy/mistranslation", CRITICAL, 8.0)
def swapped(pair: Pair, rng: Random) -> Sequence[Edit] | None:
    """Two figures of the sentence in each other's place."""
    found = _numbers(pair)
    if len(found) < 2:
        return None
    at = rng.randrange(len(found) - 1)
    one, other = found[at], found[at + 1]
    if one.group() == other.group():
        return None
    edits = [_whole(one, other.group()), _whole(other, one.group())]
    return [edit for edit in edits if edit]


@kind("number-lost", "accuracy/omission", CRITICAL, 3.0)
def number_lost(pair: Pair, rng: Random) -> Edit | None:
    """A figure before a noun left out."""
    found = [m for m in _numbers(pair) if re.match(r" [a-z]{3,}", pair.target[m.end() :]) and m.start() > 0]
    found = [m for m in found if pair.target[m.start() - 1] == " "]
    if not found:
        return None
    match = rng.choice(found)
    return Edit(match.start(), match.end() + 1, "", 0, 0)


@kind("magnitude", "accuracy/mistranslation", CRITICAL, 20.0)
def magnitude(pair: Pair, rng: Random) -> Edit | None:
    """Billion for million."""
    return swap_word(pair, rng, _MAGNITUDES)


@kind("number-word", "accuracy/mistranslation", CRITICAL, 9.0)
def number_word(pair: Pair, rng: Random) -> Edit | None:
    """Another numeral in words."""
    return swap_word(pair, rng, _SMALL)


_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_SEASONS = ["spring", "summer", "autumn", "winter"]
_DATE = re.compile(
    r"\b(?:" + "|".join(_DAYS + [m for m in _MONTHS if m != "May"] + _SEASONS) + r"|(?<=\d )May|May(?= \d))\b"
)


@kind("date", "accuracy/mistranslation", CRITICAL, 18.0)
def date(pair: Pair, rng: Random) -> Edit | None:
    """Another day of the week, month or season."""
    found = list(_DATE.finditer(pair.target))
    if not found:
        return None
    match = rng.choice(found)
    family = next(names for names in (_DAYS, _MONTHS, _SEASONS) if match.group() in names)
    return _whole(match, rng.choice([name for name in family if name != match.group()]))


_TIMES_PATTERN = phrases(_TIMES)


@kind("time-word", "accuracy/mistranslation", MAJOR, 5.0)
def time_word(pair: Pair, rng: Random) -> Edit | None:
    """Weeks for days, tomorrow for yesterday."""
    return swap_phrase(pair, rng, _TIMES, _TIMES_PATTERN)


_UNIT = re.compile(
    r"(?<=\d)(?P<gap> ?)(?P<unit>" + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)) + r")(?![\w])",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"[€$£](?=\d)")


@kind("unit", "accuracy/mistranslation", CRITICAL, 14.0)
def unit(pair: Pair, rng: Random) -> Edit | None:
    """Another unit or currency after or before a figure."""
    edits = []
    for match in _UNIT.finditer(pair.target):
        new = rng.choice(_UNITS[match["unit"].lower()])
        shift = int(new.isalpha() and match["unit"] == "%" and not match["gap"])
        new = " " * shift + new
        edits.append(Edit(match.start("unit"), match.end(), new, shift, len(new)))
    for match in _CURRENCY.finditer(pair.target):
        new = rng.choice([sign for sign in "€$£" if sign != match.group()])
        edits.append(Edit(match.start(), match.end(), as_written(new, new), 0, 1))
    return rng.choice(edits) if edits else None
