"""How multilingual models write languages: ``__fr__`` (M2M100), ``fra_Latn`` (NLLB), ``fr_XX`` (mBART), ``<2fr>``
(MADLAD), ``>>fra<<`` (Marian). The code for a language is looked for in the model's own vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langcodes import Language

FAMILIES = {
    "m2m100": re.compile(r"__([a-z]{2,3})__"),
    "nllb": re.compile(r"([a-z]{3}_[A-Z][a-z]{3})"),
    "mbart": re.compile(r"([a-z]{2}_[A-Z]{2})"),
    "madlad": re.compile(r"<2([a-z]{2,3}(?:_[A-Z][a-z]{3})?)>"),
    "marian": re.compile(r">>([a-z]{2,3}(?:_[A-Za-z]{2,4})?)<<"),
}
LEAST = 2
"""A family is recognised by at least this many of its codes: a word of the text may look like one."""


def language_codes(vocabulary: Iterable[str]) -> tuple[str, dict[str, str]]:
    """``(family, token by code)`` of the language tokens in a vocabulary; ``("", {})`` where it has none."""
    found: dict[str, dict[str, str]] = {family: {} for family in FAMILIES}
    for token in vocabulary:
        if token[:1] in "_<>" or token[2:3] == "_" or token[3:4] == "_":
            for family, pattern in FAMILIES.items():
                match = pattern.fullmatch(token)
                if match:
                    found[family][match[1]] = token
    family = max(found, key=lambda name: len(found[name]))
    return (family, found[family]) if len(found[family]) >= LEAST else ("", {})


def code_for(lang: str, codes: Iterable[str]) -> str | None:
    """The code among some that stands for a language tag such as ``fr`` or ``zh-TW``; None if none does.

    Of several codes of a language (``zho_Hans``, ``zho_Hant``) the one in the tag's usual script.
    """
    from langcodes import Language, LanguageTagError

    try:
        wanted = Language.get(lang).maximize()
    except LanguageTagError:
        return None
    best: tuple[int, str] | None = None
    for code in sorted(codes):
        candidate = Language.get(code.replace("_XX", "")).prefer_macrolanguage()
        if _language(candidate) != _language(wanted.prefer_macrolanguage()):
            continue
        fit = (candidate.maximize().script == wanted.script) + (candidate.territory in (None, wanted.territory))
        if best is None or fit > best[0]:
            best = (fit, code)
    return best[1] if best else None


_SAME = {"no": "nb", "pbt": "ps", "quy": "qu"}
"""Codes that stand for one another in these vocabularies though no table of macrolanguages says so."""


def _language(tag: Language) -> str:
    return _SAME.get(str(tag.language), str(tag.language))
