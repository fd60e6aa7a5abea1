"""The HTML page as text: complete, escaped, alone, and the same each time. What it does is tested in a browser."""

from __future__ import annotations

import base64
import hashlib
import re
import time

import lxml.html
import pytest

from tests.unit.html_runs import (
    CLEAN,
    EMPTY,
    INNER,
    PRONOUN,
    arabic_report,
    long_report,
    made,
    mixed_report,
    page,
    pair,
    whole_run,
)
from tests.unit.report_runs import FAILURE, HOSTILE, written
from tqcheck.report.html import asset
from tqcheck.report.rows import place
from tqcheck.types import Segment, Severity

Tree = lxml.html.HtmlElement


@pytest.fixture(scope="module")
def whole() -> Tree:
    """The page of three documents and a failure, one document hostile."""
    return lxml.html.document_fromstring(written("html", whole_run()))


def one(tree: Tree, path: str) -> Tree:
    """The only element at an XPath."""
    (found,) = tree.xpath(path)
    return found


def words(element: Tree) -> str:
    """The text of an element on one line."""
    return " ".join(element.text_content().split())


# ---- completeness


def test_every_finding_has_a_note(whole: Tree) -> None:
    """One note a finding, in order, with a name of its own; every mark leads to a note."""
    findings = [finding for report in whole_run().reports for _, finding in report.findings()]
    notes = whole.xpath("//li[contains(@class, 'note ')]")
    assert [(note.get("data-code"), note.get("data-severity")) for note in notes] == [
        (finding.code, finding.severity.value) for finding in findings
    ]
    names = [note.get("id") for note in notes]
    assert len(set(names)) == len(names)
    assert set(whole.xpath("//mark/@data-f")) | set(whole.xpath("//mark/@aria-describedby")) <= set(names)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("//h1", "3 documents"),
        ("//section[h2/@id='failures']/ul", FAILURE.message),
        ("//*[@id='d2']//div[contains(@class, 'warning')]/ul", "look out"),
        ("(//p[contains(@class, 'verdict')])[1]", "✕ Gate failed not met: --fail-on major"),
        ("//*[@id='d2']//p[contains(@class, 'verdict')]", "✓ Gate passed conditions: --fail-on never"),
        ("//*[@id='d1-4']/p[contains(@class, 'target')]", "∅ No counterpart in the target"),
        ("//*[@id='d1-4']//span[@class='bead']", "1-0"),
        ("//*[@id='d1-5']//span[@class='doubtful']", "alignment doubtful, 0.31"),
        ("//*[@id='d1-3-f1']/p[@class='reason']", "Suppressed, accepted in the document: house style"),
        ("//*[@id='d1-3-f2']/p[@class='reason']", "Suppressed, accepted by the baseline: accepted in May"),
        ("//*[@id='d1-2-f2']/p[@class='suggestion']", "Write only"),
        ("//*[@id='d1-2-f2']/p[@class='pair']", "non → rendered as not"),
        ("//*[@id='d1-2']/div/span[contains(@class, 'grade')]", "Critical"),
        ("//footer//div[dt='rules']/dd", "0123456789ab"),
    ],
)
def test_what_is_said(whole: Tree, path: str, expected: str) -> None:
    """Verdicts, warnings, failures, missing sides, doubt, reasons and the signature stand in the page."""
    assert words(one(whole, path)) == expected


@pytest.mark.parametrize(
    ("note", "attribute", "expected"),
    [
        ("d1-2-f1", "data-evidence", "model"),
        ("d1-2-f2", "data-evidence", "both"),
        ("d1-2-f3", "data-evidence", "rule"),
        ("d1-2-f2", "class", "note critical"),
        ("d1-2-f4", "class", "note neutral lone"),
        ("d1-4-f1", "class", "note major lone"),
        ("d1-3-f1", "class", "note minor suppressed"),
    ],
)
def test_notes(whole: Tree, note: str, attribute: str, expected: str) -> None:
    """Severity, evidence, acceptance, and that a finding without a place in the target is always told."""
    assert one(whole, f"//*[@id='{note}']").get(attribute) == expected


def test_marks_on_both_sides(whole: Tree) -> None:
    """Target marks are reached by the tabulator key; source marks only where the target has none."""
    row = one(whole, "//*[@id='d1-2']")
    inner = row.xpath(".//p[contains(@class, 'target')]//mark[@data-f='d1-2-f2']")
    assert "".join(mark.text_content() for mark in inner) == "not"
    assert inner[0].get("tabindex") == "0"
    assert one(row, ".//p[contains(@class, 'source')]//mark[@data-f='d1-2-f2']").get("tabindex") is None
    assert one(whole, "//*[@id='d1-4']//mark").get("tabindex") == "0"


def test_languages_and_direction(whole: Tree) -> None:
    """Each side says its language and finds its own direction, and so do quotations in notes."""
    row = one(whole, "//*[@id='d2-1']")
    assert [(p.get("lang"), p.get("dir")) for p in row.xpath("./p")] == [("fr", "auto"), ("ar", "auto")]
    assert row.xpath(".//q/@lang") == ["fr", "ar"]


