"""Possessives: French "son", "sa", "ses" agree with the thing possessed, English "his", "her", "its" with the possessor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.rules.analysis import Token
from tqcheck.rules.antecedents import Mention, mentions
from tqcheck.rules.context import Context
from tqcheck.rules.french_pronouns import French, french_pronouns
from tqcheck.rules.noun_kinds import COLLECTIVE, PERSON, PLACE, SHIP, THING
from tqcheck.rules.pronoun_reference import WINDOW, grammatical_gender, resolve, somebody, taken_up
from tqcheck.rules.pronoun_rivals import ANYBODY
from tqcheck.rules.pronoun_wording import cased, pronoun_span, quoted, word_of
from tqcheck.rules.pronoun_words import English, pairs
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity

POSSESSIVE = frozenset({"possessive"})
INDEFINITE = frozenset(
    "on chacun chacune personne quelqu'un celui celle quiconque aucun aucune tout tous toute je j' tu".split()
)
"""Words beside which the possessor need not be a noun of the sentence."""
OF_OTHERS = frozenset(
    "trace traces bras trousses recherche rencontre poursuite encontre égard sujet secours chevet domicile identité libération arrestation "
    "interpellation extradition procès condamnation incarcération détention garde dépouille cadavre disparition".split()
)
"""Nouns whose possessor is mostly not the subject: one loses his trace, throws oneself into his arms, searches his home."""
OF_PEOPLE = frozenset(
    "âge cheveux visage main mains tête jambe jambes sang yeux estomac urine urines dents poche poches vêtements mari femme épouse époux fils fille "
    "frère sœur mère père parents enfants".split()
)
"""Nouns that no thing possesses: his hair, her husband."""
LINKS = frozenset({"et", "mais", "que", "qu'", "dont", "où", ","})
"""Words that may open another clause."""
OWN = {"m": "his", "f": "her"}
_ANY_ONE = re.compile(r"\b(?:an?|any|every|each|no)(?: \w+){1,2} who\b", re.IGNORECASE)
"""One who stands for all of them: it is an unusual writer who likes his own books."""


@rule("P104", "possessive", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def possessive(context: Context) -> Iterator[Match]:
    """A possessive that points to somebody else, or to a person where the owner is a thing.

    ## What it does
    Finds the owner that "son", "sa", "ses", "leur" point to (the subject before them, or the one of the segment before where they
    open theirs) and reports "his" or "her" for a company, "his" for a woman, "its" for a person, "his" or "her" for several.

    ## Why is this bad?
    "Marie ... son frère" is her brother: "his brother" brings in a man whom nobody mentioned.

    ## Example
    `La société a réuni ses salariés.` => `The company gathered her employees.`

    ## Use instead
    `The company gathered its employees.`

    ## References
    MQM accuracy/mistranslation.

    ## Cases
    Wrong: La banque a fermé ses agences. => The bank has closed her branches.
    Wrong: Marie a prévenu son frère. => Marie warned his brother.
    Wrong: Les juges ont rendu leur décision. => The judges delivered his decision.
    Okay: La banque a fermé ses agences. => The bank has closed its branches.
    Okay: Marie a appelé Paul. || Son frère est malade. => Marie called Paul. || His brother is ill.
    Okay: Chacun a repris sa place. => Everyone returned to his seat.
    Okay: La police a perdu sa trace à Anvers. => His trail went cold in Antwerp, police say.
    Okay: Elle s'est jetée dans ses bras. => She threw herself into his arms.
    Okay: Le poison a été retrouvé dans ses cheveux. => The poison was found in her hair.
    Okay: Rares sont les auteurs qui relisent leurs livres. => It is an unusual writer who rereads his own books.
    Okay: Le maillot jaune a distancé son dauphin. => The yellow jersey dropped his closest rival.
    """
    for french, english in pairs(context, POSSESSIVE, POSSESSIVE):
        owner = None if french.plural else _owner(context, french)
        if french.plural:
            right = _of_several(context, french, english)
        else:
            right = _of_one(context, french, english, owner) if owner is not None else None
        if right is not None:
            yield _points_elsewhere(context, french, english, owner, right)


def _points_elsewhere(context: Context, french: French, english: English, owner: Mention | None, right: str) -> Match:
    word = word_of(context, english)
    what = f"belongs to '{quoted(context, owner)}'" if owner is not None else "has several owners"
    return Match(
        message=f"what follows '{french.token.text}' {what}: '{word}' points elsewhere",
        target=pronoun_span(english),
        source=french.token.span,
        suggestion=" / ".join(cased(form, word) for form in right.split(" / ")),
        confidence=0.8,
    )


def _owner(context: Context, french: French) -> Mention | None:
    """The one subject before a possessive in its segment, or that of the segment before where the possessive opens its own.

    Of several things in the segment before, any will do: none of them is a person.
    """
    earlier = context.source.tokens[: french.token.index]
    before = [m for m in taken_up(context) if m.token.index < french.token.index]
    relative = [t.index for t in earlier if t.lower == "qui"]
    if relative:
        led = [m for m in before if m.token.index < relative[-1]]
        return led[0] if len(led) == 1 and not led[0].plural and not any(m.subject for m in before[1:]) else None
    if before:
        subjects = [m for m in before if m.subject and not m.plural]
        if (
            len(subjects) != 1
            or any(t.lower in INDEFINITE for t in earlier)
            or any(m.plural and m.subject for m in before)
        ):
            return None
        return subjects[0] if _same_clause(context, subjects[0], french) else None
    if sum(t.is_word for t in earlier) > 1 or context.previous is None:
        return None
    subjects = [m for m in taken_up(context.previous) if m.subject]
    if any(m.plural or (m.personal and len(subjects) > 1) for m in subjects):
        return None
    return subjects[0] if subjects else None


def _same_clause(context: Context, owner: Mention, french: French) -> bool:
    """Whether the owner's verb, and for a thing no other, stands between it and the possessive."""
    between = context.source.tokens[owner.token.index + 1 : french.token.index]
    verbs = [t for t in between if t.pos == "VERB" or (t.pos == "AUX" and not t.dep.startswith("aux"))]
    linked = any(t.lower in LINKS for t in between)
    return bool(verbs) and (owner.kind != THING or not linked)


