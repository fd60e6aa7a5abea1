"""``tqcheck eval``: figures against labelled corpora."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tqcheck.cli.configuration import config_options
from tqcheck.cli.eval_rules import rule_figures
from tqcheck.cli.options import (
    encoder_options,
    estimator_for,
    language_options,
    languages,
    model_options,
    output_stream,
    progress_stage,
)
from tqcheck.types import TqcheckError

if TYPE_CHECKING:
    from tqcheck.evaluate.gold import Counts, SpanScores


@click.group(name="eval")
def evaluate() -> None:
    """Measure tqcheck against labelled corpora."""


evaluate.add_command(rule_figures)


@evaluate.command(name="check")
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False))
@config_options()
@click.option("--missed", is_flag=True, help="List the errors that no finding touches and the lines flagged in vain.")
@language_options
@model_options
def check_folders(folders: tuple[str, ...], missed: bool, **options: Any) -> None:
    """Paragraph and span precision and recall on folders of labelled document pairs.

    A folder holds NAME.fr.txt, NAME.en.txt and NAME.gold.tsv (line, span, category, severity).
    """
    from pathlib import Path

    from tqcheck.check import check_pair
    from tqcheck.evaluate.gold import Counts, SpanScores, find_pairs, flagged_lines, paragraph_counts, span_scores
    from tqcheck.settings import Settings

    langs = languages(options)
    settings = Settings(*langs, **{name: options[name] for name in ("encoder", "device", "model", "calibration")})
    pairs = [(Path(folder).name, pair) for folder in folders for pair in find_pairs(Path(folder), *langs)]
    total = Counts(), SpanScores()
    click.echo(f"{'pair':<24} {'paragraphs: flagged':>20} {'precision':>10} {'recall':>7}   spans: precision  recall")
    for folder, pair in pairs:
        report = check_pair(str(pair.source), str(pair.target), settings, progress_stage)
        paragraphs, spans = paragraph_counts(pair, report), span_scores(pair, report)
        total = total[0] + paragraphs, total[1] + spans
        click.echo(_gold_row(f"{folder}/{pair.name}", paragraphs, spans))
        if missed:
            for error in spans.missed:
                click.echo(f"  missed  line {error.line}: {error.text} ({error.category}, {error.severity.value})")
            for line in sorted(flagged_lines(report) - {error.line for error in pair.errors}):
                click.echo(f"  in vain line {line}: {_reasons(report, line)}")
    if len(pairs) > 1:
        click.echo(_gold_row(f"total of {len(pairs)}", *total))


def _gold_row(name: str, paragraphs: Counts, spans: SpanScores) -> str:
    vain = paragraphs.reported - paragraphs.hits
    return (
        f"{name:<24} {paragraphs.hits:>3} of {paragraphs.wanted:>3}, {vain:>2} in vain "
        f"{paragraphs.precision:>9.3f} {paragraphs.recall:>7.3f}"
        f"   {spans.findings.precision:>16.3f} {spans.spans.recall:>7.3f}"
    )


def _reasons(report: Any, line: int) -> str:
    found = [s for s in report.segments if s.flagged and (s.bead.target.line or s.bead.source.line) == line]
    reasons = [f"{f.code} {f.message}" for s in found for f in s.findings]
    return "; ".join(reasons) or "the model alone"


@evaluate.command(name="alarms")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--select", metavar="CODES", default="", help="Rules to run, by prefix.  [default: all]")
@click.option("--limit", type=click.IntRange(1), help="Read at most this many pairs of a file.")
@click.option("--show", type=click.IntRange(0), default=0, help="Print this many samples a rule.")
@language_options
@model_options
def alarms(files: tuple[str, ...], select: str, limit: int | None, show: int, **options: Any) -> None:
    """Segments flagged in clean human translations, by rule: tab-separated pairs with a header line."""
    from tqcheck.encoder import load_encoder
    from tqcheck.evaluate.alarms import false_alarms
    from tqcheck.evaluate.corpora import read_pairs
    from tqcheck.rules import select_rules

    encoder = load_encoder(options["encoder"], options["device"])
    rules = select_rules(tuple(code for code in select.upper().split(",") if code))
    langs = languages(options)
    estimator = estimator_for(options, langs, encoder)
    for file in files:
        found = false_alarms(read_pairs(file)[:limit], rules, encoder, estimator, langs, show)
        click.echo(
            f"{file}: {found.flagged} of {found.segments} segments flagged, {found.share(found.flagged):.2f} in 100 "
            f"(rules {found.share(found.by_rules):.2f}, model {found.share(found.by_model):.2f})"
        )
        for code, count in found.codes.most_common():
            click.echo(f"  {code}  {count:>5}  {found.share(count):.3f} in 100")
            for bead, finding in found.samples.get(code, ()):
                click.echo(f"      {bead.source.text}\n      {bead.target.text}\n      -> {finding.message}")


@evaluate.command(name="challenge")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--split", type=click.Choice(["keep", "tune"]), default="keep", show_default=True)
@click.option("--select", metavar="CODES", default="", help="Rules to run, by prefix.  [default: all]")
@click.option("--failed", is_flag=True, help="List the items judged wrongly.")
@language_options
@encoder_options
def challenge(files: tuple[str, ...], split: str, select: str, failed: bool, **options: Any) -> None:
    """Precision and recall of the rules on challenge sets, by kind."""
    from pathlib import Path

    from tqcheck.encoder import load_encoder
    from tqcheck.evaluate.challenge import read_items, run_items, tally
    from tqcheck.linking import EncoderLinker
    from tqcheck.rules import select_rules

    linker = EncoderLinker(load_encoder(options["encoder"], options["device"]))
    rules = select_rules(tuple(code for code in select.upper().split(",") if code))
    langs = languages(options)
    click.echo(f"{'set, kind':<40} {'items':>5} {'wrong':>5} {'precision':>9} {'recall':>7}")
    for file in files:
        items = [item for item in read_items(Path(file)) if item.split == split]
        found = run_items(items, rules, langs, linker)
        for kind in ("", *sorted({item.kind for item in items})):
            rows = [(i, f) for i, f in zip(items, found, strict=True) if kind in ("", i.kind)]
            score = tally([i for i, _ in rows], [f for _, f in rows])
            name = f"  {kind}" if kind else Path(file).stem
            click.echo(f"{name:<40} {len(rows):>5} {score.wanted:>5} {score.precision:>9.3f} {score.recall:>7.3f}")
        for item, findings in zip(items, found, strict=True):
            if failed and item.wrong != bool(findings):
                click.echo(f"  {'missed' if item.wrong else 'in vain'} {item.id}: {' || '.join(item.source)}")
                click.echo(f"      {' || '.join(item.target)}  {[f.code for f in findings]}")


@evaluate.command(name="align")
@click.argument("gold", type=click.Path(exists=True))
@click.argument("alignment", required=False, type=click.Path(exists=True, dir_okay=False))
@click.option("--linked-only", is_flag=True, help="Score linked spans only, for gold that leaves out null links.")
@encoder_options
def align_scores(gold: str, alignment: str | None, linked_only: bool, **options: Any) -> None:
    """Strict and lax precision, recall and F1 of an ALIGNMENT (JSON, TSV, TMX, XLIFF or ladder) against a GOLD one.

    For a folder that holds textberg/ and novels/, in place of both: F1 on each of these documents, and how far the
    confidence of its beads is true, with weights and calibration fitted on the others (some minutes).
    """
    from pathlib import Path

    from tqcheck.align.reading import read_links
    from tqcheck.align.scoring import score_links

    if Path(gold).is_dir():
        _left_out(Path(gold), alignment, options)
        return
    if alignment is None:
        raise TqcheckError(f"{gold}: name the alignment to score after the gold one")
    scores = score_links(read_links(Path(gold)), read_links(Path(alignment)), linked_only=linked_only)
    click.echo("        precision  recall     F1")
    for name, value in (("strict", scores.strict), ("lax", scores.lax)):
        click.echo(f"{name:<7} {value.precision:>9.4f} {value.recall:>7.4f} {value.f1:>6.4f}")


def _left_out(folder: Any, alignment: str | None, options: dict[str, Any]) -> None:
    """Leave each of a folder's gold documents out in turn, and print how it fares."""
    from tqcheck.encoder import load_encoder
    from tqcheck.training.alignment_left_out import leave_one_out, print_left_out
    from tqcheck.training.alignment_weights import material_of
    from tqcheck.training.gold_alignments import gold_documents

    if alignment is not None:
        raise TqcheckError(f"{folder}: a folder of gold documents is aligned anew: leave out {alignment}")
    documents = list(gold_documents(folder))
    encoder = load_encoder(options["encoder"], options["device"])
    with progress_stage("Aligning", len(documents)) as done:
        materials = []
        for document in documents:
            materials.append(material_of(document, encoder))
            done(1)
    with progress_stage("Fitting", len(documents)) as done:
        left = list(leave_one_out(materials, done=done))
    print_left_out(left, click.echo)


