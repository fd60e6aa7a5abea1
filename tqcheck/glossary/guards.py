"""Source words that look like a term and are none: in a name or a compound, denied, or another part of speech."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tqcheck.glossary.inflection import NOMINAL_INFINITIVES
from tqcheck.glossary.matching import Form, Occurrence
from tqcheck.glossary.pieces import Piece

if TYPE_CHECKING:
    from tqcheck.rules.analysis import Analysis

_CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages whose nouns have capitals, which therefore tell nothing of names."""

_LINKS = frozenset("de du des d la le les l of the von der die das del della di da do y et and".split())
_DENIALS = frozenset({"non", "anti", "ex", "pseudo", "quasi"})
_WAYS = frozenset(
    "rue avenue boulevard place quai cours square pont passage impasse chemin route allée gare station métro".split()
)
_QUALIFIERS = frozenset({"ADJ", "ADV"})


def may_insert(piece: Piece) -> bool:
    """Whether a word may stand inside a source term: an adjective or an adverb, as far as a parse tells."""
    token = piece.token
    if token is None or not piece.text.islower():
        return False
    return token.pos in _QUALIFIERS or (token.pos == "VERB" and not _verbal(token.lemma))


def left_alone(form: Form, occurrence: Occurrence, pieces: Sequence[Piece], analysis: Analysis) -> bool:
    """Whether the words of an occurrence are not the term."""
    first, last = pieces[occurrence.start], pieces[occurrence.end - 1]
    before = pieces[occurrence.start - 1] if occurrence.start else None
    after = pieces[occurrence.end] if occurrence.end < len(pieces) else None
    if first.hyphen or (after is not None and after.hyphen):
        return True  # non-conformité, logiciel-espion
    if before is not None and first.free and before.lower in _DENIALS:
        return True
    if _addressed(occurrence.start, pieces):
        return True
    shouted = all(not piece.text.islower() for piece in pieces) and len(pieces) > 1 and last.text.isupper()
    if not (form.exact or shouted or analysis.lang in _CAPITAL_NOUNS) and _in_name(form, occurrence, pieces):
        return True
    if analysis.lang != "fr":
        return False
    return _is_verb(form, first, analysis) or (len(form.words) == 1 and _is_attribute(form, first, before))


def _in_name(form: Form, occurrence: Occurrence, pieces: Sequence[Piece]) -> bool:
    """Whether capitals say that the words are part of a name: "place du Marché", "Le Monde", "Orange Bank"."""
    first = pieces[occurrence.start]
    after = pieces[occurrence.end] if occurrence.end < len(pieces) else None
    if not first.text[:1].isupper():
        return False
    opens = _opens(occurrence.start, pieces)
    single, lower = len(form.words) == 1, form.text[:1].islower()
    if single and after is not None and after.free and _capital(after) and not after.text.isupper():
        return True
    if opens:
        return False
    return (single and lower) or ((single or lower) and _named_before(occurrence.start, pieces))


def _named_before(start: int, pieces: Sequence[Piece]) -> bool:
    """Whether a capitalised word stands before, links such as "du" between, that is not the first of its sentence."""
    place = _before_links(start, pieces)
    if place < 0 or not pieces[place + 1].free:
        return False
    return _capital(pieces[place]) and not _opens(place, pieces) and pieces[place].lower not in _LINKS


def _addressed(start: int, pieces: Sequence[Piece]) -> bool:
    """Whether the words name a street or a station: "avenue du Conseil-d'État"."""
    place = _before_links(start, pieces)
    return 0 <= place < start - 1 and pieces[place].lower in _WAYS and pieces[start].text[:1].isupper()


def _before_links(start: int, pieces: Sequence[Piece]) -> int:
    place = start - 1
    while place >= 0 and pieces[place + 1].free and pieces[place].lower in _LINKS and pieces[place].text.islower():
        place -= 1
    return place


def _capital(piece: Piece) -> bool:
    return piece.text[:1].isupper()


def _opens(place: int, pieces: Sequence[Piece]) -> bool:
    """Whether a piece is the first of a sentence, a quotation or an item, where anything has a capital."""
    return place == 0 or not pieces[place].free


def _is_verb(form: Form, first: Piece, analysis: Analysis) -> bool:
    """Whether a word that the glossary has as a noun is a verb here: "il a été arrêté", "il montre la porte"."""
    token = first.token
    if token is None or token.pos not in ("VERB", "AUX") or _verbal(form.words[0].lower()):
        return False
    if not _verbal(token.lemma):
        return False  # the parser calls it a verb and knows none
    return token.feature("VerbForm") != "Part" or any(child.pos == "AUX" for child in analysis.children(token))


def _is_attribute(form: Form, piece: Piece, before: Piece | None) -> bool:
    """Whether a single word only qualifies the noun before it: "assurance maladie", "présence armée"."""
    token = piece.token
    if token is None or form.exact:
        return False
    if token.pos == "NOUN" and before is not None and before.token is not None and piece.free:
        return before.token.pos == "NOUN" and before.text.islower() and piece.text.islower()
    participle = token.pos == "ADJ" and piece.lower.rstrip("s").endswith(("é", "ée"))
    return participle and (_verbal(form.words[0]) or form.words[0].endswith("ée"))


def _verbal(word: str) -> bool:
    return word.endswith(("er", "ir", "re")) and word not in NOMINAL_INFINITIVES
