"""Two persons in each other's place: "il m'a dit" as "I told him", "tu me manques" as "you miss me"."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.counterparts import counterpart
from tqcheck.rules.pronoun_persons import (
    ADDRESSEE,
    OBJECT_OF,
    OTHERS,
    SPEAKER,
    SPEAKERS,
    SUBJECT_OF,
    Person,
    english_persons,
    french_persons,
    person_changed,
)
from tqcheck.rules.registry import Match
from tqcheck.types import Span

_CLITIC_FORMS = frozenset("me m' te t' nous vous le la l' les lui leur".split())
_REVERSING = re.compile(
    r"(?:manqu|pla[iî]|plu\b|plur|tard|sembl|rest|échapp|revien|revenai|reviendr|appart|convien|convenai|intéress|suffi|arriv|rappel|"
    r"souvien|pris\b|prend|co[uû]t|va[ul]|vien|profit|répugn|dépla|reproch|para[iî]|inspir|import|incomb|est\b|était\b|sera\b|a\b|ai\b|as\b)",
    re.IGNORECASE,
)
"""French verbs whose subject English makes an object, or the reverse, and what is no verb alone: *tu me manques* is "I miss you"."""
_AUXILIARY = (
    r"(?:(?:'d|'ve|'ll| had| have| has| did| do| does| will| would| can| could| may| might|n't)"
    r"|(?: not| never| always| also| just| even| still| only| often| already| once| keep| kept| really| almost)){0,4}"
)
_GIVEN = re.compile(
    r"(?:get|got|gets|receiv\w+|hear\w*|learn\w*|borrow\w*|bought|met|meets?|marr\w+|inherit\w*|be|been|am|are|is|was|were)\b",
    re.IGNORECASE,
)
"""English verbs by which what somebody does to me is told as what I do."""
_SUBJECTS = {SPEAKER: "I", ADDRESSEE: "you", SPEAKERS: "we", OTHERS: "he|she|they"}
_OBJECTS = {SPEAKER: "me", ADDRESSEE: "you", SPEAKERS: "us", OTHERS: "him|her|them"}


def roles_exchanged(context: Context) -> Iterator[Match]:
    """A subject pronoun and the object pronoun after it in each other's place: "il m'a dit" as "I told him"."""
    for subject, clitic in itertools.pairwise(french_persons(context.source)):
        doer, target = subject.person, clitic.person
        if not _governs(context, subject, clitic) or not {doer, target} <= set(_SUBJECTS):
            continue
        verb = [t for t in context.source.tokens[clitic.token.index + 1 :] if t.lower not in ("y", "en")]
        missed = bool(verb) and any(t.lower.startswith("manqu") for t in verb[:2])
        told = _sentence(doer, target, r"miss\w*") if missed else _sentence(target, doer, r"\w+")
        found = told.search(context.target.plain)
        if found is None or (
            not missed
            and (
                _is_reversing(verb)
                or not _answered(context, verb, found)
                or not _both_changed(context, found, doer, target)
            )
        ):
            continue
        yield person_changed(
            context, [subject.token, clitic.token], Span(*found.span()), _right(doer, target, missed), "changed places"
        )


def _governs(context: Context, subject: Person, clitic: Person) -> bool:
    """Whether a pronoun is the subject of the verb before which another one stands: *il (ne) m'*."""
    between = context.source.tokens[subject.token.index + 1 : clitic.token.index]
    apart = subject.role == "subject" and clitic.form in _CLITIC_FORMS and subject.person != clitic.person
    return apart and all(t.lower in ("ne", "n'") for t in between)


def _sentence(doer: str, target: str, verb: str) -> re.Pattern[str]:
    """An English clause in which one person does something to another."""
    between = r"(?: (?:up|off|out|back|away|over|down))?(?: (?:to|at|on|for|with|about))?"
    return re.compile(rf"\b({_SUBJECTS[doer]}){_AUXILIARY} ({verb}){between} (?:{_OBJECTS[target]})\b", re.IGNORECASE)


def _main_verb(following: Sequence[Token]) -> Token | None:
    """The verb after a clitic; the parser takes some participles for adjectives."""
    near = following[:4]
    verbs = [t for t in near if t.pos == "VERB"]
    return next(iter(verbs or [t for t in near if t.pos == "ADJ" and t.lemma.endswith(("er", "ir", "re"))]), None)


def _is_reversing(verb: Sequence[Token]) -> bool:
    """Whether English may turn a French verb round, or the verb is *être* or *avoir* with a noun."""
    main = _main_verb(verb)
    return main is None or any(_REVERSING.match(word) for word in (main.lower, main.lemma))


def _both_changed(context: Context, found: re.Match[str], doer: str, target: str) -> bool:
    """Whether the English has the doer as often less and the other as often more as a subject, by a verb of the same deed."""
    if _GIVEN.match(found[2]):
        return False
    left = Counter((person.person, person.role) for person in french_persons(context.source))
    right = Counter((person.person, person.role) for person in english_persons(context.target))
    did, does, before = left[doer, "subject"], right[target, "subject"], left[target, "subject"]
    lost = doer == ADDRESSEE or right[doer, "subject"] < did
    gained = target == ADDRESSEE or (does == before + 1 or (not before and does == did))
    taken = target == ADDRESSEE or right[target, "object"] < left[target, "object"]
    return lost and gained and taken


def _answered(context: Context, verb: Sequence[Token], found: re.Match[str]) -> bool:
    """Whether the word links, where there are any, lead from the French verb to the English one."""
    main = _main_verb(verb)
    answer = counterpart(context, main) if context.words.source_match else None
    return answer is None or Span(*found.span(2)).overlaps(answer.span)


def _right(doer: str, target: str, missed: bool) -> str:
    if missed:
        return f"{SUBJECT_OF[target]} ... {OBJECT_OF[doer]}"
    return f"{SUBJECT_OF[doer]} ... {OBJECT_OF[target]}"
