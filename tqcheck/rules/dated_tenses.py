"""Tenses and the dates beside them: a future or a present that lies in the past, a past that is still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tqcheck.lexicon.classes import french_classes
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.counterparts import counterpart
from tqcheck.rules.english_pasts import is_past
from tqcheck.rules.registry import Match
from tqcheck.types import Severity, Span

_MONTH = rf"(?:{'|'.join(sorted(french_classes()['mois']))})"
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
    r"(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bget )(?<!\bgets )(?<!\bbeing )(?<!\bgetting )(?<!\bto )\b(?!need|schedul|plann?ed|expected)(?:\w{3,}ed|began|opened|went|came|took|left|met|held|was|were)\b"
    r"(?: (?!to\b|due\b|set\b)\w+){0,2} (?:next (?:week|month|year|January|February|March|April|May|June|July|August|September|October|November|December|\w+day)|tomorrow)\b"
)
_HABIT = re.compile(
    r"\b(?:chaque (?:matin|jour|soir|nuit|année|semaine|mois|été|hiver|dimanche|lundi|samedi)|tous les (?:jours|matins|soirs|ans|mois|lundis|samedis|dimanches))\b",
    re.IGNORECASE,
)
_PAST_CUE = re.compile(r"\b(?:is|are|be|been|has|have|being|was|were|get|gets|'s|'re)\b|\bago\b", re.IGNORECASE)
_OPENING = re.compile(r"(?:En|Au|Aux|Dès|Vers|Le \d{1,2}(?:er)? \w+|À la fin du|Au début du|Au milieu du) ")
"""What leads in the date that a sentence opens with."""
_EVENT_OF = re.compile(
    r"\A(?:Les?|La|L'|Cette|Ces?) ?(?:\w+ )?(?:négociations?|pourparlers|élections?|guerre|bataille|grèves?|révoltes?|révolution|"
    r"insurrection|expédition|campagne|tentative|offensive|conférence|sommet|coup d'État|crise|défaite|victoire|procès|invasion|"
    r"siège|épidémie|famine|incendie|tremblement de terre|crue|inondations?|récolte|putsch|soulèvement|mission|récession|krach|"
    r"ouragan|éruption|armistice|scrutin|congrès|exposition) (?:\w+ )?(?:de |d'|du \d{1,2} \w+ )(1\d{3}|200[0-5])\b"
)
"""An event and its year at the head of a sentence: what a future tells of it has happened."""
_LASTED = re.compile(r"\b(?:qui|que) [^,.;]{0,30}?\w+(?:ait|aient) [^,.;]{0,40}?\bdepuis\b")
"""*Qui régnait depuis*: a relative in the imperfect behind a future, which then tells a story too."""
_HAD_DONE = re.compile(r"\bhad (?:\w+ly )?(?:been|\w+ed|ruled|held|stood|lain|run|kept)\b")
_AHEAD = re.compile(
    r"\A(?!.*\b\d{4}\b).*\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|bientôt|prochaine?s?|d'ici)\b",
    re.IGNORECASE | re.DOTALL,
)
"""A day to come; beside a year the future may tell a story: *il sera arrêté le 3 mai 2022*."""
_FUTURE_CUE = re.compile(
    r"\b(?:will|won't|shall|would|going|due|set|to|plan\w*|schedul\w*|expect\w*|may|might|could|should|can|must|until|from|soon|is \w+ing|are \w+ing)\b|'ll\b",
    re.IGNORECASE,
)
_REMEMBERED = re.compile(
    r"commémor|célébr|rappel|rejug|rouv|étudi|examin|anniversaire|rest(?:era|eront) (?:dans|comme|un)"
)
"""What is still done about an event long past."""
_SPEECH = re.compile(r"[«»\"]")
_SPEECH_OR_CONDITION = re.compile(r"[«»\"]|\bsi\b")


def tense_match(
    verb: Token, end: Token, target: Span, says: str, suggestion: str, severity: Severity | None = None
) -> Match:
    """The finding on a verb and what it governs, up to ``end``."""
    source = Span(verb.start, max(verb.end, end.end))
    return Match(f"what '{verb.text}' says {says}", target, source, suggestion, severity, confidence=0.75)


def historic_future(context: Context) -> Iterator[Match]:
    """A future left in the English future although its date lies in the past, or put into the past beside "next"."""
    source, text = context.source.plain, context.target.plain
    futures = [t for t in context.source.tokens if is_future(t)]
    if not futures:
        return
    coming, will = _PAST_NEXT.search(text), _WILL.search(text)
    told = any(t.feature("Tense") in ("Past", "Imp") for t in context.source.tokens)
    if coming and _COMING.search(source) and not told:
        yield tense_match(futures[0], futures[0], Span(*coming.span()), "is still to come", "will")
    elif will and not _LATE.search(source):
        past = _dated_past(context, futures) or _told_past(context, futures)
        if past is not None:
            verb, date = past
            yield tense_match(verb, verb, Span(*will.span()), f"lies in the past ({date})", "would / the past tense")


def _dated_past(context: Context, futures: Sequence[Token]) -> tuple[Token, str] | None:
    """The future whose date lies in the past, and that date."""
    source = context.source.plain
    old = _OLD.search(source) or _old_before(context)
    if old and not _FOUNDED.search(source) and not (old.string == source and _told_apart(source, futures[0], old)):
        return futures[0], old[0].strip(" ()")
    for date in _PAST_DATE.finditer(source):
        verb = next((t for t in futures if _same_clause(source, t, date)), None)
        if verb:
            return verb, date[1]
    return None


def _told_past(context: Context, futures: Sequence[Token]) -> tuple[Token, str] | None:
    """The future whose subject is an event with its year, or that has a story's past behind it in both languages."""
    source = context.source.plain
    event = _EVENT_OF.search(source)
    verb = next((t for t in futures if event and event.end() <= t.start < event.end() + 60), None)
    if event and verb and not _REMEMBERED.search(source):
        return verb, event[1]
    lasted = _LASTED.search(source, futures[0].end)
    if lasted and _HAD_DONE.search(context.target.plain) and not _SPEECH_OR_CONDITION.search(source):
        return futures[0], lasted[0]
    return None


