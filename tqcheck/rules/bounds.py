"""Figures whose value is kept while what is said of it changes: upper and lower bounds, units, French unit names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tqcheck.rules.context import Context
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

UPPER, LOWER = "upper", "lower"

_FRENCH = {
    UPPER: r"(?:\bau plus|\bau maximum|\bmaximum|(?<!au )\bmoins de|\binférieure?s? (?:ou égale?s? )?à|\bjusqu'à|\bdans la limite de|\bpas plus de)",
    LOWER: r"(?:\bau moins|\bau minimum|\bminimum|(?<!au )(?<!pas )\bplus de|\bsupérieure?s? (?:ou égale?s? )?à|\bpas moins de|\bdépasse|\bau-delà de)",
}
_ENGLISH = {
    UPPER: r"(?:\bat most|\bat the most|\bno more than|\bnot more than|\bup to|\bless than|\bfewer than|\bunder|\bbelow|\bmaximum|\bwithin|\bno later than)",
    LOWER: r"(?:\bat least|\bno fewer than|\bno less than|\bnot less than|\bmore than|\bover|\babove|\bminimum|\bexceed\w*|\bbeyond)",
}
_NEGATED = re.compile(
    r"(?:\b(?:not|no|never|without|ne|sans|pas)\b|n't\b|\bn')[^.;]{0,25}$"
    r"|\b(?:interdi\w+|défend\w*|prohib\w+|forbid\w*|ban(?:s|ned)?|empêch\w+|évit\w+|avoid\w*)\b[^.;]{0,50}$",
    re.IGNORECASE,
)
_NUMBER = r"(?P<number>\d[\d  ,.]*\d|\d|" + "(?:{words})" + r")"
_WORDS = {
    "fr": {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30, "cent": 100},
    "en": {"one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "hundred": 100},
}  # fmt: skip
_REACH = 28
"""Characters between a bound and its figure."""

UNITS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("mm", "cm", "m", "km", "dm"), ("length", "")),
    **dict.fromkeys(("mg", "g", "kg", "t"), ("mass", "")),
    **dict.fromkeys(("ml", "cl", "l", "L", "mL", "cL"), ("volume", "")),
    **dict.fromkeys(("W", "kW", "MW", "GW"), ("power", "")),
    **dict.fromkeys(("V", "kV", "mV"), ("tension", "")),
    **dict.fromkeys(("A", "mA"), ("current", "")),
    **dict.fromkeys(("bar", "mbar", "kPa", "MPa", "Pa"), ("pressure", "")),
    **dict.fromkeys(("Hz", "kHz", "MHz", "GHz"), ("frequency", "")),
}
FRENCH_UNITS = {"Ko": "KB", "Mo": "MB", "Go": "GB", "To": "TB", "ko": "kB", "kms": "km", "mn": "min"}
_MEASURE = re.compile(r"(?P<number>[-−–]?\d+(?:[.,]\d+)?)[\s  ]?(?P<unit>[a-zA-Z]{1,4})\b")


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure with the side on which it limits."""

    value: float
    side: str
    span: Span
    words: str


def bounds(text: str, lang: str) -> Iterator[Bound]:
    """The bounded figures of a text; a bound under a negation is left out, for it turns round."""
    lists = _FRENCH if lang == "fr" else _ENGLISH
    number = re.compile(_NUMBER.format(words="|".join(rf"\b{word}\b" for word in _WORDS[lang])), re.IGNORECASE)
    figures = [(m, _value(m["number"], lang)) for m in number.finditer(text)]
    for side, pattern in lists.items():
        for bound in re.finditer(pattern, text, re.IGNORECASE):
            if _NEGATED.search(text[: bound.start()]):
                continue
            found = _nearest(bound, [(m, v) for m, v in figures if v is not None], text)
            if found:
                yield Bound(found[1], side, Span(bound.start(), bound.end()), bound[0])


def _nearest(
    bound: re.Match[str], figures: list[tuple[re.Match[str], float]], text: str
) -> tuple[re.Match[str], float] | None:
    """The figure a bound belongs to: the next one after it, or, for one that may follow its figure, the last before."""
    after = [(m, v) for m, v in figures if 0 <= m.start() - bound.end() <= 3]
    if after:
        return after[0]
    following = re.match(r"(?:au|at|max|min|ou|or)", bound[0], re.IGNORECASE)
    before = [
        (m, v)
        for m, v in figures
        if 0 <= bound.start() - m.end() <= _REACH and "," not in text[m.end() : bound.start()]
    ]
    return before[-1] if following and before else None


def _value(text: str, lang: str) -> float | None:
    word = _WORDS[lang].get(text.lower())
    if word is not None:
        return float(word)
    plain = re.sub(r"[\s  ]", "", text).strip(".,")
    plain = plain.replace(".", "").replace(",", ".") if lang == "fr" else plain.replace(",", "")
    try:
        return float(plain)
    except ValueError:
        return None