def test_line_breaks_are_kept() -> None:
    """The text of a side is that of the document."""
    tree = lxml.html.document_fromstring(page(mixed_report()))
    assert one(tree, "//*[@id='d1-6']/p[2]").text_content() == "A rain\nfine."


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (Segment("a", line=3), Segment("b", line=3), "line 3"),
        (Segment("a", line=3), Segment("b", line=5), "lines 3 / 5"),
        (Segment("a", unit="p1"), Segment("b", line=5), "p1 / line 5"),
        (Segment("a"), Segment("b", unit="u7"), "u7"),
        (Segment("a", line=3), Segment("", line=9), "line 3"),
    ],
)
def test_place(source: Segment, target: Segment, expected: str) -> None:
    """Where a segment stands, said once where both sides agree."""
    assert place(source, target) == expected


def test_one_document_has_no_navigation() -> None:
    """A run over many documents lists them; a single document is the page."""
    single = lxml.html.document_fromstring(page(arabic_report()))
    assert words(one(single, "//h1")) == "b.ar.txt"
    assert not single.xpath("//nav | //select[@id='document']")


def test_nothing_could_be_checked() -> None:
    """A run in which every document failed still has its page."""
    tree = lxml.html.document_fromstring(page(failed=True))
    assert words(one(tree, "//h1")) == "0 documents"
    assert FAILURE.message in tree.text_content()


# ---- safety


def test_hostile_text_stays_text(whole: Tree) -> None:
    """No element, handler or link comes from a document, its path, a message or a failure."""
    assert len(whole.xpath("//script")) == 1
    assert not whole.xpath("//img | //iframe | //object | //embed | //form | //base | //@style")
    assert not [name for name in whole.xpath("//@*") if name.attrname.startswith("on")]
    kept = HOSTILE.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    shown = one(whole, "//*[@id='d3-1']/p[2]").text_content()
    assert shown.split() == kept.split()


def test_nothing_is_fetched(whole: Tree) -> None:
    """Links lead into the page; neither style nor script names another place or a way to it."""
    links = set(whole.xpath("//@href | //@src | //@srcset | //@action | //@data"))
    assert links
    assert all(link.startswith("#") or link == "data:," for link in links)
    assert not re.search(r"url\(|@import|https?:|//[\w-]+\.\w", asset("report.css"))
    assert not re.search(r"https?:|fetch|XMLHttp|WebSocket|import\(|sendBeacon|eval|innerHTML", asset("report.js"))


@pytest.mark.parametrize(("element", "directive"), [("script", "script-src"), ("style", "style-src")])
def test_policy(whole: Tree, element: str, directive: str) -> None:
    """The policy allows nothing but the script and the style that stand in the page, by their hashes."""
    text = one(whole, f"//{element}").text
    policy = one(whole, "//meta[@http-equiv='Content-Security-Policy']").get("content")
    hashed = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"{directive} 'sha256-{hashed}';" in policy
    assert "unsafe" not in policy


def test_output_is_utf8() -> None:
    """Halves of surrogate pairs, which no file can hold, are replaced."""
    written("html", whole_run()).encode("utf-8")


# ---- order, speed, looks


def test_same_run_same_page() -> None:
    """Nothing depends on the time, on chance or on what was written before."""
    assert written("html", whole_run()) == written("html", whole_run())


def test_ten_thousand_segments() -> None:
    """A long document is written in under three seconds of work."""
    report = long_report(10_000)
    start = time.process_time()
    text = page(report)
    assert time.process_time() - start < 3
    assert text.count('<li class="seg') == 10_000


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize("name", ["text", "muted", "accent", "critical", "major", "minor", "neutral", "good"])
@pytest.mark.parametrize("ground", ["page", "raised"])
def test_contrast(scheme: int, name: str, ground: str) -> None:
    """Every colour of text has at least 4.5 to 1 on both grounds, light and dark (WCAG AA)."""
    palettes = re.findall(r":root \{(.*?)\}", asset("report.css"), re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", palettes[scheme]))
    light, dark = sorted((luminance(colours[name]), luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_no_colour_alone() -> None:
    """The lines under marked words differ in kind from severity to severity."""
    rules = [re.search(rf"\.{s.value}\b[^{{}}]*\{{[^}}]*--stroke: ([^;]+);", asset("report.css")) for s in Severity]
    kinds = [rule.group(1) for rule in rules if rule]
    assert len(set(kinds)) == len(kinds) == len(Severity)


@pytest.mark.parametrize(
    ("findings", "shown", "total"),
    [((PRONOUN,), "1", "5.0"), ((PRONOUN, INNER), "1", "5.0"), ((EMPTY,), "0", "5.0")],
)
def test_score_card_is_shown(findings: tuple[object, ...], shown: str, total: str) -> None:
    """The last row of the score card has the number of major findings and the penalty that is charged."""
    tree = lxml.html.document_fromstring(page(made([pair(1, CLEAN, *findings)])))  # type: ignore[arg-type]
    cells = [cell.text for cell in tree.xpath("//table[@class='card']/tfoot//td")]
    assert (cells[1], cells[-1]) == (shown, total)
