"""Whether a side is in the language it is said to be in; silent unless there is much text and little doubt."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable

#: Fewer letters than this say too little to contradict anyone.
MIN_LETTERS = 200
_SAMPLE = 20_000
_CONFIDENT = 0.95
_CANDIDATES = (
    "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fi", "fr", "ga", "gl", "hr", "hu", "is", "it",
    "lt", "lv", "mk", "mt", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk",
)  # fmt: skip
#: Languages too near each other to accuse a user of taking one for the other.
_KIN = ({"da", "no", "sv", "is"}, {"cs", "sk"}, {"hr", "sr", "sl", "mk", "bg"}, {"es", "gl", "pt", "ca"}, {"ru", "uk"})
_ALIASES = {"nb": "no", "nn": "no", "bs": "hr", "iw": "he"}


def check_language(texts: Iterable[str], expected: str) -> str | None:
    """The code of the language of ``texts`` if it is confidently not ``expected`` ("fr", "fr-CA"), else None."""
    wanted = expected.replace("_", "-").split("-")[0].lower()
    wanted = _ALIASES.get(wanted, wanted)
    if wanted not in _CANDIDATES:
        return None
    sample = _sample(texts)
    if sum(character.isalpha() for character in sample) < MIN_LETTERS:
        return None
    found, confidence = _classifier()(sample)
    if found == wanted or confidence < _CONFIDENT or any({found, wanted} <= kin for kin in _KIN):
        return None
    return found


def _sample(texts: Iterable[str]) -> str:
    """Enough of the texts to judge by; addresses and code would count for English."""
    words: list[str] = []
    size = 0
    for text in texts:
        kept = [word for word in text.split() if not any(mark in word for mark in ("/", "@", "_", "\\"))]
        words += kept
        size += sum(map(len, kept))
        if size > _SAMPLE:
            break
    return " ".join(words)[:_SAMPLE]


@functools.lru_cache(maxsize=1)
def _classifier() -> Callable[[str], tuple[str, float]]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(set(_CANDIDATES) & set(identifier.labels)))
    return identifier.classify  # type: ignore[no-any-return]
