"""The words that deny, restrict, fear or soften, by language and kind, and denials that deny nothing."""

from __future__ import annotations

import functools
import re

from tqcheck.lexicon import load


@functools.cache
def listed_words(lang: str, kind: str) -> frozenset[str]:
    """The words of one kind in the list of negatives of a language."""
    return frozenset(row["form"] for row in load(f"negatives_{lang}") if row["kind"] == kind)


@functools.cache
def phrasal_denials() -> dict[str, frozenset[str]]:
    """The English particles that make a verb deny, with those verbs: down, turn."""
    found: dict[str, set[str]] = {}
    for phrase in listed_words("en", "phrasal"):
        verb, particle = phrase.split()
        found.setdefault(particle, set()).add(verb)
    return {particle: frozenset(verbs) for particle, verbs in found.items()}


@functools.cache
def harmless_denials() -> re.Pattern[str]:
    """English phrases with a negative word that render a French affirmation."""
    return re.compile(rf"\b(?:{'|'.join(row['pattern'] for row in load('negation_harmless'))})", re.IGNORECASE)
