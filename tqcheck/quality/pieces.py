"""Where a tokenizer's pieces stand in the text, also for tokenizers that do not say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

from tqcheck.types import Span

BLANK = "▁"
SLACK = 3
"""How many characters longer than its piece a text may be: a ligature or a combining mark is normalised away."""


class Pieces(NamedTuple):
    """Token ids of a text, special ones left out, and the characters each covers."""

    ids: list[int]
    spans: list[Span]


def target_pieces(tokenizer: Any, text: str) -> Pieces:
    """The pieces of a text of the target language."""
    if tokenizer.is_fast:
        encoded = tokenizer(
            text_target=text, add_special_tokens=False, return_offsets_mapping=True, return_attention_mask=False
        )
        spans = [_trimmed(text, start, end) for start, end in encoded["offset_mapping"]]
        return Pieces(list(encoded["input_ids"]), spans)
    ids = list(tokenizer(text_target=text, add_special_tokens=False)["input_ids"])
    chunks = [Span(*match.span()) for match in re.finditer(r"\S+", text)]
    parts = [_plain(tokenizer, text[slice(*chunk)]) for chunk in chunks]
    if [piece for part in parts for piece in part] != ids:
        chunks, parts = [Span(0, len(text))], [ids]
    spans = []
    for chunk, part in zip(chunks, parts, strict=True):
        spans += piece_spans(text, chunk, _surfaces(tokenizer, part))
    return Pieces(ids, spans)


def _plain(tokenizer: Any, text: str) -> list[int]:
    return list(tokenizer(text_target=text, add_special_tokens=False)["input_ids"])


def _surfaces(tokenizer: Any, ids: Sequence[int]) -> list[str | None]:
    """What each piece is written as, without blanks; None for the unknown."""
    tokens = tokenizer.convert_ids_to_tokens(list(ids))
    return [
        None if number == tokenizer.unk_token_id else token.replace(BLANK, "")
        for number, token in zip(ids, tokens, strict=True)
    ]


def piece_spans(text: str, chunk: Span, surfaces: Sequence[str | None]) -> list[Span]:
    """The spans of a chunk's pieces.

    Pieces are matched from both ends, up to one that is unknown or that normalising has changed beyond recognition;
    those between share what is left.
    """
    left: list[Span] = []
    start = chunk.start
    for surface in surfaces:
        span = _match(text, start, chunk.end, surface)
        if span is None:
            break
        left.append(span)
        start = span.end
    right: list[Span] = []
    end = chunk.end
    for surface in reversed(surfaces[len(left) :]):
        span = _match_back(text, start, end, surface)
        if span is None:
            break
        right.append(span)
        end = span.start
    between = _trimmed(text, start, end)
    return [*left, *[between] * (len(surfaces) - len(left) - len(right)), *reversed(right)]


def _match(text: str, start: int, stop: int, surface: str | None) -> Span | None:
    if surface is None:
        return None
    while surface and start < stop and text[start].isspace():
        start += 1
    for end in range(start, min(stop, start + len(surface) + SLACK) + 1):
        if _normal(text[start:end]) == _normal(surface):
            return Span(start, end)
    return None


def _match_back(text: str, start: int, stop: int, surface: str | None) -> Span | None:
    if surface is None:
        return None
    while surface and stop > start and text[stop - 1].isspace():
        stop -= 1
    for begin in range(stop, max(start, stop - len(surface) - SLACK) - 1, -1):
        if _normal(text[begin:stop]) == _normal(surface):
            return Span(begin, stop)
    return None


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