def _of_one(context: Context, french: French, english: English, owner: Mention) -> str | None:
    """What to write for a single owner, or None where the English is right or it cannot be told."""
    if english.gender == "n":
        return _of_person(context, french, owner)
    if english.gender not in OWN or owner.possessed or any(t.lower in ANYBODY for t in context.target.tokens):
        return None
    thing = owner.kind in (COLLECTIVE, PLACE, THING, SHIP) and not (owner.kind == SHIP and english.gender == "f")
    known = (
        (owner.kind == PERSON or owner.token.pos == "PRON") and bool(owner.gender) and owner.gender != english.gender
    )
    noun = _possessed(context, french)
    if noun is not None and (noun.lower in OF_OTHERS or (thing and noun.lower in OF_PEOPLE)):
        return None
    if any(
        _may_own(context, f, english.gender)
        for f in french_pronouns(context.source)
        if f.token.index != owner.token.index
    ):
        return None
    if not (thing or known) or somebody(context, english.gender, WINDOW, english, noun):
        return None
    if known and grammatical_gender(context, WINDOW, noun):
        return None
    if thing:
        return "its / their" if owner.kind == COLLECTIVE else "its"
    return OWN[owner.gender]


def _may_own(context: Context, pronoun: French, sex: str) -> bool:
    """Whether another pronoun of the segment may name a person of that sex, who is then the owner."""
    if (
        pronoun.plural
        or pronoun.role not in ("subject", "disjunctive", "object")
        or (pronoun.gender and pronoun.gender != sex)
    ):
        return False
    referent = resolve(context, pronoun)
    return referent is None or referent.mention.personal


def _possessed(context: Context, french: French) -> Token | None:
    """The noun that a possessive goes with."""
    following = context.source.tokens[french.token.index + 1 : french.token.index + 4]
    return next((t for t in following if t.pos in ("NOUN", "PROPN")), None)


def _of_person(context: Context, french: French, owner: Mention) -> str | None:
    """ "its" for a person: only in one clause, and where nothing else stands before the possessive that could own something."""
    before = [m for m in mentions(context) if m.token.index < french.token.index]
    others = [m for m in before or mentions(context.previous or context) if m.token.index != owner.token.index]
    between = context.source.tokens[owner.token.index + 1 : french.token.index] if before else ()
    if owner.kind != PERSON or not owner.gender or any(not m.plural for m in others) or len(between) > 8:
        return None
    return None if any(t.lower in LINKS for t in between) else OWN[owner.gender]


def _of_several(context: Context, french: French, english: English) -> str | None:
    possessed = _possessed(context, french)
    single = [f for f in french_pronouns(context.source) if not f.plural and f.role != "expletive"]
    people = [m for m in mentions(context) if m.surely_personal and not m.plural and m.token is not possessed]
    if _ANY_ONE.search(context.target.plain):
        return None
    if english.gender not in OWN or single or people or any(t.lower in ANYBODY for t in context.target.tokens):
        return None
    return "their"
