"""Settings files and the command line: ``--config``, ``--isolated``, and what the options make of a file.

Which keys there are, and what each may hold, is read off the options of the commands: nothing is listed twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import click

from tqcheck.cli.types import allowed, from_file, located_all
from tqcheck.config import NO_CONFIGURATION, Configuration, Override, Setting, SettingsFile
from tqcheck.types import TqcheckError

F = TypeVar("F", bound=Callable[..., Any])

META = "tqcheck.configuration"
PER_RUN = {"encoder", "device", "model"}
"""What is loaded once, for all documents of a run."""


class FileOption(click.Option):
    """``--config`` and its like: options about settings files, which are no settings themselves."""

    def __init__(self, *args: Any, command_line_only: tuple[str, ...] = (), **attributes: Any) -> None:
        super().__init__(*args, expose_value=False, is_eager=True, **attributes)
        self.command_line_only = command_line_only


def config_options(*command_line_only: str) -> Callable[[F], F]:
    """``--config`` and ``--isolated``; the options named here take nothing from a file."""

    def decorate(function: F) -> F:
        for option in (
            click.option(
                "--isolated", is_flag=True, cls=FileOption, callback=_seen, help="Read no settings file.",
            ),
            click.option(
                "--config", metavar="FILE", type=click.Path(exists=True, dir_okay=False), cls=FileOption,
                callback=_seen, command_line_only=command_line_only,
                help="Read this settings file.  [default: tqcheck.toml, pyproject.toml or setup.cfg, here or above]",
            ),
        ):  # fmt: skip
            function = option(function)
        return function

    return decorate


def _seen(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Load when both options have been seen: they come in the user's order."""
    if ctx.resilient_parsing:
        return
    given = ctx.meta.setdefault(f"{META}.options", {})
    given[param.name] = value
    if {"config", "isolated"} <= given.keys():
        _load(ctx, given["config"], given["isolated"])


def _load(ctx: click.Context, path: str | None, isolated: bool) -> None:
    from tqcheck.config import discover, read_settings

    if isolated and path is not None:
        raise click.UsageError("--isolated reads no file, --config names one; choose", ctx)
    configuration = NO_CONFIGURATION
    if not isolated:
        file = discover() if path is None else read_settings(path)
        configuration = checked(file, ctx) if file else NO_CONFIGURATION
    ctx.meta[META] = configuration
    found, keys = configuration.settings, keys_of(ctx.command)
    ctx.default_map = {str(keys[key].name): found[_name(key)].value for key in keys if _name(key) in found}


def current_configuration() -> Configuration:
    """The configuration of the running command, with what its command line settles."""
    ctx = click.get_current_context(silent=True)
    configuration = ctx.meta.get(META) if ctx else None
    if ctx is None or configuration is None:
        return NO_CONFIGURATION
    given = click.core.ParameterSource.COMMANDLINE
    return replace(configuration, fixed=frozenset(n for n in ctx.params if ctx.get_parameter_source(n) is given))


def overridden(options: dict[str, Any], target_path: str) -> dict[str, Any]:
    """The options of a command with what a settings file says for one document."""
    found = current_configuration().for_path(target_path)
    return {**options, **{name: setting.value for name, setting in found.items() if name in options}}


def extended(ctx: click.Context, param: click.Parameter, value: tuple[str, ...] | None) -> tuple[str, ...]:
    """A callback for options that add to what the file says instead of taking its place."""
    said = ctx.meta.get(META, NO_CONFIGURATION).settings.get(param.name)
    if said is None or ctx.get_parameter_source(param.name or "") is not click.core.ParameterSource.COMMANDLINE:
        return value or ()
    return (*said.value, *(value or ()))


def keys_of(command: click.Command) -> dict[str, click.Option]:
    """The keys that a command takes from a settings file: the long names of its options. None without ``--config``."""
    files = [param for param in command.params if isinstance(param, FileOption)]
    left_out = {name for param in files for name in param.command_line_only}
    options = [param for param in command.params if isinstance(param, click.Option) and param not in files]
    keyed = {_long_name(option): option for option in options if files and option.expose_value}
    return {key: option for key, option in keyed.items() if key not in left_out}


