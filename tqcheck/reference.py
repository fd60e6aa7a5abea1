"""BLEU, chrF and TER of a translation against a human one, per segment and document, with sacrebleu's signatures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tqcheck.types import Document, SegmentReport, TqcheckError

if TYPE_CHECKING:
    from tqcheck.encoder import Encoder


def against_reference(
    segments: tuple[SegmentReport, ...], reference: Document, lang: str, encoder: Encoder | None
) -> tuple[tuple[SegmentReport, ...], dict[str, Any]]:
    """Add the metrics of each segment that has a target and a reference, and give those of the document.

    The reference is aligned with the source by ``encoder``, or taken line by line, a pair a line, without one.

    Raises:
        TqcheckError: if the reference answers to no segment.
    """
    from sacrebleu.metrics import BLEU, CHRF, TER

    references = _by_line(segments, reference) if encoder is None else _aligned(segments, reference, lang, encoder)
    rows = [index for index, text in enumerate(references) if text and segments[index].bead.target]
    if not rows:
        raise TqcheckError(f"{reference.path}: answers to no segment of the source; name its human translation")
    hypotheses = [_line(segments[index].bead.target.text) for index in rows]
    gold = [references[index] for index in rows]
    sentence = {"BLEU": BLEU(effective_order=True), "chrF": CHRF(), "TER": TER()}
    scored = list(segments)
    for index, hypothesis, text in zip(rows, hypotheses, gold, strict=True):
        values = {name: round(m.sentence_score(hypothesis, [text]).score, 1) for name, m in sentence.items()}
        scored[index] = replace(segments[index], metrics=values)
    document = {}
    for name, metric in {"BLEU": BLEU(), "chrF": CHRF(), "TER": TER()}.items():
        score = metric.corpus_score(hypotheses, [gold]).score
        document[name] = {"score": round(score, 1), "signature": str(metric.get_signature()), "segments": len(rows)}
    return tuple(scored), document


def _by_line(segments: tuple[SegmentReport, ...], reference: Document) -> list[str]:
    lines = [line.strip() for line in reference.text.splitlines()]
    if len(lines) != len(segments):
        raise TqcheckError(
            f"{reference.path}: {len(lines)} lines for {len(segments)} pairs; write one reference a line"
        )
    return lines


def _aligned(segments: tuple[SegmentReport, ...], reference: Document, lang: str, encoder: Encoder) -> list[str]:
    """Align the beads' source texts with the reference's sentences; a link over several beads serves none of them."""
    from tqcheck.align import align
    from tqcheck.text.segmentation import segment_document

    places = [index for index, segment in enumerate(segments) if segment.bead.source]
    targets = segment_document(reference, lang)
    texts = [""] * len(segments)
    for link in align([segments[index].bead.source for index in places], targets, encoder).links:
        if len(link.source) == 1 and link.target:
            texts[places[link.source[0]]] = _line(" ".join(targets[j].text for j in link.target))
    return texts


def _line(text: str) -> str:
    return " ".join(text.split())
