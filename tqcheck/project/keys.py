"""All that a report depends on as one key: the documents, the settings, and the tool itself.

The gate, a baseline and everything else that only judges findings is no part of it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqcheck.documents.source import STDIN, load
from tqcheck.project.pairs import DocumentPair
from tqcheck.project.signature import Digests, resource_digest, tool_digest

if TYPE_CHECKING:
    from tqcheck.settings import Settings

_JUDGING = frozenset({"gate"})
_NO_FILES = frozenset({"source_lang", "target_lang", "input_format", "encoding", "device"})


class ReportKeys:
    """The keys of reports by this tool as it is now; ``memory`` is where the digests of large files are remembered."""

    def __init__(self, memory: Path | None = None) -> None:
        self._digests = Digests(memory)
        self._tool = tool_digest(self._digests)

    def of(self, pair: DocumentPair, settings: Settings) -> str | None:
        """The key of a pair's report; None for standard input, which can be read only once.

        Raises:
            TqcheckError: if a document cannot be read.
        """
        if STDIN in pair.paths:
            return None
        paths = [path for path in (pair.source, pair.target) if path is not None]
        facts = {
            "documents": [[path, hashlib.sha256(load(path)).hexdigest()] for path in paths],
            "settings": self._facts(settings),
            "tool": self._tool,
        }
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    def _facts(self, settings: Settings) -> dict[str, Any]:
        """Every setting that may change a finding, and the content of the files that settings name."""
        facts: dict[str, Any] = {}
        for field in dataclasses.fields(settings):
            value = getattr(settings, field.name)
            if field.name in _JUDGING or value is None:
                continue
            named = [value] if isinstance(value, str) else value if isinstance(value, (tuple, list)) else []
            contents = [
                resource_digest(one, self._digests)
                for one in named
                if isinstance(one, str) and field.name not in _NO_FILES
            ]
            facts[field.name] = [repr(value), contents]
        return facts

    def save(self) -> None:
        """Remember the digests of large files."""
        self._digests.save()
