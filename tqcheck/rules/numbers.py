"""Numbers: quantities that the translation alters, loses, adds, or leaves in French style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tqcheck.rules.context import Context
from tqcheck.rules.number_pairing import Pairing, converted, pairing
from tqcheck.rules.number_wording import figures, like, money
from tqcheck.rules.registry import Match, rule
from tqcheck.text.quantities import Quantity
from tqcheck.types import Severity, Span

_MAGNITUDES = frozenset(Decimal(10) ** power for power in (3, 6, 9))
_WHOLE_AND_REST = re.compile(
    r"\b(?:absten\w+|abstien\w+|abstention|turnout|stayed (?:away|at home)|occupan\w+|vacan\w+|gone|lost|reste\w*|remain\w*|réussite|échec|recalés?|fail\w*|pass rate)\b",
    re.IGNORECASE,
)
"""Words for shares that are often told by their remainder."""
_LEAD = re.compile(r"\b(?:d'avance|d'écart|de retard|devance\w*|distance\w*)\b", re.IGNORECASE)
"""A lead in votes or polls is a difference of percentages, which French often calls per cent."""
_STOREY = re.compile(r"\b(?:étages?|classe|mi-temps|divisions?|taille|pointure)\b", re.IGNORECASE)
_SOFT = re.compile(r"\b(?:times|fold|score|handful|remaining|other)\b|-fold", re.IGNORECASE)
_FRENCH_DECIMAL = re.compile(r"\d+,(?:\d{1,2}|\d{4,})|0,\d+")
_BLANKS = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?")
_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_REFERENCE = re.compile(
    r"\b(?:articles?|sections?|subsections?|paragraph(?:e?s?)|alinéas?|règlements?|lois?|chapitres?|chapters?|pages?|figures?|exemples?|examples?|version|"
    r"parts?|parties?|schedules?|annexes?|amend(?:e?)ments?|numéros?|numbers?|tables?|tableaux?|items?|résolutions?|n°|nos?\.?|p\.|v\.?)\s?\(?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s(?:[^\W\d_]|[€$£%])|[€$£%]|$|[,;:!?»)]|\.(?:\s|$)")
_SAME_MONEY = ({"CHF", "XFR"}, {"CEN"}, {"DEM"})


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


@rule("N104", "percentage", "accuracy/mistranslation", Severity.MAJOR, "fr", "en")
def percentage(context: Context) -> Iterator[Match]:
    """A percentage has another value, or per cent and percentage points are confused.

    ## What it does
    Reports a percentage of the target that competes with one of the source, and points written as per cent or the reverse.

    ## Why is this bad?
    A rate that rises *by 2 points* from 4 % is 6 %; one that rises *by 2 per cent* is 4.08 %.

    ## Example
    ``reculé de 0,3 point`` translated as *fell by 0.3%*.

    ## Use instead
    fell by 0.3 percentage points.

    ## References
    Insee, definitions: point de pourcentage.

    ## Cases
    Wrong: Les prix ont augmenté de 6,4 % sur un an. => Prices rose by 4.6% in a year.
    Wrong: Le chômage a reculé de 0,4 point. => Unemployment fell by 0.4%.
    Wrong: Les prix ont gagné 3,1 % en mai. => Prices gained 3.1 points in May.
    Okay: Les prix ont augmenté de 6,4 % sur un an. => Prices rose 6.4 per cent in a year.
    Okay: Le chômage a reculé de 0,4 point. => Unemployment fell by 0.4 percentage points.
    Okay: La production a chuté de 30 %. => Output fell by nearly a third.
    Okay: Elle l'emporte avec 4 % d'avance. => She won by 4 percentage points.
    Okay: L'abstention a atteint 60 %. => Turnout was 40 per cent.
    """
    pair = pairing(context)
    for wanted, other, name in (("percent", "points", "%"), ("points", "percent", "percentage points")):
        for source in (q for q in pair.sources if q.kind == wanted and q.digits):
            rivals = [q for q in pair.targets if q.kind == other and q.readings & source.readings]
            kept = any(q.kind == wanted and q.readings & source.readings for q in pair.targets)
            both = any(q.kind == other and q.readings & source.readings for q in pair.sources)
            lead = wanted == "percent" and _LEAD.search(context.source.plain)
            if rivals and not kept and not both and not lead:
                joint = "" if name == "%" else " "
                reason = "per cent and percentage points differ"
                text = figures(source.value) + joint + name
                match = altered_match(context, source, rivals[0], reason, suggestion=text)
                yield Match(match.message, rivals[0].span, source.span, text)
    found = pair.altered("percent")
    if found is not None and not converted(pair, *found) and not _complement(context, *found):
        yield altered_match(context, *found, "the percentage has changed", suggestion=figures(found[0].value))


def _complement(context: Context, source: Quantity, target: Quantity) -> bool:
    """Whether the translation counts the rest, and says so: an abstention of 60% is a turnout of 40%."""
    told = _WHOLE_AND_REST.search(f"{context.source.plain} {context.target.plain}")
    return told is not None and source.value + target.value == 100


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
        rivals = [q for q in targets if q.readings & source.readings and q.unit != source.unit]
        kept = any(q.readings & source.readings and q.unit == source.unit for q in targets)
        explained = rivals and any(q.readings & rivals[0].readings and q.unit == rivals[0].unit for q in sources)
        if not rivals or kept or explained or any({source.unit, rivals[0].unit} & same for same in _SAME_MONEY[1:]):
            continue
        if {source.unit, rivals[0].unit} == _SAME_MONEY[0]:
            continue
        written = text_of(context.target.text, rivals[0].number)
        text = money(source.value, source.unit, written)
        match = altered_match(context, source, rivals[0], "the currency has changed", suggestion=text)
        yield Match(match.message, rivals[0].span, source.span, text)
