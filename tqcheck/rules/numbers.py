"""Numbers: quantities whose value or magnitude the translation alters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tqcheck.rules.context import Context
from tqcheck.rules.number_pairing import Pairing, converted, pairing
from tqcheck.rules.number_wording import like
from tqcheck.rules.registry import Match, rule
from tqcheck.text.quantities import Quantity
from tqcheck.types import Severity, Span

_MAGNITUDES = frozenset(Decimal(10) ** power for power in (3, 6, 9))
_STOREY = re.compile(r"\b(?:étages?|classe|mi-temps|divisions?|taille|pointure)\b", re.IGNORECASE)
_SOFT = re.compile(r"\b(?:times|fold|score|handful|remaining|other)\b|-fold", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\b(?:articles?|sections?|subsections?|paragraph(?:e?s?)|alinéas?|règlements?|lois?|chapitres?|chapters?|pages?|figures?|exemples?|examples?|version|"
    r"parts?|parties?|schedules?|annexes?|amend(?:e?)ments?|numéros?|numbers?|tables?|tableaux?|items?|résolutions?|n°|nos?\.?|p\.|v\.?)\s?\(?$",
    re.IGNORECASE,
)


def text_of(plain: str, span: Span) -> str:
    """The characters of a span."""
    return plain[span.start : span.end]


def altered_match(context: Context, source: Quantity, target: Quantity, reason: str, **more: object) -> Match:
    """A match on a target quantity that competes with a source quantity."""
    suggestion = more.get("suggestion")
    severity = more.get("severity")
    return Match(
        message=f"'{text_of(context.source.text, source.span)}' became '{text_of(context.target.text, target.span)}': {reason}",
        target=target.number,
        source=source.span,
        suggestion=(str(suggestion) or None) if suggestion is not None else _suggestion(source, target),
        severity=severity if isinstance(severity, Severity) else None,
    )


def _suggestion(source: Quantity, target: Quantity) -> str | None:
    """What to write, unless the source may be read in two ways (un million et demi)."""
    uncertain = len(source.readings) > 1 and source.kind in ("number", "money", "percent")
    return None if uncertain else like(source, target)


def is_reference(plain: str, quantity: Quantity) -> bool:
    """Whether a number names something rather than counts it: article 7.902."""
    return _REFERENCE.search(plain[: quantity.number.start]) is not None


def _scaled_by(source: Quantity, target: Quantity) -> bool:
    """Whether two values have the same digits and stand a thousand, a million or a billion apart."""
    if not source.value or not target.value:
        return False
    high, low = max(source.value, target.value), min(source.value, target.value)
    return high / low in _MAGNITUDES and high >= 10**4


def _magnitude_pair(pair: Pairing) -> tuple[Quantity, Quantity] | None:
    for source in pair.missing_of("amount"):
        for target in pair.unexplained_of("amount"):
            same_unit = source.kind == target.kind or not source.unit or not target.unit
            if _scaled_by(source, target) and same_unit and source.digits == target.digits:
                return source, target
    return None


@rule("N101", "number-altered", "accuracy/mistranslation", Severity.MAJOR, "fr", "en")
def number_altered(context: Context) -> Iterator[Match]:
    """A quantity of the source stands in the target with another value.

    ## What it does
    Reads the quantities of both sides, in figures and in words, and reports the one source value that has no counterpart where the target
    has exactly one value of the same kind that nothing in the source explains. Roundings and conversions of units pass.

    ## Why is this bad?
    A wrong figure is invisible to a reader and is taken for a fact.

    ## Example
    ``347 logements`` translated as *374 homes*.

    ## Use instead
    347 homes.

    ## References
    MQM: accuracy/mistranslation (number).

    ## Cases
    Wrong: La mairie a recensé 512 logements vacants. => The town hall counted 521 vacant homes.
    Wrong: Soixante-dix-huit pays ont signé. => Sixty-eight countries have signed.
    Wrong: Une trentaine de voitures ont brûlé. => About thirteen cars burned.
    Wrong: Prévoyez 6 vis par panneau. => Allow 8 screws per panel.
    Okay: Il a passé quinze jours à Rome. => He spent two weeks in Rome.
    Okay: Le stade contient 48 583 places. => The stadium holds more than 48,000 people.
    Okay: Le village est à 40 km de Rennes. => The village is 25 miles from Rennes.
    Okay: Les deux frères ont témoigné. => Both brothers testified.
    Okay: Il y a vingt ans, il vivait ici. => Two decades ago he lived here.
    Okay: Vieux de trois siècles, le chêne est mort. => The three-hundred-year-old oak has died.
    Okay: La ville a grandi ces trente dernières années. => The town has grown over the last three decades.
    Okay: On avait dit dix-neuf heures. => We said seven o'clock.
    Okay: Vingt-deux pays sur vingt-sept ont signé. => All but five of the 27 countries signed.
    Okay: C'est un roman écrit à quatre mains. => The novel has two authors.
    """
    pair = pairing(context)
    found = pair.altered("amount") or _small_pair(context, pair)
    if found is None or _magnitude_pair(pair) is not None:
        return
    source, target = found
    if converted(pair, source, target) or _STOREY.search(context.source.plain):
        return
    if not (source.digits and target.digits) and _SOFT.search(context.target.plain):
        return
    yield altered_match(context, source, target, "the value has changed")


@rule("N102", "number-magnitude", "accuracy/mistranslation", Severity.CRITICAL, "fr", "en")
def number_magnitude(context: Context) -> Iterator[Match]:
    """The digits are right but thousands, millions, billions or trillions are confused.

    ## What it does
    Reports a target value with the digits of a source value that is a thousand, a million or a billion times too large or too small, and
    vague plurals of another size (*des centaines*, thousands).

    ## Why is this bad?
    ``Milliard`` is *billion*, ``billion`` is *trillion*: the slip is common and multiplies the amount by a thousand.

    ## Example
    ``4,2 milliards d'euros`` translated as *4.2 million euros*.

    ## Use instead
    4.2 billion euros.

    ## References
    Loi n° 61-501 and décret n° 82-203 on the units of measure: échelle longue in French.

    ## Cases
    Wrong: La dette atteint 3,6 milliards d'euros. => The debt has reached 3.6 million euros.
    Wrong: Près de 3 millions de foyers sont privés d'eau. => Nearly 3 billion homes are without water.
    Wrong: Plusieurs centaines de personnes ont défilé. => Several thousand people marched.
    Okay: La dette atteint 3,6 milliards d'euros. => The debt has reached €3.6bn.
    Okay: Le fonds gère mille milliards d'euros. => The fund manages a trillion euros.
    Okay: Le prix va de 50 à 100 mille euros. => The price ranges from 50,000 to 100,000 euros.
    """
    pair = pairing(context)
    found = _magnitude_pair(pair)
    if found is not None:
        yield altered_match(context, *found, "the magnitude has changed")
        return
    vague = [[q for q in side if q.kind == "vague"] for side in (pair.sources, pair.targets)]
    if len(vague[0]) == len(vague[1]) == 1 and vague[0][0].value != vague[1][0].value:
        source, target = vague[0][0], vague[1][0]
        values = {q.value for q in (*pair.sources, *pair.targets)} - {Decimal(1), Decimal(2)}
        if values == {source.value, target.value}:
            yield altered_match(
                context, source, target, "the magnitude has changed", suggestion=_VAGUE_WORDS.get(int(source.value), "")
            )


def _small_pair(context: Context, pair: Pairing) -> tuple[Quantity, Quantity] | None:
    """A small number that became "two" or "deux", in the same place and beside another number that was kept."""
    small = [q for q in pair.missing_of("amount") if q.value <= 12 and q.kind == "number"]
    twos = [q for q in pair.targets if q.kind == "number" and q.value == 2 and not q.digits]
    if len(pair.missing) != 1 or not small or len(twos) != 1 or pair.unexplained:
        return None
    if any(2 in q.readings or q.kind in ("fraction", "equivalent") for q in pair.sources) or len(pair.sources) < 2:
        return None
    source, target = small[0], twos[0]
    place = source.number.start / len(context.source.plain) - target.number.start / len(context.target.plain)
    return (source, target) if abs(place) < 0.15 else None


_VAGUE_WORDS = {
    10: "dozens",
    100: "hundreds",
    1000: "thousands",
    10**6: "millions",
    10**9: "billions",
    10**12: "trillions",
}
