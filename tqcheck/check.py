"""The main job, one stage after another: read, segment, align, examine, weigh. Prints nothing, reads no settings."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tqcheck import __version__
from tqcheck.types import (
    Bead,
    BilingualDocument,
    Document,
    Estimate,
    Failure,
    Finding,
    Report,
    Run,
    SegmentReport,
    TqcheckError,
)
from tqcheck.verdict import WEIGHTS, Gate, document_score, segment_report

if TYPE_CHECKING:
    from tqcheck.align import Alignment
    from tqcheck.encoder import Encoder
    from tqcheck.quality.protocol import Estimator
    from tqcheck.rules import Rule

Stage = Callable[[str, int], contextlib.AbstractContextManager[Callable[[int], None]]]
"""Given a stage's name and its number of steps, a context that takes counts of steps done."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may choose; ``None`` is the default of the stage concerned."""

    source_lang: str | None = None
    target_lang: str | None = None
    input_format: str | None = None
    encoding: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    encoder: str | None = None
    device: str | None = None
    reference: str | None = None
    threshold: float | None = None
    gate: Gate = field(default_factory=Gate)


@dataclass(frozen=True, slots=True)
class Material:
    """What the stages before the examination hand over."""

    source_path: str
    target_path: str
    langs: tuple[str, str]
    beads: tuple[Bead, ...]
    warnings: tuple[str, ...]
    alignment: Alignment | None = None


@contextlib.contextmanager
def silent(_name: str, _steps: int) -> Any:
    """A stage that shows nothing."""
    yield lambda done: None


def check_pair(source: str, target: str, settings: Settings, stage: Stage = silent) -> Report:
    """Check a target document against its source document, both by path (``-`` is standard input).

    Raises:
        TqcheckError: for anything the user can mend.
    """
    from tqcheck.documents import read, same_file
    from tqcheck.encoder import load_encoder
    from tqcheck.rules.analysis import preload

    if same_file(source, target):
        raise TqcheckError(f"{target}: source and target are the same file; name the translation second")
    documents = (
        read(source, format=settings.input_format, encoding=settings.encoding),
        read(target, format=settings.input_format, encoding=settings.encoding),
    )
    langs = (settings.source_lang or "fr", settings.target_lang or "en")
    for document, lang, option in zip(documents, langs, ("--source-lang", "--target-lang"), strict=True):
        require_language((block.text for block in document.blocks), lang, document.path, option)
    with stage("Loading the model", 1) as done:
        encoder = load_encoder(settings.encoder, settings.device)
        done(1)
    preload(langs)
    return examine_material(align_documents(*documents, langs, encoder, stage), settings, encoder, stage)


def check_bilingual(path: str, settings: Settings, stage: Stage = silent) -> Report:
    """Check a file that holds both sides; each pair is a segment.

    Raises:
        TqcheckError: for anything the user can mend.
    """
    from tqcheck.documents import read_bilingual
    from tqcheck.encoder import load_encoder

    document = read_bilingual(path, format=settings.input_format, encoding=settings.encoding)
    material = bilingual_material(document, settings)
    for side, lang, option in ((0, material.langs[0], "--source-lang"), (1, material.langs[1], "--target-lang")):
        require_language((pair[side].text for pair in document.pairs), lang, path, option)
    with stage("Loading the model", 1) as done:
        encoder = load_encoder(settings.encoder, settings.device)
        done(1)
    return examine_material(material, settings, encoder, stage)


def require_language(texts: Iterable[str], lang: str, path: str, option: str) -> None:
    """Refuse a side that is confidently in another language than it is said to be.

    Raises:
        TqcheckError: naming the language found.
    """
    from tqcheck.documents.language import check_language

    found = check_language(texts, lang)
    if found:
        raise TqcheckError(f"{path}: the text is in '{found}', not '{lang}'; name its language with {option} {found}")


def bilingual_material(document: BilingualDocument, settings: Settings) -> Material:
    """The pairs of a bilingual document as beads."""
    langs = (
        settings.source_lang or _primary(document.source_lang) or "fr",
        settings.target_lang or _primary(document.target_lang) or "en",
    )
    beads = tuple(Bead(source, target, _pair_type(source, target)) for source, target in document.pairs)
    return Material(document.path, document.path, langs, beads, document.warnings)


def _primary(lang: str | None) -> str | None:
    return lang.replace("_", "-").split("-")[0].lower() if lang else None


def _pair_type(source: object, target: object) -> str:
    return f"{int(bool(source))}-{int(bool(target))}"


def align_documents(
    source: Document, target: Document, langs: tuple[str, str], encoder: Encoder, stage: Stage = silent
) -> Material:
    """Segment both documents and align them."""
    from tqcheck.align import align, beads
    from tqcheck.text.segmentation import segment_document

    left, right = segment_document(source, langs[0]), segment_document(target, langs[1])
    with stage("Aligning", len(left) + len(right)) as done:
        alignment = align(left, right, encoder, progress=done)
    warnings = (*source.warnings, *target.warnings)
    if alignment.doubtful:
        warnings += (f"the alignment is doubtful: {alignment.reason or 'the documents hardly answer to each other'}",)
    aligned = tuple(beads(source.text, target.text, left, right, alignment.links))
    return Material(source.path, target.path, langs, aligned, warnings, alignment)


