"""Obligation, possibility and prohibition: modal verbs that say something else in the translation."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.phrases import modal_words, phrases
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

_FREE = re.compile(r"\b(?:can|may|could|might)\b(?!\s*(?:not|n't|only|never|no\b))", re.IGNORECASE)
_UNABLE = re.compile(r"\b(?:(?:can|could|may) (?:not|never|no longer)|cannot|can't|couldn't)\b", re.IGNORECASE)
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
    Wrong: Vous êtes autorisé à entrer. => You are required to enter.
    Wrong: La pêche est proscrite ici. => Fishing is recommended here.
    Wrong: La gardienne n'a pas pu répondre. => The caretaker did not want to answer.
    Okay: Il a dû oublier. => He may have forgotten.
    Okay: On ne peut entrer qu'avec un badge. => No entry without a badge.
    Okay: Les enfants ne sont admis qu'avec un adulte. => Children are not admitted unless with an adult.
    Wrong: Le bac pourrait repartir si le vent le permet. => The ferry will leave again if the wind permits.
    Okay: La route pourrait rouvrir lundi. => The road may reopen on Monday.
    Okay: Vous n'êtes pas tenu de signer ce document. => You need not sign this document.
    Okay: Il devait être fatigué, car il dormait déjà. => He must have been tired, for he was already asleep.
    Okay: Les candidats doivent présenter une pièce d'identité. => Candidates have to show an identity document.
    Okay: Vous pouvez joindre une lettre. => You may attach a letter.
    Okay: On doit pouvoir entrer. => People must be able to enter.
    """
    if context.bead.target and "?" not in context.source.text:
        yield from list(_phrase_changed(context)) or _verb_exchanged(context)


def _verb_exchanged(context: Context) -> Iterator[Match]:
    """The one modal verb of the source where the translation has only words of the other kind."""
    if not context.source.lemmas.isdisjoint(_NEIGHBOURS) or any(map(_blurs, context.source.tokens)):
        return
    must, can = _modals(context.source.tokens)
    text = context.target.plain
    if must and not can and not _any_of("must", "expected").search(text):
        free = _FREE.search(text)
        if free and not _UNABLE.search(text):
            yield _match(must[0], free, "an obligation, not a possibility", "must / have to")
    elif can and not must and not _any_of("able", "future").search(text):
        forced = _MUST.search(text)
        if forced and not any(token.lower in ("ne", "n'") for token in context.source.tokens):
            yield _match(can[0], forced, "a possibility, not an obligation", "can / may")


@functools.cache
def _any_of(*kinds: str) -> re.Pattern[str]:
    """The English words of some kinds."""
    return re.compile(rf"\b(?:{'|'.join(map(modal_words, kinds))})\b", re.IGNORECASE)


def _phrase_changed(context: Context) -> Iterator[Match]:
    """The first modal phrase whose English says something else."""
    source, text = context.source.plain, context.target.plain
    if _IF_PERMITTED.search(source):
        text = _PERMITS.sub(lambda found: "_" * len(found[0]), text)
    changed = next(((one, pair) for one in phrases("modal_phrases") if (pair := one.changed(source, text))), None)
    if changed is not None:
        one, (modal, found) = changed
        yield Match(
            message=f"'{modal[0].strip(' ,;:')}' is {one.note}: '{found[0]}' changes what is asked",
            target=Span(*found.span()),
            source=Span(*modal.span()),
            suggestion=one.suggestion,
            confidence=0.75,
        )


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


def _blurs(token: Token) -> bool:
    """Whether a form of *devoir* beside the present says something else: the modals may then change places."""
    return token.lower.startswith("devr") or token.lower in ("dû", "due", "dus")


def _next(tokens: Sequence[Token], token: Token) -> str:
    return tokens[token.index + 1].lower if token.index + 1 < len(tokens) else ""


def _match(modal: Token, found: re.Match[str], says: str, suggestion: str) -> Match:
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
        yield _match(denied, found, "a prohibition", "must not")


def _forbidding(tokens: Sequence[Token]) -> Token | None:
    """The verb *devoir* in the present or future between *ne* and *pas*, *jamais*, *en aucun cas*."""
    for token in tokens:
        if token.lower in ("doit", "doivent", "dois", "devez", "devons", "devra", "devront", "devrez"):
            near = [t.lower for t in tokens[max(0, token.index - 3) : token.index + 4]]
            if ("ne" in near or "n'" in near) and not {"pas", "jamais", "aucun", "aucune"}.isdisjoint(near):
                return token
    return None
