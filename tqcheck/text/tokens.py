"""Word tokens and normalising, both safe for offsets and for any language; no model, no heavy import."""

from __future__ import annotations

import functools
import re
import sys
import unicodedata

from tqcheck.text.language import load_language
from tqcheck.types import Span

#: What stands elided before a word, by language.
_ELISIONS = {
    "fr": r"(?<!\w)(?i:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu)['’](?=\w)",
    **dict.fromkeys(("it", "ca", "oc"), r"(?<!\w)[^\W\d_]+['’](?=\w)"),
}
_POSSESSIVE = re.compile(r"['’][sS]$")
_HARD_SPACES = "\u00a0\u2007\u2009\u202f"
_HAN = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc"

_SAME_LENGTH = {
    **dict.fromkeys(map(ord, "‘’‚‛ʼ＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟＂"), '"'),
    **dict.fromkeys(map(ord, "‐‑"), "-"),
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **dict.fromkeys((0xA0, 0x202F, 0x205F, 0x3000), " "),
}


def normalise(text: str) -> str:
    """Write curly quotes straight, no-break hyphens as hyphens and typographic spaces as spaces.

    The result has the length of ``text``: one character stands for one, so that offsets hold.
    """
    return text.translate(_SAME_LENGTH)


@functools.cache
def _combining() -> str:
    """The combining marks as the inside of a character class: ``re`` does not count them as letters."""
    ranges: list[str] = []
    begun: int | None = None
    for code in range(0x300, min(0x1E950, sys.maxunicode)):
        mark = unicodedata.category(chr(code)) in {"Mn", "Mc"}
        if mark and begun is None:
            begun = code
        elif not mark and begun is not None:
            ranges.append(f"{chr(begun)}-{chr(code - 1)}")
            begun = None
    return "".join(ranges)


def _number(code: str) -> str:
    """The pattern of a number; French also groups thousands with the plain space."""
    group = _HARD_SPACES + (" " if code == "fr" else "")
    return (
        rf"(?<![\d.,])\d{{1,3}}(?:[{group}]\d{{3}})+(?!\d)(?:[.,]\d+)?(?:[{group} ]?[%‰](?!\w))?"
        r"|\d{4}-\d{2}-\d{2}(?!\d)|\d+/\d+(?:/\d+)?(?!\w)"
        rf"|\d+(?:[.,:]\d+)*[ {_HARD_SPACES}]?[%‰](?!\w)"
    )


@functools.cache
def _pattern(code: str) -> re.Pattern[str]:
    language = load_language(code)
    never_end = (entry for entry, kind in language.abbreviations.items() if kind in {"title", "latin"})
    abbreviations = "|".join(map(re.escape, sorted(never_end, key=len, reverse=True)))
    letter = rf"[^\W_{_HAN}{_KANA}]"
    piece = rf"{letter}(?:{letter}|[{_combining()}\u00ad\u200c\u200d])*"
    return re.compile(
        "|".join(
            (
                r"(?:https?|ftp)://[^\s<>\"«»“”]*[\w/]|www\.[^\s<>\"«»“”]*[\w/]",
                r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
                *([_ELISIONS[code]] if code in _ELISIONS else []),
                rf"(?<!\w)(?:{abbreviations})\.(?!\w)",
                r"(?<![\w.])(?:[^\W\d_]\.-?){2,}(?!\w)",
                _number(code),
                rf"\d+(?:[.,:]\d+)*(?:{letter}+)?(?:-{piece})*",
                r"[nN]°|°[CFK]?(?!\w)|[A-Z](?:\+\+|#)(?!\w)|(?<!\w)[@#]\w+",
                # A file or host name (setup.cfg) keeps its full stops: a small letter or digit follows each.
                rf"{piece}(?:(?:[-‐‑'’&_·]|\.(?=[a-z0-9])){piece})*",
                rf"[{_HAN}]|[{_KANA}]+",
                r"\.{2,}|-{2,}|…",
                r"[^\w\s]|_+",
            )
        )
    )


def tokenize(text: str, lang: str) -> list[Span]:
    """Split ``text`` of language ``lang`` into tokens: offsets, in order, covering all but white space.

    A number with its thousands and its percent sign is one token ("1 000 000", "3,5", "20 %"), as are
    "U.S.", "Mr.", "setup.cfg", a hyphenated word and a contraction ("don't"). French "l'", "qu'" and English
    "'s" are tokens of their own; so are currency signs and marks, and each Chinese character.
    """
    code = lang.lower().replace("_", "-").split("-")[0]
    spans: list[Span] = []
    for match in _pattern(code).finditer(text):
        start, end = match.span()
        possessive = _POSSESSIVE.search(match[0]) if code == "en" else None
        if possessive is not None and possessive.start():
            middle = start + possessive.start()
            spans += (Span(start, middle), Span(middle, end))
        else:
            spans.append(Span(start, end))
    return spans
