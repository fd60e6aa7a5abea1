"""Segments without a counterpart, segments far too short or too long, and segments left untranslated."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from typing import cast

from tqcheck.rules.context import Context, DocumentContext
from tqcheck.rules.punctuation_final import last_mark
from tqcheck.rules.registry import Match, rule
from tqcheck.text.stretches import USUAL_RATIO
from tqcheck.types import Severity, Span

#: Below this confidence of the alignment, a missing counterpart is more likely a misplaced one.
_SURE = 0.5
#: A neighbour this much longer than expected may hold what seems to be missing.
_SWALLOWED = 1.6
_FEWEST = 12
_SHORT, _LONG = 0.4, 2.5
_WORDS = 8
#: Characters that a short sentence may gain where its translation spells out what the source implies.
_RUN_ON = 70
_VALEDICTION = re.compile(
    r"\b(?:agréer|croire|recevoir|recevez|agréez|croyez)\b.*\b(?:salutations|sentiments|considération|respects?|hommages|dévouement)\b",
    re.IGNORECASE,
)
"""The long French close of a letter: Yours faithfully is all that English makes of it."""
_CODE = re.compile(r"[{}<>=$\\]|\w\(|--?\w+=|^\s*[$#>]|://")


def length_ratio(document: DocumentContext) -> float:
    """The median of target over source characters in a document, or the usual ratio for a short document."""
    if "length_ratio" not in document.memory:
        pairs = [(c.source.text, c.target.text) for c in document.contexts if c.bead.source and c.bead.target]
        ratios = [len(target) / len(source) for source, target in pairs if len(source) > 20]
        document.memory["length_ratio"] = statistics.median(ratios) if len(ratios) >= _FEWEST else USUAL_RATIO
    return cast("float", document.memory["length_ratio"])


def relative_length(context: Context) -> float:
    """The target's length over the length expected from the source; 1 where a side is empty."""
    if not context.bead.source or not context.bead.target:
        return 1.0
    return len(context.target.text) / len(context.source.text) / length_ratio(context.document)


def is_headline(context: Context) -> bool:
    """Whether neither side ends in a mark: headlines are condensed as each language likes it."""
    return not any(last_mark(side.text.rstrip()) for side in (context.source, context.target))


def _words(text: str) -> int:
    return len(re.findall(r"[^\W\d_]{2,}", text))


def _whole(text: str) -> Span:
    return Span(len(text) - len(text.lstrip()), len(text.rstrip()))


def _neighbours(context: Context) -> Iterator[Context]:
    for other in (context.previous, context.next):
        if other is not None and other.bead.source and other.bead.target:
            yield other


@rule("O101", "missing-segment", "accuracy/omission", Severity.MAJOR)
def missing_segment(context: Context) -> Iterator[Match]:
    """A source sentence without a translation.

    ## What it does
    Reports a source segment whose target is empty, unless the alignment is in doubt, a neighbour is long enough to
    hold it, or it has no words.

    ## Why is this bad?
    What the sentence says is lost, and nothing in the target shows it.

    ## Example
    `Coupez le courant. || Retirez le filtre.` => `Cut the power. || `

    ## Use instead
    `Cut the power. || Remove the filter.`

    ## References
    MQM accuracy/omission.

    ## Cases
    Wrong: Coupez le courant. || Retirez le filtre. =>  || Remove the filter.
    Wrong: La déviation passe par le village. || Le pont est fermé. =>  || The bridge is closed.
    Okay: Coupez le courant. || Retirez ensuite le filtre. => Cut the power. || Then remove the filter.
    Okay: * * * || Coupez le courant. =>  || Cut the power.
    Okay: Il est venu. || Il est parti. =>  || He came here for the meeting, and he left again yesterday.
    """
    if not context.bead.source or context.bead.target or context.bead.confidence < _SURE:
        return
    text = context.source.text.strip()
    if _words(text) < 2 or any(relative_length(other) > _SWALLOWED for other in _neighbours(context)):
        return
    yield Match(f"nothing in the target answers to '{_shortened(text)}'", source=_whole(context.source.text))


