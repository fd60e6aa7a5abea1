"""The forms of French verbs, so that a pattern names a verb once (``<porter>``) and needs no list of them.

Tagger and lemmatizer misread a form now and then (``porte``, ``note``), so that a lemma alone would miss some. Verbs
in -er are conjugated by rule, the others like the row of ``french_verbs.tsv`` with the longest ending that is theirs,
or else like *finir*. Method: the tables of any French grammar (Bescherelle, "La Conjugaison pour tous").
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from tqcheck.lexicon import load

_IMPERFECT = ("ais", "ait", "aient", "ions", "iez")
_FUTURE = ("ai", "as", "a", "ons", "ez", "ont", "ais", "ait", "ions", "iez", "aient")
_PAST = {
    "a": (("ai", "as", "a", "âmes", "âtes", "èrent"), ("asse", "asses", "ât", "assions", "assiez", "assent")),
    "i": (("is", "it", "îmes", "îtes", "irent"), ("isse", "isses", "ît", "issions", "issiez", "issent")),
    "u": (("us", "ut", "ûmes", "ûtes", "urent"), ("usse", "usses", "ût", "ussions", "ussiez", "ussent")),
    "n": (("ns", "nt", "nmes", "ntes", "nrent"), ("nsse", "nsses", "nt", "nssions", "nssiez", "nssent")),
}
_CIRCUMFLEX = str.maketrans("aiu", "âîû")
_DOUBLING = ("appeler", "jeter")
_SHORT = ("e", "es", "ent")


@functools.cache
def forms(infinitive: str) -> frozenset[str]:
    """Every form of a verb, its infinitive among them, in lower case.

    Raises:
        ValueError: if it does not end as a French infinitive does.
    """
    row = _model(infinitive)
    if row is not None:
        found = frozenset(_irregular(infinitive, row))
    elif infinitive.endswith("er"):
        found = frozenset(_first_group(infinitive))
    elif infinitive.endswith("ir"):
        found = frozenset(_second_group(infinitive[:-1]))
    else:
        raise ValueError(f"{infinitive!r} is no French infinitive that french_verbs.tsv has a row for")
    return found | {infinitive}


@functools.cache
def _models() -> Mapping[str, Mapping[str, str]]:
    return {row["ending"]: row for row in load("french_verbs")}


def _model(infinitive: str) -> Mapping[str, str] | None:
    """The row with the longest ending; those in -er only by their whole name or after a prefix *r* or *re*."""
    fitting = [ending for ending in _models() if infinitive.endswith(ending)]
    longest = max(fitting, key=len, default="")
    if longest.endswith("er") and infinitive.removesuffix(longest) not in ("", "r", "re"):
        return None
    return _models().get(longest)


def _irregular(infinitive: str, row: Mapping[str, str]) -> Iterator[str]:
    before = infinitive.removesuffix(row["ending"])
    told = f"{row['present']} {row['participles']} {row['more']}".split()
    yield from (before + form for form in told)
    if row["imperfect"]:
        yield from (before + row["imperfect"] + ending for ending in _IMPERFECT)
    yield from (before + row["future"] + ending for ending in _FUTURE)
    stems = row["subjunctive"].split()
    if stems:
        yield from (before + stems[0] + ending for ending in _SHORT)
        yield from (before + stems[-1] + ending for ending in ("ions", "iez"))
    if row["past"]:
        yield from _past(before + row["past"])


def _past(stem: str) -> Iterator[str]:
    """The simple past and its subjunctive from a stem with its vowel: ``prit``, ``prît``, ``vint``, ``vînt``."""
    vowel = stem[-1]
    for ending in (*_PAST[vowel][0], *_PAST[vowel][1]):
        yield stem[:-1] + ending
    if vowel == "n":
        marked = stem[:-2] + stem[-2].translate(_CIRCUMFLEX)
        yield from (marked + ending for ending in ("nmes", "ntes", "nt"))


def _second_group(stem: str) -> Iterator[str]:
    """``stem`` ends in its i: fini."""
    yield from (stem + ending for ending in ("", "e", "s", "es", "t", "ssant", "sse", "sses", "ssent", "ssons", "ssez"))
    yield from (f"{stem}ss{ending}" for ending in _IMPERFECT)
    yield from (f"{stem}r{ending}" for ending in _FUTURE)
    yield from _past(stem)


def _first_group(infinitive: str) -> Iterator[str]:
    stem = infinitive[:-2]
    soft = _softened(stem)
    yield from (stem + ending for ending in ("é", "ée", "és", "ées", "ez", "ions", "iez", "èrent"))
    yield from (soft + ending for ending in ("ons", "ant", "ais", "ait", "aient", *_PAST["a"][0][:5], *_PAST["a"][1]))
    for mute in _mute(infinitive):
        yield from (mute + ending for ending in _SHORT)
    for future in _future(infinitive):
        yield from (f"{future}er{ending}" for ending in _FUTURE)


def _softened(stem: str) -> str:
    """The stem as it is written before a and o: ``mange``, ``lanç``."""
    return f"{stem}e" if stem.endswith("g") else f"{stem[:-1]}ç" if stem.endswith("c") else stem


def _mute(infinitive: str) -> Iterator[str]:
    """The stems before a mute e: ``jett``, ``achèt``, ``cèd``, ``nettoi``; two where both are written."""
    stem = infinitive[:-2]
    if stem.endswith(("oy", "uy")):
        yield f"{stem[:-1]}i"
    elif stem.endswith("ay"):
        yield from (stem, f"{stem[:-1]}i")
    else:
        changed = _grave(stem)
        if infinitive.endswith(("eler", "eter")) and changed:
            yield from (stem + stem[-1],) if infinitive.endswith(_DOUBLING) else (stem + stem[-1], changed)
        else:
            yield changed or stem


def _future(infinitive: str) -> Iterator[str]:
    """The stems of the future; a verb in é keeps it or not: ``cédera``, ``cèdera``."""
    yield from _mute(infinitive)
    stem = infinitive[:-2]
    if "é" in stem and _grave(stem):
        yield stem


def _grave(stem: str) -> str | None:
    """The stem with its last e or é as è, where nothing but consonants follows it: ``lèv``, ``espèr``, ``protèg``."""
    place = max(stem.rfind("e"), stem.rfind("é"))
    after = stem[place + 1 :].replace("gu", "g").replace("qu", "q") if place >= 0 else ""
    open_e = place >= 0 and stem[place] == "e" and len(after.replace("ch", "c")) != 1
    if not after or open_e or any(letter in "aeiouyéèêâîôûïü" for letter in after):
        return None
    return f"{stem[:place]}è{stem[place + 1 :]}"
