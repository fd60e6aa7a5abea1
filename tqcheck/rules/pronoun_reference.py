"""What a French pronoun stands for, and whether somebody of a given sex is about: resolution by agreement, distance and predicate.

In doubt the answer is None: a rule that asks is then silent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.rules.analysis import Token
from tqcheck.rules.antecedents import Mention, mentions
from tqcheck.rules.context import Context
from tqcheck.rules.expletives import is_inverted
from tqcheck.rules.french_pronouns import French, french_pronouns, verb_lemmas, verb_of
from tqcheck.rules.noun_kinds import (
    COLLECTIVE,
    GRAMMATICAL,
    PERSON,
    PLACE,
    SHIP,
    THING,
    UNKNOWN,
    words_of_kind,
)
from tqcheck.rules.pronoun_words import English, english_pronouns
from tqcheck.text.lemmas import lemma

WINDOW = 3
"""How many segments before its own a pronoun may look for its antecedent, and in which a person of the sex makes it doubtful."""
RELATIVE = frozenset("où dont laquelle lequel auquel duquel lesquelles lesquels".split())
REACH = {"f": 2, "m": 1}
"""How far back a thing may stand that a pronoun takes up: men are in most sentences of a newspaper, women in few."""
NAMES = {"f": 0, "m": 1}
"""How far back a name of unknown sex makes it doubtful; one segment farther where it is a subject or an object."""
SPOKEN_OF = {"f": 6, "m": 3}
"""How far back English words for a person of the sex make it doubtful."""

ENGLISH_PEOPLE = {
    "f": frozenset(
        "woman women girl mother wife daughter sister lady mrs ms miss queen princess actress widow grandmother aunt female girlfriend mrs. ms.".split()
    ),
    "m": frozenset(
        "man men boy father husband son brother gentleman mr sir king prince actor widower grandfather uncle male boyfriend mr.".split()
    ),
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
    if is_latter(pronoun):
        return _latter(pool)
    reach = REACH.get(pronoun.gender, 1)
    things = [c for c in pool if not c.mention.personal and c.distance <= reach and _salient(context, pronoun, c)]
    if things:
        best = max(things, key=_salience)
        if is_topic(context, pronoun, best) and not any(
            c.distance <= 1 and _competes(c, best, pronoun.gender) for c in pool
        ):
            return best
        if not any(_competes(c, best, pronoun.gender) for c in pool):
            return best
    near = [c for c in pool if c.distance <= 1 and (c.mention.personal or _salient(context, pronoun, c))]
    return max(near, key=_salience) if near and all(c.mention.personal for c in near) else None


def is_latter(pronoun: French) -> bool:
    """Whether a pronoun says that it means the last of those named: "celle-ci", "cette dernière"."""
    return pronoun.token.lower.startswith(("celui", "celle", "dernier", "dernière"))


def _latter(pool: list[Referent]) -> Referent | None:
    """The candidate named last, in the nearest segment that has one; None where its nature or its kind is in doubt."""
    near = [c for c in pool if c.distance <= 1 and c.mention.token.pos != "PRON"]
    best = max(near, key=lambda c: (-c.distance, c.mention.token.index), default=None)
    return best if best is not None and best.kind != UNKNOWN and not best.mention.possessed else None


def is_topic(context: Context, pronoun: French, referent: Referent) -> bool:
    """Whether an organisation or a country is the subject of the segment just before and the pronoun opens its own."""
    mention = referent.mention
    opening = sum(t.is_word for t in context.source.tokens[: pronoun.token.index]) < 4 and pronoun.role == "subject"
    return opening and mention.kind in (COLLECTIVE, PLACE) and mention.subject and referent.distance == 1


def _competes(candidate: Referent, thing: Referent, gender: str) -> bool:
    """Whether a candidate may be a person whom the pronoun stands for rather than the thing."""
    mention = candidate.mention
    if mention.kind != UNKNOWN:
        return mention.personal
    if mention.token.pos == "PROPN":
        return candidate.distance <= NAMES.get(gender, 1) + int(mention.role != "oblique")
    if mention.token.pos == "PRON":
        return candidate.distance <= 2
    if candidate.distance <= 1 and mention.role != "oblique":
        return True
    return _salience(candidate) >= _salience(thing)


def _salience(candidate: Referent) -> tuple[int, int, int]:
    return (int(candidate.mention.subject) - candidate.distance, -candidate.distance, -candidate.mention.token.index)


def _salient(context: Context, pronoun: French, candidate: Referent) -> bool:
    """Whether a thing stands out enough: what a preposition governs or a possessive marks as somebody's does not."""
    mention = candidate.mention
    if mention.possessed or (mention.role == "oblique" and (mention.kind != COLLECTIVE or candidate.distance == 0)):
        return False
    if (
        is_inverted(pronoun.token)
        and (mention.kind == THING or candidate.distance == 0)
        and _is_aside(context, pronoun)
    ):
        return False
    if mention.kind == THING and pronoun.role == "subject" and _narrated(context, pronoun):
        return False
    if candidate.distance != 0 or pronoun.role == "object":
        return candidate.distance != 0
    between = context.source.tokens[mention.token.index + 1 : pronoun.token.index]
    owned = any(f.role == "possessive" and f.token.index < pronoun.token.index for f in french_pronouns(context.source))
    relative = bool(between) and (between[0].lower in ("que", "qu'") or between[-1].lower in RELATIVE)
    return mention.subject and not owned and not relative


