"""What the name of a document says: patterns over paths, language marks, and the template of a target's name."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from tqcheck.config.patterns import PathPattern
from tqcheck.types import TqcheckError

PLACEHOLDERS = ("dir", "stem", "name", "ext", "path", "source_lang", "target_lang")


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Whether a relative path in POSIX form fits one of some patterns, which are those of the settings' files."""
    return any(_compiled(pattern).fits(path) for pattern in patterns)


@functools.lru_cache(maxsize=256)
def _compiled(pattern: str) -> PathPattern:
    try:
        return PathPattern(pattern)
    except ValueError as error:
        raise TqcheckError(f"{error}; write one like '**/*.fr.md'") from error


def unmarked_stem(stem: str, langs: Iterable[str]) -> tuple[str, str | None]:
    """A file's stem without the language it ends in, and that language: ``("page", "fr")`` for "page.fr"."""
    for lang in langs:
        found = re.fullmatch(rf"(.+)[._-]{re.escape(lang)}(?:[-_][A-Za-z]{{2,4}})?", stem, re.IGNORECASE)
        if found:
            return found.group(1), lang
    return stem, None


def unmarked(path: str, langs: Iterable[str]) -> tuple[str, str | None]:
    """A relative path without its language marks, and the language they name.

    A mark is the end of the stem ("page.fr.md", "page_fr-CA.md") or a folder of its own ("fr/page.md"), whose place is
    kept, so that "fr/page.md" and "en/page.md" become the same path and "guide/fr/page.md" another.
    """
    pure, known = PurePosixPath(path), tuple(langs)
    stem, lang = unmarked_stem(pure.stem, known)
    folders = []
    for folder in pure.parts[:-1]:
        own = next((k for k in known if re.fullmatch(rf"{re.escape(k)}(?:[-_][A-Za-z]{{2,4}})?", folder, re.I)), None)
        lang = lang or own
        folders.append("{lang}" if own else folder)
    return "/".join((*folders, stem + pure.suffix)), lang


def checked_template(template: str) -> str:
    """The template of a target's path, if it is one.

    Raises:
        TqcheckError: for a placeholder that is none, or a template that would give every source the same target.
    """
    names = re.findall(r"\{([^}]*)\}", template)
    for name in names:
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
            raise TqcheckError(f"--target-pattern {template}: {{{name}}} is no placeholder; use {known}")
    if not {"stem", "name", "path"} & set(names):
        raise TqcheckError(f"--target-pattern {template}: names one file for all; use {{stem}}, {{name}} or {{path}}")
    return template


def fill(template: str, path: str, langs: tuple[str, str]) -> str:
    """The target's relative path that a template gives to a source's; see :data:`PLACEHOLDERS`.

    ``{dir}`` is the source's folder ("." at the top), ``{stem}`` its name without extension and language mark,
    ``{name}`` its name, ``{ext}`` its extension without the dot, ``{path}`` all of its path.
    """
    pure = PurePosixPath(path)
    values: Mapping[str, str] = {
        "dir": str(pure.parent),
        "stem": unmarked_stem(pure.stem, langs)[0],
        "name": pure.name,
        "ext": pure.suffix[1:],
        "path": path,
        "source_lang": langs[0],
        "target_lang": langs[1],
    }
    filled = re.sub(r"\{(\w+)\}", lambda found: values[found.group(1)], template)
    return str(PurePosixPath(filled))
