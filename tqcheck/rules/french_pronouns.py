"""The third-person pronouns and possessives of a French segment, and the verbs they go with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.rules.analysis import Analysis, Token, once
from tqcheck.rules.antecedents import PREPOSITIONS
from tqcheck.rules.expletives import SUBJECTS, is_expletive, is_inverted
from tqcheck.text.lemmas import lemma

DEMONSTRATIVES = {
    "celui-ci": ("m", False),
    "celle-ci": ("f", False),
    "celui-là": ("m", False),
    "celle-là": ("f", False),
}
POSSESSIVES = {"son": False, "sa": False, "ses": False, "leur": True, "leurs": True}


@dataclass(frozen=True, slots=True)
class French:
    """A French pronoun or possessive. ``role``: subject, expletive, disjunctive, object, possessive."""

    token: Token
    role: str
    gender: str
    plural: bool


@once
def french_pronouns(analysis: Analysis) -> tuple[French, ...]:
    """Third-person pronouns and possessives of a French segment, in order."""
    return tuple(_french_pronouns(analysis))


def _french_pronouns(analysis: Analysis) -> Iterator[French]:
    for token in analysis.tokens:
        form = token.lower.rpartition("-")[2] if token.lower not in DEMONSTRATIVES else token.lower
        found = (
            _personal(analysis, token, form)
            or _demonstrative(analysis, token, form)
            or _possessive_or_object(analysis, token, form)
        )
        if found is not None:
            yield found


def _personal(analysis: Analysis, token: Token, form: str) -> French | None:
    """ "il", "elle", "ils", "elles", and "lui"."""
    before = analysis.tokens[token.index - 1].lower if token.index else ""
    if form == "lui":
        return (
            French(token, "disjunctive", "m", False) if before in PREPOSITIONS else French(token, "object", "", False)
        )
    if form not in SUBJECTS:
        return None
    gender, plural = SUBJECTS[form]
    governed = before in PREPOSITIONS | {"que", "qu'"} and form in ("elle", "elles")
    if governed and not _has_verb(analysis, token):
        return French(token, "disjunctive", gender, plural)
    expletive = form == "il" and is_expletive(analysis, token)
    return French(token, "expletive" if expletive else "subject", gender, plural)


def _demonstrative(analysis: Analysis, token: Token, form: str) -> French | None:
    """ "ce", "cela", "celle-ci", "cette dernière"."""
    if form in ("c'", "ce", "ça", "cela", "ceci") and token.pos == "PRON":
        return French(token, "neutral", "", False)
    if form in DEMONSTRATIVES or _split_demonstrative(analysis, token):
        gender, plural = DEMONSTRATIVES[form if form in DEMONSTRATIVES else f"{form}-ci"]
        return French(token, _place(analysis, token.index), gender, plural)
    before = analysis.tokens[token.index - 1] if token.index else None
    latter = form in ("dernier", "dernière") and before is not None and before.lower in ("ce", "cette")
    if latter and before is not None and _stands_alone(analysis, token):
        return French(token, _place(analysis, before.index), "f" if form == "dernière" else "m", False)
    return None


def _possessive_or_object(analysis: Analysis, token: Token, form: str) -> French | None:
    """ "son", "leur"; "le", "la", "l'", "les" before a verb."""
    if form in POSSESSIVES and _is_determiner(analysis, token):
        return French(token, "possessive", "", POSSESSIVES[form])
    if form in ("le", "la", "l'", "les") and token.pos == "PRON":
        gender = {"le": "m", "la": "f"}.get(form, "") or _gender_of_participle(analysis, token)
        return French(token, "object", gender, form == "les")
    return None


def _gender_of_participle(analysis: Analysis, token: Token) -> str:
    """ "f" for the object before a feminine participle ("on l'a entendue"); a masculine one may only lack its agreement."""
    after = analysis.tokens[token.index + 1 : token.index + 4]
    if token.lower != "l'" or not after or after[0].pos != "AUX":
        return ""
    participle = next((t for t in after if t.pos == "VERB"), None)
    feminine = participle is not None and participle.lower.endswith(("ée", "ue", "ie", "ise", "ite", "inte", "erte"))
    return "f" if feminine and participle is not None and participle.feature("Gender") == "Fem" else ""


def _place(analysis: Analysis, first: int) -> str:
    """Subject or disjunctive, by the word before a phrase and the verb after it."""
    before = analysis.tokens[first - 1].lower if first else ""
    return "disjunctive" if before in PREPOSITIONS | {"que", "qu'"} else "subject"


def _split_demonstrative(analysis: Analysis, token: Token) -> bool:
    """Whether the tokenizer has parted "celle-ci"."""
    after = analysis.tokens[token.index + 1 : token.index + 3]
    return token.lower in ("celui", "celle") and any(t.lower.strip("-") in ("ci", "là") for t in after)


def _stands_alone(analysis: Analysis, token: Token) -> bool:
    after = analysis.tokens[token.index + 1] if token.index + 1 < len(analysis.tokens) else None
    return after is None or after.pos not in ("NOUN", "PROPN", "ADJ", "NUM") or _is_verb_form(after)


def _is_verb_form(token: Token) -> bool:
    """Whether a word that the parser took for a noun is a verb of the first group and no noun: "emploie"."""
    base = lemma(token.text, "fr")
    return token.pos == "NOUN" and base.endswith("er") and base != token.lower


def _has_verb(analysis: Analysis, token: Token) -> bool:
    """Whether the word after a pronoun is its verb: "selon elle" has none, "pense qu'elle vient" has."""
    following = analysis.tokens[token.index + 1 : token.index + 4]
    for after in following:
        if after.pos in ("VERB", "AUX"):
            return True
        if after.lower not in (
            "ne",
            "n'",
            "se",
            "s'",
            "y",
            "en",
            "lui",
            "leur",
            "le",
            "la",
            "l'",
            "les",
            "me",
            "m'",
            "nous",
            "vous",
        ):
            return False
    return False


def _is_determiner(analysis: Analysis, token: Token) -> bool:
    after = analysis.tokens[token.index + 1] if token.index + 1 < len(analysis.tokens) else None
    return (
        after is not None
        and after.is_word
        and token.pos in ("DET", "ADJ")
        and (token.lower != "leur" or after.pos in ("NOUN", "ADJ", "PROPN"))
    )


def verb_of(analysis: Analysis, token: Token) -> Token | None:
    """The verb or predicate that a subject pronoun goes with, or None where the parse does not tell."""
    head = analysis.tokens[token.head]
    if head.index == token.index:
        return None
    if head.pos == "AUX" and token.index < head.index and head.dep.startswith("aux"):
        return analysis.tokens[head.head]
    return head


def verb_lemmas(analysis: Analysis, token: Token) -> frozenset[str]:
    """The lemmas under which the predicate of a pronoun may be listed."""
    verb = verb_of(analysis, token)
    near = [t for t in analysis.tokens[token.index + 1 : token.index + 5] if t.pos in ("VERB", "AUX", "ADJ")]
    near += [t for t in analysis.tokens[max(0, token.index - 2) : token.index] if is_inverted(token)]
    if is_inverted(token):
        near += [t for t in analysis.tokens[token.index + 1 : token.index + 2] if t.pos in ("VERB", "ADJ")]
    chosen = [verb] if verb is not None else []
    chosen += near[:2] if verb is None or verb.pos in ("AUX", "PRON", "ADP", "NOUN") else []
    return frozenset(word for t in chosen for word in (t.lemma, lemma(t.text, "fr"), t.lower))
