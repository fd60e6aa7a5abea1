"""What an option may hold, beyond click's own types; settings files are held to the same."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tqcheck.types import TqcheckError

if TYPE_CHECKING:
    ParamType = click.ParamType[Any]
else:  # no generic in the older versions of click that we serve
    ParamType = click.ParamType


class CodeList(ParamType):
    """Rule codes or beginnings of codes: "N,P101", or a list of them in a settings file."""

    name = "codes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The codes in capitals, each once; every one must begin the code of a rule."""
        from tqcheck.rules import select_rules

        parts = [value] if isinstance(value, str) else value
        if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
            self.fail(f"{value!r} is no list of rule codes.", param, ctx)
        codes = tuple(dict.fromkeys(code for part in parts for code in re.split(r"[\s,]+", part.upper()) if code))
        try:
            select_rules(codes)
        except TqcheckError as error:
            self.fail(str(error), param, ctx)
        return codes


class FiniteRange(click.FloatRange):
    """A number within bounds; "nan" is within none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number."""
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value!r} is not a number.", param, ctx)
        return number


class NameOrPath(ParamType):
    """The name of a model, or a local folder that holds one."""

    name = "name or path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it is."""
        return str(value)


class FlaggedLimit(ParamType):
    """How many segments may be flagged: "5" or "10%"; a settings file may give a whole number."""

    name = "limit"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text without blanks."""
        from tqcheck.verdict import flagged_limit

        text = "".join(str(value).split())
        try:
            flagged_limit(text, 0)
        except TqcheckError:
            self.fail(f"{value!r} is neither a number of segments such as 5 nor a share such as 10%.", param, ctx)
        return text


CODES = CodeList()
FLAGGED_LIMIT = FlaggedLimit()
NAME_OR_PATH = NameOrPath()


def located(kind: ParamType, value: str, folder: str) -> str:
    """A path in a settings file as seen from here; a name that is no folder beside the file stays a name."""
    if isinstance(kind, click.Path) and value not in ("", "-"):
        return _from_here(Path(folder, value))
    if isinstance(kind, NameOrPath) and Path(folder, value).exists():
        return _from_here(Path(folder, value))
    return value


def located_all(option: click.Option, value: Any, folder: str) -> Any:
    """What an option holds in a settings file, each path of it as seen from here."""
    if not option.multiple:
        return located(option.type, value, folder) if isinstance(value, str) else value
    parts = [part.strip() for part in re.split(r"[\n,]", value)] if isinstance(value, str) else value
    if not isinstance(parts, list):
        return value
    return [located(option.type, part, folder) if isinstance(part, str) else part for part in parts]


def _from_here(path: Path) -> str:
    """The path as the user would write it, so that a report reads the same on every machine."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def allowed(option: click.Option) -> str:
    """What an option may hold, in words that end a sentence."""
    kind = option.type
    if isinstance(kind, CodeList):
        return 'a list of rule codes or a string such as "N,P101"'
    if isinstance(kind, FlaggedLimit):
        return 'a whole number or a string such as "10%"'
    if isinstance(kind, click.Choice):
        return f"one of {', '.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange | click.FloatRange):
        return f"a {'whole ' if isinstance(kind, click.IntRange) else ''}number{_bounds(kind)}"
    named = {
        click.BOOL.name: "true or false",
        click.INT.name: "a whole number",
        click.FLOAT.name: "a number",
        NameOrPath.name: "a folder or a name",
    }
    word = named.get(kind.name, "a path" if isinstance(kind, click.Path) else "a string")
    return f"a list, each {word}" if option.multiple else word


def _bounds(kind: click.IntRange | click.FloatRange) -> str:
    low, high = (None if bound is None else f"{bound:g}" for bound in (kind.min, kind.max))
    if low is None or high is None:
        return f" of at least {low}" if low is not None else f" of at most {high}" if high is not None else ""
    return f" from {low} to {high}"


def from_file(option: click.Option, value: Any, all_text: bool) -> Any:
    """A value from a settings file as the option's type has it; in an ``all_text`` format every value is a string.

    Raises:
        ValueError: for a value of another type, or out of bounds.
        click.BadParameter: for a path that does not serve or a code that is none, with words of its own.
    """
    if option.multiple:
        parts = re.split(r"[\n,]", value) if isinstance(value, str) else value
        if not isinstance(parts, list):
            raise ValueError
        wanted = (part.strip() if isinstance(part, str) else part for part in parts)
        return [_one(option.type, part, all_text) for part in wanted if part != ""]
    return _one(option.type, value, all_text)


def _one(kind: ParamType, value: Any, all_text: bool) -> Any:
    expected = _python_types(kind)
    if not all_text and not (isinstance(value, expected) and (isinstance(value, bool) == (expected is bool))):
        raise ValueError
    try:
        return kind.convert(value, None, None)
    except click.BadParameter as error:
        if isinstance(kind, click.Path | CodeList):
            raise
        raise ValueError from error


def _python_types(kind: ParamType) -> Any:
    if isinstance(kind, CodeList):
        return (str, list)
    if isinstance(kind, FlaggedLimit):
        return (str, int)
    if isinstance(kind, type(click.INT)):
        return int
    if isinstance(kind, type(click.FLOAT)):
        return (int, float)
    return bool if isinstance(kind, type(click.BOOL)) else str
