"""What was only tried, meant, feared or about to happen, told as done, and one such class told as another."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.lexicon import load
from tqcheck.rules.analysis import Analysis, Token
from tqcheck.rules.context import Context
from tqcheck.rules.counterparts import counterpart
from tqcheck.rules.english_pasts import is_past
from tqcheck.rules.phrases import Phrase, compiled
from tqcheck.rules.registry import Match
from tqcheck.types import Span

_INFINITIVE = (
    r"(?:(?:ne pas|mieux|ainsi|aussi|enfin|vainement|rapidement|également|tout) )?"
    r"(?:(?:me|te|se|le|la|les|lui|leur|y|en|nous|vous) |[mtsl]'){0,2}(?!hiver\b|cher\b|hier\b|fer\b|mer\b|terre\b|guerre\b|"
    r"premier\b|dernier\b|avenir\b|titre\b|centre\b|entre\b|autre\b|notre\b|votre\b|leur\b)\w+(?:er|ir|oir|re)\b"
)
"""An infinitive with what may stand before it; a few nouns only look like one."""
_NEGATED = re.compile(r"(?:\bne |\bn'|\bsans )(?:\w+ |\w+'){0,2}(?:pas |jamais |plus |point )?$", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:si|s'ils?|au cas où|pour (?:ne pas )?|afin d[e'] ?|avant d[e'] ?)$", re.IGNORECASE)
_NOT_FINITE = frozenset(
    "to be being by for of a an the this that these those his her its their my our your been with without who".split()
)
_MODAL = frozenset("can could may might must should would shall".split())


@dataclass(frozen=True, slots=True)
class Attempt:
    """A class of verbs that leave their infinitive undone, or say that it was done.

    ``stands`` names the English forms (past, present, will) in which the infinitive may not stand as a fact.
    """

    phrase: Phrase
    stands: frozenset[str]


@functools.cache
def _classes() -> tuple[Attempt, ...]:
    return tuple(
        Attempt(compiled(_with_infinitives(row)), frozenset(row["stands"].split())) for row in load("factuality")
    )


def _with_infinitives(row: dict[str, str]) -> dict[str, str]:
    return row | {"source": row["source"].replace("{inf}", f"(?:{_INFINITIVE})")}


def factuality_changed(context: Context) -> Iterator[Match]:
    """The first verb of trying, meaning, promising whose English tells another tale."""
    source, text = context.source.plain, context.target.plain
    for one in _classes():
        phrase = one.phrase
        found = phrase.source.search(source)
        if found is None or _is_open(source, found) or phrase.right.search(text):
            continue
        if phrase.unless is not None and phrase.unless.search(source[: found.start()] + "|" + source[found.end() :]):
            continue
        wrong = phrase.wrong.search(text)
        told = Span(*wrong.span()) if wrong else _told_as_done(context, found, one.stands)
        if told is not None:
            says = f"'{found[0].strip()}' became '{text[told.start : told.end]}': {phrase.note}"
            yield Match(says, told, Span(*found.span()), phrase.suggestion, confidence=0.75)
            return


def _is_open(source: str, found: re.Match[str]) -> bool:
    """Whether the verb is denied, or hangs on a condition."""
    before = source[max(0, found.start() - 25) : found.start()]
    denied = _NEGATED.search(before) and not re.match(r"(?:ne |n')", found[0], re.IGNORECASE)
    return bool(denied or _OPEN.search(before))


def _told_as_done(context: Context, found: re.Match[str], stands: frozenset[str]) -> Span | None:
    """The English of the infinitive at the end of an expression where it stands as a fact."""
    if not stands:
        return None
    infinitive = next((t for t in context.source.tokens if t.end == found.end()), None)
    answer = counterpart(context, context.source.main_verb(infinitive), 0.5) if infinitive is not None else None
    return answer.span if answer is not None and _is_fact(context.target, answer, stands) else None


def _is_fact(target: Analysis, answer: Token, stands: frozenset[str]) -> bool:
    """Whether an English verb says that something is, was or will be done."""
    before = target.words_before(answer, 3)
    near = before[-1] if before else ""
    if {"to", "not", "n't", "never"} & set(before) or _MODAL & set(before):
        return False
    if is_past(answer.lower):
        told = {"has", "have", "had", "was", "were", "'ve", "'s"} & set(before)
        return "past" in stands and bool(told or near not in _NOT_FINITE)
    if "will" in before:
        return "will" in stands
    third = answer.lower in (answer.lemma + "s", answer.lemma + "es")
    return "present" in stands and third and near not in _NOT_FINITE
