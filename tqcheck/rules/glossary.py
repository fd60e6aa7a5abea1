"""The user's glossary: terms missing from the translation, forbidden in it, or admitted where another is preferred."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.glossary.index import Concept
from tqcheck.glossary.matching import Occurrence
from tqcheck.rules.context import Context
from tqcheck.rules.glossary_uses import answered, missing, source_pieces, target_pieces, uses
from tqcheck.rules.registry import Match, rule
from tqcheck.rules.renderings import rendering_of
from tqcheck.types import Severity, Span


@rule("T101", "glossary-term-missing", "terminology/inconsistent-with-resource", Severity.MINOR)
def glossary_term_missing(context: Context) -> Iterator[Match]:
    """A source term of the glossary whose target term is not in the translation.

    ## What it does
    Looks for the source terms of `--glossary` in the source, inflected, with a hyphen or a blank and with an adjective inserted; the
    longest term wins. Reports a term for which the target has neither a preferred nor an admitted term in any form, unless a neighbour,
    a derivation, a short form of a term rendered before or a pronoun stands for it. Words in a name, an address or code are no terms.

    ## Why is this bad?
    The customer's word is the one that readers, contracts and search find again.

    ## Example
    `Le chiffre d'affaires a bondi.` => `Sales jumped.` (where the glossary has turnover)

    ## Use instead
    `Turnover jumped.`

    ## References
    MQM terminology/inconsistent with terminology resource. Glossaries: `docs/glossaries.md`.

    ## Cases
    Glossary: chiffre d'affaires, turnover
    Glossary: taux directeur, policy rate
    Wrong: Le chiffre d'affaires a bondi de 12 %. => Sales jumped by 12%.
    Wrong: La banque relève ses taux directeurs. => The bank is raising its base rates.
    Okay: Les chiffres d'affaires cumulés ont bondi. => Combined turnover jumped.
    Okay: Le directeur parle du taux de change. => The director talks about the exchange rate.
    """
    for use in uses(context):
        if missing(context, use):
            span, text = _quoted(context, use.source[0])
            wanted = " or ".join(f"'{term}'" for term in use.concept.entry.preferred or use.concept.entry.admitted)
            yield Match(
                message=f"the glossary has {wanted} for '{text}', which is not in the translation{_note(use.concept)}",
                target=rendering_of(context, span),
                source=span,
                suggestion=_suggestion(use.concept),
                confidence=0.8,
            )


@rule("T102", "forbidden-term", "terminology/inconsistent-with-resource", Severity.MAJOR)
def forbidden_term(context: Context) -> Iterator[Match]:
    """A target term that the glossary forbids for its source term.

    ## What it does
    Looks for the terms that `--glossary` marks as forbidden, deprecated, obsolete or superseded, where their source term stands in the
    source. Inside an allowed term, or where the word links give it to another word while an allowed term is there, it is left alone.

    ## Why is this bad?
    Somebody has taken the trouble of saying that this word is wrong here.

    ## Example
    `Le Conseil d'État a tranché.` => `The State Council has ruled.` (where the glossary forbids it)

    ## Use instead
    `The Council of State has ruled.`

    ## References
    MQM terminology/inconsistent with terminology resource. Glossaries: `docs/glossaries.md`.

    ## Cases
    Glossary: mise en examen, formal investigation
    Glossary: mise en examen, indictment, forbidden
    Glossary: base de données, database
    Glossary: base de données, data base, forbidden
    Wrong: Sa mise en examen date de mai. => His indictment dates from May.
    Wrong: La base de données est en ligne. => The data base is online.
    Okay: Sa mise en examen date de mai. => He was placed under formal investigation in May.
    Okay: L'acte d'accusation date de mai. => The indictment dates from May.
    """
    for use in uses(context):
        places = ((occurrence, answered(context, use, occurrence)) for occurrence in use.forbidden)
        answering = [(occurrence, source) for occurrence, source in places if source is not None]
        for occurrence, source in answering[: len(use.source)]:
            span, text = _quoted(context, source)
            written = occurrence.span(target_pieces(context))
            yield Match(
                message=f"the glossary forbids '{occurrence.form.text}' for '{text}'{_note(use.concept)}",
                target=written,
                source=span,
                suggestion=_suggestion(use.concept),
            )


@rule("T103", "admitted-term", "terminology/inconsistent-with-resource", Severity.NEUTRAL)
def admitted_term(context: Context) -> Iterator[Match]:
    """A target term that the glossary admits where it prefers another: advice only.

    ## What it does
    Points to the terms that `--glossary` marks as admitted, where their source term stands in the source and no preferred term in the
    target. It never flags a segment.

    ## Why is this bad?
    It is right, but a text that keeps to one term for one thing reads better and is easier to search.

    ## Example
    `Le chiffre d'affaires progresse.` => `Revenue is up.` (where turnover is preferred)

    ## Use instead
    `Turnover is up.`

    ## References
    MQM terminology/inconsistent use of terminology. Glossaries: `docs/glossaries.md`.

    ## Cases
    Glossary: chiffre d'affaires, turnover
    Glossary: chiffre d'affaires, revenue, admitted
    Wrong: Le chiffre d'affaires progresse. => Revenue is up.
    Wrong: Leurs chiffres d'affaires progressent. => Their revenues are up.
    Okay: Le chiffre d'affaires progresse. => Turnover is up.
    Okay: Les recettes progressent. => Revenue is up.
    """
    for use in uses(context):
        if use.admitted and use.concept.preferred and not use.preferred:
            span, text = _quoted(context, use.source[0])
            occurrence = use.admitted[0]
            yield Match(
                message=f"the glossary prefers '{use.concept.entry.preferred[0]}' for '{text}'{_note(use.concept)}",
                target=occurrence.span(target_pieces(context)),
                source=span,
                suggestion=_suggestion(use.concept),
            )


def _note(concept: Concept) -> str:
    return f" ({concept.entry.note})" if concept.entry.note else ""


def _suggestion(concept: Concept) -> str | None:
    return " / ".join(concept.entry.preferred or concept.entry.admitted) or None


def _quoted(context: Context, occurrence: Occurrence) -> tuple[Span, str]:
    span = occurrence.span(source_pieces(context))
    return span, context.source.text[span.start : span.end]
