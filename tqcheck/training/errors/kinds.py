"""The families of planters, imported so that they register."""

from tqcheck.training.errors import (
    addition,
    calque,
    connectives,
    grammar,
    lexical,
    names,
    negation,
    numbers,
    omission,
    order,
    pronouns,
    surface,
    untranslated,
    verbs,
)

__all__ = [
    "addition",
    "calque",
    "connectives",
    "grammar",
    "lexical",
    "names",
    "negation",
    "numbers",
    "omission",
    "order",
    "pronouns",
    "surface",
    "untranslated",
    "verbs",
]
