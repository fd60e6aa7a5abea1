"""Polarity: negations that the translation adds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tqcheck.lexicon.negative_prefixes import denies_by_form
from tqcheck.lexicon.negatives import harmless_denials, listed_words
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.counterparts import follows, parallel
from tqcheck.rules.negation_english import AUXILIARIES, negatives
from tqcheck.rules.negation_french import negations
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity

_ARTICLES = frozenset("a an the this that to of".split())
_PRONOUNS = frozenset("them him her it us me you they he she we i".split())
_FRENCH = frozenset("le la les l' un une des de d' du il elle".split())
"""Words without which a source is no French sentence but a name, a title or a list."""
_CLEAR, _CLEAR_IF_PARALLEL, _CLEAR_IF_FOLLOWING = 0.6, 0.5, 0.42
"""Similarities from which the denied word surely renders a source word."""
_NEAR = 5
"""Words between an affirmed word and another one that may turn its sense."""
_PREFIXED = re.compile(r"(?:in|im|ir|il|dé|dés|mé|més|a?sous|anti|non)[a-zéèê]{4,}")


@rule("G102", "negation-gained", "accuracy/mistranslation", Severity.CRITICAL, "fr", "en")
def negation_gained(context: Context) -> Iterator[Match]:
    """The source affirms and the translation denies.

    ## What it does
    Reports the only negative word of a target (*not*, *never*, *no*) where the source has no negation and no word that means one, the word it
    bears on is the translation of a source word, and the negative itself answers to nothing.

    ## Why is this bad?
    The translation says the opposite.

    ## Example
    ``Les élèves peuvent sortir`` translated as *Pupils cannot go out*.

    ## Use instead
    Pupils may go out.

    ## References
    MQM: accuracy/mistranslation.

    ## Cases
    Wrong: La direction confirme la fermeture du site. => Management does not confirm the closure of the site.
    Wrong: Le traitement est efficace chez l'adulte. => The treatment is not effective in adults.
    Wrong: Le produit contient des traces d'arachide. => The product contains no traces of peanut.
    Okay: Il a refusé de répondre. => He did not answer.
    Okay: Le musée est fermé le lundi. => The museum is not open on Mondays.
    Okay: Peu de gens connaissent cette histoire. => Not many people know this story.
    Okay: Il a boudé la cérémonie. => He did not attend the ceremony.
    Okay: Elle se souvient de chaque détail. => She has not forgotten a single detail.
    Okay: Merci de pas toucher aux réglages. => Please do not touch the settings.
    Okay: Elle chante et elle danse. => She not only sings but dances.
    Okay: Le président préfère négocier que combattre. => The president wants to negotiate, not fight.
    """
    if not context.bead.source or negations(context.source) or "?" in context.source.plain + context.target.plain:
        return
    if not any(token.lower in _FRENCH for token in context.source.tokens):
        return
    word = _only_denial(context)
    bearer = _bearer(context.target.tokens, word) if word is not None else None
    affirmed = _affirmed(context, bearer) if bearer is not None else None
    if word is None or bearer is None or affirmed is None or _renders_content(context, word):
        return
    if not _denied_twice(bearer) and not _explained(context, (word, bearer), affirmed):
        yield Match(
            f"'{word.text}' denies '{bearer.text}', but nothing in the source denies '{affirmed.text}'",
            word.span,
            affirmed.span,
        )


def _only_denial(context: Context) -> Token | None:
    """The one word of the target that denies, unless its phrase affirms or a source word may hold the denial."""
    strong = negatives(context.target).strong
    if len(strong) != 1 or harmless_denials().search(context.target.plain) or _refused(context):
        return None
    return strong[0]


def _affirmed(context: Context, bearer: Token) -> Token | None:
    """The source word that the denied word renders, where that is sure."""
    words = context.words
    sources = [context.source.tokens[index] for index in words.sources_of(bearer.index)]
    if not words.target_match or not sources:
        return None
    least = _CLEAR_IF_FOLLOWING if follows(context) else _CLEAR_IF_PARALLEL if parallel(context) else _CLEAR
    return sources[0] if words.target_match[bearer.index] >= least else None


def _renders_content(context: Context, word: Token) -> bool:
    """Whether the denial itself renders a verb, adjective or noun; *cannot* and *-n't* hold a verb of their own."""
    if word.lower == "cannot" or word.lower.endswith("n't"):
        return False
    return any(
        context.source.tokens[index].pos in ("VERB", "ADJ", "NOUN") for index in context.words.sources_of(word.index)
    )


def _denied_twice(bearer: Token) -> bool:
    """Whether the denied word denies in its turn, so that both affirm: has not forgotten, is not unaware."""
    return denies_by_form(bearer.lower) or not {bearer.lower, bearer.lemma}.isdisjoint(listed_words("en", "deny"))


def _refused(context: Context) -> bool:
    """Whether a word of the source denies by its sense, wherever it stands: ignorer, refuser, absence."""
    deny = listed_words("fr", "deny")
    stems = {verb[:5] for verb in deny | listed_words("fr", "double") if len(verb) > 5 and verb.endswith("r")}
    return any(
        token.lemma in deny or token.lower in deny or (token.pos != "NOUN" and token.lower[:5] in stems)
        for token in context.source.tokens
        if token.is_word and token.entity != "PER"
    )


def _explained(context: Context, denial: Sequence[Token], affirmed: Token) -> bool:
    """Whether a source word near the affirmed one, or one that the denial renders, may hold the negation in its meaning."""
    soft = listed_words("fr", "soft")
    linked = {source for token in denial for source in context.words.sources_of(token.index)}
    return any(
        (token.index in linked or abs(token.index - affirmed.index) <= _NEAR)
        and (token.lemma in soft or token.lower in soft or _PREFIXED.match(token.lower))
        for token in context.source.tokens
        if token.is_word and token.entity != "PER"
    )


def _bearer(tokens: Sequence[Token], word: Token) -> Token | None:
    """The content word after a negative that it bears on."""
    for token in tokens[word.index + 1 : word.index + 5]:
        if token.lower in _PRONOUNS or (word.text[0].isupper() and word.index and token.text[0].isupper()):
            return None
        if token.is_word and token.lower not in AUXILIARIES | _ARTICLES and not token.lower.endswith("ly"):
            return token
        if not token.is_word:
            return None
    return None
