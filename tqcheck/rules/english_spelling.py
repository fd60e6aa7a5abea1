"""Spelling: the article before a vowel, capitals that English wants, one spelling of English in one document."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import cast

from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context, DocumentContext
from tqcheck.rules.english import rows
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

_ARTICLE = re.compile(r"(?<![\w.'’/&-])([Aa]n?)[ \u00a0](?=([^\W_][\w'’-]*))")
_SILENT_H = re.compile(r"h(?:our|onest|ono(?:u)?r|eir)", re.I)
_EITHER_H = re.compile(r"h(?:istor|otel|erb|ypoth|abit|yster|eroic|umble|ilarious|alluc|omage|orrif|allel|iatus)", re.I)
_CONSONANT_U = re.compile(
    r"u(?:ni(?![mn])|s(?:[aeu]|ing)|t(?:[aeio](?!t)|ter$)|biq|kr|kul|ganda|rug|ra[ln]|rea|rin|rol|topi|yg|zb|[- ]|$)"
    r"|eu|ew|one(?:$|-|s|['’])|once|oui|ye|yt",
    re.I,
)
_EITHER = re.compile(r"un[im]|uni[nmd]|uto|ura|uro|usu|ut|ur|us", re.I)
_SENTENCE_OPENERS = frozenset('.!?:"“«-–')
_TYING = frozenset(
    "and or but nor so yet which who whom whose that where when while as because although though if unless until since whereas than"
    " with without by of for from to in into at on against through during including like just even especially namely i.e e.g".split()
)
"""Words by which a part of a sentence hangs on another."""
_PARTS_OF_NAMES = frozenset("_/.@#-'\"“")
"""Signs after which a word belongs to an address, a tag or a quoted word."""


@rule("W107", "a-an", "fluency/grammar", Severity.MINOR, target="en")
def a_or_an(context: Context) -> Iterator[Match]:
    """ "a" before a vowel sound, or "an" before a consonant.

    ## What it does
    Compares the article with the sound that the next word begins with; words and acronyms of more than one usage pass.

    ## Why is this bad?
    It is a slip that any reader hears.

    ## Example
    `Une idée originale.` => `A original idea.`

    ## Use instead
    `An original idea.`

    ## References
    MQM fluency/grammar (function words).

    ## Cases
    Wrong: Une idée originale. => A original idea.
    Wrong: Une université privée. => An private university.
    Wrong: Un enfant de 8 ans. => A 8-year-old child.
    Wrong: Une heure plus tard. => A hour later.
    Okay: Une heure plus tard. => An hour later.
    Okay: Une université européenne. => A European university.
    Okay: Un député. => An MP.
    Okay: Un hôtel historique. => An historic hotel.
    Okay: Un événement unique. => A unique one-off event.
    Okay: Le plan A est prêt. => Plan A is ready.
    """
    text = context.target.text
    for match in _ARTICLE.finditer(text):
        article, word = match[1], match[2]
        before = text[: match.start()].rstrip()[-1:]
        if article == "A" and before and before not in _SENTENCE_OPENERS:  # a letter, not the article: plan A
            continue
        wanted = _wanted(word)
        if wanted and wanted != article.lower():
            yield Match(
                f"'{article} {word}': '{word}' begins with a {'vowel' if wanted == 'an' else 'consonant'} sound",
                target=Span(match.start(1), match.end(1)),
                suggestion=wanted.capitalize() if article[0] == "A" else wanted,
            )


def _wanted(word: str) -> str | None:
    """The article that a word takes, or None where usage varies or the word is not plain English."""
    if word[0].isdigit():
        return _wanted_number(word)
    letters = re.split(r"['’-]", word)[0]
    if len(letters) < 2 or (not letters.islower() and not letters[1:].islower()) or not letters.isascii():
        return None
    if not _plain_english(letters):
        return None
    first = letters[0].lower()
    if first == "h":
        return "an" if _SILENT_H.match(letters) else None if _EITHER_H.match(letters) else "a"
    if first not in "aeiou":
        return "a"
    if _CONSONANT_U.match(word):
        return "a"
    return None if _EITHER.match(letters) and first == "u" and not letters.lower().startswith("un") else "an"


def _plain_english(word: str) -> bool:
    """Whether a word is common enough in English for its sound to be sure: foreign and made-up words vary."""
    from wordfreq import zipf_frequency

    return zipf_frequency(word.lower(), "en") >= (2.5 if word.islower() else 3.5)


def _wanted_number(word: str) -> str | None:
    digits = re.match(r"[\d,.]+", word)
    number = digits[0].rstrip(".,") if digits else ""
    if number.startswith("8") or number in {"11", "18"}:
        return "an"
    if re.match(r"1[18]", number):
        return None
    return "a"


@rule("W108", "capital", "fluency/spelling", Severity.MINOR, target="en")
def capital(context: Context) -> Iterator[Match]:
    """A small letter where English sets a capital.

    ## What it does
    Reports weekdays, months, languages and demonyms in small letters, and a sentence that begins with a small letter
    where the source begins with a capital.

    ## Why is this bad?
    It is a slip that any reader sees, carried over from French spelling.

    ## Example
    `Il parle anglais.` => `He speaks english.`

    ## Use instead
    `He speaks English.`

    ## References
    MQM fluency/spelling (capitalization).

    ## Cases
    Wrong: La réunion est prévue lundi. => The meeting is scheduled for monday.
    Wrong: Deux soldats français sont morts. => Two french soldiers died.
    Wrong: La ville attend. => the city is waiting.
    Okay: Il mange des frites. => He eats french fries.
    Okay: L'iPhone se vend bien. => iPhone sales are good.
    Okay: La réunion est prévue lundi. => The meeting is scheduled for Monday.
    Okay: Nous partons, || Et vous restez. => We leave, || and you stay.
    Okay: Voici la règle || Le premier joue. => Here is the rule: || the first one plays.
    Okay: Il a perdu. || C'est ce qui l'a décidé. => He lost || which made up his mind.
    """
    text = context.target.text
    if not context.bead.source or (text.islower() and context.source.text.islower()):
        return
    yield from _small_words(context)
    first = next((t for t in context.target.tokens if t.is_word), None)
    if first is not None and _lower_case_opening(context, first):
        yield Match(
            f"the sentence begins with a small letter: '{first.text}'",
            target=first.span,
            suggestion=first.text.capitalize(),
            severity=Severity.NEUTRAL if _carries_on(context, first) else None,
        )


def _lower_case_opening(context: Context, first: Token) -> bool:
    """Whether a small letter opens a target whose source is a sentence that begins with a capital."""
    opening = context.target.text[: first.start].strip(" \"“'‘«(-–—")
    if opening or not first.text.islower() or not first.text.isalpha():
        return False
    source = next((t for t in context.source.tokens if t.is_word), None)
    if source is None or not source.text[0].isupper() or not _begins_sentence(context):
        return False
    return context.source.text.rstrip()[-1:] in set('.!?»"')


def _carries_on(context: Context, first: Token) -> bool:
    """Whether the first word ties the segment to a sentence before it: the two texts are cut otherwise, nothing is wrong."""
    tied = first.lower in _TYING or (first.lower.endswith("ing") and len(first.text) > 5)
    return tied or context.bead.type != "1-1"


def _begins_sentence(context: Context) -> bool:
    """Whether the segment before, if there is one, is over on both sides: else this one may carry its sentence on."""
    previous = context.previous
    if previous is None:
        return True
    ends = (side.text.rstrip(' "”’»)')[-1:] for side in (previous.source, previous.target))
    return all(end in {"", ".", "!", "?", "…"} for end in ends)


def _small_words(context: Context) -> Iterator[Match]:
    listed = {row["wrong"]: row for row in rows("capital")}
    tokens = context.target.tokens
    for token in tokens:
        row = listed.get(token.text)
        if row is None or (token.start and context.target.text[token.start - 1] in _PARTS_OF_NAMES):
            continue
        following = tokens[token.index + 1].lower if token.index + 1 < len(tokens) else ""
        copied = any(other.text == token.text for other in context.source.tokens)
        if following not in row["unless"].split() and not copied:
            yield Match(f"'{token.text}' takes a capital in English", target=token.span, suggestion=row["right"])


@functools.cache
def _spellings() -> dict[str, str]:
    """Words with the side of the Atlantic that spells them so."""
    british = {row["wrong"]: "British" for row in rows("spelling")}
    return british | {row["right"]: "American" for row in rows("spelling")}


def _habit(document: DocumentContext) -> str | None:
    """The spelling that most of the document keeps to, or None."""
    if "W109" not in document.memory:
        counts = {"British": 0, "American": 0}
        for context in document.contexts:
            for token in context.target.tokens:
                side = _spellings().get(token.text)
                if side:
                    counts[side] += 1
        more = max(counts, key=lambda side: counts[side])
        less = min(counts.values())
        document.memory["W109"] = more if counts[more] >= 2 and counts[more] >= 2 * less else None
    return cast("str | None", document.memory["W109"])


@rule("W109", "mixed-spelling", "fluency/inconsistency", Severity.NEUTRAL, target="en")
def mixed_spelling(context: Context) -> Iterator[Match]:
    """A British spelling in an American document, or the reverse: advice only.

    ## What it does
    Finds which spelling most of the document keeps to and names the words that leave it.

    ## Why is this bad?
    A document should keep to one spelling; a published one has a house style.

    ## Example
    `Le centre et la couleur. || La couleur du centre.` => `The centre and the colour. || The color of the centre.`

    ## Use instead
    `The centre and the colour. || The colour of the centre.`

    ## References
    MQM fluency/inconsistency.

    ## Cases
    Wrong: Le centre. || Le théâtre. || La couleur. => The centre. || The theatre. || The color.
    Wrong: La couleur. || Les voisins. || Le centre. => The color. || The neighbors. || The centre.
    Okay: Le centre. || La couleur. => The centre. || The colour.
    Okay: Le centre. || La couleur. => The center. || The color.
    Okay: Le World Trade Center. || Le centre. || La couleur. => The World Trade Center. || The centre. || The colour.
    """
    habit = _habit(context.document)
    if habit is None:
        return
    for token in context.target.tokens:
        side = _spellings().get(token.text)
        if side and side != habit:
            yield Match(f"'{token.text}' is {side}; most of the document is {habit}", target=token.span)
