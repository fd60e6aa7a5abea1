"""Figures that are kept while their unit changes: currencies, measures, French abbreviations of units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tqcheck.rules.context import Context
from tqcheck.rules.number_pairing import pairing
from tqcheck.rules.number_wording import money
from tqcheck.rules.numbers import altered_match, text_of
from tqcheck.rules.registry import Match, rule
from tqcheck.text.quantities import Quantity
from tqcheck.types import Severity, Span

_ONE_FRANC = {"CHF", "XFR"}
"""A franc may be the Swiss one."""
_VAGUE_MONEY = {"CEN", "DEM"}
"""Cents and marks are parts or names of several currencies."""

_OF_DIMENSION = {
    "length": ("mm", "cm", "dm", "m", "km"),
    "mass": ("mg", "g", "kg", "t"),
    "volume": ("ml", "cl", "l", "mL", "cL", "L"),
    "power": ("W", "kW", "MW", "GW"),
    "tension": ("V", "mV", "kV"),
    "current": ("A", "mA"),
    "pressure": ("bar", "mbar", "Pa", "kPa", "MPa"),
    "frequency": ("Hz", "kHz", "MHz", "GHz"),
}
DIMENSIONS: Mapping[str, str] = {unit: name for name, units in _OF_DIMENSION.items() for unit in units}
"""Units with what they measure."""
FRENCH_UNITS = {"Ko": "KB", "Mo": "MB", "Go": "GB", "To": "TB", "ko": "kB", "kms": "km", "mn": "min"}
MONEY_UNITS = {"M€": "million", "Md€": "billion", "Mds€": "billion", "k€": "thousand", "K€": "thousand"}
_MONEY = re.compile(rf"(\d+(?: \d{{3}})*)(?:[.,](\d+))?\s?({'|'.join(MONEY_UNITS)})(?!\w)")
_MEASURE = re.compile(r"(?P<number>[-−–]?\d+(?:[.,]\d+)?)[\s  ]?(?P<unit>[a-zA-Z]{1,4})\b")


@rule("N108", "currency-changed", "accuracy/mistranslation", Severity.MAJOR, "fr", "en")
def currency_changed(context: Context) -> Iterator[Match]:
    """The amount is kept but the currency is another.

    ## What it does
    Reports the same amount in another currency; another amount in another currency is taken for a conversion.

    ## Why is this bad?
    The amount is wrong by the rate of exchange.

    ## Example
    ``45 euros`` translated as *$45*.

    ## Use instead
    €45.

    ## References
    ISO 4217.

    ## Cases
    Wrong: Le billet coûte 45 euros. => The ticket costs $45.
    Wrong: L'amende est de 135 €. => The fine is £135.
    Wrong: Le contrat porte sur 60 millions de dollars. => The contract is worth €60 million.
    Okay: Le billet coûte 45 euros. => The ticket costs €45.
    Okay: Elle a gagné 2 500 euros. => She won about $2,700.
    Okay: Le repas revient à 15 francs suisses. => The meal costs CHF 15.
    """
    pair = pairing(context)
    sources = [q for q in pair.sources if q.kind == "money"]
    targets = [q for q in pair.targets if q.kind == "money"]
    for source in sources:
        rival = _other_currency(source, sources, targets)
        if rival is None:
            continue
        text = money(source.value, source.unit, text_of(context.target.text, rival.number))
        match = altered_match(context, source, rival, "the currency has changed", suggestion=text)
        yield Match(match.message, rival.span, source.span, text)


def _other_currency(source: Quantity, sources: Sequence[Quantity], targets: Sequence[Quantity]) -> Quantity | None:
    """The same amount in another currency, where no source amount explains it."""
    same = [q for q in targets if q.readings & source.readings]
    rivals = [q for q in same if q.unit != source.unit]
    if not rivals or len(rivals) < len(same):
        return None
    units = {source.unit, rivals[0].unit}
    explained = any(q.readings & rivals[0].readings and q.unit == rivals[0].unit for q in sources)
    return None if explained or units == _ONE_FRANC or units & _VAGUE_MONEY else rivals[0]


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
        other, place = theirs.get(number, ("", span))
        dimension = DIMENSIONS.get(unit)
        if dimension and dimension == DIMENSIONS.get(other) and other.lower() != unit.lower():
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
    Finds *Ko*, *Mo*, *Go*, *To* (octets), *mn*, *M€*, *Md€* and *k€* behind a figure on both sides.

    ## Why is this bad?
    English readers count in bytes, KB, MB, GB and TB, and write the sign of a currency first: €34 million.

    ## Example
    `un fichier de 8 Mo` => `an 8 Mo file`

    ## Use instead
    `an 8 MB file`

    ## References
    IEC 80000-13.

    ## Cases
    Wrong: La taille est limitée à 5 Mo. => The size is limited to 5 Mo.
    Wrong: Il faut 20 Go d'espace libre. => You need 20 Go of free space.
    Wrong: Le projet coûte 34 M€. => The project costs 34 M€.
    Wrong: Le groupe doit 1,2 Md€. => The group owes 1,2 Md€.
    Okay: La taille est limitée à 5 Mo. => The size is limited to 5 MB.
    Okay: Le projet coûte 34 M€. => The project costs €34 million.
    Okay: Go est un jeu. => Go is a game.
    """
    yield from _bytes_and_minutes(context)
    if _MONEY.search(context.source.plain):
        for match in _MONEY.finditer(context.target.plain):
            whole, decimals, unit = match.groups()
            amount = whole.replace(" ", ",") + (f".{decimals}" if decimals else "")
            right = (
                f"€{amount},000"
                if MONEY_UNITS[unit] == "thousand" and not decimals
                else f"€{amount} {MONEY_UNITS[unit]}"
            )
            yield Match(
                message=f"'{unit}' is a French abbreviation: English writes '{right}'",
                target=Span(*match.span()),
                suggestion=right,
            )


def _bytes_and_minutes(context: Context) -> Iterator[Match]:
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
