"""bio-MQM: biomedical translations of real neural systems with professional MQM error spans."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tqcheck.types import Severity, Span
from tqcheck.verdict import WEIGHTS

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


def read_bio_mqm(path: Path) -> Iterator[Annotated]:
    """The segments of the file; its end offsets are inclusive, ours are not."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            errors = tuple(
                (Span(int(e["startIndex"]), int(e["endIndex"]) + 1), _SEVERITY.get(e["severity"], Severity.MINOR))
                for e in row["errors"]
                if e.get("startIndex") is not None
            )
            yield Annotated(row["fr"], row["en"], row["sys"], row["doc"], errors)
