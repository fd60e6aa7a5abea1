"""Runs rules over the beads of a document and turns what they match into findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tqcheck.rules.context import Context, DocumentContext, WordLinker, build_contexts
from tqcheck.rules.registry import Match, Rule
from tqcheck.types import Bead, Finding, Segment

if TYPE_CHECKING:
    from tqcheck.glossary.types import Glossary
    from tqcheck.quality.protocol import Estimator


def examine(
    document: DocumentContext, rules: Sequence[Rule], progress: Callable[[int], None] | None = None
) -> Iterator[tuple[Finding, ...]]:
    """The findings of each bead, in document order. Rules that do not serve the document's languages are left out."""
    serving = [rule for rule in rules if rule.serves(document.source_lang, document.target_lang)]
    for context in document.contexts:
        yield tuple(_findings(context, serving))
        if progress:
            progress(1)


def _findings(context: Context, rules: Iterable[Rule]) -> Iterator[Finding]:
    for rule in rules:
        for match in rule.function(context):
            yield _finding(rule, match)


def _finding(rule: Rule, match: Match) -> Finding:
    return Finding(
        code=rule.code,
        name=rule.name,
        category=rule.category,
        severity=match.severity or rule.severity,
        message=match.message,
        target_span=match.target,
        source_span=match.source,
        suggestion=match.suggestion,
        confidence=match.confidence,
        evidence=match.evidence,
    )


def examine_texts(
    sources: Sequence[str],
    targets: Sequence[str],
    rules: Sequence[Rule],
    source_lang: str = "fr",
    target_lang: str = "en",
    linker: WordLinker | None = None,
    estimator: Estimator | None = None,
    confidence: float = 1.0,
    glossary: Glossary | None = None,
) -> list[tuple[Finding, ...]]:
    """Examine aligned texts as one document of one-sentence beads, all in one paragraph and aligned with one confidence."""
    beads = [
        Bead(Segment(source, 0, len(source)), Segment(target, 0, len(target)), confidence=confidence)
        for source, target in zip(sources, targets, strict=True)
    ]
    estimates = estimator.estimate(beads) if estimator else ()
    threshold = estimator.threshold if estimator else 1.0
    return list(examine(build_contexts(beads, source_lang, target_lang, linker, estimates, threshold, glossary), rules))
