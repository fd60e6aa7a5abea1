"""Persons and things: French gender is grammatical, English gender is that of a person."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.rules.antecedents import mentions
from tqcheck.rules.context import Context
from tqcheck.rules.french_pronouns import French, french_pronouns
from tqcheck.rules.noun_kinds import COLLECTIVE, PERSON, PLACE
from tqcheck.rules.pronoun_people import may_be_person
from tqcheck.rules.pronoun_reference import Referent, is_topic, resolve, spoken_of
from tqcheck.rules.pronoun_rivals import may_be_ship
from tqcheck.rules.pronoun_wording import PERSON_FORMS, cased, names_thing, pronoun_span, quoted, word_of
from tqcheck.rules.pronoun_words import English, english_pronouns, pairs, subject_pairs
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity

INDEFINITE = frozenset("chacun chacune personne quelqu'un celui celle quiconque aucun aucune".split())
"""French words that an object pronoun may take up instead of a noun."""
OBJECTS = frozenset({"object", "disjunctive"})


def _is_about_thing(context: Context, french: French, english: English) -> Referent | None:
    """The thing a pronoun stands for, if nobody whom the English pronoun could mean is about."""
    referent = resolve(context, french)
    if referent is None or referent.mention.personal or (english.gender == "f" and may_be_ship(french, referent)):
        return None
    if french.role == "object" and not french.gender:
        # "l'" and "lui" have no gender to agree with: only an organisation that the sentence before is about is sure enough
        group = (
            referent.kind in (COLLECTIVE, PLACE) and referent.mention.subject and referent.mention.token.pos != "PRON"
        )
        if not group:
            return None
    window = 1 if is_topic(context, french, referent) else None
    if spoken_of(context, english.gender, english, window) or may_be_person(context, french, english, referent):
        return None
    return referent


def _after_object(context: Context, french: French, referent: Referent) -> bool:
    """Whether an object pronoun before it in the segment may be the person: la voiture l'a fauchée alors qu'elle traversait."""
    earlier = [f for f in french_pronouns(context.source) if f.token.index < french.token.index]
    unsure = referent.kind not in (COLLECTIVE, PLACE)
    return any(
        f.role == "object" and not f.plural and (f.gender == french.gender or (unsure and not f.gender))
        for f in earlier
    )


def _thing_pairs(context: Context) -> Iterator[tuple[French, English]]:
    for french, english in subject_pairs(context):
        if french.role == "subject" and not french.plural and english.gender in ("m", "f"):
            yield french, english
    for french, english in pairs(context, OBJECTS, frozenset({"object"})):
        earlier = context.source.tokens[: french.token.index]
        if not french.plural and english.gender in ("m", "f") and not any(t.lower in INDEFINITE for t in earlier):
            yield french, english


@rule("P101", "pronoun-for-thing", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def pronoun_for_thing(context: Context) -> Iterator[Match]:
    """A thing, an organisation or a country that the English calls "he" or "she".

    ## What it does
    Resolves "il", "elle", "lui", "celle-ci", "cette dernière" by gender, number, distance and predicate over the segments before.
    Where nothing but things, organisations or places agree and nobody of that sex is about, "he", "she", "him", "her" are wrong.

    ## Why is this bad?
    Every French noun has a gender. "La présidence ... Elle" is an institution; "She" sends the reader looking for a woman.

    ## Example
    `La présidence a démenti. Elle dénonce une rumeur.` => `The presidency denied it. She denounces a rumour.`

    ## Use instead
    `The presidency denied it. It denounces a rumour.`

    ## References
    MQM accuracy/mistranslation. Guillou et al., Findings of the 2016 WMT shared task on cross-lingual pronoun prediction.

    ## Cases
    Wrong: La banque a relevé ses tarifs. || Elle invoque la hausse des coûts. => The bank has raised its fees. || She cites rising costs.
    Wrong: La vanne est neuve. || Elle se ferme à la main. => The valve is new. || She is closed by hand.
    Wrong: Le tribunal a rejeté la requête. || Il rendra sa décision en mai. => The court dismissed the application. || He will rule in May.
    Wrong: Marie Petit soutient la grève. || Nul ne cède. || La présidence a réagi. || Elle parle d'un malentendu. => Marie Petit supports the strike. || Nobody is yielding. || The presidency responded. || She speaks of a misunderstanding.
    Okay: La banque a relevé ses tarifs. || Elle invoque la hausse des coûts. => The bank has raised its fees. || It cites rising costs.
    Okay: La directrice a écrit à la banque. || Elle dénonce les tarifs. => The director wrote to the bank. || She denounces the fees.
    Okay: La salle était pleine. || Elle sourit. => The hall was full. || She smiled.
    Okay: Le problème avec lui, c'est son retard. => The trouble with him is that he is always late.
    Okay: La voiture l'a fauchée alors qu'elle traversait. => The car mowed her down as she was crossing.
    Okay: Mine de rien, elle a tout changé. => Without seeming to, she has changed everything.
    Okay: Le facteur ne sonne plus, il dépose un avis. => The postman no longer rings, he leaves a note.
    """
    for french, english in _thing_pairs(context):
        referent = _is_about_thing(context, french, english)
        if referent is not None and not _after_object(context, french, referent):
            yield names_thing(context, french, english, referent)


@rule("P102", "person-as-thing", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def person_as_thing(context: Context) -> Iterator[Match]:
    """A person whom the English calls "it".

    ## What it does
    Reports "it" for "il" or "elle" where only a person agrees with the French pronoun, or its verb suits nobody else.

    ## Why is this bad?
    "It" for a minister or a nurse reads as an insult, and sends the reader looking for a thing.

    ## Example
    `La comédienne est morte. Elle avait 91 ans.` => `The actress has died. It was 91.`

    ## Use instead
    `The actress has died. She was 91.`

    ## References
    MQM accuracy/mistranslation.

    ## Cases
    Wrong: La romancière est morte mardi. || Elle était née à Oran. => The novelist died on Tuesday. || It was born in Oran.
    Wrong: Le chanteur quitte la scène. || Il a épousé sa pianiste. => The singer is leaving the stage. || It married its pianist.
    Wrong: La patronne est arrivée. || Elle a souri. => The boss arrived. || It smiled.
    Okay: La romancière est morte mardi. || Elle était née à Oran. => The novelist died on Tuesday. || She was born in Oran.
    Okay: Le président a signé le décret. || Il entrera en vigueur lundi. => The president signed the decree. || It will come into force on Monday.
    Okay: Le chanteur publie un disque. || Il sort lundi. => The singer is releasing a record. || It comes out on Monday.
    """
    found = [e for e in english_pronouns(context.target) if e.role in ("subject", "it", "there")]
    for french, english in subject_pairs(context):
        if french.role != "subject" or french.plural or english.role != "it" or len(found) != 1:
            continue
        referent = resolve(context, french)
        if referent is None or not _is_topic(context, french, referent):
            continue
        word = word_of(context, english)
        yield Match(
            message=f"'{french.token.text}' stands for '{quoted(context, referent.mention)}', a person: '{word}' names a thing",
            target=pronoun_span(english),
            source=french.token.span,
            suggestion=cased(PERSON_FORMS["it", french.gender], word),
            confidence=0.8,
        )


def _is_topic(context: Context, french: French, referent: Referent) -> bool:
    """Whether a person is what a segment is about and the pronoun takes it up where the next one begins."""
    mention = referent.mention
    home = context.document.at(mention.segment)
    if mention.kind != PERSON or mention.gender != french.gender or not mention.subject or home is None:
        return False
    first = next((m for m in mentions(home) if m.role != "oblique"), mention)
    return (
        first.token.index == mention.token.index
        and sum(t.is_word for t in context.source.tokens[: french.token.index]) < 5
    )
