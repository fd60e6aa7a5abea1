"""Every format that an alignment is written in, read back: links, texts, and text that is out to break it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree

from tqcheck.align.exchange import XLIFF
from tqcheck.align.output import write_alignment
from tqcheck.align.reading import read_links
from tqcheck.align.types import AlignedFiles, Alignment
from tqcheck.documents import read_bilingual
from tqcheck.types import Link, Segment, TqcheckError

FORMATS = ("json", "tsv", "tmx", "xliff", "ladder")
LINKS = (
    Link((0, 1), (0,), 0.25, 0.75),
    Link((2,), (), 1.0, 0.5),
    Link((), (1,), 1.0, 0.25),
    Link((3,), (2, 3), 0.0, 1.0),
)
HOSTILE = [
    "<b>&amp; ]]> <!-- x --> <?x?>",
    "a\tb\nc\r\nd",
    "nul \x00, bell \x07, escape \x1b[31m, a non-character \ufffe",
    "next line \x85 line separator \u2028 page \x0c",
    '"quoted" =SUM(A1) [0]:[1]',
    "\u202eright to left \u200f\u2066",
    "😀 é é",
    " ",
]


def aligned(texts: list[str] | None = None) -> AlignedFiles:
    """Four sentences a side; of the given texts the same on both sides."""
    source, target = (texts or [f"{side}{n}." for n in range(4)] for side in "st")
    sides = (tuple(Segment(text) for text in side) for side in (source, target))
    return AlignedFiles(*sides, ("fr", "pt_BR"), Alignment(LINKS, 0.6), ("a & b.txt", "b.txt"))


def written(name: str, path: Path, texts: list[str] | None = None) -> Path:
    stream = io.StringIO()
    write_alignment(aligned(texts), name, stream)
    path.write_text(stream.getvalue(), encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("texts", [None, HOSTILE[:4], HOSTILE[4:]], ids=["plain", "hostile", "hostile too"])
def test_links_come_back(name: str, texts: list[str] | None, tmp_path: Path) -> None:
    """No link is lost in any format, whatever the sentences hold; TMX puts those without counterpart first."""
    found = read_links(written(name, tmp_path / "out", texts))
    assert {(link.source, link.target) for link in found} == {(link.source, link.target) for link in LINKS}
    if name != "ladder":
        assert {link.confidence for link in found} == {0.25, 0.5, 0.75, 1.0}
    if name != "tmx":
        assert [link.source for link in found] == [link.source for link in LINKS]


def test_xliff_holds_a_unit_a_bead(tmp_path: Path) -> None:
    """Ours reads it as it reads any XLIFF: both sides of every bead, an empty one where there is no counterpart."""
    document = read_bilingual(str(written("xliff", tmp_path / "out.xlf")))
    assert [(s.text, t.text) for s, t in document.pairs] == [
        ("s0. s1.", "t0."),
        ("s2.", ""),
        ("", "t1."),
        ("s3.", "t2. t3."),
    ]
    assert (document.source_lang, document.target_lang) == ("fr", "pt-BR")


def test_xliff_is_as_its_schema_asks(tmp_path: Path) -> None:
    """Required attributes, unique ids, and the order of elements in a unit."""
    root = etree.parse(written("xliff", tmp_path / "out.xlf")).getroot()
    assert (root.tag, root.get("version")) == (f"{{{XLIFF}}}xliff", "1.2")
    (file,) = root
    assert dict(file.attrib) == {
        "original": "a & b.txt", "datatype": "plaintext", "source-language": "fr", "target-language": "pt-BR"
    }  # fmt: skip
    units = list(root.iter(f"{{{XLIFF}}}trans-unit"))
    assert len({unit.get("id") for unit in units}) == len(LINKS)
    order = [" ".join(etree.QName(child).localname for child in unit) for unit in units]
    linked = "source target context-group"
    assert order == [linked, "source context-group", linked, linked]
    assert all(child.get("purpose") == "information" for unit in units for child in unit.iter("{*}context-group"))


@pytest.mark.parametrize("name", ["tmx", "xliff"])
def test_hostile_text_is_kept_or_visibly_replaced(name: str, tmp_path: Path) -> None:
    """Markup stays text; what XML cannot hold becomes U+FFFD and never vanishes."""
    texts = ["half a character: \ud800", HOSTILE[2], "", HOSTILE[0]]
    pairs = read_bilingual(str(written(name, tmp_path / f"out.{name}", texts))).pairs
    assert pairs[0][0].text == (
        "half a character: \ufffd nul \ufffd, bell \ufffd, escape \ufffd[31m, a non-character \ufffd"
    )
    assert pairs[-1][0].text == HOSTILE[0]


TU = '<prop type="x-source-indices">{}</prop><prop type="x-target-indices">0</prop><prop type="x-confidence">{}</prop>'
BAD = [
    ("<tmx><body><tu/></body></tmx>", "has no sentence indices (x-source-indices); write it with `tqcheck align`"),
    ("<tmx><body><tu>", "broken XML"),
    ('<!DOCTYPE tmx [<!ENTITY x "y">]><tmx/>', "declares an entity"),
    (f"<tmx><body>\n<tu>{TU.format('a', '1')}</tu></body></tmx>", "line 2: no sentence indices such as 0 1"),
    (f"<tmx><body>\n<tu>{TU.format('0', 'x')}</tu></body></tmx>", "line 2: no sentence indices such as 0 1"),
    ('<tmx><body>\n<tu><prop type="x-source-indices">0</prop></tu></body></tmx>', "line 2: x-target-indices and"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_bad_xml_is_told(text: str, message: str, tmp_path: Path) -> None:
    """One line that names the place."""
    path = tmp_path / "x.tmx"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TqcheckError) as told:
        read_links(path)
    assert message in str(told.value)
    assert str(path) in str(told.value)
