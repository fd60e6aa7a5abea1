"""Checked settings: the values for every document, and the overrides for those whose path fits a pattern."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from tqcheck.config.patterns import PathPattern, covers

if TYPE_CHECKING:
    from tqcheck.settings import Settings

EXTENDING = ("extend_select", "extend_ignore")
"""Settings that add to what was said before instead of taking its place."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A value from a file, converted; ``line`` is None where it could not be told."""

    value: Any
    path: str
    line: int | None = None

    @property
    def origin(self) -> str:
        """Where it stands: ``FILE:LINE``."""
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Override:
    """Settings for the documents whose path fits the patterns, by name."""

    patterns: tuple[PathPattern, ...]
    settings: Mapping[str, Setting]


@dataclass(frozen=True, slots=True)
class Configuration:
    """What one file says. ``path`` is None where there is no file.

    Names are those of the options in Python's spelling (``source_lang``). ``folder`` is the file's directory, which
    patterns are relative to; ``fixed`` are the names that the command line settles for every document.
    """

    path: str | None = None
    folder: str = ""
    settings: Mapping[str, Setting] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    fixed: frozenset[str] = frozenset()

    def for_path(self, path: str) -> dict[str, Setting]:
        """The overrides for a target document, by name; later ones win, those that extend add up."""
        found: dict[str, Setting] = {}
        for override in self.overrides:
            if not covers(override.patterns, path, self.folder):
                continue
            for name, setting in override.settings.items():
                if name in EXTENDING and name in found:
                    setting = replace(setting, value=(*found[name].value, *setting.value))
                if name in EXTENDING or name not in self.fixed:
                    found[name] = setting
        return found


NO_CONFIGURATION = Configuration()


def settings_for(target_path: str, settings: Settings, configuration: Configuration) -> Settings:
    """The settings for one document, by its target path (or the path of the bilingual file).

    ``settings`` are those of the run: the command line's, else the file's, else the defaults. What the command line
    says stays; all else gives way to an override whose pattern fits the path.
    """
    found = configuration.for_path(target_path)
    if not found:
        return settings
    values = {name: setting.value for name, setting in found.items()}
    for name in EXTENDING:
        if name in values:
            values[name] = (*getattr(settings, name), *values[name])
    gate_names = {one.name for one in fields(settings.gate)} & values.keys()
    gate = replace(settings.gate, **{name: values.pop(name) for name in gate_names})
    return replace(settings, **values, gate=gate)