def _told_apart(source: str, verb: Token, date: re.Match[str]) -> bool:
    """Whether the date stands in another sentence, or in a clause behind the future that tells something older."""
    between = source[min(verb.end, date.end()) : max(verb.start, date.start())]
    behind = verb.end <= date.start() and re.search(
        r"\b(?:que|qu'|dont|pour avoir|pour s'être|sur l[ae']s?)\b", between
    )
    return bool(behind) or re.search(r"[.!?] [A-ZÀ-Ý]", between) is not None


def present_misread(context: Context) -> Iterator[Match]:
    """A present that tells the past left in the English present, or one that tells a habit put into the past."""
    source, tokens = context.source.plain, context.source.tokens
    date = _PAST_DATE.search(source)
    dated = date is not None and date.start() <= 12 and not _SPEECH.search(source) and not _LATE.search(source)
    if (dated or _OLD.match(source, _opening(source))) and not _LATE.search(source):
        yield from _put_into_the_future(context)
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
            says = "is told in the present but lies in the past"
            yield tense_match(verb, verb, answer.span, says, "the past tense", Severity.MINOR)
            return
        if not dated and answer.lower.endswith("ed") and not _PAST_CUE.search(context.target.plain):
            yield tense_match(verb, verb, answer.span, "is a habit of today", "the present tense")
            return


def _opening(source: str) -> int:
    """Where the date stands that a sentence opens with."""
    found = _OPENING.match(source)
    return found.end() if found else 0


def _put_into_the_future(context: Context) -> Iterator[Match]:
    """A present that tells the past, in the English future: *au XVIe siècle, la ville compte* as "will have"."""
    text, tokens = context.target.plain, context.source.tokens
    will = _WILL.search(text)
    ahead = ("aller", "devoir", "pouvoir", "vouloir", "falloir")
    if not will or any(is_future(t) or t.lemma in ahead or "Cnd" in t.morph for t in tokens):
        return
    verb = next((t for t in tokens if t.pos == "VERB" and t.feature("Tense") == "Pres"), None)
    if verb is not None and not _SPEECH_OR_CONDITION.search(context.source.plain):
        yield tense_match(verb, verb, Span(*will.span()), "lies in the past", "the past tense")


def future_told_as_past(context: Context) -> Iterator[Match]:
    """The only finite verb of a segment, a future beside a date ahead, put into the English past: *fermera lundi* as "closed"."""
    source = context.source.plain
    finite = [t for t in context.source.tokens if t.feature("VerbForm") == "Fin"]
    if len(finite) != 1 or not is_future(finite[0]) or not _AHEAD.search(source) or _OLD.search(source):
        return
    if _FUTURE_CUE.search(context.target.plain) or _PAST_DATE.search(source) or _old_before(context):
        return
    parts = [t for t in context.source.tokens if t.feature("VerbForm") == "Part" and t.index > finite[0].index]
    answer = counterpart(context, parts[0] if finite[0].pos == "AUX" and parts else finite[0], 0.5)
    pasts = [t for t in context.target.tokens if is_past(t.lower)]
    if answer is not None and answer in pasts and not _PAST_NEXT.search(context.target.plain):
        yield tense_match(finite[0], finite[0], answer.span, "is still to come", "will")


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


def is_future(token: Token) -> bool:
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
