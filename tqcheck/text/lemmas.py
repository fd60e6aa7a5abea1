"""Lemmas of single words, from simplemma's lists."""

from __future__ import annotations

import functools

from tqcheck.text.tokens import normalise

LEMMATISED = frozenset({"en", "fr", "de", "es", "it", "pt", "nl"})


@functools.lru_cache(maxsize=65536)
def lemma(form: str, lang: str) -> str:
    """The lemma of a word form in lower case; the form itself for a language without a lemma list."""
    lower = normalise(form).lower()
    if lang not in LEMMATISED or not lower.isalpha():
        return lower
    import simplemma

    return str(simplemma.lemmatize(lower, lang=lang)).lower()
