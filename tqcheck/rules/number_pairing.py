"""Which quantities of a source segment are answered in its target, and which target quantities nothing in the source explains."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tqcheck.rules.context import Context
from tqcheck.text.numbers import extract
from tqcheck.text.quantities import Quantity

#: Kinds whose values are compared with one another.
GROUPS = {
    "number": "amount", "money": "amount", "percent": "percent", "points": "points", "ordinal": "ordinal", "century": "century",
    "decade": "decade", "year": "year", "day": "day", "month": "month", "weekday": "weekday", "roman": "roman", "clock": "clock",
}  # fmt: skip
_NAMED = frozenset({"month", "weekday"})
_DAYS = {
    "time.second": Decimal(1) / 86400, "time.minute": Decimal(1) / 1440, "time.hour": Decimal(1) / 24, "time.day": Decimal(1),
    "time.week": Decimal(7), "time.month": Decimal("30.4"), "time.year": Decimal("365.25"), "time.decade": Decimal("3652.5"),
    "time.century": Decimal(36525), "time.millennium": Decimal(365250),
}  # fmt: skip
_RUN = re.compile(r"\d+")
_MARKED = re.compile(r"\d+(?:[.,' ]\d+)*")
_FIGURATIVE = re.compile(
    r"\b(?:à (?:deux|quatre|six|huit) mains|à quatre pattes|quatre (?:coins|épingles|murs|vérités|volontés)|(?:trois|3) quarts?|"
    r"en quatre (?=pour)|trente-six (?:solutions|choses|chandelles|fois)|midi à quatorze heures)\b",
    re.IGNORECASE,
)
"""French numbers that count nothing, or half of what they say: written by four hands is written by two people."""
_REMAINDER = re.compile(r"\ball (?:but|except) (?:for )?$", re.IGNORECASE)
"""English that counts those left out: twenty-two of twenty-seven are all but five."""


@dataclass(frozen=True)
class Pairing:
    """The quantities of both sides and those left over on each."""

    sources: tuple[Quantity, ...]
    targets: tuple[Quantity, ...]
    missing: tuple[Quantity, ...]
    unexplained: tuple[Quantity, ...]

    def missing_of(self, group: str) -> list[Quantity]:
        """The source quantities of a group that the target does not answer."""
        return [q for q in self.missing if GROUPS.get(q.kind) == group]

    def unexplained_of(self, group: str) -> list[Quantity]:
        """The target quantities of a group that the source does not explain."""
        return [q for q in self.unexplained if GROUPS.get(q.kind) == group]

    def altered(self, group: str) -> tuple[Quantity, Quantity] | None:
        """The one source quantity without an answer and the one target quantity that competes for its place, if so."""
        missing, unexplained = self.missing_of(group), self.unexplained_of(group)
        return (missing[0], unexplained[0]) if len(missing) == 1 and len(unexplained) == 1 else None


def pairing(context: Context) -> Pairing:
    """Pair the quantities of a bead; computed once a bead."""
    memory = context.document.memory
    key = f"numbers:{context.index}"
    found = memory.get(key)
    if not isinstance(found, Pairing):
        found = _pair(context)
        memory[key] = found
    return found


def _pair(context: Context) -> Pairing:
    source, target = context.source.plain, context.target.plain
    if source == target:  # left untranslated: another rule's matter
        return Pairing((), (), (), ())
    sources, targets = extract(source, "fr"), extract(target, "en")
    source_runs, target_runs = _figures(source), _figures(target)
    missing = tuple(q for q in sources if not weak(q, source) and not _answered(q, targets, target_runs, source))
    unexplained = tuple(q for q in targets if not weak(q, target) and not _answered(q, sources, source_runs, target))
    return Pairing(sources, targets, missing, unexplained)


def _figures(plain: str) -> set[str]:
    """Every run of figures of a text, and every run with its marks left out."""
    return set(_RUN.findall(plain)) | {re.sub(r"\D", "", figure) for figure in _MARKED.findall(plain)}


def weak(quantity: Quantity, plain: str) -> bool:
    """Whether a quantity may come and go in a translation: one, the first, a pair, or ``neuf`` that may mean new."""
    if quantity.kind in ("equivalent", "code", "fraction", "vague"):
        return True
    if quantity.kind in _NAMED or quantity.kind == "clock":
        return quantity.value < 0
    word = plain[quantity.number.start : quantity.number.end].lower()
    if any(m.start() <= quantity.number.start < m.end() for m in _FIGURATIVE.finditer(plain)):
        return True
    if _REMAINDER.search(plain[: quantity.number.start]):
        return True
    if quantity.kind in ("percent", "money"):
        return quantity.value <= 1
    return (
        (quantity.value <= 2 and not quantity.digits)
        or quantity.value <= 1
        or word in ("neuf", "cent", "mille", "hundred", "thousand")
    )


def _answered(quantity: Quantity, others: Iterable[Quantity], runs: set[str], plain: str) -> bool:
    if quantity.kind in _NAMED or quantity.kind == "clock":
        same = [other for other in others if other.kind == quantity.kind]
        return any(quantity.readings & other.readings or other.value < 0 for other in same) or (
            quantity.kind == "clock" and _bare_clock(quantity, others)
        )
    if any(_equal(quantity, other) for other in others if other.kind not in _NAMED):
        return True
    written = plain[quantity.number.start : quantity.number.end]
    return "".join(_RUN.findall(written)) in runs and not any(character.isalpha() for character in written)


def _bare_clock(quantity: Quantity, others: Iterable[Quantity]) -> bool:
    """A time may be answered by its hour alone: "9 to 7", "at six"."""
    hours = (
        {reading // 60 for reading in quantity.readings}
        | {reading // 60 % 12 for reading in quantity.readings}
        | {Decimal(12) if reading // 60 % 12 == 0 else reading // 60 for reading in quantity.readings}
    )
    return any(other.kind in ("number", "ordinal") and other.value in hours for other in others)


def _equal(one: Quantity, other: Quantity) -> bool:
    if other.kind == "clock":
        hour = one.value == other.value // 60 or one.value % 12 == other.value // 60 % 12
        return one.kind == "number" and hour and other.value >= 0
    kinds = {one.kind, other.kind}
    if kinds == {"century", "decade"} or kinds == {"century", "year"}:
        century, year = (one, other) if one.kind == "century" else (other, one)
        return year.value // 100 + 1 == century.value
    if "century" in kinds and "number" in kinds:
        return False
    if one.readings & other.readings or any(_same_span(*pair) for pair in ((one, other), (other, one))):
        return True
    if kinds & {"year", "decade"} and min(one.value, other.value) < 100:
        return one.value % 100 == other.value % 100
    if kinds == {"year", "decade"}:
        return False
    return same_duration(one, other)


def _same_span(one: Quantity, other: Quantity) -> bool:
    """Whether an hour of the afternoon is counted from midnight and from noon (dix-neuf heures, seven), or years in decades and
    centuries with an adjective between the number and its noun (les trente dernières années, three decades)."""
    scale = {"time.decade": 10, "time.century": 100, "time.millennium": 1000}.get(other.unit)
    if scale and one.kind == "number" and not one.unit:
        return one.value == other.value * scale
    afternoon = one.kind == "number" and one.unit == "time.hour" and Decimal(12) < one.value < Decimal(24)
    return afternoon and other.kind == "number" and not other.unit and other.value == one.value - 12


def same_duration(one: Quantity, other: Quantity) -> bool:
    """Whether two durations in different units come to about the same: quinze jours, two weeks."""
    left, right = _DAYS.get(one.unit), _DAYS.get(other.unit)
    if left is None or right is None or left == right or not one.value or not other.value:
        return False
    ratio = one.value * left / (other.value * right)
    return Decimal("0.85") <= ratio <= Decimal("1.18")


def converted(pair: Pairing, source: Quantity, target: Quantity) -> bool:
    """Whether the target value may be the source value in another unit or rounded: then the rule keeps silent."""
    units = {q.unit for q in (*pair.sources, *pair.targets)}
    if any(unit.endswith(".imperial") for unit in units) and source.kind == "number":
        return True
    if source.unit != target.unit and source.kind == target.kind == "money":
        return True
    if source.unit.startswith("mass") and target.unit == "GBP":  # pounds of weight
        return True
    if source.unit.startswith("temperature") and abs(source.value * 9 / 5 + 32 - target.value) <= 3:
        return True
    dimension = source.unit.partition(".")[0]
    if dimension and dimension == target.unit.partition(".")[0] != "time":
        high, low = max(source.value, target.value), min(source.value, target.value)
        if source.unit != target.unit or high / low in (10, 100, 1000, 10000):
            return True
    return rounded(source, target)


def rounded(source: Quantity, target: Quantity) -> bool:
    """Whether one value is the other with fewer significant digits."""
    if not source.value or not target.value:
        return False
    off = abs(source.value - target.value) / max(abs(source.value), abs(target.value))
    if source.approximate or target.approximate:
        return off <= Decimal("0.25")
    if source.significant == target.significant or off > Decimal("0.12"):
        return False
    coarse = min(source, target, key=lambda quantity: quantity.significant)
    step = Decimal(10) ** (coarse.value.adjusted() - coarse.significant + 1)
    return abs(source.value - target.value) <= step
