"""What an extracted quantity is, and the page on which the recognisers strike out what they have read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tqcheck.types import Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity in a text.

    ``kind`` is number, ordinal, percent, points, money, year, day, month, weekday, clock, century, decade, fraction,
    roman, equivalent ("both"), vague ("des centaines") or code (a version, a reference: not to be compared by value).
    ``value`` is in units of one: minutes since midnight for a clock, -1 for one that is not exact. ``unit`` is a
    currency ("EUR"), a measure ("length.metric") or empty. ``readings`` are all values that the form may stand for,
    ``number`` the span of the number without its unit.
    """

    kind: str
    value: Decimal
    span: Span
    number: Span
    unit: str = ""
    readings: frozenset[Decimal] = frozenset()
    approximate: bool = False
    digits: bool = True

    @property
    def significant(self) -> int:
        """How many significant digits the value has: 3 for 12,400."""
        return max(1, len(self.value.normalize().as_tuple().digits))


_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Page:
    """A normalised text, its language, the quantities found and the characters they took."""

    plain: str
    lang: str
    found: list[Quantity] = field(default_factory=list)
    taken: list[Span] = field(default_factory=list)

    def free(self, span: Span) -> bool:
        """Whether no recogniser has read any character of the span."""
        start, end = span
        return all(other.end <= start or end <= other.start for other in self.taken)

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches of a pattern on characters that are still free."""
        for match in pattern.finditer(self.plain):
            if self.free(Span(*match.span())):
                yield match

    def words(self, *lists: Mapping[str, str]) -> Iterator[re.Match[str]]:
        """The words that one of some lists has, on characters that are still free."""
        for match in _WORD.finditer(self.plain):
            word = match[0].lower()
            if any(word in listed for listed in lists) and self.free(Span(*match.span())):
                yield match

    def strike(self, span: Span) -> None:
        """Mark characters as read."""
        self.taken.append(span)

    def add(
        self,
        kind: str,
        value: Decimal | int,
        span: Span,
        number: Span | None = None,
        readings: frozenset[Decimal] = frozenset(),
        **more: object,
    ) -> None:
        """Record a quantity and strike its characters out."""
        amount = Decimal(value)
        number = number or span
        digits = any(character.isdigit() for character in self.plain[number.start : number.end])
        unit, approximate = str(more.get("unit", "")), bool(more.get("approximate", False))
        self.found.append(Quantity(kind, amount, span, number, unit, readings | {amount}, approximate, digits))
        self.strike(span)

    def sorted(self) -> tuple[Quantity, ...]:
        """What was found, in the order of the text."""
        return tuple(sorted(self.found, key=lambda quantity: (quantity.span, quantity.kind)))
