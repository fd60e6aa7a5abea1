"""Edits that leave a right translation right: the counter-examples that keep a model from flagging every change."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import NamedTuple

from tqcheck.training.errors.edits import article, as_written
from tqcheck.training.errors.edits import phrases as pattern_of
from tqcheck.training.errors.vocabulary import rows


class _Change(NamedTuple):
    start: int
    end: int
    text: str


def paraphrase(source: str, target: str, rng: Random) -> str | None:
    """The target with one to three edits that keep its meaning; None where none applies.

    The source is there for planters that must look at it; none of today's does.
    """
    found = [list(change(target)) for change in _CHANGES]
    found = [changes for changes in found if changes]
    if not found:
        return None
    taken: list[_Change] = []
    for _ in range(rng.choice((1, 1, 2, 3))):
        change = rng.choice(rng.choice(found))
        if all(change.end < other.start or other.end < change.start for other in taken):
            taken.append(change)
    text = target
    for start, end, new in sorted(taken, reverse=True):
        text = text[:start] + new + text[end:]
    return text if text != target else None


def _swaps(text: str, table: Mapping[str, tuple[str, ...]], pattern: re.Pattern[str]) -> Iterator[_Change]:
    """One change for every phrase of a table and each of its equals; a/an before it follows."""
    for match in pattern.finditer(text):
        for new in table.get(match.group().lower(), ()):
            new = as_written(new, match.group()[:1])
            lead = re.search(r"\b(an?) $", text[: match.start()], re.IGNORECASE)
            if lead and article(new) != lead[1].lower():
                new = as_written(article(new), lead[1]) + " " + new
                yield _Change(lead.start(), match.end(), new)
            else:
                yield _Change(match.start(), match.end(), new)


@functools.cache
def _table(name: str) -> tuple[Mapping[str, tuple[str, ...]], re.Pattern[str]]:
    table: dict[str, tuple[str, ...]] = {}
    for one, other, *direction in rows(name):
        table[one.lower()] = (*table.get(one.lower(), ()), other)
        if direction != ["one"]:
            table[other.lower()] = (*table.get(other.lower(), ()), one)
    keys = sorted(table, key=len, reverse=True)
    return table, re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, keys)) + r")(?![\w-])", re.IGNORECASE)


def _phrases(text: str) -> Iterator[_Change]:
    for change in _swaps(text, *_table("same_phrases")):
        if not text[change.start : change.start + 1].isupper() or change.start == 0 or text[change.end - 1].isupper():
            yield change


def _spellings(text: str) -> Iterator[_Change]:
    """British for American and back, but not inside names ("World Trade Center")."""
    for change in _swaps(text, *_table("spellings")):
        if text[change.start].islower() or change.start == 0:
            yield change


_SHORT = {long.lower(): short for long, short in rows("contractions")}
_LONG = {short.lower(): long for long, short in rows("contractions")}
_SHORT_PATTERN = re.compile(pattern_of(_SHORT).pattern + r"(?= [a-z])", re.IGNORECASE)
_LONG_PATTERN = re.compile(
    pattern_of(_LONG).pattern + r"(?! (?:you|we|they|he|she|it|I|the|this|that)\b)(?= [a-z])", re.IGNORECASE
)


def _contractions(text: str) -> Iterator[_Change]:
    for table, pattern in ((_SHORT, _SHORT_PATTERN), (_LONG, _LONG_PATTERN)):
        for match in pattern.finditer(text):
            yield _Change(match.start(), match.end(), as_written(table[match.group().lower()], match.group()[:1]))
    for match in re.finditer(r"(?<=\w)['’](?=(?:t|s|re|ll|ve|d|m)\b)", text):
        yield _Change(match.start(), match.end(), "’" if match.group() == "'" else "'")


_SAID = r"(?:said|says|believe|believes|believed|think|thinks|thought|claims|claimed|hope|hopes|hoped|know|knows|knew)"
_THAT = re.compile(rf"\b{_SAID} (that )(?=(?:he|she|it|they|we|I|there)\b)")
_NO_THAT = re.compile(
    rf"(?<!, )\b{_SAID} ()(?=(?:he|she|they|we|I|there) (?:is|are|was|were|had|has|have|would|will|could|can)\b)"
)


def _that(text: str) -> Iterator[_Change]:
    """ "That" after a verb of saying, left out or put in."""
    for match in _THAT.finditer(text):
        yield _Change(match.start(1), match.end(1), "")
    for match in _NO_THAT.finditer(text):
        yield _Change(match.start(1), match.end(1), "that ")


_BUT = re.compile(r"(?:^|(?<=[.!?] ))(?:But (?=[a-z])|However, (?=[a-z])|Nevertheless, (?=[a-z]))")


def _however(text: str) -> Iterator[_Change]:
    """However at a sentence's start for but, and back."""
    for match in _BUT.finditer(text):
        yield _Change(match.start(), match.end(), "However, " if match.group() == "But " else "But ")


