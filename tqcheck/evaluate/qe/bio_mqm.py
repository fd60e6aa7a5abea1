"""bio-MQM: biomedical translations of real neural systems with professional MQM error spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqcheck.evaluate.corpora import read_json_lines
from tqcheck.types import Severity, Span
from tqcheck.verdict import WEIGHTS

TRAINED, HELD = 0, 1
"""The half of the documents that the shipped estimator is trained on, and the one that figures are taken over."""

_SEVERITY = {severity.value.capitalize(): severity for severity in Severity}


@dataclass(frozen=True, slots=True)
class Annotated:
    """A source and one system's translation with the errors a professional marked; systems share a ``doc``."""

    source: str
    target: str
    system: str
    doc: str
    errors: tuple[tuple[Span, Severity], ...]

    @property
    def major(self) -> bool:
        """Whether an error is major or critical."""
        return any(severity.rank >= Severity.MAJOR.rank for _, severity in self.errors)

    @property
    def penalty(self) -> float:
        """The MQM penalty: 25 a critical error, 5 a major, 1 a minor."""
        return sum(WEIGHTS[severity] for _, severity in self.errors)

    @property
    def marked(self) -> tuple[Span, ...]:
        """The spans of the errors that count; ``neutral`` ones do not."""
        return tuple(span for span, severity in self.errors if severity is not Severity.NEUTRAL)


def read_bio_mqm(path: Path) -> Iterator[Annotated]:
    """The segments of the file; its end offsets are inclusive, ours are not.

    Raises:
        TqcheckError: naming the line that is not of the corpus' form.
    """
    return read_json_lines(path, _annotated)


def in_half(segments: Iterable[Annotated], half: int) -> list[Annotated]:
    """The segments of every other document in the order of their names, from the first (0) or the second (1) on."""
    rows = list(segments)
    docs = {doc: number for number, doc in enumerate(sorted({row.doc for row in rows}))}
    return [row for row in rows if docs[row.doc] % 2 == half]


def _annotated(row: Mapping[str, Any]) -> Annotated:
    errors = tuple(
        (Span(int(e["startIndex"]), int(e["endIndex"]) + 1), _SEVERITY.get(e["severity"], Severity.MINOR))
        for e in row["errors"]
        if e.get("startIndex") is not None
    )
    return Annotated(row["fr"], row["en"], row["sys"], row["doc"], errors)
