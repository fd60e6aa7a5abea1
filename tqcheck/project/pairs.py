"""What a run is to check: pairs of documents by path, and what was noticed while they were looked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tqcheck.types import Failure

if TYPE_CHECKING:
    from tqcheck.settings import Settings


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """A document and its translation by path; without ``target`` the source holds both sides.

    ``origin`` is where the pair was named ("pairs.tsv:3"), for messages; None leaves the choice to the settings.
    """

    source: str
    target: str | None = None
    source_lang: str | None = None
    target_lang: str | None = None
    reference: str | None = None
    origin: str | None = None

    @property
    def translation(self) -> str:
        """The path that a reader knows the pair by: the target, or the bilingual file."""
        return self.source if self.target is None else self.target

    @property
    def paths(self) -> tuple[str, ...]:
        """Every file of the pair, the reference included."""
        return tuple(path for path in (self.source, self.target, self.reference) if path is not None)

    def settings(self, common: Settings) -> Settings:
        """The run's settings with what the pair says of itself."""
        named: Mapping[str, Any] = {
            name: value
            for name in ("source_lang", "target_lang", "reference")
            if (value := getattr(self, name)) is not None
        }
        return replace(common, **named) if named else common

    def failure(self, message: str) -> Failure:
        """The pair as one that could not be checked; the message begins with where the pair was named."""
        return Failure(self.source, self.translation, f"{self.origin}: {message}" if self.origin else message)


@dataclass(frozen=True, slots=True)
class Worklist:
    """The pairs to check, in order; ``many`` asks for a report over a run, however few pairs it turns out to have."""

    pairs: tuple[DocumentPair, ...]
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()
    many: bool = True
