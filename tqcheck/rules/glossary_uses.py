"""Which terms of the user's glossary stand in a bead, and what the translation makes of each."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from tqcheck.glossary.index import Concept, GlossaryIndex, index_of
from tqcheck.glossary.inflection import stem
from tqcheck.glossary.matching import Form, Occurrence
from tqcheck.glossary.pieces import Piece, pieces_of
from tqcheck.rules.context import Context
from tqcheck.rules.renderings import rendering_of

PRONOUNS = frozenset(
    "it its itself they them their theirs he him his she her hers this that these those one ones which who whom whose "
    "the former latter same there".split()
) - {"the"}
DETERMINERS = frozenset("the this that these those its their his her our your my such".split())
INTRODUCED = 4
"""A pronoun may stand for a term that was rendered in one of so many segments before."""


@dataclass(frozen=True, slots=True)
class Use:
    """A glossary term in a bead: where it stands in the source, and which of its target terms stand in the target."""

    concept: Concept
    source: tuple[Occurrence, ...]
    preferred: tuple[Occurrence, ...]
    admitted: tuple[Occurrence, ...]
    forbidden: tuple[Occurrence, ...]


def uses(context: Context) -> Sequence[Use]:
    """The glossary terms of a bead, worked out once for all rules."""
    glossary = context.document.glossary
    if not glossary or not context.bead.source or not context.bead.target:
        return ()
    key = f"glossary.uses.{context.index}"
    known = context.document.memory.get(key)
    if known is None:
        index = index_of(glossary, (context.source.lang, context.target.lang))
        known = context.document.memory[key] = _uses(context, index)
    assert isinstance(known, tuple)
    return known


def _uses(context: Context, index: GlossaryIndex) -> tuple[Use, ...]:
    source, target = source_pieces(context), target_pieces(context)
    found = index.source_terms(context.source, source)
    taken = index.precise([form for concept, _ in found for form in concept.allowed], target)
    made = []
    for concept, places in found:
        barred = index.precise(concept.forbidden, target)
        wrong = tuple(one for one in barred if not any(_covers(other, one) for other in taken))
        preferred, admitted = index.present(concept.preferred, target), index.present(concept.admitted, target)
        made.append(Use(concept, places, tuple(preferred), tuple(admitted), wrong))
    return tuple(made)


def _covers(one: Occurrence, other: Occurrence) -> bool:
    return one.start <= other.start and other.end <= one.end


def source_pieces(context: Context) -> tuple[Piece, ...]:
    """The words of the source, computed once."""
    return _pieces(context, "source")


def target_pieces(context: Context) -> tuple[Piece, ...]:
    """The words of the target, computed once."""
    return _pieces(context, "target")


def _pieces(context: Context, side: str) -> tuple[Piece, ...]:
    key = f"glossary.pieces.{side}.{context.index}"
    known = context.document.memory.get(key)
    if known is None:
        analysis = context.source if side == "source" else context.target
        known = context.document.memory[key] = pieces_of(analysis)
    assert isinstance(known, tuple)
    return known


def missing(context: Context, use: Use) -> bool:
    """Whether nothing in the target stands for the term: neither a form, a derivation, a short form nor a pronoun."""
    if use.preferred or use.admitted or use.forbidden or not use.concept.allowed:
        return False
    target = target_pieces(context)
    if context.target.lang == "en" and any(_derived(form, target) for form in use.concept.allowed):
        return False
    return not (_moved(context, use.concept) or _taken_up(context, use))


def _derived(form: Form, target: Sequence[Piece]) -> bool:
    """Whether every word of a form of any length stands in the target in another part of speech: "was dismissed"."""
    if form.exact or form.strict:
        return False
    stems = {stem(base) for piece in target for base in piece.bases}
    return all(len(word) > 4 and stem(word) in stems for word in form.words if len(word) > 3) and any(
        len(word) > 4 for word in form.words
    )


def _moved(context: Context, concept: Concept) -> bool:
    """Whether the term's rendering stands in a neighbour whose own source does not have the term."""
    index = _index(context)
    for other in (context.previous, context.next):
        if other is None or not other.bead.target or any(use.concept is concept for use in uses(other)):
            continue
        if index.present(concept.allowed, target_pieces(other)):
            return True
    return False


def _taken_up(context: Context, use: Use) -> bool:
    """Whether a term that was rendered before is taken up by its head ("the Council") or, just before, by a pronoun."""
    before = [other for other in context.preceding(context.index) if _rendered(other, use.concept)]
    if not before:
        return False
    target = target_pieces(context)
    if any(_headed(form, target) for form in use.concept.allowed):
        return True
    near = context.index - before[0].index <= INTRODUCED and context.same_paragraph(before[0])
    linked = rendering_of(context, use.source[0].span(source_pieces(context)))
    return near and linked is None and any(piece.lower in PRONOUNS for piece in target)


def _rendered(context: Context, concept: Concept) -> bool:
    return any(use.concept is concept and (use.preferred or use.admitted) for use in uses(context))


def _headed(form: Form, target: Sequence[Piece]) -> bool:
    """Whether the head of a term of several words stands behind a determiner: "the council", "these rates"."""
    if len(form.words) < 2 or form.exact:
        return False
    head = form.words[form.words.index("of") - 1] if "of" in form.words[1:] else form.words[-1]
    return any(head in noun.bases and word.lower in DETERMINERS for word, noun in itertools.pairwise(target))


def _index(context: Context) -> GlossaryIndex:
    assert context.document.glossary is not None
    return index_of(context.document.glossary, (context.source.lang, context.target.lang))


def answered(context: Context, use: Use, occurrence: Occurrence) -> Occurrence | None:
    """The source term that a forbidden term renders, as far as the word links tell; None where it renders another word.

    Without a link to go by, it is taken to render the term if no allowed term is there to do so.
    """
    span = occurrence.span(target_pieces(context))
    linked = {s for token in context.target.between(span) for s in context.words.sources_of(token.index)}
    pieces = source_pieces(context)
    for place in use.source:
        if linked & {token.index for token in context.source.between(place.span(pieces))}:
            return place
    return None if use.preferred or use.admitted else use.source[0]
