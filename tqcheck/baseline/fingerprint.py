"""What a finding is known by from one run to the next.

A fingerprint is made of the rule's code, the flagged words, up to four words on either side of them within their
sentence, and the flagged words of the source. A finding without a place in the target is known by its place in the
source, one without any place by the words of both sides.

It survives: sentences merged into or split from the segment; paragraphs that move; other sentences that change; case,
quotation marks, punctuation and spacing around the flagged words, and line breaks among them; a document that is
renamed; a new version of tqcheck that words, weighs or doubts the finding differently. It does not survive: a change
of the flagged words, of their source, or of a word within four of them in the same sentence; a rule that is renamed
or marks other words; and, for a finding without any place, a change of any word of its segment. Two lines of which
the first has no full stop, merged though no blank line parts them, count as one sentence.

The first sixteen digits stand for the content; the rest counts the findings of equal content before this one.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from tqcheck.types import Finding, Report, SegmentReport, Span

SCHEME = 1
"""Part of what is hashed: a change of it makes every finding new."""

CONTEXT_WORDS = 4
CONTENT_DIGITS = 16

_WORD = re.compile(r"\w+")
_APOSTROPHE = re.compile(r"(?<=\w)[’‘ʼ](?=\w)")
#: Wherever the segmenter may end a sentence, and at abbreviations besides: a window that ends too early is still the
#: same in every segmentation, one that ends too late is not.
_SENTENCE_END = re.compile(
    r"""[.!?…।॥؟۔።։။]+(?:["'«»‹›“”„’‘)\]}*_†¹²³⁴-⁹]|\[\d+\])*(?=\s|$)
      | [。！？｡]+[」』）】〕》〉”’"')]*
      | \n[^\S\n]*\n
      | \u2029""",
    re.VERBOSE,
)


class Anchor(NamedTuple):
    """What a finding is recognised by: the flagged words of either side, and the words around them."""

    code: str
    target: str
    source: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def digest(self) -> str:
        """The content's part of the fingerprint."""
        content = json.dumps([SCHEME, *self], ensure_ascii=True)
        return hashlib.sha256(content.encode("ascii")).hexdigest()[:CONTENT_DIGITS]


def fingerprints(report: Report) -> dict[tuple[int, int], str]:
    """The fingerprint of every finding, by the id of its segment and its index among the segment's findings.

    Hexadecimal, and unique within the report; two documents that share a sentence may share fingerprints.
    """
    seen: Counter[str] = Counter()
    found = {}
    for segment in report.segments:
        for index, finding in enumerate(segment.findings):
            digest = anchor(segment, finding).digest()
            found[segment.id, index] = f"{digest}{seen[digest]:04x}"
            seen[digest] += 1
    return found


def content_of(fingerprint: str) -> str:
    """The part of a fingerprint that findings of equal content share."""
    return fingerprint[:CONTENT_DIGITS]


def anchor(segment: SegmentReport, finding: Finding) -> Anchor:
    """What the finding is recognised by."""
    target, source = flagged_target(segment, finding), flagged_source(segment, finding)
    if finding.target_span is not None:
        return Anchor(finding.code, target, source, *_window(segment.bead.target.text, finding.target_span))
    if finding.source_span is not None:
        return Anchor(finding.code, target, source, *_window(segment.bead.source.text, finding.source_span))
    return Anchor(finding.code, " ".join(words(segment.bead.target.text)), " ".join(words(segment.bead.source.text)))


def flagged_target(segment: SegmentReport, finding: Finding) -> str:
    """The flagged words of the target on one line, empty without a place."""
    return _flagged(segment.bead.target.text, finding.target_span)


def flagged_source(segment: SegmentReport, finding: Finding) -> str:
    """The flagged words of the source on one line, empty without a place."""
    return _flagged(segment.bead.source.text, finding.source_span)


def words(text: str) -> tuple[str, ...]:
    """The words of a text without case, punctuation and compatibility forms."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def sentence_around(text: str, span: Span) -> Span:
    """The smallest stretch around ``span`` that begins and ends where a sentence may."""
    start, end = 0, len(text)
    for match in _SENTENCE_END.finditer(text):
        if match.end() <= span.start:
            start = match.end()
        elif match.end() >= span.end:
            end = match.end()
            break
    return Span(start, end)


def _flagged(text: str, span: Span | None) -> str:
    """Case and punctuation may be what is wrong, so only blanks and apostrophes are levelled."""
    if span is None:
        return ""
    piece = unicodedata.normalize("NFC", " ".join(text[span.start : span.end].split()))
    return _APOSTROPHE.sub("'", piece)


def _window(text: str, span: Span) -> tuple[tuple[str, ...], tuple[str, ...]]:
    start, end = sentence_around(text, span)
    return words(text[start : span.start])[-CONTEXT_WORDS:], words(text[span.end : end])[:CONTEXT_WORDS]
