"""Which corpora there are, in what files, and the way through them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tqcheck.evaluate.qe import clean, demetr, diabla, effort, gender, graded, mqm, speed, transread
from tqcheck.evaluate.qe.figures import Figure, Note
from tqcheck.evaluate.qe.goals import goal_of
from tqcheck.evaluate.qe.session import Session
from tqcheck.types import TqcheckError


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus by its name on the command line: its files (or folder), all needed or (``any_file``) those there are."""

    name: str
    files: tuple[str, ...]
    measure: Callable[[Path, Session], Iterator[Figure | Note]]
    any_file: bool = False


CORPORA = (
    Corpus("speed", ("news/dev.tsv",), speed.measure),  # first, while no text is remembered
    Corpus("wce", ("wce-lig/dev.tsv", "wce-lig/train.tsv"), effort.measure),
    Corpus("bio", ("bio-mqm/dev.jsonl",), mqm.measure),
    Corpus("demetr", tuple(f"demetr/{name}" for name in demetr.FILES.values()), demetr.measure, any_file=True),
    Corpus("diabla", ("diabla/dev.tsv",), diabla.measure),
    Corpus("transread", ("transread-subtitles/dev.tsv",), transread.measure),
    Corpus("gender", ("mt-geneval/dev.tsv",), gender.measure),
    Corpus("graded", ("graded",), graded.measure),
    Corpus("clean", tuple(f"{name}/dev.tsv" for name in clean.FOLDERS), clean.measure, any_file=True),
)
NAMES = tuple(corpus.name for corpus in CORPORA)


def chosen(names: str | None) -> tuple[Corpus, ...]:
    """The corpora of a list like "wce,bio"; all of them without one.

    Raises:
        TqcheckError: for a name that is none of ours.
    """
    if names is None:
        return CORPORA
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in NAMES]
    if unknown or not wanted:
        said = f"no corpus '{unknown[0]}'" if unknown else "no corpus named"
        raise TqcheckError(f"--only: {said}; choose from {', '.join(NAMES)}")
    return tuple(corpus for corpus in CORPORA if corpus.name in wanted)


def measure(folder: Path, corpora: Sequence[Corpus], session: Session) -> Iterator[Figure | Note]:
    """The figures of each corpus that is there, with what is wanted of them; what is missing is said in a note.

    Raises:
        TqcheckError: if none of the corpora is in the folder, or a file is malformed.
    """
    missing = {corpus.name: [file for file in corpus.files if not (folder / file).exists()] for corpus in corpora}
    if all(_absent(corpus, missing[corpus.name]) for corpus in corpora):
        examples = ", ".join(corpus.files[0] for corpus in corpora)
        raise TqcheckError(f"{folder}: no corpus is in this folder; it should hold {examples}")
    for corpus in corpora:
        for file in missing[corpus.name]:
            yield Note(corpus.name, f"skipped: {file} is not in {folder}")
        if not _absent(corpus, missing[corpus.name]):
            for line in corpus.measure(folder, session):
                yield replace(line, goal=goal_of(line.corpus, line.name)) if isinstance(line, Figure) else line


def _absent(corpus: Corpus, missing: Sequence[str]) -> bool:
    return len(missing) == len(corpus.files) if corpus.any_file else bool(missing)
