"""Extracts the quantities of a text with values, units and spans: figures in French or English style, words, or both.

``extract`` is safe for offsets; what each kind means is said at :class:`~tqcheck.text.quantities.Quantity`.
"""

from __future__ import annotations

import functools
import re
from decimal import Decimal

from tqcheck.text.number_times import clocks, dates, periods
from tqcheck.text.number_words import WordNumber, vocabulary, word_numbers
from tqcheck.text.quantities import Page, Quantity
from tqcheck.text.tokens import normalise
from tqcheck.types import Span

_SCALED = frozenset({"number", "money"})
LANGUAGES = frozenset({"fr", "en"})

_CODE = re.compile(
    r"(?:https?|ftp)://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+"  # addresses
    r"|(?<![\w.,])\d+(?:\.\d+){2,}(?![\d])"  # versions
    r"|(?<!\w)(?:\+?\d{2,3}[ .])?\d{1,3}(?:[ .-]\d{2}){3,}(?!\d)"  # telephone numbers
    r"|(?<![\w.,])\d+(?:/\d+)+(?!\w)"  # references and proportions
    r"|(?<![\w$€£])(?!(?:US|CA|AU|EUR|USD|CHF|GBP|CZK|HUF|HK|NZ)\$?\d)[A-Z]\w*-?\d[\w-]*"  # A380, L-159
    r"|(?<!\w)[a-z]+\d+\w*"
)
_FIGURES = {
    "fr": re.compile(r"(?<![\w])\d{1,3}(?:[ .']\d{3})+(?!\d)(?:,\d+)?|(?<![\w])\d+(?:[.,]\d+)*|(?<![\w.,])[.,]\d+"),
    "en": re.compile(
        r"(?<![^\W\d_])\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
        r"|(?<![^\W\d_])\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|(?<![^\W\d_])\d+(?:[.,]\d+)*|(?<![\w.,])\.\d+"
    ),
}
_PERCENT = {
    "fr": re.compile(r"\s?%|[\s-]?pour[\s-]?cents?\b", re.IGNORECASE),
    "en": re.compile(r"[\s-]?%|[\s-]per[\s-]?cent\b|\s?pct?\b", re.IGNORECASE),
}
_POINTS = {
    "fr": re.compile(r"\spoints?(?:\sde\s(?:pourcentage|base|pourcent)|\s%)?\b|\s?pts?\b", re.IGNORECASE),
    "en": re.compile(
        r"[\s-](?:percentage[\s-]|basis[\s-]|of\sa\spercentage[\s-])?points?\b|\s?pts?\b|\spp\b|\s(?:of\sa\s)?percentage\spoints?",
        re.IGNORECASE,
    ),
}
_GLUED = {
    "k": 3,
    "m": 6,
    "M": 6,
    "bn": 9,
    "Md": 9,
    "Mds": 9,
    "tn": 12,
    "K": 3,
    "MM": 6,
    "mn": 6,
    "b": 9,
    "B": 9,
    "mds": 9,
    "md": 9,
    "mln": 6,
    "Mrd": 9,
}
_GLUE = re.compile(r"\s?(k|Mds?|mds?|Mrd|MM|M|m|bn|tn|K|mn|mln|b|B)(?=[€$£]|\b)(?![/²³])")
_HALF = {
    "fr": re.compile(r"(?:\s(?!ou\b)[^\W\d_]+)?\set\sdemie?\b", re.IGNORECASE),
    "en": re.compile(r"[\s-]and[\s-](?:an?[\s-])?half\b", re.IGNORECASE),
}
_HALF_BEFORE = {
    "fr": re.compile(r"\bdemi[-\s]$", re.IGNORECASE),
    "en": re.compile(r"\bhalf(?:\san?\s|[-\s]a[-\s]|[-\s])$", re.IGNORECASE),
}
_VAGUE_BEFORE = {
    "fr": re.compile(r"\b(?:des|plusieurs|quelques|les|de|aux|ces|leurs|d')\s?$", re.IGNORECASE),
    "en": re.compile(r"\b(?:several|few|many|some\sof\sthe)\s$", re.IGNORECASE),
}
_ONE_BEFORE = re.compile(
    r"(?:\b(?:an?|one|half|per|every|the|that|another|first|next|last)[\s-]|[$€£¥])$", re.IGNORECASE
)
_SYMBOL_BEFORE = re.compile(r"(?:(?:US|A|C|CA|AU|NZ|HK|S)?(?P<s>[$€£¥])|\b(?P<c>[A-Z]{3}|Rs\.?))\s?$")
_SHARED_SCALE = re.compile(r"\s?(?:to|and|or|à|et|ou|-|–)\s?[$€£]?$", re.IGNORECASE)


def extract(text: str, lang: str) -> tuple[Quantity, ...]:
    """The quantities of a text in French or English, in order; nothing for another language."""
    return _extract(normalise(text), lang) if lang in LANGUAGES else ()


