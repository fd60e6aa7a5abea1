"""The pronouns and possessives of both sides of a bead, and which answers to which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.rules.analysis import Analysis, Token, once
from tqcheck.rules.antecedents import PREPOSITIONS
from tqcheck.rules.context import Context
from tqcheck.rules.expletives import SUBJECTS, is_expletive, is_inverted
from tqcheck.text.lemmas import lemma

TOLERANCE = 0.3
"""How far apart two paired pronouns may stand, as a share of their segments."""

DEMONSTRATIVES = {
    "celui-ci": ("m", False),
    "celle-ci": ("f", False),
    "celui-là": ("m", False),
    "celle-là": ("f", False),
}
POSSESSIVES = {"son": False, "sa": False, "ses": False, "leur": True, "leurs": True}
ENGLISH = {
    "he": ("subject", "m"),
    "she": ("subject", "f"),
    "they": ("subject", "p"),
    "it": ("it", "n"),
    "him": ("object", "m"),
    "them": ("object", "p"),
    "his": ("possessive", "m"),
    "its": ("possessive", "n"),
    "their": ("possessive", "p"),
}
NOT_POSSESSED = frozenset(
    "to in on at by for from with and or as is was were are be been has had have will would could should can may might but that this who "
    "when while because if after before about into over up out off down back away again not so then than too also the a an of during "
    "against under until since through where there here very".split()
)
"""Words that do not open a noun phrase after "her"."""
AFTER_OBJECT = frozenset(
    "to in on at by for from with and or as up out off down back away again before after while when because until than into over about".split()
)
"""Words after which "it" has been an object."""


@dataclass(frozen=True, slots=True)
class French:
    """A French pronoun or possessive. ``role``: subject, expletive, disjunctive, object, possessive."""

    token: Token
    role: str
    gender: str
    plural: bool


@dataclass(frozen=True, slots=True)
class English:
    """An English one. ``role``: subject, it, there, object, possessive; ``gender``: m, f, n or p (plural)."""

    token: Token
    role: str
    gender: str


@once
def french_pronouns(analysis: Analysis) -> tuple[French, ...]:
    """Third-person pronouns and possessives of a French segment, in order."""
    return tuple(_french_pronouns(analysis))


def _french_pronouns(analysis: Analysis) -> Iterator[French]:
    for token in analysis.tokens:
        form = token.lower.rpartition("-")[2] if token.lower not in DEMONSTRATIVES else token.lower
        before = analysis.tokens[token.index - 1] if token.index else None
        if form in SUBJECTS:
            gender, plural = SUBJECTS[form]
            if (
                before is not None
                and before.lower in PREPOSITIONS | {"que", "qu'"}
                and form in ("elle", "elles")
                and not _has_verb(analysis, token)
            ):
                yield French(token, "disjunctive", gender, plural)
            else:
                yield French(
                    token, "expletive" if form == "il" and is_expletive(analysis, token) else "subject", gender, plural
                )
        elif form in ("c'", "ce", "ça", "cela", "ceci") and token.pos == "PRON":
            yield French(token, "neutral", "", False)
        elif form in DEMONSTRATIVES or _split_demonstrative(analysis, token):
            form = form if form in DEMONSTRATIVES else f"{form}-ci"
            gender, plural = DEMONSTRATIVES[form]
            yield French(token, _place(analysis, token.index), gender, plural)
        elif (
            form in ("dernier", "dernière")
            and before is not None
            and before.lower in ("ce", "cette")
            and _stands_alone(analysis, token)
        ):
            yield French(token, _place(analysis, before.index), "f" if form == "dernière" else "m", False)
        elif form == "lui":
            disjunctive = before is not None and before.lower in PREPOSITIONS
            yield French(token, "disjunctive" if disjunctive else "object", "m" if disjunctive else "", False)
        elif form in POSSESSIVES and _is_determiner(analysis, token):
            yield French(token, "possessive", "", POSSESSIVES[form])
        elif form in ("le", "la", "l'", "les") and token.pos == "PRON":
            gender = {"le": "m", "la": "f"}.get(form, "") or _gender_of_participle(analysis, token)
            yield French(token, "object", gender, form == "les")


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


@once
def english_pronouns(analysis: Analysis) -> tuple[English, ...]:
    """Third-person pronouns and possessives of an English segment, in order; "there is" counts as one."""
    return tuple(_english_pronouns(analysis))


def _english_pronouns(analysis: Analysis) -> Iterator[English]:
    tokens = analysis.tokens
    for token in tokens:
        form = token.lower.split("'")[0]
        after = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
        if form == "her":
            possessed = after is not None and after.is_word and after.lower not in NOT_POSSESSED
            yield English(token, "possessive" if possessed else "object", "f")
        elif form == "it" and (after is None or not after.is_word or after.lower in AFTER_OBJECT):
            yield English(token, "object", "n")
        elif form in ENGLISH:
            yield English(token, *ENGLISH[form])
        elif (
            form == "there"
            and after is not None
            and after.lower.split("'")[0] in ("is", "are", "was", "were", "will", "has", "have", "s", "would", "may")
        ):
            yield English(token, "there", "n")


def subject_pairs(context: Context) -> Iterator[tuple[French, English]]:
    """Subject pronouns that answer to one another: all of them in order, else the personal ones, else those that open the segments."""
    left = [f for f in french_pronouns(context.source) if f.role in ("subject", "expletive", "neutral")]
    right = [e for e in english_pronouns(context.target) if e.role in ("subject", "it", "there")]
    personal = [f for f in left if f.role == "subject"]
    gendered = [e for e in right if e.role == "subject"]
    if len(left) == len(right):
        chosen = zip(left, right, strict=True)
    elif len(personal) == len(gendered):
        chosen = zip(personal, gendered, strict=True)
    elif left and right and opens(context.source, left[0].token) and opens(context.target, right[0].token):
        chosen = zip(left[:1], right[:1], strict=True)
    else:
        return
    yield from ((f, e) for f, e in chosen if _answers(context, f, e))


def pairs(
    context: Context, french_roles: frozenset[str], english_roles: frozenset[str]
) -> Iterator[tuple[French, English]]:
    """Pronouns of the given roles that answer to one another: as many on both sides, in the same order, at about the same place."""
    left = [f for f in french_pronouns(context.source) if f.role in french_roles]
    right = [e for e in english_pronouns(context.target) if e.role in english_roles]
    if len(left) == len(right):
        alone = len(left) == 1
        yield from ((f, e) for f, e in zip(left, right, strict=True) if alone or _answers(context, f, e))


def opens(analysis: Analysis, token: Token) -> bool:
    """Whether no other word stands before a token in its segment."""
    return not any(t.is_word for t in analysis.tokens[: token.index])


def _answers(context: Context, french: French, english: English) -> bool:
    place = french.token.start / max(1, len(context.source.text)) - english.token.start / max(
        1, len(context.target.text)
    )
    if abs(place) > TOLERANCE:
        return False
    targets = context.words.targets_of(french.token.index)
    if english.token.index in targets:
        return True
    verb = verb_of(context.source, french.token)
    rendered = (
        context.words.targets_of(verb.index)
        if verb is not None and verb.pos in ("VERB", "ADJ", "NOUN")
        else frozenset()
    )
    return not rendered or any(-3 <= index - english.token.index <= 8 for index in rendered)
