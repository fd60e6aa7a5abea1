"""What the error engine hands back, and the edits its planters make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from tqcheck.types import Severity, Span

if TYPE_CHECKING:
    from tqcheck.training.errors.pair import Pair


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted error. An empty span is a gap: something is missing at that place of the new target."""

    kind: str
    category: str
    severity: Severity
    span: Span


@dataclass(frozen=True, slots=True)
class Corrupted:
    """A target with errors in it, in text order."""

    target: str
    errors: tuple[Planted, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``[start, end)`` of the clean target by ``text``; ``text[mark_start:mark_end]`` is what is wrong."""

    start: int
    end: int
    text: str
    mark_start: int
    mark_end: int


Planter = Callable[["Pair", Random], "Sequence[Edit] | Edit | None"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of error: how it is classed, how often it is tried first (``weight``), and who plants it."""

    name: str
    category: str
    severity: Severity
    weight: float
    plant: Planter
