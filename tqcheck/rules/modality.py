"""Obligation, possibility and prohibition: modal verbs that say something else in the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

_OBLIGED = re.compile(
    r"\b(?:must|shall|should|ought|need(?:s|ed)?|have to|has to|had to|having to|required?|requires|oblig\w+|necessary|mandatory|"
    r"compulsory|supposed|expected|due|bound|owe[sd]?|will|would|is to|are to|was to|were to|make sure|ensure|impose\w*|forced?|gotta|got to|want|let|"
    r"let's|going to|duty|deserves?|require\w*|better|plan\w*|set to|scheduled|meant|demands?|calls? for|responsible|task|doomed|likely|necessarily|"
    r"advis\w+|recommend\w*|presumably|surely|probably|imperative|essential|vital|crucial)\b",
    re.IGNORECASE,
)
_FREE = re.compile(r"\b(?:can|may|could|might)\b(?!\s*(?:not|n't|only|never|no\b))", re.IGNORECASE)
_UNABLE = re.compile(r"\b(?:(?:can|could|may) (?:not|never|no longer)|cannot|can't|couldn't)\b", re.IGNORECASE)
_ABLE = re.compile(
    r"\b(?:can\w*|may|could\w*|might|able|unable|possib\w+|impossib\w+|allow\w*|permit\w*|let|lets|capable|ability|opportunit\w+|chance|enabl\w+|"
    r"potential\w*|perhaps|maybe|free to|entitled|authori[sz]\w+|power|manage\w*|option\w*|likely|fail\w*|risk\w*|eligible|in a position|"
    r"help\w*|hard|difficult|easy|easily|ways?|afford|right|would|will|succeed\w*|used to)\b",
    re.IGNORECASE,
)
_MUST = re.compile(r"\b(?:must|have to|has to|obliged to|required to)\b", re.IGNORECASE)
_NEEDLESS = re.compile(
    r"\b(?:need not|needn't|(?:do|does|did)(?: not|n't) (?:have|need) to|(?:is|are) not (?:required|obliged) to|no need to)\b",
    re.IGNORECASE,
)


@rule("V101", "modal-changed", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def modal_changed(context: Context) -> Iterator[Match]:
    """An obligation became a possibility, or the reverse.

    ## What it does
    Where the source has modals of one kind only (*devoir*, *être tenu de*; or *pouvoir*) and the translation only words of the other kind
    (can, may; or must, have to), reports the modal. Silent where both kinds stand on a side, or where anything else may answer. Also: *il faut*
    as can, *devait* as "must", *pourrait* as "will", *pourrait ne pas* as "could not", *n'est pas obligé* as "must not", *ne peut pas* as
    "may not want to".

    ## Why is this bad?
    Readers do what they need not, or leave undone what they must.

    ## Example
    `Les visiteurs doivent réserver.` => `Visitors can book.`

    ## Use instead
    `Visitors must book.`

    ## References
    MQM accuracy/mistranslation; ISO/IEC Directives Part 2 on must, shall, should, can and may.

    ## Cases
    Wrong: Les candidats doivent présenter une pièce d'identité. => Candidates can show an identity document.
    Wrong: Les groupes sont tenus de réserver deux jours avant. => Groups may book two days in advance.
    Wrong: Vous pouvez joindre une lettre à votre dossier. => You must attach a letter to your file.
    Wrong: Il faut que le gardien ferme la grille à clé. => The caretaker can lock the gate.
    Wrong: La route pourrait rouvrir lundi. => The road will reopen on Monday.
    Wrong: Le pont pourrait ne pas rouvrir lundi. => The bridge could not reopen on Monday.
    Wrong: Le train devait partir à midi, mais la neige l'a retardé. => The train must leave at noon, but snow delayed it.
    Wrong: Vous n'êtes pas tenu de signer ce document. => You must not sign this document.
    Wrong: Le bac pourrait repartir si le vent le permet. => The ferry will leave again if the wind permits.
    Okay: La route pourrait rouvrir lundi. => The road may reopen on Monday.
    Okay: Vous n'êtes pas tenu de signer ce document. => You need not sign this document.
    Okay: Il devait être fatigué, car il dormait déjà. => He must have been tired, for he was already asleep.
    Okay: Les candidats doivent présenter une pièce d'identité. => Candidates have to show an identity document.
    Okay: Vous pouvez joindre une lettre. => You may attach a letter.
    Okay: On doit pouvoir entrer. => People must be able to enter.
    """
    if not context.bead.target or "?" in context.source.text:
        return
    yield from _phrase_changed(context)
    if _blurred(context):
        return
    must, can = _modals(context.source.tokens)
    text = context.target.plain
    if must and not can and not _OBLIGED.search(text):
        free = _FREE.search(text)
        if free and not _UNABLE.search(text):
            yield _match(context, must[0], free, "an obligation, not a possibility", "must / have to")
    elif can and not must and not _ABLE.search(text):
        forced = _MUST.search(text)
        if forced and not any(token.lower in ("ne", "n'") for token in context.source.tokens):
            yield _match(context, can[0], forced, "a possibility, not an obligation", "can / may")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A French modal phrase, the English that says something else, and the English that acquits."""

    source: re.Pattern[str]
    wrong: re.Pattern[str]
    right: re.Pattern[str]
    says: str
    suggestion: str


