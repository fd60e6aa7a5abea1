"""The pair that ``tqcheck demo`` checks: the news story of ``corpora/news``, where an installed package has it."""

from __future__ import annotations

from pathlib import Path

SOURCE = Path(__file__).resolve().parent / "article.fr.txt"
TARGET = Path(__file__).resolve().parent / "article.en.txt"
