"""Whether a French acronym is what it looks like: Ong is a surname, Otan a party, ALENA a given name in capitals."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from tqcheck.lexicon import load
from tqcheck.lexicon.names import Name
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.name_forms import plain

NAMESAKE = 2.0
"""Zipf frequency in English from which the letters of an acronym are likely to be a word, a name or another acronym too."""

DETERMINERS = frozenset(
    "le la les l' un une des du au aux ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes d' plusieurs quelques"
    " certaines certains autres deux trois quatre cinq six sept huit neuf dix toute toutes chaque aucun aucune quelle quelles (".split()
)
"""What stands before an acronym and hardly ever before a person or a firm."""


PREPOSITIONS = frozenset(("de", "à", "en", "par", "contre", "hors", "sans", "selon"))
"""What may stand before an acronym without its article (*deux points de PIB*), and before a name too."""

COMMON_NAMESAKE = 2.4
"""Zipf frequency in English from which a preposition before the acronym is not evidence enough."""


def is_meant(context: Context, name: Name, source: Sequence[Token], target: Sequence[Token]) -> bool:
    """Whether an acronym that stands on both sides is the listed one: always, where nothing else is written so.

    Where something is, an article must stand before it in the source and no name beside it, or its words in the document.
    """
    if not _has_namesake(name.french):
        return True
    if _spelled_out(context, name.french):
        return True
    alone = not (_beside_name(context.source.tokens, source) or _beside_name(context.target.tokens, target))
    index = source[0].index
    before = context.source.tokens[index - 1].lower if index else ""
    told = before in PREPOSITIONS and not _has_namesake(name.french, COMMON_NAMESAKE)
    return alone and (told or _is_determined(context.source.tokens, index))


@functools.lru_cache(maxsize=1024)
def _has_namesake(form: str, least: float = NAMESAKE) -> bool:
    from wordfreq import zipf_frequency

    return form.istitle() or zipf_frequency(form, "en") >= least


def _is_determined(tokens: Sequence[Token], index: int) -> bool:
    """Whether an article, a numeral or the like stands before the acronym, an adjective between them perhaps."""
    before = [token.text for token in reversed(tokens[max(index - 2, 0) : index])]
    first = before[0].lower() if before else ""
    return first in DETERMINERS or (
        len(before) > 1 and before[0].islower() and before[0].isalpha() and before[1].lower() in DETERMINERS
    )


def _beside_name(tokens: Sequence[Token], place: Sequence[Token]) -> bool:
    """Whether a capitalised word stands right beside: Ong Keng Sen, Nur Otan; the first word of a sentence does not count."""
    first, end = place[0].index, place[-1].index + 1
    after = tokens[end] if end < len(tokens) else None
    before = tokens[first - 1] if first > 1 else None
    return any(token is not None and token.text.istitle() and token.text.isalpha() for token in (before, after))


def _spelled_out(context: Context, acronym: str) -> bool:
    """Whether most long words that an acronym stands for are in the source document."""
    known = context.document.memory.setdefault("names.spelled_out", {})
    if isinstance(known, dict) and acronym in known:
        return bool(known[acronym])
    text = " ".join(plain(other.source.text) for other in context.document.contexts)
    found = any(all(word in text for word in words) for words in _expansions().get(acronym, ()) if words)
    if isinstance(known, dict):
        known[acronym] = found
    return found


@functools.cache
def _expansions() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The beginnings of the long words that each French acronym stands for, an expansion each."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for row in load("acronyms"):
        words = tuple(word[:6] for word in plain(row["expansion_fr"]).split() if len(word) > 4)
        table.setdefault(row["french"], []).append(words)
    return {acronym: tuple(found) for acronym, found in table.items()}
