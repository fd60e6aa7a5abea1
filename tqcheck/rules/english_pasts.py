"""English forms of the past."""

from __future__ import annotations

import functools

from tqcheck.lexicon import load


@functools.cache
def irregular_pasts() -> frozenset[str]:
    """Past tenses that do not end in -ed."""
    return frozenset(row["past"] for row in load("english_pasts"))


def is_past(form: str) -> bool:
    """Whether a form in lower case is a past tense, or a participle of the same form."""
    return form.endswith("ed") or form in irregular_pasts()
