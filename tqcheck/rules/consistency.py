"""One source sentence translated in several ways within a document."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterator

from tqcheck.glossary.inflection import spelled
from tqcheck.rules.context import Context, DocumentContext
from tqcheck.rules.negation_english import is_strong
from tqcheck.rules.registry import Match, rule
from tqcheck.rules.renderings import FUNCTION_WORDS
from tqcheck.types import Segment, Severity, Span

SENTENCE = 3
"""From so many words on, a repeated source has no business being translated in two ways; a word or two may."""

LONGEST_QUOTE = 60

STEM = 5
"""Letters by which the forms of a word and its derivatives are one: decide, decision."""

_LIGHT = frozenset(
    "will would can could may might must shall should get give make take let go come put keep please thank thanks all very so too much many lot"
    " just only also really quite then now here there well any some one into onto up down out off over about than more most"
    " indeed simply yes oh if when while because but yet our us my mine yours ours let's 're 've 'll 'm 'd".split()
)
"""Words by which two right renderings of one sentence may differ."""


@rule("T201", "inconsistent-segment", "terminology/inconsistent-use", Severity.MINOR)
def inconsistent_segment(context: Context) -> Iterator[Match]:
    """One source segment translated in several ways in a document.

    ## What it does
    Compares the translations of source segments that are the same but for capitals, blanks and punctuation. Where they differ in more
    than that, reports each that is not the most frequent one (of equals, the first). It is advice where small words, tenses, plurals and kindred
    words (*decide*, *decision*) alone differ, and for a source of one or two words: those are often labels with another meaning in another place.

    ## Why is this bad?
    The reader takes two wordings for two things: two buttons, two conditions, two rights.

    ## Example
    `Appuyez sur le bouton rouge.` => `Press the red button.`, later `Push the red switch.`

    ## Use instead
    `Press the red button.`

    ## References
    MQM terminology/inconsistent use of terminology; the consistency check of translation memories.

    ## Cases
    Wrong: Appuyez sur le bouton. || Attendez. || Appuyez sur le bouton. => Press the button. || Wait. || Push the switch.
    Wrong: Aucun résultat trouvé || Aucun résultat trouvé. => No results found || Nothing was found.
    Okay: Appuyez sur le bouton. || Attendez. || Appuyez sur le bouton ! => Press the button. || Wait. || Press the button!
    Wrong: Le train est arrivé. || Le train est arrivé. => The train has arrived. || The train has not arrived.
    Okay: Appuyez sur le bouton. || Tournez le bouton. => Press the button. || Turn the knob.
    """
    if not context.bead.target or not _key(context.bead.source.text):
        return
    places = _places(context.document)[_shape(context)]
    mine = _key(context.bead.target.text)
    counted = Counter(_key(other.bead.target.text) for other in places)
    usual = max(counted, key=lambda key: counted[key])  # of equals the first
    if mine == usual:
        return
    model = next(other for other in places if _key(other.bead.target.text) == usual)
    yield Match(
        message=f"the same source is '{_quote(model.bead.target.text)}' {_where(model)}",
        target=_whole(context.bead.target.text),
        source=_whole(context.bead.source.text),
        suggestion=model.bead.target.text.strip(),
        severity=None if _weighty(context, model) else Severity.NEUTRAL,
        confidence=0.8,
    )


def _weighty(context: Context, model: Context) -> bool:
    """Whether a whole sentence is worded otherwise: in a content word, a number or a denial, not in small words and forms alone."""
    words = len(_key(context.bead.source.text).split())
    return words >= SENTENCE and _content(context) != _content(model)


def _content(context: Context) -> set[str]:
    """What a target says: the beginnings of its content words, its figures, and whether it denies."""
    tokens = [token for token in context.target.tokens if token.is_word]
    light = FUNCTION_WORDS | _LIGHT
    kept = (t for t in tokens if t.lower not in light and t.lemma not in light and not t.lower.endswith(("n't", "'s")))
    denied = {"not"} if any(is_strong(token) for token in tokens) else set()
    return denied | {spelled(token.lemma)[:STEM] for token in kept}


def _shape(context: Context) -> tuple[str, str]:
    """What beads must share to be compared: the source, and how many sentences there are on either side."""
    return context.bead.type, _key(context.bead.source.text)


def _places(document: DocumentContext) -> dict[tuple[str, str], list[Context]]:
    """The beads of a document by their source, in order."""
    known = document.memory.get("consistency.places")
    if isinstance(known, dict):
        return known
    places: dict[tuple[str, str], list[Context]] = defaultdict(list)
    for context in document.contexts:
        if context.bead.source and context.bead.target:
            places[_shape(context)].append(context)
    document.memory["consistency.places"] = places
    return places


@functools.lru_cache(maxsize=8192)
def _key(text: str) -> str:
    """What two spellings of one sentence share: its words in small letters; nothing without a word."""
    return " ".join("".join(c if c.isalnum() or c in "%€$£" else " " for c in text.casefold()).split())


def _quote(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_QUOTE else plain[: LONGEST_QUOTE - 1].rstrip() + "…"


def _where(context: Context) -> str:
    return place_of(context.bead.source, context.index)


def place_of(source: Segment, index: int) -> str:
    """Where a bead stands, as a reader finds it again: the line of its source, else its number."""
    return f"on line {source.line}" if source.line is not None else f"in segment {index + 1}"


def _whole(text: str) -> Span:
    start = len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))
