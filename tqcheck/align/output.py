"""Writes an alignment as JSON, TSV, TMX, XLIFF or a ladder of sentence indices."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from tqcheck.align.types import AlignedFiles


def write_alignment(aligned: AlignedFiles, output_format: str, stream: TextIO) -> None:
    """Write an alignment in one of ``json``, ``tsv``, ``tmx``, ``xliff``, ``ladder``."""
    writers: dict[str, Callable[[AlignedFiles, TextIO], None]] = {
        "json": _json,
        "tsv": _tsv,
        "tmx": _tmx,
        "xliff": _xliff,
        "ladder": _ladder,
    }
    writers[output_format](aligned, stream)


def _json(aligned: AlignedFiles, stream: TextIO) -> None:
    beads = []
    for link in aligned.alignment.links:
        source, target = aligned.texts(link)
        beads.append(
            {
                "source": list(link.source),
                "target": list(link.target),
                "score": round(link.cost, 4),
                "confidence": round(link.confidence, 4),
                "source_text": source,
                "target_text": target,
            }
        )
    whole = {
        "beads": beads,
        "confidence": round(aligned.alignment.confidence, 4),
        "doubtful": aligned.alignment.doubtful,
    }
    json.dump(whole, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _tsv(aligned: AlignedFiles, stream: TextIO) -> None:
    stream.write("source\ttarget\ttype\tconfidence\tsource_indices\ttarget_indices\n")
    for link in aligned.alignment.links:
        source, target = (text.replace("\t", " ") for text in aligned.texts(link))
        places = "\t".join(" ".join(map(str, side)) for side in (link.source, link.target))
        stream.write(f"{source}\t{target}\t{link.type}\t{link.confidence:.4f}\t{places}\n")


def _tmx(aligned: AlignedFiles, stream: TextIO) -> None:
    from tqcheck.align.exchange import tmx

    stream.write(tmx(aligned).decode("utf-8"))


def _xliff(aligned: AlignedFiles, stream: TextIO) -> None:
    from tqcheck.align.exchange import xliff

    stream.write(xliff(aligned).decode("utf-8"))


def _ladder(aligned: AlignedFiles, stream: TextIO) -> None:
    for link in aligned.alignment.links:
        stream.write(f"{list(link.source)}:{list(link.target)}:{link.cost:.6f}\n")
