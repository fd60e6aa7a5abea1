"""The page of rules in Markdown, from their documentation: ``python -m tqcheck.rules.page > docs/rules.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tqcheck.rules.registry import Case, Rule, all_rules

_INTRODUCTION = """\
<!-- Made from the documentation in tqcheck/rules by `python -m tqcheck.rules.page > docs/rules.md`: change it there. -->

# The rules

`--select` and `--ignore` take whole codes and beginnings of codes: `--select N,P101`, `--ignore W`. A severity is that of the rule; a
finding may be graver or milder. `tqcheck explain CODE` prints the same in a terminal.

Precision is a rule's, recall a family's: a challenge item is written to try a family. The figures are those of the halves that no rule was
tuned on, and of clean human translations of news, as `tqcheck eval rules` measures them."""


def page() -> str:
    """The whole page: an index, then an entry a rule, which its code in capitals leads to (``rules.md#P101``)."""
    rules = all_rules()
    lines = [_INTRODUCTION, "", *_index(rules), *(line for rule in rules for line in _entry(rule))]
    return "\n".join(lines) + "\n"


def _index(rules: tuple[Rule, ...]) -> Iterator[str]:
    yield from ("| code | name | severity | languages | what it finds |", "| --- | --- | --- | --- | --- |")
    for rule in rules:
        pair = _pair(rule)
        yield f"| [{rule.code}](#{rule.code}) | {rule.name} | {rule.severity.value} | {pair} | {_cell(rule.summary)} |"


def _pair(rule: Rule) -> str:
    return f"{rule.source_lang or 'any'} to {rule.target_lang or 'any'}"


def _entry(rule: Rule) -> Iterator[str]:
    """An anchor of our own, for that of a heading would change with the rule's name."""
    from tqcheck.report.rule_help import sections
    from tqcheck.rules.figures import spoken

    yield from ("", f'<a id="{rule.code}"></a>', "", f"## {rule.code} {rule.name}", "", rule.summary, "")
    yield f"Category `{rule.category}`, severity {rule.severity.value}, {_pair(rule)}."
    yield from ("", " ".join(spoken(rule.code)))
    for heading, body in sections(rule.documentation):
        if heading != "Cases":
            yield from ("", f"### {heading}", "", body)
    yield from ("", "### Cases", "", "| | source | target |", "| --- | --- | --- |")
    yield from map(_case, rule.cases())


def _case(case: Case) -> str:
    source, target = ("<br>".join(map(_cell, side)) for side in (case.source, case.target))
    doubt = "" if case.confidence == 1 else f", alignment {case.confidence:g}"
    return f"| {'found' if case.wrong else 'passed'}{doubt} | {source} | {target} |"


def _cell(text: str) -> str:
    """Text in a table, where a bar would end the cell and an angle bracket begin a tag."""
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    sys.stdout.buffer.write(page().encode())
