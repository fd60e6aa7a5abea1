"""Compare sentence splitters on text whose sentences are known: boundary F1 and sentences a second.

The folder given holds novels/*/{fr,en}.txt and textberg/dev.{de,fr} (one tokenised sentence a line) and, where
they exist, news/*.tsv and ntrex/*.tsv (a sentence pair a line). Splitters that are not installed are skipped.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Splitter = Callable[[str], list[tuple[int, int]]]

#: How many gold sentences are joined into one paragraph.
PARAGRAPH = 8
_TERMINAL = re.compile(r"[.!?…:;,]\W*$")
_DASH = re.compile(r"(?:—|–|--|-)\s")
_TITLE = re.compile(r"(?:^|\W)(?:M|MM|Mr|Mrs|Ms|Dr|St|Prof|No|Nr|Bd|S|vgl|env)\s*\.\s*$")
_LOWER = re.compile(r"\W*[a-zà-öø-ÿœ]")
_INLINE_DASH = re.compile(r"[.!?…]\s?[\"»”]?\s?(?:—|–|--)\s?(?=[\"«“]?\s?[A-ZÀ-ÖØ-Þ])")


@dataclass
class Stretch:
    """A paragraph of running text with its gold boundaries, each the number of letters and digits before it."""

    text: str
    boundaries: set[int] = field(default_factory=set)
    optional: set[int] = field(default_factory=set)


def letters(text: str) -> int:
    """The number of letters and digits in ``text``: a position that no spacing or quotation mark can shift."""
    return sum(map(str.isalnum, text))


def detokenise(line: str, lang: str, inside: bool = False) -> tuple[str, bool]:
    """Undo the corpus's spacing; ``inside`` says whether a straight quotation is open, before and after."""
    out: list[str] = []
    glue = True
    for token in line.split():
        if token in {'"', "'"}:
            opening = not out or not inside
            inside = opening
            out.append(token if opening is False or glue else " " + token)
            glue = opening
        elif token in {"«", "(", "["}:
            out.append(("" if glue else " ") + token + ("\u00a0" if token == "«" else ""))
            glue = True
        elif re.fullmatch(r"[,.)\]…]|\.\.+", token):
            out.append(token)
            glue = False
        elif token in {"!", "?", ";", ":", "»"}:
            out.append(("\u00a0" if lang == "fr" or token == "»" else "") + token)
            glue = False
        else:
            attached = glue or token.startswith("'") or re.match(r"-[a-z]", token)
            out.append(("" if attached else " ") + token)
            glue = lang == "fr" and token.endswith("'")
    return "".join(out), inside


def repair(lines: Iterable[str]) -> Iterator[str]:
    """Rejoin lines that the gold broke inside a sentence: before a small letter and after a title ("Mrs.")."""
    held = ""
    for line in lines:
        if held and (_LOWER.match(line) or _TITLE.search(held)):
            held += " " + line
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def stretches(lines: Iterable[str], lang: str) -> Iterator[Stretch]:
    """Join gold sentences into paragraphs; headings and lines of dialogue stand alone, as in print."""
    current, count, inside = Stretch(""), 0, False
    for line in lines:
        text, inside = detokenise(line, lang, inside)
        heading = not _TERMINAL.search(line)
        if current.text and (heading or count == PARAGRAPH or _DASH.match(text)):
            yield current
            current, count = Stretch(""), 0
        if current.text:
            current.boundaries.add(letters(current.text))
        base = len(current.text) + bool(current.text)
        current.text = f"{current.text} {text}" if current.text else text
        current.optional |= {letters(current.text[: base + m.start()]) for m in _INLINE_DASH.finditer(text)}
        count += 1
        if heading:
            yield current
            current, count = Stretch(""), 0
    if current.text:
        yield current


