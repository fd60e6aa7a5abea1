"""Numbers written in words: the vocabulary of ``number_words.tsv`` and the grammar that adds words up.

``deux cent mille``, ``quatre-vingt-dix-sept``, ``twenty-three hundred``; several quantities in a row stay apart.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources

from tqcheck.types import Span

_WORD = re.compile(r"[^\W\d_]+")
_CARDINALS = ("unit", "ten", "hundred", "thousand", "scale", "collective")
_LINKS = {"fr": "et", "en": "and"}


@dataclass(frozen=True, slots=True)
class WordNumber:
    """A number in words. ``kind`` is cardinal or ordinal; ``words`` are the forms read, in lower case."""

    kind: str
    value: Decimal
    span: Span
    words: tuple[str, ...]
    approximate: bool = False


@functools.cache
def vocabulary(lang: str) -> dict[str, dict[str, str]]:
    """What the list knows of a language: kind, then word in lower case, then value."""
    found: dict[str, dict[str, str]] = {}
    text = resources.files(__package__).joinpath("number_words.tsv").read_text(encoding="utf-8")
    for line in [line for line in text.splitlines() if line and not line.startswith("#")][1:]:
        row_lang, word, kind, value = line.split("\t")
        if row_lang == lang:
            found.setdefault(kind, {})[word] = value
    return found


@functools.cache
def _lookup(lang: str) -> dict[str, tuple[str, Decimal]]:
    known = vocabulary(lang)
    kinds = (*_CARDINALS, "ordinal")
    plurals = {word: ("plural", Decimal(value)) for word, value in known.get("vague", {}).items() if word != "scores"}
    return plurals | {word: (kind, Decimal(value)) for kind in kinds for word, value in known.get(kind, {}).items()}


@dataclass(slots=True)
class _Adder:
    """Adds number words up, one by one, and says whether the next one still belongs to the same number."""

    lang: str
    total: Decimal = Decimal(0)
    current: Decimal | None = None
    scale: Decimal = Decimal(10) ** 30
    linked: bool = False

    def takes(self, kind: str, value: Decimal) -> bool:
        """Whether the word belongs to this number; if so it is added."""
        if kind == "ordinal":
            kind = "unit" if value < 20 else "ten" if value < 100 else "hundred" if value == 100 else "thousand"
            if self.current is None and not self.total:
                return False
        step = getattr(self, f"_{kind}", None)
        if step is None:
            return False
        before = (self.total, self.current, self.scale)
        if step(value):
            self.linked = False
            return True
        self.total, self.current, self.scale = before
        return False

    def _unit(self, value: Decimal) -> bool:
        current = self.current
        if current is None:
            if self.total and value >= self.scale:
                return False
        else:
            ten = current % 100
            room = 20 if self.lang == "fr" and ten in (60, 80) else 10
            fits = (ten == 0 and current >= 100) or (ten >= 20 and ten % 10 == 0 and 0 < value < room)
            fits = fits or (self.lang == "fr" and ten == 10 and 7 <= value <= 9)
            if not fits or (self.lang == "fr" and self.linked and value not in (1, 11)):
                return False
        self.current = (current or Decimal(0)) + value
        return True

    def _ten(self, value: Decimal) -> bool:
        current = self.current
        if self.lang == "fr" and value == 20 and current is not None and current % 100 == 4:
            self.current = current - 4 + 80
            return True
        if current is not None and (current % 100 != 0 or current < 100 or (self.lang == "fr" and self.linked)):
            return False
        self.current = (current or Decimal(0)) + value
        return True

    def _hundred(self, value: Decimal) -> bool:
        current = self.current
        if current is not None and not 1 <= current < (10 if self.lang == "fr" else 100):
            return False
        self.current = (current or Decimal(1)) * value
        return not self.linked

    def _thousand(self, value: Decimal) -> bool:
        return self._scale(value)

    def _scale(self, value: Decimal) -> bool:
        if self.linked:
            return False
        if self.current is None and self.total and value > 1000:
            self.total *= value
        elif value >= self.scale:
            if self.current is not None:
                return False
            self.total *= value
        elif self.current is None and self.total:
            return False
        else:
            self.total += (self.current if self.current is not None else Decimal(1)) * value
        self.current, self.scale = None, min(self.scale, value)
        return True

    @property
    def value(self) -> Decimal:
        """The sum so far."""
        return self.total + (self.current or Decimal(0))


def word_numbers(plain: str, lang: str) -> Iterator[WordNumber]:
    """Every number in words of a normalised text, in order; ``un`` and ``one`` count as numbers."""
    known = _lookup(lang)
    words = [(match[0].lower(), Span(*match.span())) for match in _WORD.finditer(plain)]
    index = 0
    while index < len(words):
        if known.get(words[index][0], ("plural",))[0] != "plural":
            number, index = _read(plain, words, index, lang)
            yield number
        else:
            index += 1


def _read(plain: str, words: list[tuple[str, Span]], index: int, lang: str) -> tuple[WordNumber, int]:
    known, first = _lookup(lang), words[index][1]
    kind, value = known[words[index][0]]
    forms, last = [words[index][0]], index
    if kind == "ordinal" or kind == "collective":
        return _alone(kind, value, words[index]), index + 1
    adder = _Adder(lang)
    adder.takes(kind, value)
    ordinal = approximate = False
    while (following := _next(plain, words, last, lang)) is not None and not ordinal:
        place, adder.linked = following
        word = words[place][0]
        kind, value = known.get(word, ("", Decimal(0)))
        if kind == "plural" or (kind == "collective" and lang == "en"):
            value = Decimal(12) if word.startswith("do") and value == 10 else value
            approximate = True
            adder.total, adder.current = adder.value * value, None
        elif not kind or not adder.takes(kind, value):
            if kind == "ordinal" and word.endswith(("hundredth", "thousandth")):
                adder.total, adder.current, ordinal = adder.value * value, None, True
            else:
                break
        ordinal = ordinal or kind == "ordinal"
        forms.append(word)
        last = place
    span = Span(first.start, words[last][1].end)
    return WordNumber("ordinal" if ordinal else "cardinal", adder.value, span, tuple(forms), approximate), last + 1


def _alone(kind: str, value: Decimal, word: tuple[str, Span]) -> WordNumber:
    vague = kind == "collective" and value != 12
    return WordNumber("ordinal" if kind == "ordinal" else "cardinal", value, word[1], (word[0],), vague)


def _next(plain: str, words: list[tuple[str, Span]], last: int, lang: str) -> tuple[int, bool] | None:
    """The next word that only a hyphen, a blank or the linking word parts from this one, and whether it is linked."""
    if last + 1 >= len(words) or not _joined(plain, words[last][1], words[last + 1][1]):
        return None
    if words[last + 1][0] != _LINKS.get(lang):
        return last + 1, False
    if last + 2 >= len(words) or not _joined(plain, words[last + 1][1], words[last + 2][1]):
        return None
    if lang == "en" and words[last][0] not in ("hundred", "thousand", "million", "billion"):
        return None
    return last + 2, True


def _joined(plain: str, left: Span, right: Span) -> bool:
    between = plain[left.end : right.start]
    return between in (" ", "-") or (not between.strip() and 0 < len(between) < 3)
