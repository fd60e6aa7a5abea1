"""Letters without their accents."""

from __future__ import annotations

import pytest

from tqcheck.text.accents import without_accents


@pytest.mark.parametrize(
    ("text", "bare"), [("élève", "eleve"), ("e\u0301le\u0300ve", "eleve"), ("Çà", "Ca"), ("œuvre", "œuvre"), ("", "")]
)
def test_without_accents(text: str, bare: str) -> None:
    """Composed and decomposed alike; a ligature is no accent."""
    assert without_accents(text) == bare
