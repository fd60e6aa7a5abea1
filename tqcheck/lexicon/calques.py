"""The calque lexicon: French words and constructions with the English that betrays a word-for-word rendering."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tqcheck.lexicon import lexicon_files, listed, load
from tqcheck.lexicon.patterns import Pattern, compile_pattern
from tqcheck.types import Severity


@dataclass(frozen=True)
class Calque:
    """One entry; ``when`` and ``unless`` are source lemmas that enable or silence it.

    ``wrong_texts`` are compiled when a segment first asks for them: of thousands of entries a document needs few.
    """

    french: Pattern
    wrong_texts: tuple[str, ...]
    right: tuple[str, ...]
    severity: Severity
    category: str
    when: frozenset[str]
    unless: frozenset[str]
    note: str
    examples: tuple[str, str, str]

    @functools.cached_property
    def wrong(self) -> tuple[Pattern, ...]:
        """The English that betrays a word-for-word rendering."""
        return tuple(map(compile_pattern, self.wrong_texts))

    def applies(self, source_words: frozenset[str], context: frozenset[str] | None = None) -> bool:
        """Whether the words of the source segment leave the entry in force.

        ``context`` has those of them that say what the segment is about; without it any word may enable the entry.
        """
        telling = source_words if context is None else context
        return (not self.when or not self.when.isdisjoint(telling)) and self.unless.isdisjoint(source_words)


@functools.cache
def calques() -> tuple[Calque, ...]:
    """Every entry of the lexicon."""
    names = [path.stem for path in lexicon_files() if path.stem.startswith("calques_")]
    return tuple(_calque(row) for name in names for row in load(name))


@functools.cache
def by_anchor(category: str) -> Mapping[str, tuple[Calque, ...]]:
    """The entries of an MQM category by the words that anchor their French pattern."""
    index: dict[str, list[Calque]] = {}
    for entry in calques():
        if entry.category == category:
            for word in entry.french.anchors:
                index.setdefault(word, []).append(entry)
    return {word: tuple(entries) for word, entries in index.items()}


def candidates(category: str, source_words: Iterable[str]) -> list[Calque]:
    """The entries of a category that the words of a source segment may match, each once, in the lexicon's order."""
    index = by_anchor(category)
    found = {id(entry): entry for word in source_words for entry in index.get(word, ())}
    order = _order()
    return sorted(found.values(), key=lambda entry: order[id(entry)])


@functools.cache
def locutions() -> tuple[Pattern, ...]:
    """Set phrases and forms whose words say nothing of what a text is about: in "au cours de" there are no courses."""
    return tuple(compile_pattern(row["french"]) for row in load("locutions"))


@functools.cache
def _order() -> Mapping[int, int]:
    return {id(entry): number for number, entry in enumerate(calques())}


def _calque(row: Mapping[str, str]) -> Calque:
    return Calque(
        french=compile_pattern(row["french"]),
        wrong_texts=listed(row["wrong"]),
        right=listed(row["right"]),
        severity=Severity(row["severity"]),
        category=row["category"],
        when=frozenset(word.lower() for word in listed(row["when"])),
        unless=frozenset(word.lower() for word in listed(row["unless"])),
        note=row["note"],
        examples=(row["example_fr"], row["example_wrong"], row["example_right"]),
    )
