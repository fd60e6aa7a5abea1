"""Wanted values, by corpus and figure."""

from __future__ import annotations

from tqcheck.evaluate.qe.figures import Goal

_GOALS = {
    ("wce", "Spearman of 1 - score with HTER, smt"): Goal(0.55),
    ("wce", "Spearman of 1 - score with HTER, google"): Goal(0.45),
    ("wce", "Spearman of 1 - score with HTER, bing"): Goal(0.45),
    ("wce", "word MCC, smt"): Goal(0.38),
    ("wce", "word F1-BAD, smt"): Goal(0.52),
    ("bio", "AUC of a major or critical error by p_error"): Goal(0.80),
    ("bio", "Kendall of p_error with the MQM penalty"): Goal(0.30),
    ("bio", "word MCC"): Goal(0.33),
    ("bio", "expected calibration error of p_error, equal width"): Goal(0.05, at_least=False),
    ("demetr", "good above perturbed, macro of kinds 1-32"): Goal(0.96),
    ("demetr", "most suspect of words and gaps is right"): Goal(0.75),
    ("diabla", "AUC perfect against poor, score"): Goal(0.78),
    ("diabla", "Spearman with judged quality, score, log length partialled out"): Goal(0.20),
    ("transread", "average precision of target words without counterpart"): Goal(0.50),
    ("clean", "flagged by the model, news"): Goal(0.01, at_least=False),
    ("clean", "flagged by the model, ntrex"): Goal(0.01, at_least=False),
    ("speed", "pairs a second, end to end"): Goal(200.0),
}


def goal_of(corpus: str, name: str) -> Goal | None:
    """What is wanted of a figure, if anything."""
    return _GOALS.get((corpus, name))
