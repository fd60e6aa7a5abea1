"""The sex of a person: "he" for "elle" and "she" for "il"."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.rules.context import Context
from tqcheck.rules.french_pronouns import French
from tqcheck.rules.noun_kinds import PERSON
from tqcheck.rules.pronoun_reference import Referent, grammatical_gender, is_latter, resolve
from tqcheck.rules.pronoun_rivals import crossed, may_be_ship, names_another, other_person
from tqcheck.rules.pronoun_wording import PERSON_FORMS, cased, names_thing, pronoun_span, quoted, word_of
from tqcheck.rules.pronoun_words import English, opens, pairs, subject_pairs
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity

OBJECTS = frozenset({"object", "disjunctive"})


@rule("P103", "pronoun-sex", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def pronoun_sex(context: Context) -> Iterator[Match]:
    """A woman called "he" or a man called "she".

    ## What it does
    Pairs the subject pronouns of both sides and reports "he" for "elle" and "she" for "il", unless a noun whose gender says nothing
    of the person (une victime, une star) or a name of either sex is about.

    ## Why is this bad?
    The reader takes the person for somebody else, and the person concerned is offended.

    ## Example
    `La ministre a réagi. Elle démissionne.` => `The minister responded. He is resigning.`

    ## Use instead
    `The minister responded. She is resigning.`

    ## References
    Currey et al., MT-GenEval (EMNLP 2022). MQM accuracy/mistranslation.

    ## Cases
    Wrong: La ministre a réagi. || Elle quittera ses fonctions en mai. => The minister responded. || He will step down in May.
    Wrong: En 1998, elle entre au conservatoire de Lyon. => In 1998, he entered the Lyon conservatory.
    Wrong: L'avocate est formelle. || Selon elle, tout est faux. => The lawyer is categorical. || According to him, it is all false.
    Okay: La victime a parlé. || Elle a décrit son agresseur. => The victim spoke. || He described his attacker.
    Okay: La ministre a réagi. || Elle quittera ses fonctions en mai. => The minister responded. || She will step down in May.
    Okay: Il lui était impossible de travailler. => She was unable to work.
    Okay: Il la trouvait changée. => She seemed different to him.
    Okay: Il a repris de la tarte : elle était bonne. => He had more of the tart, so he must have liked it.
    """
    for french, english in _sex_pairs(context):
        if grammatical_gender(context, 3) or crossed(context, french, english):
            continue
        referent = resolve(context, french)
        told = referent is not None and (is_latter(french) or opens(context.source, french.token))
        if not told and other_person(context, french, english):
            continue
        thing = (
            any(t.lower == "it" for t in context.target.tokens) if referent is None else not referent.mention.personal
        )
        if thing and names_another(context, french, english):
            continue
        if referent is None or referent.mention.personal:
            yield _other_sex(context, french, english, referent)
        elif not (english.gender == "f" and may_be_ship(french, referent)):
            yield names_thing(context, french, english, referent)


def _sex_pairs(context: Context) -> Iterator[tuple[French, English]]:
    """Pronouns that answer to one another and differ in gender; "lui" after a preposition may be either."""
    others = pairs(context, OBJECTS, frozenset({"object"}))
    for french, english in (*subject_pairs(context), *others):
        told = french.role == "subject" or (
            french.role in OBJECTS and french.gender != "" and french.token.lower not in ("lui", "le")
        )
        if told and not french.plural and english.gender in ("m", "f") and english.gender != french.gender:
            yield french, english


def _other_sex(context: Context, french: French, english: English, referent: Referent | None) -> Match:
    word = word_of(context, english)
    right = cased(PERSON_FORMS[word.lower(), french.gender], word)
    gender = "feminine" if french.gender == "f" else "masculine"
    if referent is not None and referent.kind == PERSON:
        named, suggestion = f" and stands for '{quoted(context, referent.mention)}'", right
    else:
        named, suggestion = "", f"{right} / {cased('it', word)}"
    return Match(
        message=f"'{french.token.text}' is {gender}{named}: '{word}' is of the other gender",
        target=pronoun_span(english),
        source=french.token.span,
        suggestion=suggestion,
    )
