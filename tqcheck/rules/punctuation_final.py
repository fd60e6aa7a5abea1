"""The last mark of a sentence: questions that became statements, statements that became questions, lost ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.rules.context import Context
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

_CLOSERS = " \t\u00a0\u202f\"'”’»)]*_"
_FINAL = re.compile(r"[.!?…:;]$")
_TERMINAL = re.compile(r"[.!?…]+")
#: A French question by its grammar, not by its mark alone ("Vous partez ?"), which a translator may well state.
_INVERTED = re.compile(
    r"-(?:t-)?(?:il|elle|on|ils|elles|vous|nous|tu|je|ce)\b|\best-ce que?\b|^\W*(?:qui|que|quoi|où|quand|comment|combien"
    r"|pourquoi|quel(?:le)?s?)\b",
    re.IGNORECASE,
)
#: A target this long that breaks off is a sentence, not a title.
_SENTENCE_WORDS = 6
_NO_QUESTION = re.compile(
    r"""
    # At the beginning of a clause ...
    (?: ^ | [,;:–—-]\s* (?:(?:but|and|so|then)\s)? | \b(?:but|and|so)\s )
    (?:
        # ... a rhetorical question: who cares, why not
        who | whose | what | where | why | how | when | which
        # ... a request or an offer: could you, shall we, may I
      | (?:could|would|can|will|won't|can't) \s (?:you|we|I|someone|somebody|anyone) \b
      | may\s(?:I|we)\b | might\s(?:I|we)\b | sh(?:all|ould)\s(?:I|we)\b | mind\b
      | (?:do|did|have|are) \s (?:you|we) \b
        # ... an exclamation: isn't it lovely
      | (?:isn't|don't|didn't|doesn't|aren't|haven't|wasn't|weren't) \b
    )
    # A tag at the end asks for assent alone: don't we? will you? right?
  | ,\s
    (?:\w+n't | will | would | can | could | do | does | did | is | are | was | were | has | have | had | shall
      | eh | right | okay | ok | yes | no | huh)
    (?:\s(?:you|we|they|he|she|it|I|there))? \s?\?$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""English questions that order, suggest, exclaim or only ask for assent: French says them by an imperative or a statement."""
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
#: Words that cannot end a sentence that is complete.
_DANGLING = {
    "en": frozenset("the a an and or of their its his my your our because although whose than".split())
    | frozenset("against between during into from with at and/or which".split()),
}


def last_mark(text: str) -> str:
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
    before, after = last_mark(source), last_mark(target)
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
