"""One source term rendered in several ways within a document."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tqcheck.glossary.inflection import spelled, stem
from tqcheck.rules.analysis import Token
from tqcheck.rules.consistency import place_of
from tqcheck.rules.context import Context, DocumentContext, span_of
from tqcheck.rules.registry import Match, rule
from tqcheck.rules.renderings import FUNCTION_WORDS, content_tokens, rendering_tokens
from tqcheck.rules.term_candidates import Candidate, Kind, Place, candidates
from tqcheck.types import Severity

ALIKE = 0.7
"""Likeness of two spellings of one name."""

DERIVED = ("n", "an", "ian", "ean", "ese", "ish", "ic", "i", "s", "es", "er", "ist", "ism")
"""Endings that make another word of a name: Russia, Russian."""

USUAL_SHARE = 0.66
LINKED_SHARE = 0.66
INSIDE = frozenset({"of", "for", "the", "and", "on", "de", "du", "des", "la", "le", "d'", "l'", "-", "&", "'s", "’s"})


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a target has for a term: ``words`` are the lemmas of the content words, in order."""

    place: Place
    tokens: tuple[Token, ...]
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The rendering as it stands in the target."""
        span = span_of(self.tokens)
        return self.place.context.target.text[span.start : span.end]


@rule("T202", "inconsistent-term", "terminology/inconsistent-use", Severity.NEUTRAL)
def inconsistent_term(context: Context) -> Iterator[Match]:
    """One name or term rendered in several ways in a document.

    ## What it does
    Follows names and uncommon nouns that come again in the source to their renderings by the word links. Reports a name of several words
    whose words or word order change (Council of State, State Council) and a name that is spelled in two ways. A noun that is rendered
    by another word once, where it has one usual rendering, is advice: good translators vary.

    ## Why is this bad?
    One institution, person or part becomes two.

    ## Example
    `Le Conseil d'État` => `the Council of State`, later `the State Council`

    ## Use instead
    The same rendering throughout, the glossary's or the first.

    ## References
    MQM terminology/inconsistent use of terminology. Terms that are settled beforehand: `docs/glossaries.md`.

    ## Cases
    Wrong: Le Conseil d'État a tranché. || Le Conseil d'État a confirmé le jugement. => The Council of State has ruled. || The State Council confirmed the ruling.
    Wrong: La Cour des comptes alerte. || Selon la Cour des comptes, tout va mal. => The Court of Auditors warns. || According to the Court of Accounts, all is not well.
    Okay: Le Conseil d'État a tranché. || Le Conseil d'État a confirmé le jugement. => The Council of State has ruled. || The Council confirmed the ruling.
    Okay: Le Conseil d'État a tranché. || La Cour des comptes a confirmé les chiffres. => The Council of State has ruled. || The Court of Auditors confirmed the figures.
    """
    yield from _found(context.document).get(context.index, ())


def _found(document: DocumentContext) -> dict[int, list[Match]]:
    """What the rule finds in a document, by bead, worked out once."""
    known = document.memory.get("term_consistency.found")
    if isinstance(known, dict):
        return known
    found: dict[int, list[Match]] = defaultdict(list)
    for candidate in candidates(document):
        for index, match in _judged(candidate):
            found[index].append(match)
    document.memory["term_consistency.found"] = found
    return found


def _judged(candidate: Candidate) -> Iterator[tuple[int, Match]]:
    renderings = [found for place in candidate.places if (found := _rendering(place, candidate.kind)) is not None]
    counted = Counter(rendering.words for rendering in renderings)
    if len(counted) < 2:
        return
    if candidate.kind is Kind.NOUN:  # the links miss many, so that what stands there counts too
        contexts = [place.context for place in candidate.places]
        counted = Counter({one.words: sum(_stands(one, context) for context in contexts) for one in renderings})
    usual = max(counted, key=lambda words: counted[words])  # of equals the first
    if candidate.kind is Kind.NOUN and counted[usual] < max(2, USUAL_SHARE * len(candidate.places)):
        return
    model = next(one for one in renderings if one.words == usual)
    for other in renderings:
        if other.words != usual and _rivals(model, other, candidate.kind):
            yield other.place.context.index, _match(candidate, model, other)


def _rendering(place: Place, kind: Kind) -> Rendering | None:
    """The linked words of an occurrence, if they make one phrase and every content word has one."""
    context = place.context
    source = content_tokens(place.tokens)
    tokens = rendering_tokens(context, source)
    linked = sum(bool(rendering_tokens(context, [token])) for token in source)
    if kind is Kind.NAME and not tokens:
        tokens = _likest(place)
    elif linked < LINKED_SHARE * len(source):
        return None
    if kind is Kind.LONG_NAME and linked < len(source):
        tokens = _whole_name(context, tokens)
    if not tokens or not _one_phrase(context, tokens):
        return None
    if kind is not Kind.NOUN and not all(token.text[0].isupper() for token in tokens):
        return None
    if kind is Kind.LONG_NAME and len(tokens) < 2:
        return None
    return Rendering(place, tuple(tokens), tuple(spelled(token.lemma) for token in tokens))


def _one_phrase(context: Context, tokens: Sequence[Token]) -> bool:
    phrase = context.target.tokens[tokens[0].index : tokens[-1].index + 1]
    return all(token in tokens or token.lower in INSIDE for token in phrase)


def _likest(place: Place) -> tuple[Token, ...]:
    """A name whose word no link gives: the one capitalised target word that looks like it."""
    name = place.tokens[0].lower
    capital = (token for token in place.context.target.tokens if token.text[:1].isupper())
    found = [t for t in capital if difflib.SequenceMatcher(None, name, t.lower).ratio() >= ALIKE]
    return tuple(found) if len(found) == 1 else ()


def _whole_name(context: Context, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The capitalised words around some linked ones, where the links leave a word of a name out."""
    if not tokens:
        return ()
    every = context.target.tokens
    first, last = tokens[0].index, tokens[-1].index
    while first and _names_on(every[first - 1]):
        first -= 1
    while last + 1 < len(every) and _names_on(every[last + 1]):
        last += 1
    return tuple(token for token in every[first : last + 1] if token.lower not in INSIDE)


