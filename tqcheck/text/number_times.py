"""Recognises times of day, dates, years, decades, centuries and ordinals in figures, in French and in English."""

from __future__ import annotations

import functools
import re
from decimal import Decimal

from tqcheck.text.number_words import vocabulary, word_numbers
from tqcheck.text.quantities import Page
from tqcheck.types import Span

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
NOON = Decimal(720)

_FR_CLOCK = re.compile(
    r"(?<![\w.,])(?P<h>\d{1,2})(?:\s?(?:h|heures?)(?![\w/])(?:\s?(?P<m>[0-5]\d)(?![\w%]))?|\s?h(?P<g>[0-5]\d)(?!\w)|:(?P<c>[0-5]\d)(?![\d:]))"
    r"(?P<part>\s(?:du\s(?:matin|soir)|de\sl'après-midi))?",
    re.IGNORECASE,
)
_FR_POINT = re.compile(r"(?<![\w.,])(?P<h>\d{1,2})[.,](?P<m>[0-5]\d)\s(?:h|heures)(?!\w)")
_FR_BEFORE_CLOCK = re.compile(
    r"(?:\bà|\bvers|\bdès|\bavant|\baprès|jusqu'à|\bentre|\bpour|\bil est|\bsur les)\s$", re.IGNORECASE
)
_FR_LASTS = re.compile(
    r"\b(?:dur\w+|pendant|en|durant|moins de|plus de|après|près de|environ|de|fait|temps)\s$", re.IGNORECASE
)
_FR_QUARTERS = re.compile(
    r"\s(?:et\s(?:demie?|quart|quelques)|moins|(?:une|deux|trois|cinq|dix|quinze|vingt|trente|quarante|cinquante)\b)",
    re.IGNORECASE,
)
_FR_NAMED = re.compile(
    r"\b(?P<n>midi|minuit)\b(?P<half>\set\sdemie?)?(?P<m>\s(?:\d\d|[a-z-]+)\b(?=\sminutes))?", re.IGNORECASE
)
_EN_HALVES = re.compile(r"(?P<h>\d{1,2})(?:[:.](?P<m>\d{2}))?(?:\s|-)?(?P<part>[ap])\.?\s?m\b\.?", re.IGNORECASE)
_EN_CLOCK = re.compile(r"(?<![\w.,:])(?P<h>[012]?\d):(?P<m>[0-5]\d)(?![\d:])(?:\s?(?:hours|hrs|h)\b)?")
_EN_FRENCH = re.compile(r"(?<![\w.,])(?P<h>\d{1,2})\s?h(?:\s?(?P<m>[0-5]\d))?(?![\w/])")
_EN_VAGUE = re.compile(
    r"\b(?:half[ -]past|quarter (?:to|past|of)|(?:\w+ )?(?:minutes|min) (?:to|past)|o'clock"
    r"|(?:in|of) the (?:small |early )?"
    r"(?:morning|afternoon|evening|hours)|at (?:dawn|night|noon|midday|midnight|lunchtime)|noontime"
    r"|\d{4}\s?(?:hours|hrs|GMT))\b",
    re.IGNORECASE,
)
_EN_NAMED = re.compile(r"\b(?P<n>noon|midday|midnight)\b", re.IGNORECASE)


def clocks(page: Page) -> None:
    """Times of day; those that may be meant in two ways carry both readings."""
    if page.lang == "fr":
        _french_clocks(page)
    else:
        _english_clocks(page)


def _minutes(hour: int, minute: str | None) -> Decimal:
    return Decimal(hour * 60 + int(minute or 0))


def _french_clocks(page: Page) -> None:
    for match in page.matches(_FR_NAMED):
        value = (NOON if match["n"].lower() == "midi" else Decimal(0)) + (30 if match["half"] else 0)
        page.add("clock", value, Span(*match.span()))
    for pattern in (_FR_POINT, _FR_CLOCK):
        for match in page.matches(pattern):
            groups = match.groupdict()
            minute, hour = groups.get("m") or groups.get("g") or groups.get("c"), int(match["h"])
            part = (groups.get("part") or "").strip()
            before, after = page.plain[: match.start()], page.plain[match.end() :]
            known = (
                part
                or minute
                or _FR_BEFORE_CLOCK.search(before)
                or re.match(r"\s(?:à|et|-)\s\d{1,2}\s?(?:h|heures\b)", after)
            )
            lasting = not part and _FR_LASTS.search(before) and not re.match(r"\s?[àa]\s\d", after)
            if hour > 24 or not known or lasting or re.match(r"\sde\s(?!l'après)(?!ce)", after):
                continue
            if not minute and _FR_QUARTERS.match(after):
                page.add("clock", -1, Span(*match.span()))
                continue
            value, readings = _minutes(hour, minute), frozenset[Decimal]()
            if part and part != "du matin" and hour < 12:
                value += NOON
            elif not part and not minute and hour < 12:
                readings = frozenset({value, value + NOON})
            page.add("clock", value % 1440, Span(*match.span()), readings=readings)
    _french_word_clocks(page)


