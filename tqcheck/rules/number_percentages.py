"""Percentages: another value, and per cent taken for percentage points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.rules.context import Context
from tqcheck.rules.number_pairing import Pairing, converted, pairing
from tqcheck.rules.number_wording import figures
from tqcheck.rules.numbers import altered_match
from tqcheck.rules.registry import Match, rule
from tqcheck.text.quantities import Quantity
from tqcheck.types import Severity

_WHOLE_AND_REST = re.compile(
    r"\b(?:absten\w+|abstien\w+|abstention|turnout|stayed (?:away|at home)|occupan\w+|vacan\w+|gone|lost|reste\w*|remain\w*|réussite|échec|recalés?|fail\w*|pass rate)\b",
    re.IGNORECASE,
)
"""Words for shares that are often told by their remainder."""
_LEAD = re.compile(r"\b(?:d'avance|d'écart|de retard|devance\w*|distance\w*)\b", re.IGNORECASE)
"""A lead in votes or polls is a difference of percentages, which French often calls per cent."""


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
    for wanted, other, sign in (("percent", "points", "%"), ("points", "percent", " percentage points")):
        for source in (q for q in pair.sources if q.kind == wanted and q.digits):
            rival = _confused(context, pair, source, other)
            if rival is not None:
                text = figures(source.value) + sign
                match = altered_match(context, source, rival, "per cent and percentage points differ", suggestion=text)
                yield Match(match.message, rival.span, source.span, text)
    found = pair.altered("percent")
    if found is not None and not converted(pair, *found) and not _complement(context, *found):
        yield altered_match(context, *found, "the percentage has changed", suggestion=figures(found[0].value))


def _confused(context: Context, pair: Pairing, source: Quantity, other: str) -> Quantity | None:
    """The target quantity of the other kind with the source's value, where neither side has both kinds of it."""

    def same(quantities: tuple[Quantity, ...], kind: str) -> list[Quantity]:
        return [q for q in quantities if q.kind == kind and q.readings & source.readings]

    rivals = same(pair.targets, other)
    lead = source.kind == "percent" and _LEAD.search(context.source.plain)
    if not rivals or same(pair.targets, source.kind) or same(pair.sources, other) or lead:
        return None
    return rivals[0]


def _complement(context: Context, source: Quantity, target: Quantity) -> bool:
    """Whether the translation counts the rest, and says so: an abstention of 60% is a turnout of 40%."""
    told = _WHOLE_AND_REST.search(f"{context.source.plain} {context.target.plain}")
    return told is not None and source.value + target.value == 100
