"""BLEU, chrF and TER of a translation against a human one, per segment and document, with sacrebleu's signatures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tqcheck.types import SegmentReport, TqcheckError

if TYPE_CHECKING:
    from tqcheck.check import Material, Settings
    from tqcheck.encoder import Encoder


def against_reference(
    segments: tuple[SegmentReport, ...], material: Material, settings: Settings, encoder: Encoder
) -> tuple[tuple[SegmentReport, ...], dict[str, Any]]:
    """Add the metrics of each segment that has a target and a reference, and give those of the document.

    Raises:
        TqcheckError: if the reference cannot be read or answers to no segment.
    """
    from sacrebleu.metrics import BLEU, CHRF, TER

    references = reference_texts(material, settings, encoder)
    rows = [index for index, text in enumerate(references) if text and segments[index].bead.target]
    if not rows:
        raise TqcheckError(f"{settings.reference}: answers to no segment of the source; name its human translation")
    hypotheses = [_line(segments[index].bead.target.text) for index in rows]
    gold = [references[index] for index in rows]
    sentence = {"BLEU": BLEU(effective_order=True), "chrF": CHRF(), "TER": TER()}
    scored = list(segments)
    for index, hypothesis, reference in zip(rows, hypotheses, gold, strict=True):
        values = {name: round(m.sentence_score(hypothesis, [reference]).score, 1) for name, m in sentence.items()}
        scored[index] = replace(segments[index], metrics=values)
    document = {}
    for name, metric in {"BLEU": BLEU(), "chrF": CHRF(), "TER": TER()}.items():
        score = metric.corpus_score(hypotheses, [gold]).score
        document[name] = {"score": round(score, 1), "signature": str(metric.get_signature()), "segments": len(rows)}
    return tuple(scored), document


def reference_texts(material: Material, settings: Settings, encoder: Encoder) -> list[str]:
    """The reference's text for each bead: aligned with the source, or line by line for a bilingual file."""
    from tqcheck.documents import read

    assert settings.reference is not None
    document = read(settings.reference, encoding=settings.encoding)
    if material.alignment is None:
        lines = [line.strip() for line in document.text.splitlines()]
        if len(lines) != len(material.beads):
            raise TqcheckError(
                f"{settings.reference}: {len(lines)} lines for {len(material.beads)} pairs; write one reference a line"
            )
        return lines
    return _aligned(material, document, encoder)


def _aligned(material: Material, reference: Any, encoder: Encoder) -> list[str]:
    """Align the beads' source texts with the reference's sentences; a link over several beads serves none of them."""
    from tqcheck.align import align
    from tqcheck.text.segmentation import segment_document

    places = [index for index, bead in enumerate(material.beads) if bead.source]
    sources = [material.beads[index].source for index in places]
    targets = segment_document(reference, material.langs[1])
    texts = [""] * len(material.beads)
    for link in align(sources, targets, encoder).links:
        if len(link.source) == 1 and link.target:
            texts[places[link.source[0]]] = _line(" ".join(targets[j].text for j in link.target))
    return texts


def _line(text: str) -> str:
    return " ".join(text.split())
