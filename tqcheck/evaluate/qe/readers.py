"""Readers of the labelled corpora of translation quality, one function a corpus; a malformed line is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqcheck.evaluate.corpora import read_json_lines, read_rows
from tqcheck.evaluate.qe.detokenise import detokenise
from tqcheck.types import Span, TqcheckError

QUALITY = {"poor": 0, "medium": 1, "perfect": 2}
DEMETR_LANGUAGES = {"spanish": "es", "italian": "it"}
ARTEFACT = 33
"""DEMETR's "empty string" is a single full stop: any estimator that looks at the length finds it."""

_NAMED_KIND = re.compile(r"(?:critical|major|minor)_id(\d+)_(\w+)")


@dataclass(frozen=True, slots=True)
class Perturbed:
    """A good translation and the same with one error planted; ``base`` is common to all errors in one sentence."""

    lang: str
    base: str
    kind: int
    name: str
    source: str
    good: str
    perturbed: str


def read_demetr(path: Path) -> list[Perturbed]:
    """The minimal pairs that were checked by hand, without the artefact kind.

    Raises:
        TqcheckError: naming the line that is not of the corpus' form.
    """
    rows = read_json_lines(path, _perturbed)
    return [row for row in rows if row is not None and row.kind != ARTEFACT and row.good != row.perturbed]


def _perturbed(row: Mapping[str, Any]) -> Perturbed | None:
    number, name = _kind(row["pert_name"], row["pert_id"])
    lang = DEMETR_LANGUAGES.get(row["lang_tag"], row["lang_tag"])
    texts = [str(row[key]) for key in ("src_sent", "mt_sent", "pert_sent")]
    return Perturbed(lang, f"{lang} {row['id']}", number, name, *texts) if row["pert_check"] else None


def _kind(name: str, number: int) -> tuple[int, str]:
    """A kind's number and name. The numbers in the names are right but for the baselines, whose ids are right."""
    found = _NAMED_KIND.fullmatch(name)
    return (int(found[1]), found[2]) if found else (int(number), name.rpartition("_id")[2].partition("_")[2])


@dataclass(frozen=True, slots=True)
class Judged:
    """A chat line and its translation, judged from 0 (poor) to 2 (perfect) by those who chatted."""

    dialogue: str
    source: str
    target: str
    quality: int


def read_diabla(path: Path) -> tuple[list[Judged], int]:
    """The judged lines, and the number of lines left out because nobody judged them.

    Raises:
        TqcheckError: if a judgement is not one of the three.
    """
    rows = read_rows(path, ("dialogue", "source", "mt", "judgment"))
    for row in rows:
        if row["judgment"] not in {*QUALITY, "None"}:
            raise TqcheckError(f"{path}: no judgement '{row['judgment']}'; it is one of {', '.join(QUALITY)} or None")
    judged = [
        Judged(row["dialogue"], row["source"].strip(), row["mt"].strip(), QUALITY[row["judgment"]])
        for row in rows
        if row["judgment"] in QUALITY
    ]
    return judged, len(rows) - len(judged)


@dataclass(frozen=True, slots=True)
class Subtitle:
    """A subtitle pair with case and spacing restored.

    ``words`` are the target's tokens that have a letter or digit; ``alone`` says of each whether it has no counterpart:
    both judges say so (True), neither (False), or they differ (None). ``omits`` says the same of the whole source: a
    word of it has no counterpart.
    """

    id: str
    source: str
    target: str
    words: tuple[Span, ...]
    alone: tuple[bool | None, ...]
    omits: bool | None


RANKED_LABELS = frozenset({"sure", "partial", "unperfect"})
"""What a judge calls a pair whose words were gone through; of the others no word is marked, though none may match."""


def read_transread(path: Path) -> tuple[list[Subtitle], int]:
    """The pairs that both judges went through word by word, and the number of pairs left out.

    Raises:
        TqcheckError: naming the pair whose indices lie outside its words.
    """
    columns = ("id", "en", "fr", *(f"{name}_{judge}" for judge in (1, 2) for name in ("label", "en_untr", "fr_untr")))
    rows = read_rows(path, columns)
    subtitles = [_subtitle(row, path) for row in rows if {row["label_1"], row["label_2"]} <= RANKED_LABELS]
    return subtitles, len(rows) - len(subtitles)


def _subtitle(row: Mapping[str, str], path: Path) -> Subtitle:
    source, _ = detokenise(row["fr"].split(), "fr")
    tokens = row["en"].split()
    target, spans = detokenise(tokens, "en")
    alone = _agreed(row, "en", path)
    kept = [i for i, token in enumerate(tokens) if any(character.isalnum() for character in token)]
    omitted = [says for says in _agreed(row, "fr", path) if says is not False]
    omits = True if True in omitted else (None if omitted else False)
    return Subtitle(row["id"], source, target, tuple(spans[i] for i in kept), tuple(alone[i] for i in kept), omits)


def _agreed(row: Mapping[str, str], side: str, path: Path) -> list[bool | None]:
    """For each token: both judges mark it, neither does, or (None) one."""
    count = len(row[side].split())
    marked = []
    for judge in (1, 2):
        cell = row[f"{side}_untr_{judge}"].split()
        if not all(index.isdigit() and int(index) < count for index in cell):
            raise TqcheckError(
                f"{path}: id {row['id']}: '{' '.join(cell)}' must be indices of the {count} words of '{side}'"
            )
        marked.append({int(index) for index in cell})
    return [(i in marked[0]) if (i in marked[0]) == (i in marked[1]) else None for i in range(count)]


@dataclass(frozen=True, slots=True)
class Pairing:
    """A source, its translation, and the same translation with the other gender; ``sentence`` numbers the row."""

    sentence: int
    source: str
    right: str
    wrong: str


def read_geneval(path: Path) -> Iterator[Pairing]:
    """Two pairings a row: the sentence about a woman and the one about a man.

    Raises:
        TqcheckError: if a column is missing.
    """
    for number, row in enumerate(read_rows(path, ("fr_fem", "en_fem", "fr_masc", "en_masc"))):
        yield Pairing(number, row["fr_fem"], row["en_fem"], row["en_masc"])
        yield Pairing(number, row["fr_masc"], row["en_masc"], row["en_fem"])
