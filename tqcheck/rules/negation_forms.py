"""Polarity: French forms that look like another one: ``ne ... plus``, the ``ne`` that denies nothing, ``faillir``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tqcheck.lexicon.negatives import listed_words
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.counterparts import clause, counterpart
from tqcheck.rules.negation_english import is_strong, negatives
from tqcheck.rules.negation_french import Negation, expletive_trigger, negations
from tqcheck.rules.negation_links import content_counterpart, linked_negative
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

_NO_MORE = re.compile(
    r"\b(?:is|are|was|were|has been|have been|will be) (?P<a>no more) \w+ed\b|\b(?:\w+n't|not)(?: (?!any\b)\w+){1,2} (?P<b>more)(?=[.,;!]|$)",
    re.IGNORECASE,
)
_CLITICS = frozenset("se s' me nous vous le la l' les y en".split())


@rule("G105", "no-longer", "accuracy/mistranslation", Severity.CRITICAL, "fr", "en")
def no_longer(context: Context) -> Iterator[Match]:
    """``Ne ... plus`` means *no longer*, not *more* or *still*.

    ## What it does
    Reports ``ne ... plus`` where the target has *more* or *still* and no negative word, and, as a minor slip, *no more* and *not ... more*
    where English says *no longer* or *any more*.

    ## Why is this bad?
    What has ended goes on, or grows.

    ## Example
    ``ne produit plus de moteurs`` translated as *produces more engines*.

    ## Use instead
    no longer produces engines.

    ## References
    Grevisse, Le bon usage, on ne ... plus.

    ## Cases
    Wrong: L'usine ne fabrique plus de moteurs. => The plant makes more engines.
    Wrong: Ce modèle n'est plus vendu. => This model is still sold.
    Wrong: Ce modèle n'est plus fabriqué. => This model is no more manufactured.
    Okay: L'usine ne fabrique plus de moteurs. => The plant no longer makes engines.
    Okay: L'usine ne fabrique plus de moteurs. => The plant has stopped making engines.
    Okay: Il n'y a plus d'eau. => There is no more water.
    Okay: La fenêtre ne ferme plus, il fait froid. => The window doesn't shut any more, and it's cold.
    """
    ended = [n for n in negations(context.source) if n.kind == "longer" and not n.idiom]
    if len(ended) != 1 or not context.bead.target:
        return
    slip = _no_more(context, ended[0])
    if slip is not None:
        yield slip
    else:
        yield from _going_on(context, ended[0])


def _no_more(context: Context, ended: Negation) -> Match | None:
    """The minor slip: *no more* before a verb, *more* at the end."""
    slip = _NO_MORE.search(context.target.plain)
    if slip is None:
        return None
    before = slip["a"] is not None
    return Match(
        "'ne ... plus' is 'no longer' before a verb and 'any more' after it",
        Span(*slip.span("a" if before else "b")),
        ended.span,
        "no longer" if before else "any more",
        Severity.MINOR,
    )


def _going_on(context: Context, ended: Negation) -> Iterator[Match]:
    """*More* or *still* in the clause of the word that the source denies, and nothing that denies it."""
    english = negatives(context.target)
    rising = [t for t in context.target.tokens if t.lower in listed_words("en", "rise")]
    if english.strong or not rising or linked_negative(context, ended):
        return
    pair = content_counterpart(context, ended, 0.45)
    linked = [t for t in context.target_tokens_for(ended.tokens) if t in rising]
    if pair is None and not linked:
        return
    near = clause(context.target, pair[1] if pair else linked[0])
    here = [t for t in rising if t in near]
    soft = [t for t in english.soft if t not in rising]
    if here and not any(t in near for t in soft) and not any(t.lower == "than" for t in near):
        yield Match(
            f"'ne ... plus' means 'no longer', but '{here[0].text}' affirms", here[0].span, ended.span, "no longer"
        )


@rule("G106", "expletive-ne", "accuracy/mistranslation", Severity.CRITICAL, "fr", "en")
def expletive_ne(context: Context) -> Iterator[Match]:
    """A ``ne`` that denies nothing became a negation.

    ## What it does
    Reports *not* or *no* in a clause that answers to ``avant qu'il ne``, ``à moins que ... ne``, ``craindre que ... ne``, ``éviter que ... ne``
    or a comparison with ``ne``, where every other negation of the source has an English one of its own.

    ## Why is this bad?
    This ``ne`` is a habit of style: *before he leaves* becomes *before he does not leave*.

    ## Example
    ``avant qu'il ne parte`` translated as *before he does not leave*.

    ## Use instead
    before he leaves.

    ## References
    Académie française, Dire, ne pas dire: ne explétif.

    ## Cases
    Wrong: Il faut agir avant qu'il ne soit trop tard. => We must act before it is not too late.
    Wrong: Je crains qu'il ne vienne. => I fear that he will not come.
    Wrong: Le coût est plus élevé qu'on ne le pensait. => The cost is higher than was not thought.
    Wrong: N'ouvrez pas avant que le voyant ne s'éteigne. => Do not open before the light does not go out.
    Okay: N'ouvrez pas avant que le voyant ne s'éteigne. => Do not open before the light goes out, not even a little.
    Okay: Partez avant qu'il ne pleuve. => Leave before it rains, if you do not want to get wet.
    Okay: Il faut agir avant qu'il ne soit trop tard. => We must act before it is too late.
    Okay: Le coût est plus élevé qu'on ne le pensait. => It did not cost as little as expected.
    Okay: Je crains qu'il ne vienne pas. => I fear that he will not come.
    """
    found = negations(context.source)
    empty = [negation for negation in found if negation.kind == "expletive" and not negation.idiom]
    strong = negatives(context.target).strong
    if len(empty) != 1 or len(strong) != len(found):
        return
    trigger = expletive_trigger(context.source.tokens, empty[0].tokens[0])
    if trigger is None:
        return
    denying = [token for token in strong if _opening(context.target.tokens, token, trigger) is not None]
    if len(denying) == 1:
        yield Match(
            f"the 'ne' after '{_source_opening(trigger)}' denies nothing, but '{denying[0].text}' does",
            denying[0].span,
            empty[0].span,
            "",
        )


_ENDS = frozenset(",;:()")
_CONJUNCTIONS = frozenset("if because since while although though but whether when".split())
_OPENINGS = {
    "before": ("before",),
    "unless": ("unless",),
    "fear": ("fear", "fears", "feared", "afraid", "dread", "dreads", "worry", "worried", "worries"),
    "avoid": ("avoid", "prevent", "avoided", "prevented", "avoiding", "preventing"),
    "compare": ("than",),
}


def _source_opening(trigger: str) -> str:
    return {"before": "avant que", "unless": "à moins que", "fear": "craindre que", "avoid": "éviter que"}.get(
        trigger, "que"
    )


def _opening(tokens: Sequence[Token], negative: Token, trigger: str) -> Token | None:
    """The English word that opens the clause in which the negative stands; a comma or another conjunction ends it."""
    for token in reversed(tokens[max(0, negative.index - 9) : negative.index]):
        if token.lower in _OPENINGS[trigger]:
            return token
        if token.text in _ENDS or token.lower in _CONJUNCTIONS:
            return None
    return None


@rule("G107", "near-miss", "accuracy/mistranslation", Severity.CRITICAL, "fr", "en")
def near_miss(context: Context) -> Iterator[Match]:
    """``Faillir`` and ``manquer de`` say that something nearly happened.

    ## What it does
    Reports ``a failli`` or ``a manqué de`` with an infinitive where the target says *failed to* or says that it happened, with no *almost*,
    *nearly*, *came close* or the like.

    ## Why is this bad?
    A near miss becomes an accident, or a failure.

    ## Example
    ``a failli tomber`` translated as *failed to fall* or *fell*.

    ## Use instead
    almost fell.

    ## References
    Académie française, Dictionnaire, faillir.

    ## Cases
    Wrong: Le coureur a failli tomber. => The runner failed to fall.
    Wrong: Le coureur a failli tomber. => The runner fell.
    Wrong: Nous avons failli rater le train. => We missed the train.
    Okay: Le coureur a failli tomber. => The runner nearly fell.
    Okay: Le coureur a failli tomber. => The runner came close to falling.
    Okay: La banque a failli à ses obligations. => The bank failed to meet its obligations.
    """
    near = listed_words("en", "near")
    if any(t.lower in near for t in context.target.tokens) or any(n.kind != "loose" for n in negations(context.source)):
        return
    for verb, infinitive in _near_misses(context.source.tokens):
        told = _told(context, infinitive)
        if told is not None:
            target, suggestion = told
            yield Match(
                f"'{verb.text} {infinitive.text}' says that it nearly happened, but nothing in the translation does",
                target,
                Span(verb.start, infinitive.end),
                suggestion,
            )


def _told(context: Context, infinitive: Token) -> tuple[Span, str | None] | None:
    """Where the target says that it failed or that it happened, with what to write; None where it denies it."""
    tokens = context.target.tokens
    failed = next((t for t in tokens if t.lower in ("failed", "fails", "fail", "missed")), None)
    if failed is not None and any(t.lower == "to" for t in tokens[failed.index + 1 : failed.index + 2]):
        return failed.span, "almost"
    answer = counterpart(context, infinitive, 0.35)
    if answer is not None and not any(is_strong(t) for t in clause(context.target, answer)):
        return answer.span, f"almost {answer.text}"
    if failed is not None:
        return failed.span, "almost failed"
    if answer is None and not negatives(context.target).strong:
        return Span(0, len(context.target.text)), None
    return None


def _near_misses(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Each ``failli`` or ``manqué de`` of a sentence with its infinitive."""
    for token in tokens:
        following = [t for t in tokens[token.index + 1 : token.index + 5] if t.lower not in _CLITICS]
        if token.lower in ("failli", "faillit", "faillirent"):
            infinitive = following[:1]
        elif token.lower == "manqué" and _after_auxiliary(tokens, token) and _is_de(following[:1]):
            infinitive = following[1:2]
        else:
            continue
        if infinitive and _infinitive(infinitive[0]):
            yield token, infinitive[0]


def _after_auxiliary(tokens: Sequence[Token], token: Token) -> bool:
    return any(t.lemma == "avoir" or t.pos == "AUX" for t in tokens[max(0, token.index - 3) : token.index])


def _is_de(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[0].lower in ("de", "d'")


def _infinitive(token: Token) -> bool:
    return "Inf" in token.morph or (token.pos == "NOUN" and token.lower.endswith(("er", "ir", "re")))
