"""What the repository holds twice must stay the same, and gold files must fit their documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tqcheck.demo import SOURCE, TARGET
from tqcheck.evaluate.gold import find_pairs

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


def test_demo_is_the_news_story() -> None:
    """The demonstration that ships is the labelled pair."""
    for path in (SOURCE, TARGET):
        assert path.read_bytes() == (CORPORA / "news" / path.name).read_bytes()


@pytest.mark.parametrize("folder", ["news", "institution", "manual"])
def test_gold_fits(folder: str) -> None:
    """Every labelled span stands in its line, and the clean English differs on exactly the labelled lines."""
    (pair,) = find_pairs(CORPORA / folder, "fr", "en")
    source, clean = (pair.source.parent / name for name in ("article.fr.txt", "article.clean.en.txt"))
    corrected = clean.read_text(encoding="utf-8").splitlines()
    assert len(source.read_text(encoding="utf-8").splitlines()) == len(corrected) == len(pair.lines)
    changed = {n for n, (a, b) in enumerate(zip(pair.lines, corrected, strict=True), start=1) if a != b}
    assert changed == {error.line for error in pair.errors}