@rule("O102", "added-segment", "accuracy/addition", Severity.MAJOR)
def added_segment(context: Context) -> Iterator[Match]:
    """A target sentence that the source does not have.

    ## What it does
    Reports a target segment whose source is empty, unless the alignment is in doubt, a neighbour's source is long
    enough to hold it, or it has no words.

    ## Why is this bad?
    The target says what the author did not.

    ## Example
    `Le juge a tranché. || ` => `The judge has ruled. || The appeal will be heard in spring.`

    ## Use instead
    `The judge has ruled. || `

    ## References
    MQM accuracy/addition.

    ## Cases
    Wrong:  || Le juge a tranché. => The appeal will be heard in spring. || The judge has ruled.
    Wrong:  || Il pleut. => Please subscribe to our newsletter. || It is raining.
    Okay: Le juge a tranché. || Il pleut. => The judge has ruled. || It is raining.
    Okay:  || Le juge a tranché. => * * * || The judge has ruled.
    """
    if context.bead.source or not context.bead.target or context.bead.confidence < _SURE:
        return
    text = context.target.text.strip()
    if _words(text) < 2 or any(relative_length(other) < 1 / _SWALLOWED for other in _neighbours(context)):
        return
    yield Match(f"nothing in the source answers to '{_shortened(text)}'", target=_whole(context.target.text))


def _shortened(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + "…"


@rule("O105", "length-ratio", "accuracy/omission", Severity.MAJOR)
def length_out_of_proportion(context: Context) -> Iterator[Match]:
    """A target far too short or far too long for its source.

    ## What it does
    Compares the length of both sides with the document's own ratio, for sources of eight words or more: less than 40%
    or more than 250% is reported; of a headline it is advice.

    ## Why is this bad?
    Half of the sentence is missing, or the translation model has run on.

    ## Example
    `Le comité a examiné hier les candidatures reçues et retenu quatre finalistes.` => `Four finalists.`

    ## Use instead
    `The committee examined the applications yesterday and selected four finalists.`

    ## References
    MQM accuracy/omission, accuracy/addition.

    ## Cases
    Wrong: Le comité a examiné hier les candidatures reçues et retenu quatre finalistes. => Four finalists.
    Wrong: L'agence a publié la liste des produits qui seront retirés de la vente. => The agency did.
    Okay: Le comité a examiné hier les candidatures et retenu quatre noms. => The committee chose four names yesterday.
    Okay: En ce qui concerne son départ, il hésite encore. => As to leaving, he hesitates.
    Okay: Son père la voyait médecin ; elle est clown. => She was meant to be a doctor, if it had been up to her father. Instead, she went on to become a clown.
    Okay: Veuillez agréer, Madame la Directrice, l'expression de nos sentiments respectueux. => Yours faithfully,
    """
    if not context.bead.source or not context.bead.target:
        return
    source, target = context.source.text, context.target.text
    relative = relative_length(context)
    if _words(source) < _WORDS or _SHORT <= relative <= _LONG or abs(len(source) - len(target)) < 40:
        return
    if relative > _LONG and len(target) - len(source) < _RUN_ON:
        return
    if _VALEDICTION.search(source):
        return
    few = relative < _SHORT
    yield Match(
        f"the target has {relative:.0%} of the length that its source leads one to expect",
        target=_whole(target),
        source=_whole(source),
        severity=Severity.NEUTRAL if is_headline(context) else None,
        confidence=0.8 if few else 0.7,
    )


@rule("O106", "untranslated-segment", "accuracy/untranslated", Severity.MAJOR)
def untranslated_segment(context: Context) -> Iterator[Match]:
    """A segment left in the source language.

    ## What it does
    Reports a target that is the same as its source, has four words or more, most of them in small letters, and reads
    as a sentence rather than as code, a name or an address.

    ## Why is this bad?
    It has not been translated.

    ## Example
    `Toutes les données ont été effacées.` => `Toutes les données ont été effacées.`

    ## Use instead
    `All data has been erased.`

    ## References
    MQM accuracy/untranslated.

    ## Cases
    Wrong: Toutes les données ont été effacées. => Toutes les données ont été effacées.
    Wrong: Il faut redémarrer le routeur => Il faut redémarrer le routeur
    Okay: Air France-KLM Group SA => Air France-KLM Group SA
    Okay: git commit -m message => git commit -m message
    Okay: Paris, Lyon, Marseille, Lille => Paris, Lyon, Marseille, Lille
    """
    source, target = context.source.plain.strip(), context.target.plain.strip()
    if not source or source.casefold() != target.casefold() or _CODE.search(source):
        return
    words = [t for t in context.source.tokens if t.is_word]
    small = [t for t in words if t.text.islower()]
    if len(words) < 4 or len(small) < 3 or not _reads_as(context):
        return
    yield Match(
        "the target is the same as the source", target=_whole(context.target.text), source=_whole(context.source.text)
    )


def _reads_as(context: Context) -> bool:
    """Whether the text is more at home in the source's language than in the target's."""
    from wordfreq import zipf_frequency

    words = [t.lower for t in context.source.tokens if t.is_word and t.text.isalpha()]
    first = sum(zipf_frequency(word, context.source.lang) for word in words)
    second = sum(zipf_frequency(word, context.target.lang) for word in words)
    return bool(words) and first > second + 0.5 * len(words)
