"""One formatter per output format behind one method."""

from __future__ import annotations

import importlib
from typing import Protocol, TextIO

from tqcheck.types import Run

FORMATS = {
    "full": "tqcheck.report.full:FullFormatter",
    "concise": "tqcheck.report.concise:ConciseFormatter",
    "json": "tqcheck.report.json:JsonFormatter",
    "jsonl": "tqcheck.report.json:JsonLinesFormatter",
    "html": "tqcheck.report.html:HtmlFormatter",
    "sarif": "tqcheck.report.sarif:SarifFormatter",
    "junit": "tqcheck.report.junit:JunitFormatter",
    "github": "tqcheck.report.github:GithubFormatter",
    "gitlab": "tqcheck.report.gitlab:GitlabFormatter",
    "csv": "tqcheck.report.csv:CsvFormatter",
    "markdown": "tqcheck.report.markdown:MarkdownFormatter",
}
"""Format names and where their formatters live; each is imported when it is asked for."""


class Formatter(Protocol):
    """Writes what a run found."""

    def write(self, run: Run, stream: TextIO) -> None:
        """Write the whole run to a text stream."""


def formatter(name: str) -> Formatter:
    """The formatter of a format.

    Raises:
        KeyError: for a format that is not in :data:`FORMATS`.
    """
    module, _, attribute = FORMATS[name].partition(":")
    made: Formatter = getattr(importlib.import_module(module), attribute)()
    return made
