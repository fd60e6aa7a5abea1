"""What a French pronoun can stand for: the nominal mentions of a segment with gender, number, kind and role.

Kinds are decided by word lists first, the parser's entities second, endings last; a noun that could be a person is `unknown`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.lexicon import load
from tqcheck.rules.analysis import Analysis, Token, lemma
from tqcheck.rules.context import Context, DocumentContext

PERSON, COLLECTIVE, PLACE, THING, GRAMMATICAL, UNKNOWN = "person", "collective", "place", "thing", "grammatical", "unknown"
PERSONAL = frozenset({PERSON, GRAMMATICAL, UNKNOWN})
"""Kinds that "he" or "she" may stand for."""

MASCULINE = frozenset("le un ce cet du au mon".split())
FEMININE = frozenset("la une cette ma".split())
PLURAL = frozenset("les des ces aux mes nos vos ses leurs plusieurs quelques deux trois quatre cinq six sept huit neuf dix".split())
DETERMINERS = MASCULINE | FEMININE | PLURAL | frozenset("l' son sa leur notre votre chaque".split())
PREPOSITIONS = frozenset(
    "de du des d' à au aux en dans sur sous pour par avec sans contre chez vers entre selon devant derrière après avant depuis "
    "pendant malgré lors dès jusqu' via parmi hors outre".split()
)
TITLES = {"m.": "m", "monsieur": "m", "mme": "f", "madame": "f", "mlle": "f", "mademoiselle": "f", "lady": "f", "miss": "f", "mr": "m", "sir": "m"}
TIME_AND_MEASURE = frozenset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre jour matin soir mois an année semaine heure minute fois euro dollar million milliard reprise suite cours fin début cause "
    "moment côté part place lieu face terme titre sein tour soirée journée matinée nuit veille temps instant été hiver automne printemps".split()
)
LOOKS_PERSONAL = {
    "f": re.compile(r"(?:ée|euse|trice|[iy]ère|enne|iste|esse|[ae]nte|aire|ogue|eure|onne|arde|ine|ète|ate|ice|elle)$"),
    "m": re.compile(r"(?:é|eur|ier|ien|iste|[ae]nt|aire|ogue|er|eux|ard|on|in|al|el|ais|ois|if|ète|ain)$"),
}
ABSTRACT = re.compile(r"(?:[tsx]ion|té|ance|ence|ure|ude|logie|graphie|isme|age|ment|eau|oir|oire|ade|ette|ie)$")
FEMININE_ENDING = re.compile(r"(?:[tsx]ion|té|ance|ence|ure|ude|ie|ée|ette|esse|ade|trice|euse|ienne|ière)$")
MASCULINE_ENDING = re.compile(r"(?:ment|age|isme|eau|oir|ier|eur|al|ien|in|on)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that a later pronoun may take up. ``gender`` is "m", "f" or "" (not known)."""

    token: Token
    segment: int
    gender: str
    plural: bool
    kind: str
    subject: bool

    @property
    def personal(self) -> bool:
        """Whether "he" or "she" may stand for it."""
        return self.kind in PERSONAL

    def fits(self, gender: str) -> bool:
        """Whether a pronoun of that grammatical gender may take it up."""
        return not gender or not self.gender or self.gender == gender


@functools.lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Given names in lower case to "m", "f" or "" (either)."""
    return {row["name"].lower(): _sex(row["gender"]) for row in load("given_names")}


@functools.lru_cache(maxsize=4)
def nouns(name: str) -> dict[str, dict[str, str]]:
    """Nouns of a list in lower case, each with its genders and kinds."""
    table: dict[str, dict[str, str]] = {}
    for row in load(name):
        table.setdefault(row["french"].lower(), {})[_sex(row["gender"])] = row.get("kind", "")
    return table


@functools.lru_cache(maxsize=8)
def words_of_kind(kind: str) -> frozenset[str]:
    """Verbs and adjectives of one kind: speech, life, weather, impersonal, evaluative."""
    return frozenset(row["french"] for row in load("pronoun_words") if row["kind"] == kind)


def _sex(cell: str) -> str:
    first = cell[:1].lower()
    return first if first in "mf" else ""


def mentions(context: Context) -> tuple[Mention, ...]:
    """The mentions of a bead's source, in order, computed once."""
    table = context.document.memory.setdefault("mentions", {})
    assert isinstance(table, dict)
    if context.index not in table:
        table[context.index] = tuple(_mentions(context))
    found: tuple[Mention, ...] = table[context.index]
    return found


def _mentions(context: Context) -> Iterator[Mention]:
    analysis = context.source
    tokens = analysis.tokens
    for token in tokens:
        if token.pos == "PROPN" and not _continues_name(tokens, token):
            yield _name(context, token)
        elif token.pos == "NOUN" or _substantivised(analysis, token):
            if token.lower not in TIME_AND_MEASURE and token.is_word and token.lower not in TITLES:
                yield _noun(context, token)


def _continues_name(tokens: tuple[Token, ...], token: Token) -> bool:
    before = tokens[token.index - 1] if token.index else None
    return before is not None and before.pos == "PROPN" and before.text[:1].isupper() and before.lower not in TITLES


def _substantivised(analysis: Analysis, token: Token) -> bool:
    """An adjective or participle that stands as a noun: "l'accusée", "une proche"."""
    if token.pos not in ("ADJ", "VERB", "NUM") or not token.index:
        return False
    before = analysis.tokens[token.index - 1]
    after = analysis.tokens[token.index + 1] if token.index + 1 < len(analysis.tokens) else None
    if before.lower not in DETERMINERS or before.pos != "DET" or token.text.isdigit():
        return False
    return after is None or after.pos not in ("NOUN", "PROPN", "ADJ", "ADV")


