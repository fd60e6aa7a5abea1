"""Which pairs changed since a revision, as git sees the working tree."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tqcheck.documents.source import STDIN
from tqcheck.project.pairs import DocumentPair, Worklist
from tqcheck.types import TqcheckError


def changed_since(work: Worklist, revision: str) -> Worklist:
    """The pairs of which a file changed since the branch left a revision.

    What is committed, staged, edited and untracked all counts; what git ignores is never seen to change.

    Raises:
        TqcheckError: if the documents are in no repository, or the revision is not known there.
    """
    changed = changed_files(common_folder(work.pairs), revision)
    changed |= {os.path.realpath(STDIN)}  # of standard input git knows nothing, so it is always checked
    return _restricted(work, changed, f"no document has changed since {revision}")


def among(work: Worklist, files: Sequence[str]) -> Worklist:
    """The pairs of which a file is one of those named, by whatever path."""
    named = frozenset(os.path.realpath(file) for file in files)
    return _restricted(work, named, "no named file belongs to a pair of documents")


def _restricted(work: Worklist, files: frozenset[str], nothing: str) -> Worklist:
    """The pairs that touch some files, by real path; where there is none, a warning says that nothing is checked."""
    kept = tuple(pair for pair in work.pairs if any(os.path.realpath(path) in files for path in pair.paths))
    return replace(work, pairs=kept, warnings=work.warnings if kept else (*work.warnings, nothing))


def common_folder(pairs: Sequence[DocumentPair]) -> Path:
    """The innermost existing folder that holds all documents."""
    parents = [os.path.realpath(Path(path).parent) for pair in pairs for path in pair.paths]
    try:
        folder = Path(os.path.commonpath(parents or [os.path.realpath(".")]))
    except ValueError:  # drives of Windows have nothing in common
        folder = Path.cwd()
    while not folder.is_dir():
        folder = folder.parent
    return folder


def changed_files(folder: Path, revision: str) -> frozenset[str]:
    """The real paths of the files of a folder's repository that differ from where its branch left a revision."""
    outside = "in no git repository; leave --changed-since out"
    top = Path(_git(folder, "rev-parse", "--show-toplevel", wrong=outside).rstrip("\n"))
    unknown = f"git knows no revision {revision!r}; fetch it or name another with --changed-since"
    commit = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", wrong=unknown)
    apart = f"{revision} and HEAD have no common commit here; fetch more of the history"
    base = _git(top, "merge-base", commit.strip(), "HEAD", wrong=apart).strip()
    listed = (
        _git(top, "diff", "--name-only", "--no-renames", "-z", base, "--", wrong="git cannot list changes"),
        _git(top, "ls-files", "--others", "--exclude-standard", "-z", wrong="git cannot list untracked files"),
    )
    return frozenset(os.path.realpath(top / name) for names in listed for name in names.split("\0") if name)


def _git(folder: Path, *arguments: str, wrong: str) -> str:
    """What git prints, or one line that says what is wrong."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise TqcheckError("--changed-since: git is not installed; install it or leave the option out") from None
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().partition("\n")[0].removeprefix("fatal: ")
        raise TqcheckError(f"{folder}: {wrong}{f' (git: {said})' if said else ''}")
    return os.fsdecode(done.stdout)
