"""Source terms that come again in a document: names of one word or several, and uncommon nouns."""

from __future__ import annotations

import enum
import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context, DocumentContext

LINKS = frozenset("de du des d' la le l' les à au aux pour sur et of the for and".split())
MOST_TOKENS = 7
NOUN_TIMES = 3
"""A common noun is a term from so many segments on."""

EVERYDAY = 4.4
"""Zipf frequency from which on a noun is everyday language, which good translators vary."""


FAMILIAR = 4.2
"""Zipf frequency from which on a capitalised word is more likely a common word than a name."""


class Kind(enum.Enum):
    """What sort of term it is: a name of one word or of several, or a noun."""

    NAME = "name"
    LONG_NAME = "long name"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Place:
    """One occurrence: the bead and the source tokens."""

    context: Context
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term and where it stands, in two beads at least."""

    kind: Kind
    places: tuple[Place, ...]

    @property
    def text(self) -> str:
        """The term as it stands first."""
        place = self.places[0]
        return place.context.source.text[place.tokens[0].start : place.tokens[-1].end]


def candidates(document: DocumentContext) -> Iterator[Candidate]:
    """The repeated terms of a document."""
    long_names: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    names: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    nouns: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for context in document.contexts:
        if not context.bead.source or not context.bead.target:
            continue
        for tokens in _long_names(context.source.tokens):
            long_names[tuple(token.lower for token in tokens)].append(Place(context, tokens))
        for token in context.source.tokens:
            if _is_name(token, context.source.tokens) and not _known(token.lower, document.source_lang):
                names[(token.lower,)].append(Place(context, (token,)))
            elif token.pos == "NOUN" and token.text.islower() and len(token.text) > 3:
                nouns[(token.lemma,)].append(Place(context, (token,)))
    yield from _repeated(_longest_repeated(long_names), Kind.LONG_NAME, 2)
    yield from _repeated(names, Kind.NAME, 2)
    uncommon = {key: places for key, places in nouns.items() if not _everyday(key[0], document.source_lang)}
    yield from _repeated(uncommon, Kind.NOUN, NOUN_TIMES)


def _repeated(found: dict[tuple[str, ...], list[Place]], kind: Kind, times: int) -> Iterator[Candidate]:
    for places in found.values():
        once = tuple({place.context.index: place for place in reversed(places)}.values())[::-1]
        if len(once) >= times:
            yield Candidate(kind, once)


def _is_name(token: Token, tokens: Sequence[Token]) -> bool:
    """A capitalised word inside a sentence; at its beginning, and in capitals throughout, that tells nothing."""
    return len(token.text) > 3 and token.text[0].isupper() and token.text[1:].islower() and not _opens(token, tokens)


def _opens(token: Token, tokens: Sequence[Token]) -> bool:
    before = tokens[token.index - 1] if token.index else None
    return before is None or not any(character.isalnum() for character in before.text)


def _long_names(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Every beginning of every noun phrase that holds a capital: "Cour des comptes", "ministère de la Justice"."""
    for start in tokens:
        if not start.is_word or start.lower in LINKS or not _nominal(start):
            continue
        phrase: list[Token] = [start]
        for token in tokens[start.index + 1 : start.index + MOST_TOKENS]:
            if not (_nominal(token) or token.lower.replace("’", "'") in LINKS):
                break
            phrase.append(token)
            content = [one for one in phrase if one.lower not in LINKS]
            if len(content) > 1 and token is content[-1] and any(_named(one, tokens) for one in content):
                yield tuple(phrase)


def _named(token: Token, tokens: Sequence[Token]) -> bool:
    return token.text[0].isupper() and not _opens(token, tokens)


def _nominal(token: Token) -> bool:
    """A noun, a name or an adjective; without a parse, a capitalised word."""
    return token.pos in ("NOUN", "PROPN", "ADJ") if token.pos else token.text[:1].isupper()


def _longest_repeated(found: dict[tuple[str, ...], list[Place]]) -> dict[tuple[str, ...], list[Place]]:
    """At every place the longest phrase that comes again; a phrase inside it does not count there."""
    kept: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    taken: set[tuple[int, int]] = set()
    for key in sorted(found, key=lambda one: (-len(one), one)):
        places = found[key]
        if len({place.context.index for place in places}) < 2:
            continue
        for place in places:
            cells = {(place.context.index, token.index) for token in place.tokens}
            if not cells & taken:
                taken |= cells
                kept[key].append(place)
    return kept


def _known(word: str, lang: str) -> bool:
    """Whether a capitalised word is likely one of the language: part of a name such as "Ligue des champions"."""
    return _frequency(word, lang) >= FAMILIAR


def _everyday(word: str, lang: str) -> bool:
    return _frequency(word, lang) >= EVERYDAY


@functools.lru_cache(maxsize=16384)
def _frequency(word: str, lang: str) -> float:
    """On the Zipf scale; a language without a list has no rare words."""
    from wordfreq import zipf_frequency

    try:
        return float(zipf_frequency(word, lang))
    except LookupError:
        return 8.0
