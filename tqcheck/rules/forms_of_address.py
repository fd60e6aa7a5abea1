"""Forms of address put into English word for word: *Monsieur le président*, *Sœur Emmanuelle*, *le père Garanger*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.rules.context import Context
from tqcheck.rules.registry import Match
from tqcheck.types import Span

_WITH_OFFICE = re.compile(
    r"\b(?:M\.|[Mm]onsieur|Mme|[Mm]adame|[Mm]essieurs|[Mm]esdames|MM\.|Mmes) (?:l[ea]s? |l')(?=[\w])"
)
_MISTER_THE = re.compile(
    r"\b(?:Mister|Mr\.?|Mrs\.?|Ms\.?|Miss|Sir|Sirs|Madam|Lady|Ladies|Gentlemen|Misters) the (?=[a-zA-Z])"
)

_KIN = {"père": "father", "frère": "brother", "sœur": "sister", "soeur": "sister", "mère": "mother"}
_RELIGIOUS = re.compile(
    r"(?P<article>\b(?:[Ll]e|[Ll]a|[Dd]u|[Aa]u|de la|à la) )?\b(?P<kin>[Pp]ère|[Ff]rère|[Ss](?:œ|oe)ur|[Mm]ère) (?P<name>[A-ZÀ-Ý][\w'-]+)"
)
_OF_FAMILY = re.compile(
    r"\b(?:[Mm]on|[Mm]a|[Ss]on|[Ss]a|[Tt]on|[Tt]a|[Ll]eurs?|[Nn]otre|[Vv]otre|[Uu]ne?|[Mm]es|[Ss]es|d'un|d'une|deux|trois|petite?|grande?"
    r"|jeune|demi|aînée?|beau|belle|cadette?)[ -]+$"
)


def literal_addresses(context: Context) -> Iterator[Match]:
    """The places of the target where an office or a religious title was taken word for word."""
    yield from _with_office(context)
    for title in _RELIGIOUS.finditer(context.source.plain):
        if not _OF_FAMILY.search(context.source.plain[: title.start()]):
            yield from _of_family(title, context)


def _with_office(context: Context) -> Iterator[Match]:
    """Mister the president, Mrs. the minister."""
    source = _WITH_OFFICE.search(context.source.plain)
    target = _MISTER_THE.search(context.target.plain) if source else None
    if source and target:
        yield Match(
            message=f"'{target.group().strip()}' puts '{source.group().strip()}' into English word for word",
            target=Span(target.start(), target.end() - 1),
            source=Span(source.start(), source.end()),
        )


def _of_family(title: re.Match[str], context: Context) -> Iterator[Match]:
    """A religious title that became a member of the family: her sister Emmanuelle, Garanger's father."""
    name, english = re.escape(title["name"]), _KIN[title["kin"].lower()]
    possessed = rf"\b{name}['’]s? {english}\b"
    belongs = rf"\b(?:[Hh]is|[Hh]er|[Mm]y|[Tt]heir|[Oo]ur|[Yy]our) {english} {name}\b"
    pattern = possessed if title["article"] and title["kin"].islower() else rf"{possessed}|{belongs}"
    if title["kin"].islower() and not title["article"]:
        return
    found = re.search(pattern, context.target.plain)
    if found:
        right = f"{english.capitalize()} {title['name']}"
        yield Match(
            message=f"'{title['kin']} {title['name']}' is a religious title here, no relation",
            target=Span(*found.span()),
            source=Span(*title.span()),
            suggestion=right,
        )
