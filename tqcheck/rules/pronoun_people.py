"""Whether a pronoun that seems to stand for a thing may mean a person after all: by what is said of it, who speaks, who else is about."""

from __future__ import annotations

import itertools
import re

from tqcheck.rules.analysis import Token
from tqcheck.rules.antecedents import Mention, mentions
from tqcheck.rules.context import Context
from tqcheck.rules.expletives import NEGATION
from tqcheck.rules.french_pronouns import French, french_pronouns
from tqcheck.rules.noun_kinds import COLLECTIVE, PERSON, PLACE, words_of_kind
from tqcheck.rules.pronoun_reference import WINDOW, Referent, is_latter, spoken_of
from tqcheck.rules.pronoun_words import English
from tqcheck.text.lemmas import lemma

AROUND = 8
"""How many segments before its own a person may stand whom a pronoun takes up over things named since: news keeps to its people."""
OWNERS = frozenset({"son", "sa", "ses"})
BOUNDS = frozenset({"que", "qu'", "qui", "dont", "où", ",", ";", ":", "si", "car"})
"""Words and marks at which the clause of a pronoun ends."""
_HUMAN = re.compile(
    # what courts, doctors and the police do to people only
    r"\b(?:été|être|étant) (?:\w+ment |aussitôt |alors |ensuite |de nouveau )?(?:opéré|hospitalisé|soigné|arrêté|interpellé|incarcéré|écroué|"
    r"emprisonné|extradé|relâché|grièvement|interné|inhumé|enterré|incinéré|violé|kidnappé|poignardé|décapité|naturalisé|menotté|"
    r"adressée? (?:au|à l'|aux) (?:CHU|hôpital|urgences|service))|"
    # set phrases of which people are the subject
    r"\bplaid\w+ (?:non )?coupable|\bà vivre\b|\bpass\w+ aux aveux|\bgarde à vue|\bà la retraite|\bmaison d'arrêt|\ben larmes|\bperdu (?:connaissance|la vie)|"
    r"\b\w+ ans (?:de prison|d'emprisonnement|de réclusion)|\bferme\b.*\bsursis\b|\bà l'âge de|\bpremier enfant|\bseule? à avoir\b|"
    r"\b(?:a|avait|aura) (?:\w+ )?(?:\d+|vingt|trente|quarante|cinquante|soixante)(?:[- ]\w+){0,2} ans\b(?! (?:de|d'|pour)\b)|"
    r"\b(?:a|avait|ait|eut) (?:bien |tout à fait )?(?:tort|faim|soif|sommeil|mal à l|mal au)\b",
    re.IGNORECASE,
)
"""What is said of people only, whatever noun stands near by."""
_ENGLISH_HUMAN = re.compile(
    r"\b(?:his|her) (?:own )?(?:late |ex-|former |younger |older |elder |eldest |youngest |little |big )?(?:wife|husband|mother|father|son|sons|"
    r"daughters?|brothers?|sisters?|mum|mom|dad|fianc\w+|boyfriend|girlfriend|children|kids|pregnancy|childhood|cousins?|uncle|aunt|nephew|niece|"
    r"grand\w+|hair|eyes|lips|shoulders?|knees|fingers|throat)\b|\b(?:himself|herself)\b",
    re.IGNORECASE,
)


def tells_of_person(context: Context, french: French) -> bool:
    """Whether the clause says of a pronoun what only people do, suffer or have: *a plaidé coupable*, *sa femme*."""
    start = french.token.start
    following = context.source.tokens[french.token.index + 1 :]
    clause = list(itertools.takewhile(lambda t: t.lower not in BOUNDS, following))
    end = clause[-1].end if clause else french.token.end
    if _HUMAN.search(context.source.plain, max(0, start - 40), end) or _ENGLISH_HUMAN.search(context.target.plain):
        return True
    people = {m.token.index for m in mentions(context) if m.kind == PERSON}
    alone = itertools.takewhile(lambda t: t.index not in people or t.lower in words_of_kind("owned"), clause)
    return any(one.lower in OWNERS and two.lower in words_of_kind("owned") for one, two in itertools.pairwise(alone))


def may_be_person(context: Context, french: French, english: English, referent: Referent) -> bool:
    """Whether somebody may be meant rather than the thing that agrees: in doubt, yes."""
    group = _is_leading_group(referent)
    if tells_of_person(context, french) or _named_after(context, french, english, group):
        return True
    if is_latter(french):
        return False
    if group and not _speaks(context, french):
        return _resumed(context, english, referent)
    return _is_odd(context, french, referent) or _loosely_placed(context, referent) or _is_about(context, english)


