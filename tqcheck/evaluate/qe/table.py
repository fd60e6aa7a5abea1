"""The figures as a table: coloured on a terminal, aligned plain text in a pipe; and as one JSON object."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from tqcheck.evaluate.qe.figures import Figure, Note

if TYPE_CHECKING:
    from rich.console import Console

HEADER = ("figure", "n", "value", "95% interval", "wanted")
NAME_WIDTH = 82
WIDTHS = (NAME_WIDTH, 7, 8, 19, 12)


class TableWriter:
    """Writes each line as it comes, a heading before the first of a corpus."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.console: Console | None = None
        self.corpus = ""
        if stream.isatty():
            from rich.console import Console

            self.console = Console(file=stream, highlight=False, soft_wrap=True)

    def write(self, line: Figure | Note) -> None:
        """Write one figure or note."""
        if line.corpus != self.corpus:
            self._print("")
            self._print(_row((line.corpus.upper(), *HEADER[1:])), "bold")
            self.corpus = line.corpus
        if isinstance(line, Note):
            for part in textwrap.wrap(line.text, sum(WIDTHS)):
                self._print(f"  {part}", "dim")
        else:
            self._print(_row(cells(line)), _style(line))

    def end(self, about: Mapping[str, Any]) -> None:
        """Say what the figures were made with."""
        made = f"tqcheck {about['version']}, {about['estimator'] or 'no estimator: predictions alone'}"
        limit = f", thinned out to about {about['limit']} items a corpus" if about["limit"] else ""
        self._print("")
        interval = f"{about['level']:.0%} intervals of {about['resamples']} bootstrap resamples, seed {about['seed']}"
        self._print(f"{made}; {interval}{limit}")

    def _print(self, text: str, style: str | None = None) -> None:
        if self.console:
            self.console.print(text, style=style, markup=False)
        else:
            self.stream.write(text + "\n")
            self.stream.flush()


def cells(figure: Figure) -> tuple[str, ...]:
    """Name, n, value, interval and what is wanted, with whether it is reached."""
    found = figure.interval
    value = _number(found.value)
    bounds = f"{_number(found.low)} to {_number(found.high)}" if math.isfinite(found.low) else "-"
    wanted = "-"
    if figure.goal:
        wanted = f"{figure.goal}" + ("" if _met(figure) else " no")
    return ("    " if figure.detail else "  ") + figure.name, str(figure.n), value, bounds, wanted


def _met(figure: Figure) -> bool:
    return figure.goal is None or (math.isfinite(figure.interval.value) and figure.goal.met(figure.interval.value))


def _style(figure: Figure) -> str | None:
    if figure.detail:
        return "dim"
    if figure.goal is None:
        return None
    return "green" if _met(figure) else "red"


def _number(value: float) -> str:
    if not math.isfinite(value):
        return "-"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.4f}" if 0 < abs(value) < 0.1 else f"{value:.3f}"


def _row(row: Sequence[str]) -> str:
    name, *numbers = row
    lines = textwrap.wrap(name, NAME_WIDTH, subsequent_indent="      ", drop_whitespace=True) or [""]
    indent = name[: len(name) - len(name.lstrip())]
    first = (indent + lines[0].lstrip()).ljust(NAME_WIDTH)
    tail = "".join(f"{number:>{width}}" for number, width in zip(numbers, WIDTHS[1:], strict=True))
    return "\n".join([*lines[:-1], (lines[-1] if len(lines) > 1 else first).ljust(NAME_WIDTH) + tail])


def as_json(lines: Sequence[Figure | Note], about: Mapping[str, Any]) -> dict[str, Any]:
    """Everything in one object: what was measured with, the figures, the notes."""
    return {
        **about,
        "figures": [line.mapping() for line in lines if isinstance(line, Figure)],
        "notes": list(_notes(lines)),
    }


def _notes(lines: Sequence[Figure | Note]) -> Iterator[dict[str, str]]:
    for line in lines:
        if isinstance(line, Note):
            yield {"corpus": line.corpus, "text": line.text}
