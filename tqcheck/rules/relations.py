"""How clauses hang together and how much is meant: conjunctions that changed their sense, quantities put into words."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.rules.attitudes import changed
from tqcheck.rules.calques import FUNCTION_WORDS
from tqcheck.rules.context import Context
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity


@rule("G110", "connective", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def connective(context: Context) -> Iterator[Match]:
    """A conjunction or preposition that ties two statements became one of another sense.

    ## What it does
    Looks up connectives (*or*, *car*, *pourtant*, *alors que*, *à moins que*, *pourvu que*, *faute de*, *quitte à*, *dès que*, *sauf*,
    *y compris*) and reports an English word of another relation (cause for contrast, inclusion for exception, purpose for condition) where
    no word of the right one stands in the translation and nothing else in the source asks for the wrong one.

    ## Why is this bad?
    Each half is translated well and the whole says something else: a reason becomes an obstacle, an exception a member.

    ## Example
    `Tout le monde a voté, sauf le maire.` => `Everyone voted, including the mayor.`

    ## Use instead
    `Everyone voted except the mayor.`

    ## References
    MQM accuracy/mistranslation; Grevisse, Le bon usage, on conjunctions.

    ## Cases
    Wrong: Tout le monde a voté, sauf le maire. => Everyone voted, including the mayor.
    Wrong: Elle est restée, bien que la salle fût vide. => She stayed because the room was empty.
    Wrong: Faute de neige, la station a fermé. => Thanks to the snow, the resort closed.
    Wrong: On garde la tente, quitte à dormir à trois. => We are keeping the tent to avoid sleeping three to a bed.
    Wrong: Nous pensions gagner du temps ; or nous en perdons. => We thought we would gain time; gold, we are losing it.
    Okay: Tout le monde a voté, sauf le maire. => Everyone voted but the mayor.
    Okay: Elle est restée, bien que la salle fût vide. => She stayed, even though the room was empty.
    Okay: Faute de neige, la station a fermé. => The resort closed because there was no snow.
    Okay: La bague est en or, pourtant il l'a vendue. => The ring is gold, yet he sold it.
    """
    if context.bead.target and "?" not in context.source.plain:
        yield from (match for match in changed(context, "connectives") if not _answers_elsewhere(context, match))


@rule("G111", "quantifier", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def quantifier(context: Context) -> Iterator[Match]:
    """A quantity, a share, a limit or a rhythm put into words became another.

    ## What it does
    Looks up words of quantity (*la plupart*, *chaque*, *peu de*, *un sur trois*, *la moitié*, *décupler*, *fois moins*, *au plus*) and of
    rhythm (*tous les deux ans*, *par semaine*, *trimestriel*, *toute la nuit*), and units of time after a number. Reports English of
    another quantity, rhythm or unit where no word of the right one stands in the translation.

    ## Why is this bad?
    There is no figure to compare, and yet the amount is wrong: a weekly dose becomes a daily one, the few become the many.

    ## Example
    `Deux comprimés par jour.` => `Two tablets a week.`

    ## Use instead
    `Two tablets a day.`

    ## References
    MQM accuracy/mistranslation.

    ## Cases
    Wrong: Prenez deux comprimés par jour. => Take two tablets a week.
    Wrong: La plupart des élèves ont réussi. => Few pupils passed.
    Wrong: Un foyer sur dix est concerné. => Ten households in ten are affected.
    Wrong: Il a neigé toute la nuit. => It snowed every night.
    Wrong: Le comité se réunit tous les deux ans. => The committee has met for two years.
    Wrong: Le bail court encore six semaines. => The lease runs for another six months.
    Okay: Prenez deux comprimés par jour. => Take two tablets daily.
    Okay: La plupart des élèves ont réussi. => Most pupils passed.
    Okay: Il a neigé toute la nuit. => It snowed all through the night.
    Okay: Le comité se réunit tous les deux ans. => The committee meets every other year.
    Okay: Le bail court encore six semaines. => The lease runs for another month and a half, or six weeks.
    """
    if context.bead.target and "?" not in context.source.plain:
        yield from (match for match in changed(context, "quantifiers") if not _answers_elsewhere(context, match))


def _answers_elsewhere(context: Context, match: Match) -> bool:
    """Whether the alignment gives the suspected English to other French than the expression: it is no rendering of it."""
    if match.target is None or match.source is None:
        return False
    words = (t for t in context.target.between(match.target) if t.is_word and t.lower not in FUNCTION_WORDS)
    linked = {source for token in words for source in context.words.sources_of(token.index)}
    return bool(linked) and linked.isdisjoint(token.index for token in context.source.between(match.source))
