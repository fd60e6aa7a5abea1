"""Errors that people wrote down: the lexicon's example pairs, challenge items and graded translations that may be tuned
on."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from tqcheck.evaluate.challenge import Item, read_items
from tqcheck.evaluate.graded import SOUND, Graded, read_graded
from tqcheck.lexicon.calques import calques
from tqcheck.text.tokens import tokenize
from tqcheck.training.qe.examples import MINOR_ERROR, Example, Group, clean
from tqcheck.types import Severity, Span, TqcheckError


def written_groups(challenge: Path | None = None) -> list[Group]:
    """A group an example pair of the lexicon, and one an item of the ``tune`` half of each challenge set in a folder.

    A challenge item is one translation, so its group is not ranked; those of several segments are left out.

    Raises:
        TqcheckError: if there is no such folder.
    """
    if challenge and not challenge.is_dir():
        raise TqcheckError(f"challenge: no folder '{challenge}'; train in a clone, or take it out of the recipe")
    groups = list(lexicon_groups())
    for path in sorted(challenge.glob("*.tsv")) if challenge else ():
        items = [item for item in read_items(path) if item.split == "tune" and len(item.source) == 1]
        groups += [Group(item.source[0], (_item(item),), ranked=False) for item in items]
    return groups


def lexicon_groups() -> Iterator[Group]:
    """The right example of every calque above its wrong one; what differs between the two is wrong."""
    for entry in calques():
        source, wrong, right = entry.examples
        if source and wrong and right:
            yield Group(source, (clean(right), worse(right, wrong, entry.severity)))


def worse(right: str, wrong: str, severity: Severity) -> Example:
    """A wrong translation, labelled by how its words differ from those of the right one."""
    left, spans = tokenize(right, "en"), tokenize(wrong, "en")
    old, new = [right[s.start : s.end] for s in left], [wrong[s.start : s.end] for s in spans]
    bad, gaps = [], []
    for tag, _, _, start, end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag in ("replace", "insert"):
            bad.append(Span(spans[start].start, spans[end - 1].end))
        elif tag == "delete":
            gaps.append(spans[start].start if start < len(spans) else len(wrong))
    error = 1.0 if severity.rank >= Severity.MAJOR.rank else MINOR_ERROR
    return Example(wrong, bad=tuple(bad), gaps=tuple(gaps), error=error, dropped=None)


def _item(item: Item) -> Example:
    if not item.wrong:
        return clean(item.target[0])
    if item.span is None:
        return Example(item.target[0], bad=None, gaps=None, error=1.0, dropped=None)
    if item.span.start == item.span.end:
        return Example(item.target[0], gaps=(item.span.start,), error=1.0, dropped=None)
    return Example(item.target[0], bad=(item.span,), gaps=None, error=1.0, dropped=None)


def graded_groups(folder: Path) -> list[Group]:
    """The groups of a folder's graded translations that may be trained on, best translation first.

    Raises:
        TqcheckError: if there is no such folder.
    """
    if not folder.is_dir():
        raise TqcheckError(f"graded: no folder '{folder}'; train in a clone, or take it out of the recipe")
    return [
        Group(group.source, tuple(map(_graded, sorted(group.translations, key=lambda one: one.rank))))
        for group in read_graded(sorted(folder.glob("*.tsv")))
        if not group.kept
    ]


def _graded(one: Graded) -> Example:
    if one.grade in SOUND:
        return clean(one.target)
    error = 1.0 if one.rank > 1 else MINOR_ERROR
    return Example(one.target, bad=one.bad, gaps=one.gaps, error=error, dropped=None)
