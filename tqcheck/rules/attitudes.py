"""Who vouches for what, and how surely: verbs of saying, thinking, ordering and allowing, words of certainty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.lexicon.negatives import listed_words
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.factuality import factuality_changed
from tqcheck.rules.negation_english import negatives
from tqcheck.rules.phrases import phrases
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

_ADVERB = re.compile(r"ment$|doute$|^peut-être$|^encore|^à peine|^ni ")
_DENIAL = re.compile(r"\b(?:ne|aucune?|personne|rien|ni|nul|jamais|pas)\b|\bn'|évit|déconseill|proscri", re.IGNORECASE)
_SURE = 0.62
"""The similarity from which an English word surely renders the French one that it is linked to."""
_UNDER_NEGATION = re.compile(r"\b(?:ne |n'|sans )(?:\w+ ){0,2}$", re.IGNORECASE)


@rule("V104", "attitude-changed", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def attitude_changed(context: Context) -> Iterator[Match]:
    """A verb of saying, ordering or allowing, or a word of certainty, changed its force.

    ## What it does
    Looks up what the speaker does or how sure he is (*nier*, *estimer que*, *assurer que*, *interdire*, *laisser*, *sans doute*,
    *il se peut que*), and reports an English word of another force (admitted, know, ensure, discourage, made, definitely, or nothing at all)
    where no word that keeps the force stands in the translation. The same for verbs of trying, succeeding, failing, meaning, promising,
    refusing (*tenter de*, *parvenir à*, *faillir*, *s'apprêter à*): their infinitive may not stand as done, nor one class as another.

    ## Why is this bad?
    A suspicion becomes a verdict, advice an order, a supposition a fact.

    ## Example
    `Le suspect nie avoir tiré.` => `The suspect admits firing.`

    ## Use instead
    `The suspect denies firing.`

    ## References
    MQM accuracy/mistranslation; Grevisse, Le bon usage, on verbs of opinion and declaration.

    ## Cases
    Wrong: La banque nie avoir aidé ses clients à frauder. => The bank admits helping its clients to defraud.
    Wrong: Le directeur assure que les salaires seront versés. => The manager ensures that wages will be paid.
    Wrong: Le décret interdit de chasser le dimanche. => The decree discourages hunting on Sundays.
    Wrong: Elle arrivera sans doute avant midi. => She will definitely arrive before noon.
    Wrong: Il se peut que le vol soit retardé. => The flight is delayed.
    Wrong: Le pilote a cherché à éviter le clocher. => The pilot avoided the steeple.
    Wrong: Les plongeurs ont réussi à remonter l'épave. => The divers tried to raise the wreck.
    Wrong: La mairie prévoit de raser la halle. => The town hall razed the market.
    Wrong: Elle a failli perdre son emploi. => She lost her job.
    Wrong: Le maire a refusé de signer le contrat. => The mayor signed the contract.
    Wrong: La police avertit que le col est dangereux. => The police welcomed the dangerous pass.
    Wrong: Il ne fait aucun doute que la loi passera. => It is doubtful that the law will pass.
    Okay: Il n'est pas parvenu à ouvrir la porte. => The door would not budge.
    Okay: La mairie entend fermer la piscine. => The pool faces closure under council plans.
    Okay: Le comptable a avoué avoir volé. => The accountant owned up to the theft.
    Okay: Nul doute qu'il viendra. => He is sure to come.
    Okay: Il a oublié de fermer la porte. => He left the door open.
    Okay: La banque nie avoir aidé ses clients à frauder. => The bank denies helping its clients to defraud.
    Okay: Le directeur s'assure que les salaires sont versés. => The manager makes sure that wages are paid.
    Okay: Le décret interdit de chasser le dimanche. => The decree does not allow hunting on Sundays.
    Okay: Elle arrivera sans doute avant midi. => She should arrive before noon.
    """
    if not context.bead.target or "?" in context.source.plain:
        return
    yield from list(changed(context, "attitudes")) or factuality_changed(context)


@rule("G108", "polarity-phrase", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def polarity_phrase(context: Context) -> Iterator[Match]:
    """A phrase that hides its polarity was read the wrong way round.

    ## What it does
    Looks up phrases that deny or affirm otherwise than word by word (*non sans*, *n'ignore pas*, *ne manquera pas de*, *ni ... ni*, *à peine*,
    *sans être*, *pas question de*) and reports the English of the opposite polarity where no word that keeps it stands in the translation.

    ## Why is this bad?
    The translation says the opposite.

    ## Example
    `Je ne manquerai pas de vous écrire.` => `I will not write to you.`

    ## Use instead
    `I will be sure to write to you.`

    ## References
    Grevisse, Le bon usage, on negation and its idioms.

    ## Cases
    Wrong: Elle ne manquera pas de vous prévenir. => She will not warn you.
    Wrong: Il est reparti non sans avoir salué le gardien. => He left without greeting the guard.
    Wrong: Le maire n'ignorait pas les risques. => The mayor was unaware of the risks.
    Wrong: Sa retraite suffit à peine à payer le loyer. => Her pension is easily enough to pay the rent.
    Wrong: La police n'exclut aucune piste. => The police exclude any lead.
    Wrong: Ce n'est pas le premier, et tous n'ont pas été jugés. => He is not the first, and all of them have not been tried.
    Okay: La police n'exclut aucune piste. => The police are not excluding any lead.
    Okay: Elle ne manquera pas de vous prévenir. => She will not fail to warn you.
    Okay: Personne n'était au courant. => Everyone was unaware of it.
    Okay: Elle vit toujours à Brest. => She has never left Brest.
    Okay: Le moulin tourne encore. => The mill is not idle yet; it has never stopped.
    Okay: Le maire n'ignorait pas les risques. => The mayor was not unaware of the risks.
    Okay: Sa retraite suffit à peine à payer le loyer. => Her pension barely covers the rent.
    Okay: La douleur est toujours là. => The pain has not gone away.
    Okay: La plage est à éviter par grand vent. => The beach is one of the least recommended spots in high winds.
    """
    if context.bead.target and "?" not in context.source.plain:
        yield from (match for match in changed(context, "polarity_phrases") if not _denied_otherwise(context, match))


def _denied_otherwise(context: Context, match: Match) -> bool:
    """Whether a word of another form keeps the polarity: nobody knows, all are unaware; still there, has never left."""
    if match.target is None or match.source is None:
        return False
    wrong = match.target
    denying = negatives(context.target).denying
    if _DENIAL.search(context.source.plain[match.source.start : match.source.end]):
        return any(not token.span.overlaps(wrong) and not _spoken_for(context, token) for token in denying)
    following = [token for token in context.target.tokens if token.start >= wrong.end][:3]
    ending = listed_words("en", "ending")
    return any(token in denying or token.lemma in ending or token.lower in ending for token in following)


def _spoken_for(context: Context, token: Token) -> bool:
    """Whether an English word surely renders a French one of its own."""
    return bool(context.words.sources_of(token.index)) and context.words.target_match[token.index] >= _SURE


def changed(context: Context, name: str) -> Iterator[Match]:
    """The first expression of a word list whose English has another force."""
    source, text = context.source.plain, context.target.plain
    for one in phrases(name):
        pair = one.changed(source, text)
        if pair is not None and not _denied(source, pair[0]):
            found, wrong = pair
            lost = wrong.end() - wrong.start() == len(text)
            became = "is lost" if lost else f"became '{wrong[0]}'"
            says = f"'{found[0].strip()}' {became}: {one.note}"
            yield Match(says, Span(*wrong.span()), Span(*found.span()), one.suggestion, confidence=0.75)
            return


def _denied(source: str, found: re.Match[str]) -> bool:
    """Whether a French verb stands under a negation, which may turn its force round; an adverb does not care."""
    if _ADVERB.search(found[0]):
        return False
    return _UNDER_NEGATION.search(source[max(0, found.start() - 20) : found.start()]) is not None
