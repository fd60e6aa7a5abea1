"""Fingerprints of findings: what they survive, and what makes another finding of one."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.baseline_reports import ENGLISH, FRENCH, PLAIN, SURVIVED, UNHURRIED, Pair, prints


@pytest.mark.parametrize("pair", SURVIVED)
def test_fingerprint_survives(pair: Pair) -> None:
    """What has nothing to do with the finding leaves its fingerprint alone."""
    assert prints(pair) == prints(PLAIN)


CHANGED = [
    pytest.param((FRENCH, ENGLISH.replace("displacement", "displacements")), id="flagged words"),
    pytest.param((FRENCH, ENGLISH.replace("in displ", "In displ")), id="case of the flagged words"),
    pytest.param((FRENCH.replace("déplacement", "voyage"), ENGLISH), id="flagged source words"),
    pytest.param(("Le ministre est en déplacement à Rome.", ENGLISH), id="source place gone"),
    pytest.param((FRENCH, ENGLISH.replace("minister", "senator")), id="a word within four before"),
    pytest.param((FRENCH, ENGLISH.replace("two", "three")), id="a word within four after"),
    pytest.param((FRENCH, ENGLISH.replace("[[in ", "in [[")), id="other bounds"),
    pytest.param((FRENCH, ENGLISH, {"code": "C102"}), id="another rule"),
]


@pytest.mark.parametrize("pair", CHANGED)
def test_fingerprint_changes(pair: Pair) -> None:
    """What makes it another finding changes the fingerprint."""
    assert set(prints(pair)).isdisjoint(prints(PLAIN))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("[[Oui]] non.", ""), ("Avant. [[Oui]] non. Après.", "X."), True),
        (("[[Oui]] non.", ""), ("[[Oui]] si.", ""), False),
        (("Oui.", "Yes!", {"bare": True}), ("OUI", "“yes”", {"bare": True}), True),
        (("Oui.", "Yes!", {"bare": True}), ("Oui.", "Yes indeed!", {"bare": True}), False),
        (("L[[’]]été", "don[[’]]t"), ("L[[’]]été", "don[[']]t"), False),
        (("", "I [[don’t]] know"), ("", "I [[don't]] know"), True),
        (("", "[[Bad]] title"), ("", "By Anna\n[[Bad]] title"), False),
        (("", "[[Bad]] title"), ("", "By Anna\n \n[[Bad]] title"), True),
    ],
    ids=[
        "source only",
        "source only, changed",
        "no place",
        "no place, changed",
        "the apostrophe flagged",
        "apostrophe",
        "merged with a line without a stop",
        "merged with a paragraph without a stop",
    ],
)
def test_fingerprint_of_other_places(one: Pair, other: Pair, same: bool) -> None:
    """Findings in the source alone go by their place there, findings without a place by all words."""
    assert (prints(one) == prints(other)) is same


def test_fingerprints_are_stable_hexadecimal_and_unique() -> None:
    """A fingerprint written today must be read by every later version: these digits are a promise."""
    assert prints(PLAIN) == ["12db1cc72bbcf9580000"]
    three = prints(PLAIN, ("", "Else [[here]]."), PLAIN, path="b.en.md")
    assert [one[16:] for one in three] == ["0000", "0000", "0001"]
    assert three[0][:16] == three[2][:16]
    assert all(set(one) <= set(string.hexdigits.lower()) for one in three)


WORDS = st.lists(st.text("abcdé", min_size=1, max_size=6), min_size=1, max_size=12)
SENTENCE = st.builds(
    lambda words, stop: " ".join(words).capitalize() + stop, WORDS, st.sampled_from([".", "!", "…", '?"'])
)


@UNHURRIED
@given(
    st.lists(SENTENCE, max_size=3), SENTENCE, SENTENCE, st.lists(SENTENCE, max_size=3), st.sampled_from([" ", "\n\n"])
)
def test_fingerprint_knows_no_neighbours(
    before: list[str], left: str, right: str, after: list[str], joint: str
) -> None:
    """However sentences are put together, a finding in one of them keeps its fingerprint."""
    sentence = f"{left[:-1].rstrip('.?')} [[flagged words]] {right}"
    merged = joint.join([*before, sentence, *after])
    assert prints(("[[x]]", merged)) == prints(("[[x]]", sentence))
