"""What a French pronoun can stand for: the nominal mentions of a segment with gender, number, kind and role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.lexicon.classes import french_classes
from tqcheck.rules.analysis import Analysis, Token
from tqcheck.rules.context import Context
from tqcheck.rules.given_names import TITLES, given_names, sex_of_name
from tqcheck.rules.noun_kinds import (
    COLLECTIVE,
    FEMININE,
    GRAMMATICAL,
    MASCULINE,
    PERSON,
    PERSONAL,
    PLACE,
    UNKNOWN,
    gender_of,
    kind_of_noun,
    listed_kind,
    nouns,
)
from tqcheck.text.lemmas import lemma

PLURAL = frozenset(
    "les des ces aux mes nos vos ses leurs plusieurs quelques deux trois quatre cinq six sept huit neuf dix".split()
)
DETERMINERS = MASCULINE | FEMININE | PLURAL | frozenset("l' son sa leur notre votre chaque".split())
SINGULAR = MASCULINE | FEMININE | frozenset("l' son sa chaque".split())
PREPOSITIONS = frozenset(
    "de du des d' à au aux en dans sur sous pour par avec sans contre chez vers entre selon devant derrière après avant depuis "
    "pendant malgré lors dès jusqu' via parmi hors outre".split()
)
PLACED = frozenset("à en vers depuis de d' sur".split())
"""Prepositions after which what the parser takes for a place is one."""
TIME_AND_MEASURE = (
    french_classes()["jour"]
    | french_classes()["mois"]
    | frozenset(
        "jour matin soir mois an année semaine heure minute fois euro dollar million milliard reprise suite cours fin début cause "
        "moment côté part place lieu face terme titre sein tour soirée journée matinée nuit veille temps après-midi midi minuit instant été hiver automne printemps".split()
    )
)
METONYMS = frozenset(
    "maillot jaune|maillot vert|maillot rose|gilet jaune|casque bleu|col blanc|bras droit|tête pensante|blouse blanche|képi blanc|béret vert|"
    "béret rouge|premier violon|tête couronnée|tête brûlée|fine lame|grosse légume|bras cassé|nez rouge".split("|")
)
"""Things that name the people who wear them or are like them."""
ADVERBIAL = frozenset({("mine", "de", "rien"), ("histoire", "de", "rire"), ("chemin", "faisant", ",")})
"""Nouns that open a set phrase and stand for nothing."""
NEITHER = frozenset(
    "premier première second seconde dernier dernière autre même seul seule suivant suivante un une".split()
)
"""Words that stand for a person or a thing named before."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that a later pronoun may take up.

    ``gender`` is "m", "f" or "" (not known); ``role`` subject, object or oblique (after a preposition);
    ``possessed`` tells of "son", "sa", "leur": somebody else is spoken of.
    """

    token: Token
    segment: int
    gender: str
    plural: bool
    kind: str
    role: str
    possessed: bool = False

    @property
    def personal(self) -> bool:
        """Whether "he" or "she" may stand for it."""
        return self.kind in PERSONAL

    @property
    def subject(self) -> bool:
        """Whether it is the subject of its clause."""
        return self.role == "subject"

    @property
    def surely_personal(self) -> bool:
        """Whether it is a person or a name; an unlisted noun counts as a subject only."""
        return self.personal and (self.kind != UNKNOWN or self.subject or self.token.pos in ("PROPN", "PRON"))

    def fits(self, gender: str) -> bool:
        """Whether a pronoun of that grammatical gender may take it up."""
        return not gender or not self.gender or self.gender == gender


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
        if (
            not token.is_word
            or token.lower in TITLES
            or token.lower in TIME_AND_MEASURE
            or token.lower in ("celui", "celle")
        ):
            continue
        if _apposed(tokens, token) or tuple(t.lower for t in tokens[token.index : token.index + 3]) in ADVERBIAL:
            continue
        if _opens_name(tokens, token):
            yield _name(context, token)
        elif _is_noun(analysis, token):
            yield _noun(context, token)


def _apposed(tokens: tuple[Token, ...], token: Token) -> bool:
    """Whether a word only names or describes an organisation named just before: "la compagnie Nautilys, propriétaire du ..."."""
    if token.index < 2 or token.pos not in ("PROPN", "NOUN"):
        return False
    before = tokens[token.index - 1]
    if token.text[:1].isupper():
        return before.pos == "NOUN" and listed_kind(before.lower, "") == COLLECTIVE and token.lower not in given_names()
    earlier = tokens[token.index - 2]
    return before.text == "," and (earlier.pos == "PROPN" or listed_kind(earlier.lower, "") == COLLECTIVE)


def _opens_name(tokens: tuple[Token, ...], token: Token) -> bool:
    before = tokens[token.index - 1] if token.index else None
    if before is not None and before.lower in TITLES and token.text[:1].isupper():
        return True
    if not _like_proper(token) or _is_verb(token):
        return False
    if before is not None and before.text == "-" and token.index > 1 and _like_proper(tokens[token.index - 2]):
        return False
    return before is None or not _like_proper(before) or not before.text[:1].isupper() or before.lower in TITLES


def _like_proper(token: Token) -> bool:
    """Whether a token is a name for the parser, or a given name with its capital that the parser takes for a noun."""
    if token.pos == "PROPN":
        return not token.text.islower()
    given = token.text.istitle() and token.lower in given_names()
    return given and (token.pos in ("NOUN", "ADJ") or token.entity == "PER")  # looked for last: names cost a parse


def _is_noun(analysis: Analysis, token: Token) -> bool:
    tokens = analysis.tokens
    if token.pos == "NOUN":
        predicate = token.index > 0 and tokens[token.index - 1].pos == "AUX"
        return not predicate and not _bare_acronym(tokens, token)
    kinds = set(nouns("person_nouns").get(token.lower, {}).values())
    if token.pos in ("ADJ", "VERB") and kinds and "demonym" not in kinds and _determiner(tokens, token) is not None:
        return True
    return _substantivised(analysis, token)


def _is_verb(token: Token) -> bool:
    """Whether a capital only opens the segment and the word is a verb form: "Vérifiez que ..."."""
    base = lemma(token.text, "fr")
    return (
        token.index == 0
        and token.lower not in given_names()
        and base != token.lower
        and base.endswith(("er", "ir", "re"))
    )


def _bare_acronym(tokens: tuple[Token, ...], token: Token) -> bool:
    """Whether an acronym only qualifies the noun before it: "clé USB"."""
    return token.text.isupper() and token.index > 0 and tokens[token.index - 1].pos == "NOUN"


def _substantivised(analysis: Analysis, token: Token) -> bool:
    """An adjective or participle that stands as a noun: "l'accusée", "une proche"."""
    if token.pos not in ("ADJ", "VERB", "NUM") or not token.index or token.feature("VerbForm") == "Inf":
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
        if before.pos not in ("ADJ", "NUM", "ADV", "NOUN", "PROPN") or (
            before.pos == "NOUN" and before.text[:1].islower()
        ):
            return None
    return None


def role_of(analysis: Analysis, token: Token, determiner: Token | None) -> str:
    """Subject, oblique (after a preposition) or object; the first bare noun phrase of a segment counts as its subject."""
    start = determiner or token
    before = analysis.tokens[start.index - 1].lower if start.index else ""
    if (
        before in PREPOSITIONS
        or start.lower in ("du", "au", "aux")
        or (start is token and before in ("du", "au", "aux"))
    ):
        return "oblique"
    if token.dep.startswith("nsubj"):
        return "subject" if before not in ("dont", "que", "qu'", "laquelle", "lequel", "où") else "object"
    if token.dep in ("conj", "appos", "flat:name") and token.head != token.index:
        return "subject" if analysis.tokens[token.head].dep.startswith("nsubj") else "object"
    leading = not any(
        t.pos in ("NOUN", "PROPN", "VERB", "AUX", "PRON") or t.lower in PREPOSITIONS
        for t in analysis.tokens[: token.index]
    )
    return "subject" if leading and token.dep in ("ROOT", "obj", "dep", "dislocated") else "object"


def _noun(context: Context, token: Token) -> Mention:
    determiner = _determiner(context.source.tokens, token)
    base = lemma(token.text, "fr")
    article = determiner.lower if determiner is not None else ""
    plural = article in PLURAL or (token.feature("Number") == "Plur" and article not in SINGULAR)
    gender = gender_of(token, determiner)
    kind = (
        UNKNOWN if token.lower in NEITHER or _like_name(token, determiner) else kind_of_noun(token.text, base, gender)
    )
    if kind == UNKNOWN and token.text.istitle() and determiner is not None and token.entity == "LOC":
        kind = PLACE
    if " ".join(t.text.lower() for t in context.source.tokens[token.index : token.index + 2]).rstrip("s") in METONYMS:
        kind = GRAMMATICAL
    if kind == PERSON and not gender:
        gender = next(iter(nouns("person_nouns").get(token.lower, {"": ""})), "")
    possessed = determiner is not None and determiner.lower in ("son", "sa", "ses", "leur", "leurs")
    return Mention(token, context.index, gender, plural, kind, role_of(context.source, token, determiner), possessed)


def _like_name(token: Token, determiner: Token | None) -> bool:
    """Whether a capital says that an unlisted noun may be a name, whatever the parser takes it for."""
    capital = token.text[:1].isupper() and not token.text.isupper() and (determiner is None or token.index > 1)
    return capital and not listed_kind(token.text, "") and not listed_kind(token.lower, "")


def _name(context: Context, token: Token) -> Mention:
    tokens = context.source.tokens
    determiner = _determiner(tokens, token)
    before = tokens[token.index - 1].lower if token.index else ""
    role = role_of(context.source, token, determiner)
    told = sex_of_name(context, token, before, determiner)
    if told is not None:
        return Mention(token, context.index, told, False, PERSON, role)
    article = determiner.lower if determiner is not None else ""
    if article and listed_kind(token.lower, "") in (PERSON, GRAMMATICAL):
        return _noun(context, token)
    gender = "m" if article in MASCULINE else "f" if article in FEMININE else ""
    plural = article in PLURAL
    group = nouns("collective_nouns").get(token.text)
    if group:
        return Mention(token, context.index, gender or next(iter(group)), plural, COLLECTIVE, role)
    placed = bool(article) or (before in PLACED and token.entity == "LOC")
    return Mention(token, context.index, gender, plural, PLACE if placed else UNKNOWN, role)
