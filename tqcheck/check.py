"""The main job, one stage after another: read, segment, align, examine, weigh. Prints nothing, reads no settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tqcheck import __version__
from tqcheck.loading import Models
from tqcheck.progress import Stage, silent
from tqcheck.settings import Settings
from tqcheck.summing import figures, gated
from tqcheck.suppression import Directives, suppress
from tqcheck.types import (
    Bead,
    BilingualDocument,
    Document,
    Estimate,
    Finding,
    Report,
    SegmentReport,
    TqcheckError,
)
from tqcheck.verdict import WEIGHTS, segment_report
from tqcheck.withholding import withhold

if TYPE_CHECKING:
    from tqcheck.align import Alignment
    from tqcheck.encoder import Encoder
    from tqcheck.glossary import Glossary
    from tqcheck.quality.protocol import Estimator
    from tqcheck.rules import Rule


@dataclass(frozen=True, slots=True)
class Material:
    """What the stages before the examination hand over."""

    source_path: str
    target_path: str
    langs: tuple[str, str]
    beads: tuple[Bead, ...]
    warnings: tuple[str, ...]
    alignment: Alignment | None = None
    directives: Directives = field(default_factory=Directives)


def check_pair(
    source: str, target: str, settings: Settings, stage: Stage = silent, models: Models | None = None
) -> Report:
    """Check a target document against its source document, both by path (``-`` is standard input).

    ``models`` are those of a run over several documents.

    Raises:
        TqcheckError: for anything the user can mend.
    """
    from tqcheck.documents import read, same_file
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
    models = models or Models()
    models.glossary(settings, langs)
    encoder = models.encoder(settings, stage)
    models.estimator(settings, encoder, langs, stage)  # a model that cannot be loaded shows before the alignment's work
    preload(langs)
    return examine_material(align_documents(*documents, langs, encoder, stage), settings, encoder, stage, models)


def check_bilingual(path: str, settings: Settings, stage: Stage = silent, models: Models | None = None) -> Report:
    """Check a file that holds both sides; each pair is a segment.

    ``models`` are those of a run over several documents.

    Raises:
        TqcheckError: for anything the user can mend.
    """
    from tqcheck.documents import read_bilingual

    document = read_bilingual(path, format=settings.input_format, encoding=settings.encoding)
    material = bilingual_material(document, settings)
    for side, lang, option in ((0, material.langs[0], "--source-lang"), (1, material.langs[1], "--target-lang")):
        require_language((pair[side].text for pair in document.pairs), lang, path, option)
    models = models or Models()
    models.glossary(settings, material.langs)
    return examine_material(material, settings, models.encoder(settings, stage), stage, models)


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
    directives = Directives(pairs=document.directives)
    return Material(document.path, document.path, langs, beads, document.warnings, directives=directives)


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
    directives = Directives(source.directives, target.directives)
    return Material(source.path, target.path, langs, aligned, warnings, alignment, directives)


def examine_material(
    material: Material, settings: Settings, encoder: Encoder, stage: Stage = silent, models: Models | None = None
) -> Report:
    """Score and examine every bead, and weigh what was found."""
    from tqcheck.quality.protocol import warnings_of

    models = models or Models()
    estimator = models.estimator(settings, encoder, material.langs, stage)
    glossary = models.glossary(settings, material.langs)
    rules = chosen_rules(settings)
    threshold = estimator.threshold if settings.threshold is None else settings.threshold
    with stage("Scoring", len(material.beads)) as done:
        estimates = estimator.estimate(material.beads, done)
    with stage("Examining", len(material.beads)) as done:
        findings = examine_beads(material, rules, encoder, estimates, threshold, done, glossary)
    findings, idle = obey_directives(material, findings, rules)
    findings = withhold(material.beads, findings)
    material = replace(material, warnings=(*material.warnings, *glossary.warnings, *warnings_of(estimator), *idle))
    segments = weigh(material.beads, estimates, findings)
    metrics: dict[str, Any] = {}
    if settings.reference:
        from tqcheck.documents import read
        from tqcheck.reference import against_reference

        reference = read(settings.reference, encoding=settings.encoding)
        aligner = encoder if material.alignment is not None else None
        segments, metrics = against_reference(segments, reference, material.langs[1], aligner)
    return report_of(material, segments, settings, tool_signature(estimator, rules, threshold, glossary), metrics)


def chosen_rules(settings: Settings) -> tuple[Rule, ...]:
    """The rules that the settings select.

    Raises:
        TqcheckError: for a prefix that fits no rule.
    """
    from tqcheck.rules import select_rules

    return select_rules(settings.select, settings.ignore, settings.extend_select, settings.extend_ignore)


def examine_beads(
    material: Material,
    rules: Sequence[Rule],
    encoder: Encoder,
    estimates: Sequence[Estimate | None],
    threshold: float,
    done: Callable[[int], None] | None = None,
    glossary: Glossary | None = None,
) -> list[tuple[Finding, ...]]:
    """The findings for each bead."""
    from tqcheck.linking import EncoderLinker
    from tqcheck.rules.context import build_contexts
    from tqcheck.rules.examine import examine

    document = build_contexts(material.beads, *material.langs, EncoderLinker(encoder), estimates, threshold, glossary)
    return list(examine(document, rules, done))


def obey_directives(
    material: Material, findings: list[tuple[Finding, ...]], rules: Sequence[Rule]
) -> tuple[list[tuple[Finding, ...]], tuple[str, ...]]:
    """The findings, marked where a directive in a document accepts them, and warnings about idle directives."""
    if not material.directives:
        return findings, ()
    from tqcheck.documents.source import display_name
    from tqcheck.rules.registry import all_rules

    paths = display_name(material.source_path), display_name(material.target_path)
    known = [rule.code for rule in all_rules()]
    serving = [rule.code for rule in rules if rule.serves(*material.langs)]
    accepted = suppress(material.beads, findings, material.directives, paths, known, serving)
    return accepted.findings, accepted.warnings


def weigh(
    beads: Sequence[Bead], estimates: Sequence[Estimate | None], findings: Sequence[Sequence[Finding]]
) -> tuple[SegmentReport, ...]:
    """The verdict on each bead."""
    rows = zip(beads, estimates, findings, strict=True)
    return tuple(
        segment_report(number, bead, estimate, found) for number, (bead, estimate, found) in enumerate(rows, start=1)
    )


def tool_signature(
    estimator: Estimator, rules: Sequence[Rule], threshold: float, glossary: Glossary | None = None
) -> dict[str, Any]:
    """What another person needs to get the same figures."""
    from tqcheck.quality.protocol import operating_point
    from tqcheck.rules.registry import rule_set_hash

    return {
        "name": "tqcheck",
        "version": __version__,
        "model": estimator.name,
        "rules": rule_set_hash(rules),
        **({"glossary": glossary.digest} if glossary else {}),
        "threshold": operating_point(threshold),
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
    summary = figures(segments)
    if material.alignment is not None:
        summary["alignment"] = {
            "confidence": round(material.alignment.confidence, 3),
            "doubtful": material.alignment.doubtful,
        }
    if metrics:
        summary["metrics"] = metrics
    report = Report(
        material.source_path, material.target_path, *material.langs, segments, summary, tool, material.warnings
    )
    return gated(report, settings.gate)