def _is_aside(context: Context, pronoun: French) -> bool:
    """Whether a verb with its subject behind it tells who speaks: a question ends with a question mark."""
    return not context.source.plain.rstrip(' "»').endswith("?")


def _narrated(context: Context, pronoun: French) -> bool:
    """Whether the verb is in the simple past: in a story the heroine of whom everybody knows is "elle" from the first line."""
    verb = verb_of(context.source, pronoun.token)
    if verb is None:
        return False
    base = lemma(verb.text, "fr")
    past = (
        verb.feature("Tense") == "Past"
        and verb.feature("VerbForm") == "Fin"
        and verb.lower.endswith(("ut", "vint", "tint"))
    )
    return past or (base.endswith("er") and verb.lower == base[:-2] + "a")


def _excluded(lemmas: frozenset[str]) -> frozenset[str]:
    if lemmas & words_of_kind("life"):
        return frozenset({THING, SHIP, COLLECTIVE, PLACE})
    if lemmas & words_of_kind("speech"):
        return frozenset({THING, SHIP})
    return frozenset()


def candidates(context: Context, pronoun: French, window: int) -> Iterator[Referent]:
    """Singular mentions that agree with a pronoun, before it in its segment and in the segments before."""
    for mention in taken_up(context):
        beside = mention.subject and mention.token.index >= pronoun.token.index - 2
        if pronoun.role == "object" and (beside or mention.token.head == pronoun.token.head):
            continue
        if _governs(context, mention, pronoun):
            continue
        if mention.token.index < pronoun.token.index and mention.fits(pronoun.gender) and not mention.plural:
            yield Referent(mention, 0)
    for distance, earlier in enumerate(context.preceding(window), start=1):
        for mention in taken_up(earlier):
            if mention.fits(pronoun.gender) and not mention.plural:
                yield Referent(mention, distance)


def _governs(context: Context, mention: Mention, pronoun: French) -> bool:
    """Whether a pronoun stands inside the noun phrase that the mention heads, which it cannot mean: le problème avec lui."""
    between = context.source.tokens[mention.token.index + 1 : pronoun.token.index]
    return (
        pronoun.role == "disjunctive" and 0 < len(between) <= 3 and all(t.pos in ("ADP", "ADJ", "ADV") for t in between)
    )


def taken_up(context: Context) -> Iterator[Mention]:
    """The mentions of a bead and, as mentions of what they stand for, its subject pronouns."""
    yield from mentions(context)
    for pronoun in french_pronouns(context.source):
        if pronoun.role in ("subject", "disjunctive") and not pronoun.plural:
            referent = resolve(context, pronoun)
            kind = referent.kind if referent is not None else UNKNOWN
            yield Mention(
                pronoun.token,
                context.index,
                pronoun.gender,
                False,
                kind,
                "subject" if pronoun.role == "subject" else "oblique",
            )


def spoken_of(context: Context, sex: str, besides: English | None = None, window: int | None = None) -> bool:
    """Whether the English speaks of a person of that sex in the segment or the ones before."""
    window = SPOKEN_OF[sex] if window is None else window
    return any(_english_somebody(c, sex, besides) for c in (context, *context.preceding(window)))


def somebody(context: Context, sex: str, window: int, besides: English | None = None, but: Token | None = None) -> bool:
    """Whether a person who may be of that sex is spoken of in the segment or in the ones before, on either side.

    ``but`` is a source token that does not count, such as the noun that a possessive goes with.
    """
    reach = [context, *context.preceding(window)]
    if any(m.personal and m.fits(sex) and not m.plural and m.token is not but for c in reach for m in mentions(c)):
        return True
    return spoken_of(context, sex, besides)


def _english_somebody(context: Context, sex: str, besides: English | None) -> bool:
    """Whether the English names a person of that sex, or speaks of one by a pronoun that no French thing explains."""
    tokens = context.target.tokens
    here = besides is not None and besides.token.index < len(tokens) and tokens[besides.token.index] is besides.token
    possessed = range(besides.token.index + 1, besides.token.index + 4) if besides is not None and here else range(0)
    if any(token.lower in ENGLISH_PEOPLE[sex] and token.index not in possessed for token in tokens):
        return True
    gendered = [e for e in english_pronouns(context.target) if e.gender == sex and e != besides]
    if here:
        return False
    explained = [f for f in french_pronouns(context.source) if not f.plural and _is_thing(context, f)]
    return len(gendered) > len(explained)


def _is_thing(context: Context, pronoun: French) -> bool:
    referent = resolve(context, pronoun)
    return referent is not None and not referent.mention.personal


def grammatical_gender(context: Context, window: int, but: Token | None = None) -> bool:
    """Whether a noun whose gender says nothing of the person (une victime, une star) or a name of either sex is about."""
    reach = [context, *context.preceding(window)]
    found = (m for c in reach for m in mentions(c) if m.token is not but and not m.plural)
    return any(m.kind == GRAMMATICAL or (m.kind == PERSON and not m.gender) for m in found)
