"""A page that stands alone: no request leaves it, and nothing in a document can become markup or script in it."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from typing import TYPE_CHECKING, TextIO

from tqcheck.report.full import accepted
from tqcheck.report.rows import DocumentPage, document_page, evidence
from tqcheck.report.wording import conditions
from tqcheck.types import Run, Severity

if TYPE_CHECKING:
    from jinja2 import Environment, Template

PIECES = 500
"""Pieces of the template that are written at a time."""

SEVERITIES = tuple(severity.value for severity in reversed(Severity))
EVIDENCES = ("rule", "model", "both")

UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
"""What UTF-8 or HTML cannot hold; documents in JSON may."""


class HtmlFormatter:
    """One HTML file that holds its style and script and needs neither network nor script to be read."""

    def write(self, run: Run, stream: TextIO) -> None:
        """Write the page."""
        pages = [document_page(number, report) for number, report in enumerate(run.reports, start=1)]
        pieces = _template().stream(page_values(run, pages))
        pieces.enable_buffering(PIECES)
        for piece in pieces:
            stream.write(UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", piece))


def page_values(run: Run, pages: list[DocumentPage]) -> dict[str, object]:
    """What the template shows."""
    from markupsafe import Markup

    from tqcheck.report.histogram import histogram
    from tqcheck.report.scorecard import COLUMNS, score_card

    style, script = asset("report.css"), asset("report.js")
    segments = [segment for report in run.reports for segment in report.segments]
    findings = [finding for segment in segments for finding in segment.findings]
    named = {finding.code: finding.name for finding in findings}
    return {
        "run": run,
        "pages": pages,
        "many": "documents" in run.summary,
        "style": Markup(style),
        "script": Markup(script),
        "policy": policy(style, script),
        "card": score_card(segments),
        "scores": histogram(segments),
        "columns": COLUMNS,
        "severities": _counted((f.severity.value for f in findings if not f.suppressed), SEVERITIES),
        "evidences": _counted((evidence(f) for f in findings if not f.suppressed), EVIDENCES),
        "codes": [(code, named[code], n) for code, n in sorted(Counter(f.code for f in findings).items())],
        "suppressed": sum(finding.suppressed for finding in findings),
    }


def _counted(values: Iterable[str], order: Iterable[str]) -> dict[str, int]:
    """How often each value of ``order`` occurs."""
    found = Counter(values)
    return {name: found[name] for name in order}


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy under which only this very style and this very script run."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def asset(name: str) -> str:
    """The text of a file in ``assets``, with the line ends by which browsers hash it."""
    text = (files("tqcheck.report") / "assets" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


@functools.cache
def _template() -> Template:
    return _environment().get_template("report.html.jinja")


def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(accepted=accepted, conditions=conditions)
    return environment