def _french_word_clocks(page: Page) -> None:
    for number in word_numbers(page.plain, "fr"):
        after = re.match(
            r"\sheures?\b(?P<part>\s(?:du\s(?:matin|soir)|de\sl'après-midi))?", page.plain[number.span.end :]
        )
        span = Span(number.span.start, number.span.end + (after.end() if after else 0))
        if after is None or number.value > 24 or not page.free(span):
            continue
        if not after["part"] and not _FR_BEFORE_CLOCK.search(page.plain[: span.start]):
            continue
        if _FR_QUARTERS.match(page.plain[span.end :]):
            page.add("clock", -1, span)
            continue
        part = (after["part"] or "").strip()
        value = Decimal(number.value * 60 + (720 if part and part != "du matin" and number.value < 12 else 0))
        page.add("clock", value, span, readings=frozenset({value, (value + NOON) % 1440} if not part else {value}))


def _english_clocks(page: Page) -> None:
    for match in page.matches(_EN_HALVES):
        hour = int(match["h"])
        if hour <= 24:
            afternoon = match["part"].lower() == "p"
            value = _minutes(hour % 12 + 12 * afternoon if hour <= 12 else hour, match["m"]) % 1440
            page.add("clock", value, Span(*match.span()))
    for match in page.matches(_EN_VAGUE):
        page.add("clock", -1, Span(*match.span()))
    for match in page.matches(_EN_NAMED):
        page.add("clock", 0 if match["n"].lower() == "midnight" else NOON, Span(*match.span()))
    for pattern, unit in ((_EN_CLOCK, ""), (_EN_FRENCH, "french")):
        for match in page.matches(pattern):
            if int(match["h"]) <= 24:
                value = _minutes(int(match["h"]), match["m"]) % 1440
                both = frozenset({value, (value + NOON) % 1440} if int(match["h"]) <= 12 else {value})
                page.add("clock", value, Span(*match.span()), readings=both, unit=unit)


@functools.cache
def _months(lang: str) -> str:
    return "|".join(sorted(vocabulary(lang)["month"], key=len, reverse=True))


@functools.cache
def _date_patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    month, year = rf"(?P<month>{_months(lang)})", r"(?P<year>[12]\d{3})(?![\d%])"
    if lang == "fr":
        return (
            re.compile(rf"(?<![\w.,/])(?P<day>\d{{1,2}}|1er|premier)[\s-]{month}\b(?:[\s-]{year})?", re.IGNORECASE),
        )
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    return (
        re.compile(rf"(?<![\w.,/]){day}(?:\sof\s|[\s-]){month}\b\.?,?(?:[\s-]{year})?", re.IGNORECASE),
        re.compile(
            rf"\b{month}\b\.?\s(?:the\s)?{day}(?![\w%]|[.,:]\d|\s(?:percent|per cent|million))(?:,?\s{year})?",
            re.IGNORECASE,
        ),
    )


_NUMERIC = re.compile(r"(?<![\w./-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\w/-]|\.\d)")
_ISO = re.compile(r"(?<![\w./-])(\d{4})-(\d{2})-(\d{2})(?![\w/-]|\.\d)")
_EN_MONTH_BEFORE = re.compile(
    r"(?:\b(?:in|of|since|until|till|by|last|next|this|from|to|early|late|mid|for|and|between|before|after|during|through|every|each)[\s-]|\d\s|,\s)$",
    re.IGNORECASE,
)


def dates(page: Page) -> None:
    """Days, months and years of dates, each a quantity of its own; then months and weekdays that stand alone."""
    for match in page.matches(_ISO):
        _parts(page, match, (match[3], match[2], match[1]), (3, 2, 1))
    for match in page.matches(_NUMERIC):
        _parts(page, match, (match[1], match[3], match[4]), (1, 3, 4))
    known = vocabulary(page.lang)
    for pattern in _date_patterns(page.lang):
        for match in page.matches(pattern):
            day = "1" if match["day"].lower() in ("1er", "premier") else match["day"]
            if page.lang == "en" and match["month"][0].islower():
                continue
            if 1 <= int(day) <= 31:
                _parts(
                    page, match, (day, known["month"][match["month"].lower()], match["year"]), ("day", "month", "year")
                )
    _named(page)


