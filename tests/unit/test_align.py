"""The aligner as a whole, on documents of made-up words through a made-up encoder."""

from __future__ import annotations

import pytest

from tests.unit.align_fakes import FakeEncoder, document, sentence, word
from tqcheck.align import Alignment, align, beads
from tqcheck.types import Link

LENGTH = 40
WHOLE = [sentence(10 * k) for k in range(LENGTH)]


def aligned(source: list[str], target: list[str]) -> Alignment:
    return align(document(source), document(target), FakeEncoder())  # type: ignore[arg-type]


def pairs(alignment: Alignment) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(link.source, link.target) for link in alignment.links]


def test_one_to_one() -> None:
    found = aligned(WHOLE, WHOLE)
    assert pairs(found) == [((k,), (k,)) for k in range(LENGTH)]
    assert not found.doubtful
    assert found.confidence > 0.9
    assert all(link.cost < 0.1 for link in found.links)


@pytest.mark.parametrize(("first", "count"), [(5, 1), (10, 4), (0, 3), (36, 4)])
@pytest.mark.parametrize("missing_from", ["source", "target"])
def test_missing_passage_has_no_counterpart(first: int, count: int, missing_from: str) -> None:
    part = WHOLE[:first] + WHOLE[first + count :]
    found = aligned(part, WHOLE) if missing_from == "source" else aligned(WHOLE, part)
    alone = range(first, first + count)
    nulls = [((), (k,)) if missing_from == "source" else ((k,), ()) for k in alone]
    assert [pair for pair in pairs(found) if not (pair[0] and pair[1])] == nulls
    assert sum(bool(pair[0] and pair[1]) for pair in pairs(found)) == LENGTH - count


@pytest.mark.parametrize("parts", [2, 3])
def test_sentence_split_in_parts(parts: int) -> None:
    split = [sentence(70 + 6 // parts * k, 6 // parts) for k in range(parts)]
    target = WHOLE[:7] + split + WHOLE[8:]
    assert ((7,), tuple(range(7, 7 + parts))) in pairs(aligned(WHOLE, target))
    assert (tuple(range(7, 7 + parts)), (7,)) in pairs(aligned(target, WHOLE))


def test_moved_passage_is_linked_and_counted() -> None:
    target = WHOLE[:6] + WHOLE[12:30] + WHOLE[6:12] + WHOLE[30:]
    found = aligned(WHOLE, target)
    where = {text: place for place, text in enumerate(target)}
    assert set(pairs(found)) == {((k,), (where[text],)) for k, text in enumerate(WHOLE)}
    assert found.moved == 6
    assert [link.source[0] for link in found.links] == list(range(LENGTH))


def test_neighbouring_passages_that_moved_take_each_sentence_once() -> None:
    """Two passages change places within the one that moved, so that each could reach into the other's sentences."""
    target = WHOLE[:6] + WHOLE[12:26] + WHOLE[9:12] + WHOLE[6:9] + WHOLE[26:]
    found = aligned(WHOLE, target)
    where = {text: place for place, text in enumerate(target)}
    assert sorted(pairs(found)) == [((k,), (where[text],)) for k, text in enumerate(WHOLE)]
    assert found.moved == 6


def test_every_sentence_is_in_one_link_when_texts_have_nothing_in_common() -> None:
    found = aligned(WHOLE, [sentence(1000 + 10 * k, 3 + k % 9) for k in range(25)])
    assert sorted(i for link in found.links for i in link.source) == list(range(LENGTH))
    assert sorted(j for link in found.links for j in link.target) == list(range(25))
    assert found.doubtful
    assert found.reason


def test_half_missing_is_doubtful_and_says_how_much() -> None:
    found = aligned(WHOLE, WHOLE[:14])
    assert found.doubtful
    assert found.reason == "48% of the sentences have no counterpart"


@pytest.mark.parametrize(
    ("source", "target", "count", "reason"),
    [
        ([], [], 0, "there is no text"),
        (WHOLE[:3], [], 3, "one side is empty"),
        ([], WHOLE[:2], 2, "one side is empty"),
        (WHOLE[:2], ["", " "], 4, "one side is empty"),
    ],
)
def test_empty_sides(source: list[str], target: list[str], count: int, reason: str) -> None:
    found = aligned(source, target)
    assert len(found.links) == count
    assert all(not (link.source and link.target) for link in found.links)
    assert (found.doubtful, found.reason, found.confidence) == (True, reason, 0.0)


def test_single_sentences() -> None:
    assert pairs(aligned(WHOLE[:1], WHOLE[:1])) == [((0,), (0,))]


def test_blank_and_wordless_sentences_do_no_harm() -> None:
    source = [*WHOLE[:5], "***", *WHOLE[5:9], ""]
    found = aligned(source, WHOLE[:9])
    assert [pair for pair in pairs(found) if pair[0] and pair[1]] == [((k + (k > 4),), (k,)) for k in range(9)]


def test_long_documents_are_cut_without_a_seam() -> None:
    """Every sentence differs from its neighbours though words come round again."""
    long = [sentence(7 * k + k // 50) for k in range(2200)]
    dropped = [text for place, text in enumerate(long) if place % 97]
    found = aligned(long, dropped)
    kept = [place for place in range(2200) if place % 97]
    expected = {((place,), (k,)) for k, place in enumerate(kept)}
    assert len(expected & set(pairs(found))) / len(expected) > 0.99


def test_progress_counts_every_sentence() -> None:
    counts: list[int] = []
    align(document(WHOLE), document(WHOLE), FakeEncoder(), progress=counts.append)  # type: ignore[arg-type]
    assert sum(counts) == 2 * LENGTH


def test_beads_take_the_text_between_and_place_empty_sides() -> None:
    source, target = document(["One.", "Two.", "Three."]), document(["Un deux.", "Trois."])
    links = (Link((0, 1), (0,), confidence=0.7), Link((2,), ()), Link((), (1,)))
    found = beads("One. Two. Three.", "Un deux. Trois.", source, target, links)
    assert [(b.source.text, b.target.text, b.type) for b in found] == [
        ("One. Two.", "Un deux.", "2-1"),
        ("Three.", "", "1-0"),
        ("", "Trois.", "0-1"),
    ]
    assert found[0].confidence == 0.7
    assert (found[0].source.start, found[0].source.end) == (0, 9)
    assert (found[1].target.start, found[1].target.end) == (8, 8)
    assert (found[2].source.start, found[2].source.end) == (16, 16)


@pytest.mark.parametrize(("paragraph", "bead"), [(0, ((9,), (9, 10))), (1, ((10,), (10, 11)))])
def test_paragraph_decides_where_a_sentence_belongs(
    paragraph: int, bead: tuple[tuple[int, ...], tuple[int, ...]]
) -> None:
    """A target sentence of one word of its left and one of its right neighbour's counterpart."""
    source = [*document(WHOLE[:10], 0), *document(WHOLE[10:20], 1), *document(WHOLE[20:30], 2)]
    between = document([f"{word(95)} {word(100)}."], paragraph)
    left, right = document([*WHOLE[:9], sentence(90, 5)], 0), document([sentence(101, 5), *WHOLE[11:20]], 1)
    target = [*left, *between, *right, *document(WHOLE[20:30], 2)]
    found = align(source, target, FakeEncoder())  # type: ignore[arg-type]
    assert bead in pairs(found)
