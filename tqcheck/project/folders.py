"""Pairs found in folders: two folders side by side, one folder that holds both languages, or a pattern of names."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tqcheck.documents import FORMATS, detect_format, is_bilingual
from tqcheck.project.pairs import DocumentPair, Worklist
from tqcheck.project.patterns import checked_template, fill, matches, unmarked
from tqcheck.types import TqcheckError

_EXTENSIONS = frozenset(extension for entry in FORMATS.values() for extension in entry.extensions)
#: Formats of tables, which may hold anything: in a folder they are checked only where --include names them.
_DATA = frozenset({"tsv", "csv", "jsonl"})
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Selection:
    """Which files of a folder are looked at, the languages of the sides, and what a file without a partner is."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    langs: tuple[str, str] = ("fr", "en")
    unmatched_fails: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The supported files of a folder, relative to it in POSIX form, and how many were left out and why."""

    files: tuple[str, ...]
    hidden: int = 0
    unsupported: int = 0

    def warnings(self, root: str) -> tuple[str, ...]:
        """A line for each kind of file left out."""
        counts = (
            (self.hidden, "hidden file or folder", "hidden files or folders"),
            (self.unsupported, "file of a format that is not checked", "files of formats that are not checked"),
        )
        return tuple(f"{root}: left out {n} {one if n == 1 else several}" for n, one, several in counts if n)


def list_folder(root: str, selection: Selection) -> Listing:
    """Every supported file below a folder that the selection takes in, sorted.

    Raises:
        TqcheckError: if the folder cannot be listed.
    """
    files: list[str] = []
    hidden = unsupported = 0
    for folder, folders, names in os.walk(root, onerror=_unreadable):
        hidden += sum(name.startswith(".") for name in (*folders, *names))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = (Path(folder) / name).relative_to(root).as_posix()
            if not matches(path, selection.include or ("*",)) or matches(path, selection.exclude):
                continue
            if _supported(path, selection):
                files.append(path)
            else:
                unsupported += 1
    return Listing(tuple(sorted(files)), hidden, unsupported)


def _unreadable(error: OSError) -> None:
    raise TqcheckError(f"{error.filename}: cannot be listed ({error.strerror}); make the folder readable") from error


def _supported(path: str, selection: Selection) -> bool:
    if Path(path).suffix.lower() not in _EXTENSIONS:
        return False
    return bool(selection.include) or detect_format(path) not in _DATA


def pair_folders(source_root: str, target_root: str, selection: Selection) -> Worklist:
    """Pair the files of two folders by relative path, language marks apart."""
    sides: list[dict[str, str]] = []
    warnings: list[str] = []
    for root, lang in zip((source_root, target_root), selection.langs, strict=True):
        listing = list_folder(root, selection)
        side, lost = _one_side(listing.files, lang)
        sides.append({key: str(Path(root) / path) for key, path in side.items()})
        warnings += listing.warnings(root)
        warnings += _left_out(root, lost, "has both languages or shares its name with another")
    return _worklist(source_root, sides[0], sides[1], selection, warnings)


def _one_side(paths: Iterable[str], lang: str) -> tuple[dict[str, str], list[str]]:
    """The files of one language by their unmarked paths, and those that have no place there."""
    side: dict[str, str] = {}
    lost = []
    for path in paths:
        if is_bilingual(detect_format(path)) or side.setdefault(unmarked(path, (lang,))[0], path) != path:
            lost.append(path)
    return side, lost


def pair_in_folder(root: str, selection: Selection) -> Worklist:
    """Pair the files of one folder by the language that their names or folders say; bilingual files stand alone.

    A file without a language answers to one with: "page.md" to "page.fr.md" or "page.en.md".
    """
    listing = list_folder(root, selection)
    sides: dict[str | None, dict[str, str]] = {selection.langs[0]: {}, selection.langs[1]: {}, None: {}}
    alone, doubled = [], []
    for path in listing.files:
        located = str(Path(root) / path)
        if is_bilingual(detect_format(path)):
            alone.append(DocumentPair(located))
            continue
        key, lang = unmarked(path, selection.langs)
        if sides[lang].setdefault(key, located) != located:
            doubled.append(path)
    sources, targets = sides[selection.langs[0]], sides[selection.langs[1]]
    unsaid = {key: path for key, path in sides[None].items() if (key in sources) != (key in targets)}
    unpaired = [path for path in sides[None].values() if path not in unsaid.values()]
    for key, path in unsaid.items():
        (targets if key in sources else sources)[key] = path
    warnings = [
        *listing.warnings(root),
        *_left_out(root, doubled, "shares its name and language with another"),
        *_left_out(root, unpaired, "names no language and answers to no file that does"),
    ]
    return _worklist(root, sources, targets, selection, warnings, alone)


def pair_by_pattern(root: str, template: str, selection: Selection) -> Worklist:
    """Pair every source below a folder with the path that a template gives; see :func:`tqcheck.project.patterns.fill`.

    A file that is the target of another is no source.
    """
    template = checked_template(template)
    listing = list_folder(root, selection)
    aims = {path: _joined(root, fill(template, path, selection.langs)) for path in listing.files}
    own = {path: _joined(root, path) for path in listing.files}
    taken = {aim for path, aim in aims.items() if aim != own[path]}
    sources = {path: str(Path(root) / path) for path in listing.files if own[path] not in {*taken, aims[path]}}
    targets = {path: aims[path] for path in sources if Path(aims[path]).is_file()}
    aimed = Counter(targets.values())
    shared = [path for path, aim in targets.items() if aimed[aim] > 1]
    if shared:
        both = f"{shared[0]} and {shared[1]}"
        raise TqcheckError(f"--target-pattern {template}: gives {both} the same target; use {{dir}} or {{path}}")
    return _worklist(root, sources, targets, selection, list(listing.warnings(root)))


def _joined(root: str, path: str) -> str:
    return os.path.normpath(Path(root) / path)


def _worklist(
    root: str,
    sources: Mapping[str, str],
    targets: Mapping[str, str],
    selection: Selection,
    warnings: list[str],
    alone: Sequence[DocumentPair] = (),
) -> Worklist:
    """The pairs whose key both sides have, and what is said of the files that have no partner."""
    pairs = [DocumentPair(path, targets[key]) for key, path in sources.items() if key in targets]
    untranslated = [path for key, path in sources.items() if key not in targets]
    orphans = [path for key, path in targets.items() if key not in sources]
    if not pairs and not alone:
        raise TqcheckError(
            f"{root}: no document has a translation; name two folders, or write --target-pattern, or --pairs"
        )
    failures = []
    if selection.unmatched_fails:
        failures += [DocumentPair(path).failure(f"{path}: has no translation; add it") for path in untranslated]
        failures += [DocumentPair(path).failure(f"{path}: has no source; remove it or add that") for path in orphans]
    else:
        warnings += _left_out(root, untranslated, "has no translation") + _left_out(root, orphans, "has no source")
    ordered = sorted((*pairs, *alone), key=lambda pair: pair.translation)
    return Worklist(tuple(ordered), tuple(failures), tuple(warnings))


def _left_out(root: str, paths: Iterable[str], why: str) -> list[str]:
    """One line that names the first few files which are not checked for a reason."""
    names = list(paths)
    if not names:
        return []
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return [f"{root}: not checked, as it {why}: {', '.join(names[:_NAMED])}{more}"]
