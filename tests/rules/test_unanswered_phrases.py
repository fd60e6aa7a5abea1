"""Phrases of one side that nothing answers to, by similarities set by hand."""

from __future__ import annotations

import pytest

from tqcheck.rules.analysis import Analysis
from tqcheck.rules.context import Context, WordLinks, build_contexts
from tqcheck.rules.unanswered_phrases import added_phrases, left_out_phrases
from tqcheck.types import Bead, Segment

FRENCH = "Le groupe Mirador (anciennement Belvédère) emploie deux mille personnes."
ENGLISH = "The Mirador group employs two thousand people."
LONGER = "The Mirador group employs two thousand people for historical reasons."


def context_of(french: str, english: str, lost: str) -> Context:
    """A pair whose words are all matched but those in ``lost``."""
    unmatched = set(lost.split())

    def matches(analysis: Analysis) -> tuple[float, ...]:
        return tuple(0.1 if token.text in unmatched else 0.8 for token in analysis.tokens)

    bead = Bead(Segment(french, 0, len(french)), Segment(english, 0, len(english)))
    document = build_contexts(
        [bead], "fr", "en", lambda one, other: WordLinks(frozenset(), matches(one), matches(other))
    )
    return document.contexts[0]


@pytest.mark.parametrize(
    ("french", "english", "lost", "found"),
    [
        (FRENCH, ENGLISH, "anciennement Belvédère", ["anciennement Belvédère"]),
        (FRENCH, ENGLISH, "", []),
        (FRENCH, ENGLISH.replace("Mirador", "Mirador (once Vista)"), "anciennement Belvédère once Vista", []),
        (FRENCH.replace("anciennement Belvédère", "GMB"), ENGLISH, "GMB", []),
        ("Pressez le bouton pendant dix secondes.", "Press the button.", "dix secondes", ["pendant dix secondes"]),
        ("Pressez le bouton pendant dix secondes.", "Press the button hard.", "dix secondes hard", []),
    ],
)
def test_left_out(french: str, english: str, lost: str, found: list[str]) -> None:
    """A bracket or an adverbial is left out where all else is answered on both sides."""
    assert [french[a:b] for a, b in left_out_phrases(context_of(french, english, lost))] == found


@pytest.mark.parametrize(
    ("french", "english", "lost", "found"),
    [
        (FRENCH, LONGER, "for historical reasons", ["for historical reasons"]),
        (FRENCH, LONGER, "historical reasons", []),
        (FRENCH, LONGER, "for historical reasons emploie", []),
        (
            "Il en vient deux mille personnes.",
            "Two thousand people come from southern Spain.",
            "from southern Spain",
            [],
        ),
    ],
)
def test_added(french: str, english: str, lost: str, found: list[str]) -> None:
    """It begins with a word that leads a phrase in; French *en* may stand for it."""
    assert [english[a:b] for a, b in added_phrases(context_of(french, english, lost))] == found
