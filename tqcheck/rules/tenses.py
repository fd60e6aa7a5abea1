"""Tense values: a future that lies in the past, *venir de* and *aller* with an infinitive, dates to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.negation_words import counterpart
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

_MONTH = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_PAST_DATE = re.compile(
    rf"(?:\ben|\bdès|\bjusqu'en|qu'en|\bl'an|\b\d{{1,2}}(?:er)? {_MONTH}|\b{_MONTH}) (1\d{{3}}|200[0-5])\b",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"\b20(?:0[6-9]|[1-9]\d)\b|\bprochain|\bdemain\b|\bd'ici\b|\bbientôt\b|\baujourd'hui\b|\bactuel", re.IGNORECASE
)
_WILL = re.compile(r"\b(?:will|won't)\b|\w'll\b", re.IGNORECASE)
_OLD = re.compile(
    r"(?<!\d)1[0-8]\d\d(?! ?(?:€|euros|dollars|km|m|kg|mètres|personnes|\d{3}|\w+s\b))(?!\d)|\b19[0-3]\d\b|\b(?:X|XI|XII|XIII|XIV|XV|XVI|XVII|XVIII|XIX)e siècle|\b(?:les|des|aux) années (?:19)?[1-6]0\b"
)
_FOUNDED = re.compile(
    r"\b(?:fond|cré|construi|bâti|édifi|inaugur|dat|ouver)\w* (?:en|de|du|au|depuis)\b|\bdepuis\b|\bloi\b|\b(?:reste|demeure)|centenaire|anniversaire|commémor",
    re.IGNORECASE,
)
_COMING = re.compile(r"\b(?:prochaine?s?|demain|d'ici)\b", re.IGNORECASE)
_PAST_NEXT = re.compile(
    r"(?<!\bbe )(?<!\bis )(?<!\bare )\b(?!need|schedul|plann?ed|expected)(?:\w{3,}ed|began|opened|went|came|took|left|met|held|was|were)\b"
    r"(?: (?!to\b|due\b|set\b)\w+){0,2} (?:next (?:week|month|year|January|February|March|April|May|June|July|August|September|October|November|December|\w+day)|tomorrow)\b"
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


@rule("V105", "tense-value", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def tense_value(context: Context) -> Iterator[Match]:
    """A French tense taken at face value.

    ## What it does
    Reports "will" for a future whose date lies before our time (*mourra en 1870*); a past tense beside "next month" for a future;
    "come to", "came from" for *venir de* with an infinitive; a simple present with "since" or "for" where *depuis* and the French present
    say that something has gone on since; and a plain past for *allait* with an infinitive.

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
    if not context.bead.target or "?" in context.source.plain:
        return
    tokens, text = context.source.tokens, context.target.plain
    yield from _historic_future(context)
    yield from _present_misread(context)
    yield from _still_going_on(context)
    for token in tokens:
        following = _infinitive_after(tokens, token)
        if following is None:
            continue
        if token.lower in _COME:
            found = _COMES_TO.search(text)
            if found and not _JUST.search(text) and not re.search(r"\bgoing to come\b", text):
                yield _match(token, following, Span(*found.span()), "is the recent past", "have just / had just")
        elif token.lower in ("allait", "allaient") and not _INTENDED.search(text) and _cut_short(tokens, token):
            past = re.search(
                r"\b(?:\w{3,}ed|left|took|\w+ew|\w+ang|began|came|got|fell|sank|lost|won|met|ran|made|gave|said)\b",
                text,
            )
            if past:
                yield _match(
                    token, following, Span(*past.span()), "had not happened yet", "was about to / was going to"
                )


_COME = frozenset("vient viennent venait venaient viens venons venez venais venions veniez".split())


def _historic_future(context: Context) -> Iterator[Match]:
    source, text = context.source.plain, context.target.plain
    futures = [t for t in context.source.tokens if _future(t)]
    if not futures:
        return
    will, coming = _WILL.search(text), _PAST_NEXT.search(text)
    if (
        coming
        and _COMING.search(source)
        and not any(t.feature("Tense") in ("Past", "Imp") for t in context.source.tokens)
    ):
        yield _match(futures[0], futures[0], Span(*coming.span()), "is still to come", "will")
    elif will and not _LATE.search(source):
        old = _OLD.search(source) or _old_before(context)
        if old and not _FOUNDED.search(source):
            says = f"lies in the past ({old[0].strip(' ()')})"
            yield _match(futures[0], futures[0], Span(*will.span()), says, "would / the past tense")
            return
        for date in _PAST_DATE.finditer(source):
            verb = next((t for t in futures if _same_clause(source, t, date)), None)
            if verb:
                yield _match(verb, verb, Span(*will.span()), f"lies in the past ({date[1]})", "would / the past tense")
                return


