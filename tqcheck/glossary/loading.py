"""From glossary files to entries: each file by its kind, rows of one source term put together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from tqcheck.documents.source import STDIN, display_name, load
from tqcheck.glossary.types import Entry, Glossary, Row, Status
from tqcheck.text.tokens import normalise
from tqcheck.types import TqcheckError

TABLES = (".csv", ".tsv", ".tab", ".txt")


def load_glossary(paths: Iterable[str], langs: tuple[str, str], encoding: str | None = None) -> Glossary:
    """The glossary of some TBX, CSV and TSV files for a pair of languages.

    What a later file says of a pair of terms holds against what an earlier one says, so that a project's own glossary
    can follow a general one.

    Raises:
        TqcheckError: naming the file, and the line where there is one.
    """
    primary = _primary(langs[0]), _primary(langs[1])
    files: list[list[Row]] = []
    warnings: list[str] = []
    for path in dict.fromkeys(paths):
        rows, found = _read(path, primary, encoding)
        files.append(rows)
        warnings += found
    return glossary_of(files, warnings)


def _read(path: str, langs: tuple[str, str], encoding: str | None) -> tuple[list[Row], list[str]]:
    from tqcheck.glossary.tables import read_table
    from tqcheck.glossary.tbx import read_tbx

    if path == STDIN:
        raise TqcheckError("-: a glossary is a file; name it")
    data, name = load(path), path.lower()
    if not data.strip():
        raise TqcheckError(f"{display_name(path)}: empty file: a glossary has a pair of terms in each row")
    if name.endswith((".tbx", ".xml")) or (not name.endswith(TABLES) and data.lstrip()[:1] == b"<"):
        return read_tbx(path, data, encoding, langs)
    if name.endswith(TABLES):
        return read_table(path, data, encoding, langs)
    raise TqcheckError(f"{display_name(path)}: not a kind of glossary that can be read; name a .tbx, .csv or .tsv file")


def glossary_of(files: Sequence[Sequence[Row]], warnings: Sequence[str] = ()) -> Glossary:
    """A glossary of the rows of some files.

    Raises:
        TqcheckError: for a pair of terms that one table forbids and allows.
    """
    table: dict[str, dict[str, Row]] = {}
    for rows in files:
        said: dict[tuple[str, str], Row] = {}
        for row in rows:
            pair = _exact(row.source) if row.case else spelling(row.source), _exact(row.target)
            earlier = said.setdefault(pair, row)
            _refuse_contradiction(earlier, row)
            table.setdefault(pair[0], {})[pair[1]] = _milder(earlier, row)
    entries = tuple(_entry(list(rows.values())) for rows in table.values())
    return Glossary(entries, hashlib.sha256(repr(entries).encode()).hexdigest()[:12], tuple(warnings))


def spelling(term: str) -> str:
    """What two spellings of one term share: small letters, straight quotes, single blanks; acronyms keep capitals."""
    plain = " ".join(normalise(term).split())
    return plain if plain.isupper() else plain.lower()


def _exact(term: str) -> str:
    return " ".join(normalise(term).split())


def _refuse_contradiction(one: Row, other: Row) -> None:
    """Two rows of a table; in TBX another concept may well use a term that is wrong for this one."""
    if one.place.partition(": line")[0].lower().endswith((".tbx", ".xml")):
        return
    if (one.status is Status.FORBIDDEN) is not (other.status is Status.FORBIDDEN):
        line = re.sub(r"^.*: (line \d+)$", r"\1", one.place)
        raise TqcheckError(
            f"{other.place}: '{other.target}' is {other.status.value} for '{other.source}' here "
            f"and {one.status.value} on {line}; keep one"
        )


def _milder(one: Row, other: Row) -> Row:
    order = list(Status)
    return one if order.index(one.status) <= order.index(other.status) else other


def _entry(rows: Sequence[Row]) -> Entry:
    preferred, admitted, forbidden = (
        tuple(row.target for row in rows if row.status is status)
        for status in (Status.PREFERRED, Status.ADMITTED, Status.FORBIDDEN)
    )
    cases = [row.case for row in rows if row.case is not None]
    notes = dict.fromkeys(row.note for row in rows if row.note)
    case, note = any(cases) if cases else None, "; ".join(notes) or None
    return Entry(rows[0].source, preferred, admitted, forbidden, note, case)


def _primary(lang: str) -> str:
    return lang.replace("_", "-").split("-")[0].lower()
