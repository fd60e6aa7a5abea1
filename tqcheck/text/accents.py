"""Letters without their accents."""

from __future__ import annotations

import unicodedata


def without_accents(text: str) -> str:
    """A text with every accented letter as the bare one; ligatures stay."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
