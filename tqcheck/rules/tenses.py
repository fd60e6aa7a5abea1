"""Tense values: *venir de* and *aller* with an infinitive, *depuis*, and dates past and to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tqcheck.lexicon.classes import french_classes
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.counterparts import counterpart
from tqcheck.rules.dated_tenses import (
    future_told_as_past,
    historic_future,
    is_future,
    present_misread,
    tense_match,
)
from tqcheck.rules.english_pasts import is_past
from tqcheck.rules.negation_english import negatives
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

_COME = frozenset("vient viennent venait venaient viens venons venez venais venions veniez".split())
_GO = frozenset("va vont vais vas allons allez".split())
_HAS_JUST = re.compile(r"(?:\b(?:has|have)|'(?:ve|s)) just (?!the\b|a\b)\w+", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|won't|going|about|shall|soon|would|to be|is to|are to|set to|due|\w+ing|next|could|can|may|might|must|should)\b|'ll\b",
    re.IGNORECASE,
)
_COMES_TO = re.compile(
    r"\b(?:(?:comes?|came|coming) (?:to|from)|will|(?:is|are|was|were) (?:going|about) to|(?:goes|go|went) to)\b",
    re.IGNORECASE,
)
_JUST = re.compile(r"\b(?:just|recently|newly|freshly|barely|hardly|recent)\b", re.IGNORECASE)
_INTENDED = re.compile(
    r"\b(?:about|going|would|to|wouldn't|verge|point|due|set|nearly|almost|gonna|will|went|intended|planned|could|should|imminent|soon|"
    r"preparing|'d|later|eventually|bound|ready|if|might|may|ing)\b|\b\w+ing\b",
    re.IGNORECASE,
)
_SINCE_WHEN = re.compile(
    r"\bdepuis (?:\d|une? (?:an|mois|semaine|jour|heure|siècle|décennie|quart|demi|bon|bonne|certain|moment|année|dizaine|vingtaine|trentaine|quinzaine|"
    r"douzaine|centaine|millénaire)\w*|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|trente|quarante|cinquante|cent|des (?:mois|ans|années|"
    r"semaines|jours|heures|siècles|décennies)|plusieurs|longtemps|toujours|hier|(?:le |la |l'|son |sa |leur )?"
    rf"(?:{'|'.join(sorted(french_classes()['jour'] | french_classes()['mois']))}|début|fin|mort|naissance|arrivée|retour|guerre))",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|for)\b", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:has|have|had|having|been|would)\b|'(?:ve|s|d)\b|\b(?:ha|have)n't\b", re.IGNORECASE)


@rule("V105", "tense-value", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def tense_value(context: Context) -> Iterator[Match]:
    """A French tense taken at face value.

    ## What it does
    Reports "will" for a future whose date lies before our time (*mourra en 1870*); a past tense beside "next month" for a future;
    "come to", "came from" for *venir de* with an infinitive; a simple present with "since" or "for" where *depuis* and the French present
    say that something has gone on since; a plain past for *allait* with an infinitive, and "has just" for *va*; "will" for what has happened.

    ## Why is this bad?
    The reader cannot tell what has happened from what is still to come.

    ## Example
    `Il vient de signer.` => `He comes to sign.`

    ## Use instead
    `He has just signed.`

    ## References
    Grevisse, Le bon usage, on the historic future and on venir de.

    ## Cases
    Wrong: Je travaille ici depuis 2010. => I work here since 2010.
    Wrong: Il vit à Lyon depuis dix ans. => He lives in Lyon for ten years.
    Wrong: Il mourra en 1820 à Vienne, dans la misère. => He will die in 1820 in Vienna, in misery.
    Wrong: La ministre avait réuni les préfets le matin même. => The minister will gather the prefects that very morning.
    Wrong: Il vit à Lyon depuis dix ans. => He will live in Lyon for ten years.
    Wrong: Un conseiller va prendre votre appel. => An adviser has just taken your call.
    Wrong: La demande vient d'être acceptée. => The application comes to be accepted.
    Wrong: La piscine est fermée depuis lundi. => The pool is closed since Monday.
    Wrong: Le musée fermera lundi pour trois mois. => The museum closed on Monday for three months.
    Wrong: Les élections de 1981 porteront la gauche au pouvoir. => The 1981 elections will bring the left to power.
    Wrong: Nous allons repeindre la grange. => We repainted the barn.
    Wrong: Au XIVe siècle, le port attire des marchands lombards. => In the 14th century the port will attract Lombard merchants.
    Okay: Les élections de 1981 porteront la gauche au pouvoir. => The 1981 elections would bring the left to power.
    Okay: Il va chercher son manteau. => He fetched his coat.
    Okay: La piscine est fermée depuis lundi. => The pool has been closed since Monday.
    Okay: La ministre avait réuni les préfets. => The minister had gathered the prefects.
    Okay: Je travaille ici depuis 2010. => I have worked here since 2010.
    Okay: Les prix baissent depuis janvier. => Prices are down since January.
    Okay: Il vit à Lyon depuis dix ans. => He moved to Lyon ten years ago.
    Wrong: Né à Dole, il mourra à Paris en 1895. => Born in Dole, he will die in Paris in 1895.
    Wrong: L'école fermera en juin prochain. => The school closed next June.
    Wrong: Elles venaient de quitter la gare. => They were coming to leave the station.
    Wrong: Le bateau allait partir quand la corde a cédé. => The boat left when the rope gave way.
    Okay: Né à Dole, il mourra à Paris en 1895. => Born in Dole, he died in Paris in 1895.
    Okay: Le musée, fondé en 1890, fermera ses portes. => The museum, founded in 1890, will close.
    Okay: Il vient de Lyon. => He comes from Lyon.
    Okay: Le bateau allait partir quand la corde a cédé. => The boat was about to leave when the rope gave way.
    """
    if context.bead.target and "?" not in context.source.plain:
        yield from historic_future(context)
        yield from present_misread(context)
        yield from future_told_as_past(context)
        yield from _still_going_on(context)
        yield from _auxiliary_misread(context)
        yield from _put_off(context)


def _auxiliary_misread(context: Context) -> Iterator[Match]:
    """*Venir de* as "come to", and *allait* with an infinitive as what happened."""
    tokens, text = context.source.tokens, context.target.plain
    for token in tokens:
        following = _infinitive_after(tokens, token)
        if following is None:
            continue
        if token.lower in _COME:
            found = _COMES_TO.search(text)
            if (
                found
                and not _JUST.search(text)
                and "going to come" not in text
                and not _may_be_other(context, found, following)
            ):
                yield tense_match(token, following, Span(*found.span()), "is the recent past", "have just / had just")
        elif token.lower in _GO:
            found = _HAS_JUST.search(text)
            if found and not _TO_COME.search(text):
                yield tense_match(token, following, Span(*found.span()), "is still to come", "will / is going to")
            elif not _TO_COME.search(text):
                yield from _told_as_done(context, token, following)
        elif token.lower in ("allait", "allaient") and not _INTENDED.search(text) and _cut_short(tokens, token):
            past = next((t for t in context.target.tokens if is_past(t.lower) and len(t.text) > 2), None)
            if past:
                says, right = "had not happened yet", "was about to / was going to"
                yield tense_match(token, following, past.span, says, right)


def _told_as_done(context: Context, verb: Token, following: Token) -> Iterator[Match]:
    """*Nous allons fermer* as "we closed": stories in the present tense use *va*, so that a perfect must betray that one."""
    deed = context.source.main_verb(following)
    answer = counterpart(context, deed, 0.5)
    if answer is None or not is_past(answer.lower) or _STORY.search(context.source.plain):
        return
    perfect = {"has", "have", "'ve"} & set(context.target.words_before(answer, 3))
    if perfect or verb.lower in ("allons", "vais"):
        yield tense_match(verb, deed, answer.span, "is still to come", "will / is going to")


_STORY = re.compile(r"[«»\"]|\b(?:aller|voir|chercher|trouver|dire|faire|s'en|soir-là|jour-là)\b", re.IGNORECASE)
"""Errands (*va chercher*), set phrases and quoted speech."""


def _may_be_other(context: Context, found: re.Match[str], following: Token) -> bool:
    """Whether the English future renders another verb of the source, or the recent past is told by a plain past or a perfect."""
    if any(is_future(t) or t.lower in _GO for t in context.source.tokens) and not found[0].lower().startswith("com"):
        return True
    answer = counterpart(context, following, 0.5)
    if answer is None:
        return False
    told = set(context.target.words_before(answer, 3))
    return is_past(answer.lower) and not told & {"to", "be", "from"}


def _put_off(context: Context) -> Iterator[Match]:
    """What has happened, put into the English future: *avait réuni* as "will gather"."""
    tokens = context.source.tokens
    if any(is_future(t) or t.lower in _GO or "Cnd" in t.morph for t in tokens) or _OPEN.search(context.source.plain):
        return
    for verb in tokens:
        answer = counterpart(context, verb, 0.5) if _is_told(context, verb) else None
        before = context.target.plain[: answer.start] if answer is not None else ""
        will = _WILL_DO.search(before)
        if answer is not None and will:
            says = "has happened"
            yield tense_match(verb, verb, Span(will.start(), answer.end), says, "the past tense")
            return


def _is_told(context: Context, verb: Token) -> bool:
    """Whether a verb tells what is past: the simple past, or a participle with *avoir* or *être* in the present or imperfect."""
    if verb.pos not in ("VERB", "AUX") or verb.lemma in ("devoir", "pouvoir", "vouloir", "falloir"):
        return False
    if verb.feature("VerbForm") == "Fin":
        return verb.feature("Tense") == "Past" and bool(_SIMPLE_PAST.search(verb.lower))
    auxiliary = [t for t in context.source.children(verb) if t.dep.startswith("aux")]
    return verb.feature("VerbForm") == "Part" and any(t.lower in _HAS_DONE for t in auxiliary)


_SIMPLE_PAST = re.compile(r"(?:a|èrent|ut|urent|int|inrent)$")
_HAS_DONE = frozenset("a ont ai as avons avez avait avaient avais avions aviez".split())
"""Not *être*: "est prévu" and "est attendu" speak of what is to come."""
_WILL_DO = re.compile(
    r"\b(?:will|won't|shall)(?: not)?(?: \w+ly| also| soon| now)? (?:be (?:\w+ly )?)?$", re.IGNORECASE
)
_OPEN = re.compile(
    r"\b(?:si|s'il|s'ils|dès que|une fois|quand|lorsque|lorsqu'|après|avant|promis|juré|décidé|prévu|annoncé)\b",
    re.IGNORECASE,
)


_IS_SINCE = re.compile(
    r"\b(is|are) (?!(?:\w+ )?(?:up|down|higher|lower|due|only|just|\d+|ages|long|more|less|\w+ years?|\w+ months?|\w+ weeks?)\b)(?:[\w-]+ ){1,5}?"
    r"(?:since (?!then)|for (?:\d|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|several|many|months|years|weeks|decades|a (?:few|dozen|"
    r"week|month|year|decade|century)|over|more than|almost|nearly))",
)
_RANKED = re.compile(
    r"\b(?:plus|moins|premi[eè]re?s?|seule?s?|pire|meilleure?s?|record|dernière?|fois|\w+ième)\b", re.IGNORECASE
)
"""*Le plus haut depuis 2010* is "the highest since 2010" in any tense."""
_WAS_SINCE = re.compile(
    r"\b(?:since (?!then|when)|for (?:\d|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|several|many|a (?:few|dozen|week|month|year|decade)))"
)


def _still_going_on(context: Context) -> Iterator[Match]:
    """*Depuis* with the present or the imperfect: what began then goes on, for which English has a perfect."""
    source, text = context.source.plain, context.target.plain
    since, answered = _SINCE_WHEN.search(source), _SINCE.search(text)
    if since is None or _PERFECT.search(text) or negatives(context.target).strong:
        return
    yield from list(_being_since(context, since)) or _doing_since(context, since, answered)


def _being_since(context: Context, since: re.Match[str]) -> Iterator[Match]:
    """*Est fermé depuis lundi* as "is closed since Monday", *vivait là depuis un an* as "lived there for a year"."""
    source, text = context.source.plain, context.target.plain
    for verb in context.source.tokens:
        if verb.feature("VerbForm") != "Fin" or not 0 < since.start() - verb.end < 60 or _apart(source, verb, since):
            continue
        ranked = _RANKED.search(source, verb.end, since.start())
        found = _IS_SINCE.search(text) if verb.lower in ("est", "sont") and not ranked else None
        if found:
            right = "has/have been"
            yield tense_match(verb, verb, Span(*found.span(1)), "began then and goes on", right)
            return
        ongoing = verb.feature("Tense") == "Imp" and verb.lower.endswith(("ait", "aient")) and _WAS_SINCE.search(text)
        answer = counterpart(context, verb, 0.5) if ongoing and verb.pos == "VERB" else None
        if answer is not None and is_past(answer.lower):
            right = "had been + -ing / had + past participle"
            yield tense_match(verb, verb, answer.span, "had begun before and was going on", right)
            return


def _doing_since(context: Context, since: re.Match[str], answered: re.Match[str] | None) -> Iterator[Match]:
    """*Vit là depuis un an* as "lives there for a year"."""
    source, text = context.source.plain, context.target.plain
    for verb in context.source.tokens:
        if not _is_present(verb) or _apart(source, verb, since):
            continue
        answer = counterpart(context, verb, 0.5)
        if answer is None:
            continue
        will = _WILL_DO.search(text[: answer.start])
        plain = answer.lower in (answer.lemma, answer.lemma + "s", answer.lemma + "es") and answer.lemma != "be"
        noun = not will and bool({"a", "an", "the"} & set(context.target.words_before(answer, 2)))
        if will or (answered and plain and not noun):
            span = Span(will.start(), answer.end) if will else answer.span
            right = "has/have + past participle (has lived, has been working)"
            yield tense_match(verb, verb, span, "began then and goes on", right)
            return


def _is_present(verb: Token) -> bool:
    return verb.pos == "VERB" and verb.feature("Tense") == "Pres" and verb.feature("VerbForm") == "Fin"


def _apart(source: str, verb: Token, since: re.Match[str]) -> bool:
    """Whether a mark, a relative pronoun or a long stretch parts a verb from *depuis*, which may then go with a noun between."""
    if 2 < since.start() < verb.start:
        return True
    between = source[min(verb.end, since.start()) : max(verb.start, since.start())]
    return re.search(r"[,;:.«»\"]|\bqui\b", between) is not None or len(between.split()) > 8


def _infinitive_after(tokens: Sequence[Token], verb: Token) -> Token | None:
    """The infinitive that makes *venir de* and *aller* auxiliaries."""
    following = list(tokens[verb.index + 1 : verb.index + 7])
    if verb.lower in _COME:
        while following and following[0].lower in ("tout", "juste", "à", "peine", "pas", "aussi", "également"):
            following.pop(0)
        if not following or following.pop(0).lower not in ("de", "d'"):
            return None
    if verb.lower in _COME and following and following[0].lower == "être":
        return following[0]
    while following and following[0].lower in (
        "me",
        "te",
        "nous",
        "vous",
        "se",
        "s'",
        "le",
        "la",
        "l'",
        "les",
        "lui",
        "leur",
        "y",
        "en",
        "être",
    ):
        following.pop(0)
    infinitive = following[0] if following else None
    if infinitive is None or not (
        infinitive.feature("VerbForm") == "Inf" or re.search(r"[a-zé]{2}(?:er|ir|re)$", infinitive.lower)
    ):
        return None
    return infinitive if infinitive.pos in ("VERB", "AUX", "") or infinitive.feature("VerbForm") == "Inf" else None


def _cut_short(tokens: Sequence[Token], verb: Token) -> bool:
    """Whether something comes between the plan and the deed: *allait partir quand ...*."""
    before = [t.lower for t in tokens[max(0, verb.index - 8) : verb.index]]
    if not {"que", "qu'", "qui", "si", "comme", "ce", "où", "dont"}.isdisjoint(before):
        return False
    return any(t.lower in ("quand", "lorsque", "lorsqu'", "mais") for t in tokens[verb.index + 1 :])
