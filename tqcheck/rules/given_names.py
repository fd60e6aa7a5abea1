"""The sex of the person whom a name names: by title, by given name, by what the document says of a surname."""

from __future__ import annotations

import functools

from tqcheck.lexicon import load
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context, DocumentContext
from tqcheck.rules.noun_kinds import sex

TITLES = {
    "m.": "m",
    "monsieur": "m",
    "mme": "f",
    "madame": "f",
    "mlle": "f",
    "mademoiselle": "f",
    "lady": "f",
    "miss": "f",
    "mr": "m",
    "sir": "m",
}


@functools.lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Given names in lower case to "m", "f" or "" (either)."""
    return {row["name"].lower(): sex(row["gender"]) for row in load("given_names")}


def sex_of_name(context: Context, token: Token, before: str, determiner: Token | None) -> str | None:
    """The sex that a title, a given name or a known surname tells ("" for a name of either), None for no known person."""
    if before in TITLES:
        return TITLES[before]
    if not token.text[:1].isupper() or (determiner is not None and token.entity in ("LOC", "ORG")):
        return None
    name = given_names().get(token.lower)
    if name is None:
        name = given_names().get(token.lower.split("-")[0])
    return name if name is not None else _surnames(context.document).get(token.lower)


def _surnames(document: DocumentContext) -> dict[str, str]:
    """Surnames that follow a title or a given name somewhere in the document, with the sex that those tell."""
    table = document.memory.get("surnames")
    if isinstance(table, dict):
        return table
    found: dict[str, set[str]] = {}
    for context in document.contexts:
        for before, token in zip(context.source.tokens, context.source.tokens[1:], strict=False):
            told = TITLES.get(before.lower) or (given_names().get(before.lower) if before.text[:1].isupper() else None)
            if told and token.text[:1].isupper() and token.is_word:
                found.setdefault(token.lower, set()).add(told)
    surnames = {name: next(iter(sexes)) for name, sexes in found.items() if len(sexes) == 1}
    document.memory["surnames"] = surnames
    return surnames
