"""What a French noun denotes (a person, an organisation, a place, a thing) and its gender: by word lists first, by endings last.

A noun that could be a person is `unknown`.
"""

from __future__ import annotations

import functools
import re

from tqcheck.lexicon import load
from tqcheck.rules.analysis import Token

PERSON, GRAMMATICAL, ANIMAL, UNKNOWN = "person", "grammatical", "animal", "unknown"
COLLECTIVE, PLACE, SHIP, THING = "collective", "place", "ship", "thing"
PERSONAL = frozenset({PERSON, GRAMMATICAL, ANIMAL, UNKNOWN})
"""Kinds that "he" or "she" may stand for."""

_COMMON = 3.0
"""Zipf frequency of a word that is no stray name."""

MASCULINE = frozenset("le un ce cet du au mon".split())
FEMININE = frozenset("la une cette ma".split())
LOOKS_PERSONAL = {
    "f": re.compile(r"(?:ée|euse|trice|[iy]ère|enne|iste|esse|[ae]nte|aire|ogue|eure|onne|arde|ine|ète|ate|ice|elle)$"),
    "m": re.compile(r"(?:é|eur|ier|ien|iste|[ae]nt|aire|ogue|er|eux|ard|on|in|al|el|ais|ois|if|ète|ain)$"),
}
ABSTRACT = re.compile(r"(?:[tsx]ion|té|ance|ence|ure|ude|logie|graphie|isme|age|ment|eau|oir|oire|ade|ette|ie)$")
FEMININE_ENDING = re.compile(r"(?:[tsx]ion|té|ance|ence|ure|ude|ie|ée|ette|esse|ade|trice|euse|ienne|ière)$")
MASCULINE_ENDING = re.compile(r"(?:ment|age|isme|eau|oir|ier|eur|al|ien|in|on)$")


@functools.lru_cache(maxsize=4)
def nouns(name: str) -> dict[str, dict[str, str]]:
    """Nouns of a list, each with its genders and kinds."""
    table: dict[str, dict[str, str]] = {}
    for row in load(name):
        table.setdefault(row["french"], {})[sex(row["gender"])] = row.get("kind", "")
    return table


@functools.lru_cache(maxsize=8)
def words_of_kind(kind: str) -> frozenset[str]:
    """Verbs and adjectives of one kind: speech, life, weather, impersonal, evaluative."""
    return frozenset(row["french"] for row in load("pronoun_words") if row["kind"] == kind)


def sex(cell: str) -> str:
    """ "m", "f" or "" of a gender cell of a word list."""
    first = cell[:1].lower()
    return first if first in "mf" else ""


def gender_of(token: Token, determiner: Token | None) -> str:
    """The gender of a noun: its article's, its own in a list, its ending's, the parser's."""
    if determiner is not None and determiner.lower in MASCULINE:
        return "m"
    if determiner is not None and determiner.lower in FEMININE:
        return "f"
    form = token.lower
    for name in ("collective_nouns", "thing_nouns", "person_nouns"):
        genders = nouns(name).get(form) or nouns(name).get(token.text)
        if genders and len(genders) == 1:
            return next(iter(genders))
    if FEMININE_ENDING.search(form):
        return "f"
    if MASCULINE_ENDING.search(form):
        return "m"
    return {"Masc": "m", "Fem": "f"}.get(token.feature("Gender"), "")


def kind_of_noun(text: str, base: str, gender: str) -> str:
    """What a common noun denotes, as far as the lists and its ending tell."""
    forms = dict.fromkeys((text, text.lower(), base))
    for word in forms:
        listed = listed_kind(word, gender)
        if listed:
            return listed
    if any(ABSTRACT.search(word) for word in forms):
        return THING
    looks = LOOKS_PERSONAL.get(gender)
    return (
        UNKNOWN if looks is None or not is_french(text.lower()) or any(looks.search(word) for word in forms) else THING
    )


@functools.lru_cache(maxsize=8192)
def is_french(word: str) -> bool:
    """Whether a form is in the lemma list, which lacks many that have no plural of their own (accès, refus), or else
    much more common in French than in English: a foreign word may stand for anything."""
    import simplemma
    from wordfreq import zipf_frequency

    home = zipf_frequency(word, "fr")
    return bool(simplemma.is_known(word, lang="fr")) or (home >= _COMMON and home >= zipf_frequency(word, "en") + 1)


def listed_kind(word: str, gender: str) -> str:
    """What a list says that a word denotes, or an empty string."""
    people, groups = nouns("person_nouns").get(word), nouns("collective_nouns").get(word)
    if people:
        kind = people.get(gender) or next(iter(people.values()))
        return GRAMMATICAL if kind == "generic" else PERSON
    kind = next(iter(groups.values())) if groups else ""
    if kind == "animal":
        return ANIMAL
    if kind and kind != "ship":
        return PLACE if kind == "country-like" else COLLECTIVE
    if word in nouns("thing_nouns"):
        return THING
    return SHIP if kind == "ship" else ""