def _names_on(token: Token) -> bool:
    return token.text[:1].isupper() and token.lower not in FUNCTION_WORDS


def _rivals(model: Rendering, other: Rendering, kind: Kind) -> bool:
    """Whether the second rendering is another one and not the first shortened, inflected or standing beside it."""
    if _stands(model, other.place.context) or _stands(other, model.place.context):
        return False
    if kind is Kind.LONG_NAME:
        return _two_names(model.words, other.words)
    if len(model.words) != 1 or len(other.words) != 1:
        return False
    return _two_spellings(model, other) if kind is Kind.NAME else _other_word(model.words[0], other.words[0])


def _stands(rendering: Rendering, context: Context) -> bool:
    """Whether a rendering stands in a target, its words in order with function words between."""
    words = [spelled(token.lemma) for token in context.target.tokens if token.lower not in FUNCTION_WORDS]
    size = len(rendering.words)
    return any(tuple(words[i : i + size]) == rendering.words for i in range(len(words) - size + 1))


def _two_names(model: Sequence[str], other: Sequence[str]) -> bool:
    """Two names of one thing share a word; one whose words are among the other's is a short form, unless reordered."""
    one, two = set(model), set(other)
    if one == two:
        return tuple(model) != tuple(other)
    first, second = one - two, two - one
    return bool(one & two and first and second) and not any(_akin(a, b) for a in first for b in second)


def _other_word(one: str, other: str) -> bool:
    """Whether two words are of different families: not "politics" beside "politicians"."""
    shared = max(4, (min(len(one), len(other)) + 1) // 2)
    return stem(one) != stem(other) and one[:shared] != other[:shared]


def _two_spellings(model: Rendering, other: Rendering) -> bool:
    one, two = model.tokens[0].lower, other.tokens[0].lower
    if one == two or difflib.SequenceMatcher(None, one, two).ratio() < ALIKE:
        return False
    return not _akin(one, two)


def _akin(one: str, two: str) -> bool:
    """Whether one word is made of the other: Asia and Asian, Italy and Italian."""
    short, long = sorted((one, two), key=len)
    return any(long in (short + ending, short[:-1] + ending) for ending in DERIVED)


def _match(candidate: Candidate, model: Rendering, other: Rendering) -> Match:
    kept = candidate.text.lower() in (model.text.lower(), other.text.lower())  # which of the two is right is open
    where = place_of(model.place.context.bead.source, model.place.context.index)
    return Match(
        message=f"'{candidate.text}' is '{other.text}' here and '{model.text}' {where}",
        target=span_of(other.tokens),
        source=span_of(other.place.tokens),
        suggestion=None if kept else model.text,
        severity=Severity.NEUTRAL if candidate.kind is Kind.NOUN else None,
        confidence=0.5 if candidate.kind is Kind.NOUN else 0.8,
    )
