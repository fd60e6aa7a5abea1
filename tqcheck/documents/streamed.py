"""Pairs of a TSV or JSON-lines file of any length, one after another: no more than the line at hand is held."""

from __future__ import annotations

import codecs
import contextlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from tqcheck.documents.assemble import Pair
from tqcheck.documents.decode import MAX_LINE
from tqcheck.documents.delimited import tsv_pairs
from tqcheck.documents.formats import detect_format
from tqcheck.documents.jsonl import Languages, jsonl_pairs
from tqcheck.documents.source import STDIN, display_name
from tqcheck.types import TqcheckError

STREAMED = ("tsv", "jsonl")


def format_of(path: str, override: str | None = None) -> str:
    """The format of a file that may be streamed; standard input is TSV unless said otherwise."""
    return "tsv" if path == STDIN and override is None else detect_format(path, override)


def stream_pairs(path: str, format: str | None = None, encoding: str | None = None) -> Iterator[tuple[Languages, Pair]]:
    """The pairs of a file in one of the formats :data:`STREAMED`, each with the languages that it is said to be in.

    Raises:
        TqcheckError: for a file that cannot be read, and for a line that holds no pair, with its number.
    """
    name = display_name(path)
    with _opened(path, encoding or "utf-8-sig") as stream:
        numbered = _numbered(name, stream, encoding)
        if format_of(path, format) == "jsonl":
            yield from jsonl_pairs(name, numbered)
            return
        for columns, pair in tsv_pairs(name, numbered):
            yield (columns.source_lang, columns.target_lang), pair


@contextlib.contextmanager
def _opened(path: str, encoding: str) -> Iterator[TextIO]:
    """The text of a file; a byte that is none in its encoding stands as half a surrogate pair, to be told by line."""
    name = display_name(path)
    try:
        codecs.lookup(encoding)
    except LookupError:
        message = f"{name}: unknown encoding {encoding!r}: name one such as utf-8 or windows-1252"
        raise TqcheckError(message) from None
    try:
        with contextlib.nullcontext(sys.stdin.buffer) if path == STDIN else Path(path).open("rb") as raw:
            stream = io.TextIOWrapper(raw, encoding=encoding, errors="surrogateescape")
            try:
                yield stream
            finally:
                stream.detach()  # standard input stays open
    except OSError as error:
        raise TqcheckError(f"{name}: cannot be read ({error.strerror}): check the path") from None


def _numbered(name: str, stream: TextIO, encoding: str | None) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, without their ends."""
    number = 0
    spoilt = f"is not {encoding or 'UTF-8'}: mend it, or name the encoding with --encoding"
    while True:
        number += 1
        try:
            line = stream.readline(MAX_LINE + 1)
            line.encode()
        except UnicodeError:
            raise TqcheckError(f"{name}: line {number} {spoilt}") from None
        if not line:
            return
        if len(line) > MAX_LINE:
            raise TqcheckError(f"{name}: line {number} is over {MAX_LINE:,} characters long: break it")
        yield number, line.rstrip("\r\n")