def examine_material(material: Material, settings: Settings, encoder: Encoder, stage: Stage = silent) -> Report:
    """Score and examine every bead, and weigh what was found."""
    from tqcheck.quality.similarity import SimilarityEstimator
    from tqcheck.rules import select_rules

    estimator = SimilarityEstimator(encoder, *material.langs)
    rules = select_rules(settings.select, settings.ignore)
    threshold = estimator.threshold if settings.threshold is None else settings.threshold
    with stage("Scoring", len(material.beads)) as done:
        estimates = estimator.estimate(material.beads, done)
    with stage("Examining", len(material.beads)) as done:
        findings = examine_beads(material, rules, encoder, estimates, threshold, done)
    segments = weigh(material.beads, estimates, findings)
    metrics: dict[str, Any] = {}
    if settings.reference:
        from tqcheck.documents import read
        from tqcheck.evaluate.reference import against_reference

        reference = read(settings.reference, encoding=settings.encoding)
        aligner = encoder if material.alignment is not None else None
        segments, metrics = against_reference(segments, reference, material.langs[1], aligner)
    return report_of(material, segments, settings, tool_signature(estimator, rules, threshold), metrics)


def examine_beads(
    material: Material,
    rules: Sequence[Rule],
    encoder: Encoder,
    estimates: Sequence[Estimate | None],
    threshold: float,
    done: Callable[[int], None] | None = None,
) -> list[tuple[Finding, ...]]:
    """The findings for each bead."""
    from tqcheck.linking import EncoderLinker
    from tqcheck.rules.context import build_contexts
    from tqcheck.rules.examine import examine

    document = build_contexts(material.beads, *material.langs, EncoderLinker(encoder), estimates, threshold)
    return list(examine(document, rules, done))


def weigh(
    beads: Sequence[Bead], estimates: Sequence[Estimate | None], findings: Sequence[Sequence[Finding]]
) -> tuple[SegmentReport, ...]:
    """The verdict on each bead."""
    rows = zip(beads, estimates, findings, strict=True)
    return tuple(
        segment_report(number, bead, estimate, found) for number, (bead, estimate, found) in enumerate(rows, start=1)
    )


def tool_signature(estimator: Estimator, rules: Sequence[Rule], threshold: float) -> dict[str, Any]:
    """What another person needs to get the same figures."""
    from tqcheck.rules.registry import rule_set_hash

    return {
        "name": "tqcheck",
        "version": __version__,
        "model": estimator.name,
        "rules": rule_set_hash(rules),
        "threshold": threshold,
        "weights": {severity.value: weight for severity, weight in WEIGHTS.items()},
    }


def report_of(
    material: Material,
    segments: tuple[SegmentReport, ...],
    settings: Settings,
    tool: dict[str, Any],
    metrics: dict[str, Any],
) -> Report:
    """Sum up a document."""
    penalty, score, words = document_score(segments)
    failed = settings.gate.fails(segments, score)
    summary: dict[str, Any] = {
        "segments": len(segments),
        "flagged": sum(segment.flagged for segment in segments),
        "findings": sum(len(segment.findings) for segment in segments),
        "words": words,
        "penalty": round(penalty, 1),
        "penalty_per_1000_words": round(1000 * penalty / words, 1) if words else 0.0,
        "score": round(score, 1),
        "gate": "failed" if failed else "passed",
        "fail_on": settings.gate.fail_on,
    }
    if settings.gate.min_score is not None:
        summary["min_score"] = settings.gate.min_score
    if material.alignment is not None:
        summary["alignment"] = {
            "confidence": round(material.alignment.confidence, 3),
            "doubtful": material.alignment.doubtful,
        }
    if metrics:
        summary["metrics"] = metrics
    return Report(
        material.source_path, material.target_path, *material.langs, segments, summary, tool, material.warnings
    )


_SUMMED = ("segments", "flagged", "findings", "words", "penalty")


def run_of(reports: Sequence[Report], failures: Sequence[Failure] = ()) -> Run:
    """Sum up a run; its gate fails with any of its documents, and so does a document that could not be checked."""
    tool = reports[0].tool if reports else {"name": "tqcheck", "version": __version__}
    if len(reports) == 1 and not failures:
        return Run(tuple(reports), reports[0].summary, tool)
    summary: dict[str, Any] = {"documents": len(reports), "failures": len(failures)}
    summary.update({key: sum(report.summary[key] for report in reports) for key in _SUMMED})
    words, penalty = summary["words"], round(summary["penalty"], 1)
    summary["penalty"] = penalty
    summary["penalty_per_1000_words"] = round(1000 * penalty / words, 1) if words else 0.0
    summary["score"] = round(max(0.0, 100 * (1 - penalty / words)), 1) if words else 0.0
    failed = any(report.summary["gate"] == "failed" for report in reports) or bool(failures)
    summary["gate"] = "failed" if failed else "passed"
    summary["fail_on"] = reports[0].summary["fail_on"] if reports else Gate().fail_on
    return Run(tuple(reports), summary, tool, tuple(failures))
