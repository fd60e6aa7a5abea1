"""Which column of a table of terms holds what: by its header, else by the order source, target, status, note, case."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tqcheck.documents.header import language_code
from tqcheck.glossary.statuses import plain, status_of
from tqcheck.types import TqcheckError

_NAMES = {
    "source": ("source", "src", "sourceterm", "termsource", "sourcetext", "term", "terme", "termesource"),
    "target": (
        "target", "tgt", "targetterm", "termtarget", "targettext", "translation", "traduction", "cible", "termecible",
        "equivalent", "preferredtarget", "preferredtranslation",
    ),
    "status": ("status", "statut", "administrativestatus", "termstatus", "usage", "targetstatus", "usagestatus"),
    "note": ("note", "notes", "comment", "comments", "commentaire", "commentaires", "remarque", "remark", "remarks"),
    "case": ("case", "casesensitive", "casesensitivity", "matchcase", "casse"),
}  # fmt: skip
_ROLES = {name: role for role, names in _NAMES.items() for name in names}
_SIDE_LANGUAGE = re.compile(r"(?:term|terme|source|target|src|tgt)[\s_:.(\[-]+(.+?)[)\]]?|(.+?)[\s_:.-]+(?:term|terme)")


@dataclass(frozen=True, slots=True)
class Columns:
    """0-based columns by what they hold; ``header`` is whether the first row named them."""

    source: int = 0
    target: int = 1
    status: int | None = None
    note: int | None = None
    case: int | None = None
    header: bool = True


def columns_of(row: Sequence[str], langs: tuple[str, str], name: str, line: int) -> Columns:
    """The columns that the first row names, or their usual order where it is a pair of terms like any other.

    Raises:
        TqcheckError: for a header without a column for one of the sides, or with a misspelt name.
    """
    roles = [_role(cell, langs) for cell in row]
    named = {role: roles.index(role) for role in _NAMES if role in roles}
    if "source" in named and "target" in named:
        _refuse_misspelt(row, roles, name, line)
        return Columns(named["source"], named["target"], named.get("status"), named.get("note"), named.get("case"))
    languages = [cell.strip() for cell in row if language_code(_language(cell))]
    if len(languages) > 1:
        wanted = " and ".join(lang for side, lang in zip(("source", "target"), langs, strict=True) if side not in named)
        raise TqcheckError(f"{name}: line {line} names {', '.join(languages)}; no column is in {wanted}")
    if len(named) > 1:
        side, lang = ("target", langs[1]) if "source" in named else ("source", langs[0])
        raise TqcheckError(f"{name}: line {line} names no column for the {side} terms; call it '{side}' or '{lang}'")
    return _usual(row)


def _usual(row: Sequence[str]) -> Columns:
    """Without a header, the third column is the status if it holds one, else the note."""
    if len(row) > 2 and status_of(row[2]) is None:
        return Columns(note=2, header=False)
    return Columns(status=2, note=3, case=4, header=False)


def _role(cell: str, langs: tuple[str, str]) -> str | None:
    """What a column holds by its name; one named by a language is of that side."""
    code = language_code(_language(cell))
    if code in langs:
        return "source" if code == langs[0] else "target"
    return None if code else _ROLES.get(plain(cell))


def _language(cell: str) -> str:
    """The part of a name that may be a language: "fr" of "term_fr", "source (fr)" and "French term"."""
    match = _SIDE_LANGUAGE.fullmatch(cell.strip().lower())
    return cell if match is None else match[1] or match[2]


def _refuse_misspelt(row: Sequence[str], roles: Sequence[str | None], name: str, line: int) -> None:
    """Other columns are passed over, but one that is nearly a known name would be lost unawares."""
    free = [known for known, role in _ROLES.items() if role not in roles]
    for cell, role in zip(row, roles, strict=True):
        near = difflib.get_close_matches(plain(cell), free, n=1, cutoff=0.82) if role is None else ()
        if near:
            raise TqcheckError(f"{name}: line {line} names a column '{cell.strip()}'; did you mean '{near[0]}'?")
