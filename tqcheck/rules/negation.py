"""Polarity: negations that the translation loses or adds, ``ne ... que`` and ``sans``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.negation_words import (
    EMPTY,
    Negation,
    Negatives,
    clause,
    content_counterpart,
    counterpart,
    is_strong,
    linked_negative,
    listed_words,
    negations,
    negatives,
    parallel,
    real,
)
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity

_AUXILIARIES = frozenset(
    "is are was were am be been has have had will would can could may might must shall should does do did".split()
)
_ARTICLES = frozenset("a an the this that to of".split())
_PRONOUNS = frozenset("them him her it us me you they he she we i".split())
_HARMLESS = re.compile(
    r"\b(?:not only|no doubt|whether or not|or not|no matter|if not|no fewer|no less|no more than|none other|nothing but|not to mention|"
    r"can(?:'t|not) help|no sooner|not least|no later|not just|not unlike|no longer|no wonder|no problem|(?:is|are|was|were|do|does|did|has|have|wo|ca)n't (?:it|he|she|they|you|we)\b|"
    r"not until|why not|nowhere|no one else|non-\w+|no\.|not \w+ until|nothing (?:more|less)|never (?:before|again|ceased?|stop\w*|fail\w*)|"
    r"not (?:un|in|im)\w+|could(?:n't| not) be (?:more|better|\w+er)|not (?:far|long)|not stop|nonetheless|nevertheless|not \w+ than)",
    re.IGNORECASE,
)

_LIMITED = re.compile(
    r"\b(?:none (?:too|so)|no (?:more|better|worse|later|earlier|greater)|(?:not|n't|nor|never|no)\b[^.;]{0,40}\b(?:another|much|many|far|very|"
    r"particularly|especially|overly|entirely|exactly|well|all that|any \w+er|than)"
    r"|(?:had|were) (?:\w+ ){1,3}not)\b",
    re.IGNORECASE,
)
"""Denials that leave a little, or hold for a while: none too pleased, not for another week, three weeks and no more."""
_COMPARED = frozenset("pire meilleur meilleure mieux plus moins autre autant aussi tel telle même plutôt".split())
"""Words whose *que* compares and does not restrict: il n'est pire sourd que."""


def denied(target: Sequence[Token], word: Token) -> str:
    """The English verb or predicate made negative: confirmed, did not confirm."""
    before = target[word.index - 1].lower if word.index else ""
    if before in _AUXILIARIES or word.lower in _AUXILIARIES:
        return f"{word.text} not" if word.lower in _AUXILIARIES else f"not {word.text}"
    if word.lower.endswith("ed"):
        return f"did not {word.lemma}"
    if word.lower.endswith("s") and word.lemma != word.lower:
        return f"does not {word.lemma}"
    return f"not {word.text}"


def _lost(context: Context, negation: Negation, found: Sequence[Negation], english: Negatives) -> Token | None:
    """The target word that stands without the negation of its source word, if the evidence is sure."""
    counted = sum(n.kind not in ("expletive", "loose") for n in found)
    if linked_negative(context, negation) or len(english.strong) >= counted or _doubled(context, negation):
        return None
    sure = len(found) == 1 and not english.strong and not english.soft
    pair = content_counterpart(context, negation, 0.42 if sure else 0.5)
    if pair is None:
        return _literal(context, negation, found, english)
    answer = pair[1]
    stem = _plain_letters(pair[0].lower)[:4]
    if re.match(rf"(?:un|in|im|il|ir|dis|non-?){stem}", answer.lower):
        return None
    near: Sequence[Token] = clause(context.target, answer)
    around: Sequence[Token] = context.target.tokens[max(0, answer.index - 8) : answer.index + 6]
    if pair[0].lemma in ("fermer", "ferme"):  # ne ferme pas: "closes" is the verb, not its negation
        near, around = [[t for t in part if t is not answer] for part in (near, around)]
    alone = len(found) == 1
    if english.near(near) or (alone and (english.strong or english.near(around))):
        return None
    if not alone and _coordinated(context.target.tokens, near):
        return None
    return answer


def _doubled(context: Context, negation: Negation) -> bool:
    """Whether the verb denies already, so that its negation may affirm: n'arrêtera pas, goes on."""
    last = max(negation.tokens, key=lambda token: token.index).index
    verbs = listed_words("fr", "double")
    stems = {verb[:5] for verb in verbs}
    return any(
        token.lemma in verbs or (token.pos == "VERB" and token.lower[:5] in stems)
        for token in context.source.tokens[negation.tokens[0].index : last + 4]
    )


def _plain_letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _literal(context: Context, negation: Negation, found: Sequence[Negation], english: Negatives) -> Token | None:
    """The verb of a target that follows its source word for word but for the negation."""
    head = negation.head
    if (
        head is None
        or len(found) > 1
        or english.strong
        or english.soft
        or not parallel(context, (*negation.tokens, head))
    ):
        return None
    helpers = [t for t in context.source.children(head) if t.pos == "AUX"]
    answers = [counterpart(context, token, 0.3) for token in (head, *helpers)]
    return next((a for a in answers if a is not None and a.is_word and a.lower not in EMPTY), None)


