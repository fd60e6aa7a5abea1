"""The French conditional: which verbs stand in it, whether it is a past one, and whether a condition explains it."""

from __future__ import annotations

import functools
import re

from tqcheck.lexicon import load
from tqcheck.rules.analysis import Analysis, Token
from tqcheck.rules.context import Context

_EXPLAINED = re.compile(
    "|".join(
        (
            # a condition in other words
            r"\bs'ils?\b|à (?:sa|leur|votre|notre|ma|ta) place|en temps normal|^avec |à (?:l'en |en )?juger",
            # a remark on what might be
            r"qui (?:aurait|eût) cru|on (?:aurait|dirait)|ce qui |cela |ça |\bc'(?:aurait|eût|est)|\bce (?:serait|n'(?:aurait|est))",
            r"aurait (?:pu|dû|fallu|valu|voulu|aimé|souhaité|préféré)|auraient (?:pu|dû|voulu|aimé|souhaité|préféré)",
            r"\b(?:aurai(?:t|ent)|serai(?:t|ent)) pas\b|aurai(?:t|ent) (?:\w+ )?gagné à",
            # another time
            r"\b(?:ans?|années?|décennies?|siècles?) (?:plus tôt|auparavant)",
            # a plan
            r"projet (?:de|d')|proposition|scénario|réforme|plan ",
        )
    ),
    re.IGNORECASE,
)
"""What makes a conditional real beside the words of the list: a condition in other words, a remark on what might be, a plan."""


@functools.cache
def conditional_words(kind: str) -> frozenset[str]:
    """Words of one kind: condition, under-inquiry, result, state, predicate, moved (verbs whose past takes *être*)."""
    return frozenset(next(row["words"] for row in load("hearsay") if row["kind"] == kind).split())


def is_explained(context: Context) -> bool:
    """Whether a condition stands in the segment, or closes the one before."""
    if not context.source.lemmas.isdisjoint(conditional_words("condition")) or _EXPLAINED.search(context.source.plain):
        return True
    before = context.previous
    return before is not None and context.same_paragraph(before) and "si" in before.source.lemmas


def is_conditional(token: Token) -> bool:
    """Whether a token is a verb in the third person of the conditional; *entrait* only looks like one."""
    form = token.lower
    if form in ("aurait", "auraient", "serait", "seraient"):
        return True
    if token.pos not in ("VERB", "AUX") or not re.fullmatch(r"\w+r(?:ait|aient)", form):
        return False
    stem = re.sub(r"(?:ait|aient)$", "", form)
    if stem.endswith("iendr"):  # *détiendrait*, *proviendrait*
        return True
    return stem in (token.lemma, token.lemma.removesuffix("e")) or "Cnd" in token.morph


def participle_of(analysis: Analysis, verb: Token) -> Token | None:
    """The past participle that makes the conditional a past one."""
    being = verb.lower in ("serait", "seraient")
    if not being and verb.lower not in ("aurait", "auraient"):
        return None
    following = analysis.tokens[verb.index + 1 : verb.index + 6]
    parts = [t for t in following if t.pos in ("VERB", "AUX") and t.feature("VerbForm") == "Part"]
    if not parts and len(following) > 1:
        parts = [
            t
            for t in following[:2]
            if re.search(r"(?:é|i|u|s|t)(?:e?s?)$", t.lower) and t.pos in ("VERB", "ADJ", "AUX", "NOUN")
        ]
    if parts and parts[0].lower == "été":
        return next((t for t in parts[1:] if t.pos == "VERB"), None)
    if not parts or (being and not is_reflexive(analysis, verb) and parts[0].lemma not in conditional_words("moved")):
        return None
    return parts[0]


def follows_que(analysis: Analysis, verb: Token) -> bool:
    """Whether the verb stands in a clause after *que*, where the conditional may be the future of the past."""
    return any(t.lower in ("que", "qu'", "dont", "où") for t in analysis.tokens[max(0, verb.index - 8) : verb.index])


def is_reflexive(analysis: Analysis, verb: Token) -> bool:
    """Whether *se* stands before a verb."""
    return verb.index > 0 and analysis.tokens[verb.index - 1].lower in ("se", "s'")
