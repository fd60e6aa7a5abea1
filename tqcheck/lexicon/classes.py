"""Word classes that a pattern names in angle brackets, listed (``<verb>``, ``<article>``) or by shape (``<year>``)."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping

from tqcheck.lexicon import load

_YEAR = re.compile(r"1\d{3}|20\d\d")
_OLD_YEAR = re.compile(r"1\d{3}")


@functools.cache
def listed_classes() -> Mapping[str, frozenset[str]]:
    """The words of each class of ``english_classes.tsv``."""
    return {row["class"]: frozenset(row["words"].split()) for row in load("english_classes")}


@functools.cache
def french_classes() -> Mapping[str, frozenset[str]]:
    """The words of each class of ``french_classes.tsv``; that a verb in angle brackets is all its forms is no class."""
    return {row["class"]: frozenset(row["words"].split()) for row in load("french_classes")}


def _is_number(form: str) -> bool:
    return form[:1].isdigit() or form in listed_classes()["number"]


def _is_gerund(form: str) -> bool:
    return len(form) > 4 and form.endswith("ing") and form not in listed_classes()["notgerund"]


def _is_participle(form: str) -> bool:
    return len(form) > 4 and form.endswith("ed") and not form.endswith("eed")


SHAPES: Mapping[str, Callable[[str], bool]] = {
    "number": _is_number,
    "year": lambda form: _YEAR.fullmatch(form) is not None,
    "oldyear": lambda form: _OLD_YEAR.fullmatch(form) is not None,
    "ing": _is_gerund,
    "ed": _is_participle,
}
"""Classes known by their shape: what tells, of a form in lower case, whether it belongs to one."""
