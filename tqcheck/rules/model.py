"""What the quality-estimation model says of a whole segment, as a finding like any other."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.rules.context import Context
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Estimate, Severity, Span, WordScore

NAMED = 3
MIN_CONFIDENCE = 0.5
"""At the operating point the user chose, the finding counts whatever the probability is."""


@rule("M101", "model-doubt", "accuracy/mistranslation", Severity.MINOR)
def model_doubt(context: Context) -> Iterator[Match]:
    """The quality-estimation model doubts the segment.

    ## What it does
    Reports a segment whose estimated probability of a major error is at or above the operating point (`--threshold`), and names the
    words the model doubts most. The operating point is set so that the model alone flags few clean human translations.

    ## Why is this bad?
    Omissions, hallucinations and misaligned text often break no rule: source and target simply do not say the same.

    ## Example
    `Le train est parti à l'heure.` => `The committee will meet again next year.`

    ## Use instead
    `The train left on time.`

    ## References
    Greedy matching of contextual token vectors: Zhang et al. (2020), BERTScore; calibrated on WCE-LIG and bio-MQM.

    ## Cases
    Wrong: Le train de nuit pour Vienne est parti à l'heure. => The committee will meet again next year to discuss its budget.
    Wrong: Les pêcheurs réparent leurs filets sur le quai. => Please enter your password to continue.
    Okay: Le train de nuit pour Vienne est parti à l'heure. => The night train to Vienna left on time.
    Okay: Les pêcheurs réparent leurs filets sur le quai. => The fishermen are mending their nets on the quay.
    """
    estimate = context.estimate
    if estimate is None or estimate.p_error < context.document.threshold:
        return
    doubted = most_doubted(estimate)
    named = ", ".join(f"'{word.text}'" for word in doubted)
    yield Match(
        message=f"the model gives {estimate.p_error:.0%} to a major error here{f' and doubts {named} most' if named else ''}",
        target=Span(doubted[0].span.start, doubted[-1].span.end) if doubted else None,
        confidence=max(estimate.p_error, MIN_CONFIDENCE),
        evidence=("model",),
    )


def most_doubted(estimate: Estimate) -> list[WordScore]:
    """The few words with the highest probability of being wrong, in text order."""
    worst = sorted(estimate.words, key=lambda word: (-word.p_bad, word.span))[:NAMED]
    return sorted(worst, key=lambda word: word.span)