def _phrase(source: str, wrong: str, right: str, says: str, suggestion: str) -> Phrase:
    first, second, third = (re.compile(pattern, re.IGNORECASE) for pattern in (source, wrong, right))
    return Phrase(first, second, third, says, suggestion)


_NO_DUTY = r"(?:n'\w+|ne \w+) (?:pas|nullement|plus) (?:été )?(?:obligée?s?|tenue?s?|contrainte?s?) (?:de|d'|à)|ne \w+ pas (?:nécessairement|forcément|obligatoirement)"
_PHRASES = (
    _phrase(_NO_DUTY, r"\b(?:must not|mustn't|may not|cannot|can't)\b",
            r"\b(?:necessarily|obliged|required|need\w*|have to|always|automatically|inevitably|might|not all)\b",
            "the absence of an obligation, not a prohibition", "do not have to / need not"),
    _phrase(r"(?<!ne )(?<!n')\b(?:il )faut qu[e']|\bil faut (?!pas|plus|croire|dire|noter)\w+(?:er|ir|re)\b", r"\b(?:can|may|could|might)\b",
            r"\b(?:must|need\w*|have|has|had|should|shall|ought|requir\w*|necessary|essential|tak\w+|took|let|let's|important|only|be \w+ed|got|"
            r"will|would|in order|vital|crucial|imperative|oblig\w+|unless|not|\w+n't|cannot|never|vital|want\w*|wait\w*)\b",
            "an obligation, not a possibility", "must / have to"),
    _phrase(r"\bpourrai(?:t|ent) (?:bien )?ne (?:pas|plus|jamais|rien)\b", r"\b(?:could not|couldn't|cannot|can't)\b",
            r"\b(?:may|might|risk\w*|possib\w+|perhaps)\b", "the possibility that something does not happen", "might not / may not"),
    _phrase(r"(?<!ne )\bpourrai(?:t|ent)\b(?! (?:pas|ne|plus)\b)", r"(?<!that )\b(?:will|shall)\b(?! (?:likely|probably|perhaps|possibly|be able|be possible|have the|allow|enable|see whether)\b)",
            _ABLE.pattern.replace("|right|would|will|", "|right|would|").replace("|way", "|expected|set|should|seem\\w*|whether|unless|probabl\\w+|predict\\w*|prospect|way"),
            "a possibility, not a certainty", "could / may"),
    _phrase(r"(?<!ne )(?:\A|[,;:] |\bet )(?:\w+ |\w')?(?:\w+[ -]){0,4}devai(?:t|ent) (?!être)\w+(?:er|ir|re)\b", r"\b(?:must|has to|have to)\b(?! have\b)",
            r"\b(?:had to|was|were|should|would|supposed|due|said|that|if)\b(?= to\b| have\b|$|\b)|\bhad to\b",
            "past: what was due or planned", "was to / was due to / had to"),
    _phrase(r"\bne (?:peut|peuvent|pouvons|pouvez|pourra|pourront) (?:pas|plus)\b", r"\b(?:may|might) not (?:want|wish|like|care)\b",
            r"\b(?:cannot|can't|unable|impossible)\b", "a prohibition or an inability", "cannot / may not"),
    _phrase(r"\bil ne (?:faut|faudra|fallait) (?:pas|jamais|surtout pas)\b",
            r"\b(?:need not|needn't|(?:do|does|did)(?: not|n't) (?:have|need) to|not necessary|unnecessary|no need to|not (?:required|obliged))\b",
            r"\b(?:must|should|shouldn't|never|cannot)\b", "a prohibition", "must not / should not"),
    _phrase(r"\baurai(?:t|ent) (?:\w+ )?dû\b", r"\b(?:must have|has to have|had to)\b", r"\b(?:should|ought|supposed|was to|were to|would)\b",
            "something that was due and did not happen", "should have"),
    _phrase(r"\b(?:a|ont|avait|avaient) (?:\w+ )?dû\b", r"\b(?:should have|ought to have|may|can)\b", r"\b(?:must|had to|forced|obliged|needed|was to|were to)\b",
            "a necessity that was met", "had to / must have"),
    _phrase(r"(?<!ne )(?<!n')\bdevrai(?:t|ent)\b(?! (?:pas|pouvoir|permettre)\b)", r"\b(?:must|had to|has to|have to|may|can)\b(?! be able)",
            _OBLIGED.pattern.replace(r"must|", "").replace("have to|has to|had to|", "").replace("(?:shall", "(?:\\w+'d|shall|might|could") + r"|\b(?:might|could|'d)\b",
            "advice or expectation", "should / is expected to"),
    _phrase(r"(?<!ne )\bdevr(?:a|ont|ez)\b(?! (?:pas|pouvoir)\b)", r"\b(?:may|can|could|might)\b(?! (?:not|only|no)\b)", _OBLIGED.pattern + r"|\bonly\b",
            "an obligation, not a possibility", "must / will have to"),
    _phrase(r"(?<!ne )\bpeu(?:t|vent)\b (?!être|pas|plus|ne)\w+(?:er|ir|re)\b", r"\b(?:will|shall)\b",
            _ABLE.pattern.replace("|right|would|will|", "|right|would|"), "a possibility, not a certainty", "can / may"),
)  # fmt: skip


