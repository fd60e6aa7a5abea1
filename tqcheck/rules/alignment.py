"""Sentences that may not answer to each other: what is said of them in place of what cannot be said."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.rules.context import Context
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity
from tqcheck.withholding import doubtful


@rule("A101", "doubtful-alignment", "alignment/doubtful", Severity.NEUTRAL)
def doubtful_alignment(context: Context) -> Iterator[Match]:
    """The sentences may not answer to each other.

    ## What it does
    Reports a segment whose alignment is more likely wrong than right. What other rules and the model find between its two sides is
    withheld: it stays in the JSON report, marked as suppressed, and neither flags, counts nor fails the gate. The finding is
    advice; where something that would have counted is withheld it is minor, so that the segment is still looked at.

    ## Why is this bad?
    A number, a name or a negation that is "missing" between sentences which never were each other's translation is the aligner's error.

    ## Example
    `Le train est parti à l'heure.` => `The committee will meet again next year.` (confidence 0.2)

    ## Use instead
    Look whether a sentence is left out, added or moved nearby; or give both documents the same paragraphs, or align them by hand and check
    the pairs (TSV, TMX, XLIFF), whose alignment is never in doubt.

    ## References
    The confidence is calibrated on hand-aligned texts: `docs/alignment.md`.

    ## Cases
    Wrong (confidence 0.2): Le train est parti à l'heure. => The committee will meet again next year.
    Wrong (confidence 0.4): Il a neigé sur Lyon toute la nuit. => It rained.
    Okay (confidence 0.9): Le train est parti à l'heure. => The train left on time.
    Okay: Il a neigé sur Lyon toute la nuit. => It snowed in Lyon all night.
    """
    if doubtful(context.bead):
        yield Match("the alignment of these sentences is doubtful", confidence=1.0 - context.bead.confidence)