def _is_odd(context: Context, french: French, referent: Referent) -> bool:
    """Whether a thing that was no subject before would be the subject of a predicate that rather suits people."""
    if referent.distance == 0 or french.role != "subject" or referent.kind in (COLLECTIVE, PLACE):
        return False
    mention = referent.mention
    if mention.subject and mention.token.pos != "PRON" and not _towards_somebody(context, french):
        return False
    return not _suits_thing(context, french)


def _towards_somebody(context: Context, french: French) -> bool:
    """Whether what the pronoun does, it does to the speaker or to who is spoken to: *elle me coupe la parole*."""
    following = [t.lower for t in context.source.tokens[french.token.index + 1 :][:3] if t.lower not in NEGATION]
    return not {"me", "m'", "te", "t'"}.isdisjoint(following[:2])


def _suits_thing(context: Context, french: French) -> bool:
    """Whether the predicate is one that things have: a passive, a reflexive, *être* with an adjective, *durer*, *coûter*."""
    following = [t for t in context.source.tokens[french.token.index + 1 :][:6] if t.lower not in NEGATION]
    if any(t.lower in ("se", "s'") for t in following[:1]) or any(_is_being(t) for t in following[:3]):
        return True
    forms = {word for t in following for word in (t.lemma, lemma(t.text, "fr"))}
    return not forms.isdisjoint(words_of_kind("thing"))


def _is_being(token: Token) -> bool:
    return token.lemma == "être" or token.lower in ("été", "être")


def _is_leading_group(referent: Referent) -> bool:
    """Whether an organisation or a country is the subject of the segment or of the one before."""
    mention = referent.mention
    leading = mention.subject and mention.token.pos != "PRON" and referent.distance <= 1
    return leading and referent.kind in (COLLECTIVE, PLACE)


def _speaks(context: Context, french: French) -> bool:
    """Whether the pronoun stands in words that somebody says: they may be about anybody, named long before or not at all."""
    before = context.source.plain[: french.token.start]
    quotes = before.count('"') + before.count("“") + before.count("”")
    return before.count("«") > before.count("»") or quotes % 2 == 1 or before.lstrip()[:1] in ("–", "—")


def _named_after(context: Context, french: French, english: English, group: bool) -> bool:
    """Whether a subject behind the pronoun in its segment may be who is meant: *quand elle a pris ses fonctions, Mme Petit ...*.

    Beside a ``group`` that leads a sentence only a known person will do, no mere name.
    """
    later = [m for m in mentions(context) if m.token.index > french.token.index and m.subject]
    return any(_is_somebody(m, english.gender) and (m.kind == PERSON or not group) for m in later)


def _is_somebody(mention: Mention, sex: str) -> bool:
    """Whether a mention is a person of that sex, or a name that may be one."""
    named = mention.personal and mention.token.pos == "PROPN"
    return (mention.kind == PERSON or named) and mention.fits(sex) and not mention.plural


def _resumed(context: Context, english: English, referent: Referent) -> bool:
    """Whether the segment of an organisation speaks by pronouns of a person named before it, who may then go on to be the topic."""
    home, place = context.document.at(referent.mention.segment), referent.mention.token.index
    if home is None or home.index == context.index:
        return False
    spoken = any(
        not f.plural
        and f.gender in ("", english.gender)
        and (f.role in ("object", "disjunctive") or (f.role == "possessive" and f.token.index < place))
        for f in french_pronouns(home.source)
    )
    return spoken and any(_is_somebody(m, english.gender) for c in home.preceding(WINDOW) for m in mentions(c))


def _loosely_placed(context: Context, referent: Referent) -> bool:
    """Whether a preposition governs the thing in a sentence that is about nothing it could share the pronoun with."""
    home = context.document.at(referent.mention.segment)
    if referent.mention.role != "oblique" or home is None:
        return False
    subjects = [m for m in mentions(home) if m.subject]
    return not subjects or any(m.personal and not m.plural for m in subjects)


def _is_about(context: Context, english: English) -> bool:
    """Whether a person of that sex is about in a wide stretch, on either side: a thing that is no topic must then give way."""
    reach = [context, *context.preceding(AROUND)]
    following = context.document.at(context.index + 1)
    if following is not None:
        reach.append(following)
    if any(m.kind == PERSON and m.fits(english.gender) and not m.plural for c in reach for m in mentions(c)):
        return True
    near = [context, *context.preceding(WINDOW)]
    return any(_is_somebody(m, english.gender) for c in near for m in mentions(c)) or spoken_of(
        context, english.gender, english, AROUND
    )
