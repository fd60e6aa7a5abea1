"""Pronouns that are nobody in particular: several people as "he" or "she", and the "il" that stands for nothing."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.rules.antecedents import mentions
from tqcheck.rules.context import Context
from tqcheck.rules.french_pronouns import French, french_pronouns
from tqcheck.rules.pronoun_reference import spoken_of
from tqcheck.rules.pronoun_rivals import ANYBODY, has_object, names_another
from tqcheck.rules.pronoun_wording import cased, pronoun_span, word_of
from tqcheck.rules.pronoun_words import English, opens, subject_pairs
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity


@rule("P105", "plural-pronoun", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def plural_pronoun(context: Context) -> Iterator[Match]:
    """Several people or things that the English calls "he" or "she".

    ## What it does
    Reports "he" or "she" for the plural "ils" or "elles" where no single person in the French sentence explains it.

    ## Why is this bad?
    The reader looks for one person where the source speaks of several.

    ## Example
    `Les juges sont sortis. Ils délibèrent.` => `The judges have left. He is deliberating.`

    ## Use instead
    `The judges have left. They are deliberating.`

    ## References
    MQM accuracy/mistranslation.

    ## Cases
    Wrong: Les vannes sont neuves. || Elles ont été posées en mai. => The valves are new. || She was fitted in May.
    Wrong: Les juges sont sortis. || Ils délibèrent depuis midi. => The judges have left. || He has been deliberating since noon.
    Wrong: Les joueuses disent qu'elles sont prêtes. => The players say she is ready.
    Okay: Les juges sont sortis. || Ils délibèrent depuis midi. => The judges have left. || They have been deliberating since noon.
    Okay: Les juges l'ont entendu. || Ils le croient. => The judges heard him. || He is believed.
    Okay: Les gens disent ce qu'ils veulent. => Everyone says what he wants.
    """
    if _is_one_person(context):
        return
    for french, english in subject_pairs(context):
        if french.role == "subject" and french.plural and english.gender in ("m", "f"):
            word = word_of(context, english)
            yield Match(
                message=f"'{french.token.text}' is plural: '{word}' is one person",
                target=pronoun_span(english),
                source=french.token.span,
                suggestion=cased("they", word),
            )


def _is_one_person(context: Context) -> bool:
    """Whether the French speaks of a single person too, or the English of anybody."""
    named = ("subject", "object", "disjunctive", "possessive")
    return (
        any(not f.plural and f.role in named for f in french_pronouns(context.source))
        or any(m.surely_personal and not m.plural for m in mentions(context))
        or any(token.lower in ("je", "j'") for token in context.source.tokens)
        or any(token.lower in ANYBODY for token in context.target.tokens)
    )


@rule("P106", "impersonal-pronoun", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def impersonal_pronoun(context: Context) -> Iterator[Match]:
    """An impersonal "il" rendered by "he" or "she".

    ## What it does
    Knows the "il" that stands for nobody (il faut, il pleut, il s'agit de, il y a, il est probable que) and reports "he" or "she" for it.

    ## Why is this bad?
    The English speaks of a man whom the source does not know.

    ## Example
    `Il est probable que les prix augmentent.` => `He is likely that prices will rise.`

    ## Use instead
    `It is likely that prices will rise.`

    ## References
    MQM accuracy/mistranslation.

    ## Cases
    Wrong: Il neige sur tout le massif. => He is snowing over the whole range.
    Wrong: Il s'agit d'une vanne à bille. => He is a ball valve.
    Wrong: Il reste trois places. => He has three seats left.
    Okay: Il neige sur tout le massif. => It is snowing over the whole range.
    Okay: Il est difficile de le convaincre. => He is hard to convince.
    Okay: Il faut que Paul parte. => He must leave, Paul.
    Okay: Fallait-il rire ? Elle choisit de se taire. => Was she to laugh? She chose to say nothing.
    """
    for french, english in subject_pairs(context):
        if french.role != "expletive" or english.gender not in ("m", "f") or _is_somebody(context, french, english):
            continue
        word = word_of(context, english)
        right = "It" if opens(context.target, english.token) else cased("it", word)
        yield Match(
            message=f"'{french.token.text}' is impersonal here: '{word}' names a person",
            target=pronoun_span(english),
            source=french.token.span,
            suggestion=f"{right} / {cased('there', right)}",
        )


def _is_somebody(context: Context, french: French, english: English) -> bool:
    """Whether a person is about whom the English pronoun may stand for."""
    if spoken_of(context, english.gender, english) or has_object(context) or names_another(context, french, english):
        return True
    reach = [context] if context.previous is None else [context, context.previous]
    return any(m.surely_personal and m.fits(english.gender) and not m.plural for c in reach for m in mentions(c))
