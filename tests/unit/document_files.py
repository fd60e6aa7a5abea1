"""Files to read as documents, and what is asked of every document that was read."""

from __future__ import annotations

from pathlib import Path

from tqcheck.types import Document


def write(tmp_path: Path, name: str, content: str | bytes) -> str:
    """Write a file and give its path."""
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def texts(document: Document) -> list[str]:
    """The texts of the blocks."""
    return [block.text for block in document.blocks]


def assert_offsets(document: Document) -> None:
    """Every block stands in the document's text where it says."""
    for block in document.blocks:
        assert document.text[block.start :][: len(block.text)] == block.text
