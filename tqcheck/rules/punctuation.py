"""Punctuation that does not answer the source's: stray and doubled stops, French spacing, a sentence's last mark.

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
_CLOSERS = " \t\u00a0\u202f\"'”’»)]*_"
_FINAL = re.compile(r"[.!?…:;]$")
_TERMINAL = re.compile(r"[.!?…]+")
#: A French question by its grammar, not by its mark alone ("Vous partez ?"), which a translator may well state.
_INVERTED = re.compile(
    r"-(?:t-)?(?:il|elle|on|ils|elles|vous|nous|tu|je|ce)\b|\best-ce que?\b|^\W*(?:qui|que|quoi|où|quand|comment|combien"
    r"|pourquoi|quel(?:le)?s?)\b",
    re.IGNORECASE,
)
#: The Zipf frequency from which a word of three letters is no abbreviation.
_FREQUENT = 5.5
#: A target this long that breaks off is a sentence, not a title.
_SENTENCE_WORDS = 6


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


def _last_mark(text: str) -> str:
    """The mark that ends a text, behind closing quotes and brackets, or an empty string."""
    bare = text.rstrip(_CLOSERS)
    return bare[-1] if _FINAL.search(bare) else ""


def _sentences(text: str) -> int:
    return len(_TERMINAL.findall(re.sub(r"(?<=\w)[.!?](?=\w)", "", text)))


@rule("Q104", "final-mark", "fluency/punctuation", Severity.MINOR)
def final_mark(context: Context) -> Iterator[Match]:
    """A question made a statement, a statement made a question, or a sentence that breaks off.

    ## What it does
    Compares the last mark of a sentence with the source's: `?` against `.`, and a full stop in the source against
    a target that ends in a comma or in a word that cannot end a sentence. Headings are left alone.

    ## Why is this bad?
    A question turned into a statement claims what the author only asked; a sentence that breaks off has lost its end.

    ## Example
    `Faut-il fermer les écoles ?` => `Schools should be closed.`

    ## Use instead
    `Should schools be closed?`

    ## References
    MQM accuracy/mistranslation, accuracy/omission.

    ## Cases
    Wrong: Le gouvernement va-t-il céder ? => The government is going to give in.
    Wrong: Les résultats seront connus mardi. => Will the results be known on Tuesday?
    Wrong: Le train a percuté une voiture arrêtée sur la voie. => The train hit a car that had stopped on the
    Okay: Les nouvelles du jour. => News of the day
    Okay: « Qui paiera ? », demande-t-il. => “Who will pay?” he asks.
    Okay: Il a demandé : « Pourquoi ? » => “Why?” he asked.
    Okay: Pouvez-vous fermer la porte ? Merci. => Please close the door. Thank you.
    Okay: Laissez-nous seuls un instant. => Would you leave us for a moment?
    Okay: On se connaît bien, nous deux. => We know each other well, don't we?
    Okay: C'est pénible, mais on n'a pas le choix. => It's a pain, but what else can we do?
    Okay: Dans l'attente de vous lire. => Looking forward to hearing from you. Kind regards,
    """
    source, target = context.source.text.rstrip(), context.target.text.rstrip()
    if not context.bead.source or not context.bead.target:
        return
    before, after = _last_mark(source), _last_mark(target)
    span = Span(max(len(target.rstrip(_CLOSERS)) - 1, 0), len(target))
    if before in "?." and after in "?." and before and after and before != after:
        yield from _question(context, before, after, span)
    elif before in (".", "!", "?", "…") and not after:
        yield from _broken_off(context, target)


def _question(context: Context, before: str, after: str, span: Span) -> Iterator[Match]:
    """One sentence on each side, none quoted: a question mark then belongs to the sentence itself."""
    sides = (context.source.text, context.target.text)
    if any(_sentences(side) != 1 for side in sides) or any(q in side for side in sides for q in '"«“”»'):
        return
    if before == "?":
        # Requests and tags ("Pouvez-vous…", "Non ?") become plain imperatives and statements in good English.
        words = [t.lower for t in context.target.tokens if t.is_word]
        open_to_doubt = {"please", "perhaps", "maybe", "if", "whether", "wonder", "wonders"}.intersection(words)
        if open_to_doubt or len(words) < 3:
            return
        plain = _INVERTED.search(context.source.plain) is None and context.source.lang == "fr"
        advice = Severity.NEUTRAL if plain else None
        yield Match("the source asks, the target states", target=span, suggestion="?", severity=advice, confidence=0.8)
    elif not any(t.lower in _ASKING.get(context.source.lang, ()) for t in context.source.tokens):
        if context.target.lang == "en" and _NO_QUESTION.search(context.target.plain):
            return
        yield Match("the source states, the target asks", target=span, suggestion=".", confidence=0.8)


#: English questions that order, suggest, exclaim or only ask for assent: what French says by an imperative or a statement.
_NO_QUESTION = re.compile(
    r"(?:^|[,;:–—-]\s*(?:but |and |so |then )?|\b(?:but|and|so) )"
    r"(?:who|whose|what|where|why|how|when|which|(?:could|would|can|will|won't|can't) (?:you|we|I|someone|somebody|anyone)\b|may (?:I|we)\b|"
    r"might (?:I|we)\b|sh(?:all|ould) (?:I|we)\b|mind\b|(?:do|did|have|are) (?:you|we)\b|"
    r"(?:isn't|don't|didn't|doesn't|aren't|haven't|wasn't|weren't)\b)"
    r"|,\s(?:\w+n't|will|would|can|could|do|does|did|is|are|was|were|has|have|had|shall|eh|right|okay|ok|yes|no|huh)"
    r"(?: (?:you|we|they|he|she|it|I|there))?\s?\?$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:\b(?:regards|wishes|sincerely|faithfully|truly|yours|love|best|thanks|greetings|cordially|respectfully))\s?,$",
    re.IGNORECASE,
)

#: Words of an indirect or rhetorical question that a translator may ask outright.
_ASKING = {
    "fr": frozenset(
        "si s' pourquoi comment combien quand où quel quelle quels quelles qui quoi est-ce savoir demande".split()
    ),
}


def _broken_off(context: Context, target: str) -> Iterator[Match]:
    words = [t for t in context.target.tokens if t.is_word]
    if len(words) < _SENTENCE_WORDS or not context.target.tokens:
        return
    last = context.target.tokens[-1]
    if last.text in {",", "-", "–", "—", "("}:
        dangling = _CLOSING.search(target) is None
    else:
        dangling = last.is_word and last.lower in _DANGLING.get(context.target.lang, ())
    nearby = context.next
    if dangling and not (nearby is not None and nearby.bead.target.text[:1].islower()):
        yield Match(
            f"the sentence breaks off after '{last.text}'",
            target=last.span,
            severity=Severity.MAJOR,
        )


#: Words that cannot end a sentence that is complete.
_DANGLING = {
    "en": frozenset("the a an and or of their its his my your our because although whose than".split())
    | frozenset("against between during into from with at and/or which".split()),
}


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
