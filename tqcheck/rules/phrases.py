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
    """The rows of a word list, compiled; the cell ``.`` finds any English where a word of the right ones is missing."""
    return tuple(
        Phrase(
            re.compile(row["source"], re.IGNORECASE),
            re.compile(
                r"\A.+" if row["wrong"] == "." else rf"\b(?:{_expanded(row['wrong'])})\b", re.IGNORECASE | re.DOTALL
            ),
            re.compile(rf"(?:\b|(?=n't))(?:{_expanded(row['right'])})(?!\w)", re.IGNORECASE),
            row["suggestion"],
            row["note"],
            re.compile(row["unless"], re.IGNORECASE) if row.get("unless") else None,
        )
        for row in load(name)
    )


@functools.cache
def modal_words(kind: str) -> str:
    """The English words of one kind that answer to French modal verbs, as alternatives of a regular expression."""
    return next(row["words"] for row in load("modal_words") if row["kind"] == kind)


def _expanded(cell: str) -> str:
    """A pattern with the words of a kind in the place of its name in braces."""
    return _KIND.sub(lambda found: modal_words(found[1]), cell)