_NUMERALS = "two three four five six seven eight nine ten eleven twelve".split()
_FIGURE = re.compile(
    r"(?<![\w.,$€£:/-])(?<!page )(?<!chapter )(?<!section )(?<! to )(?<! or )(?<! and )"
    r"([2-9]|1[0-2])(?= (?!million|billion)[a-z]{4,}s\b)"
)
_NUMERAL = re.compile(
    r"(?<![\w-])(?<! to )(?<! or )(?<! and )(?:"
    + "|".join(_NUMERALS)
    + r")(?= (?!millions?|billions?|hundreds?|thousands?|tenths|thirds)[a-z]{4,}s\b)"
)
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{2,3}),(\d{3})(?![\d.,]\d|\d)")
_PERCENT = re.compile(r"(?<=\d)(?: ?%| percent\b| per cent\b)(?!\w)")


def _numbers(text: str) -> Iterator[_Change]:
    """Figures for small numerals and back, other signs for thousands and percent."""
    for match in _FIGURE.finditer(text):
        yield _Change(
            match.start(), match.end(), as_written(_NUMERALS[int(match[1]) - 2], "A" if match.start() == 0 else "a")
        )
    for match in _NUMERAL.finditer(text):
        yield _Change(match.start(), match.end(), str(_NUMERALS.index(match.group()) + 2))
    for match in _THOUSANDS.finditer(text):
        yield _Change(match.start(), match.end(), match[1] + match[2])
        if match[2] == "000" and match[1].isdigit():
            yield _Change(match.start(), match.end(), f"{match[1]} thousand")
    for match in _PERCENT.finditer(text):
        for new in ("%", " percent", " per cent"):
            if new != match.group():
                yield _Change(match.start(), match.end(), new)


_MONTH = r"(January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY_FIRST = re.compile(rf"(?<![\w.,-])(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}(?: (\d{{4}}))?(?![\w-])")
_MONTH_FIRST = re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?(?:, (\d{{4}}))?(?![\w.,-]|,? \d)")


def _dates(text: str) -> Iterator[_Change]:
    """The day before the month or after it."""
    for match in _DAY_FIRST.finditer(text):
        yield _Change(match.start(), match.end(), f"{match[2]} {match[1]}" + (f", {match[3]}" if match[3] else ""))
    for match in _MONTH_FIRST.finditer(text):
        yield _Change(match.start(), match.end(), f"{match[2]} {match[1]}" + (f" {match[3]}" if match[3] else ""))


_NAME = r"(?:[A-Z][\w-]+\.?)(?: [A-Z][\w-]+){0,2}"
_VERB = r"(said|added|explained|noted|says|adds|explains|replied|asked|admitted|stressed|declared)"
_VERB_FIRST = re.compile(rf"(?<=[\"”»] ){_VERB} ({_NAME})(?=\.|$)")
_NAME_FIRST = re.compile(rf"(?<=[\"”»] )(?!I )({_NAME}|he|she) {_VERB}(?=\.|$)")


def _said(text: str) -> Iterator[_Change]:
    """Name and verb of saying after a quotation, in either order."""
    for match in _VERB_FIRST.finditer(text):
        yield _Change(match.start(), match.end(), f"{match[2]} {match[1]}")
    for match in _NAME_FIRST.finditer(text):
        if match[1] not in ("he", "she"):
            yield _Change(match.start(), match.end(), f"{match[2]} {match[1]}")


_QUOTED = re.compile(r"\"([^\"“”«»]+)\"|“([^\"“”«»]+)”|« ?([^\"“”«»]+?) ?»")
_LIST_COMMA = re.compile(r"(?<=\w)(, \w+(?: \w+)?)(,?)(?= (?:and|or) \w+(?: \w+)?[.;])")
_SIGNS = {
    " - ": " – ", " – ": " - ", " — ": " – ", "...": "…", "…": "...", "Mr ": "Mr. ", "Mr. ": "Mr ", "Mrs ": "Mrs. ",
    "Mrs. ": "Mrs ", "Dr ": "Dr. ", "Dr. ": "Dr ", " a.m.": " am", " p.m.": " pm", "U.S. ": "US ", "U.N. ": "UN ",
}  # fmt: skip
_SIGN = re.compile("|".join(map(re.escape, sorted(_SIGNS, key=len, reverse=True))))


def _signs(text: str) -> Iterator[_Change]:
    """Other quotation marks, dashes, abbreviation points; the comma before "and" in a list."""
    for match in _QUOTED.finditer(text):
        inner = match[1] or match[2] or match[3]
        yield _Change(match.start(), match.end(), f'"{inner}"' if match.group()[0] != '"' else f"“{inner}”")
    for match in _SIGN.finditer(text):
        if not (match.group().endswith(".") and match.end() == len(text)):
            yield _Change(match.start(), match.end(), _SIGNS[match.group()])
    for match in _LIST_COMMA.finditer(text):
        if text.count(",", 0, match.start()) or "," in match[1]:
            yield _Change(match.start(2), match.end(2), "" if match[2] else ",")


_CHANGES: tuple[Callable[[str], Iterator[_Change]], ...] = (
    _phrases, _phrases, _spellings, _contractions, _that, _however, _numbers, _dates, _said, _signs,
)  # fmt: skip
