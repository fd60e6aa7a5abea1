"""What a rule sees: one bead, its analyses, its neighbours, the document, and which words answer to which."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tqcheck.glossary.types import Glossary
from tqcheck.rules.analysis import Analysis, Token, analyse
from tqcheck.types import Bead, Estimate, Span


@dataclass(frozen=True)
class WordLinks:
    """Which source tokens answer to which target tokens, by token index.

    ``links`` are mutual best matches. ``source_match`` and ``target_match`` give each token's best similarity on the
    other side
    (about 0 for no counterpart, about 1 for the same word); they are empty where no encoder was at hand.
    """

    links: frozenset[tuple[int, int]] = frozenset()
    source_match: tuple[float, ...] = ()
    target_match: tuple[float, ...] = ()

    def targets_of(self, source: int) -> frozenset[int]:
        """Indices of the target tokens linked to a source token."""
        return self._targets.get(source, frozenset())

    def sources_of(self, target: int) -> frozenset[int]:
        """Indices of the source tokens linked to a target token."""
        return self._sources.get(target, frozenset())

    @functools.cached_property
    def _targets(self) -> Mapping[int, frozenset[int]]:
        return _grouped(self.links)

    @functools.cached_property
    def _sources(self) -> Mapping[int, frozenset[int]]:
        return _grouped((target, source) for source, target in self.links)


def _grouped(pairs: Iterable[tuple[int, int]]) -> Mapping[int, frozenset[int]]:
    groups: dict[int, set[int]] = {}
    for one, other in pairs:
        groups.setdefault(one, set()).add(other)
    return {one: frozenset(others) for one, others in groups.items()}


WordLinker = Callable[[Analysis, Analysis], WordLinks]


@dataclass(frozen=True)
class Context:
    """One bead as a rule sees it."""

    bead: Bead
    source: Analysis
    target: Analysis
    document: DocumentContext
    index: int
    estimate: Estimate | None = None

    @functools.cached_property
    def words(self) -> WordLinks:
        """The word alignment of the bead, computed when first asked for."""
        if not self.bead.source or not self.bead.target:
            return WordLinks()
        return self.document.linker(self.source, self.target)

    @property
    def previous(self) -> Context | None:
        """The bead before, or None at the start."""
        return self.document.at(self.index - 1)

    @property
    def next(self) -> Context | None:
        """The bead after, or None at the end."""
        return self.document.at(self.index + 1)

    def preceding(self, count: int) -> Iterator[Context]:
        """Up to ``count`` beads before this one, the nearest first."""
        for index in range(self.index - 1, self.index - 1 - count, -1):
            context = self.document.at(index)
            if context is None:
                return
            yield context

    def same_paragraph(self, other: Context) -> bool:
        """Whether both beads begin in the same source paragraph."""
        return self.bead.source.paragraph == other.bead.source.paragraph

    def target_tokens_for(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """The target tokens that the word alignment links to any of the source tokens, in order."""
        wanted = {token.index for token in tokens}
        found = {t for s, t in self.words.links if s in wanted}
        return tuple(self.target.tokens[index] for index in sorted(found))


@dataclass(frozen=True)
class DocumentContext:
    """All beads of a document with their analyses; rules keep document-wide tables in :attr:`memory`."""

    source_lang: str
    target_lang: str
    linker: WordLinker = field(default=lambda source, target: WordLinks(), repr=False)
    threshold: float = 1.0
    glossary: Glossary | None = field(default=None, repr=False)
    contexts: list[Context] = field(default_factory=list, repr=False)
    memory: dict[str, object] = field(default_factory=dict, repr=False)

    def at(self, index: int) -> Context | None:
        """The context of the bead with that index, or None outside the document."""
        return self.contexts[index] if 0 <= index < len(self.contexts) else None


def build_contexts(
    beads: Sequence[Bead],
    source_lang: str,
    target_lang: str,
    linker: WordLinker | None = None,
    estimates: Sequence[Estimate | None] = (),
    threshold: float = 1.0,
    glossary: Glossary | None = None,
) -> DocumentContext:
    """Analyse every bead of a document.

    ``estimates`` are the model's, one a bead or none at all; ``threshold`` is the operating point on their ``p_error``.
    """
    linker = linker or (lambda source, target: WordLinks())
    document = DocumentContext(source_lang, target_lang, linker, threshold, glossary)
    sources = analyse([bead.source.text for bead in beads], source_lang)
    targets = analyse([bead.target.text for bead in beads], target_lang)
    for index, (bead, source, target) in enumerate(zip(beads, sources, targets, strict=True)):
        estimate = estimates[index] if estimates else None
        document.contexts.append(Context(bead, source, target, document, index, estimate))
    return document


def span_of(tokens: Sequence[Token]) -> Span:
    """The span from the first to the last of some tokens.

    Raises:
        ValueError: for no tokens.
    """
    if not tokens:
        raise ValueError("no tokens, no span")
    return Span(min(t.start for t in tokens), max(t.end for t in tokens))
