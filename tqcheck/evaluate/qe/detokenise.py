"""Case and spacing for subtitles that come lowercased and in tokens, with the place each token took in the text."""

from __future__ import annotations

from collections.abc import Sequence

from tqcheck.types import Span

_CLOSING = frozenset({",", ".", "...", "…", ")", "]", "%"})
_ENGLISH_CLOSING = frozenset({"?", "!", ";", ":"})
_OPENING = frozenset({"(", "[", "¿", "¡"})
_SENTENCE_END = frozenset({".", "?", "!", "..."})
_APOSTROPHES = ("'", "’")


def detokenise(tokens: Sequence[str], lang: str) -> tuple[str, list[Span]]:
    """The running text of some tokens, and each token's span in it.

    Sentences begin with a capital, as does the English "I"; names stay as they are, for nothing tells them.
    """
    text, spans = "", []
    begins, joined, quoted = True, True, False
    for token in tokens:
        closing_quote = token == '"' and quoted
        if not (joined or closing_quote or _joins_left(token, lang)):
            text += " "
        written = _written(token, lang, begins)
        spans.append(Span(len(text), len(text) + len(written)))
        text += written
        quoted ^= token == '"'
        begins = token in _SENTENCE_END or (begins and not token[0].isalnum())
        joined = _joins_right(token, lang) or (token == '"' and quoted)
    return text, spans


def _joins_left(token: str, lang: str) -> bool:
    if lang == "fr":
        return token in _CLOSING or (token.startswith("-") and token[1:2].isalpha())
    return (
        token in _CLOSING
        or token in _ENGLISH_CLOSING
        or token == "n't"
        or (token.startswith(_APOSTROPHES) and token[1:2].isalpha())
    )


def _joins_right(token: str, lang: str) -> bool:
    return token in _OPENING or (lang == "fr" and len(token) > 1 and token.endswith(_APOSTROPHES))


def _written(token: str, lang: str, begins: bool) -> str:
    if lang == "en" and token == "i":
        return "I"
    upper = token[0].upper()
    return upper + token[1:] if begins and len(upper) == 1 else token
