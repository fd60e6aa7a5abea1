"""Writes quantities as English does: for the suggestions of the number rules."""

from __future__ import annotations

from decimal import Decimal

from tqcheck.text.number_words import vocabulary
from tqcheck.text.quantities import Quantity

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}


def figures(value: Decimal) -> str:
    """A value in figures with commas for thousands and a point for decimals: 12,500.5."""
    text = f"{value.normalize():,f}" if value == value.to_integral_value() else f"{value:,f}".rstrip("0")
    return text.rstrip(".")


def scaled(value: Decimal) -> str:
    """A value with its magnitude in words where that is short: 4.2 billion; else in figures."""
    for scale, name in _SCALES:
        if abs(value) >= scale and len((value / scale).normalize().as_tuple().digits) <= 5:
            return f"{figures(value / scale)} {name}"
    return figures(value)


def spelled(value: Decimal) -> str | None:
    """A whole value under a hundred in words, else None."""
    if value != value.to_integral_value() or not 0 <= value < 100:
        return None
    known = vocabulary("en")
    small = {int(number): word for word, number in known["unit"].items()}
    tens = {int(number): word for word, number in reversed(known["ten"].items())}
    whole = int(value)
    if whole in small:
        return small[whole]
    return tens[whole // 10 * 10] + (f"-{small[whole % 10]}" if whole % 10 else "")


def ordinal(value: Decimal) -> str:
    """An ordinal in figures: 21st, 12th."""
    whole = int(value)
    ending = "th" if whole % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")
    return f"{whole}{ending}"


def clock(value: Decimal) -> str:
    """Minutes since midnight as a time of day: 2:30 p.m."""
    hour, minute = divmod(int(value), 60)
    return f"{hour % 12 or 12}" + (f":{minute:02d}" if minute else "") + (" p.m." if hour >= 12 else " a.m.")


def roman(value: Decimal) -> str:
    """A Roman numeral under 100."""
    whole, text = int(value), ""
    for size, letters in ((90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        text, whole = text + letters * (whole // size), whole % size
    return text


def named(kind: str, value: Decimal) -> str:
    """The English name of a month or weekday."""
    return next(word for word, number in vocabulary("en")[kind].items() if Decimal(number) == value).capitalize()


def money(value: Decimal, currency: str, written: str) -> str:
    """An amount of a currency, the number as ``written`` in the target: €45, 45 Swiss francs."""
    if currency in SYMBOLS:
        return SYMBOLS[currency] + written
    names = [word for word, code in vocabulary("en")["currency"].items() if code == currency and len(word) > 3]
    return f"{written} {max(names, key=len) if names else currency}"


def like(source: Quantity, target: Quantity) -> str:
    """The source quantity's number as it may stand in place of the target quantity's number."""
    if source.kind in ("month", "weekday"):
        return named(source.kind, source.value)
    if source.kind in ("ordinal", "century"):
        return ordinal(source.value)
    if source.kind == "roman":
        return roman(source.value)
    if source.kind == "clock":
        return clock(source.value)
    if source.kind in ("year", "day", "decade"):
        return str(int(source.value))
    words = None if target.digits else spelled(source.value)
    return words or scaled(source.value)