@functools.lru_cache(maxsize=4096)
def _extract(plain: str, lang: str) -> tuple[Quantity, ...]:
    page = Page(plain, lang)
    _glued_dates(page)
    clocks(page)
    dates(page)
    for match in page.matches(_CODE):
        if not re.fullmatch(r"\d{1,3}(?:\.\d{3})+", match[0]):
            page.add("code", 0, Span(*match.span()))
    periods(page)
    for match in page.matches(_FIGURES[lang]):
        _figures(page, match)
    for number in word_numbers(plain, lang):
        if page.free(number.span):
            _words(page, number)
    _others(page)
    return tuple(_share_scale(plain, page.sorted()))


def _glued_dates(page: Page) -> None:
    """``9/11`` in English is a day that French writes out."""
    if page.lang == "en":
        for match in page.matches(re.compile(r"(?<![\w/.])9/11(?![\w/])")):
            page.add("day", 11, Span(*match.span()))
            page.add("month", 9, Span(*match.span()))
            page.add("year", 2001, Span(*match.span()))


def figure_readings(raw: str, lang: str) -> tuple[Decimal, ...]:
    """The values a number in figures may have, the likeliest first; empty for what is no plain number."""
    body = raw.replace(" ", "").replace("'", "")
    marks = [character for character in body if character in ".,"]
    if not marks:
        return (Decimal(body),)
    head, *groups = re.split(r"[.,]", body)
    grouped = all(len(group) == 3 for group in groups) and 1 <= len(head) <= 3 and head != "0"
    if len(set(marks)) > 1:
        if len(marks) > 2 and len(set(marks[:-1])) > 1:
            return ()
        return (Decimal("".join([head, *groups[:-1]]) + "." + groups[-1]),)
    whole, decimal = Decimal("".join([head, *groups])), Decimal(f"{head or '0'}.{groups[0]}")
    if len(groups) > 1:
        return (whole,) if grouped else ()
    if not grouped or " " in raw:
        return (decimal,)
    usual = (marks[0] == ".") == (lang == "fr")
    return (whole, decimal) if usual else (decimal, whole)


def _figures(page: Page, match: re.Match[str]) -> None:
    lang, span = page.lang, Span(*match.span())
    values = figure_readings(match[0], lang)
    glue = page.plain[span.end : span.end + 12]
    unknown = re.match(r"[^\W\d_]+", glue)
    if not values or (
        unknown
        and not _GLUE.match(glue)
        and unknown[0].lower() not in vocabulary(lang)["measure"]
        and unknown[0].lower() not in vocabulary(lang)["currency"]
    ):
        page.add("code", 0, span)
        return
    factor, end = _scale(page, span.end)
    money = _SYMBOL_BEFORE.search(page.plain[: span.start]) is not None
    readings = {value * factor for value in values}
    glued = _GLUE.match(page.plain[end:])
    if glued is not None and factor == 1:
        scaled = values[0] * Decimal(10) ** _GLUED[glued[1]]
        after = page.plain[end + glued.end() :][:1]
        # "3 m" is metres unless money stands beside it; "3 M" and "3 bn" are never a measure.
        if money or after in {"€", "$", "£"} or glued[1] not in ("m", "b", "k", "M", "K", "B"):
            factor, end, readings = Decimal(10) ** _GLUED[glued[1]], end + glued.end(), {scaled}
        else:
            readings.add(scaled)
    _measured(page, values[0] * factor, Span(span.start, end), frozenset(readings), raw=match[0])


def _scale(page: Page, end: int) -> tuple[Decimal, int]:
    factor, known = Decimal(1), vocabulary(page.lang)
    while (match := re.match(r"[\s-]([^\W\d_]+)\b", page.plain[end:])) is not None:
        word = match[1].lower()
        value = (
            known["scale"].get(word)
            or known["thousand"].get(word)
            or known["hundred"].get(word)
            or (page.lang == "en" and (known["collective"].get(word) or known["vague"].get(word)))
        )
        if not value or page.plain[end + match.end() :].startswith("-"):
            break
        factor, end = factor * Decimal(value), end + match.end()
    return factor, end


def _words(page: Page, number: WordNumber) -> None:
    before = page.plain[: number.span.start]
    value = number.value
    alone = all(
        word in vocabulary(page.lang)["scale"] or word in ("hundred", "thousand", "mille", "cent", "cents")
        for word in number.words
    )
    vague = _VAGUE_BEFORE[page.lang].search(before) or (page.lang == "en" and not _ONE_BEFORE.search(before))
    if alone and vague and number.words[0] not in ("mille", "cent"):
        page.add("vague", value, number.span)
    elif number.kind == "ordinal":
        century = re.match(
            r"(?:(?:\s(?:et|and|to)\s\S+)?\ssiècles?\b|(?:\sand\s\S+)?[\s-]centur(?:y|ies)\b)",
            page.plain[number.span.end :],
        )
        page.add(
            "century" if century else "ordinal",
            value,
            Span(number.span.start, number.span.end + (century.end() if century else 0)),
            number.span,
        )
    else:
        half = _HALF_BEFORE[page.lang].search(before) if alone else None
        start = half.start() if half else number.span.start
        _measured(
            page,
            value / 2 if half else value,
            Span(start, number.span.end),
            frozenset(),
            approximate=number.approximate,
        )


