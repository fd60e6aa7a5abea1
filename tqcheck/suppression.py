"""Findings that a directive in a document accepts: which ones, and which directives were written for nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from tqcheck.types import Bead, Directive, Finding, Segment, Span

Findings = list[tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Directives:
    """Those of a source and a target document, or those of a bilingual file's pairs."""

    source: tuple[Directive, ...] = ()
    target: tuple[Directive, ...] = ()
    pairs: tuple[Directive, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.source or self.target or self.pairs)


@dataclass(frozen=True, slots=True)
class Suppressed:
    """The findings of each bead, those accepted marked so, and one warning for each directive that is of no use."""

    findings: Findings
    warnings: tuple[str, ...] = ()


class _Used:
    """Which codes of which directives have accepted something."""

    def __init__(self) -> None:
        self._codes: set[tuple[int, str]] = set()

    def add(self, directive: Directive, code: str) -> None:
        for prefix in directive.codes or ("",):
            if code.startswith(prefix):
                self._codes.add((id(directive), prefix))

    def unused(self, directive: Directive) -> list[str]:
        return [prefix for prefix in directive.codes or ("",) if (id(directive), prefix) not in self._codes]


def suppress(
    beads: Sequence[Bead],
    findings: Sequence[tuple[Finding, ...]],
    directives: Directives,
    paths: tuple[str, str],
    known: Collection[str],
    run: Collection[str],
) -> Suppressed:
    """Mark the findings that a directive accepts.

    Args:
        beads: the aligned units.
        findings: those of each bead, before they are merged.
        directives: the directives of the documents that the beads are of.
        paths: how warnings name the source and the target document.
        known: the codes of all rules; a directive that names another is told so.
        run: the codes of the rules that examined the beads; only for those can a directive be of no use.
    """
    if not directives:
        return Suppressed(list(findings))
    used = _Used()
    marked = [
        tuple(_marked(finding, _covering(directives, index, bead, finding), used) for finding in found)
        for index, (bead, found) in enumerate(zip(beads, findings, strict=True))
    ]
    return Suppressed(marked, tuple(_warnings(directives, paths, used, known, run)))


def _marked(finding: Finding, covering: Iterator[Directive], used: _Used) -> Finding:
    """The finding, accepted by the first directive that covers it; the others are of use too."""
    accepting = list(covering)
    for directive in accepting:
        used.add(directive, finding.code)
    if not accepting:
        return finding
    reason = next((directive.reason for directive in accepting if directive.reason), None)
    return replace(finding, suppressed=True, suppression=reason)


def _covering(directives: Directives, index: int, bead: Bead, finding: Finding) -> Iterator[Directive]:
    for directive in directives.pairs:
        covered = directive.covers or Span(0, 0)
        if _names(directive, finding) and covered.start <= index < covered.end:
            yield directive
    sides = (
        (directives.target, bead.target, finding.target_span),
        (directives.source, bead.source, finding.source_span),
    )
    for side, segment, span in sides:
        for directive in side:
            if _names(directive, finding) and (directive.whole or _covers(directive.covers, segment, span)):
                yield directive


def _names(directive: Directive, finding: Finding) -> bool:
    return finding.code.startswith(directive.codes) if directive.codes else True


def _covers(covered: Span | None, segment: Segment, span: Span | None) -> bool:
    """Whether a range of a document covers the place of a finding, or without one any of its segment."""
    if covered is None:
        return False
    if not segment.text:  # what is left out here counts only well within a region
        return covered.start < segment.start < covered.end
    if span is None:
        return covered.overlaps(Span(segment.start, segment.end))
    place = segment.start + min(span.start, len(segment.text) - 1)
    return covered.start <= place < covered.end


def _warnings(
    directives: Directives, paths: tuple[str, str], used: _Used, known: Collection[str], run: Collection[str]
) -> Iterator[str]:
    for path, side in ((paths[0], directives.source), (paths[1], directives.target), (paths[1], directives.pairs)):
        for directive in side:
            place = path if directive.line is None else f"{path}:{directive.line}"
            for prefix in directive.codes:
                if not _begins(prefix, known):
                    yield f"{place}: {prefix}: no rule has a code that begins so; `tqcheck rules` lists them"
            idle = [prefix for prefix in used.unused(directive) if _begins(prefix, run)]
            if idle:
                named = f"ignore[{','.join(idle)}]" if directive.codes else "this directive"
                yield f"{place}: {named} accepts nothing here: take it out"


def _begins(prefix: str, codes: Collection[str]) -> bool:
    return any(code.startswith(prefix) for code in codes)
