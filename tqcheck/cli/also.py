"""``--also FORMAT=FILE``: more reports of the same run, since a second run would cost its time again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tqcheck.report import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    ParamType = click.ParamType[Any]
    F = TypeVar("F", bound=Callable[..., Any])
else:  # no generic in the older versions of click that we serve
    ParamType = click.ParamType

Output = tuple[str, str | None]
"""A format and a file, None for standard output."""


class FormatAndFile(ParamType):
    """``sarif=tqcheck.sarif``; a mistake is told before any document is read."""

    name = "format=file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Output:
        """The format and the file."""
        if isinstance(value, tuple):
            return value
        name, sign, path = value.partition("=")
        if name not in FORMATS:
            self.fail(f"{value!r}: write FORMAT=FILE, where FORMAT is one of {', '.join(FORMATS)}.", param, ctx)
        if not sign or not path:
            self.fail(f"{value!r} names no file: write {name}=FILE.", param, ctx)
        if path != "-" and not Path(path).parent.is_dir():
            self.fail(f"{value!r}: there is no folder {str(Path(path).parent)!r}; make it first.", param, ctx)
        return name, path


def also_option(function: F) -> F:
    """``--also FORMAT=FILE``, as often as wanted."""
    return click.option(
        "--also", metavar="FORMAT=FILE", multiple=True, type=FormatAndFile(),
        help="Write the same run in another format too: --also sarif=out.sarif --also html=out.html.",
    )(function)  # fmt: skip


def outputs(options: dict[str, Any]) -> list[Output]:
    """Every report that the options ask for, that of ``--output-format`` and ``-o`` first.

    Raises:
        click.UsageError: where two of them would go to one place, for the second would be lost or mixed in.
    """
    named: list[Output] = [(options["output_format"], options["output"]), *options["also"]]
    places: dict[str, str] = {}
    for name, path in named:
        place = "-" if path in (None, "-") else os.path.realpath(str(path))
        if place in places:
            where = "standard output" if place == "-" else str(path)
            message = f"--also: {places[place]} and {name} would both go to {where}; name another file."
            raise click.UsageError(message, click.get_current_context(silent=True))
        places[place] = name
    return named
