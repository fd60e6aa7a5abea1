"""Punctuation that does not answer the source's: stray and doubled stops, French spacing.

The rules compare signs only, so that they serve any pair written in the Latin, Greek or Cyrillic script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.rules.context import Context
from tqcheck.rules.registry import Match, rule
from tqcheck.text.language import load_language
from tqcheck.types import Severity, Span

_STRAY = re.compile(r"(?<![\w.])([^\W\d_][\w'’-]*)\.\s+(?=([^\W\d_][\w'’-]*))")
_SPACED = re.compile(r"(?<=[\w)\]”»’\"'%])[ \u00a0\u202f]+([,;:!?]|\.(?!\S))(?=[\s\"”’')]|$)")
_PERCENT = re.compile(r"(?<=\d)[ \u00a0\u202f]+%(?!\w)")
_DOUBLED = re.compile(
    r"(?<![.])\.\.(?=\s|$|[\"”’')])|,\s?,(?!,)|;\s?;|[?!]\s?\.(?![.\w])|(?<=\w),\.(?![.\w])|(?<=\w)\.,"
)
#: The Zipf frequency from which a word of three letters is no abbreviation.
_FREQUENT = 5.5


def _abbreviation(text: str, start: int, word: str, lang: str) -> bool:
    """Whether a word before a full stop is an abbreviation (a single letter, one with inner stops, or one listed)."""
    if len(word) == 1 or not any(c in "aeiouyàâéèêëîïôöûüùæœ" for c in word.lower()):
        return True
    return load_language(lang).classify(word, text[: start + len(word)]) is not None


def _stray_stops(text: str, lang: str) -> Iterator[re.Match[str]]:
    for match in _STRAY.finditer(text):
        following = match[2]
        if (
            following.islower()
            and following.replace("-", "").isalpha()
            and not _abbreviation(text, match.start(1), match[1], lang)
        ):
            yield match


@rule("Q101", "stray-stop", "fluency/punctuation", Severity.MINOR)
def stray_stop(context: Context) -> Iterator[Match]:
    """A full stop inside a sentence.

    ## What it does
    Reports a full stop that a word in small letters follows, unless the word before it is an abbreviation or the
    source has such a stop as well.

    ## Why is this bad?
    The sentence falls in two; readers see it at once.

    ## Example
    `« Nous tiendrons », a-t-il écrit sur X.` => `"We will hold," he wrote. on X.`

    ## Use instead
    `"We will hold," he wrote on X.`

    ## References
    MQM fluency/punctuation.

    ## Cases
    Wrong: Le conseil a voté le budget mardi soir. => The council voted. on the budget on Tuesday evening.
    Wrong: Selon le juge, rien ne presse. => According to the judge. there is no hurry.
    Wrong: Elle vit à Rome et à Paris. => She lives in Rome. and in Paris.
    Okay: Cela coûte environ deux euros. => It costs approx. two euros.
    Okay: M. de Vries est là. => Mr. de Vries is here.
    Okay: Ils ont attendu... en vain. => They waited... in vain.
    Okay: Voir fichier.txt. puis quitter. => See file.txt. then quit.
    Okay: Ses ventes montent. => Sales are up. iPhone leads.
    """
    text, source = context.target.text, context.source.text
    if not context.bead.source or text.islower():
        return
    if any(_stray_stops(source, context.source.lang)):
        return
    for match in _stray_stops(text, context.target.lang):
        joined = f"{match[1]}.{match[2]}"
        in_source = joined in source
        yield Match(
            f"a full stop after '{match[1]}' in the middle of the sentence",
            target=Span(match.start(1), match.end(2) if in_source else match.end(1) + 1),
            suggestion=joined if in_source else match[1],
        )


@rule("Q103", "space-before-mark", "fluency/punctuation", Severity.MINOR, target="en")
def space_before_mark(context: Context) -> Iterator[Match]:
    """A space before a punctuation mark, as French sets it.

    ## What it does
    Reports a blank before a comma, full stop, semicolon, colon, question mark, exclamation mark or percent sign.

    ## Why is this bad?
    English sets these marks close up; the space is a trace of the source, and lets the line break before the mark.

    ## Example
    `Où vont les fonds ?` => `Where do the funds go ?`

    ## Use instead
    `Where do the funds go?`

    ## References
    MQM fluency/typography. The Chicago Manual of Style, 6.

    ## Cases
    Wrong: Est-ce possible ? => Is it possible ?
    Wrong: Une hausse de 5 % en un an. => A rise of 5 % in one year.
    Wrong: Trois villes : Lyon, Lille et Nice. => Three cities : Lyon, Lille and Nice.
    Wrong: Il pleut, il vente. => It rains , it blows.
    Okay: Est-ce possible ? => Is it possible?
    Okay: Merci :) => Thanks :)
    Okay: L'opérateur ? : du langage C. => The ? : operator of the C language.
    Okay: Et puis . . . rien. => And then . . . nothing.
    """
    text = context.target.text
    source = context.source.plain
    for match in (*_SPACED.finditer(text), *_PERCENT.finditer(text)):
        mark = text[match.end() - 1]
        # Spaced-out dots, tokenised text and signs that stand for themselves are the source's own.
        copied = mark in ",." and re.search(rf"\s\{mark}(\s|$)", source)
        if (
            copied
            or text[match.end() :].lstrip().startswith((mark, ":"))
            or text[match.end() - 1 :][:2] in {":)", ";)"}
        ):
            continue
        yield Match(
            f"a space before '{mark}', which French sets and English does not",
            target=Span(match.start(), match.end()),
            suggestion=mark,
        )


@rule("Q105", "doubled-mark", "fluency/punctuation", Severity.MINOR)
def doubled_mark(context: Context) -> Iterator[Match]:
    """Two punctuation marks where one belongs.

    ## What it does
    Reports `..`, `,,`, `;;`, `?.`, `!.`, `,.` and `.,` (not after an abbreviation) that the source does not have.

    ## Why is this bad?
    It is a slip that any reader sees.

    ## Example
    `Le procès s'ouvre lundi.` => `The trial opens on Monday..`

    ## Use instead
    `The trial opens on Monday.`

    ## References
    MQM fluency/punctuation.

    ## Cases
    Wrong: Le procès s'ouvre lundi. => The trial opens on Monday..
    Wrong: Après le vote, ils sont partis. => After the vote,, they left.
    Wrong: Qui paiera ? => Who will pay?.
    Okay: Attendez... => Wait...
    Okay: Il vit aux États-Unis, à Boston. => He lives in the U.S., in Boston.
    Okay: Tapez cd .. puis Entrée. => Type cd .. then Enter.
    Okay: Quoi !? => What?!
    """
    text, source = context.target.text, context.source.plain
    if not context.bead.source:
        return
    for match in _DOUBLED.finditer(text):
        marks = match[0]
        bare = marks.replace(" ", "")
        if bare in source.replace(" ", "") or (bare == ".." and text[: match.start()].endswith(" ")):
            continue
        if bare[0] == "." and not _plain_word_before(text, match.start(), context.target.lang):
            continue
        keep = bare[0] if bare[0] in "?!" else bare[-1]
        keep = "," if bare == ".," else "." if bare == ",." else keep
        yield Match(f"'{bare}' where '{keep}' belongs", target=Span(*match.span()), suggestion=keep)


def _plain_word_before(text: str, end: int, lang: str) -> bool:
    word = re.search(r"[^\W\d_]+$", text[:end])
    if word is None or "." in text[max(0, word.start() - 1) : word.start()]:
        return False
    from wordfreq import zipf_frequency

    whole = len(word[0]) > 3 or zipf_frequency(word[0], lang) >= _FREQUENT
    return whole and not _abbreviation(text, word.start(), word[0], lang)
