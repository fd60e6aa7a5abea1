"""French names that English prose may hold too: where the words around them show that the French form was kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tqcheck.lexicon.names import Name, find, names_in_context
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context

Kept = tuple[Name, Sequence[Token], Sequence[Token]]

FUNCTION_WORDS = frozenset(
    "in of from to across throughout near and the around over into for between through along towards toward or via at on by"
    " with beyond outside within including like as against off under since until after before during that is was has".split()
)
"""Words after which an English writer would set the English name; a French title or company does not begin there."""

FRENCH_LINKS = frozenset("de du des d' la le les l' et au aux en sur sous à".split())
"""Words between capitalised ones that show a French title or institution, whose name may rightly stay French."""

TITLES = frozenset(
    "King Queen Emperor Prophet Saint St St. Prince Princess Pope General President Sheikh Comrade Marshal".split()
)
"""English titles after which the name of a person stands."""

SIGNS = frozenset({",", ".", ";", ":", "!", "?", ")", "(", "—", "–", "…", "'s", "’s"})


def kept_in_context(context: Context, *, acronyms: bool) -> Iterator[Kept]:
    """Names that stand on both sides in their French form, in a company that shows what they are.

    ``acronyms`` chooses between the acronyms of the list and its other names.
    """
    for name in _candidates(context):
        if (name.kind != "acronym") == acronyms:
            continue
        source = next((place for place in _places(name, context.source.tokens) if _fits(name, place, context)), None)
        for target in _places(name, context.target.tokens) if source else ():
            if source and (acronyms or _in_prose(target, context.target.tokens, bool(name.when))):
                yield name, source, target


def _candidates(context: Context) -> list[Name]:
    index = names_in_context()
    first = {token.text for token in context.target.tokens} & index.keys()
    return [name for form in sorted(first) for name in index[form]]


def _places(name: Name, tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    index = {name.parts[0]: (name,)}
    return (tokens[start:end] for _, start, end in find(index, tokens))


def _fits(name: Name, place: Sequence[Token], context: Context) -> bool:
    """Whether the source has what the list asks for: a word before the name, a word anywhere in the segment."""
    first, words = place[0].index, context.source.lemmas
    before = context.source.tokens[first - 1].lower if first else ""
    return (not name.before or before in name.before) and (not name.when or not name.when.isdisjoint(words))


def _in_prose(place: Sequence[Token], tokens: Sequence[Token], told: bool) -> bool:
    """Whether English words or signs stand on both sides of the name: it is no part of a French title or a person's name.

    ``told``: the source's words tell what it is, so that any word in small letters may stand before it.
    """
    before = tokens[place[0].index - 1] if place[0].index else None
    end = place[-1].index + 1
    after = tokens[end] if end < len(tokens) else None
    fits_before = (
        before is None
        or (told and before.text.islower() and before.lower not in FRENCH_LINKS)
        or before.lower in FUNCTION_WORDS
        or before.text in {",", "(", ":", ";"} | TITLES
    )
    return fits_before and (after is None or after.text in SIGNS or (not after.text[:1].isupper() and after.is_word))


def in_french_title(context: Context, target: Sequence[Token]) -> bool:
    """Whether the name follows a French link word that itself follows a capitalised word, or stands in quotation marks."""
    tokens, first = context.target.tokens, target[0].index
    before = tokens[first - 1] if first else None
    if before is None or before.lower not in FRENCH_LINKS:
        return before is not None and before.text in ('"', "“", "«", "'", "‘")
    return first >= 2 and (tokens[first - 2].text[:1].isupper() or tokens[first - 2].lower in FRENCH_LINKS)
