"""The values that pass between the stages: plain, immutable, importing nothing of ours.

Every offset is a Python string index. A :class:`Segment` carries its own text and says where that text
stands in its document; the spans of a :class:`Finding` are offsets into the segment's own text.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class TqcheckError(Exception):
    """Something the user can mend: a message of one line naming the file, the place and the mend."""


class Severity(str, enum.Enum):
    """MQM severity. ``neutral`` is advice: it never flags a segment and never fails a gate."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Position on the scale, 0 (neutral) to 3 (critical)."""
        return list(Severity).index(self)


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of string indices."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character (an empty span shares none)."""
        return self.start < other.end and other.start < self.end

    def overlaps_any(self, others: Iterable[Span]) -> bool:
        """Whether it shares a character with one of several."""
        return any(self.overlaps(other) for other in others)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, table cell or translation unit of a document.

    ``start`` is the block's offset in :attr:`Document.text`; ``line`` its 1-based line in the file (text
    formats); ``unit`` its id in formats that have one ("p12", a trans-unit id, a PO reference).
    """

    text: str
    start: int
    line: int | None = None
    unit: str | None = None
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Directive:
    """What a comment in a document says of findings: those whose code begins with one of ``codes`` are accepted.

    Without codes it is all of them. ``covers`` is a range of :attr:`Document.text`, or of the pairs of a bilingual
    document by index; None where no text follows that it could cover. ``whole`` directives cover the whole file.
    """

    codes: tuple[str, ...]
    reason: str | None = None
    line: int | None = None
    covers: Span | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: ``text[block.start:][:len(block.text)] == block.text`` for every block."""

    path: str
    text: str
    blocks: tuple[Block, ...]
    format: str = "text"
    encoding: str | None = None
    warnings: tuple[str, ...] = ()
    directives: tuple[Directive, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one document, usually a sentence: ``document.text[start:end] == text``.

    ``paragraph`` is the index of the block it begins in. An empty text stands for "no counterpart".
    ``column`` is the 1-based column of its beginning in its line, None where the text is not that of the file.
    """

    text: str
    start: int = 0
    end: int = 0
    line: int | None = None
    unit: str | None = None
    paragraph: int = 0
    kind: str = "paragraph"
    column: int | None = None

    def __bool__(self) -> bool:
        return bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class BilingualDocument:
    """A file that holds both sides: each pair is a segment of its own, no alignment is needed."""

    path: str
    pairs: tuple[tuple[Segment, Segment], ...]
    format: str
    source_lang: str | None = None
    target_lang: str | None = None
    encoding: str | None = None
    warnings: tuple[str, ...] = ()
    directives: tuple[Directive, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One aligned unit by 0-based sentence indices; ``cost`` is the aligner's, lower is better."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    cost: float = 0.0
    confidence: float = 1.0

    @property
    def type(self) -> str:
        """The bead type as the field writes it: "1-1", "2-1", "1-0"."""
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Bead:
    """One aligned unit of text: a source and a target segment, either of which may be empty."""

    source: Segment
    target: Segment
    type: str = "1-1"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class WordScore:
    """The estimated probability that one target word is wrong."""

    span: Span
    text: str
    p_bad: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """What an estimator says of a bead: ``score`` and ``p_error`` in 0..1, words in target order.

    ``gaps`` holds ``len(words) + 1`` probabilities that something is missing before each word and, last, at the end;
    it is empty for an estimator that does not look for what is left out. ``omitted`` holds, in source order, each
    source word's probability of having no counterpart; ``left_out`` is the stretch of the source that is missing from
    the target, where the estimator is sure enough of one to alarm.
    """

    score: float
    p_error: float
    words: tuple[WordScore, ...] = ()
    gaps: tuple[float, ...] = ()
    omitted: tuple[WordScore, ...] = ()
    left_out: WordScore | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a human must look at; spans are offsets into the bead's own segment texts.

    A ``suppressed`` finding stays in the report but neither flags, counts nor gates; ``suppression`` is the reason
    given. It is ``baselined`` when a baseline accepts it, and not when a directive in the document does.
    """

    code: str
    name: str
    category: str
    severity: Severity
    message: str
    target_span: Span | None = None
    source_span: Span | None = None
    suggestion: str | None = None
    confidence: float = 1.0
    evidence: tuple[str, ...] = ("rule",)
    suppressed: bool = False
    suppression: str | None = None
    baselined: bool = False


@dataclass(frozen=True, slots=True)
class SegmentReport:
    """The verdict on one bead. ``estimate`` is None where nothing could be scored (a side is empty)."""

    id: int
    bead: Bead
    estimate: Estimate | None
    findings: tuple[Finding, ...] = ()
    flagged: bool = False
    penalty: float = 0.0
    metrics: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on a document pair, ready for any formatter."""

    source_path: str
    target_path: str
    source_lang: str
    target_lang: str
    segments: tuple[SegmentReport, ...]
    summary: Mapping[str, Any]
    tool: Mapping[str, Any]
    warnings: Sequence[str] = ()

    def findings(self) -> Iterator[tuple[SegmentReport, Finding]]:
        """Every finding with its segment, in document order."""
        for segment in self.segments:
            for finding in segment.findings:
                yield segment, finding


@dataclass(frozen=True, slots=True)
class Failure:
    """A document pair that could not be checked, and the line that tells the user why and how to mend it."""

    source_path: str
    target_path: str
    message: str


@dataclass(frozen=True, slots=True)
class Run:
    """The verdict on one document pair or many: what a formatter writes.

    ``summary`` has the keys of a report's summary, added up, and ``documents``; a run of one report has its summary.
    """

    reports: tuple[Report, ...]
    summary: Mapping[str, Any]
    tool: Mapping[str, Any]
    failures: tuple[Failure, ...] = ()
