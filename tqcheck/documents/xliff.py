"""XLIFF 1.x and 2.x: one pair a trans-unit or segment, or a pair a segment mark where the unit has marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tqcheck.documents.assemble import Pair, bilingual_of
from tqcheck.documents.directives import Mark, parse_mark
from tqcheck.documents.inline import inline_text, local_name
from tqcheck.documents.source import display_name
from tqcheck.documents.xmlsafe import parse_xml, xml_bytes
from tqcheck.types import BilingualDocument, TqcheckError

if TYPE_CHECKING:
    from lxml import etree


def read(path: str, data: bytes, encoding: str | None) -> BilingualDocument:
    """Read XLIFF; units marked ``translate="no"`` are left out, units without a target kept.

    A directive in a note covers the pairs of the unit, group or file that the note belongs to.
    """
    data = xml_bytes(path, data, encoding)
    store, root = _store(display_name(path), data)
    languages = (_attribute(root, "source-language", "srcLang"), _attribute(root, "target-language", "trgLang"))
    units = [unit for unit in store.units if unit.istranslatable()]
    noted = _noted(units[0].xmlelement.getroottree().getroot()) if units else {}
    pairs = [pair for unit in units for pair in _pairs(unit, _marks_of(unit.xmlelement, noted))]
    return bilingual_of(path, pairs, "xliff", languages=languages, encoding=_encoding(root))


def _store(name: str, data: bytes) -> tuple[Any, etree._Element]:
    """The parsed store and the root of its tree."""
    from translate.storage import xliff, xliff2

    root = parse_xml(name, data)
    if local_name(root) != "xliff":
        raise TqcheckError(f"{name}: its root element is {local_name(root)}, so not XLIFF: name its real format")
    version = root.get("version", "1.2")
    factory: Any = xliff2.Xliff2File if version.startswith("2") else xliff.Xliff1File
    try:
        store = factory.parsestring(data)
    except (StopIteration, ValueError, AssertionError, AttributeError):
        raise TqcheckError(f"{name}: not the XLIFF {version} it says it is: export it again") from None
    return store, root


def _attribute(root: etree._Element, *names: str) -> str | None:
    """A language: XLIFF 2 names it on the root, XLIFF 1 on each file."""
    for element in root.iter():
        found = next((element.get(name) for name in names if element.get(name)), None)
        if found:
            return str(found)
    return None


def _encoding(root: etree._Element) -> str | None:
    encoding = root.getroottree().docinfo.encoding
    return encoding.lower() if encoding else None


def _pairs(unit: Any, marks: tuple[Mark, ...]) -> Iterator[Pair]:
    element = unit.xmlelement
    name = (unit.getid() or "").replace("\x04", "/").replace("::", "/")
    name = element.get("id") or name if local_name(element) == "trans-unit" else name
    children = {local_name(child): child for child in reversed(element)}
    source, target = children.get("source"), children.get("target")
    marked = _marks(children.get("seg-source"))
    translated = _marks(target)
    if not marked or (target is not None and not translated and inline_text(target).strip()):
        yield Pair(inline_text(source), inline_text(target), element.sourceline, name or None, marks)
        return
    for mark, segment in marked.items():
        texts = inline_text(segment), inline_text(translated.get(mark))
        yield Pair(*texts, segment.sourceline, f"{name}/{mark}", marks)


def _noted(root: etree._Element) -> dict[etree._Element, tuple[Mark, ...]]:
    """The directives in the notes of each element that has one: notes are its children, or stand in a list there."""
    found: dict[etree._Element, tuple[Mark, ...]] = {}
    for note in root.iter("{*}note"):
        mark = parse_mark("".join(map(str, note.itertext())), note.sourceline)
        holder = note.getparent()
        if mark is not None and holder is not None:
            listed = local_name(holder) in ("notes", "header")
            holder = holder.getparent() if listed else holder
            found[holder] = (*found.get(holder, ()), mark)
    return found


def _marks_of(element: etree._Element, noted: dict[etree._Element, tuple[Mark, ...]]) -> tuple[Mark, ...]:
    """The directives that concern a unit: its own and those of all that holds it."""
    if not noted:
        return ()
    return tuple(mark for holder in (element, *element.iterancestors()) for mark in noted.get(holder, ()))


def _marks(element: etree._Element | None) -> dict[str, etree._Element]:
    """The segments marked in a seg-source or target, by their ``mid``."""
    if element is None:
        return {}
    return {
        mark.get("mid", str(index)): mark
        for index, mark in enumerate(child for child in element.iter() if local_name(child) == "mrk")
        if mark.get("mtype") == "seg"
    }