def _present_misread(context: Context) -> Iterator[Match]:
    """A present that tells the past left in the English present, or one that tells a habit put into the past."""
    source, tokens = context.source.plain, context.source.tokens
    date = _PAST_DATE.search(source)
    dated = date is not None and date.start() <= 12 and not re.search(r"[«»\"]", source) and not _LATE.search(source)
    if not dated and not _HABIT.search(source):
        return
    finite = [t for t in tokens if t.pos in ("VERB", "AUX") and t.feature("VerbForm") == "Fin"]
    told = {"Pres", "Past"} if dated else {"Pres"}  # the parser cannot tell the two forms of "abolit" apart
    if not finite or any(t.feature("Tense") not in told for t in finite) or any(t.pos == "AUX" for t in tokens):
        return
    for verb in finite:
        answer = counterpart(context, verb, 0.5) if verb.pos == "VERB" else None
        if answer is None or answer.lower == answer.lemma:
            continue
        if dated and answer.lower in (answer.lemma + "s", answer.lemma + "es"):
            yield _match(
                verb, verb, answer.span, "is told in the present but lies in the past", "the past tense", Severity.MINOR
            )
            return
        if not dated and answer.lower.endswith("ed") and not _PAST_CUE.search(context.target.plain):
            yield _match(verb, verb, answer.span, "is a habit of today", "the present tense")
            return


def _still_going_on(context: Context) -> Iterator[Match]:
    """*Depuis* with the present: what began then goes on, for which English has the perfect."""
    source, text = context.source.plain, context.target.plain
    since, answered = _SINCE_WHEN.search(source), re.search(r"\b(?:since|for)\b", text, re.IGNORECASE)
    if since is None or answered is None or _PERFECT.search(text) or "no longer" in text or "not" in text.split():
        return
    for verb in context.source.tokens:
        if verb.pos != "VERB" or verb.feature("Tense") != "Pres" or verb.feature("VerbForm") != "Fin":
            continue
        if re.search(r"[,;:.«»\"]|\bqui\b", source[min(verb.end, since.start()) : max(verb.start, since.start())]):
            continue
        answer = counterpart(context, verb, 0.5)
        if answer and answer.lower in (answer.lemma, answer.lemma + "s", answer.lemma + "es") and answer.lemma != "be":
            says = "began then and goes on"
            yield _match(verb, verb, answer.span, says, "has/have + past participle (has lived, has been working)")
            return


_SINCE_WHEN = re.compile(
    r"\bdepuis (?:\d|un\b|une\b|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|trente|quarante|cinquante|cent|des (?:mois|ans|années|"
    r"semaines|jours|heures|siècles|décennies)|plusieurs|longtemps|toujours|hier|(?:le |la |l'|son |sa |leur )?(?:lundi|mardi|mercredi|jeudi|"
    r"vendredi|samedi|dimanche|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|début|fin|mort|naissance|"
    r"arrivée|retour|guerre))",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"\b(?:has|have|had|having|been|would)\b|'(?:ve|s|d)\b|\b(?:ha|have)n't\b", re.IGNORECASE)
_HABIT = re.compile(
    r"\b(?:chaque (?:matin|jour|soir|nuit|année|semaine|mois|été|hiver|dimanche|lundi|samedi)|tous les (?:jours|matins|soirs|ans|mois|lundis|samedis|dimanches))\b",
    re.IGNORECASE,
)
_PAST_CUE = re.compile(r"\b(?:is|are|be|been|has|have|being|was|were|get|gets|'s|'re)\b|\bago\b", re.IGNORECASE)


def _old_before(context: Context) -> re.Match[str] | None:
    """An old date in the bead before, of the same paragraph, when this one names no other time."""
    before = context.previous
    if (
        before is None
        or not context.same_paragraph(before)
        or _FOUNDED.search(before.source.plain)
        or _LATE.search(before.source.plain)
    ):
        return None
    return _OLD.search(before.source.plain)


def _future(token: Token) -> bool:
    """Whether a token is a verb in the third person of the future; *entra* only looks like one."""
    form = token.lower
    return (
        (token.pos in ("VERB", "AUX") or token.morph == "")  # rare verbs are taken for words without form
        and re.fullmatch(r"\w+r(?:a|ont)", form) is not None
        and form not in ("extra", "infra", "ultra", "supra", "contra", "intra")
        and form != token.lemma[:-2] + "a"
    )


def _same_clause(source: str, verb: Token, date: re.Match[str]) -> bool:
    """Whether nothing but one opening adverbial parts a date from a verb."""
    if verb.start < date.start():
        between = source[verb.end : date.start()]
        return not re.search(r"[,;:.()«»\"]|\b\w{2,}(?:ée?s?|ie?s?|ue?s?) $|\b(?:de|du|depuis|que|qui) $", between)
    return date.start() <= 4 and source[date.end() : verb.start].count(",") <= 1


def _infinitive_after(tokens: Sequence[Token], verb: Token) -> Token | None:
    """The infinitive that makes *venir de* and *aller* auxiliaries."""
    following = list(tokens[verb.index + 1 : verb.index + 7])
    if verb.lower in _COME:
        while following and following[0].lower in ("tout", "juste", "à", "peine", "pas", "aussi", "également"):
            following.pop(0)
        if not following or following.pop(0).lower not in ("de", "d'"):
            return None
    while following and following[0].lower in ("se", "s'", "le", "la", "l'", "les", "lui", "leur", "y", "en", "être"):
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


def _match(
    verb: Token, end: Token, target: Span, says: str, suggestion: str, severity: Severity | None = None
) -> Match:
    source = Span(verb.start, max(verb.end, end.end))
    return Match(f"what '{verb.text}' says {says}", target, source, suggestion, severity, confidence=0.75)
