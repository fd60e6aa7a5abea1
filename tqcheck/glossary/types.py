"""What a glossary holds: for each source term the target terms, and what the user says of each."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Status(str, enum.Enum):
    """What the user says of a target term."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a glossary: a source term, one target term, and where that stands (``FILE: line 3``)."""

    source: str
    target: str
    status: Status = Status.PREFERRED
    note: str | None = None
    case: bool | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A source term with its target terms, each kind in the order of the glossary.

    ``case`` is whether capitals matter: as the glossary says, or None where the form of each term decides (acronyms).
    """

    source: str
    preferred: tuple[str, ...] = ()
    admitted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    note: str | None = None
    case: bool | None = None

    @property
    def allowed(self) -> tuple[str, ...]:
        """The terms that may stand for the source term."""
        return (*self.preferred, *self.admitted)


@dataclass(frozen=True, eq=False)
class Glossary:
    """The entries for one pair of languages. ``digest`` changes with any of them.

    Compared by identity: what is made of a large glossary is kept by it, and looking that up must cost nothing.
    """

    entries: tuple[Entry, ...] = ()
    digest: str = ""
    warnings: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries)
