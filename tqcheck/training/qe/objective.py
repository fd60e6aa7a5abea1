"""The training objective: one term a head, and the ranking of a translation above its worse twin."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from tqcheck.quality.interaction import Judgement
from tqcheck.training.qe.batches import UNKNOWN, Labelled


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the terms.

    ``positive`` and ``positive_gap`` are how much more a wrong token or gap counts than a right one: few are wrong, and
    unweighted the network is long content to find none.
    """

    words: float = 2.5
    gaps: float = 2.0
    omitted: float = 1.0
    effort: float = 1.5
    error: float = 0.7
    ranking: float = 0.7
    place: float = 0.7
    positive: float = 5.0
    positive_gap: float = 12.0


def objective(judged: Judgement, batch: Labelled, weights: Weights) -> tuple[Tensor, dict[str, float]]:
    """The weighted loss and each term's value."""
    terms = {
        "words": _tokens(judged.words, batch.words, weights.positive),
        "gaps": _tokens(judged.gaps, batch.gaps, weights.positive_gap),
        "omitted": _tokens(judged.omitted, batch.omitted, weights.positive),
        "effort": _tokens(judged.effort, batch.effort, 1.0),
        "error": _tokens(judged.error, batch.error, 1.0),
    }
    if len(batch.ranked):
        better, worse = judged.error.float()[batch.ranked].unbind(1)
        terms["ranking"] = functional.softplus(1 + better - worse).mean()
        terms["place"] = place(judged, batch)
    total = sum((getattr(weights, name) * value for name, value in terms.items()), start=judged.error.sum() * 0.0)
    return total, {name: float(value.detach()) for name, value in terms.items()}


def place(judged: Judgement, batch: Labelled) -> Tensor:
    """Cross-entropy of where the error is, over all words and gaps of each worse twin: the wrong must stand out."""
    rows = batch.ranked[:, 1]
    logits = torch.cat([judged.words[rows], judged.gaps[rows]], dim=1).float()
    labels = torch.cat([batch.words[rows], batch.gaps[rows]], dim=1)
    wrong = labels == 1
    hidden = torch.finfo(logits.dtype).min
    everywhere = logits.masked_fill(labels == UNKNOWN, hidden).logsumexp(1)
    there = logits.masked_fill(~wrong, hidden).logsumexp(1)
    found = wrong.any(1)
    return (everywhere - there)[found].sum() / found.sum().clamp(min=1)


def _tokens(logits: Tensor, labels: Tensor, positive: float) -> Tensor:
    """Mean cross-entropy over the known labels."""
    known = labels != UNKNOWN
    if not known.any():
        return logits.float().sum() * 0.0
    chosen, truth = logits.float()[known], labels[known]
    loss = functional.binary_cross_entropy_with_logits(chosen, truth, reduction="none")
    return (loss * (1 + (positive - 1) * truth)).mean()
