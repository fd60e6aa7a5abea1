"""A text and a term as a row of pieces: words parted at blanks, hyphens and apostrophes, so that variants meet."""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tqcheck.glossary.inflection import bases
from tqcheck.text.tokens import normalise

if TYPE_CHECKING:
    from tqcheck.rules.analysis import Analysis, Token

_PIECE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+(?:[&.][^\W_]+)*(?:\+\+|#)?")
_PROTECTED = re.compile(
    r"(?:https?|ftp)://\S+|www\.\S+|\S+@\S+\.\w+|`[^`]*`|<[^<>]*>|\{[^{}]*\}|\$\w+|(?:[\w.-]+)?(?:/[\w.-]+){2,}|\w+/[\w.-]+\.\w+"
    r"|\w+(?:\.\w{2,4})?\(\)|[#@]\w+|\w*_\w+"
)
"""Addresses, code, tags, placeholders, paths and hashtags: what stands in them is no word of the text."""

_POSSESSIVE = re.compile(r"'[sS]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """One word of a text; ``hyphen`` is whether one joins it to the piece before, ``free`` whether nothing but blanks,
    hyphens and apostrophes stands between the two."""

    text: str
    start: int
    end: int
    bases: frozenset[str]
    token: Token | None = None
    hyphen: bool = False
    free: bool = True
    protected: bool = False

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.text.lower()


@functools.lru_cache(maxsize=2048)
def _spans(plain: str, lang: str) -> tuple[tuple[str, int, int], ...]:
    found = []
    for match in _PIECE.finditer(plain):
        if lang == "en" and match[0] in ("s", "S") and _POSSESSIVE.search(plain[: match.end()]):
            continue  # "the State's council" has two words that count
        found.append((match[0], match.start(), match.end()))
    return tuple(found)


def pieces_of(analysis: Analysis) -> tuple[Piece, ...]:
    """The pieces of an analysed text."""
    plain, lang = analysis.plain, analysis.lang
    shut = [match.span() for match in _PROTECTED.finditer(plain)]
    starts = [token.start for token in analysis.tokens]
    found: list[Piece] = []
    before = 0
    for word, start, end in _spans(plain, lang):
        place = bisect.bisect_right(starts, start) - 1
        token = analysis.tokens[place] if place >= 0 else None
        between = plain[before:start]
        form = word.replace(".", "") if word.isupper() else word
        found.append(
            Piece(
                form, start, end, bases(form, token, lang), token,
                hyphen=bool(found) and between == "-",
                free=bool(found) and re.fullmatch(r"(?:\s|'s?|-)*", between) is not None,
                protected=any(a < end and start < b for a, b in shut),
            )
        )  # fmt: skip
        before = end
    return tuple(found)


def words_of(term: str, lang: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """The words of a term, and for each whether a hyphen joins it to the word before."""
    plain = normalise(term)
    spans = _spans(plain, lang)
    hyphens = [i > 0 and plain[spans[i - 1][2] : start] == "-" for i, (_, start, _) in enumerate(spans)]
    return tuple(w.replace(".", "") if w.isupper() else w for w, _, _ in spans), tuple(hyphens)