def _parts(
    page: Page, match: re.Match[str], values: tuple[str, str, str | None], groups: tuple[str | int, ...]
) -> None:
    day, month, year = values
    numeric = isinstance(groups[0], int)
    swap = (
        frozenset({Decimal(day), Decimal(month)})
        if numeric and page.lang == "en" and groups[0] == 1
        else frozenset[Decimal]()
    )
    if int(month) > 12 and not (swap and int(day) <= 12):
        return
    for kind, value, group in zip(("day", "month", "year"), (day, month, year), groups, strict=True):
        if value is not None:
            full = int(value) + (2000 if kind == "year" and len(value) == 2 else 0)
            page.add(kind, full, Span(*match.span(group)), readings=swap if kind != "year" else frozenset())
    page.strike(Span(*match.span()))


def _named(page: Page) -> None:
    known = vocabulary(page.lang)
    for match in page.words(known["weekday"], known["month"]):
        word, span = match[0].lower(), Span(*match.span())
        french = page.lang == "fr"
        if word in known["weekday"] and (french or match[0][0].isupper()):
            page.add("weekday", int(known["weekday"][word]), span)
        elif word in known["month"] and len(word) > 2:
            sure = word not in ("may", "march", "mars", "mar", "sep", "dec", "jan", "oct", "august")
            before, after = page.plain[: span.start], page.plain[span.end :]
            placed = not french and _EN_MONTH_BEFORE.search(before) is not None
            placed = (
                placed
                or re.match(r"\s[12]\d{3}\b", after) is not None
                or (french and re.search(r"\b(?:en|de|mois de|fin|début)\s$", before) is not None)
            )
            if (french or match[0][0].isupper()) and (sure or (placed and (not french or match[0].islower()))):
                page.add("month", int(known["month"][word]), span)


_FR_DECADE = re.compile(r"\bannées\s'?(?P<d>\d{3}0|\d0)(?![\w.,]\d|\w)", re.IGNORECASE)
_EN_DECADE = re.compile(r"(?<![\d.,])'?(?P<d>[12]\d\d0|\d0)'?s(?!\w)")
_FR_ORDINAL = re.compile(
    r"(?<![\w.,])(?P<n>\d+(?=\s?(?:er|re|ère|ers|nde?|e|è|ème|ième|ieme|eme|es|èmes)(?!\w))|(?:[IVX]|[IVXLC]{2,})(?=\s?(?:er|e|ème|ère|re)(?!\w)))\s?(?P<s>[^\W\d_]+)(?P<c>\s(?:et\s\S+\s)?siècles?)?"
)
_EN_ORDINAL = re.compile(
    r"(?<![\w.,])(?P<n>\d+(?:,\d{3})*)(?:st|nd|rd|th)(?!\w)(?P<c>(?:[\s-](?:and|to|or)\s\S+)?[\s-]centur(?:y|ies))?",
    re.IGNORECASE,
)
_REGNAL = re.compile(r"(?<![\w.-])(?:[IVX]{2,})(?![\w-])")
_RANGE = re.compile(r"(?<![\w.,/-])(?P<a>1[5-9]\d\d|20\d\d)[/–-](?P<b>\d\d)(?![\w.,/–-]\d|\w)")


def roman(text: str) -> int:
    """The value of a Roman numeral; 0 for what is none in its usual form."""
    total = 0
    for here, following in zip(text, [*text[1:], ""], strict=True):
        value = _ROMAN[here]
        total += -value if following and _ROMAN[following] > value else value
    return total if re.fullmatch(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", text) else 0


def periods(page: Page) -> None:
    """Decades, centuries, ordinals in figures, regnal numerals and ranges of years."""
    for match in page.matches(_FR_DECADE if page.lang == "fr" else _EN_DECADE):
        value = int(match["d"])
        page.add("decade", value if value > 99 else 1900 + value, Span(*match.span()), Span(*match.span("d")))
    for name, decade in vocabulary(page.lang).get("decade", {}).items():
        for match in page.matches(re.compile(rf"(?<![\w-])'?{name}\b", re.IGNORECASE)):
            page.add("decade", 1900 + int(decade), Span(*match.span()))
    for match in page.matches(_FR_ORDINAL if page.lang == "fr" else _EN_ORDINAL):
        text = match["n"].replace(",", "")
        number = int(text) if text.isdigit() else roman(text)
        if number:
            page.add(
                "century" if match["c"] else "ordinal",
                number,
                Span(*match.span()),
                Span(match.start("n"), (match.start("c") if match["c"] else match.end())),
            )
    for match in page.matches(_REGNAL):
        if roman(match[0]):
            page.add("roman", roman(match[0]), Span(*match.span()))
    for match in page.matches(_RANGE):
        first = int(match["a"])
        page.add("year", first, Span(*match.span("a")))
        page.add(
            "year",
            first // 100 * 100 + int(match["b"]),
            Span(*match.span("b")),
            readings=frozenset({Decimal(match["b"])}),
        )
