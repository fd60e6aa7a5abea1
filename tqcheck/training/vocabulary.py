"""Chooses the pieces of the vocabulary that the embedded encoder keeps: those that texts in Latin script need.

XLM-R's vocabulary serves a hundred languages. Keeping every piece of the Latin script, and the short pieces of any
European script, digit or sign, leaves the segmentation of French, English, German, Spanish, Italian, Portuguese and
Dutch text as it was.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_EUROPEAN = ("LATIN", "GREEK", "CYRILLIC", "COMBINING")
_CONTROL = frozenset({"<s>", "<pad>", "</s>", "<unk>", "<mask>"})


def choose_pieces(pieces: Sequence[str]) -> list[int]:
    """Indices of the pieces to keep, ascending, the control tokens among them."""
    return [index for index, piece in enumerate(pieces) if piece in _CONTROL or is_latin(piece) or is_basic(piece)]


def is_latin(piece: str) -> bool:
    """Whether every letter of a piece is of the Latin script (a piece of digits and signs alone is)."""
    return all(_name(character).startswith("LATIN") for character in piece if character.isalpha()) and is_sign(piece)


def is_basic(piece: str) -> bool:
    """Whether a piece is at most two letters or signs that European texts hold."""
    letters = piece.replace("▁", "")
    return len(letters) <= 2 and is_sign(piece) and all(_name(c).startswith(_EUROPEAN) for c in letters if c.isalpha())


def is_sign(piece: str) -> bool:
    """Whether what is not a letter in a piece lies below the East Asian blocks and is of no other script."""
    return all(ord(c) < 0x2E80 and not 0x0590 <= ord(c) < 0x1E00 for c in piece if not c.isalpha())


def _name(character: str) -> str:
    return unicodedata.name(character, "")
