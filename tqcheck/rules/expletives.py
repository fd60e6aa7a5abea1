"""When "il" stands for nothing: weather, "il faut", "il y a", "il est probable que"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from tqcheck.rules.analysis import Analysis, Token
from tqcheck.rules.noun_kinds import words_of_kind
from tqcheck.text.lemmas import lemma

SUBJECTS = {"il": ("m", False), "elle": ("f", False), "ils": ("m", True), "elles": ("f", True)}
NEGATION = frozenset({"ne", "n'", "pas", "plus"})

ALWAYS_IMPERSONAL = frozenset("faut faudra faudrait fallait fallut agit agissait agira agirait pleut neige".split())
"""Verbs behind which an inverted "il" stands for nothing: "encore faut-il", "de quoi s'agit-il"."""


def is_inverted(token: Token) -> bool:
    """Whether a pronoun follows its verb: "a-t-elle", "est-il"."""
    return "-" in token.text and token.lower.rpartition("-")[2] in SUBJECTS


def is_expletive(analysis: Analysis, token: Token) -> bool:
    """Whether "il" is impersonal: weather, "il faut", "il y a", "il s'agit", "il est probable que"."""
    following = [t for t in analysis.tokens[token.index + 1 : token.index + 9] if t.lower not in NEGATION]
    following = (
        following[1:]
        if following and following[0].lower in ("lui", "leur", "nous", "vous", "me", "m'", "te", "t'")
        else following
    )
    forms = [t.lower for t in following]
    bases = [t.lemma if t.pos in ("VERB", "AUX") else lemma(t.text, "fr") for t in following]
    if is_inverted(token):
        back = analysis.words_before(token, 3)
        existing = "y" in back and bool({"a", "avait", "aura", "aurait"} & set(back))
        return existing or bool(ALWAYS_IMPERSONAL & set(back[-2:])) or _asked(token, back, forms, bases)
    if not forms:
        return False
    if forms[0] == "y":
        return len(bases) > 1 and (
            bases[1] in ("avoir", "a") or forms[1] in ("a", "aura", "avait", "aurait", "ait", "eut")
        )
    return _expletive_verb(forms, bases)


def _asked(token: Token, back: Sequence[str], forms: Sequence[str], bases: Sequence[str]) -> bool:
    """What the words around an inverted "il" tell: "mieux vaut-il", "est-il possible de", "semble-t-il" as an aside."""
    joined = token.lower.rpartition("-")[0].removesuffix("-t")
    verb = joined or next((word for word in reversed(back) if word not in ("-", "t", "-t")), "")
    if verb.startswith(("sembl", "paraî")):
        return not forms or not forms[0].isalpha() or forms[0] in ("que", "qu'")
    return bool(verb) and _expletive_verb((verb, *forms), (lemma(verb, "fr"), *bases))


def _expletive_verb(forms: Sequence[str], bases: Sequence[str]) -> bool:
    first = bases[0]
    if "fallu" in forms[:4]:
        return True
    if forms[0] in ("s'", "se", "en"):
        return len(forms) > 2 and _led_by_particle(forms, bases)
    if forms[0].startswith(("faut", "faudra", "faudrait", "fallait", "fallut", "faille")) or _of_weather(
        forms[0], first
    ):
        return True
    if forms[0] in ("va", "allait", "ira", "irait") and forms[1:3] == ["de", "soi"]:
        return True
    rest = set(forms[1:4])
    if first in ("convenir", "suffire", "importer") or forms[0].startswith(("convien", "conven")):
        return bool(rest & {"de", "d'", "que", "qu'"})
    if forms[0].startswith(("revien", "appart", "incomb")):
        return _falls_to(forms)
    if first == "valoir" or forms[0].startswith(("vaut", "vaudr", "valai")):
        return "mieux" in rest
    if first == "exister":
        return bool(
            rest & {"un", "une", "des", "plusieurs", "deux", "trois", "quelques", "peu", "beaucoup", "d'", "de"}
        )
    if first in ("sembler", "paraître", "arriver", "apparaître", "advenir", "ressortir"):
        return bool(set(forms[1:3]) & {"que", "qu'"})
    if first in ("rester", "manquer") or forms[0].startswith(("reste", "resta", "manque", "manqua")):
        return _counted(forms[1:3])
    if first == "faire":
        return bool(set(forms[1:4]) & {"froid", "chaud", "beau", "nuit", "jour", "doute", "mauvais", "frais", "sombre"})
    if first == "être" and forms[1:2] == ["à"]:
        return bool(set(forms[3:5]) & {"que", "qu'"})
    return first == "être" and _evaluated(forms, bases)


def _led_by_particle(forms: Sequence[str], bases: Sequence[str]) -> bool:
    """ "il s'agit", "il se peut que", "il se trouve que", "il en va de même"."""
    if forms[0] == "en":
        return forms[1] in ("va", "allait", "ira", "irait") and forms[2] in ("de", "d'", "du", "ainsi", "autrement")
    if forms[0] == "s'":
        return bases[1] == "agir" or forms[1].startswith(("agi", "agî"))
    if forms[1].startswith(("fait", "fais", "fit", "fera")) and forms[2] in ("tard", "tôt"):
        return True
    may = forms[1].startswith(("peut", "pourr", "pouv", "puisse", "trouv"))
    return may and forms[2] in ("que", "qu'")


def _falls_to(forms: Sequence[str]) -> bool:
    """ "il revient au juge de trancher": a preposition, and an infinitive after *de*."""
    return forms[1:2] in (["à"], ["au"], ["aux"]) and any(
        one in ("de", "d'") and other.endswith(("er", "ir", "re")) for one, other in itertools.pairwise(forms[3:])
    )


def _of_weather(form: str, base: str) -> bool:
    """The stem decides too: the parser takes "neige" and "gèle" for nouns."""
    weather = words_of_kind("weather")
    return base in weather or any(verb.endswith("er") and form.startswith(verb[:-2]) for verb in weather)


def _counted(forms: Sequence[str]) -> bool:
    counts = {
        "un",
        "une",
        "des",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "dix",
        "vingt",
        "trente",
        "quelques",
        "peu",
        "encore",
        "sept",
        "huit",
        "neuf",
        "cent",
        "mille",
        "plusieurs",
        "beaucoup",
        "environ",
    }
    return (
        bool(forms)
        and (forms[0] in counts or forms[0][:1].isdigit())
        and not (forms[0] == "encore" and len(forms) > 1 and forms[1] not in counts)
    )


def _evaluated(forms: Sequence[str], bases: Sequence[str]) -> bool:
    """ "il est probable que", "il a été décidé de", "il est 18 heures"."""
    if any(form in ("heures", "heure", "midi", "minuit") for form in forms[1:4]) or forms[1:2] in (
        ["question"],
        ["temps"],
    ):
        return True
    adjectives = words_of_kind("evaluative")
    for place in range(1, min(5, len(forms) - 1)):
        if (bases[place] in adjectives or forms[place] in adjectives) and forms[place + 1] in (
            "de",
            "d'",
            "que",
            "qu'",
            "si",
        ):
            return True
    return False
