"""Numbers left in French style: the decimal comma, the blank or point between thousands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tqcheck.rules.context import Context
from tqcheck.rules.number_pairing import Pairing, pairing
from tqcheck.rules.number_wording import figures
from tqcheck.rules.numbers import is_reference
from tqcheck.rules.registry import Match, rule
from tqcheck.text.quantities import Quantity
from tqcheck.types import Severity, Span

_FRENCH_DECIMAL = re.compile(r"\d+,(?:\d{1,2}|\d{4,})|0,\d+")
_BLANKS = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?")
_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_COUNTED = re.compile(r"\s(?:[^\W\d_]|[€$£%])|[€$£%]|$|[,;:!?»)]|\.(?:\s|$)")


@rule("N103", "number-format", "fluency/locale-convention", Severity.MINOR, "fr", "en")
def number_format(context: Context) -> Iterator[Match]:
    """A number keeps the French decimal comma, or the French blank or point between thousands.

    ## What it does
    Reports figures of the target copied in French style: ``3,5`` for 3.5, ``12 500`` or ``12.500`` for 12,500.

    ## Why is this bad?
    In English a comma parts thousands and a point parts decimals: 3,5 is no number and 12.500 is twelve and a half.

    ## Example
    ``3,5 mm`` translated as *3,5 mm*.

    ## Use instead
    3.5 mm.

    ## References
    Unicode CLDR, number symbols of fr and en.

    ## Cases
    Wrong: La pièce mesure 7,5 mm. => The part measures 7,5 mm.
    Wrong: Le chantier a coûté 48 200 euros. => The works cost 48 200 euros.
    Wrong: Quelque 25 000 exemplaires ont été vendus. => Some 25.000 copies have been sold.
    Wrong: Le virement est de 1 000,50 €. => The transfer is €1 000,50.
    Okay: La pièce mesure 7,5 mm. => The part measures 7.5 mm.
    Okay: Quelque 25 000 exemplaires ont été vendus. => Some 25,000 copies have been sold.
    Okay: Il vit ici depuis 1998, 3 ans après la crise. => He has lived here since 1998, 3 years after the crisis.
    """
    pair = pairing(context)
    for target in pair.targets:
        if not target.digits or target.kind not in ("number", "money", "percent", "points"):
            continue
        raw = re.match(r"[\d., ]*\d", context.target.plain[target.number.start : target.number.end])
        if raw is None:
            continue
        source = _french_form(raw[0], context, pair)
        if source is None:
            continue
        value = Decimal(raw[0].replace(" ", "").replace(".", "").replace(",", "."))
        severity = Severity.MAJOR if _DOTS.fullmatch(raw[0]) else None
        yield Match(
            f"'{raw[0]}' is written as in French: English puts a point before decimals and a comma between thousands",
            Span(target.number.start, target.number.start + len(raw[0])),
            source.number,
            figures(value),
            severity,
        )


def _french_form(raw: str, context: Context, pair: Pairing) -> Quantity | None:
    """The source quantity that a number in French style copies."""
    if not any(form.fullmatch(raw) for form in (_FRENCH_DECIMAL, _BLANKS, _DOTS)):
        return None
    for source in pair.sources:
        figure = re.match(r"[\d., ]*\d", context.source.plain[source.number.start : source.number.end])
        if figure is None or re.search(r"\d $", context.source.plain[: source.number.start]):  # a telephone number
            continue
        copied = figure[0] == raw
        if _DOTS.fullmatch(raw) and not copied:
            copied = figure[0].replace(" ", ".") == raw
        if copied and ("." not in raw or source.value >= 1000) and not is_reference(context.source.plain, source):
            rest = context.source.plain[source.number.start + len(figure[0]) :]
            return source if "." not in raw or _COUNTED.match(rest) else None
    return None