@rule("N111", "bound-reversed", "accuracy/mistranslation", Severity.CRITICAL, source="fr", target="en")
def bound_reversed(context: Context) -> Iterator[Match]:
    """An upper limit became a lower one, or the reverse.

    ## What it does
    Compares the words that bound a figure (*au plus*, *moins de*, *au moins*, *supérieur à*; at most, less than, at least, over) where the
    same figure is bounded on both sides, and reports opposite bounds. Bounds under a negation are left alone.

    ## Why is this bad?
    The text says the opposite, and often in a place where somebody will act on it.

    ## Example
    `Conservez-le un an au plus.` => `Keep it for at least one year.`

    ## Use instead
    `Keep it for at most one year.`

    ## References
    MQM accuracy/mistranslation.

    ## Cases
    Wrong: Les dossiers sont conservés deux ans au plus. => Files are kept for at least two years.
    Wrong: Ne fumez pas. Restez à moins de 3 m de la sortie. => Do not smoke. Stay more than 3 m from the exit.
    Wrong: La température doit être supérieure à 40 °C. => The temperature must be below 40 °C.
    Okay: Les dossiers sont conservés deux ans au plus. => Files are kept for up to two years.
    Okay: Il ne faut pas moins de 3 jours. => It takes at least 3 days.
    Okay: La loi interdit de bâtir à moins de 5 m de la route. => By law you must build at least 5 m from the road.
    Okay: Plus de 40 personnes et moins de 10 chiens. => More than 40 people and fewer than 10 dogs.
    """
    ours = list(bounds(context.source.plain, "fr"))
    theirs = list(bounds(context.target.plain, "en")) if ours else []
    for one in ours:
        same = [other for other in theirs if other.value == one.value]
        if same and all(other.side != one.side for other in same):
            other = same[0]
            yield Match(
                message=f"'{one.words}' is {'an upper' if one.side == UPPER else 'a lower'} limit, '{other.words}' the opposite",
                target=other.span,
                source=one.span,
                suggestion="at most / up to / less than" if one.side == UPPER else "at least / more than",
            )


@rule("N112", "unit-changed", "accuracy/mistranslation", Severity.CRITICAL, source="fr", target="en")
def unit_changed(context: Context) -> Iterator[Match]:
    """A measure keeps its figure and changes its unit, or loses its minus sign.

    ## What it does
    Where the same figure stands once on either side with units of one dimension (cm and mm, kW and W), reports units that differ; and a
    figure that is negative in the source only.

    ## Why is this bad?
    The measure is wrong by a factor of ten or a thousand, or on the wrong side of zero.

    ## Example
    `à 20 cm du mur` => `20 mm from the wall`

    ## Use instead
    `20 cm from the wall`

    ## References
    MQM accuracy/mistranslation.

    ## Cases
    Wrong: Percez à 35 mm du bord. => Drill 35 cm from the edge.
    Wrong: Stockez-le à −18 °C. => Store it at 18 °C.
    Wrong: La puissance est de 12 kW. => The output is 12 W.
    Okay: Percez à 35 mm du bord. => Drill 35 mm from the edge.
    Okay: Percez à 35 mm du bord. => Drill 3.5 cm from the edge.
    Okay: Les lots 12-18 sont prêts. => Lots 12 to 18 are ready.
    """
    ours, theirs = _measures(context.source.plain), _measures(context.target.plain)
    for number, (unit, span) in ours.items():
        if number not in theirs or unit not in UNITS:
            continue
        other, place = theirs[number]
        if other in UNITS and other != unit and UNITS[other][0] == UNITS[unit][0] and other.lower() != unit.lower():
            yield Match(
                message=f"{number} {unit} became {number} {other}",
                target=place,
                source=span,
                suggestion=f"{number} {unit}",
            )
    yield from _lost_signs(context)


def _measures(text: str) -> dict[str, tuple[str, Span]]:
    """Figures that stand once with a unit: figure in English notation to unit and place."""
    found: dict[str, tuple[str, Span]] = {}
    twice = set()
    for match in _MEASURE.finditer(text):
        number = match["number"].replace(",", ".")
        if number in found:
            twice.add(number)
        found[number] = (match["unit"], Span(match.start(), match.end()))
    return {number: value for number, value in found.items() if number not in twice}


def _lost_signs(context: Context) -> Iterator[Match]:
    for match in re.finditer(r"(?<![\w.,)])[-−–](\d+(?:,\d+)?)[\s  ]?(?:°|degrés?)", context.source.plain):
        number = re.escape(match[1].replace(",", "."))
        target = context.target.plain
        signed = re.search(rf"(?:[-−–]|minus |below zero|sub-zero).{{0,3}}{number}|{number}.{{0,25}}below", target)
        plain = re.search(rf"(?<![\d.,]){number}(?![\d.,]\d)[\s  ]?(?:°|degrees?|C\b|F\b)", target)
        if plain and not signed:
            yield Match(
                message=f"the minus sign of '{match[0]}' is lost",
                target=Span(plain.start(), plain.end()),
                source=Span(match.start(), match.end()),
                suggestion=f"−{plain[0]}",
            )


@rule("N113", "french-unit", "accuracy/untranslated", Severity.MINOR, source="fr", target="en")
def french_unit(context: Context) -> Iterator[Match]:
    """A French abbreviation of a unit left in English.

    ## What it does
    Finds *Ko*, *Mo*, *Go*, *To* (octets) and *mn* behind a figure on both sides.

    ## Why is this bad?
    English readers count in bytes, KB, MB, GB and TB.

    ## Example
    `un fichier de 8 Mo` => `an 8 Mo file`

    ## Use instead
    `an 8 MB file`

    ## References
    IEC 80000-13.

    ## Cases
    Wrong: La taille est limitée à 5 Mo. => The size is limited to 5 Mo.
    Wrong: Il faut 20 Go d'espace libre. => You need 20 Go of free space.
    Okay: La taille est limitée à 5 Mo. => The size is limited to 5 MB.
    Okay: Go est un jeu. => Go is a game.
    """
    units = "|".join(FRENCH_UNITS)
    source = {
        match[0].replace(" ", " "): match for match in re.finditer(rf"\d+[\s  ]?({units})\b", context.source.plain)
    }
    for match in re.finditer(rf"\d+[\s  ]?({units})\b", context.target.plain) if source else ():
        english = FRENCH_UNITS[match[1]]
        if english.lower() != match[1].lower():
            yield Match(
                message=f"'{match[1]}' is a French unit: {english} in English",
                target=Span(match.start(1), match.end(1)),
                suggestion=english,
            )
