"""Words of the source language left in the target."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from tqcheck.lexicon import load
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

#: Zipf frequencies (0 never, 8 most often): at home in the source language; unknown, or a stranger, in the target's.
_AT_HOME = 3.0
_RARE = 2.0
_UNKNOWN = 2.0
_STRANGER = 2.6
_FAR_APART = 2.0
_SHORTEST = 4
QUOTED = re.compile(r"[“\"«][^”\"»]*[”\"»]|(?<!\w)['‘][^'’]*['’](?!\w)|\*[^*]+\*|_[^_]+_|\([^)]*\)|`[^`]*`|<[^>]*>")


@functools.cache
def loanwords(lang: str) -> frozenset[str]:
    """Words of a language at home in English."""
    return frozenset(row["word"] for row in load("loanwords") if row["lang"] == lang)


@functools.cache
def _loan_phrases(lang: str) -> re.Pattern[str]:
    """The loans of several words."""
    phrases = sorted((word for word in loanwords(lang) if " " in word), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, phrases or ["\0"])) + r")(?!\w)", re.IGNORECASE)


def foreign(word: str, lang: str, into: str) -> bool:
    """Whether a word is ordinary in one language and hardly known in the other."""
    from wordfreq import zipf_frequency

    home, away = zipf_frequency(word, lang), zipf_frequency(word, into)
    one = word.removesuffix("s")
    if one != word and len(one) > _SHORTEST and zipf_frequency(one, into) >= _STRANGER:
        # The plural of a shared word ("turbulences") is a fault of number, not a word left behind.
        return False
    if away == 0:
        return home >= _RARE
    return home >= _AT_HOME and (away < _UNKNOWN or (away < _STRANGER and home - away >= _FAR_APART))


@rule("U101", "untranslated-word", "accuracy/untranslated", Severity.MAJOR, target="en")
def untranslated_word(context: Context) -> Iterator[Match]:
    """A common word of the source language copied into the target.

    ## What it does
    Reports a word in small letters that the target copies from the source, that is common in the source's language
    and all but unknown in English. Loanwords, quoted words, titles, and words glossed in brackets pass.

    ## Why is this bad?
    Readers who do not know the source language are left without the meaning.

    ## Example
    `Les riverains se plaignent.` => `The riverains are complaining.`

    ## Use instead
    `Local residents are complaining.`

    ## References
    MQM accuracy/untranslated. The list: `tqcheck/lexicon/loanwords.tsv`.

    ## Cases
    Wrong: Les riverains se plaignent du bruit. => The riverains are complaining about the noise.
    Wrong: Un colis suspect a été trouvé. => A suspicious colis was found.
    Wrong: La sécheresse menace les récoltes. => The sécheresse threatens the harvest.
    Okay: Son protégé a gagné. => His protégé won.
    Okay: Il a dit « lycéens ». => He said "lycéens".
    Okay: Le colis est arrivé. => The colis (parcel) has arrived.
    Okay: La taille pesait sur les paysans. => Peasants had to bear the land tax known as the taille.
    Okay: Il a lu Le Colis perdu. => He read Le Colis perdu.
    """
    target, source = context.target, context.source
    if not context.bead.source or source.text.strip() == target.text.strip():
        return
    copied = {t.text: t for t in source.tokens if t.text.islower()}
    at_home = (*QUOTED.finditer(target.text), *_loan_phrases(source.lang).finditer(target.plain))
    exempt = [Span(*match.span()) for match in at_home]
    run: list[Token] = []
    for token in (*target.tokens, None):
        if token is not None and token.text in copied and _counts(context, token, exempt):
            run.append(token)
            continue
        if run:
            yield _match(context, run, copied[run[0].text])
        run = []


def _counts(context: Context, token: Token, exempt: list[Span]) -> bool:
    word = token.text
    if len(word) < _SHORTEST or not word.replace("-", "").isalpha() or word in loanwords(context.source.lang):
        return False
    if any(token.span.overlaps(span) for span in exempt) or _in_title(context, token) or _glossed(context, token):
        return False
    return foreign(word, context.source.lang, context.target.lang)


def _in_title(context: Context, token: Token) -> bool:
    """Whether the word stands in a run of copied words that a capital opens: a title or a name."""
    tokens = context.target.tokens
    copied = {t.text for t in context.source.tokens}
    for index in range(token.index - 1, max(-1, token.index - 8), -1):
        before = tokens[index]
        if before.text not in copied or not before.is_word:
            return False
        if before.text[0].isupper():
            return True
    return False


def _glossed(context: Context, token: Token) -> bool:
    """Whether the text says that it is a foreign word, or what it means."""
    before, after = context.target.text[: token.start], context.target.text[token.end :]
    named = re.search(r"\b(?:known as|called|termed|named|dubbed|so-called) (?:(?:an?|the) )?[\"“'‘*_]?$", before)
    return bool(named or re.match(r"[\"”’»*_]?\s*(?:\(|, (?:or|i\.e\.|meaning|that is|an?)\b)", after))


def _match(context: Context, run: list[Token], source: Token) -> Match:
    span = Span(run[0].start, run[-1].end)
    words = context.target.text[span.start : span.end]
    return Match(f"'{words}' is left as in the source", target=span, source=source.span, confidence=0.9)
