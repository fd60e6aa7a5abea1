"""The grammatical persons that both sides of a bead name: who speaks, who is spoken to, of whom they speak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tqcheck.rules.analysis import Analysis, Token, once
from tqcheck.rules.context import Context
from tqcheck.rules.expletives import SUBJECTS, is_expletive
from tqcheck.rules.registry import Match
from tqcheck.text.lemmas import lemma
from tqcheck.types import Span

SPEAKER, ADDRESSEE, SPEAKERS, OTHERS, ANYONE = "I", "you", "we", "they", "one"
"""The persons: first and second, first of the plural, third of either number, and *on*."""

_FRENCH = {
    SPEAKER: "je j' me m' moi mon ma mes mien mienne miens miennes",
    ADDRESSEE: "tu te t' toi ton ta tes tien tienne tiens tiennes vous votre vos vôtre vôtres",
    SPEAKERS: "nous notre nos nôtre nôtres",
    OTHERS: "lui leur leurs eux son sa ses sien sienne siens siennes se s' soi",
    ANYONE: "on",
}
_FRENCH_PERSON = {form: person for person, forms in _FRENCH.items() for form in forms.split()}
_FRENCH_SUBJECTS = frozenset("je j' tu nous vous on t'".split())
_FRENCH_POSSESSIVES = frozenset("mon ma mes ton ta tes votre vos notre nos son sa ses leur leurs".split())
_CLITICS = frozenset("le la l' les".split())
"""Articles, unless the parser takes them for pronouns."""

_ENGLISH = {
    SPEAKER: ("i", "me", "my mine myself"),
    ADDRESSEE: ("you", "you", "your yours yourself yourselves y'all"),
    SPEAKERS: ("we", "us", "our ours ourselves let's"),
    OTHERS: ("he she they", "him her them", "his hers their theirs himself herself themselves"),
}
_ENGLISH_PERSON = {form: person for person, roles in _ENGLISH.items() for form in " ".join(roles).split()}
_ENGLISH_SUBJECTS = frozenset(form for subjects, _, _ in _ENGLISH.values() for form in subjects.split())
_ENGLISH_POSSESSIVES = {
    "my": SPEAKER,
    "your": ADDRESSEE,
    "our": SPEAKERS,
    "his": OTHERS,
    "her": OTHERS,
    "their": OTHERS,
}
SUBJECT_OF = {SPEAKER: "I", ADDRESSEE: "you", SPEAKERS: "we", OTHERS: "he / she / they", ANYONE: "we / they / people"}
OBJECT_OF = {SPEAKER: "me", ADDRESSEE: "you", SPEAKERS: "us", OTHERS: "him / her / them"}
POSSESSIVE_OF = {SPEAKER: "my", ADDRESSEE: "your", SPEAKERS: "our", OTHERS: "his / her / their"}
_CONTRACTED = re.compile(r"'\w+$")
_WITH_CLITIC = re.compile(
    r"\A\W*(?!rendez-vous)[^\W\d]+-(?:moi|toi|nous|vous|le|la|les|lui|leur|en|y)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Person:
    """A word that names a person. ``role``: subject, possessive or object (also what may be either)."""

    token: Token
    person: str
    role: str

    @property
    def form(self) -> str:
        """The word in lower case, without a contracted verb or the hyphen of an inversion."""
        return _CONTRACTED.sub("", _form(self.token))


def _form(token: Token) -> str:
    form = token.lower
    return form.rpartition("-")[2] if "-" in form else form


@once
def french_persons(analysis: Analysis) -> tuple[Person, ...]:
    """The words of a French segment that name a person, in order; an impersonal *il* names nobody."""
    return tuple(_french_persons(analysis))


def _french_persons(analysis: Analysis) -> Iterator[Person]:
    for token in analysis.tokens:
        form = _form(token)
        if form in SUBJECTS:
            if form != "il" or not is_expletive(analysis, token):
                yield Person(token, OTHERS, "subject")
        elif form in _CLITICS:
            if token.pos == "PRON":
                yield Person(token, OTHERS, "object")
        elif form in _FRENCH_PERSON:
            possessive = form in _FRENCH_POSSESSIVES and token.pos in ("DET", "ADJ")
            subject = form in _FRENCH_SUBJECTS and (form not in ("nous", "vous") or token.dep.startswith("nsubj"))
            role = "possessive" if possessive else "subject" if subject else "object"
            yield Person(token, _FRENCH_PERSON[form], role)


@once
def english_persons(analysis: Analysis) -> tuple[Person, ...]:
    """The words of an English segment that name a person, in order."""
    return tuple(_english_persons(analysis))


def _english_persons(analysis: Analysis) -> Iterator[Person]:
    for token in analysis.tokens:
        form = token.lower if token.lower == "let's" else token.lower.split("'")[0]
        if form in _ENGLISH_PERSON and not (form == "us" and token.text.isupper()):
            possessive = form in _ENGLISH_POSSESSIVES and _opens_phrase(analysis, token)
            role = "possessive" if possessive else "subject" if form in _ENGLISH_SUBJECTS else "object"
            yield Person(token, _ENGLISH_PERSON[form], role)


def _opens_phrase(analysis: Analysis, token: Token) -> bool:
    """Whether a word follows that "her" may belong to."""
    following = analysis.tokens[token.index + 1 : token.index + 2]
    return token.lower != "her" or (bool(following) and following[0].is_word and len(following[0].text) > 3)


def gives_order(analysis: Analysis) -> bool:
    """Whether a French segment opens with an order: its addressee is named by the verb alone."""
    first = next((token.lower for token in analysis.tokens if token.is_word), "")
    if "?" in analysis.plain:
        return False
    base = lemma(first, "fr") if first.endswith("ez") else first  # a name such as "Sanchez" has no other base
    return (base != first and base.endswith(("er", "ir", "re"))) or _WITH_CLITIC.match(analysis.plain) is not None


def person_changed(context: Context, french: Sequence[Token], english: Span, right: str, says: str) -> Match:
    """The finding where an English pronoun names another person than the French words do."""
    word = context.target.text[english.start : english.end]
    span = Span(french[0].start, french[-1].end)
    return Match(
        message=f"'{context.source.text[span.start : span.end]}' {says}: '{word}' is another person",
        target=english,
        source=span,
        suggestion=right,
        confidence=0.75,
    )
