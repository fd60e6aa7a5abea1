"""Glossaries as TBX: the dialects Min, Basic and Core, of TBX 2 (martif) and TBX 3 (tbx), by the names of elements.

ISO 30042:2008 and 2019. A concept's terms in the source language are synonyms: each has all the concept's target terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.documents.inline import inline_text, local_name
from tqcheck.documents.source import display_name
from tqcheck.documents.xmlsafe import parse_xml, xml_bytes
from tqcheck.glossary.statuses import plain, status_of
from tqcheck.glossary.types import Row, Status
from tqcheck.types import TqcheckError

if TYPE_CHECKING:
    from lxml import etree

_ROOTS = frozenset({"martif", "tbx"})
_CONCEPTS = frozenset({"termEntry", "conceptEntry", "entry"})
_SECTIONS = frozenset({"langSet", "langSec", "langGroup", "langGrp"})
_STATUSES = frozenset({"administrativestatus", "termstatus", "normativeauthorization"})
_SHORT = frozenset({"acronym", "initialism"})
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_tbx(path: str, data: bytes, encoding: str | None, langs: tuple[str, str]) -> tuple[list[Row], list[str]]:
    """The terms of a TBX file in two languages, given by their primary subtags, and warnings about unknown statuses.

    Raises:
        TqcheckError: for broken or hostile XML, another kind of XML, and for a file without terms in both languages.
    """
    name = display_name(path)
    root = parse_xml(name, xml_bytes(path, data, encoding))
    if local_name(root).lower() not in _ROOTS:
        raise TqcheckError(f"{name}: its root element is {local_name(root)}, so not TBX: name a TBX, CSV or TSV file")
    unknown: dict[str, int] = {}
    concepts = [element for element in root.iter() if local_name(element) in _CONCEPTS]
    rows = [row for concept in concepts for row in _rows(concept, langs, name, unknown)]
    if not rows:
        held = sorted({_language(element) for element in root.iter() if local_name(element) in _SECTIONS} - {""})
        found = f"it holds {', '.join(held)}" if held else "it holds no terms"
        raise TqcheckError(f"{name}: no concept has terms in both {langs[0]} and {langs[1]}; {found}")
    return rows, [f"{name}: line {line}: '{word}' is no status: taken as admitted" for word, line in unknown.items()]


def _rows(concept: etree._Element, langs: tuple[str, str], name: str, unknown: dict[str, int]) -> Iterator[Row]:
    """Every source term with every target term of a concept; ``unknown`` takes words that name no status."""
    sections = [child for child in concept.iter() if local_name(child) in _SECTIONS]
    sides = [[term for section in sections if _language(section) == lang for term in _terms(section)] for lang in langs]
    for source, _ in sides[0]:
        for target, section in sides[1]:
            status, note = _status(section, unknown), _note(section) or _note(concept)
            case = True if _is_short(section) else None
            yield Row(source, target, status, note, case, f"{name}: line {section.sourceline}")


def _terms(section: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The terms of a language with what tells of each: the child of the section that the term stands in."""
    for child in section:
        for element in child.iter():
            if local_name(element) == "term":
                text = " ".join(inline_text(element).split())
                if text:
                    yield text, child


def _language(section: etree._Element) -> str:
    written = section.get(_LANG) or section.get("lang") or ""
    return written.replace("_", "-").split("-")[0].lower()


def _said(section: etree._Element) -> Iterator[tuple[str, str, etree._Element]]:
    """What the data categories say: as elements of their own (DCT, Min) or as ``type`` of a general one (DCA)."""
    for element in section.iter():
        kind = local_name(element) if element.get("type") is None else str(element.get("type"))
        yield plain(kind), (element.text or "").strip(), element


def _status(section: etree._Element, unknown: dict[str, int]) -> Status:
    for kind, text, element in _said(section):
        if kind in _STATUSES:
            status = status_of(text)
            if status is None:
                unknown.setdefault(text, element.sourceline or 1)
            return status or Status.ADMITTED
    return Status.PREFERRED


def _is_short(section: etree._Element) -> bool:
    return any(kind == "termtype" and plain(text) in _SHORT for kind, text, _ in _said(section))


def _note(element: etree._Element) -> str | None:
    """The note that stands directly below, or in a group of notes."""
    for child in element:
        if local_name(child) == "note" and (child.text or "").strip():
            return " ".join(str(child.text).split())
        if local_name(child) in ("noteGrp", "noteGroup"):
            return _note(child)
    return None
