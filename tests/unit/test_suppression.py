"""Directives in documents: their syntax, what each covers, which findings they accept, and which are of no use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.align import beads
from tqcheck.check import Material, obey_directives, weigh
from tqcheck.documents import read, read_bilingual
from tqcheck.documents.directives import Mark, parse_mark
from tqcheck.rules import select_rules
from tqcheck.suppression import Directives, suppress
from tqcheck.text.segmentation import segment_document
from tqcheck.types import Bead, Directive, Document, Finding, Link, Segment, Severity, Span

UNHURRIED = settings(deadline=None, max_examples=60)
"""A busy machine is no failure."""

SYNTAX = [
    ("tqcheck: ignore[P101]", Mark("ignore", ("P101",))),
    (" tqcheck:ignore [p101 , N] said on purpose ", Mark("ignore", ("P101", "N"), "said on purpose")),
    ("TQCheck: ignore[P101]\n  two\n  lines", Mark("ignore", ("P101",), "two lines")),
    ("tqcheck: ignore", Mark("ignore")),
    ("tqcheck: ignore - a quotation", Mark("ignore", (), "a quotation")),
    ("tqcheck: ignore[C101] see [1]", Mark("ignore", ("C101",), "see [1]")),
    ("tqcheck: ignore-start[P]", Mark("ignore-start", ("P",))),
    ("tqcheck: ignore-end", Mark("ignore-end")),
    ("tqcheck: ignore-file[P,N] generated", Mark("ignore-file", ("P", "N"), "generated")),
    ("tqcheck: ingore[P101]", Mark("", (), "ingore[P101]")),
    ("tqcheck: ignore[P101", Mark("", (), "ignore[P101")),
    ("tqcheck: ignore[]", Mark("", (), "ignore[]")),
    ("tqcheck: ignore[P101;N102]", Mark("", (), "ignore[P101;N102]")),
    ("tqcheck: ignore-next[P101]", Mark("", (), "ignore-next[P101]")),
    ("tqcheck:", Mark("", (), "")),
    ("a note on tqcheck: ignore[P101]", None),
    ("ignore[P101]", None),
]


@pytest.mark.parametrize(("text", "mark"), SYNTAX)
def test_syntax(text: str, mark: Mark | None) -> None:
    """A comment that is addressed to tqcheck is a directive, or told to be none; all others are not ours."""
    assert parse_mark(text, 7) == (None if mark is None else mark._replace(line=7))


def document(tmp_path: Path, name: str, text: str) -> Document:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read(str(path))


def covered(read_document: Document) -> list[tuple[str, int | None, str | None]]:
    """Each directive's codes and line, and the text that it covers, blocks parted by a bar."""
    return [
        (
            ",".join(one.codes),
            one.line,
            None if one.covers is None else read_document.text[slice(*one.covers)].replace("\n\n", "|"),
        )
        for one in read_document.directives
    ]


