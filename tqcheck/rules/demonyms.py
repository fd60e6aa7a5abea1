"""French names of inhabitants that stayed French: the Niçois, the Lillois mayor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context

_ENDING = re.compile(r".{2,}(?:ois|oises?|ais|aises?|iens|iennes?|éens|éennes?)$")
_PLURAL_ARTICLES = frozenset(("les", "des", "aux", "ces", "ses", "nos"))
_BEFORE = frozenset(
    "the some many these those two three four five six seven eight nine ten of and most all few for by".split()
)
_KEPT = frozenset(
    "québécois québécoise québécoises lyonnaise niçoise béarnaise bordelaise bourgeois bourgeoise bourgeoises valois françois"
    " françoise blois illinois iroquois dubois langlois calais marais palais beauvais rabelais gervais relais brabançonne"
    " seychellois seychelloise gabonais gabonaise beaujolais charolais charolaise vaudois polonaise marseillaise française"
    " mayonnaise dauphinois dauphinoise mahorais mahoraise courtois benois artois gâtinais bessin delaunois anjouais"
    " parmentier lyonnais cévennes comédiens gardiens julienne adrienne lucienne vivienne fabienne étienne guyenne ardennes"
    " chaise thaïs gaulois bois anglaise".split()
)
"""Forms that English has too, or that are surnames, given names and French brands."""


def french_demonyms(context: Context) -> Iterator[tuple[Token, Token]]:
    """Source and target tokens of a demonym that English keeps in its French form."""
    for token in context.target.tokens:
        lower = token.text.lower()
        if not token.text.istitle() or not _ENDING.fullmatch(lower) or lower in _KEPT or _is_english(lower):
            continue
        source = next((t for t in context.source.tokens if t.text.lower() == lower and _is_demonym(t, context)), None)
        if source and _in_english_prose(token, context):
            yield source, token


def _is_demonym(token: Token, context: Context) -> bool:
    """An adjective in small letters, or a plural noun with its article; not what begins or ends a longer name."""
    tokens = context.source.tokens
    before = tokens[token.index - 1] if token.index else None
    after = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    if token.text.islower():
        return token.pos in ("ADJ", "NOUN")
    alone = after is None or not after.text[:1].isupper()
    return before is not None and before.lower in _PLURAL_ARTICLES and alone and token.text.endswith("s")


def _in_english_prose(token: Token, context: Context) -> bool:
    before = context.target.tokens[token.index - 1] if token.index else None
    after = context.target.tokens[token.index + 1 : token.index + 2]
    follows = before is None or before.lower in _BEFORE or before.text.isdigit() or before.lower in ("a", "an")
    return follows and not (after and after[0].text[:1].isupper())


def _is_english(lower: str) -> bool:
    from wordfreq import zipf_frequency

    return zipf_frequency(lower, "en") >= 2.6