def _phrase_changed(context: Context) -> Iterator[Match]:
    """The first modal phrase whose English says something else."""
    text = context.target.plain
    if _IF_PERMITTED.search(context.source.plain):
        text = _PERMITS.sub(lambda found: "_" * len(found[0]), text)
    for one in _PHRASES:
        modal = one.source.search(context.source.plain)
        found = one.wrong.search(text) if modal else None
        if modal and found and not one.right.search(text):
            yield Match(
                message=f"'{modal[0].strip(' ,;:')}' is {one.says}: '{found[0]}' changes what is asked",
                target=Span(*found.span()),
                source=Span(*modal.span()),
                suggestion=one.suggestion,
                confidence=0.75,
            )
            return


_IF_PERMITTED = re.compile(r"\bs(?:i|'ils?)\b[^,.;]*\bpermet", re.IGNORECASE)
_PERMITS = re.compile(r"\b(?:permit\w*|allow\w*)\b", re.IGNORECASE)
"""Where the source says *si le temps le permet*, these answer to that and not to the modal."""
_POUVOIR = frozenset(
    "peut peuvent pouvez pouvons peux pourra pourront pourrez pourrait pourraient pourriez pouvait pouvaient".split()
)
_DEVOIR = frozenset("doit doivent devez devons dois".split())
_NEIGHBOURS = frozenset(
    "falloir obligatoire obliger obligation contraindre contraint possible possibilité permettre permis risquer probable nécessaire "
    "vouloir savoir capable impossible exiger nécessiter peut-être éventuel éventuellement sembler".split()
)


