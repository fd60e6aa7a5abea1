"""What the user may choose for a check, as one value that the command line and settings files fill."""

from __future__ import annotations

from dataclasses import dataclass, field

from tqcheck.verdict import Gate


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may choose; ``None`` is the default of the stage concerned."""

    source_lang: str | None = None
    target_lang: str | None = None
    input_format: str | None = None
    encoding: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    extend_ignore: tuple[str, ...] = ()
    encoder: str | None = None
    device: str | None = None
    reference: str | None = None
    threshold: float | None = None
    model: str | None = None
    calibration: str | None = None
    glossary: tuple[str, ...] = ()
    gate: Gate = field(default_factory=Gate)
