"""Calques and false friends: source constructions whose English is a word-for-word rendering.

The lexicon says which English betrays a French pattern; the word alignment keeps a correct cognate elsewhere in the
segment from tripping an entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tqcheck.lexicon.calques import Calque, candidates, locutions
from tqcheck.rules.analysis import Analysis, Token, once
from tqcheck.rules.calque_excuses import excused
from tqcheck.rules.context import Context, span_of
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

FUNCTION_WORDS = frozenset(
    "a an the of in on at to by for from with and or as is are was were be been has have had".split()
    + "it its that this these those not".split()
)
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})


def calque_matches(context: Context, category: str) -> Iterator[Match]:
    """Every entry of a category whose French stands in the source and whose wrong English renders it."""
    if not context.bead.target:
        return
    taken: list[Span] = []
    for entry in candidates(category, context.source.lemmas):
        if not _applies(entry, context.source):
            continue
        for source, target in _pairs(context, entry):
            if excused(entry, context, source, target):
                continue
            span = span_of(target)
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                yield _match(entry, context, source, target)


def _applies(entry: Calque, source: Analysis) -> bool:
    """Whether a source's words, those of set phrases apart, speak for an entry; most fall before those are looked for."""
    if not entry.applies(source.lemmas):
        return False
    return not entry.when or entry.applies(source.lemmas, _telling_words(source))


@once
def _telling_words(source: Analysis) -> frozenset[str]:
    """The lemmas and forms of a source segment but for those of set phrases."""
    likely = [pattern for pattern in locutions() if not pattern.anchors.isdisjoint(source.lemmas)]
    idle = {i for pattern in likely for a, b in pattern.find(source.tokens) for i in range(a, b)}
    told = [token for token in source.tokens if token.index not in idle]
    return frozenset(token.lemma for token in told) | frozenset(token.lower for token in told)


def _pairs(context: Context, entry: Calque) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    """Source tokens of the entry with target tokens that render them wrongly; each target place is used once."""
    sources = [context.source.tokens[a:b] for a, b in entry.french.find(context.source.tokens)]
    if not sources:
        return
    for pattern in entry.wrong:
        if pattern.anchors.isdisjoint(context.target.lemmas):
            continue
        for a, b in pattern.find(context.target.tokens):
            target = context.target.tokens[a:b]
            source = _answering(context, sources, target)
            if source is not None:
                yield source, target


def _answering(context: Context, sources: Sequence[Sequence[Token]], target: Sequence[Token]) -> Sequence[Token] | None:
    """The source tokens that the target tokens render, or None where the alignment says they render something else."""
    content = [t for t in target if t.lower not in FUNCTION_WORDS] or list(target)
    linked = {s for t in content for s in context.words.sources_of(t.index)}
    if not linked:
        return next((source for source in sources if not _rendered_elsewhere(context, source, target)), None)
    for source in sources:
        inside = {token.index for token in source}
        if linked & inside:
            return source
    return None


def _rendered_elsewhere(context: Context, source: Sequence[Token], target: Sequence[Token]) -> bool:
    """Whether the alignment shows another English word for the French: the suspected one is there for another reason."""
    taken = {t.index for t in target}
    content = [token for token in source if token.pos in CONTENT]
    others = {t for token in content for t in context.words.targets_of(token.index)} - taken
    return any(context.target.tokens[index].lower not in FUNCTION_WORDS for index in others)


def _match(entry: Calque, context: Context, source: Sequence[Token], target: Sequence[Token]) -> Match:
    source_span, target_span = span_of(source), span_of(target)
    french = context.source.text[source_span.start : source_span.end]
    english = context.target.text[target_span.start : target_span.end]
    note = f": {entry.note}" if entry.note else ""
    return Match(
        message=f"'{english}' renders '{french}' word for word{note}",
        target=target_span,
        source=source_span,
        suggestion=" / ".join(entry.right) or None,
        severity=entry.severity,
    )


