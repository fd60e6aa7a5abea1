"""A small town's bulletin: pages in French and English made from a stock of our own sentence pairs, in a git repository."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Mapping
from pathlib import Path

Pair = tuple[str, str]

STOCK = Path(__file__).with_name("site.tsv")
PAGES = 40
IDENTITY = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")


def stock() -> list[Pair]:
    """The clean sentence pairs."""
    lines = STOCK.read_text(encoding="utf-8").splitlines()[1:]
    return [(source, target) for source, target in (line.split("\t") for line in lines)]


def page_pairs(number: int) -> list[Pair]:
    """Three to six sentence pairs, the same for the same number."""
    return random.Random(number).sample(stock(), 3 + number % 4)


def write_page(root: Path, number: int, pairs: list[Pair]) -> None:
    """The page in ``fr`` and in ``en``: a heading and two paragraphs."""
    for side, folder, title in ((0, "fr", "Bulletin de la ville"), (1, "en", "Town bulletin")):
        sentences = [pair[side] for pair in pairs]
        text = f"# {title}\n\n{' '.join(sentences[:2])}\n\n{' '.join(sentences[2:])}\n"
        path = root / folder / f"page{number:02}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def write_site(root: Path, planted: Mapping[int, list[Pair]]) -> None:
    """All pages, with more pairs at the end of some."""
    for number in range(PAGES):
        write_page(root, number, [*page_pairs(number), *planted.get(number, [])])


def git(root: Path, *arguments: str) -> None:
    """Run git in the repository."""
    subprocess.run(["git", "-C", str(root), *IDENTITY, *arguments], check=True, capture_output=True)


def commit(root: Path, message: str) -> None:
    """Commit all that changed."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)
