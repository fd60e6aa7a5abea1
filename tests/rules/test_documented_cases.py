"""Every rule's docstring holds pairs that must pass and pairs that must be found: this runs them all."""

from __future__ import annotations

import pytest
from rule_tables import documented_glossary

from tqcheck.encoder import Encoder
from tqcheck.linking import EncoderLinker
from tqcheck.quality import load_estimator
from tqcheck.rules import Rule, all_rules
from tqcheck.rules.examine import examine_texts
from tqcheck.rules.registry import Case

CASES = [pytest.param(rule, case, id=f"{rule.code}-{n}") for rule in all_rules() for n, case in enumerate(rule.cases())]
HEADINGS = ("What it does", "Why is this bad?", "Example", "Use instead", "References")


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_case(rule: Rule, case: Case, encoder: Encoder) -> None:
    """The rule finds something in a wrong pair and nothing in an okay one."""
    estimator = load_estimator(None, encoder, ("fr", "en")) if rule.code.startswith("M") else None
    linker = EncoderLinker(encoder)
    found = examine_texts(
        case.source, case.target, [rule], linker=linker, estimator=estimator, confidence=case.confidence,
        glossary=documented_glossary(case),
    )  # fmt: skip
    assert any(found) == case.wrong


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_documentation(rule: Rule) -> None:
    """The documentation has the five headings, two wrong and two okay pairs at least."""
    cases = list(rule.cases())
    assert [heading for heading in HEADINGS if f"## {heading}" not in rule.documentation] == []
    assert sum(case.wrong for case in cases) >= 2
    assert sum(not case.wrong for case in cases) >= 2