def _name(key: str) -> str:
    """A key in Python's spelling: what a configuration goes by, since two commands may store one key differently."""
    return key.replace("-", "_")


def _long_name(option: click.Option) -> str:
    return max(option.opts, key=len).lstrip("-")


def configurable(command: click.Command) -> Iterator[click.Command]:
    """The commands below one that read settings files, in the order of ``--help``."""
    if keys_of(command):
        yield command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from configurable(command.commands[name])


def per_path_names() -> set[str]:
    """The options, by name, that may differ from document to document."""
    from tqcheck.settings import Settings
    from tqcheck.verdict import Gate

    return {one.name for kind in (Settings, Gate) for one in fields(kind)} - PER_RUN


@dataclass(frozen=True, slots=True)
class _Checker:
    """Holds the tables of one file against the options of all commands."""

    file: SettingsFile
    own: dict[str, click.Option]
    others: dict[str, click.Option]

    def settings(self, table: Any, per_path: set[str] | None = None) -> dict[str, Setting]:
        """The settings of a table by name, converted."""
        found: dict[str, Setting] = {}
        for written, value in table.values.items():
            line = table.lines.get(written)
            place = self.file.path if line is None else f"{self.file.path}:{line}"
            key = written.replace("_", "-")
            option = self._option(key, place)
            name = _name(key)
            if name in found:
                raise TqcheckError(f"{place}: '{written}' stands twice; keep one")
            if per_path is not None and name not in per_path:
                raise TqcheckError(f"{place}: '{key}' is one for the whole run; take it out of the overrides")
            found[name] = Setting(self._converted(option, key, value, place), self.file.path, line)
        return found

    def _option(self, key: str, place: str) -> click.Option:
        known = {**self.others, **self.own}
        if key not in known:
            raise TqcheckError(f"{place}: '{key}' is no setting; {_nearest(key, known)}")
        return known[key]

    def _converted(self, option: click.Option, key: str, value: Any, place: str) -> Any:
        written = ", ".join(value.split()) if isinstance(value, str) and self.file.all_text else value
        try:
            value = located_all(option, value, self.file.folder)
            return from_file(option, value, self.file.all_text)
        except click.BadParameter as error:
            if isinstance(option.type, click.Path) and option not in self.own.values():
                return value  # a path that another command minds
            raise TqcheckError(f"{place}: {key}: {error.message.rstrip('.')}") from error
        except ValueError as error:
            raise TqcheckError(f"{place}: {key} = {_literal(written)}: must be {allowed(option)}") from error

    def override(self, patterns: Any, table: Any) -> Override:
        """One override: patterns and the settings for what they fit."""
        from tqcheck.config.patterns import PathPattern

        place = self.file.path if table.line is None else f"{self.file.path}:{table.line}"
        texts = [patterns] if isinstance(patterns, str) else patterns
        if not isinstance(texts, list) or not texts or not all(isinstance(text, str) for text in texts):
            raise TqcheckError(f'{place}: an override needs paths, a list of patterns such as ["docs/**", "*.po"]')
        try:
            compiled = tuple(PathPattern(text.strip()) for text in texts)
        except ValueError as error:
            raise TqcheckError(f"{place}: paths: {error}") from error
        return Override(compiled, self.settings(table, per_path_names()))


def checked(file: SettingsFile, ctx: click.Context) -> Configuration:
    """The configuration that a file holds.

    Raises:
        TqcheckError: for a key that no command knows and for a value that its option does not take.
    """
    others = {k: option for command in configurable(ctx.find_root().command) for k, option in keys_of(command).items()}
    checker = _Checker(file, keys_of(ctx.command), others)
    settings = checker.settings(file.settings)
    overrides = tuple(checker.override(patterns, table) for patterns, table in file.overrides)
    return Configuration(file.path, file.folder, settings, overrides)


def _nearest(key: str, known: dict[str, click.Option]) -> str:
    import difflib

    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    return f"did you mean '{near[0]}'?" if near else "`tqcheck check --show-settings` lists them"


def _literal(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, default=str)
