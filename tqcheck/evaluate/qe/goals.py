"""Wanted values, by corpus and figure."""

from __future__ import annotations

from tqcheck.evaluate.qe.figures import Goal

_GOALS = {
    ("wce", "Spearman of 1 - score with HTER, smt"): Goal(0.47),
    ("wce", "word MCC, smt"): Goal(0.24),
    ("wce", "word F1-BAD, smt"): Goal(0.45),
    ("demetr", "good above perturbed, macro of kinds 1-32"): Goal(0.93),
    ("demetr", "most suspect word is a changed one"): Goal(0.5),
    ("clean", "flagged by the model, news"): Goal(0.02, at_least=False),
    ("clean", "flagged by the model, ntrex"): Goal(0.02, at_least=False),
}


def goal_of(corpus: str, name: str) -> Goal | None:
    """What is wanted of a figure, if anything."""
    return _GOALS.get((corpus, name))
