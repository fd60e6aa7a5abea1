"""French expressions from word lists, with the English that says something else and the English that acquits."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from tqcheck.lexicon import load

_KIND = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A French expression, the English that changes its force and the English that keeps it.

    ``note`` says what is changed; ``unless`` is French elsewhere in the segment that the English may answer to.
    """

    source: re.Pattern[str]
    wrong: re.Pattern[str]
    right: re.Pattern[str]
    suggestion: str
    note: str
    unless: re.Pattern[str] | None = None

    def changed(self, source: str, target: str) -> tuple[re.Match[str], re.Match[str]] | None:
        """The expression in the source and the English of another force, where nothing in the target keeps the force."""
        found = self.source.search(source)
        if found is None or (self.unless is not None and self.unless.search(source)):
            return None
        wrong = self.wrong.search(target)
        return None if wrong is None or self.right.search(target) else (found, wrong)


@functools.cache
def phrases(name: str) -> tuple[Phrase, ...]:
    """The rows of a word list, compiled."""
    return tuple(compiled(row) for row in load(name))


def compiled(row: dict[str, str]) -> Phrase:
    """A row as patterns; ``wrong`` may be empty and finds nothing, or ``.``: any English without a word of ``right``."""
    wrong = row["wrong"]
    return Phrase(
        re.compile(row["source"], re.IGNORECASE),
        re.compile(r"\A.+", re.IGNORECASE | re.DOTALL) if wrong == "." else _words(wrong),
        _words(row["right"]),
        row["suggestion"],
        row["note"],
        re.compile(row["unless"], re.IGNORECASE) if row.get("unless") else None,
    )


def _words(cell: str) -> re.Pattern[str]:
    """Whole words, a contracted denial among them, with the words of a kind in the place of its name in braces."""
    if not cell:
        return re.compile(r"(?!)")
    expanded = _KIND.sub(lambda found: modal_words(found[1]), cell)
    return re.compile(rf"(?:\b|(?=n't))(?:{expanded})(?!\w)", re.IGNORECASE)


@functools.cache
def modal_words(kind: str) -> str:
    """The English words of one kind that answer to French modal verbs, as alternatives of a regular expression."""
    return next(row["words"] for row in load("modal_words") if row["kind"] == kind)
