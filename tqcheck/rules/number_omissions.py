"""Numbers: figures that the translation loses or adds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.rules.context import Context
from tqcheck.rules.number_pairing import pairing
from tqcheck.rules.numbers import is_reference, text_of
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity

_NUMERAL = re.compile(r"\d")
_FEAST = re.compile(
    r"\b(?:Bastille Day|Christmas|New Year\w*|May Day|Armistice Day|Labou?r Day|Assumption|Boxing Day|All Saints|national day|fortnight|score|dozen)\b",
    re.IGNORECASE,
)
"""Days and counts that English calls by a name."""


@rule("N109", "number-missing", "accuracy/omission", Severity.MAJOR, "fr", "en")
def number_missing(context: Context) -> Iterator[Match]:
    """A precise figure of the source is missing and the target has no number at all.

    ## What it does
    Reports a figure with three significant digits, an amount of money or a percentage, or a full date, where the target segment has no
    numeral, number word, fraction or other expression of quantity.

    ## Why is this bad?
    The fact the sentence was written for is lost.

    ## Example
    ``détruit 4 300 hectares de forêt`` translated as *destroyed the forest*.

    ## Use instead
    destroyed 4,300 hectares of forest.

    ## References
    MQM: accuracy/omission.

    ## Cases
    Wrong: L'incendie a détruit 4 370 hectares de forêt. => The fire destroyed the forest.
    Wrong: Le budget a été fixé à 742 000 euros. => The budget was set by the council.
    Okay: L'incendie a détruit 4 370 hectares de forêt. => The fire destroyed forty-three square kilometres of forest.
    Okay: Une trentaine de voitures ont brûlé. => Dozens of cars were burned.
    Okay: La moitié des élèves sont absents. => Half the pupils are absent.
    Okay: Il défile chaque 14 juillet. => He marches every Bastille Day.
    """
    pair = pairing(context)
    if not context.bead.target or pair.targets or _NUMERAL.search(context.target.text):
        return
    if _FEAST.search(context.target.plain):
        return
    for source in pair.missing:
        text = text_of(context.source.text, source.span)
        precise = sum(c.isdigit() for c in text) >= 3 or source.kind in ("money", "percent", "day")
        if is_reference(context.source.plain, source) or (source.kind == "percent" and source.value == 100):
            continue
        if (
            source.digits
            and precise
            and source.kind in ("number", "money", "percent", "day")
            and not source.unit.startswith("time")
        ):
            yield Match(f"'{text}' has no counterpart: the translation has no number", None, source.span, None)
            return


@rule("N110", "number-added", "accuracy/addition", Severity.MAJOR, "fr", "en")
def number_added(context: Context) -> Iterator[Match]:
    """The target gives a figure where the source has no number at all.

    ## What it does
    Reports a figure with two digits or more in the target where the source segment has no numeral, number word or other expression of
    quantity.

    ## Why is this bad?
    A figure that the author did not write is read as a fact.

    ## Example
    ``plusieurs alpinistes`` translated as *137 climbers*.

    ## Use instead
    several climbers.

    ## References
    MQM: accuracy/addition.

    ## Cases
    Wrong: Les pompiers ont secouru plusieurs alpinistes. => Firefighters rescued 137 climbers.
    Wrong: Le musée a reçu de nombreux visiteurs. => The museum had 4,500 visitors.
    Okay: Les pompiers ont secouru plusieurs alpinistes. => Firefighters rescued three or four climbers.
    Okay: La centaine de visiteurs est repartie. => The 100 visitors left.
    Okay: L'avion d'Airbus a décollé. => The Airbus A380 took off.
    """
    pair = pairing(context)
    if not context.bead.source or pair.sources or _NUMERAL.search(context.source.text):
        return
    added = [q for q in pair.unexplained if q.digits and q.kind in ("number", "money", "percent")]
    others = [q for q in pair.targets if q.kind not in ("month", "weekday")]
    if len(added) == 1 and len(others) == 1 and added[0].significant >= 2 and not added[0].unit.startswith("time"):
        if is_reference(context.target.plain, added[0]):
            return
        text = text_of(context.target.text, added[0].span)
        yield Match(f"'{text}' has no counterpart: the source has no number", added[0].span, None, None)
