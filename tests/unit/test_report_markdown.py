"""The job summary: what it says, and that a document's text stays text in it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html
from markdown_it import MarkdownIt

from tests.unit.report_runs import (
    ADVICE,
    BASELINED,
    FAILURE,
    HOSTILE_FAILURE,
    PRONOUN,
    QUOTES,
    SIGNATURE,
    SUPPRESSED,
    docx_report,
    hostile_report,
    plain_report,
    run,
    written,
)
from tqcheck.report.markdown import LIMIT_DOCUMENTS, LIMIT_FINDINGS, code, escaped
from tqcheck.types import Run

RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def page(what: Run) -> html.HtmlElement:
    """The summary as a browser shows it."""
    return html.fromstring(f"<div>{RENDERER.render(written('markdown', what))}</div>")


def texts(what: Run, path: str) -> list[str]:
    """The text of the elements at a path, on one line each."""
    return [" ".join(element.text_content().split()) for element in page(what).iterfind(path)]


def test_verdict() -> None:
    """First of all whether it failed, and by which bound."""
    assert texts(run(plain_report()), "h2") == ["❌ Translation check: gate failed"]
    assert texts(run(plain_report()), "p")[1] == "Not met: fail-on major."
    passed = run(plain_report(SUPPRESSED, fail_on="never", min_score=90.0))
    assert texts(passed, "h2") == ["✅ Translation check: gate passed"]
    assert texts(passed, "p")[0] == (
        "1 of 2 segments flagged, 2 findings, 1 of them suppressed; "
        "MQM score 95.0 of 100. Conditions: fail-on never, min-score 90."
    )
    assert not any(text.startswith("Not met") for text in texts(passed, "p"))


def test_table_has_a_row_a_document_worst_first() -> None:
    """The gate first, then the score."""
    passed = replace(plain_report(QUOTES, fail_on="never"), target_path="good|name.txt")
    worst = replace(plain_report(score=10.0), target_path="bad.txt")
    rows = [texts(run(passed, plain_report(), worst), f".//tbody/tr[{number}]/td") for number in (1, 2, 3)]
    assert [row[0] for row in rows] == ["bad.txt", "docs/a.en.txt", "good|name.txt"]
    assert rows[0] == ["bad.txt", "2", "2", "2", "10.0", "failed"]


def test_worst_findings_with_place_and_suggestion() -> None:
    """By severity; suppressed ones are not listed."""
    items = texts(run(plain_report(ADVICE, QUOTES, SUPPRESSED, BASELINED, PRONOUN), docx_report()), "ul/li")
    assert items == [
        "🛑 critical O101 docs/a.fr.txt:6:1: left out “Rien”",
        "❌ major P101 docs/a.en.txt:4:1: 'Elle' is no person → It “She” ← “Elle”",
        "❌ major P101 docs/b c.en.docx:p12: 'Elle' is no person → It “She” ← “Elle”",
        "⚠️ minor Q101 docs/a.en.txt:3:5: unpaired “The” ← “La démarche Elle a dit non.”",
        "💡 neutral W101 docs/a.en.txt:3:5: heavy “The” ← “La démarche Elle a dit non.”",
    ]


@pytest.mark.parametrize(
    ("what", "number", "limit", "said"),
    [
        (run(plain_report(*[PRONOUN] * 30)), 20, LIMIT_FINDINGS, ["… and 11 more."]),
        (run(plain_report(*[PRONOUN] * 19)), 20, LIMIT_FINDINGS, []),
        (run(failures=(FAILURE,) * 103), 100, LIMIT_DOCUMENTS, ["… and 3 more."]),
    ],
)
def test_what_is_left_out_is_said(what: Run, number: int, limit: int, said: list[str]) -> None:
    """Long lists are cut, never in silence."""
    assert number == limit == len(texts(what, "ul/li"))
    assert [text for text in texts(what, "p") if text.startswith("…")] == said


def test_many_documents_are_cut() -> None:
    """A run over a thousand files stays readable."""
    what = run(*[plain_report(QUOTES, fail_on="never")] * 130)
    assert len(texts(what, ".//tbody/tr")) == LIMIT_DOCUMENTS
    assert "… and 30 more." in texts(what, "p")


def test_failures_and_warnings_come_before_the_table() -> None:
    """What could not be checked, and an alignment not to be trusted."""
    text = written("markdown", run(replace(plain_report(), warnings=("doubtful",)), failures=(FAILURE,)))
    places = [
        text.index(part) for part in ("### Not checked", FAILURE.message, "### Warnings", "doubtful", "| document")
    ]
    assert places == sorted(places)


def test_signature_ends_it() -> None:
    """What another person needs to get the same figures."""
    assert texts(run(plain_report()), "p")[-1] == f"Signature: {SIGNATURE}"


def test_hostile_text_makes_no_markup() -> None:
    """Only our own elements, no link, no picture; the text is shown as it stands."""
    what = run(hostile_report(), failures=(HOSTILE_FAILURE,))
    tags = {element.tag for element in page(what).iter() if isinstance(element.tag, str)}
    assert tags <= {
        "div", "h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "strong", "code", "br",
    }  # fmt: skip
    shown = " ".join(texts(what, "ul/li"))
    assert "<script>alert(1)</script> ]]> &amp; %0A::error::x" in shown
    assert "{0} {name} [t](http://evil) ![i](x) **b** `c` | @user #12 a:100:b" in shown
    assert texts(what, ".//tbody/tr/td")[1:] == ["1", "1", "2", "95.0", "failed"]


@pytest.mark.parametrize(
    "text",
    [
        "@user",
        "#12",
        "a:100:b",
        "https://evil.test",
        "www.evil.test",
        "$x$",
        "~~a~~",
        "_a_ *b*",
        "<b>",
        "&lt;",
        "a|b",
        "\\*",
    ],
)
def test_escaped(text: str) -> None:
    """Shown as it stands, and out of reach of what GitHub makes of names, numbers, addresses and formulae."""
    source = escaped(text)
    assert html.fromstring(RENDERER.render(f"x {source}")).text_content().strip() == f"x {text}"
    assert not re.search(r"(?<!\\)[$~|<](?!!-- -->)|@\w|#\d|:\w+:|(?<!\\):/|www\.", source)


@pytest.mark.parametrize("text", ["a", "`a", "a``b`", "<b>*c*@user", "\\", "a\nb"])
def test_code(text: str) -> None:
    """A code span holds any backticks."""
    (span,) = html.fromstring(f"<div>{RENDERER.render(code(text))}</div>").iterfind("p/code")
    assert span.text_content() == " ".join(text.split())
