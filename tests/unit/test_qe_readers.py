"""Readers of the labelled corpora on tiny files, what they say of malformed ones, and how errors are placed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tqcheck.evaluate.qe.bio_mqm import read_bio_mqm
from tqcheck.evaluate.qe.demetr import outcome
from tqcheck.evaluate.qe.detokenise import detokenise
from tqcheck.evaluate.qe.diff import difference
from tqcheck.evaluate.qe.places import share_right
from tqcheck.evaluate.qe.predictions import prediction_files, read_predictions
from tqcheck.evaluate.qe.readers import Perturbed, read_demetr, read_diabla, read_geneval, read_transread
from tqcheck.evaluate.qe.run import chosen, measure
from tqcheck.evaluate.qe.session import Session
from tqcheck.evaluate.qe.wce import labelled, learn_case, restore
from tqcheck.evaluate.qe.words import token_scores
from tqcheck.text.tokens import tokenize
from tqcheck.types import Estimate, Severity, Span, TqcheckError, WordScore


def estimate(text: str, p_bad: dict[str, float], gaps: tuple[float, ...] = (), score: float = 0.5) -> Estimate:
    """An estimate with one word a token that has a letter or digit, suspect as the table says."""
    spans = [span for span in tokenize(text, "en") if text[span.start : span.end].isalnum()]
    words = tuple(WordScore(span, text[slice(*span)], p_bad.get(text[slice(*span)], 0.1)) for span in spans)
    return Estimate(score, 0.2, words, gaps)


def write(path: Path, *rows: Any) -> Path:
    """JSON lines, or tab-separated lines of lists."""
    lines = [
        "\t".join(row) if isinstance(row, list) else row if isinstance(row, str) else json.dumps(row) for row in rows
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def demetr_row(name: str, number: int, good: str, bad: str, checked: bool = True) -> dict[str, Any]:
    """A line of DEMETR."""
    return {
        "id": 7, "src_sent": "Hola.", "mt_sent": good, "pert_sent": bad, "lang_tag": "spanish", "pert_check": checked,
        "pert_id": number, "pert_name": name,
    }  # fmt: skip


def test_demetr_kinds(tmp_path: Path) -> None:
    """Unchecked pairs, the artefact and unchanged pairs are left out; the kind is the name's, or a baseline's id."""
    path = write(
        tmp_path / "spanish.jsonl",
        demetr_row("critical_id6_addition", 8, "A cat.", "A big cat."),
        demetr_row("base_id33_shuffle_trans", 34, "A cat.", "It rains."),
        demetr_row("base_id33_empty", 33, "A cat.", "."),
        demetr_row("minor_id15_case", 15, "A cat.", "A dog.", checked=False),
        demetr_row("base_id35_reference", 35, "A cat.", "A cat."),
    )
    found = [(row.kind, row.name, row.lang, row.base) for row in read_demetr(path)]
    assert found == [(6, "addition", "es", "es 7"), (34, "shuffle_trans", "es", "es 7")]


def test_bio_mqm_spans(tmp_path: Path) -> None:
    """End offsets are inclusive in the file; neutral errors are kept but not marked."""
    errors = [
        {"startIndex": 0, "endIndex": 2, "severity": "Critical"},
        {"startIndex": 4, "endIndex": 6, "severity": "Neutral"},
        {"severity": "Minor"},
    ]
    path = write(tmp_path / "dev.jsonl", {"fr": "a", "en": "the cat", "sys": "s", "doc": "d", "errors": errors})
    (row,) = read_bio_mqm(path)
    assert row.errors == ((Span(0, 3), Severity.CRITICAL), (Span(4, 7), Severity.NEUTRAL))
    assert (row.marked, row.major, row.penalty) == ((Span(0, 3),), True, 25.0)


def test_diabla_leaves_out_the_unjudged(tmp_path: Path) -> None:
    """Qualities rise from poor to perfect."""
    header = ["dialogue", "source", "mt", "judgment"]
    rows = [["1", "Oui", "Yes", word] for word in ("poor", "None", "perfect", "medium")]
    judged, left_out = read_diabla(write(tmp_path / "dev.tsv", header, *rows))
    assert ([line.quality for line in judged], left_out) == ([0, 2, 1], 1)


TRANSREAD = ["id", "en", "fr", "label_1", "en_untr_1", "fr_untr_1", "label_2", "en_untr_2", "fr_untr_2"]


def test_transread_agreement(tmp_path: Path) -> None:
    """Marks of both judges count, of one are left out, and signs are no words; the pair nobody went through goes."""
    path = write(
        tmp_path / "dev.tsv",
        TRANSREAD,
        ["1", "well , i see it .", "je vois .", "partial", "0 1 4", "", "partial", "0", ""],
        ["2", "no .", "si , bien sûr .", "partial", "", "2 3", "sure", "", "2"],
        ["3", "rain", "soleil", "not corresponding", "", "", "not corresponding", "", ""],
    )
    subtitles, left_out = read_transread(path)
    first, second = subtitles
    assert (first.source, first.target, left_out) == ("Je vois.", "Well, I see it.", 1)
    assert [first.target[slice(*span)] for span in first.words] == ["Well", "I", "see", "it"]
    assert first.alone == (True, False, False, None)
    assert (first.omits, second.omits) == (False, True)


@pytest.mark.parametrize(
    ("tokens", "lang", "text"),
    [
        ("i was n't thinking . you 're right ?", "en", "I wasn't thinking. You're right?"),
        ("l' adn d' un tueur , pouvait -il ?", "fr", "L'adn d'un tueur, pouvait-il ?"),
        ('- " hold it ! " ...', "en", '- "Hold it!"...'),
        ("it ( the gods ' dog )", "en", "It (the gods ' dog)"),
    ],
)
def test_detokenise(tokens: str, lang: str, text: str) -> None:
    """Running text, and every token found again at its span but for case."""
    found, spans = detokenise(tokens.split(), lang)
    assert found == text
    assert [found[slice(*span)].lower() for span in spans] == tokens.split()


def test_geneval_pairings(tmp_path: Path) -> None:
    """Each row pairs either source with the right and the wrong translation."""
    path = write(tmp_path / "dev.tsv", ["fr_fem", "en_fem", "fr_masc", "en_masc"], ["Elle", "She", "Il", "He"])
    assert [(p.sentence, p.source, p.right, p.wrong) for p in read_geneval(path)] == [
        (0, "Elle", "She", "He"), (0, "Il", "He", "She"),
    ]  # fmt: skip


def test_wce_labels() -> None:
    """Words that the post-edit changed are bad; HTER counts the edits by the words of the post-edit."""
    pytest.importorskip("rapidfuzz")
    edited = labelled("Le chat dort.", "The dog sleeps.", "The cat sleeps.", "smt")
    assert [edited.target[slice(*span)] for span in edited.words] == ["The", "dog", "sleeps", "."]
    assert edited.bad == (False, True, False, False)
    assert edited.hter == pytest.approx(1 / 4)


def test_wce_case_is_restored() -> None:
    """From other texts and the source, at sentence begins, with the spaces of running text."""
    pytest.importorskip("sacremoses")
    case = learn_case(["We saw Paris today.", "In Paris it rains."])
    assert restore("paris , i think , saw lyon .", "À Lyon.", case) == "Paris, I think, saw Lyon."


@pytest.mark.parametrize(
    ("reader", "rows", "message"),
    [
        (read_bio_mqm, ['{"fr": "a"'], "dev:1: not JSON"),
        (read_bio_mqm, [{"fr": "a", "en": "b", "sys": "s", "errors": []}], "dev:1: no field 'doc'"),
        (read_bio_mqm, ["[1]"], "dev:1: a field is not of the form"),
        (read_demetr, [demetr_row("minor_id15_case", 15, "a", "b"), {"id": 1}], "dev:2: no field 'pert_name'"),
        (read_diabla, [["dialogue", "source", "mt"]], "dev:1: no column 'judgment'"),
        (read_diabla, [["dialogue", "source", "mt", "judgment"], ["1", "a"]], "dev:2: 2 cells under 4 columns"),
        (read_diabla, [["dialogue", "source", "mt", "judgment"], ["1", "a", "b", "good"]], "no judgement 'good'"),
        (read_transread, [TRANSREAD, ["9", "a b", "c", "sure", "2", "", "sure", "", ""]], "id 9: '2' must be indices"),
        (read_geneval, [["fr_fem", "en_fem", "fr_masc"]], "dev:1: no column 'en_masc'"),
    ],
)
def test_malformed(reader: Any, rows: list[Any], message: str, tmp_path: Path) -> None:
    """One line that names the file and the place."""
    path = write(tmp_path / "dev", *rows)
    with pytest.raises(TqcheckError) as error:
        list(reader(path))
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_unreadable(tmp_path: Path) -> None:
    """Bytes that are not UTF-8, and a .gz that is none."""
    (tmp_path / "a.jsonl").write_bytes(b'{"fr": "\xff"}')
    (tmp_path / "b.gz").write_bytes(b"plain")
    for name, message in (("a.jsonl", "not UTF-8 at byte"), ("b.gz", "cannot be read")):
        with pytest.raises(TqcheckError, match=message):
            list(read_bio_mqm(tmp_path / name))


@pytest.mark.parametrize(
    ("original", "altered", "changed", "gaps"),
    [
        ("a cat sat", "a dog sat", {1}, set()),
        ("a cat sat", "a big cat sat", {1}, set()),
        ("a cat sat", "a sat", set(), {1}),
        ("a cat sat", "a cat", set(), {2}),
        ("a cat sat", "a cat cat sat", {1, 2}, set()),  # either may be the one too many
        ("no no no", "no no", set(), {0, 1, 2}),
        ("a b c d", "a c b d", {1}, {3}),
        ("a cat", "a cat", set(), set()),
    ],
)
def test_difference(original: str, altered: str, changed: set[int], gaps: set[int]) -> None:
    """Words that were put in or replaced, and places where words were taken out."""
    found = difference(original.split(), altered.split())
    assert (found.changed, found.gaps) == (changed, gaps)


GOOD = "The old man gave money to them."


@pytest.mark.parametrize(
    ("altered", "suspect", "gaps", "wanted"),
    [
        ("The old man took money to them.", "took", (), (1.0, None, None, None)),
        ("The old man took money to them.", "man", (), (0.0, None, None, None)),
        ("The old man gave to them.", "gave", (), (None, 1.0, None, None)),
        ("The old man gave to them.", "them", (0.1, 0.1, 0.1, 0.1, 0.9, 0.1, 0.1), (None, 0.0, 1.0, 1.0)),
        ("The old man gave to them.", "them", (0.1, 0.8, 0.1, 0.1, 0.2, 0.1, 0.1), (None, 0.0, 0.0, 0.0)),
        ("The old, man gave money to them.", "man", (), (None, 1.0, None, None)),  # the comma is no word
        ("The old man gave money to.", "to", (), (None, 1.0, None, None)),
    ],
)
def test_outcome(altered: str, suspect: str, gaps: tuple[float, ...], wanted: tuple[float | None, ...]) -> None:
    """Whether the suspect word is changed, stands beside the gap, and whether the suspect gap is the right one."""
    item = Perturbed("es", "es 1", 5, "kind", "Hola.", GOOD, altered)
    found = outcome(item, estimate(GOOD, {}, score=0.9), estimate(altered, {suspect: 0.7}, gaps, score=0.4))
    assert (found.word, found.beside, found.gap, found.either) == wanted
    assert found.order == 1.0


def test_ties_among_suspects() -> None:
    """Of three equally suspect places one is right."""
    assert share_right([0.5, 0.2, 0.5, 0.5], frozenset({1, 2})) == pytest.approx(1 / 3)


def test_token_scores() -> None:
    """A token takes the surest of the words that overlap it, and 0 where none does."""
    words = (WordScore(Span(0, 3), "The", 0.2), WordScore(Span(4, 10), "wasn't", 0.7))
    assert token_scores(Estimate(0.5, 0.5, words), [Span(0, 3), Span(4, 7), Span(7, 10), Span(10, 11)]) == [
        0.2,
        0.7,
        0.7,
        0,
    ]


def prediction(index: int, **changed: Any) -> dict[str, Any]:
    """A line of a predictions file."""
    word = {"start": 0, "end": 2, "p_bad": 0.5}
    row = {"index": index, "doc": "d", "system": f"s{index}", "score": 0.5, "p_error": 0.1, "words": [word]}
    return {**row, **changed}


def test_predictions(tmp_path: Path) -> None:
    """Given in any order, taken in the order of the corpus."""
    path = write(tmp_path / "bio.jsonl", prediction(1, score=0.9), prediction(0, gaps=[0.1, 0.2]))
    found = read_predictions(path, [("d", "s0"), ("d", "s1")])
    assert [e.score for e in found] == [0.5, 0.9]
    assert (found[0].gaps, found[0].words[0].span, found[0].words[0].p_bad) == ((0.1, 0.2), Span(0, 2), 0.5)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([prediction(0)], "no prediction for 1 of 2 segments, the first at index 1"),
        ([prediction(0), prediction(0)], "index 0 is there twice"),
        ([prediction(2)], "index 2 is not among the corpus' 2 segments"),
        ([prediction(0, doc="x")], "index 0 is x by s0, in the corpus d by s0"),
        ([prediction(0, score=1.5)], "bio.jsonl:1: a field is not of the form this corpus has (1.5 is not in 0..1)"),
        ([prediction(0, gaps=[0.1])], "bio.jsonl:1: a field is not of the form this corpus has (1 gaps for 1 words"),
    ],
)
def test_malformed_predictions(rows: list[Any], message: str, tmp_path: Path) -> None:
    """Each says what does not fit."""
    with pytest.raises(TqcheckError) as error:
        read_predictions(write(tmp_path / "bio.jsonl", *rows), [("d", "s0"), ("d", "s1")])
    assert message in str(error.value)


@pytest.mark.parametrize("argument", ["bio", "wce=a.jsonl", "bio=nowhere.jsonl"])
def test_prediction_arguments(argument: str) -> None:
    """Another form, another corpus, a file that is not there."""
    with pytest.raises(TqcheckError, match=f"--predictions {argument}"):
        prediction_files([argument])


@pytest.mark.parametrize("names", ["bio,wcs", "", ","])
def test_unknown_corpora(names: str) -> None:
    """The corpora there are are named."""
    with pytest.raises(TqcheckError, match="choose from speed, wce, bio"):
        chosen(names)


def test_folder_without_corpora(tmp_path: Path) -> None:
    """A folder that holds none of the corpora is an error; the estimator is never made."""
    with pytest.raises(TqcheckError, match=r"no corpus is in this folder; it should hold news/dev\.tsv"):
        list(measure(tmp_path, chosen(None), Session(lambda langs: pytest.fail("made"))))
