"""TMX: one pair a translation unit, in the memory's source language and the first other one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tqcheck.documents.assemble import Pair, bilingual_of
from tqcheck.documents.inline import inline_text, local_name
from tqcheck.documents.source import display_name
from tqcheck.documents.xmlsafe import parse_xml, xml_bytes
from tqcheck.types import BilingualDocument, TqcheckError

if TYPE_CHECKING:
    from lxml import etree

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(path: str, data: bytes, encoding: str | None) -> BilingualDocument:
    """Read a translation memory; a third language is left out with a warning."""
    from translate.storage import tmx

    name = display_name(path)
    data = xml_bytes(path, data, encoding)
    root = parse_xml(name, data)
    if local_name(root) != "tmx":
        raise TqcheckError(f"{name}: its root element is {local_name(root)}, so not TMX: name its real format")
    memory: Any = tmx.tmxfile
    units = memory.parsestring(data).units
    source, target, others = _languages(root, units)
    warnings = (f"{name}: reads {source} to {target}; left out: {', '.join(others)}",) if others else ()
    pairs = [_pair(unit, number, source, target) for number, unit in enumerate(units, 1)]
    used = root.getroottree().docinfo.encoding
    return bilingual_of(
        path, pairs, "tmx", languages=(source, target), encoding=used and used.lower(), warnings=warnings
    )


def _language(variant: etree._Element) -> str:
    """A variant's language; TMX 1.1 wrote ``lang`` without its namespace."""
    return variant.get(_LANG) or variant.get("lang") or ""


def _languages(root: etree._Element, units: Sequence[Any]) -> tuple[str | None, str | None, list[str]]:
    """The source and target language, and whatever languages there are beside them."""
    found = list(dict.fromkeys(_language(node) for unit in units for node in unit.getlanguageNodes()))
    header = next((element for element in root.iter() if local_name(element) == "header"), None)
    declared = "" if header is None else header.get("srclang", "")
    source = next((language for language in found if _same(language, declared)), None)
    source = source or next((language for language in found if _related(language, declared)), None)
    source = source or next(iter(found), None)
    rest = [language for language in found if language != source]
    return source or None, next(iter(rest), None) or None, [language for language in rest[1:] if language]


def _same(a: str, b: str) -> bool:
    return a.replace("_", "-").lower() == b.replace("_", "-").lower()


def _related(a: str, b: str) -> bool:
    return a.lower().replace("_", "-").split("-")[0] == b.lower().replace("_", "-").split("-")[0]


def _pair(unit: Any, number: int, source: str | None, target: str | None) -> Pair:
    texts: dict[str, str] = {}
    for variant in unit.getlanguageNodes():
        segment = next((child for child in variant if local_name(child) == "seg"), None)
        texts.setdefault(_language(variant), inline_text(segment))
    element = unit.xmlelement
    name = element.get("tuid") or f"tu{number}"
    return Pair(texts.get(source or "", ""), texts.get(target, "") if target else "", element.sourceline, name)
