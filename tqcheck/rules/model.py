"""What the quality-estimation model says of a whole segment, as a finding like any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tqcheck.rules.context import Context
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span, WordScore

LONGEST_RUN = 6
"""Words that a doubt is pinned to at most."""

MIN_CONFIDENCE = 0.5
"""At the operating point the user chose, the finding counts whatever the probability is."""


@rule("M101", "model-doubt", "accuracy/mistranslation", Severity.MINOR)
def model_doubt(context: Context) -> Iterator[Match]:
    """The quality-estimation model doubts the segment.

    ## What it does
    Reports a segment whose estimated probability of a major error is at or above the operating point (`--threshold`), and names
    the words the model doubts most, or the source words that it finds nothing for. The operating point is set so that the model alone flags few clean human translations.

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
    doubt = f"the model gives {estimate.p_error:.0%} to a major error here"
    missing = worst_run(estimate.omitted)
    wrong = worst_run(estimate.words)
    source = target = None
    if max(estimate.gaps, default=0.0) > max((word.p_bad for word in wrong), default=0.0) and missing:
        doubt += f" and finds nothing that says {_quoted(missing)}"
        source = _span(missing)
    elif wrong:
        doubt += f" and doubts {_quoted(wrong)} most"
        target = _span(wrong)
    confidence = max(estimate.p_error, MIN_CONFIDENCE)
    yield Match(message=doubt, source=source, target=target, confidence=confidence, evidence=("model",))


def worst_run(words: Sequence[WordScore]) -> Sequence[WordScore]:
    """The word with the highest probability of being wrong, and its neighbours as long as theirs is at least half."""
    if not words:
        return ()
    worst = max(range(len(words)), key=lambda index: words[index].p_bad)
    bound = words[worst].p_bad / 2
    first = last = worst
    while first > 0 and words[first - 1].p_bad >= bound and last - first + 1 < LONGEST_RUN:
        first -= 1
    while last + 1 < len(words) and words[last + 1].p_bad >= bound and last - first + 1 < LONGEST_RUN:
        last += 1
    return words[first : last + 1]


def _span(words: Sequence[WordScore]) -> Span:
    return Span(words[0].span.start, words[-1].span.end)


def _quoted(words: Sequence[WordScore]) -> str:
    return f"'{' '.join(word.text for word in words)}'"
