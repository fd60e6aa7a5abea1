"""Pairs by the million: a line of JSON for each segment, in order.

A file of pairs is examined in blocks, each as a document of its own, so that neither memory nor what is found in a pair
depends on how many pairs there are; a run that goes on begins at the same bounds, and so writes the same lines.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tqcheck.batching.written import Written, json_line
from tqcheck.check import bilingual_material, examine_material, require_language
from tqcheck.documents.assemble import Pair, segments_of
from tqcheck.documents.source import display_name
from tqcheck.documents.streamed import stream_pairs
from tqcheck.loading import Models
from tqcheck.report.json import segment_object
from tqcheck.types import BilingualDocument, Report, TqcheckError

if TYPE_CHECKING:
    from tqcheck.settings import Settings

BLOCK = 256


def segment_lines(
    path: str,
    settings: Settings,
    written: Written,
    warn: Callable[[str], None],
    done: Callable[[int], None],
) -> Iterator[list[str]]:
    """The lines of the pairs of a file, a block at a time, from after those written.

    ``warn`` gets each warning once; ``done`` gets counts of pairs done, those of the earlier run included.

    Raises:
        TqcheckError: for what the user can mend in the file or in what was written from it.
    """
    blocks = _Blocks(path, settings, written)
    said: set[str] = set()
    for first, block in _parted(stream_pairs(path, settings.input_format, settings.encoding)):
        blocks.require_same(first, block)
        if first + len(block) > written.lines:
            report = blocks.examined(block)
            for warning in report.warnings:
                if warning not in said:
                    warn(warning)
            said.update(report.warnings)
            yield blocks.lines(first, report)
        done(len(block))
    blocks.require_end()


def _parted(pairs: Iterable[tuple[Any, Pair]]) -> Iterator[tuple[int, list[tuple[Any, Pair]]]]:
    """Blocks of pairs, each with the index of its first."""
    rest = iter(pairs)
    for first in itertools.count(0, BLOCK):
        block = list(itertools.islice(rest, BLOCK))
        if not block:
            return
        yield first, block


class _Blocks:
    """The blocks of one file: their examination, and how they fit what is written."""

    def __init__(self, path: str, settings: Settings, written: Written) -> None:
        self.path, self.settings, self.written = path, settings, written
        self.models = Models()
        self.languages: tuple[str | None, str | None] | None = None
        self.pairs = 0
        self.known = False

    def require_same(self, first: int, block: Sequence[tuple[Any, Pair]]) -> None:
        """Refuse to go on where the last line written is of another pair."""
        self.languages = self.languages or block[0][0]
        self.pairs = first + len(block)
        position = self.written.lines - 1 - first
        if not 0 <= position < len(block):
            return
        pair, last = block[position][1], self.written.last
        if [_text(last, side) for side in ("source", "target")] != [pair.source, pair.target]:
            raise self.written.trouble(f"is not of pair {self.written.lines} of {display_name(self.path)}")

    def require_end(self) -> None:
        """Refuse a file that holds nothing, or fewer pairs than there are lines written."""
        if not self.pairs:
            raise TqcheckError(f"{display_name(self.path)}: empty file: there is nothing to check")
        if self.pairs < self.written.lines:
            raise self.written.trouble(f"{display_name(self.path)} has {self.pairs} pairs only")

    def examined(self, block: Sequence[tuple[Any, Pair]]) -> Report:
        """The report on a block; the first one must be in the languages it is said to be in."""
        pairs = tuple(segments_of(pair, index) for index, (_, pair) in enumerate(block))
        document = BilingualDocument(self.path, pairs, "pairs", *(self.languages or (None, None)))
        material = bilingual_material(document, self.settings)
        if not self.known:
            for side, option in enumerate(("--source-lang", "--target-lang")):
                require_language((pair[side].text for pair in pairs), material.langs[side], self.path, option)
            self.known = True
        encoder = self.models.encoder(self.settings)
        with forgetting(material.langs):
            return examine_material(material, self.settings, encoder, models=self.models)

    def lines(self, first: int, report: Report) -> list[str]:
        """The lines of a block that are not written yet."""
        signature = signature_of(report.tool)
        if self.written.lines and self.written.last.get("signature") != signature:
            raise self.written.trouble("was written with other settings or another version")
        fresh = report.segments[max(0, self.written.lines - first) :]
        rows = (segment_object(replace(segment, id=first + segment.id)) for segment in fresh)
        return [json_line({**row, "signature": signature}) for row in rows]


@contextlib.contextmanager
def forgetting(langs: Iterable[str]) -> Iterator[None]:
    """Let the parsers forget the words of a block afterwards: they would keep each that they ever saw."""
    from tqcheck.rules.analysis import PARSERS, load_parser

    with contextlib.ExitStack() as stack:
        for lang in {*langs} & PARSERS.keys():
            stack.enter_context(load_parser(lang).memory_zone())
        yield


def _text(row: Mapping[str, Any], side: str) -> Any:
    found = row.get(side)
    return found.get("text") if isinstance(found, dict) else None


def signature_of(tool: Mapping[str, Any]) -> str:
    """Twelve hexadecimal digits for the signature of a report, which is too long for every line."""
    return hashlib.sha256(json.dumps(tool, sort_keys=True).encode()).hexdigest()[:12]
