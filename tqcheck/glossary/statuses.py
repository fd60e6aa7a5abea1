"""The words by which tables and TBX call the standing of a term, in English and in French."""

from __future__ import annotations

import re
import unicodedata

from tqcheck.glossary.types import Status

_WORDS = {
    Status.PREFERRED: (
        "", "preferred", "pref", "approved", "standard", "standardized", "standardised", "recommended", "valid", "ok",
        "mandatory", "use", "legal", "regulated", "privilegie", "prefere", "preferentiel", "recommande", "approuve",
        "valide", "obligatoire",
    ),
    Status.ADMITTED: (
        "admitted", "allowed", "accepted", "acceptable", "alternative", "tolerated", "synonym", "admis", "accepte",
        "tolere", "autorise", "variante",
    ),
    Status.FORBIDDEN: (
        "forbidden", "deprecated", "obsolete", "superseded", "prohibited", "banned", "rejected", "avoid", "donotuse",
        "dontuse", "notrecommended", "nonrecommended", "notallowed", "wrong", "blacklisted", "interdit", "proscrit",
        "deconseille", "rejete", "aeviter", "anepasutiliser", "perime",
    ),
}  # fmt: skip
_STATUS = {word: status for status, words in _WORDS.items() for word in words}


def plain(name: str) -> str:
    """A name in small letters, without accents, blanks and marks."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\W_]+", "", "".join(c for c in bare if not unicodedata.combining(c)))


def status_of(written: str) -> Status | None:
    """The status that a word names, or None for a word that names none.

    TBX's own names are known too: ``preferredTerm-admn-sts``, ``supersededTerm``.
    """
    word = re.sub(r"(?<=.)term$", "", plain(written).removesuffix("admnsts"))
    status = _STATUS.get(word)
    if status is None and word.endswith("e"):  # privilégiée, interdite
        status = _STATUS.get(word.removesuffix("e"))
    return status
