"""Names that changed places: who follows whom, who beats whom, where a journey leads."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from tqcheck.lexicon import listed, load
from tqcheck.rules.context import Context
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
_AROUND = re.compile(rf"(?<![\w-])({_NAME}) ((?:[a-zà-ÿ'-]+ ){{1,4}})({_NAME})")
_MUTUAL = frozenset(
    "être rencontrer épouser marier affronter croiser rejoindre fréquenter côtoyer retrouver manquer plaire appartenir comme"
    " suivre précéder égaler représenter ressembler devenir rester sembler paraître nommer appeler baptiser concerner".split()
)
"""Verbs that say the same with their names about, or whose English has the names the other way."""

_NOT_ACTIVE = frozenset(
    "by who whom whose which that and or was were been being is are be got of as with than not to from against".split()
)
"""English words between two names that make them other than subject and object of an active verb."""


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
    """
    for french, english in _VERBS:
        for source in re.finditer(rf"({_NAME}) {french} ({_NAME})", context.source.plain):
            target = re.search(rf"({_NAME}) {english} ({_NAME})", context.target.plain)
            if target and _last(target[1]) == _last(source[2]) and _last(target[2]) == _last(source[1]):
                yield _swapped(source, target)
    yield from _around_verb(context)
    source_way, target_way = _FROM_TO.search(context.source.plain), _WAY.search(context.target.plain)
    if source_way and target_way and _reversed(source_way.groups(), target_way.groups()):
        yield _swapped(source_way, target_way)
    source_to, target_to = _TO.search(context.source.plain), _TOWARDS.search(context.target.plain)
    if source_to and target_to and _is_detour(context, source_to[1], target_to[1]):
        yield _swapped(source_to, target_to)


def _around_verb(context: Context) -> Iterator[Match]:
    """Two names that stand right before and after a verb, the other way round in an active clause of the target."""
    for source in _AROUND.finditer(context.source.plain):
        between = context.source.between(Span(*source.span(2)))
        verb = between[-1] if between else None
        words = {token.lemma for token in between} | {token.lower for token in between}
        if verb is None or verb.pos != "VERB" or words & (_MUTUAL | {"par", "que", "qu'", "et", "ou", "se", "s'"}):
            continue
        for target in _AROUND.finditer(context.target.plain):
            plain = not _NOT_ACTIVE & set(target[2].split())
            if plain and _last(target[1]) == _last(source[3]) and _last(target[3]) == _last(source[1]):
                yield _swapped(source, target)


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
