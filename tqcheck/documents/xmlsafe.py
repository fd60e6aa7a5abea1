"""XML from strangers: no entity is declared, expanded or fetched, and broken XML is told by its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from tqcheck.documents.decode import decode
from tqcheck.documents.source import display_name
from tqcheck.types import TqcheckError

if TYPE_CHECKING:
    from lxml import etree

_DECLARED = re.compile(r"""(<\?xml[^>]*?)\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')""")


class _PrologDone(Exception):
    """The root element is reached: nothing after it can declare an entity."""


def refuse_entities(name: str, data: bytes) -> None:
    """Raise :class:`TqcheckError` if the document's DTD declares an entity, before any other parser sees it.

    A DOCTYPE that only names a DTD is let through, for TMX files carry one; that DTD is never loaded.
    """
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def entity(*declaration: object) -> None:
        raise TqcheckError(f"{name}: line {parser.CurrentLineNumber}: its DTD declares an entity: take the DTD out")

    def start(*element: object) -> None:
        raise _PrologDone

    parser.EntityDeclHandler = entity
    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except (_PrologDone, expat.ExpatError, ValueError, LookupError):
        # What expat cannot read, the parser that follows reports with its line, or reads as safely.
        return


def parse_xml(name: str, data: bytes) -> etree._Element:
    """The root element of a document, its entities left alone. Raises :class:`TqcheckError`."""
    from lxml import etree

    refuse_entities(name, data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root: etree._Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = re.sub(r", line \d+, column \d+.*$", "", " ".join(str(error.msg).split()))
        raise TqcheckError(f"{name}: line {error.lineno or 1}: broken XML: {message}") from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise TqcheckError(f"{name}: its DTD declares an entity: take the DTD out")
    return root


def xml_bytes(path: str, data: bytes, encoding: str | None) -> bytes:
    """The document in an encoding its parser finds by itself, the user's word going before the declaration."""
    if not data.strip():
        raise TqcheckError(f"{display_name(path)}: empty file: there is nothing to check")
    if encoding is None:
        return data
    text = decode(path, data, encoding).text
    return _DECLARED.sub(r"\1", text, count=1).encode("utf-8", errors="surrogatepass")
