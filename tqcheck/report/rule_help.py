"""A rule's documentation taken apart by its headings, for formats that show it beside the findings."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from tqcheck.types import Severity

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_DESCRIPTION = "What it does"
#: Cases are for our tests; ``tqcheck explain`` prints them.
_SHOWN = (_DESCRIPTION, "Why is this bad?", "Example", "Use instead", "References")


class RuleHelp(NamedTuple):
    """What a viewer shows of a rule; ``severity`` is the MQM severity the rule declares."""

    summary: str
    description: str
    text: str
    markdown: str
    severity: Severity


@functools.cache
def rule_help(code: str) -> RuleHelp | None:
    """The documentation of a rule, None for a code that is no rule's."""
    from tqcheck.rules import all_rules

    for rule in all_rules():
        if rule.code == code:
            shown = [(head, body) for head, body in sections(rule.documentation) if head in _SHOWN]
            more = f"`tqcheck explain {code}` prints this with the cases it is tested on."
            return RuleHelp(
                rule.summary,
                dict(shown).get(_DESCRIPTION, rule.summary),
                "\n\n".join([*(f"{head}\n{_plain(body)}" for head, body in shown), _plain(more)]),
                "\n\n".join([*(f"## {head}\n\n{body}" for head, body in shown), more]),
                rule.severity,
            )
    return None


def sections(documentation: str) -> list[tuple[str, str]]:
    """The headings of a rule's documentation, each with what stands below it, its lines joined to paragraphs."""
    _, *parts = _HEADING.split(documentation)
    return [(head, _unwrapped(body)) for head, body in zip(parts[::2], parts[1::2], strict=True)]


def _unwrapped(body: str) -> str:
    paragraphs = re.split(r"\n\s*\n", body.strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _plain(markdown: str) -> str:
    return markdown.replace("`", "")
