"""The pronouns and possessives of an English segment, and which answers to which French one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.rules.analysis import Analysis, Token, once
from tqcheck.rules.context import Context
from tqcheck.rules.french_pronouns import French, french_pronouns, verb_of

TOLERANCE = 0.3
"""How far apart two paired pronouns may stand, as a share of their segments."""
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
class English:
    """An English one. ``role``: subject, it, there, object, possessive; ``gender``: m, f, n or p (plural)."""

    token: Token
    role: str
    gender: str


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
