"""What a French pronoun stands for, and whether somebody of a given sex is about: resolution by agreement, distance and predicate.

In doubt the answer is None: a rule that asks is then silent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.rules.antecedents import COLLECTIVE, GRAMMATICAL, PERSON, PLACE, THING, UNKNOWN, Mention, mentions, words_of_kind
from tqcheck.rules.context import Context
from tqcheck.rules.pronoun_words import English, French, english_pronouns, french_pronouns, verb_lemmas

WINDOW = 3
"""How many segments before its own a pronoun may look for its antecedent."""

ENGLISH_PEOPLE = {
    "f": frozenset("woman women girl mother wife daughter sister lady mrs ms miss queen princess actress widow grandmother aunt female girlfriend mrs. ms.".split()),
    "m": frozenset("man men boy father husband son brother gentleman mr sir king prince actor widower grandfather uncle male boyfriend mr.".split()),
}


@dataclass(frozen=True, slots=True)
class Referent:
    """What a pronoun stands for: the mention and how many segments before it stands."""

    mention: Mention
    distance: int

    @property
    def kind(self) -> str:
        """The mention's kind."""
        return self.mention.kind


def resolve(context: Context, pronoun: French) -> Referent | None:
    """The antecedent of a singular pronoun, or None where candidates of different nature compete or none is near."""
    table = context.document.memory.setdefault("referents", {})
    assert isinstance(table, dict)
    key = (context.index, pronoun.token.index)
    if key not in table:
        table[key] = None
        table[key] = _resolve(context, pronoun)
    found: Referent | None = table[key]
    return found


def _resolve(context: Context, pronoun: French) -> Referent | None:
    excluded = _excluded(verb_lemmas(context.source, pronoun.token)) if pronoun.role == "subject" else frozenset()
    pool = [c for c in candidates(context, pronoun, WINDOW) if c.kind not in excluded]
    near = [c for c in pool if c.distance <= 1]
    if not near:
        return None
    personal = [c for c in near if c.mention.personal]
    others = [c for c in near if not c.mention.personal]
    if personal and others:
        return None
    if any(c.mention.personal for c in pool) and not personal:
        return None
    return max(near, key=_salience)


def _salience(candidate: Referent) -> tuple[int, int, int]:
    return (int(candidate.mention.subject) - candidate.distance, -candidate.distance, -candidate.mention.token.index)


def _excluded(lemmas: frozenset[str]) -> frozenset[str]:
    if lemmas & words_of_kind("life"):
        return frozenset({THING, COLLECTIVE, PLACE})
    if lemmas & words_of_kind("speech"):
        return frozenset({THING})
    return frozenset()


def candidates(context: Context, pronoun: French, window: int) -> Iterator[Referent]:
    """Singular mentions that agree with a pronoun, before it in its segment and in the segments before."""
    for mention in _taken_up(context):
        if mention.token.index < pronoun.token.index and mention.fits(pronoun.gender) and not mention.plural:
            yield Referent(mention, 0)
    for distance, earlier in enumerate(context.preceding(window), start=1):
        for mention in _taken_up(earlier):
            if mention.fits(pronoun.gender) and not mention.plural:
                yield Referent(mention, distance)


def _taken_up(context: Context) -> Iterator[Mention]:
    """The mentions of a bead and, as mentions of what they stand for, its subject pronouns."""
    yield from mentions(context)
    for pronoun in french_pronouns(context.source):
        if pronoun.role in ("subject", "disjunctive") and not pronoun.plural:
            referent = resolve(context, pronoun)
            kind = referent.kind if referent is not None else UNKNOWN
            yield Mention(pronoun.token, context.index, pronoun.gender, False, kind, pronoun.role == "subject")


def somebody(context: Context, sex: str, window: int, besides: English | None = None) -> bool:
    """Whether a person who may be of that sex is spoken of in the segment or in the ones before, on either side."""
    reach = [context, *context.preceding(window)]
    if any(m.personal and m.fits(sex) and not m.plural for c in reach for m in mentions(c)):
        return True
    return any(_english_somebody(c, sex, besides) for c in reach)


def _english_somebody(context: Context, sex: str, besides: English | None) -> bool:
    """Whether the English names a person of that sex, or speaks of one by a pronoun that no French thing explains."""
    if any(token.lower in ENGLISH_PEOPLE[sex] for token in context.target.tokens):
        return True
    gendered = [e for e in english_pronouns(context.target) if e.gender == sex and e != besides]
    if besides is not None and any(besides.token is token for token in context.target.tokens):
        return False
    explained = [f for f in french_pronouns(context.source) if not f.plural and _is_thing(context, f)]
    return len(gendered) > len(explained)


def _is_thing(context: Context, pronoun: French) -> bool:
    referent = resolve(context, pronoun)
    return referent is not None and not referent.mention.personal


def grammatical_gender(context: Context, window: int) -> bool:
    """Whether a noun whose gender says nothing of the person (une victime, une star) or a name of either sex is about."""
    reach = [context, *context.preceding(window)]
    return any(m.kind == GRAMMATICAL or (m.kind == PERSON and not m.gender) for c in reach for m in mentions(c))
