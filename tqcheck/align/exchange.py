"""Alignments as translators' tools take them: TMX and XLIFF 1.2, with the sentence indices in standard places.

Both are written through lxml and read back without loss; what XML cannot hold (control characters, lone surrogates)
becomes U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tqcheck import __version__
from tqcheck.types import Link, TqcheckError

if TYPE_CHECKING:
    from lxml import etree

    from tqcheck.align.types import AlignedFiles

XLIFF = "urn:oasis:names:tc:xliff:document:1.2"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SOURCE, TARGET, CONFIDENCE = "x-source-indices", "x-target-indices", "x-confidence"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tmx(aligned: AlignedFiles) -> bytes:
    """A memory of the beads that have both sides; the header lists the sentences without counterpart."""
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    about = {"creationtool": "tqcheck", "creationtoolversion": __version__, "segtype": "block", "o-tmf": "tqcheck"}
    header = etree.SubElement(
        root, "header", about, adminlang="en", srclang=_language(aligned.langs[0]), datatype="plaintext"
    )
    for link in aligned.alignment.links:
        if not (link.source and link.target):
            _properties(header, "prop", "type", link)
    body = etree.SubElement(root, "body")
    for number, link in enumerate(aligned.alignment.links, start=1):
        if not (link.source and link.target):
            continue
        unit = etree.SubElement(body, "tu", tuid=str(number))
        _properties(unit, "prop", "type", link)
        for lang, text in zip(aligned.langs, aligned.texts(link), strict=True):
            variant = etree.SubElement(unit, "tuv", {LANG: _language(lang)})
            etree.SubElement(variant, "seg").text = _safe(text)
    return _written(root)


def xliff(aligned: AlignedFiles) -> bytes:
    """One trans-unit a bead; a side without counterpart is an empty source or no target."""
    from lxml import etree

    root = etree.Element(f"{{{XLIFF}}}xliff", version="1.2", nsmap={None: XLIFF})
    languages = {
        "source-language": _language(aligned.langs[0]),
        "target-language": _language(aligned.langs[1]),
    }
    file = _child(root, "file", original=_safe(aligned.names[0]), datatype="plaintext", **languages)
    tool = {"tool-id": "tqcheck", "tool-name": "tqcheck", "tool-version": __version__}
    etree.SubElement(_child(file, "header"), f"{{{XLIFF}}}tool", tool)
    body = _child(file, "body")
    for number, link in enumerate(aligned.alignment.links, start=1):
        unit = _child(body, "trans-unit", id=str(number))
        source, target = aligned.texts(link)
        _child(unit, "source").text = _safe(source)
        if link.target:
            _child(unit, "target").text = _safe(target)
        group = _child(unit, "context-group", purpose="information")
        _properties(group, f"{{{XLIFF}}}context", "context-type", link)
    return _written(root)


def _child(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    from lxml import etree

    return etree.SubElement(parent, f"{{{XLIFF}}}{name}", attributes)


def _properties(parent: etree._Element, tag: str, attribute: str, link: Link) -> None:
    """A link's indices and confidence as typed children."""
    from lxml import etree

    values = ((SOURCE, _spaced(link.source)), (TARGET, _spaced(link.target)), (CONFIDENCE, f"{link.confidence:.4f}"))
    for name, value in values:
        etree.SubElement(parent, tag, {attribute: name}).text = value


def _spaced(indices: tuple[int, ...]) -> str:
    return " ".join(map(str, indices))


def _language(code: str) -> str:
    return code.replace("_", "-")


def _safe(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _written(root: etree._Element) -> bytes:
    from lxml import etree

    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def links_of_xml(name: str, data: bytes) -> Iterator[Link]:
    """The links of a TMX or XLIFF file written by ``tqcheck align``, in its order.

    Raises:
        TqcheckError: for broken XML, and for a file without sentence indices.
    """
    from tqcheck.documents.xmlsafe import parse_xml

    found = 0
    for element in parse_xml(name, data).iter("{*}header", "{*}tu", "{*}trans-unit"):
        listed = list(element.iter("{*}prop", "{*}context"))
        values = [child.text or "" for child in listed]
        types = [child.get("type") or child.get("context-type") for child in listed]
        for first in (place for place, kind in enumerate(types) if kind == SOURCE):
            if types[first : first + 3] != [SOURCE, TARGET, CONFIDENCE]:
                raise TqcheckError(f"{name}: line {listed[first].sourceline}: {TARGET} and {CONFIDENCE} are missing")
            yield _link(name, listed[first], *values[first : first + 3])
            found += 1
    if not found:
        raise TqcheckError(f"{name}: has no sentence indices ({SOURCE}); write it with `tqcheck align`")


def _link(name: str, place: Any, source: str, target: str, confidence: str) -> Link:
    try:
        left, right = (tuple(map(int, side.split())) for side in (source, target))
        return Link(left, right, confidence=float(confidence))
    except ValueError:
        raise TqcheckError(f"{name}: line {place.sourceline}: no sentence indices such as 0 1") from None