def _modals(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Verbs of obligation, in the present, and of possibility, in any tense."""
    must = [t for t in tokens if t.lower in _DEVOIR and t.pos in ("VERB", "AUX")]
    must += [t for t in tokens if t.lower in ("tenu", "tenus", "tenue", "tenues") and _next(tokens, t) in ("de", "d'")]
    return must, [t for t in tokens if t.lower in _POUVOIR]


def _blurred(context: Context) -> bool:
    """Whether the source has other words of necessity or possibility, or asks: the modals may then change places."""
    if "?" in context.source.text or not context.source.lemmas.isdisjoint(_NEIGHBOURS):
        return True
    return any(token.lower.startswith("devr") or token.lower in ("dû", "due", "dus") for token in context.source.tokens)


def _next(tokens: Sequence[Token], token: Token) -> str:
    return tokens[token.index + 1].lower if token.index + 1 < len(tokens) else ""


def _match(context: Context, modal: Token, found: re.Match[str], says: str, suggestion: str) -> Match:
    return Match(
        message=f"'{modal.text}' is {says}: '{found[0]}' changes what is asked",
        target=Span(found.start(), found.end()),
        source=modal.span,
        suggestion=suggestion,
        confidence=0.8,
    )


@rule("V102", "prohibition-lost", "accuracy/mistranslation", Severity.CRITICAL, source="fr", target="en")
def prohibition_lost(context: Context) -> Iterator[Match]:
    """A prohibition became the absence of an obligation.

    ## What it does
    *Ne doit pas* forbids. Reports "need not", "does not have to" and their like where the source has *ne ... devoir ... pas* and no
    *falloir*, *obliger* or *besoin* that would answer to them.

    ## Why is this bad?
    What is forbidden becomes optional; in a manual somebody gets hurt.

    ## Example
    `L'appareil ne doit pas être couvert.` => `The appliance need not be covered.`

    ## Use instead
    `The appliance must not be covered.`

    ## References
    ISO/IEC Directives Part 2: "must not" against "need not".

    ## Cases
    Wrong: La grille ne doit pas être obstruée. => The grille does not have to be blocked.
    Wrong: Vous ne devez pas débrancher la pompe. => You need not unplug the pump.
    Okay: La grille ne doit pas être obstruée. => The grille must not be blocked.
    Okay: Vous n'êtes pas obligé de répondre. => You do not have to answer.
    """
    denied = _forbidding(context.source.tokens)
    found = _NEEDLESS.search(context.target.plain) if denied else None
    if (
        denied
        and found
        and context.source.lemmas.isdisjoint(
            ("falloir", "obliger", "obligé", "besoin", "nécessaire", "nécessairement", "forcément")
        )
    ):
        yield _match(context, denied, found, "a prohibition", "must not")


def _forbidding(tokens: Sequence[Token]) -> Token | None:
    """The verb *devoir* in the present or future between *ne* and *pas*, *jamais*, *en aucun cas*."""
    for token in tokens:
        if token.lower in ("doit", "doivent", "dois", "devez", "devons", "devra", "devront", "devrez"):
            near = [t.lower for t in tokens[max(0, token.index - 3) : token.index + 4]]
            if ("ne" in near or "n'" in near) and not {"pas", "jamais", "aucun", "aucune"}.isdisjoint(near):
                return token
    return None
