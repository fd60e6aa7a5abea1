"""Persons that changed places or gave way to another: "je" as "he", "il m'a dit" as "I told him", an order as a report."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from tqcheck.rules.antecedents import mentions
from tqcheck.rules.context import Context
from tqcheck.rules.counterparts import counterpart
from tqcheck.rules.french_pronouns import verb_of
from tqcheck.rules.pronoun_persons import (
    ADDRESSEE,
    ANYONE,
    OTHERS,
    POSSESSIVE_OF,
    SPEAKER,
    SPEAKERS,
    SUBJECT_OF,
    Person,
    english_persons,
    french_persons,
    gives_order,
    person_changed,
)
from tqcheck.rules.pronoun_roles import roles_exchanged
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

_TAKES = {
    SPEAKER: {ADDRESSEE, OTHERS},
    ADDRESSEE: {SPEAKER, OTHERS},
    SPEAKERS: {OTHERS},
    OTHERS: {SPEAKER, ADDRESSEE, SPEAKERS},
    ANYONE: {OTHERS},
}
"""Which English persons are an error for a French one: "nous" is often "I", "vous pouvez payer" "we accept", *on* anybody."""
_OWNS = {
    SPEAKER: {ADDRESSEE, OTHERS},
    ADDRESSEE: {SPEAKER, SPEAKERS},
    SPEAKERS: {ADDRESSEE, OTHERS},
    OTHERS: {SPEAKER},
}
"""The same of possessives: "son" is often "your" where anybody is meant."""
_STANDS_FOR = {
    SPEAKER: {SPEAKER, SPEAKERS},
    ADDRESSEE: {ADDRESSEE, ANYONE},
    SPEAKERS: {SPEAKERS, ANYONE, SPEAKER},
    OTHERS: {OTHERS},
}
"""The French persons that an English one may render."""
_QUOTED = re.compile(r"[«»\"“”]|(?:\A|\n)\s*[-–—]")
_ANYBODY = re.compile(
    r"\b(?:one|one's|people|anyone|anybody|everyone|everybody|someone|somebody|nobody|no one|who|whoever|it|its|itself)\b",
    re.IGNORECASE,
)
_IMPERSONAL = re.compile(
    r"\b(?:faut|faudra|faudrait|fallait|fallu|chacun|personne|quiconque|celui|celle|ceux|celles)\b", re.I
)
_REPORTED_ORDER = re.compile(
    r"\A\W*(He|She|They)\b(?! (?:should|must|need|ought|are|is|was|were|can|may)\b)(?!'(?:re|s)\b)"
)
_POINTED_AT = re.compile(r"\bc'(?:est|était|étaient|eût|aurait)\b|\bce (?:sont|fut|sera|serait|n'\w+)\b", re.I)
_SUPPOSITION = re.compile(
    r"\b(?:sans doute|peut-être|probablement|apparemment|vraisemblablement|sembl\w+|paraît|sûrement|certainement|devait|doit)\b",
    re.I,
)
_SUPPOSE = re.compile(
    r" (?:\w+ly )?(?:suspect|think|guess|suppose|gather|believe|imagine|expect|hear|bet|fear|assume|take it|daresay|dare say|wonder|am sure|'m sure)\b"
)
_ENCLOSED = re.compile(r"\bci-|\bpièces? jointes?|\ben annexe|\bà la suite de ce|\bsous ce pli", re.I)
_SAYS = {
    SPEAKER: "is the speaker",
    ADDRESSEE: "is who is spoken to",
    SPEAKERS: "is the speaker with others",
    OTHERS: "is somebody spoken of",
    ANYONE: "is nobody in particular",
}


@rule("P107", "pronoun-person", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def pronoun_person(context: Context) -> Iterator[Match]:
    """Somebody else acts, or is acted upon, than in the source.

    ## What it does
    Compares the persons that both sides name. Reports "he" for "je", "they" for "nous", "I" for "elle" where nothing in the English names the
    French person and nothing in the French the English one; "I told him" for "il m'a dit"; "They left us" for an order; "his" for "mon".
    Silent where only one side is in quotation marks, since reported speech changes the persons.

    ## Why is this bad?
    The translation says that another person did it.

    ## Example
    `J'ai oublié mes clés.` => `He forgot his keys.`

    ## Use instead
    `I forgot my keys.`

    ## References
    MQM accuracy/mistranslation.

    ## Cases
    Wrong: J'ai oublié mon parapluie. => He forgot his umbrella.
    Wrong: Elle m'a prêté sa voiture. => I lent her my car.
    Wrong: Laissez-nous une minute. => They left us for a minute.
    Wrong: Tu me manques. => You miss me.
    Wrong: Je viendrai avec ma sœur. => I will come with his sister.
    Okay: J'ai oublié mon parapluie. => I forgot my umbrella.
    Okay: Elle m'a prêté sa voiture. => I borrowed her car.
    Okay: Laissez-nous une minute. => They should leave us for a minute.
    Okay: Tu me manques. => I miss you.
    Okay: « Je viendrai », a promis le maire. => The mayor promised he would come.
    Okay: Vous pouvez payer par carte. => We accept cards.
    """
    if not context.bead.target or _reports_speech(context):
        return
    yield from next(filter(None, map(list, _kinds(context))), [])


def _kinds(context: Context) -> Iterator[Iterator[Match]]:
    """What each kind of swap finds, the surest first."""
    yield roles_exchanged(context)
    yield _order_reported(context)
    yield _subject_replaced(context)
    yield _possessor_replaced(context)


def _reports_speech(context: Context) -> bool:
    """Whether one side quotes what the other may report: then first persons become third ones."""
    return bool(_QUOTED.search(context.source.plain)) != bool(_QUOTED.search(context.target.plain))


def _order_reported(context: Context) -> Iterator[Match]:
    """An order told as what somebody does."""
    found = _REPORTED_ORDER.match(context.target.plain) if gives_order(context.source) else None
    verb = next((t for t in context.source.tokens if t.is_word), None)
    if found and verb is not None:
        yield person_changed(context, [verb], Span(*found.span(1)), "(an order)", "gives an order")


def _subject_replaced(context: Context) -> Iterator[Match]:
    """A subject whose person the English names nowhere, where it has one that the French names nowhere."""
    named = Counter(person.person for person in english_persons(context.target))
    for french in french_persons(context.source):
        if french.role != "subject" or named[french.person] or _may_be_anybody(context, french):
            continue
        for english in english_persons(context.target):
            gained = english.role == "subject" and english.person in _TAKES[french.person]
            gained &= french.person != ANYONE or english.form != "they"
            gained &= not _is_in_other_words(context, french, english)
            if gained and not _is_named(context, english) and _answers(context, french, english):
                right = SUBJECT_OF[french.person]
                yield person_changed(context, [french.token], _span(english), right, _SAYS[french.person])
                return


def _may_be_anybody(context: Context, french: Person) -> bool:
    """Whether the English may have the person in other words: a passive, a noun, "one", "it"."""
    if french.person == ANYONE:
        reach = [context, *context.preceding(1)]
        return any(m.personal and not m.plural for c in reach for m in mentions(c))
    return french.person == OTHERS and _ANYBODY.search(context.target.plain) is not None


def _is_in_other_words(context: Context, french: Person, english: Person) -> bool:
    """Whether a word that names no person in French explains the English one: *on*, *c'était*, *l'endormir*, *sans doute*, *ci-joint*."""
    source = context.source.plain
    if english.person == OTHERS:
        anybody = english.form == "they" and any(p.person == ANYONE for p in french_persons(context.source))
        return anybody or _POINTED_AT.search(source) is not None or _has_hidden_object(context)
    if english.person != SPEAKER:
        return False
    supposes = _SUPPOSE.match(context.target.plain, english.token.end) and _SUPPOSITION.search(source)
    return supposes is not None or (french.person == ADDRESSEE and _ENCLOSED.search(source) is not None)


def _has_hidden_object(context: Context) -> bool:
    """Whether what the parser takes for an article stands before an infinitive: *l'opérer*."""
    following = itertools.pairwise(context.source.tokens)
    return any(a.lower in ("l'", "le", "la", "les") and b.feature("VerbForm") == "Inf" for a, b in following)