@rule("C101", "false-friend", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def false_friend(context: Context) -> Iterator[Match]:
    """A French word or construction rendered by an English one that means something else.

    ## What it does
    Looks up the source in a lexicon of French words and constructions with the English that betrays them, by lemma, so
    that
    inflection and insertions do not hide them. The English must answer to that very French by the word alignment.

    ## Why is this bad?
    The sentence stays fluent, so that neither a spell-checker nor a reader without the source sees that it says
    something else.

    ## Example
    `Le ministre était en déplacement à Lyon.` => `The minister was in displacement in Lyon.`

    ## Use instead
    `The minister was on a trip to Lyon.`

    ## References
    MQM accuracy/mistranslation (false friend). The lexicon: `tqcheck/lexicon/calques_*.tsv`.

    ## Cases
    Wrong: Le directeur est en déplacement à Berlin cette semaine. => The director is in displacement in Berlin this
    week.
    Wrong: Elle ne viendra éventuellement que demain. => She will eventually only come tomorrow.
    Okay: Le directeur est en déplacement à Berlin. => The director is on a trip to Berlin.
    Okay: L'amendement a été adopté contre l'avis du gouvernement. => It was passed against the government's advice.
    Okay: Le chômage a pesé dans la balance. => Unemployment weighed in the balance.
    Okay: Le déplacement de la frontière inquiète les riverains. => The displacement of the border worries local
    residents.
    """
    yield from calque_matches(context, "accuracy/mistranslation")


@rule("C102", "calque", "style/calque", Severity.MINOR, source="fr", target="en")
def calque(context: Context) -> Iterator[Match]:
    """A French turn of phrase kept in English words.

    ## What it does
    Looks up the source in the calque lexicon and reports the entries of style: understood, but not English.

    ## Why is this bad?
    Readers notice at once that the text is a translation, and a slow one to read.

    ## Example
    `Il est arrivé dans la nuit de lundi à mardi.` => `He arrived overnight from Monday to Tuesday.`

    ## Use instead
    `He arrived overnight on Monday.`

    ## References
    MQM style/unidiomatic. The lexicon: `tqcheck/lexicon/calques_*.tsv`.

    ## Cases
    Wrong: L'incendie a éclaté dans la nuit de lundi à mardi. => The fire broke out in the night from Monday to Tuesday.
    Wrong: Ce masque fait peur aux enfants. => This mask makes fear to the children.
    Okay: L'incendie a éclaté dans la nuit de lundi à mardi. => The fire broke out overnight.
    Okay: Elles ont marché huit jours. => They walked for eight days.
    Okay: Du jour au lendemain, il s'est tu. => From one day to the next he fell silent.
    Okay: Le train va de Paris à Lyon. => The train goes from Paris to Lyon.
    """
    yield from calque_matches(context, "style/calque")


@rule("C103", "untranslated-expression", "accuracy/untranslated", Severity.MINOR, source="fr", target="en")
def untranslated_expression(context: Context) -> Iterator[Match]:
    """A French term kept although English has its own.

    ## What it does
    Reports the entries of the lexicon whose wrong English is the French term itself or its French spelling.

    ## Why is this bad?
    Readers who know no French are left without the meaning.

    ## Example
    `La rentrée a lieu lundi.` => `The rentrée is on Monday.`

    ## Use instead
    `The new school year starts on Monday.`

    ## References
    MQM accuracy/untranslated.

    ## Cases
    Wrong: Le chantier a pris trois mois de retard. => The chantier is three months behind schedule.
    Wrong: Le constat est sévère. => The constat is harsh.
    Okay: Le chantier a pris trois mois de retard. => The building work is three months behind schedule.
    Okay: Les Chantiers de l'Atlantique embauchent. => Chantiers de l'Atlantique is hiring.
    """
    yield from calque_matches(context, "accuracy/untranslated")


@rule("C104", "wrong-term", "terminology/wrong-term", Severity.MAJOR, source="fr", target="en")
def wrong_term(context: Context) -> Iterator[Match]:
    """A term of law, administration, business or technology rendered by a word of the general language.

    ## What it does
    Reports the entries of the lexicon that are terms of a field with an established English counterpart.

    ## Why is this bad?
    A specialist reads another notion, or none.

    ## Example
    `Il a été mis en examen.` => `He was put in examination.`

    ## Use instead
    `He was placed under formal investigation.`

    ## References
    MQM terminology/wrong term.

    ## Cases
    Wrong: Les forces de l'ordre ont bouclé le quartier. => The forces of order sealed off the area.
    Wrong: Les taux directeurs restent inchangés. => The director rates remain unchanged.
    Okay: Les forces de l'ordre ont bouclé le quartier. => Police sealed off the area.
    Okay: Les eaux usées se déversent dans l'étang. => Waste water flows into the lake.
    Okay: La France insoumise a déposé une motion. => La France insoumise has tabled a motion.
    Okay: Il a remis de l'ordre dans ses forces. => He restored order among his forces.
    """
    yield from calque_matches(context, "terminology/wrong-term")
