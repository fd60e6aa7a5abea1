"""What counts as one and the same name: its English forms, and its spelling whatever the language."""

from __future__ import annotations

import difflib
import functools
import re
from dataclasses import dataclass

from tqcheck.lexicon.names import acronyms, exonyms, transliterations
from tqcheck.rules.analysis import Analysis
from tqcheck.text.accents import without_accents
from tqcheck.types import Span

_FOLDS = (
    ("tch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("kh", "k"), ("dj", "j"), ("dzh", "j"), ("zh", "j"), ("ou", "u"),
    ("oo", "u"), ("w", "v"), ("ph", "f"), ("qu", "k"), ("q", "k"), ("c", "k"), ("gu", "g"), ("gh", "g"), ("th", "t"), ("ae", "e"),
    ("ya", "a"), ("ia", "a"), ("ye", "e"), ("ie", "e"), ("y", "i"), ("ts", "s"), ("tz", "s"), ("z", "s"), ("x", "ks"), ("h", ""),
    ("'", ""), ("-", ""),
)  # fmt: skip
"""What French and English spell otherwise in names from other scripts, each reduced to one writing."""


RESEMBLING = 0.6
"""Share of letters in common from which two folded names may be spellings of one."""


@dataclass(frozen=True, slots=True)
class Swapped:
    """A name of the target that stands in place of another of the source: both as written, and what to write."""

    other: str
    target: Span
    name: str
    source: Span
    right: str


@functools.cache
def english_forms() -> dict[str, str]:
    """The English forms of listed French names, all in small letters, by French name."""
    forms: dict[str, str] = {}
    for index in (exonyms(), transliterations(), acronyms()):
        for names in index.values():
            forms.update({name.french.lower(): name.english.lower() for name in names})
    return forms


def stands(name: str, analysis: Analysis) -> bool:
    """Whether a name stands in a text as written, or in it without accents, or as a part of a longer word."""
    return plain(name) in plain(analysis.text)


@functools.lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A text in small letters without its accents."""
    return without_accents(text.lower())


@functools.lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name with what French and English spell otherwise put in one way, to compare names whatever their spelling."""
    folded = plain(name)
    for old, new in _FOLDS:
        folded = folded.replace(old, new)
    folded = re.sub(r"(.)\1", r"\1", folded)
    return re.sub(r"[fvi]$", "", folded.replace("e", ""))


def is_foreign(name: str, text: str) -> bool:
    """Whether no capitalised word of a text resembles a name, whatever the spelling."""
    one = folded(name)
    words = {folded(word) for word in re.findall(r"\b[A-ZÀ-Ý]\w{2,}", text)}
    return all(difflib.SequenceMatcher(None, one, word).ratio() < RESEMBLING for word in words)