MARKDOWN = [
    pytest.param("One. <!-- tqcheck: ignore[P] --> Two.\n\nThree.\n", [("P", 1, "One. Two.")], id="in its block"),
    pytest.param("One.\n\n<!-- tqcheck: ignore[P] -->\n\nTwo.\n\nThree.", [("P", 3, "Two.")], id="alone: the next"),
    pytest.param("One.\n<!-- tqcheck: ignore[P] -->\nTwo.", [("P", 2, "Two.")], id="alone without blank lines"),
    pytest.param("One.\n\n<!--\ntqcheck: ignore[P]\n-->\nTwo.", [("P", 3, "Two.")], id="over several lines"),
    pytest.param("One\ntwo <!-- tqcheck: ignore[P] -->\nthree.", [("P", 2, "One two three.")], id="its own line"),
    pytest.param("# Head <!-- tqcheck: ignore[P] -->\n\nOne.", [("P", 1, "Head")], id="heading"),
    pytest.param("- a\n- b <!-- tqcheck: ignore[P] -->\n- c", [("P", 2, "b")], id="list item"),
    pytest.param("|a|b|\n|-|-|\n|c <!-- tqcheck: ignore[P] -->|d|", [("P", 3, "c")], id="table cell"),
    pytest.param("![alt](x) <!-- tqcheck: ignore[P] -->\n\nOne.", [("P", 1, "alt")], id="image"),
    pytest.param("One ![alt](x) <!-- tqcheck: ignore[P] -->\n\nTwo.", [("P", 1, "One|alt")], id="text and image"),
    pytest.param("One.\n\n<!-- tqcheck: ignore[P] -->\n\n***\n\nTwo.", [("P", 3, "Two.")], id="what has no words is passed over"),
    pytest.param("One.\n\n<!-- tqcheck: ignore[P] -->\n", [("P", 3, None)], id="nothing follows"),
    pytest.param("```\n<!-- tqcheck: ignore[P] -->\n```\n\nOne `<!-- tqcheck: ignore -->`.", [], id="in code"),
    pytest.param(
        "---\ntitle: x\n---\n\n<!-- tqcheck: ignore-file[P] -->\n\nOne.\n\nTwo.", [("P", 5, "One.|Two.")], id="file"
    ),
    pytest.param(
        "One.\n\n<!-- tqcheck: ignore-start[P] -->\n\nTwo.\n\n- Three.\n\n<!-- tqcheck: ignore-end -->\n\nFour.",
        [("P", 3, "Two.|Three.")],
        id="region",
    ),
    pytest.param(
        "One. <!-- tqcheck: ignore-start[P] -->\n\nTwo. <!-- tqcheck: ignore-end[P] -->\n\nThree.",
        [("P", 1, "One.|Two.")],
        id="region from and to the blocks that hold its ends",
    ),
    pytest.param(
        "<!-- tqcheck: ignore-start[P] --><!-- tqcheck: ignore-start[N] -->\n\nOne.\n\n<!-- tqcheck: ignore-end[P] -->\n\n"
        "Two.\n\n<!-- tqcheck: ignore-end[N] -->\n\nThree.",
        [("P", 1, "One."), ("N", 1, "One.|Two.")],
        id="regions that cross",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MARKDOWN)
def test_markdown(tmp_path: Path, text: str, expected: list[tuple[str, int, str | None]]) -> None:
    """What a comment covers."""
    found = document(tmp_path, "a.md", text)
    assert covered(found) == expected
    assert found.warnings == ()


HTML = [
    pytest.param("<p>One <!-- tqcheck: ignore[P] -->two.</p><p>Three.</p>", [("P", 1, "One two.")], id="in its block"),
    pytest.param("<p>One.</p>\n<!-- tqcheck: ignore[P] -->\n<p>Two.</p>", [("P", 2, "Two.")], id="between blocks"),
    pytest.param("<p>\n<!-- tqcheck: ignore[P] -->\nOne.</p><p>Two.</p>", [("P", 2, "One.")], id="first in its block"),
    pytest.param("<p>One.\n<!-- tqcheck: ignore[P] -->\n</p><p>Two.</p>", [("P", 2, "One.")], id="last in its block"),
    pytest.param("<div>One\n<!-- tqcheck: ignore[P] -->\n<p>Two.</p></div>", [("P", 2, "Two.")], id="alone before a block"),
    pytest.param("<div>One <!-- tqcheck: ignore[P] --><p>Two.</p></div>", [("P", 1, "One")], id="after text"),
    pytest.param("<!-- tqcheck: ignore[P] -->\n<html><head><!-- tqcheck: ignore[N] --><title>T</title></head><body><p>One.</p></body></html>",
                 [("P", 1, "T"), ("N", 2, "T")], id="before the root and in the head"),
    pytest.param("<p>One.</p><!--\n\ntqcheck: ignore[P]--><p>Two.</p>", [("P", 1, "Two.")], id="over several lines"),
    pytest.param("<script><!-- tqcheck: ignore[P] --></script><p translate=no>x<!-- tqcheck: ignore[N] --></p>One.", [], id="in what is skipped"),
    pytest.param("<!doctype html><p>One.</p><!-- tqcheck: ignore-file[P] --></body></html><!-- tqcheck: ignore[N] -->",
                 [("P", 1, "One."), ("N", 1, None)], id="after all"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HTML)
def test_html(tmp_path: Path, text: str, expected: list[tuple[str, int, str | None]]) -> None:
    """What a comment covers."""
    found = document(tmp_path, "a.html", text)
    assert covered(found) == expected
    assert found.warnings == ()


PROBLEMS = [
    ("One. <!-- tqcheck: ingore[P] -->", ["1: 'tqcheck: ingore[P]' is no directive: write tqcheck: ignore[CODE] reason"]),
    ("One.\n\n<!-- tqcheck: ignore-end[P] -->", ["3: nothing is open that this ignore-end could end: take it out"]),
    ("<!-- tqcheck: ignore-start[P] -->\n\nOne.", ["1: no ignore-end follows this ignore-start: it covers the rest of the document"]),
    ("<!-- tqcheck: ignore-start[P] -->\n\nOne.\n\n<!-- tqcheck: ignore-end[N] -->", [
        "5: nothing is open that this ignore-end could end: take it out",
        "1: no ignore-end follows this ignore-start: it covers the rest of the document"]),
]  # fmt: skip


@pytest.mark.parametrize("suffix", [".md", ".html"])
@pytest.mark.parametrize(("text", "expected"), PROBLEMS)
def test_problems_name_file_and_line(tmp_path: Path, suffix: str, text: str, expected: list[str]) -> None:
    """A directive that says nothing sensible is never passed over in silence."""
    found = document(tmp_path, f"a{suffix}", text)
    assert list(found.warnings) == [f"{found.path}:{problem}" for problem in expected]


@UNHURRIED
@given(
    st.lists(
        st.sampled_from(["One is here.", "# Two", "- three *four*", "Five\nsix.", "| a | b |\n|---|---|\n| c | d |"]),
        min_size=1,
        max_size=6,
    ),
    st.integers(0, 6),
)
def test_comments_leave_the_text_alone(blocks: list[str], place: int) -> None:
    """A document reads the same with a directive between its blocks or at the end of one, but for its lines."""
    from tqcheck.documents import markdown

    def blocks_of(parts: list[str]) -> list[tuple[str, str]]:
        return [(block.text, block.kind) for block in markdown.read("a.md", "\n\n".join(parts).encode(), None).blocks]

    between = [*blocks[:place], "<!-- tqcheck: ignore[P] reason -->", *blocks[place:]]
    assert blocks_of(between) == blocks_of(blocks)
    ending = [block if "|" in block else f"{block} <!-- tqcheck: ignore[P] -->" for block in blocks]
    assert blocks_of(ending) == blocks_of(blocks)


PO = """\
# tqcheck: ignore-file[H] generated
# tqcheck: ignore[Q]
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

# tqcheck: ignore[P101] because
#. tqcheck: ignore[N102]
#: a.c:1
msgid "un"
msgstr "one"

# tqcheck: ignore[M]
msgid "s"
msgid_plural "p"
msgstr[0] "x"
msgstr[1] "y"

# tqcheck: ignore[Z]
#, fuzzy
msgid "deux"
msgstr "two"
"""
XLIFF_1 = """\
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="x" source-language="fr" target-language="en" datatype="x"><header><note>tqcheck: ignore[H]</note></header>
<body><group><note>tqcheck: ignore[G] g</note>
<trans-unit id="1"><source>un</source><target>one</target><note>tqcheck: ignore[P101] why</note></trans-unit>
<trans-unit id="2"><source>deux</source><target>two</target><note>a note</note></trans-unit></group>
<trans-unit id="3"><source>trois</source><target>three</target></trans-unit></body></file></xliff>
"""
XLIFF_2 = """\
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="fr" trgLang="en"><file id="f">
<notes><note>tqcheck: ignore[H]</note></notes>
<unit id="u"><notes><note>tqcheck: ignore[P101] why</note></notes>
<segment><source>un</source><target>one</target></segment><segment><source>deux</source><target>two</target></segment></unit>
<unit id="v"><notes><note>tqcheck: ignore-file[F]</note></notes>
<segment><source>trois</source><target>three</target></segment></unit></file></xliff>
"""
BILINGUAL = [
    ("a.po", PO, {("H", 1): (0, 3), ("Q", 1): (-1, 0), ("P101", 6): (0, 1), ("N102", 6): (0, 1), ("M", 12): (1, 3)}),
    ("a.xlf", XLIFF_1, {("H", 2): (0, 3), ("G", 3): (0, 2), ("P101", 4): (0, 1)}),
    ("a.xlf", XLIFF_2, {("H", 2): (0, 3), ("P101", 3): (0, 2), ("F", 5): (0, 3)}),
]


@pytest.mark.parametrize(("name", "text", "expected"), BILINGUAL)
def test_bilingual(tmp_path: Path, name: str, text: str, expected: dict[tuple[str, int], tuple[int, int]]) -> None:
    """A directive covers the pairs of what it stands on: a message, a unit, a group, a file."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = read_bilingual(str(tmp_path / name))
    assert {(",".join(one.codes), one.line): one.covers for one in found.directives} == expected
    assert {one.reason for one in found.directives if one.codes == ("P101",)} <= {"because", "why"}
    assert found.warnings == ()


def test_bilingual_files_have_no_regions(tmp_path: Path) -> None:
    """Units have no order that a reader sees."""
    (tmp_path / "a.po").write_text(PO.replace("ignore[M]", "ignore-start[M]"), encoding="utf-8")
    found = read_bilingual(str(tmp_path / "a.po"))
    assert found.warnings == (
        f"{found.path}:12: ignore-start has no meaning here: write ignore on each unit, or ignore-file",
    )


def finding(code: str = "P101", target: Span | None = None, source: Span | None = None) -> Finding:
    return Finding(code, "rule", "accuracy/mistranslation", Severity.MAJOR, "said", target, source)


# The source is "Un. Deux." at 0; the target "One. Two." at 100, its second sentence a block of its own.
BEAD = Bead(Segment("Un. Deux.", 0, 9), Segment("One. Two.", 100, 109))
LOST = Bead(Segment("Trois.", 10, 16), Segment("", 109, 109), "1-0")
FIRST, SECOND = Span(0, 3), Span(5, 8)
PLACES = [
    pytest.param("target", Span(100, 104), BEAD, finding(target=FIRST), True, id="its block"),
    pytest.param("target", Span(100, 104), BEAD, finding(target=SECOND), False, id="the other block of a bead"),
    pytest.param("target", Span(105, 109), BEAD, finding(target=SECOND), True, id="the other block's directive"),
    pytest.param("target", Span(105, 109), BEAD, finding(target=Span(9, 9)), True, id="at the very end"),
    pytest.param("target", Span(90, 100), BEAD, finding(target=FIRST), False, id="a block before"),
    pytest.param("target", Span(105, 109), BEAD, finding(source=FIRST), True, id="no place in the target"),
    pytest.param("target", None, BEAD, finding(target=FIRST), False, id="covers nothing"),
    pytest.param("source", Span(0, 3), BEAD, finding(target=SECOND, source=FIRST), True, id="the source's block"),
    pytest.param("source", Span(0, 3), BEAD, finding(target=SECOND, source=SECOND), False, id="another of the source"),
    pytest.param("source", Span(0, 3), BEAD, finding(target=SECOND), True, id="no place in the source"),
    pytest.param("target", Span(100, 109), LOST, finding(source=FIRST), False, id="left out after a block"),
    pytest.param("target", Span(100, 200), LOST, finding(source=FIRST), True, id="left out within a region"),
    pytest.param("source", Span(10, 16), LOST, finding(source=FIRST), True, id="left out, said in the source"),
    pytest.param("pairs", Span(0, 1), BEAD, finding(target=FIRST), True, id="its pair"),
    pytest.param("pairs", Span(1, 2), BEAD, finding(target=FIRST), False, id="another pair"),
    pytest.param("pairs", Span(-1, 0), BEAD, finding(target=FIRST), False, id="before all pairs"),
]  # fmt: skip
PATHS = ("a.fr", "a.en")


@pytest.mark.parametrize(("side", "covers", "bead", "one", "expected"), PLACES)
def test_places(side: str, covers: Span | None, bead: Bead, one: Finding, expected: bool) -> None:
    """A finding is accepted where its place, or without one its segment, is covered."""
    directives = Directives(**{side: (Directive(("P",), "why", 3, covers),)})
    accepted = suppress([bead], [(one,)], directives, PATHS, ["P101"], ["P101"])
    ((marked,),) = accepted.findings
    assert (marked.suppressed, marked.suppression, marked.baselined) == (expected, "why" if expected else None, False)
    assert bool(accepted.warnings) is not expected


@pytest.mark.parametrize(
    ("codes", "accepted"),
    [((), "P101 P102 N101"), (("P",), "P101 P102"), (("P102",), "P102"), (("N", "P101"), "P101 N101"), (("C",), "")],
)
def test_codes(codes: tuple[str, ...], accepted: str) -> None:
    """Codes are prefixes; without codes every finding is accepted."""
    found = [(finding("P101"), finding("P102"), finding("N101"))]
    directives = Directives(target=(Directive(codes, None, 1, whole=True),))
    (marked,) = suppress([LOST], found, directives, PATHS, [], []).findings
    assert " ".join(one.code for one in marked if one.suppressed) == accepted


USE = [
    (Directive(("P101",), None, 3, Span(100, 109)), []),
    (Directive(("P101", "N"), None, 3, Span(100, 109)), ["a.en:3: ignore[N] accepts nothing here: take it out"]),
    (Directive((), None, None, Span(0, 9)), ["a.en: this directive accepts nothing here: take it out"]),
    (Directive(("PX",), None, 3, Span(100, 109)), ["a.en:3: PX: no rule has a code that begins so; `tqcheck rules` lists them"]),
    (Directive(("C101",), None, 3, Span(100, 109)), []),
]  # fmt: skip


@pytest.mark.parametrize(("directive", "warnings"), USE)
def test_idle_directives_are_told(directive: Directive, warnings: list[str]) -> None:
    """Codes of no rule, and codes that accept nothing, unless their rules did not run: C101 did not."""
    found = [(finding(target=FIRST),)]
    told = suppress([BEAD], found, Directives(target=(directive,)), PATHS, ["P101", "N102", "C101"], ["P101", "N102"])
    assert list(told.warnings) == warnings


def test_two_directives_that_accept_one_finding_are_both_of_use() -> None:
    """The reason is that of the first that gives one."""
    two = (Directive(("P",), None, 1, whole=True), Directive(("P101",), "why", 2, Span(100, 109)))
    told = suppress([BEAD], [(finding(target=FIRST),)], Directives(target=two), PATHS, ["P101"], ["P101"])
    assert (told.findings[0][0].suppression, told.warnings) == ("why", ())


def test_an_accepted_finding_hides_no_other() -> None:
    """Where two rules find the same words, to accept the graver one leaves the other to be seen."""
    graver = finding("P101", FIRST)
    other = Finding("N102", "rule", "fluency/grammar", Severity.MINOR, "said", FIRST)
    directives = Directives(target=(Directive(("P",), None, 3, Span(100, 104)),))
    (segment,) = weigh([BEAD], [None], suppress([BEAD], [(graver, other)], directives, PATHS, [], []).findings)
    assert [(one.code, one.suppressed) for one in segment.findings] == [("N102", False), ("P101", True)]
    assert (segment.flagged, segment.penalty) == (True, 1.0)


def test_from_the_file_to_the_finding(tmp_path: Path) -> None:
    """Read, split, aligned by hand: offsets still fit, and only the covered sentence's finding is accepted."""
    source = document(tmp_path, "a.fr.md", "Elle dort. Elle mange.\n\nElle rit.\n")
    target = document(
        tmp_path, "a.en.md", "She sleeps. She eats. <!-- tqcheck: ignore[P101] a ship -->\n\nShe laughs.\n"
    )
    left, right = segment_document(source, "fr"), segment_document(target, "en")
    assert [target.text[one.start : one.end] for one in right] == ["She sleeps.", "She eats.", "She laughs."]
    links = [Link((0,), (0,)), Link((1, 2), (1, 2))]
    aligned = beads(source.text, target.text, left, right, links)
    found = [(finding(target=Span(0, 3)),), (finding(target=Span(0, 3)), finding(target=Span(11, 14)))]
    assert aligned[1].target.text[11:14] == "She"
    directives = Directives(source.directives, target.directives)
    material = Material(source.path, target.path, ("fr", "en"), aligned, (), directives=directives)
    marked, warnings = obey_directives(material, found, select_rules(("P",)))
    assert [[one.suppressed for one in row] for row in marked] == [[True], [True, False]]
    assert warnings == ()
    _, warnings = obey_directives(material, [(), ()], select_rules(("P",)))
    assert warnings == (f"{target.path}:1: ignore[P101] accepts nothing here: take it out",)
