"""Which base forms a word may be an inflection of: French plurals, feminines and verbs, English ones, lemmas elsewhere.

One way only: a term is found in the plural, the feminine or a tense of its own, but a term that a glossary gives in the
plural stands for the plural alone ("affaires étrangères" is not "affaire étrangère").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from tqcheck.rules.analysis import Token
from tqcheck.text.lemmas import LEMMATISED, lemma

NOMINAL_INFINITIVES = frozenset(
    "pouvoir devoir savoir avoir être dîner déjeuner souper rire sourire goûter lever coucher parler vivre dire faire "
    "manger boire toucher repentir souvenir avenir loisir plaisir".split()
)
"""French nouns that look like infinitives: in a glossary they are the noun, whose verb is another matter."""

_ONE_WORD = {"d": "de", "l": "le", "la": "le", "qu": "que", "s": "se", "n": "ne", "j": "je", "c": "ce", "m": "me"}
_FEMININE = (
    (r"trice$", ("teur",)), (r"euse$", ("eur", "eux")), (r"ienne$", ("ien",)), (r"ière$", ("ier",)), (r"ive$", ("if",)),
    (r"ère$", ("er",)), (r"ée$", ("é",)),
)  # fmt: skip
_FEMININE_ADJECTIVE = (
    (r"elle$", ("el", "eau")), (r"enne$", ("en",)), (r"onne$", ("on",)), (r"ète$", ("et",)), (r"ette$", ("et",)),
    (r"oisse$", ("ois",)), (r"sse$", ("s",)), (r"aîche$", ("ais",)), (r"ublique$", ("ublic",)), (r"che$", ("c",)),
    (r"gue$", ("g",)), (r"e$", ("",)),
)  # fmt: skip
_SPELLINGS = (
    (r"isation", "ization"), (r"is(e|es|ed|er|ers|ing)$", r"iz\1"), (r"ys(e|es|ed|ing)$", r"yz\1"),
    (r"(?<=[a-z]{2})our", "or"), (r"tre(s?)$", r"ter\1"), (r"ogue(s?)$", r"og\1"), (r"ence$", "ense"),
    (r"amme(s?)$", r"am\1"), (r"ll(ed|ing|er)$", r"l\1"),
)  # fmt: skip


def common(word: str, lang: str) -> str:
    """A word in small letters; French articles and prepositions in one form whatever follows them."""
    lower = word.lower()
    return _ONE_WORD.get(lower, lower) if lang == "fr" else lower


def bases(word: str, token: Token | None, lang: str) -> frozenset[str]:
    """The words that a form may be an inflection of, itself included, in small letters."""
    known = () if token is None else (token.pos, token.feature("VerbForm"), token.lemma if _whole(word, token) else "")
    if lang == "fr":
        return _french(word, *known)
    return _english(word) if lang == "en" else _other(word, lang)


def _whole(word: str, token: Token) -> bool:
    """Whether the word is all of its token, so that the token's lemma is the word's."""
    return token.text.lower() == word.lower()


@functools.lru_cache(maxsize=65536)
def _french(word: str, pos: str = "", verb_form: str = "", its_lemma: str = "") -> frozenset[str]:
    lower = word.lower()
    found = {common(lower, "fr"), lower}
    finite = pos in ("VERB", "AUX") and verb_form != "Part"
    if not finite:
        for single in {lower, *_french_singulars(lower)}:
            found.add(single)
            found.update(_masculines(single, _FEMININE))
            if pos not in ("NOUN", "PROPN", ""):
                found.update(_masculines(single, _FEMININE_ADJECTIVE))
        if pos in ("NOUN", "ADJ", "PROPN"):
            found.add(its_lemma)
    if pos in ("VERB", "AUX", "ADJ") or not pos:
        found.update(form for form in (its_lemma, lemma(lower, "fr")) if _is_infinitive(form))
    return frozenset(found - {""})


def _french_singulars(word: str) -> Iterator[str]:
    if len(word) > 4 and word.endswith("aux"):
        yield from (word[:-3] + "al", word[:-3] + "ail", word[:-1])
    elif len(word) > 3 and word[-1] in "sx":
        yield word[:-1]


def _masculines(word: str, endings: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[str]:
    for ending, masculines in endings:
        if len(word) > 4 and re.search(ending, word):
            yield from (re.sub(ending, masculine, word) for masculine in masculines)


def _is_infinitive(word: str) -> bool:
    return word.endswith(("er", "ir", "re")) and word not in NOMINAL_INFINITIVES


@functools.lru_cache(maxsize=65536)
def _english(word: str) -> frozenset[str]:
    lower = word.lower()
    found = {lower, lemma(lower, "en")}
    if len(lower) > 3 and lower.endswith("s") and not lower.endswith("ss"):
        found.add(lower[:-1])
        if lower.endswith("ies"):
            found.add(lower[:-3] + "y")
        elif lower.endswith("es"):
            found.add(lower[:-2])
    return frozenset(found | {spelled(form) for form in found})


@functools.lru_cache(maxsize=65536)
def _other(word: str, lang: str) -> frozenset[str]:
    lower = word.lower()
    return frozenset((lower, lemma(lower, lang)) if lang in LEMMATISED else (lower,))


@functools.lru_cache(maxsize=65536)
def spelled(word: str) -> str:
    """An English word as American and British spelling share it: "organisation" and "organization" are one."""
    for pattern, replacement in _SPELLINGS:
        if len(word) > 4:
            word = re.sub(pattern, replacement, word)
    return word


def akin(word: str, form: str, lang: str) -> bool:
    """Whether two words of a language whose inflection we do not know are likely forms of one: a long common stem."""
    if lang in LEMMATISED:
        return False
    shared = next((i for i, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form)))
    return shared >= 4 and shared >= 0.6 * max(len(word), len(form))


_DERIVING = re.compile(
    r"(?:ational|ative|ations?|ating|ated|ates?|ments?|ions?|ings?|ed|ers?|ors?|als?|ally|ly|ity|ive|ances?|ences?|ies|es|s|e|y)$"
)


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """An English word without one derivational ending: what "dismissal" and "dismissed" share."""
    cut = _DERIVING.sub("", word)
    return cut if len(cut) >= 4 else word
