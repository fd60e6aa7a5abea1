"""Plausible wrong words from the generator, written to a file once and planted from there."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from tqcheck.atomic import replacing
from tqcheck.training.errors.types import Corrupted, Planted
from tqcheck.training.qe.material import Material, Pair, bucketed
from tqcheck.training.qe.states import LowerLayers
from tqcheck.training.qe.tlm import Generator
from tqcheck.types import Severity, Span

SHARE = 0.15
CANDIDATES = 40
TOO_LIKELY = 0.5
"""A guess at least this many times as likely as the word it would replace may well be right too."""

TOO_LIKE = 0.55
"""Cosine of two words' input embeddings from which they are taken for inflections or synonyms of each other."""


def build_pool(
    generator: Generator, lower: LowerLayers, centres: Tensor, material: Material, count: int, seed: int = 7
) -> Iterator[tuple[Pair, Corrupted]]:
    """Clean pairs with one to three words replaced by what the generator finds likely there but is not."""
    rng = random.Random(seed)
    table = torch.nn.functional.normalize(generator.table, dim=-1)  # type: ignore[arg-type]
    while count > 0:
        pairs = [p for p in (material.draw(rng) for _ in range(256)) if len(p[1].split()) > 3]
        sources, _ = lower.tokenize([pair[0] for pair in pairs])
        targets, offsets = lower.tokenize([pair[1] for pair in pairs])
        lengths = [len(a) + len(b) for a, b in zip(sources, targets, strict=True)]
        for batch in bucketed(lengths, 2400, rng):
            rows = [(pairs[i], sources[i], targets[i], offsets[i]) for i in batch]
            for pair, corrupted in _replace(generator, lower, centres, table, rows, rng):
                yield pair, corrupted
                count -= 1


def _replace(
    generator: Generator, lower: LowerLayers, centres: Tensor, table: Tensor, rows: Sequence[Any], rng: random.Random
) -> Iterator[tuple[Pair, Corrupted]]:
    from tqcheck.quality.interaction import Pairs

    mask_id = lower.tokenizer.mask_token_id
    wholes = [_whole_words(pair[1], ids, places) for pair, _, ids, places in rows]
    chosen = [sorted(rng.sample(w, min(len(w), max(1, round(SHARE * len(w)))))) for w in wholes]
    ids = [
        [mask_id if i in set(hit) else piece for i, piece in enumerate(row[2])]
        for row, hit in zip(rows, chosen, strict=True)
    ]
    with torch.inference_mode(), torch.autocast(lower.device.type, dtype=torch.bfloat16):
        pairs = Pairs(*lower([row[1] for row in rows]), *lower(ids))
        masked = torch.zeros_like(pairs.target_mask)
        for index, hit in enumerate(chosen):
            masked[index, hit] = True
        scores = generator(pairs, centres, masked).float().log_softmax(-1)
    place = 0
    for row, hit in zip(rows, chosen, strict=True):
        guesses = scores[place : place + len(hit)]
        place += len(hit)
        made = _plant(generator, lower, table, row, hit, guesses, rng)
        if made is not None:
            yield row[0], made


def _whole_words(text: str, ids: Sequence[int], places: Sequence[tuple[int, int]]) -> list[int]:
    """Pieces that are a whole lower-case word of letters."""
    found = []
    for index, (start, end) in enumerate(places):
        word = text[start:end].strip()
        begins = start == 0 or text[start : start + 1].isspace()
        ends = end == len(text) or not text[end].isalnum()
        if begins and ends and word.isalpha() and (word.islower() or start == 0):
            found.append(index)
    return found


def _plant(
    generator: Generator,
    lower: LowerLayers,
    table: Tensor,
    row: Any,
    hit: Sequence[int],
    guesses: Tensor,
    rng: random.Random,
) -> Corrupted | None:
    (_, target), _, ids, places = row
    pieces: Any = generator.pieces
    wanted = rng.choices((1, 2, 3), (0.7, 0.2, 0.1))[0]
    edits: list[tuple[tuple[int, int], str]] = []
    for place, scores in rng.sample(list(zip(hit, guesses, strict=True)), len(hit)):
        if len(edits) == wanted:
            break
        own = generator.place_of(ids[place])
        if own is None:
            continue
        word = target[places[place][0] : places[place][1]].strip()
        found = _wrong_word(scores, own, table, pieces, lower, word, rng)
        if found:
            edits.append((places[place], found))
    return _applied(target, sorted(edits)) if edits else None


def _wrong_word(
    scores: Tensor, own: int, table: Tensor, pieces: Tensor, lower: LowerLayers, word: str, rng: random.Random
) -> str | None:
    """A guess drawn by likelihood among those that are not likely right and not like the word itself."""
    top = scores.topk(CANDIDATES)
    ceiling = float(scores[own]) + torch.log(torch.tensor(TOO_LIKELY)).item()
    likeness = table[top.indices] @ table[own]
    options, weights = [], []
    for value, index, like in zip(top.values.tolist(), top.indices.tolist(), likeness.tolist(), strict=True):
        piece = str(lower.tokenizer.convert_ids_to_tokens(int(pieces[index])))
        guess = piece[1:]
        if index == own or value > ceiling or like > TOO_LIKE or not piece.startswith("▁") or not guess.isalpha():
            continue
        if len(guess) < 2 or not guess.islower() or guess[:4] == word.lower()[:4]:
            continue
        options.append(guess)
        weights.append(2.718 ** (value / 1.5))
    return rng.choices(options, weights)[0] if options else None


def _applied(target: str, edits: Sequence[tuple[tuple[int, int], str]]) -> Corrupted:
    text, done, errors = "", 0, []
    for (start, end), word in edits:
        while target[start].isspace():
            start += 1
        text += target[done:start]
        shown = word.capitalize() if target[start].isupper() else word
        errors.append(
            Planted("substitution", "accuracy/mistranslation", Severity.MAJOR, Span(len(text), len(text) + len(shown)))
        )
        text += shown
        done = end
    return Corrupted(text + target[done:], tuple(errors))


def write_pool(pool: Iterator[tuple[Pair, Corrupted]], path: Path) -> None:
    """Write a pool as JSON lines."""
    with replacing(path) as stream:
        for (source, target), made in pool:
            spans = [list(error.span) for error in made.errors]
            row = json.dumps([source, target, made.target, spans], ensure_ascii=False)
            stream.write(f"{row}\n".encode())


def read_pool(path: Path) -> list[tuple[Pair, Corrupted]]:
    """A pool from its file."""
    pool = []
    for line in path.read_text(encoding="utf-8").splitlines():
        source, target, worse, spans = json.loads(line)
        errors = tuple(
            Planted("substitution", "accuracy/mistranslation", Severity.MAJOR, Span(*span)) for span in spans
        )
        pool.append(((source, target), Corrupted(worse, errors)))
    return pool