def _coordinated(tokens: Sequence[Token], near: Sequence[Token]) -> bool:
    """Whether a clause continues another one whose negation may reach over: not hungry or thirsty."""
    first = near[0].index if near else 0
    return any(t.lower in ("or", "nor", "neither") for t in tokens[max(0, first - 1) : first + 8])


@rule("G101", "negation-lost", "accuracy/mistranslation", Severity.CRITICAL, "fr", "en")
def negation_lost(context: Context) -> Iterator[Match]:
    """The source denies and the translation affirms.

    ## What it does
    Finds each negation of the source (``ne ... pas``, ``jamais``, ``aucun``, ``personne``, ``ni`` and ``ne`` alone with *pouvoir*,
    *savoir*, *oser*, *cesser*) and the word it bears on. Reports it where that word's translation stands in a clause without any negative
    word, prefix or verb. Idioms whose English is positive pass.

    ## Why is this bad?
    The translation says the opposite.

    ## Example
    ``n'a pas confirmé la date`` translated as *confirmed the date*.

    ## Use instead
    did not confirm the date.

    ## References
    MQM: accuracy/mistranslation. Grevisse, Le bon usage, on negation.

    ## Cases
    Wrong: Le préfet n'a pas autorisé la manifestation. => The prefect authorised the demonstration.
    Wrong: Je ne peux accepter cette offre. => I can accept this offer.
    Wrong: Aucun passager n'a été blessé. => A passenger was injured.
    Wrong: La garantie ne couvre pas la casse. => The warranty covers breakage.
    Okay: Le préfet n'a pas autorisé la manifestation. => The prefect refused to authorise the demonstration.
    Okay: Le train n'est pas arrivé à l'heure. => The train was late.
    Okay: Non seulement il chante, mais il danse aussi. => He sings and dances too.
    Okay: Je n'ai pas faim et je n'ai pas soif. => I'm not hungry or thirsty.
    """
    found = negations(context.source)
    wanted = list(real(found))
    if not wanted or not context.bead.target or "?" in context.source.plain:
        return
    english = negatives(context.target)
    rising = any(t.lower in listed_words("en", "rise") for t in context.target.tokens)
    for negation in wanted:
        answer = None if negation.kind == "longer" and rising else _lost(context, negation, found, english)
        if answer is not None:
            words = " ... ".join(token.text for token in negation.tokens)
            head = negation.head.text if negation.head else ""
            yield Match(
                f"'{words}' denies '{head}', but '{answer.text}' stands without any negation",
                answer.span,
                negation.span,
                denied(context.target.tokens, answer),
            )
            return


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
    Okay: Elle chante et elle danse. => She not only sings but dances.
    """
    if not context.bead.source or negations(context.source) or "?" in context.source.plain + context.target.plain:
        return
    strong = negatives(context.target).strong
    if len(strong) != 1 or _HARMLESS.search(context.target.plain) or _explained(context):
        return
    if not any(
        t.lower in ("le", "la", "les", "l'", "un", "une", "des", "de", "d'", "du", "il", "elle")
        for t in context.source.tokens
    ):
        return
    word, tokens = strong[0], context.target.tokens
    match = context.words.target_match
    bearer = _bearer(tokens, word)
    if bearer is None or not match:
        return
    sources = [context.source.tokens[s] for s in context.words.sources_of(bearer.index)]
    own = [
        context.source.tokens[s]
        for s in context.words.sources_of(word.index)
        if not word.lower.endswith("n't") and word.lower != "cannot"
    ]
    least = 0.5 if parallel(context) else 0.6
    if sources and match[bearer.index] >= least and not any(t.pos in ("VERB", "ADJ", "NOUN") for t in own):
        yield Match(
            f"'{word.text}' denies '{bearer.text}', but nothing in the source denies '{sources[0].text}'",
            word.span,
            sources[0].span,
            None,
        )


def _explained(context: Context) -> bool:
    """Whether a source word may hold the negation in its meaning."""
    soft = listed_words("fr", "soft")
    stems = {verb[:5] for verb in soft | listed_words("fr", "double") if len(verb) > 5 and verb.endswith("r")}
    return any(
        token.lemma in soft
        or token.lower in soft
        or (token.pos != "NOUN" and token.lower[:5] in stems)
        or re.match(r"(?:in|im|ir|il|dé|dés|mé|més|a?sous|anti|non)[a-zéèê]{4,}", token.lower)
        for token in context.source.tokens
        if token.is_word and token.entity != "PER"
    )


def _bearer(tokens: Sequence[Token], word: Token) -> Token | None:
    """The content word after a negative that it bears on."""
    for token in tokens[word.index + 1 : word.index + 5]:
        if token.lower in _PRONOUNS or (word.text[0].isupper() and word.index and token.text[0].isupper()):
            return None
        if token.is_word and token.lower not in _AUXILIARIES | _ARTICLES and not token.lower.endswith("ly"):
            return token
        if not token.is_word:
            return None
    return None


@rule("G103", "restriction", "accuracy/mistranslation", Severity.CRITICAL, "fr", "en")
def restriction(context: Context) -> Iterator[Match]:
    """``ne ... que`` means *only*, not *not*.

    ## What it does
    Reports a restriction (``ne ... que``, ``ne ... plus que``) whose English clause has *not* or *no* and no *only*, *just*, *nothing but*,
    *until*, *other than* or the like.

    ## Why is this bad?
    *Only adults* becomes *no adults*.

    ## Example
    ``n'accueille que des adultes`` translated as *does not admit adults*.

    ## Use instead
    admits only adults.

    ## References
    Grevisse, Le bon usage, on ne ... que.

    ## Cases
    Wrong: Le gîte n'accueille que des adultes. => The guest house does not admit adults.
    Wrong: Il ne reste que deux places. => There are not two places left.
    Wrong: Elle ne mange que des légumes. => She does not eat vegetables.
    Wrong: Ne l'ouvrez que si le voyant est vert. => Do not open it if the light is green.
    Okay: Le gîte n'accueille que des adultes. => The guest house is for adults only.
    Okay: Le contrat n'a été signé qu'en mars. => The contract was not signed until March.
    Okay: Elle ne mange que des légumes. => She eats nothing but vegetables.
    Okay: Le verdict ne tombera que dans un mois. => The verdict will not be known for another month.
    Okay: Il n'a que modérément apprécié la plaisanterie. => He was none too pleased with the joke.
    Okay: Il n'est pire ennemi qu'un ami jaloux. => There is no enemy like a jealous friend.
    """
    found = negations(context.source)
    restricted = [n for n in found if n.kind == "only"]
    if len(restricted) != 1 or restricted[0].idiom or _no_restriction(context, restricted[0]):
        return
    strong = negatives(context.target).strong
    allowed = listed_words("en", "only")
    others = sum(n.kind != "expletive" for n in found) - 1
    if len(strong) <= others or any(t.lower in allowed for t in context.target.tokens):
        return
    if _LIMITED.search(context.target.plain):
        return
    words = " ... ".join(token.text for token in restricted[0].tokens)
    yield Match(
        f"'{words}' restricts and means 'only', but '{strong[0].text}' denies",
        strong[0].span,
        restricted[0].span,
        "only",
    )


def _no_restriction(context: Context, negation: Negation) -> bool:
    """Whether *que* compares, or the verb is *jurer*: *ne jurer que par* is to trust in nothing else."""
    first, last = negation.tokens[0].index, negation.tokens[-1].index
    between = context.source.tokens[first + 1 : last]
    return any(t.lower in _COMPARED or t.lemma == "jurer" for t in between) and not any(
        t.lower == "plus" and context.source.tokens[t.index + 1].lower in ("que", "qu'") for t in between
    )


@rule("G104", "without-lost", "accuracy/mistranslation", Severity.CRITICAL, "fr", "en")
def without_lost(context: Context) -> Iterator[Match]:
    """``Sans`` became *with*, *by* or *after*.

    ## What it does
    Reports a ``sans`` whose object is translated after *with*, *by*, *after*, *in* or *and* in a target without any negative word.

    ## Why is this bad?
    What was missing is now there.

    ## Example
    ``sans gluten`` translated as *with gluten*.

    ## Use instead
    without gluten.

    ## References
    MQM: accuracy/mistranslation.

    ## Cases
    Wrong: La sauce est préparée sans lactose. => The sauce is prepared with lactose.
    Wrong: Les travaux ont débuté sans autorisation. => Work started with permission.
    Wrong: Il est parti sans payer. => He left after paying.
    Okay: La sauce est préparée sans lactose. => The sauce is lactose-free.
    Okay: Elle viendra sans doute demain. => She will probably come tomorrow.
    Okay: Les sans-abri sont hébergés dans un gymnase. => The homeless are being housed in a gym.
    """
    found = [n for n in negations(context.source) if n.kind == "without" and not n.idiom]
    if len(found) != 1:
        return
    answer = counterpart(context, found[0].head, 0.45)
    english = negatives(context.target)
    if answer is None or english.strong or linked_negative(context, found[0]):
        return
    before = context.target.tokens[max(0, answer.index - 4) : answer.index]
    around = context.target.tokens[max(0, answer.index - 6) : answer.index + 4]
    led = next(
        (t for t in reversed(before) if t.lower in ("with", "by", "after", "and", "in", "including", "through")), None
    )
    if led is not None and not english.near(around) and not any(is_strong(t) for t in around):
        head = found[0].head
        yield Match(
            f"'sans {head.text if head else ''}' means 'without', but '{led.text} ... {answer.text}' affirms it",
            led.span,
            found[0].span,
            "without",
        )