def _measured(
    page: Page, value: Decimal, number: Span, readings: frozenset[Decimal], raw: str = "", approximate: bool = False
) -> None:
    """Add a number with the unit that stands beside it."""
    rest, lang = page.plain[number.end :], page.lang
    half = _HALF[lang].match(rest)
    if half is not None:
        scale = value if lang == "fr" and value >= 10**6 and value % 10**6 == 0 else Decimal(1)
        unit = Decimal(10) ** (9 if scale >= 10**9 else 6) if scale > 1 else Decimal(1)
        readings |= {value + unit / 2}
    factor = Decimal(1)
    if half is not None and lang == "en":
        factor, end = _scale(page, number.end + half.end())
        if factor > 1:
            value, number = (value + Decimal("0.5")) * factor, Span(number.start, end)
            rest = page.plain[end:]
    for kind, pattern in (("percent", _PERCENT[lang]), ("points", _POINTS[lang])):
        if (match := pattern.match(rest)) is not None:
            page.add(
                kind, value, Span(number.start, number.end + match.end()), number, readings, approximate=approximate
            )
            return
    start, end, currency = _currency(page, number)
    if currency:
        page.add("money", value, Span(start, end), number, readings, unit=currency, approximate=approximate)
        return
    measure = _measure(page, number.end)
    plain_year = re.fullmatch(r"(?:1[2-9]|20)\d\d", raw) is not None and number.end - number.start == 4 and not measure
    page.add("year" if plain_year else "number", value, number, number, readings, unit=measure, approximate=approximate)


def _currency(page: Page, number: Span) -> tuple[int, int, str]:
    known = vocabulary(page.lang)["currency"]
    before = _SYMBOL_BEFORE.search(page.plain[: number.start])
    if before is not None:
        code = known.get((before["s"] or before["c"]).lower().rstrip("."))
        if code:
            return before.start(), number.end, code
    rest = page.plain[number.end :]
    match = re.match(r"(?:\s|-)?(?:d'|de\s|of\s)?(?:[A-Z]{2,3}(?=[$€£]))?([€$£¥]|[^\W\d_]+(?:\s[^\W\d_]+)?)", rest)
    if match is None:
        return number.start, number.end, ""
    words = match[1].lower()
    for name in (words, words.split()[0]):
        if name in known and rest[match.start(1) :][: len(name)].lower() == name:
            return number.start, number.end + match.start(1) + len(name), known[name]
    return number.start, number.end, ""


def _measure(page: Page, end: int) -> str:
    known = vocabulary(page.lang)["measure"]
    match = re.match(
        r"[\s-]?(?P<square>(?:square|sq)[\s-])?(?P<name>km/h|°\s?[CF]?(?!\w)|[^\W\d_]+[²³]?)(?P<carre>\scarrés?\b)?",
        page.plain[end:],
    )
    if match is None:
        return ""
    unit = known.get(match["name"].lower().replace(" ", ""), "")
    return unit.replace("length", "area") if match["square"] or match["carre"] else unit


def _others(page: Page) -> None:
    """Fractions, vague plurals and words that hold a number (both, pair, decade)."""
    known = vocabulary(page.lang)
    kinds = [(kind, known.get(kind, {})) for kind in ("fraction", "vague", "equivalent")]
    for match in page.words(*(listed for _, listed in kinds)):
        word, span = match[0].lower(), Span(*match.span())
        for kind, listed in kinds:
            if word in listed:
                page.add(kind, Decimal(listed[word]), span)
                break


def _share_scale(plain: str, found: tuple[Quantity, ...]) -> list[Quantity]:
    """Give the first of "50 à 100 mille" or "5 to 6 million" the reading with the scale of the second."""
    shared = list(found)
    for index in range(len(found) - 1):
        here, after = found[index], found[index + 1]
        scale = next((s for s in (10**12, 10**9, 10**6, 1000) if after.value >= s), 1)
        if (
            scale > 1
            and here.value < 1000
            and here.kind in _SCALED
            and after.kind in _SCALED
            and _SHARED_SCALE.fullmatch(plain[here.span.end : after.span.start])
        ):
            shared[index] = Quantity(
                here.kind,
                here.value,
                here.span,
                here.number,
                here.unit,
                here.readings | {here.value * scale},
                here.approximate,
                here.digits,
            )
    return shared
