"""Numbers that tell time: dates, times of day, ordinals, centuries and decades."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.rules.context import Context
from tqcheck.rules.number_pairing import Pairing, pairing
from tqcheck.rules.number_wording import clock, like
from tqcheck.rules.numbers import altered_match
from tqcheck.rules.registry import Match, rule
from tqcheck.text.quantities import Quantity
from tqcheck.types import Severity

_NIGHT = re.compile(
    r"\b(?:nuit|night|overnight|heures?|petit matin|veille|lendemain|eve|day (?:before|after)|yesterday|tomorrow)\b",
    re.IGNORECASE,
)
_ZONES = re.compile(
    r"\b(?:GMT|UTC|E[SD]?T|P[SD]T|CES?T|BST|heure (?:locale|de|française|d'été)|heures (?:de|locale)|local time|(?:Paris|\w+) time)\b"
)
_EVENING = re.compile(r"\b(?:soir|soirs|soirée|après-midi|nuit)\b", re.IGNORECASE)


@rule("N105", "date-altered", "accuracy/mistranslation", Severity.MAJOR, "fr", "en")
def date_altered(context: Context) -> Iterator[Match]:
    """A day, month, year or weekday of the source became another.

    ## What it does
    Compares the parts of dates, and months, years and weekdays that stand alone; reports the one part that the target changes.
    A night may be named after the day before it or after: such weekdays pass.

    ## Why is this bad?
    Readers plan by dates, and courts decide by them.

    ## Example
    ``le 22 juin 1940`` translated as *July 22, 1940*.

    ## Use instead
    June 22, 1940.

    ## References
    Unicode CLDR, dates of fr and en.

    ## Cases
    Wrong: Le procès s'ouvrira le 4 juin 2024. => The trial will open on 4 July 2024.
    Wrong: Le conseil se réunira jeudi. => The council will meet on Tuesday.
    Wrong: La date limite est le 09/05/2023. => The deadline is September 5, 2023.
    Wrong: Depuis 1998, elle dirige le musée. => She has headed the museum since 1989.
    Okay: Le procès s'ouvrira le 4 juin 2024. => The trial will open on June 4, 2024.
    Okay: La date limite est le 09/05/2023. => The deadline is 09/05/2023.
    Okay: Il a été agressé dans la nuit de dimanche. => He was attacked on Saturday night.
    Okay: Depuis le 11 septembre, tout a changé. => Since 9/11, everything has changed.
    """
    pair = pairing(context)
    for group, name in (("day", "day"), ("month", "month"), ("year", "year"), ("weekday", "weekday")):
        found = pair.altered(group)
        if found is None:
            continue
        source, target = found
        if group == "weekday" and (_NIGHT.search(context.source.plain) or _NIGHT.search(context.target.plain)):
            continue
        if group == "month" and _eve(pair):
            continue
        yield altered_match(context, source, target, f"the {name} has changed")
        return


def _eve(pair: Pairing) -> bool:
    """Whether a day was rendered by its neighbour in the next month: before April 1, on or before March 31."""
    return any(q.value == 1 for q in pair.sources if q.kind == "day") != any(
        q.value == 1 for q in pair.targets if q.kind == "day"
    )


def _time_match(
    context: Context, source: Quantity, target: Quantity, reason: str, severity: Severity | None = None
) -> Match:
    match = altered_match(context, source, target, reason, suggestion=clock(source.value))
    return Match(match.message, target.span, source.span, match.suggestion, severity)


def _clock_pair(sources: list[Quantity], targets: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """The one source time and the one target time left when times are paired one to one, surest first."""
    left, rest = list(sources), list(targets)
    for exact in (True, False):
        for source in list(left):
            for target in rest:
                if source.value == target.value if exact else source.readings & target.readings:
                    left.remove(source)
                    rest.remove(target)
                    break
    return (left[0], rest[0]) if len(left) == 1 and len(rest) == 1 and len(sources) == len(targets) else None


@rule("N106", "time-of-day", "accuracy/mistranslation", Severity.MAJOR, "fr", "en")
def time_of_day(context: Context) -> Iterator[Match]:
    """A time of day is another in the target, or keeps the French ``h``.

    ## What it does
    Reads times on the clock of 24 hours and of 12, and reports the one that differs. Times with a time zone pass.

    ## Why is this bad?
    ``14 h 30`` is 2:30 p.m.; at 4:30 or at 2:30 a.m. nobody is there.

    ## Example
    ``à 14 h 30`` translated as *at 4:30 p.m.*

    ## Use instead
    at 2:30 p.m.

    ## References
    Unicode CLDR, time formats of fr and en.

    ## Cases
    Wrong: La séance commence à 15 h 45. => The session begins at 5:45 p.m.
    Wrong: Il est arrivé à 2 h 10. => He arrived at 2:10 p.m.
    Wrong: Le guichet ferme à 18 heures. => The counter closes at 8 p.m.
    Wrong: Le débat sera diffusé à 20h50. => The debate will be broadcast at 20h50.
    Okay: La séance commence à 15 h 45. => The session begins at a quarter to four.
    Okay: Le magasin est ouvert de 9 h à 19 h. => The shop is open 9 to 7.
    Okay: La traversée dure 3 h 20. => The crossing takes three hours and twenty minutes.
    Okay: Il est parti vers 8 heures. => He left at about 8 p.m.
    """
    pair = pairing(context)
    sources = [q for q in pair.sources if q.kind == "clock"]
    targets = [q for q in pair.targets if q.kind == "clock"]
    if not sources or not targets or any(q.value < 0 for q in (*sources, *targets)):
        return
    for target in targets:
        source = next((q for q in sources if q.readings & target.readings), None)
        if target.unit == "french" and source is not None:
            yield _time_match(context, source, target, "English writes no 'h' in a time of day", Severity.MINOR)
    found = _clock_pair(sources, targets)
    if found is None or _ZONES.search(context.source.plain) or _ZONES.search(context.target.plain):
        return
    source, target = found
    half_day = abs(source.value - target.value) == 720
    if half_day and source.value < 720 and _EVENING.search(context.source.plain) and "nuit" not in context.source.plain:
        return
    if not half_day or len(source.readings) == 1:
        yield _time_match(context, source, target, "the time of day has changed")


@rule("N107", "ordinal-altered", "accuracy/mistranslation", Severity.MAJOR, "fr", "en")
def ordinal_altered(context: Context) -> Iterator[Match]:
    """An ordinal, a century, a decade or a regnal number became another.

    ## What it does
    Compares ordinals in figures and words, centuries, decades and Roman numerals. A decade or hundred that names the same century passes.

    ## Why is this bad?
    ``XIXe siècle`` is the 19th century (the 1800s), not the 20th: the slip moves the event by a hundred years.

    ## Example
    ``au XIXe siècle`` translated as *in the 20th century*.

    ## Use instead
    in the 19th century.

    ## References
    MQM: accuracy/mistranslation (number).

    ## Cases
    Wrong: L'église date du XIIIe siècle. => The church dates from the 14th century.
    Wrong: Dans les années 1960, l'usine employait mille ouvriers. => In the 1970s the plant employed a thousand workers.
    Wrong: Elle a terminé 3e de l'épreuve. => She finished 13th in the event.
    Wrong: Louis XVI fut exécuté. => Louis XIV was executed.
    Okay: L'église date du XIIIe siècle. => The church was built in the 1200s.
    Okay: Le quatrième trimestre a été bon. => Q4 was good.
    Okay: La mode des années 70 revient. => Seventies fashion is back.
    """
    pair = pairing(context)
    for group in ("century", "decade", "ordinal", "roman"):
        found = pair.altered(group)
        if found is None or (
            group == "ordinal"
            and re.search(r"\b(?:étage|classe|floor|grade)\b", context.source.plain + context.target.plain)
        ):
            continue
        source, target = found
        text = f"{like(source, target)}" + (" century" if group == "century" and target.number != target.span else "")
        if group == "decade":
            text = f"{int(source.value)}s"
        match = altered_match(
            context, source, target, f"the {group if group != 'roman' else 'numeral'} has changed", suggestion=text
        )
        yield Match(match.message, target.span, source.span, text)
        return
