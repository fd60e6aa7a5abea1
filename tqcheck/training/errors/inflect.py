"""Forms of English verbs and nouns, from a table of irregular ones and the spelling rules for the others."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from tqcheck.training.errors.vocabulary import frequency, rows

_DOUBLED = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprtv]$")


@functools.cache
def irregular_verbs() -> Mapping[str, tuple[str, str]]:
    """The past and the participle of irregular verbs by base form."""
    return {base: (past, participle) for base, past, participle in rows("irregular_verbs")}


@functools.cache
def base_by_past() -> Mapping[str, str]:
    """The base form of irregular pasts and participles."""
    table: dict[str, str] = {}
    for base, forms in irregular_verbs().items():
        for form in forms:
            table.setdefault(form, base)
    return table


@functools.lru_cache(maxsize=20000)
def base_form(word: str) -> str:
    """The base form of a verb form, as far as it can be told; the word itself otherwise."""
    if word in base_by_past():
        return base_by_past()[word]
    if word in irregular_verbs():
        return word
    for ending, tails in (("ied", ("y",)), ("ed", ("e", "")), ("ies", ("y",)), ("es", ("e", "")), ("s", ("",))):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            stem = word.removesuffix(ending)
            candidates = [stem + tail for tail in tails]
            if ending == "ed" and stem[-1] == stem[-2] and stem[-1] not in "lsfz":
                candidates = [stem[:-1]]
            return max(candidates, key=frequency)
    return word


@functools.lru_cache(maxsize=20000)
def past_of(verb: str) -> str:
    """The past of a base form."""
    if verb in irregular_verbs():
        return irregular_verbs()[verb][0]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + verb[-1] + "ed" if _doubles(verb) else verb + "ed"


@functools.lru_cache(maxsize=20000)
def participle_of(verb: str) -> str:
    """The past participle of a base form."""
    return irregular_verbs()[verb][1] if verb in irregular_verbs() else past_of(verb)


@functools.lru_cache(maxsize=20000)
def third_person(verb: str) -> str:
    """The third person singular of a base form."""
    special = {"be": "is", "have": "has", "do": "does", "go": "goes"}
    return special.get(verb) or plural(verb)


@functools.lru_cache(maxsize=20000)
def gerund(verb: str) -> str:
    """The -ing form of a base form."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    return verb + verb[-1] + "ing" if _doubles(verb) else verb + "ing"


def _doubles(verb: str) -> bool:
    doubled = verb + verb[-1] + "ing"
    return bool(_DOUBLED.match(verb)) or frequency(doubled) > 2 * frequency(verb + "ing")


@functools.lru_cache(maxsize=20000)
def plural(noun: str) -> str:
    """The plural by the spelling rules."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "es" if noun.endswith(("s", "x", "z", "ch", "sh")) else noun + "s"