def _determiner(tokens: tuple[Token, ...], token: Token) -> Token | None:
    for before in reversed(tokens[max(0, token.index - 3) : token.index]):
        if before.lower in DETERMINERS and before.pos != "PRON":
            return before
        if before.pos not in ("ADJ", "NUM", "ADV", "NOUN", "PROPN") or (before.pos == "NOUN" and before.text[:1].islower()):
            return None
    return None


def is_subject(analysis: Analysis, token: Token) -> bool:
    """Whether a noun is the subject of its clause, or the first noun phrase of the segment without a preposition."""
    if token.dep.startswith("nsubj"):
        return True
    if token.dep in ("conj", "appos", "flat:name") and token.head != token.index:
        return analysis.tokens[token.head].dep.startswith("nsubj")
    earlier = analysis.tokens[: token.index]
    leading = not any(t.pos in ("NOUN", "PROPN", "VERB", "AUX", "PRON") or t.lower in PREPOSITIONS for t in earlier)
    return leading and token.dep in ("ROOT", "obj", "dep", "dislocated")


def _noun(context: Context, token: Token) -> Mention:
    tokens = context.source.tokens
    determiner = _determiner(tokens, token)
    form, base = token.lower, lemma(token.text, "fr")
    plural = token.feature("Number") == "Plur" or (determiner is not None and determiner.lower in PLURAL)
    gender = _gender(token, determiner)
    kind = kind_of_noun(form, base, gender)
    if kind == PERSON and not gender:
        gender = next(iter(nouns("person_nouns").get(form, {"": ""})), "")
    return Mention(token, context.index, gender, plural, kind, is_subject(context.source, token))


def _gender(token: Token, determiner: Token | None) -> str:
    if determiner is not None and determiner.lower in MASCULINE:
        return "m"
    if determiner is not None and determiner.lower in FEMININE:
        return "f"
    form = token.lower
    for name in ("collective_nouns", "thing_nouns", "person_nouns"):
        genders = nouns(name).get(form)
        if genders and len(genders) == 1:
            return next(iter(genders))
    if FEMININE_ENDING.search(form):
        return "f"
    if MASCULINE_ENDING.search(form):
        return "m"
    return {"Masc": "m", "Fem": "f"}.get(token.feature("Gender"), "")


def kind_of_noun(form: str, base: str, gender: str) -> str:
    """What a common noun denotes, as far as the lists and its ending tell."""
    people = nouns("person_nouns")
    for word in dict.fromkeys((form, base)):
        if word in people:
            kind = people[word].get(gender, next(iter(people[word].values())))
            return GRAMMATICAL if kind in ("grammatical", "fixed", "epicene") else PERSON
        if word in nouns("collective_nouns"):
            return COLLECTIVE
        if word in nouns("thing_nouns"):
            return THING
    looks = LOOKS_PERSONAL.get(gender)
    if ABSTRACT.search(form) or ABSTRACT.search(base):
        return THING
    if looks is None or looks.search(form) or looks.search(base):
        return UNKNOWN
    return THING


def _name(context: Context, token: Token) -> Mention:
    tokens = context.source.tokens
    determiner = _determiner(tokens, token)
    title = tokens[token.index - 1].lower if token.index else ""
    subject = is_subject(context.source, token)
    if title in TITLES:
        return Mention(token, context.index, TITLES[title], False, PERSON, subject)
    name = token.lower.split("-")[0]
    if token.entity not in ("LOC", "ORG") or determiner is None:
        if name in given_names() and token.text[:1].isupper():
            return Mention(token, context.index, given_names()[name], False, PERSON, subject)
        known = _surnames(context.document).get(token.lower)
        if known:
            return Mention(token, context.index, known, False, PERSON, subject)
    gender = {True: "m"}.get(determiner is not None and determiner.lower in MASCULINE, "")
    if determiner is not None and determiner.lower in FEMININE:
        gender = "f"
    plural = determiner is not None and determiner.lower in PLURAL
    if determiner is None and token.entity != "LOC":
        return Mention(token, context.index, "", plural, UNKNOWN, subject)
    collective = nouns("collective_nouns").get(token.lower)
    if collective:
        return Mention(token, context.index, gender or next(iter(collective)), plural, COLLECTIVE, subject)
    placed = determiner is not None or title in ("à", "en", "vers", "depuis")
    return Mention(token, context.index, gender, plural, PLACE if placed else UNKNOWN, subject)


def _surnames(document: DocumentContext) -> dict[str, str]:
    """Surnames that follow a title or a given name somewhere in the document, with the sex that those tell."""
    table = document.memory.get("surnames")
    if isinstance(table, dict):
        return table
    found: dict[str, set[str]] = {}
    for context in document.contexts:
        for before, token in zip(context.source.tokens, context.source.tokens[1:], strict=False):
            sex = TITLES.get(before.lower) or (given_names().get(before.lower) if before.text[:1].isupper() else None)
            if sex and token.text[:1].isupper() and token.is_word:
                found.setdefault(token.lower, set()).add(sex)
    surnames = {name: next(iter(sexes)) for name, sexes in found.items() if len(sexes) == 1}
    document.memory["surnames"] = surnames
    return surnames