def load(root: Path, raw: bool) -> Iterator[tuple[str, str, list[Stretch]]]:
    """Yield (name, language, paragraphs) for each gold text under ``root``."""
    for path in sorted([*root.glob("novels/*/*.txt"), *root.glob("textberg/dev.*")]):
        lang = path.stem if path.parent.parent.name == "novels" else path.suffix[1:]
        if lang not in {"fr", "en", "de"}:
            continue
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if letters(line)]
        name = f"{path.parent.name[:20]}.{lang}"
        yield name, lang, list(stretches(lines if raw else repair(lines), lang))
    for path in sorted([*root.glob("news/dev.tsv"), *root.glob("ntrex/dev.tsv")]):
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        for column, name in enumerate(rows[0][:2]):
            lang = name[:2]
            yield f"{path.parent.name}.{lang}", lang, list(_sentence_lines([row[column] for row in rows[1:]]))


def _sentence_lines(lines: Sequence[str]) -> Iterator[Stretch]:
    """Join untokenised sentences; headlines are left out: without a stop they leave nothing to find."""
    kept = [line.strip() for line in lines if _TERMINAL.search(line)]
    for start in range(0, len(kept), PARAGRAPH):
        stretch = Stretch("")
        for line in kept[start : start + PARAGRAPH]:
            if stretch.text:
                stretch.boundaries.add(letters(stretch.text))
            stretch.text = f"{stretch.text} {line}".strip()
        yield stretch