def _is_named(context: Context, english: Person) -> bool:
    """Whether the French names the person too, if only by an order, or speaks of anybody."""
    named = {person.person for person in french_persons(context.source)}
    if english.person == ADDRESSEE and (gives_order(context.source) or _IMPERSONAL.search(context.source.plain)):
        return True
    return not named.isdisjoint(_STANDS_FOR[english.person])


def _answers(context: Context, french: Person, english: Person) -> bool:
    """Whether the word links, where there are any, lead from the one's verb to the other's; "il" may be impersonal without."""
    verb = verb_of(context.source, french.token)
    answer = counterpart(context, verb) if verb is not None and context.words.source_match else None
    if answer is None:
        return french.person != OTHERS
    return 0 < answer.index - english.token.index <= 5


def _possessor_replaced(context: Context) -> Iterator[Match]:
    """The one possessive of a segment that became that of another person."""
    left = [p for p in french_persons(context.source) if p.role == "possessive"]
    right = [p for p in english_persons(context.target) if p.role == "possessive"]
    if len(left) != 1 or len(right) != 1 or left[0].person == right[0].person:
        return
    french, english = left[0], right[0]
    if english.person in _OWNS[french.person] and _same_thing(context, french, english):
        yield person_changed(
            context, [french.token], _span(english), POSSESSIVE_OF[french.person], _SAYS[french.person]
        )


def _same_thing(context: Context, french: Person, english: Person) -> bool:
    """Whether the word links tell that both possessives go with the same noun."""
    noun = next((t for t in context.source.tokens[french.token.index + 1 :][:3] if t.pos in ("NOUN", "PROPN")), None)
    answer = counterpart(context, noun) if context.words.source_match else None
    return answer is not None and 0 < answer.index - english.token.index <= 3


def _span(english: Person) -> Span:
    return Span(english.token.start, english.token.start + len(english.form))
