"""The French conditional: which verbs stand in it, whether it is a past one, and whether a condition explains it."""

from __future__ import annotations

import functools
import re

from tqcheck.lexicon import load
from tqcheck.rules.analysis import Analysis, Token
from tqcheck.rules.context import Context
from tqcheck.rules.noun_kinds import words_of_kind
from tqcheck.text.lemmas import lemma

_EXPLAINED = re.compile(
    "|".join(
        (
            # a condition in other words
            r"\bs'ils?\b|à (?:sa|leur|votre|notre|ma|ta) place|en temps normal|^avec |à (?:l'en |en )?juger",
            # a remark on what might be
            r"qui (?:aurait|eût) cru|on (?:aurait|dirait)|ce qui |cela |ça |\bc'(?:aurait|eût|est)|\bce (?:serait|n'(?:aurait|est))",
            r"aurait (?:pu|dû|fallu|valu|voulu|aimé|souhaité|préféré)|auraient (?:pu|dû|voulu|aimé|souhaité|préféré)",
            r"aurai(?:t|ent) (?:\w+ )?gagné à",
            # another time
            r"\b(?:ans?|années?|décennies?|siècles?) (?:plus tôt|auparavant)|\b(?:naguère|jadis|autrefois|hier encore|en d'autres temps)\b",
            r"\bencore (?:\w+ )?il y a|dans (?:d'autres|de telles|ces) (?:circonstances|conditions)|dans un (?:autre )?monde",
            # what anybody would have done or thought, and how surely
            r"aurai(?:t|ent) (?:volontiers|plutôt|mieux|sûrement|certainement|forcément|sans doute|probablement|évidemment|bien (?:sûr|\w+[éiu]\b))",
            r"selon toute (?:probabilité|vraisemblance)|sans (?:aucun|nul) doute|\bà coup sûr\b|\bcomme (?:l'|le |la )?(?:\w+ ){0,3}aurai(?:t|ent)\b",
            r"\b(?:un autre|une autre|tout autre|n'importe (?:quel|qui)\w*|beaucoup|bien des|plus d'un|quiconque) (?:\w+ ){0,2}?aurai(?:t|ent)\b",
            r"aurai(?:t|ent) été (?:\w+ment )?(?:plus|encore|bien|mieux|trop|si|moins|tout aussi|im?possible|facile|difficile|préférable|inutile|utile|"
            r"logique|normale?|judicieu\w+|souhaitable|im?pensable|inconcevable|inimaginable|déçue?s?|heureu\w+|ravie?s?|fi[eè]re?s?|contente?s?|"
            r"surprise?s?|étonnée?s?|absurde|ridicule|suffisante?s?|nécessaire|idéale?|parfaite?|bon|bonne|triste|tentant)\b",
            r"\b(?:la plupart|la majorité|tout le monde|chacun|les gens|personne|nul) (?:[\w']+ ){0,3}?(?:n')?aurai(?:t|ent)\b|\bn'aurai(?:t|ent) jamais\b",
            # how old the dead would be
            r"\baurait (?:eu|fêté|célébré|atteint) [^,.;]{0,30}\bans\b",
            # a condition in a gerund, an instead, another person's
            r"\Aen \w+ant\b|au lieu d|plutôt que d|\b(?:j'aurais|je serais|nous aurions|nous serions|vous auriez|vous seriez)\b|\b(?:eût|fût)\b",
            # a plan
            r"projet (?:de|d')|proposition|scénario|réforme|plan ",
        )
    ),
    re.IGNORECASE,
)
"""What makes a conditional real beside the words of the list: a condition in other words, a remark on what might be, a plan."""

_AT_PRESENT = re.compile(
    r"\bserai(?:t|ent) (?:(?:toujours|encore|déjà|actuellement|même) )?(?:en (?:fuite|cavale|garde à vue|détention|prison|vie|soins|"
    r"pourparlers|discussions?|négociations?|contact|possession)|aux mains|à l'origine|derrière|sur le point|à bord|au courant|"
    r"l'œuvre|le fait d|l[ei]s? auteurs?|l'auteure?|d'origine|de nationalité|porté\w* disparu|sain\w* et sauf)\b|"
    r"\bserai(?:t|ent) (?:toujours|encore|actuellement) (?:dans|à|au|aux|sur|chez|en)\b|"
    r"\bserai(?:t|ent) (?:toujours|encore|actuellement|déjà) (?!plus|moins|mieux|trop|bien|un|pas|possible|temps|loin|permis)\w+(?:é|i|u|is|it|ert)e?s?\b",
    re.IGNORECASE,
)
"""States and deeds that no condition would bring about: *serait en fuite*."""
BEING = frozenset(("serait", "seraient"))
_MEASURES = frozenset(
    "compter élever dépasser avoisiner contenir peser mesurer abriter disposer détenir posséder réunir totaliser employer héberger regrouper".split()
)
_AMOUNT = re.compile(
    r" (?:à )?(?:encore |déjà |aujourd'hui |désormais )?(?:quelque |environ |près de |plus de |moins de |au moins |entre |pas moins de |une |un )?"
    r"(?:\d[\d .,]*|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|trente|quarante|cinquante|cent|mille|plusieurs|\w+aine|millions?|milliers?)\b"
)
"""What stands after a verb of measure that gives an amount somebody has told."""
_SOMETIMES_STATES = frozenset("trouver compter travailler vivre agir préférer".split())
"""Verbs that tell a state only with *se* or beside a source."""