@dataclass
class Score:
    """Counts of boundaries: found and right, found and wrong, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}"


def score(splitter: Splitter, paragraphs: Sequence[Stretch], raw: bool, errors: int = 0) -> tuple[Score, int, float]:
    """Boundary counts, sentences and seconds; ``errors`` of the disagreements are printed."""
    begun = time.perf_counter()
    found = [splitter(paragraph.text) for paragraph in paragraphs]
    seconds = time.perf_counter() - begun
    total = Score()
    for paragraph, spans in zip(paragraphs, found, strict=True):
        got = Counter(letters(paragraph.text[:start]) for start, _ in spans[1:])
        ignored = set() if raw else paragraph.optional - paragraph.boundaries
        total.right += sum(1 for place in paragraph.boundaries if got[place])
        total.missed += sum(1 for place in paragraph.boundaries if not got[place])
        counted = ((place, n) for place, n in got.items() if place not in ignored)
        total.wrong += sum(n - (place in paragraph.boundaries) for place, n in counted)
        if errors > 0:
            errors -= _print_errors(paragraph, set(got), ignored)
    return total, sum(map(len, found)), seconds


def _print_errors(paragraph: Stretch, got: set[int], ignored: set[int]) -> int:
    """Print each disagreement of a paragraph with what stands on either side; return how many."""
    offsets = [i for i, character in enumerate(paragraph.text) if character.isalnum()]
    wrong = (got ^ paragraph.boundaries) - ignored
    for place in sorted(wrong):
        middle = offsets[place] if 0 <= place < len(offsets) else len(paragraph.text)
        kind = "+" if place in got else "-"
        print(f"   {kind} {paragraph.text[max(0, middle - 50) : middle]!r} | {paragraph.text[middle : middle + 40]!r}")
    return len(wrong)


def locate(text: str, sentences: Iterable[str]) -> list[tuple[int, int]]:
    """Offsets of sentences that a splitter returned as strings, in order; a string it altered is passed over."""
    spans, cursor = [], 0
    for sentence in sentences:
        stripped = sentence.strip()
        start = text.find(stripped, cursor)
        if stripped and start >= 0:
            cursor = start + len(stripped)
            spans.append((start, cursor))
    return spans


def _ours(lang: str) -> Splitter:
    from tqcheck.text.segmentation import split_sentences

    return lambda text: [(span.start, span.end) for span in split_sentences(text, lang)]


def _sentencex(lang: str) -> Splitter:
    import sentencex  # type: ignore[import-untyped]

    return lambda text: locate(text, sentencex.segment(lang, text))


def _pysbd(lang: str) -> Splitter:
    import pysbd  # type: ignore[import-not-found]

    segmenter = pysbd.Segmenter(language=lang, clean=False)
    return lambda text: locate(text, segmenter.segment(text))


def _spacy_rules(lang: str) -> Splitter:
    import spacy

    nlp = spacy.blank(lang)
    nlp.add_pipe("sentencizer")
    return lambda text: [(s.start_char, s.end_char) for s in nlp(text).sents]


def _spacy_senter(lang: str) -> Splitter:
    import spacy

    model = "en_core_web_sm" if lang == "en" else f"{lang}_core_news_sm"
    nlp = spacy.load(model, exclude=["parser", "ner", "tagger", "lemmatizer", "morphologizer", "attribute_ruler"])
    nlp.enable_pipe("senter")
    return lambda text: [(s.start_char, s.end_char) for s in nlp(text).sents]


def _spacy_parser(lang: str) -> Splitter:
    import spacy

    model = "en_core_web_sm" if lang == "en" else f"{lang}_core_news_sm"
    nlp = spacy.load(model, exclude=["ner", "lemmatizer"])
    return lambda text: [(s.start_char, s.end_char) for s in nlp(text).sents]


def _nupunkt(lang: str) -> Splitter:
    import nupunkt  # type: ignore[import-not-found]

    return lambda text: locate(text, nupunkt.sent_tokenize(text))


def _blingfire(lang: str) -> Splitter:
    import blingfire  # type: ignore[import-not-found]

    return lambda text: locate(text, blingfire.text_to_sentences(text).split("\n"))


def _syntok(lang: str) -> Splitter:
    from syntok import segmenter  # type: ignore[import-not-found]

    def split(text: str) -> list[tuple[int, int]]:
        groups = (sentence for paragraph in segmenter.analyze(text) for sentence in paragraph)
        return [(tokens[0].offset, tokens[-1].offset + len(tokens[-1].value)) for tokens in groups if tokens]

    return split


def _koehn(lang: str) -> Splitter:
    from sentence_splitter import SentenceSplitter  # type: ignore[import-not-found]

    splitter = SentenceSplitter(language=lang)
    return lambda text: locate(text, splitter.split(text))


SPLITTERS: dict[str, Callable[[str], Splitter]] = {
    "tqcheck": _ours,
    "sentencex": _sentencex,
    "pysbd": _pysbd,
    "nupunkt": _nupunkt,
    "blingfire": _blingfire,
    "syntok": _syntok,
    "sentence-splitter": _koehn,
    "spacy-sentencizer": _spacy_rules,
    "spacy-senter": _spacy_senter,
    "spacy-parser": _spacy_parser,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Print one line for each text and splitter."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("corpora", type=Path, help="folder that holds novels/, textberg/, news/")
    parser.add_argument("--splitter", action="append", choices=[*SPLITTERS], help="only these (default: all installed)")
    parser.add_argument("--only", default="", help="only texts whose name matches this regular expression")
    parser.add_argument("--raw-gold", action="store_true", help="score the gold as it is, its known artefacts included")
    parser.add_argument("--errors", type=int, default=0, help="print about this many disagreements for each text")
    args = parser.parse_args(argv)
    texts = [text for text in load(args.corpora, args.raw_gold) if re.search(args.only, text[0])]
    if not texts:
        parser.error(f"{args.corpora}: no novels/*/*.txt, textberg/dev.* or news/dev.tsv matches; name their folder")
    for name in args.splitter or SPLITTERS:
        for text, lang, paragraphs in texts:
            try:
                splitter = SPLITTERS[name](lang)
                splitter("Warm up. Twice.")
            except Exception as error:
                print(f"{name:18} {text:26} skipped: {type(error).__name__}: {str(error).splitlines()[0][:70]}")
                continue
            counts, sentences, seconds = score(splitter, paragraphs, args.raw_gold, args.errors)
            print(f"{name:18} {text:26} {counts}  {sentences / seconds:10,.0f} sentences/s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
