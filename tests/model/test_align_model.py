"""Alignment with the embedded encoder, on texts written for the purpose."""

from __future__ import annotations

import re

import pytest

from tqcheck.align import align
from tqcheck.align.words import align_words, language_mean
from tqcheck.encoder import Encoder
from tqcheck.types import Segment, Span

PAIRS = (
    ("La bibliothèque municipale ferme ses portes pour six mois.", "The town library is closing for six months."),
    ("Le toit fuit depuis l'hiver dernier.", "The roof has been leaking since last winter."),
    ("Les travaux coûteront 340 000 euros.", "The work will cost 340,000 euros."),
    ("La mairie a promis d'ouvrir une salle provisoire près de la gare.", "The council has promised a temporary reading room near the station."),
    ("Les lecteurs pourront y rendre leurs livres.", "Readers will be able to return their books there."),
    ("Certains habitants restent sceptiques.", "Some residents remain sceptical."),
    ("« On nous avait déjà dit cela il y a dix ans », rappelle une retraitée.", "“We were told the same thing ten years ago,” a retired woman recalls."),
    ("L'architecte, elle, se veut rassurante.", "The architect is reassuring."),
    ("Le chantier commencera le 3 mars.", "Building will start on 3 March."),
    ("Les enfants des écoles ont dessiné la fresque de l'entrée.", "Schoolchildren drew the mural at the entrance."),
    ("Un ascenseur desservira les deux étages.", "A lift will serve both floors."),
    ("Il faudra aussi remplacer les vieilles fenêtres.", "The old windows will have to be replaced as well."),
)  # fmt: skip
SOURCE = [source for source, _ in PAIRS]
TARGET = [target for _, target in PAIRS]


def segments(texts: list[str]) -> list[Segment]:
    return [Segment(text) for text in texts]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (SOURCE, TARGET, [((k,), (k,)) for k in range(12)]),
        (SOURCE[:4] + SOURCE[5:], TARGET, [((), (4,))]),
        (SOURCE, TARGET[:7] + TARGET[8:], [((7,), ())]),
        (SOURCE, [*TARGET[:1], " ".join(TARGET[1:3]), *TARGET[3:]], [((1, 2), (1,))]),
        ([*SOURCE[:4], " ".join(SOURCE[4:6]), *SOURCE[6:]], TARGET, [((4,), (4, 5))]),
        (SOURCE, TARGET[6:] + TARGET[:6], [((0,), (6,)), ((6,), (0,)), ((11,), (5,))]),
    ],
)
def test_alignment(
    source: list[str], target: list[str], expected: list[tuple[tuple[int, ...], tuple[int, ...]]], encoder: Encoder
) -> None:
    found = {(link.source, link.target) for link in align(segments(source), segments(target), encoder).links}
    assert set(expected) <= found


def test_a_translation_is_trusted_and_another_text_is_not(encoder: Encoder) -> None:
    assert align(segments(SOURCE), segments(TARGET), encoder).confidence > 0.9
    other = [f"The committee's paragraph {k} concerns the export of {kind}." for k, kind in enumerate(SEEDS)]
    assert align(segments(SOURCE), segments(other), encoder).doubtful


SEEDS = ("wheat", "steel", "wine and cheese", "aircraft parts", "cotton", "machine tools from abroad", "rice", "toys")


def test_words(encoder: Encoder) -> None:
    source, target = "Le maire a signé le contrat en 1998.", "In 1998 the mayor signed the contract."
    many = encoder.encode(SOURCE), encoder.encode(TARGET)
    left, right = encoder.encode([source, target])
    words = [[Span(*m.span()) for m in re.finditer(r"\w+", text)] for text in (source, target)]
    links = align_words(left, right, *words, (language_mean(many[0]), language_mean(many[1]))).links
    pairs = {
        (source[words[0][i].start : words[0][i].end], target[words[1][j].start : words[1][j].end]) for i, j in links
    }
    expected = {("maire", "mayor"), ("signé", "signed"), ("contrat", "contract"), ("en", "In"), ("1998", "1998")}
    assert expected <= pairs
