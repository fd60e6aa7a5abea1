"""The small types that the aligner's modules share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tqcheck.types import Link, Segment

if TYPE_CHECKING:
    import numpy as np

BeadSize = tuple[int, int]
"""Numbers of source and target sentences in a bead."""

Path = Any
"""(n + m + 1,) integers: the number of source sentences done at each diagonal ``i + j`` of an alignment."""


@dataclass(frozen=True, slots=True)
class Side:
    """What is known of one document's sentences.

    ``vectors`` (n, hidden) float32 are centred sentence vectors of length 1; ``tokens`` (total, size) int8 are centred
    token vectors (see :mod:`tqcheck.align.sides`), those of sentence ``k`` at ``starts[k]:starts[k + 1]``.
    """

    texts: tuple[str, ...]
    paragraphs: tuple[int, ...]
    vectors: np.ndarray
    tokens: np.ndarray
    starts: np.ndarray

    def __len__(self) -> int:
        return len(self.texts)

    def part(self, first: int, last: int) -> Side:
        """The sentences ``first`` to ``last`` (exclusive), sharing memory."""
        starts = self.starts[first : last + 1]
        return Side(
            self.texts[first:last],
            self.paragraphs[first:last],
            self.vectors[first:last],
            self.tokens[starts[0] : starts[-1]],
            starts - starts[0],
        )

    def picked(self, chosen: np.ndarray) -> Side:
        """Some sentences, by index."""
        import numpy as np

        spans = [np.arange(self.starts[k], self.starts[k + 1]) for k in chosen]
        starts = np.concatenate([[0], np.cumsum([len(span) for span in spans])]).astype(np.int64)
        return Side(
            tuple(self.texts[k] for k in chosen),
            tuple(self.paragraphs[k] for k in chosen),
            self.vectors[chosen],
            self.tokens[np.concatenate(spans)],
            starts,
        )


class Scored(NamedTuple):
    """One bead of a decoded path: half-open sentence ranges, posterior probability and similarity of its two sides."""

    source: range
    target: range
    posterior: float
    similarity: float

    def shifted(self, i: int, j: int) -> Scored:
        """The same bead further on by ``i`` source and ``j`` target sentences."""
        source = range(self.source.start + i, self.source.stop + i)
        return self._replace(source=source, target=range(self.target.start + j, self.target.stop + j))


@dataclass(frozen=True, slots=True)
class Alignment:
    """The links of a document pair, every sentence of either side in exactly one.

    ``confidence`` is the mean probability, weighted by sentences, that a link is right; ``doubtful`` says that no one
    should trust scores that rest on this alignment, and ``reason`` why in words.
    """

    links: tuple[Link, ...]
    confidence: float = 1.0
    doubtful: bool = False
    reason: str | None = None
    moved: int = 0


@dataclass(frozen=True, slots=True)
class AlignedFiles:
    """The sentences of two files and the links between them; ``names`` are the files', for the user."""

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    langs: tuple[str, str]
    alignment: Alignment
    names: tuple[str, str] = ("source", "target")

    def texts(self, link: Link) -> tuple[str, str]:
        """The joined text of either side of a link, line breaks as blanks."""
        return (
            " ".join(" ".join(self.source[i].text.split()) for i in link.source),
            " ".join(" ".join(self.target[j].text.split()) for j in link.target),
        )