@evaluate.command(name="qe")
@click.argument("data", type=click.Path(exists=True, file_okay=False))
@click.option("--only", metavar="CORPORA", help="Some of speed,wce,bio,demetr,diabla,transread,gender,graded,clean.")
@click.option("--predictions", metavar="bio=FILE", multiple=True, help="JSON lines that stand in for the estimator.")
@click.option("--json", "json_file", metavar="FILE", type=click.Path(dir_okay=False), help="Write them as JSON too.")
@click.option("--limit", type=click.IntRange(1), hidden=True)
@model_options
def quality_estimation(data: str, only: str | None, predictions: tuple[str, ...], **options: Any) -> None:
    """Every figure of an estimator of quality against the labelled corpora of the folder DATA.

    DATA holds wce-lig/, bio-mqm/, demetr/, diabla/, transread-subtitles/, mt-geneval/, graded/, news/ and ntrex/;
    what is missing is skipped and said so. The intervals are bootstrap percentiles over documents, or segments where
    there are none.

    Lines of --predictions have index (the line of the corpus file, from 0), doc, system, score, p_error, words (start,
    end, p_bad) and, if there are any, gaps.
    """
    import contextlib
    import json
    from pathlib import Path

    from tqcheck.evaluate.qe.predictions import prediction_files
    from tqcheck.evaluate.qe.run import chosen, measure
    from tqcheck.evaluate.qe.session import Session
    from tqcheck.evaluate.qe.table import TableWriter, as_json

    corpora, files = chosen(only), prediction_files(predictions)
    make, encode = _estimator_maker(options)
    session = Session(make, encode, progress_stage, files, options["limit"])
    lines = []
    with output_stream(None) as stream, contextlib.ExitStack() as stack:
        # opened first: a file that cannot be written must not cost the whole measurement
        json_stream = stack.enter_context(output_stream(options["json_file"])) if options["json_file"] else None
        table = TableWriter(stream)
        for line in measure(Path(data), corpora, session):
            table.write(line)
            lines.append(line)
        table.end(session.about())
        if json_stream:
            json_stream.write(json.dumps(as_json(lines, session.about()), ensure_ascii=False, indent=1) + "\n")


def _estimator_maker(options: dict[str, Any]) -> tuple[Any, Any]:
    """A function from a language pair to the estimator, and one that runs the encoder alone; loaded when called."""
    import functools

    @functools.cache
    def encoder() -> Any:
        from tqcheck.encoder import load_encoder

        return load_encoder(options["encoder"], options["device"])

    def make(langs: tuple[str, str]) -> Any:
        from tqcheck.quality.loading import needs_encoder

        return estimator_for(options, langs, encoder() if needs_encoder(options["model"]) else None)

    return make, lambda texts: encoder().sentences(texts)
