"""What the text stage knows of a language: its abbreviations and the usual first words of its sentences.

The lists are ``abbreviations.tsv`` and ``sentence_words.tsv`` beside this module; their comments explain the classes.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Language:
    """What the rules know of one language.

    ``abbreviations`` gives the class of each abbreviation of one word, ``phrases`` those of several by their last word.
    """

    code: str
    abbreviations: dict[str, str]
    phrases: dict[str, tuple[tuple[str, str], ...]]
    starters: frozenset[str]
    particles: frozenset[str]
    reporting: frozenset[str]

    def classify(self, token: str, before: str) -> str | None:
        """The class of the abbreviation ``token``; ``before`` is the text that ends with it."""
        for phrase, phrase_kind in self.phrases.get(token, ()):
            if before.endswith(phrase):
                return phrase_kind
        kind = self.abbreviations.get(token)
        if kind is None and len(token) > 1 and token[0].isupper():
            kind = self.abbreviations.get(token[0].lower() + token[1:])
            if kind is None and self.abbreviations.get(token.capitalize()) == "title":
                kind = "shouted" if token.isupper() else "title"
        return kind


def _rows(name: str) -> Iterator[list[str]]:
    """The rows of one of this package's TSV files, comments and header left out."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    for line in lines[1:]:
        yield line.split("\t")


@functools.cache
def load_language(lang: str) -> Language:
    """The lists for ``lang`` ("fr", "pt-BR"), with those of every language; a language without lists has only these."""
    code = lang.lower().replace("_", "-").split("-")[0]
    abbreviations: dict[str, str] = {}
    phrases: dict[str, list[tuple[str, str]]] = {}
    for wanted in ("*", code):
        for row_lang, entry, kind in _rows("abbreviations.tsv"):
            if row_lang == wanted and " " in entry:
                phrases.setdefault(entry.split()[-1], []).append((entry, kind))
            elif row_lang == wanted:
                abbreviations[entry] = kind
    words: dict[str, set[str]] = {"starter": set(), "particle": set(), "reporting": set()}
    for row_lang, word, kind in _rows("sentence_words.tsv"):
        if row_lang == code:
            words[kind].add(word)
    return Language(
        code,
        abbreviations,
        {word: tuple(entries) for word, entries in phrases.items()},
        frozenset(words["starter"]),
        frozenset(words["particle"]),
        frozenset(words["reporting"]),
    )
