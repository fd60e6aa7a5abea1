"""Polarity: French forms that look like another one: ``ne ... plus``, the ``ne`` that denies nothing, ``faillir``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.negation_words import (
    clause,
    content_counterpart,
    counterpart,
    expletive_trigger,
    is_strong,
    linked_negative,
    listed_words,
    negations,
    negatives,
)
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

_NO_MORE = re.compile(
    r"\b(?:is|are|was|were|has been|have been|will be) (?P<a>no more) \w+ed\b|\b(?:\w+n't|not)(?: (?!any\b)\w+){1,2} (?P<b>more)(?=[.,;!]|$)",
    re.IGNORECASE,
)


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
    english = negatives(context.target)
    slip = _NO_MORE.search(context.target.plain)
    if slip is not None:
        group = "a" if slip["a"] else "b"
        yield Match(
            "'ne ... plus' is 'no longer' before a verb and 'any more' after it",
            Span(*slip.span(group)),
            ended[0].span,
            "no longer" if group == "a" else "any more",
            Severity.MINOR,
        )
        return
    rising = [t for t in context.target.tokens if t.lower in listed_words("en", "rise")]
    soft = [t for t in english.soft if t not in rising]
    if english.strong or not rising or linked_negative(context, ended[0]):
        return
    pair = content_counterpart(context, ended[0], 0.45)
    linked = [t for t in context.target_tokens_for(ended[0].tokens) if t in rising]
    if pair is None and not linked:
        return
    near = clause(context.target, pair[1] if pair else linked[0])
    here = [t for t in rising if t in near]
    if here and not any(t in near for t in soft) and not any(t.lower == "than" for t in near):
        yield Match(
            f"'ne ... plus' means 'no longer', but '{here[0].text}' affirms", here[0].span, ended[0].span, "no longer"
        )


@rule("G106", "expletive-ne", "accuracy/mistranslation", Severity.CRITICAL, "fr", "en")
def expletive_ne(context: Context) -> Iterator[Match]:
    """A ``ne`` that denies nothing became a negation.

    ## What it does
    Reports *not* or *no* in a clause that answers to ``avant qu'il ne``, ``à moins que ... ne``, ``craindre que ... ne``, ``éviter que ... ne``
    or a comparison with ``ne``, where the source has no other negation.

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
    Okay: Il faut agir avant qu'il ne soit trop tard. => We must act before it is too late.
    Okay: Le coût est plus élevé qu'on ne le pensait. => It did not cost as little as expected.
    Okay: Je crains qu'il ne vienne pas. => I fear that he will not come.
    """
    found = negations(context.source)
    if len(found) != 1 or found[0].kind != "expletive" or found[0].idiom:
        return
    trigger = expletive_trigger(context.source.tokens, found[0].tokens[0])
    strong = negatives(context.target).strong
    if trigger is None or len(strong) != 1:
        return
    opening = _opening(context.target.tokens, strong[0], trigger)
    if opening is not None:
        yield Match(
            f"the 'ne' after '{_source_opening(trigger)}' denies nothing, but '{strong[0].text}' does",
            strong[0].span,
            found[0].span,
            "",
        )


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
    """The English word that opens the clause in which the negative stands."""
    before = tokens[max(0, negative.index - 9) : negative.index]
    return next((t for t in reversed(before) if t.lower in _OPENINGS[trigger]), None)


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
        failed = next((t for t in context.target.tokens if t.lower in ("failed", "fails", "fail", "missed")), None)
        answer = counterpart(context, infinitive, 0.35)
        to = failed is not None and any(
            t.lower == "to" for t in context.target.tokens[failed.index + 1 : failed.index + 2]
        )
        if failed is not None and to:
            target, suggestion = failed, "almost"
        elif answer is not None and not any(is_strong(t) for t in clause(context.target, answer)):
            target, suggestion = answer, f"almost {answer.text}"
        elif failed is not None:
            target, suggestion = failed, "almost failed"
        elif answer is None and not negatives(context.target).strong:
            target, suggestion = None, None
        else:
            continue
        yield Match(
            f"'{verb.text} {infinitive.text}' says that it nearly happened, but nothing in the translation does",
            target.span if target else Span(0, len(context.target.text)),
            Span(verb.start, infinitive.end),
            suggestion,
        )


def _near_misses(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Each ``failli`` or ``manqué de`` of a sentence with its infinitive."""
    for token in tokens:
        following = [
            t
            for t in tokens[token.index + 1 : token.index + 5]
            if t.lower not in ("se", "s'", "me", "nous", "vous", "le", "la", "l'", "les", "y", "en")
        ]
        auxiliary = any(t.lemma == "avoir" or t.pos == "AUX" for t in tokens[max(0, token.index - 3) : token.index])
        if token.lower in ("failli", "faillit", "faillirent") and following and _infinitive(following[0]):
            yield token, following[0]
        elif (
            token.lower == "manqué"
            and auxiliary
            and len(following) > 1
            and following[0].lower in ("de", "d'")
            and _infinitive(following[1])
        ):
            yield token, following[1]


def _infinitive(token: Token) -> bool:
    return "Inf" in token.morph or (token.pos == "NOUN" and token.lower.endswith(("er", "ir", "re")))
