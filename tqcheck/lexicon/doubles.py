"""Words that a language says twice in a row: "had had", "nous nous"."""

from __future__ import annotations

import functools

from tqcheck.lexicon import load


@functools.cache
def allowed(lang: str) -> frozenset[str]:
    """The words of a language that may stand twice in a row."""
    return frozenset(row["word"] for row in load("doubled_allowed") if row["lang"] in (lang, "*"))
