"""What the target leaves out: the stretch of source words that nothing answers to."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tqcheck.quality.embedded import words_of
from tqcheck.quality.omissions import FIGURES, content_words, stretch, suspect
from tqcheck.quality.reading import Reading
from tqcheck.rules.coverage import omission
from tqcheck.types import Estimate, Span, WordScore

SOURCE = "Le juge, qui enquêtait sur un trafic d'ivoire, est mort."


@pytest.mark.parametrize(
    ("log_odds", "where"),
    [
        ([], (0, 0)),
        ([-2.0, -1.0, 0.4], (0, 0)),
        ([-2.0, 2.0, 3.0, -2.0], (1, 3)),
        ([2.0, -0.5, 2.0], (0, 3)),
        ([2.0, -9.0, 3.0], (2, 3)),
        ([4.0, -9.0, 4.0], (0, 3)),
    ],
)
def test_stretch(log_odds: list[float], where: tuple[int, int]) -> None:
    """One answered word does not part a stretch that both sides of it speak for, whatever its log-odds."""
    weight, found = stretch(log_odds)
    assert found == where
    assert (weight > 0) == (where[1] > 0)


def test_function_words_need_no_answer() -> None:
    words = words_of(SOURCE, "fr")
    content = [SOURCE[words[i].start : words[i].end] for i in content_words(SOURCE, words, "fr")]
    assert {"juge", "enquêtait", "trafic", "mort"} <= set(content)
    assert not {"Le", "qui", "sur", "un"} & set(content)


def test_suspect_names_the_stretch_and_weighs_the_length() -> None:
    words = words_of(SOURCE, "fr")
    forms = [SOURCE[word.start : word.end] for word in words]
    log_odds = [3.0 if form in ("enquêtait", "trafic") or "ivoire" in form else -4.0 for form in forms]
    reading = Reading((), (), (), (-1.0, 2.0), tuple(log_odds), tuple(log_odds), tuple(words))
    short = suspect((SOURCE, "The judge is dead."), reading, log_odds, "fr")
    full = suspect((SOURCE, "The judge, who was investigating ivory trafficking, is dead."), reading, log_odds, "fr")
    assert short.span is not None
    assert SOURCE[short.span.start : short.span.end].startswith("enquêtait sur un trafic")
    assert "mort" not in SOURCE[short.span.start : short.span.end]
    named = dict(zip(FIGURES, short.figures, strict=True))
    assert (named["worst_word"], named["second_word"], named["worst_gap"]) == (3.0, 3.0, 2.0)
    assert named["log_ratio"] < full.figures[FIGURES.index("log_ratio")]


def test_no_words_no_suspect() -> None:
    reading = Reading((), (), (), (-1.0,), (), (), ())
    assert suspect(("…", "…"), reading, [], "fr").span is None


def test_the_rule_takes_the_models_word() -> None:
    """What the estimator says is left out is an omission at that place, with the model as evidence."""
    missing = WordScore(Span(9, 45), SOURCE[9:45], 0.97)
    context = SimpleNamespace(estimate=Estimate(0.4, 0.5, left_out=missing))
    (match,) = omission(context)  # type: ignore[arg-type]
    assert (match.source, match.confidence, match.evidence) == (Span(9, 45), 0.97, ("model",))
    assert missing.text in match.message
