"""Glossaries: which target term a source term must have, may have and must not have; read from TBX, CSV and TSV."""

from tqcheck.glossary.loading import glossary_of, load_glossary
from tqcheck.glossary.types import Entry, Glossary, Row, Status

__all__ = ["Entry", "Glossary", "Row", "Status", "glossary_of", "load_glossary"]