@functools.cache
def conditional_words(kind: str) -> frozenset[str]:
    """Words of one kind: condition, under-inquiry, result, state, predicate, moved (verbs whose past takes *être*)."""
    return frozenset(next(row["words"] for row in load("hearsay") if row["kind"] == kind).split())


def is_explained(context: Context) -> bool:
    """Whether a condition stands in the segment, or closes the one before."""
    words = {t.lemma for t in context.source.tokens if not t.lower.endswith("ant")}  # "préférant rester" sets none
    if not words.isdisjoint(conditional_words("condition")) or _EXPLAINED.search(context.source.plain):
        return True
    before = context.previous
    return before is not None and "si" in before.source.lemmas


_PLANNED = re.compile(
    r"\b(?:projets?|plans?|propositions?|scénarios?|réformes?|hypothèses?|idées?|maquettes?|prévoi\w+|envisag\w+|imagin\w+|souhait\w+|propos\w+|"
    r"permettrai\w+|pourrai\w+|future?s?|nouve\w+|rêv\w+|voudrai\w+)\b",
    re.IGNORECASE,
)


def is_planned(context: Context) -> bool:
    """Whether the segment or the one before speaks of a plan, whose parts a conditional lists: *le musée abriterait ...*."""
    reach = [context, *context.preceding(1)]
    return any(_PLANNED.search(c.source.plain) for c in reach)


def in_reported_clause(analysis: Analysis, verb: Token) -> bool:
    """Whether a verb of speech or thought with *que* stands before: a conditional after it is the future of its past."""
    tokens = analysis.tokens[: verb.index]
    places = [t.index for t in tokens if t.lower in ("que", "qu'")]
    speech = words_of_kind("speech")
    return any(
        not speech.isdisjoint({word for t in tokens[max(0, i - 3) : i] for word in (t.lemma, lemma(t.text, "fr"))})
        for i in places
    )


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
    base = lemma(form, "fr")
    imperfect = base in (stem + "er", stem + "ir", stem + "re", stem + "cer", stem + "ger") or base == form
    return not imperfect or stem in (token.lemma, token.lemma.removesuffix("e")) or "Cnd" in token.morph


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


def is_denied(analysis: Analysis, verb: Token) -> bool:
    """Whether *pas* follows a verb: what would not have happened is told of conditions more often than by hearsay."""
    return [t.lower for t in analysis.tokens[verb.index + 1 : verb.index + 2]] == ["pas"]


def follows_que(analysis: Analysis, verb: Token) -> bool:
    """Whether the verb stands in a clause after *que*, where the conditional may be the future of the past."""
    return any(t.lower in ("que", "qu'", "dont", "où") for t in analysis.tokens[max(0, verb.index - 8) : verb.index])


def is_reflexive(analysis: Analysis, verb: Token) -> bool:
    """Whether *se* stands before a verb."""
    return verb.index > 0 and analysis.tokens[verb.index - 1].lower in ("se", "s'")


def tells_a_state(source: Analysis, verb: Token, named: bool) -> bool:
    """Whether a present conditional tells what is said to be going on."""
    if verb.lemma in conditional_words("result"):
        return False
    if verb.lemma in _MEASURES and _AMOUNT.match(source.plain, verb.end):
        return True
    if not {verb.lemma, lemma(verb.text, "fr")}.isdisjoint(conditional_words("state")):
        return named or verb.lemma not in _SOMETIMES_STATES or is_reflexive(source, verb)
    being = verb.lower in BEING
    if being and _AT_PRESENT.match(source.plain, verb.start):
        return True
    following = [t.lower for t in source.tokens[verb.index + 1 : verb.index + 2]]
    if being and not conditional_words("accused").isdisjoint(following):
        return True
    if being and following and following[0] in ("un", "une", "le", "la", "l'", "des"):
        return source.tokens[max(0, verb.index - 1)].lemma in conditional_words("under-inquiry")
    return named and (not being or not conditional_words("predicate").isdisjoint(following))
