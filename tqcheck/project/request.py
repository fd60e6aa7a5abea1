"""From what the user names, a pair, a manifest or folders, to the list of pairs to check."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tqcheck.documents.source import STDIN, display_name
from tqcheck.project.changes import among, changed_since
from tqcheck.project.folders import Selection, pair_by_pattern, pair_folders, pair_in_folder
from tqcheck.project.manifest import read_manifest
from tqcheck.project.pairs import DocumentPair, Worklist
from tqcheck.types import TqcheckError


@dataclass(frozen=True, slots=True)
class Request:
    """What the user names. ``selection`` and ``target_pattern`` matter for folders only.

    Of the pairs that all this stands for, ``changed_since`` and ``among`` keep those that changed since a revision and
    those that hold one of the named files.
    """

    source: str | None = None
    target: str | None = None
    manifest: str | None = None
    target_pattern: str | None = None
    selection: Selection = field(default_factory=Selection)
    changed_since: str | None = None
    among: tuple[str, ...] | None = None


def worklist(request: Request) -> Worklist:
    """The pairs that a request stands for.

    Raises:
        TqcheckError: for a request that contradicts itself or stands for nothing.
    """
    work = _all_pairs(request)
    if request.among is not None:
        work = among(work, request.among)
    return changed_since(work, request.changed_since) if request.changed_since is not None else work


def _all_pairs(request: Request) -> Worklist:
    source, target = request.source, request.target
    if source is None:
        if request.manifest is None:
            raise TqcheckError("nothing to check: name SOURCE and TARGET, a bilingual file, a folder, or --pairs")
        return Worklist(read_manifest(request.manifest))
    if source != STDIN and Path(source).is_dir():
        return _in_folders(source, target, request)
    if target is not None and target != STDIN and Path(target).is_dir():
        raise TqcheckError(f"{display_name(target)}: is a directory, {source} is not; name two files or two folders")
    if source == target == STDIN:
        raise TqcheckError("-: only one side can come from standard input; name a file for the other")
    return Worklist((DocumentPair(source, target),), many=False)


def _in_folders(source: str, target: str | None, request: Request) -> Worklist:
    if target is None:
        if request.target_pattern is not None:
            return pair_by_pattern(source, request.target_pattern, request.selection)
        return pair_in_folder(source, request.selection)
    if target == STDIN or not Path(target).is_dir():
        raise TqcheckError(f"{display_name(source)}: is a directory, {target} is not; name two files or two folders")
    return pair_folders(source, target, request.selection)
