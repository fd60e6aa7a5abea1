"""``tqcheck align`` as a function: two files in, an alignment of their sentences out."""

from __future__ import annotations

from tqcheck.align.types import AlignedFiles
from tqcheck.progress import Stage, silent
from tqcheck.types import Document, Segment


def align_files(
    source: str,
    target: str,
    *,
    langs: tuple[str, str] = ("fr", "en"),
    segmented: bool = False,
    input_format: str | None = None,
    encoding: str | None = None,
    encoder: str | None = None,
    device: str | None = None,
    stage: Stage = silent,
) -> AlignedFiles:
    """Read, segment and align two files; with ``segmented`` each line is a sentence.

    Raises:
        TqcheckError: for anything the user can mend.
    """
    from tqcheck.align import align
    from tqcheck.documents import read
    from tqcheck.documents.source import display_name
    from tqcheck.encoder import load_encoder
    from tqcheck.text.segmentation import segment_document

    documents = [read(path, format=input_format, encoding=encoding) for path in (source, target)]
    if segmented:
        left, right = (lines(document) for document in documents)
    else:
        left, right = (segment_document(d, lang) for d, lang in zip(documents, langs, strict=True))
    with stage("Loading the model", 1) as done:
        loaded = load_encoder(encoder, device)
        done(1)
    names = display_name(source), display_name(target)
    with stage("Aligning", len(left) + len(right)) as done:
        return AlignedFiles(left, right, langs, align(left, right, loaded, progress=done), names)


def lines(document: Document) -> tuple[Segment, ...]:
    """Every line of a document as a sentence, blank lines too, so that line numbers stay indices."""
    segments, start = [], 0
    for number, line in enumerate(document.text.split("\n")):
        text = line.rstrip("\r")
        segments.append(Segment(text, start, start + len(text), number + 1, paragraph=number))
        start += len(line) + 1
    if segments and not segments[-1].text:
        segments.pop()
    return tuple(segments)
