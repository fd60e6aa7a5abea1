"""``tqcheck check --show-settings``: every setting, its value, and where it came from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import click

from tqcheck.cli.configuration import META, FileOption, current_configuration, keys_of
from tqcheck.config import EXTENDING, Configuration, Setting

SHOW = f"{META}.show"
Row = tuple[str, Any, str]
"""A key, its value and its origin."""


class ConfiguredCommand(click.Command):
    """A command that shows its settings instead of running when ``--show-settings`` is given."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, or show its settings."""
        if not ctx.meta.get(SHOW):
            return super().invoke(ctx)
        as_json = ctx.params.get("output_format") == "json"
        click.echo((_json if as_json else _text)(ctx, current_configuration()))
        return 0


def show_settings_option(function: Any) -> Any:
    """``--show-settings``, for a :class:`ConfiguredCommand`."""

    def seen(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        ctx.meta[SHOW] = value

    return click.option(
        "--show-settings", is_flag=True, cls=FileOption, callback=seen,
        help="Print every setting and where it comes from; check nothing.",
    )(function)  # fmt: skip


def effective(ctx: click.Context, configuration: Configuration) -> list[Row]:
    """The settings of the command, for its target document where the command line names one."""
    target = ctx.params.get("target") or ctx.params.get("source")
    found = configuration.for_path(target) if isinstance(target, str) else {}
    rows = []
    for key, option in keys_of(ctx.command).items():
        name, value = key.replace("-", "_"), ctx.params[str(option.name)]
        origins = _origins(ctx, option, configuration.settings.get(name), name in EXTENDING)
        if name in found:
            override = found[name]
            value = (*value, *override.value) if name in EXTENDING else override.value
            origins = [*origins, override.origin] if name in EXTENDING else [override.origin]
        rows.append((key, value, ", ".join(origins) or "default"))
    return rows


def _origins(ctx: click.Context, option: click.Option, setting: Setting | None, adds: bool) -> list[str]:
    """Where a value comes from, none for a default; what the command line adds to comes from both."""
    source = ctx.get_parameter_source(str(option.name))
    below = [setting.origin] if setting else []
    if source is click.core.ParameterSource.COMMANDLINE:
        return [*(below if adds else ()), "command line"]
    if source is click.core.ParameterSource.ENVIRONMENT:
        return [f"environment ({option.envvar})"]
    return below


def _text(ctx: click.Context, configuration: Configuration) -> str:
    lines = [f"Settings file: {configuration.path or 'none'}", "", *_columns(effective(ctx, configuration))]
    for override in configuration.overrides:
        rows = [(name.replace("_", "-"), one.value, one.origin) for name, one in override.settings.items()]
        lines += ["", f"For {', '.join(pattern.text for pattern in override.patterns)}:", *_columns(rows)]
    return "\n".join(lines)


def _columns(rows: Iterable[Row]) -> list[str]:
    shown = [(key, _shown(value), origin) for key, value, origin in rows]
    width = max((len(value) for _, value, _ in shown), default=0)
    return [f"{key:<16} {value:<{width}}  {origin}" for key, value, origin in shown]


def _shown(value: Any) -> str:
    return "-" if value is None else json.dumps(value, ensure_ascii=False)


def _json(ctx: click.Context, configuration: Configuration) -> str:
    shown = {
        "file": configuration.path,
        "settings": {k: {"value": value, "origin": origin} for k, value, origin in effective(ctx, configuration)},
        "overrides": [
            {
                "paths": [pattern.text for pattern in override.patterns],
                "settings": {
                    name.replace("_", "-"): {"value": one.value, "origin": one.origin}
                    for name, one in override.settings.items()
                },
            }
            for override in configuration.overrides
        ],
    }
    return json.dumps(shown, ensure_ascii=False, indent=1)
