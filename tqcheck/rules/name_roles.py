"""Names that changed places: who follows whom, who beats whom, where a journey leads."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator

from tqcheck.lexicon import listed, load
from tqcheck.rules.context import Context
from tqcheck.rules.name_forms import english_forms
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

_NAME = r"(?:[A-ZÀ-Ý][\w'-]+)(?: (?:de |du |d'|van |von |al-)?[A-ZÀ-Ý][\w'-]+)*"

_VERBS = (
    (
        r"(?:a |ont |avait |va )?succéd\w+ à",
        r"(?:has |have |had |will )?(?:succeed\w*|replac\w+|tak\w+ over from|took over from)",
    ),
    (
        r"(?:a |ont |avait |va )?remplac\w+",
        r"(?:has |have |had |will )?(?:succeed\w*|replac\w+|tak\w+ over from|took over from)",
    ),
    (r"(?:a |ont |avait )?batt[ue]\w*", r"(?:has |have |had )?(?:beat|beats|beaten|defeat\w*)"),
    (r"(?:a |ont |avait )?vainc\w+", r"(?:has |have |had )?(?:beat|beats|beaten|defeat\w*)"),
    (r"(?:a |ont |avait )?devanc\w+", r"(?:has |have |had )?(?:beat|beats|beaten|edged out|outstrip\w*|overt[ao]\w+)"),
    (r"(?:a |ont |avait )?rachet\w+", r"(?:has |have |had )?(?:bought|buys?|acquir\w+|t[ao]k\w+ over|took over)"),
    (r"(?:a |ont |avait )?accus\w+", r"(?:has |have |had )?accus\w+"),
)
"""Verbs that set one name over another, with their English in the active voice."""

_TO = re.compile(
    rf"(?:se rendre|se rend|s'est rendue?|partir|s'envoler|rejoindre|gagner) (?:à |pour |en |vers )?({_NAME})"
)
_TOWARDS = re.compile(rf"(?:travel|go|head|fly|mov|leav)\w* (?:on )?(?:to|for) ({_NAME})")

_FROM_TO = re.compile(rf"\b(?:de|d'|depuis) ?({_NAME}) (?:à|vers|jusqu'à|pour) ({_NAME})")
_WAY = re.compile(rf"\bfrom ({_NAME}) (?:to|towards?|for) ({_NAME})")
_LEFT = re.compile(rf"\bquitt\w+ ({_NAME}) pour (?:[a-zà-ÿ'-]+ ){{0,3}}({_NAME})")
_LEFT_FOR = re.compile(rf"\b(?:left|leaves?|leaving|quit|quits|quitting) ({_NAME}) (?:[a-z'-]+ ){{1,4}}({_NAME})")

_OFFICES = (
    ("fils", "son"), ("fille", "daughter"), ("père", "father"), ("mère", "mother"), ("neveu", "nephew"), ("oncle", "uncle"),
    ("successeur", "successor"), ("prédécesseur", "predecessor"), ("élève", "pupil|student"), ("disciple", "disciple"),
    ("adjointe?", "deputy"), ("avocate?", "lawyer|attorney"), ("filiale", "subsidiary"), ("capitale", "capital"),
    ("assassin|meurtrier|meurtrière", "murderer|killer|assassin"), ("patronne?", "boss|head"), ("province", "province"),
)  # fmt: skip
"""What one is of another: nobody is both his father's son and his father's father."""

_ARTICLES = ("la", "le", "les", "l'", "à", "au", "aux")
_CLAUSE = re.compile(rf"(?<![\w-])(?:[Ll](?:a|es?) |[Ll]')?({_NAME}) ((?:[a-zà-ÿ'-]+ ){{1,5}}(?:l')?)({_NAME})")
_ENGLISH_CLAUSE = re.compile(rf"(?<![\w-])(?:[Tt]he )?({_NAME}) ((?:[a-z'-]+ ){{1,5}})({_NAME})")
_MUTUAL = frozenset(
    "être rencontrer épouser marier affronter croiser rejoindre fréquenter côtoyer retrouver manquer plaire appartenir comme"
    " suivre précéder égaler représenter ressembler devenir rester sembler paraître nommer appeler baptiser concerner"
    " recevoir accueillir vendre acheter louer céder perdre hériter devoir opposer lier relier border jouxter toucher côtoyer"
    " craindre redouter inquiéter effrayer surprendre étonner préoccuper agacer irriter séduire fasciner intéresser inspirer"
    " rapprocher distinguer séparer unir associer allier comparer jumeler falloir valoir coûter échapper avoir".split()
)
"""Verbs that say the same with their names about, or whose English has the names the other way."""

_NOT_ACTIVE = frozenset(
    "by who whom whose which that and or of as with than not to from against in on at for over before after about between into"
    " through because while when if like was were been being is are be got but nor so until since near under upon toward"
    " towards where though although then also both either neither".split()
)
"""English words between two names that make them other than subject and object of an active verb."""

_BE = frozenset("was were been being is are be got".split())


@rule("E109", "swapped-names", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def swapped_names(context: Context) -> Iterator[Match]:
    """Two names that changed places.

    ## What it does
    Compares who stands before and who after a verb that sets one over the other (*succéder*, *battre*, *racheter*, *accuser*), both in the active
    voice, who stands before and after any other verb that takes its object right away, and where a journey begins and leads.

    ## Why is this bad?
    Every word is right, and the sentence says the contrary.

    ## Example
    `Marie Dubreuil a succédé à Paul Kerviel.` => `Paul Kerviel succeeded Marie Dubreuil.`

    ## Use instead
    `Marie Dubreuil succeeded Paul Kerviel.`

    ## References
    MQM accuracy/mistranslation.

    ## Cases
    Wrong: Marie Dubreuil a succédé à Paul Kerviel. => Paul Kerviel succeeded Marie Dubreuil.
    Wrong: Elle l'a vu à Cracovie, avant de se rendre à Tallinn. => She saw him in Tallinn before travelling to Cracovie.
    Wrong: Le convoi ira de Varsovie à Kiev. => The convoy will go from Kyiv to Warsaw.
    Wrong: Kerviel soupçonne Dubreuil depuis mai. => Dubreuil has suspected Kerviel since May.
    Okay: Le convoi ira de Varsovie à Kiev. => The convoy will go from Warsaw to Kyiv.
    Okay: Kerviel épousera Dubreuil en mai. => Dubreuil will marry Kerviel in May.
    Okay: Kerviel soupçonne Dubreuil depuis mai. => Dubreuil has been suspected by Kerviel since May.
    Okay: Marie Dubreuil a succédé à Paul Kerviel. => Marie Dubreuil has taken over from Paul Kerviel.
    Okay: Marie Dubreuil a succédé à Paul Kerviel. => Paul Kerviel was succeeded by Marie Dubreuil.
    Okay: Lens a battu Metz. => Lens beat Metz.
    Wrong: L'Allemagne a battu la France en finale. => France beat Germany in the final.
    Wrong: Kerviel a été remplacé par Dubreuil. => Dubreuil was replaced by Kerviel.
    Wrong: La Russie menace l'Ukraine. => Ukraine is threatening Russia.
    Wrong: Kerviel est le fils de Dubreuil. => Dubreuil is the son of Kerviel.
    Wrong: Elle a quitté Lens pour s'installer à Metz. => She left Metz to settle in Lens.
    Okay: Kerviel est le fils de Dubreuil. => Kerviel is Dubreuil's son.
    Okay: Kerviel est le fils de Dubreuil. => Dubreuil is the father of Kerviel.
    Okay: Kerviel a été remplacé par Dubreuil. => Dubreuil replaced Kerviel.
    Okay: L'Allemagne accueille la Pologne. => Poland is playing Germany.
    Okay: La France a perdu contre l'Italie. => Italy beat France.
    """
    for french, english in _VERBS:
        for source in re.finditer(rf"({_NAME}) {french} ({_NAME})", context.source.plain):
            target = re.search(rf"({_NAME}) {english} ({_NAME})", context.target.plain)
            if target and _last(target[1]) == _last(source[2]) and _last(target[2]) == _last(source[1]):
                yield _swapped(source, target)
    yield from _around_verb(context)
    yield from _offices(context)
    for french_way, english_way in ((_FROM_TO, _WAY), (_LEFT, _LEFT_FOR)):
        source_way, target_way = french_way.search(context.source.plain), english_way.search(context.target.plain)
        if source_way and target_way and _reversed(source_way.groups(), target_way.groups()):
            yield _swapped(source_way, target_way)
    source_to, target_to = _TO.search(context.source.plain), _TOWARDS.search(context.target.plain)
    if source_to and target_to and _is_detour(context, source_to[1], target_to[1]):
        yield _swapped(source_to, target_to)


def _around_verb(context: Context) -> Iterator[Match]:
    """Two names of which one acts on the other: who does and who suffers it have changed places in the target."""
    sources = [(found, roles) for found in _CLAUSE.finditer(context.source.plain) if (roles := _roles(found, context))]
    targets = [(found, _english_roles(found)) for found in _ENGLISH_CLAUSE.finditer(context.target.plain)]
    for (source, (agent, patient)), (target, roles) in itertools.product(sources, targets):
        if roles and _are_same(agent, roles[1]) and _are_same(patient, roles[0]) and not _are_same(agent, patient):
            yield _swapped(source, target)


def _offices(context: Context) -> Iterator[Match]:
    """Who is what of whom, the other way round in the target."""
    for french, english in _OFFICES:
        source = re.search(
            rf"({_NAME})(?:,| est| était)(?: la| le| l'| l’| une?)? ?(?:{french}) (?:de |du |d'|de la |de l')({_NAME})",
            context.source.plain,
        )
        target = source and re.search(
            rf"({_NAME})(?:,| is| was)(?: the| an?)? (?:{english}) of (?:the )?({_NAME})", context.target.plain
        )
        if source and target and _are_same(source[1], target[2]) and _are_same(source[2], target[1]):
            yield _swapped(source, target)


def _roles(clause: re.Match[str], context: Context) -> tuple[str, str] | None:
    """Who acts and who suffers it in a French clause; None where no verb says so, or one that English may turn about."""
    between = context.source.between(Span(*clause.span(2)))
    while between and between[-1].lower in _ARTICLES:
        between = between[:-1]
    passive = bool(between) and between[-1].lower == "par"
    verb = between[-2] if passive and len(between) > 1 else between[-1] if between else None
    words = {token.lemma for token in between} | {token.lower for token in between}
    is_verb = verb is not None and (verb.pos == "VERB" or (len(between) == 1 and verb.pos == "NOUN"))
    if not is_verb or words & {"que", "qu'", "et", "ou", "se", "s'", "ne", "n'"}:
        return None
    if (words - {"être", "avoir"} if passive else words - {"avoir", "a", "ont"}) & _MUTUAL or (
        "par" in words
    ) != passive:
        return None
    return (clause[3], clause[1]) if passive else (clause[1], clause[3])


def _english_roles(clause: re.Match[str]) -> tuple[str, str] | None:
    words = clause[2].split()
    if words[-1] == "the":
        words = words[:-1]
    if len(words) > 1 and words[-1] == "by" and _BE & set(words) and not (_NOT_ACTIVE - _BE - {"by"}) & set(words):
        return clause[3], clause[1]
    excluded = _NOT_ACTIVE - _BE if words and words[-1].endswith("ing") else _NOT_ACTIVE
    return (clause[1], clause[3]) if words and not excluded & set(words) else None


def _are_same(french: str, english: str) -> bool:
    """Whether two names are one, as written, by their last word or by an English form of our lists."""
    if _last(french) == _last(english):
        return True
    forms = english_forms().get(french.lower().removesuffix("'s"), "")
    return english.removesuffix("'s").lower() in listed(forms)


def _reversed(source: tuple[str, ...], target: tuple[str, ...]) -> bool:
    """Whether two places of the source stand the other way round in the target, under any of their names."""
    return source[0] != source[1] and all(
        english in (french, *(form for name, forms in _forms() if name == french for form in forms))
        for french, english in zip(source, reversed(target), strict=True)
    )


def _last(name: str) -> str:
    return name.split()[-1].removesuffix("'s")


def _is_detour(context: Context, source: str, target: str) -> bool:
    """Whether the journey leads elsewhere, while its end is named in another place of the target."""
    if source == target or source not in context.target.plain:
        return False
    english = {form for name, forms in _forms() if name in source for form in forms}
    return (
        target not in english
        and _is_named(target, context.source.plain)
        and len(_TO.findall(context.source.plain)) == 1
    )


def _is_named(english: str, source: str) -> bool:
    """Whether the source has a name as it is or under its French form."""
    return english in source or any(english in forms and name in source for name, forms in _forms())


@functools.cache
def _forms() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The listed places with all their English forms."""
    rows = (*load("exonyms"), *load("transliterations"))
    return tuple((row["french"], listed(row["english"])) for row in rows if row["kind"] in ("place", "region"))


def _swapped(source: re.Match[str], target: re.Match[str]) -> Match:
    return Match(
        message=f"'{target.group()}' changes the names of '{source.group()}' about",
        target=Span(*target.span()),
        source=Span(*source.span()),
        confidence=0.85,
    )
