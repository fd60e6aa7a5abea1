"""Polarity: negations that the translation loses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tqcheck.lexicon.negatives import listed_words
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.counterparts import clause, closeness, counterpart, follows, parallel
from tqcheck.rules.negation_english import AUXILIARIES, Negatives, negatives
from tqcheck.rules.negation_french import Negation, negations, real
from tqcheck.rules.negation_links import EMPTY, answering, content_counterpart, linked_negative, said_by_antonym
from tqcheck.rules.registry import Match, rule
from tqcheck.text.accents import without_accents
from tqcheck.types import Severity

#: The mean similarities of both sides add up to less where the target puts everything otherwise.
_RELATED = 0.9
#: The similarity from which a denied word is translated as it stands.
_LITERAL = 0.62
#: Words after a negation among which one has a counterpart.
_REACH = 6

_BEFORE = frozenset(
    "avant auparavant devant déjà précédemment antérieurement préalable jusque jusqu' plutôt veille".split()
)
"""French words that *before* may render."""
_LAST = re.compile(r"\b(?:the last time|last (?:seen|heard|appeared|spoke))\b", re.IGNORECASE)
_ILL = re.compile(r"(?:mal(?!gr|ad|ais|heur|in|ax|l)|més(?!u|o)|dés(?!i|o|er|ert))[a-zéèê]{4,}")
"""Beginnings of French words that deny: maltraiter, désobéir."""


def denied(target: Sequence[Token], word: Token) -> str:
    """The English verb or predicate made negative: confirmed, did not confirm."""
    if word.lower == "both":
        return "neither"
    before = target[word.index - 1].lower if word.index else ""
    if before in AUXILIARIES or word.lower in AUXILIARIES:
        return f"{word.text} not" if word.lower in AUXILIARIES else f"not {word.text}"
    if word.lower.endswith("ed") and word.text.isalpha():
        return f"did not {word.lemma}"
    if word.lower.endswith("s") and word.lemma != word.lower:
        return f"does not {word.lemma}"
    return f"not {word.text}"


def _lost(context: Context, negation: Negation, found: Sequence[Negation], english: Negatives) -> Token | None:
    """The target word that stands without the negation of its source word, if the evidence is sure."""
    counted = sum(n.kind not in ("expletive", "loose") for n in found)
    if linked_negative(context, negation) or len(english.strong) >= counted or _doubled(context, negation):
        return None
    bare = len(found) == 1 and not english.strong and not english.soft and not _before(context)
    english = answering(context, negation, english)
    if len(english.strong) + len(english.denying) >= counted or said_by_antonym(context, negation):
        return None
    both = _both(context, negation, english)
    if both is not None:
        return both
    alone = len(found) == 1
    if alone and context.words.source_match and sum(closeness(context, negation.tokens)) < _RELATED:
        return None
    pair = content_counterpart(context, negation, 0.42 if bare else 0.5)
    if pair is None:
        return _affirmed(context, negation) if bare else None
    return None if _negative_near(context, pair, alone, english) else pair[1]


def _negative_near(context: Context, pair: tuple[Token, Token], alone: bool, english: Negatives) -> bool:
    """Whether something near the counterpart of a denied word denies it: a prefix, its clause, a verb of refusal."""
    word, answer = pair
    stem = without_accents(word.lower)[:4]
    if re.match(rf"(?:un|in|im|il|ir|dis|non-?){stem}", answer.lower):
        return True
    if _before(context):
        return True
    near: Sequence[Token] = clause(context.target, answer)
    around: Sequence[Token] = context.target.tokens[max(0, answer.index - 8) : answer.index + 6]
    if word.lemma in ("fermer", "ferme"):  # ne ferme pas: "closes" is the verb, not its negation
        near, around = [[t for t in part if t is not answer] for part in (near, around)]
    if english.near(near) or (alone and (english.strong or english.near(around))):
        return True
    return not alone and _coordinated(context.target.tokens, near)


def _both(context: Context, negation: Negation, english: Negatives) -> Token | None:
    """The *both* that stands for *ni ... ni* without any negative."""
    twice = sum(t.lower == "ni" for t in context.source.tokens) == 2
    if not twice or english.strong or all(t.lower != "ni" for t in negation.tokens):
        return None
    return next((t for t in context.target.tokens if t.lower == "both"), None)


def _before(context: Context) -> bool:
    """Whether the English says *before* of its own, for what is not yet or must not be, or *the last time*, for what is over."""
    french = {token.lower for token in context.source.tokens}
    before = any(token.lower == "before" for token in context.target.tokens) and french.isdisjoint(_BEFORE)
    return before or _LAST.search(context.target.plain) is not None


def _doubled(context: Context, negation: Negation) -> bool:
    """Whether the verb denies already, so that its negation may affirm: n'arrêtera pas, goes on."""
    last = max(negation.tokens, key=lambda token: token.index).index
    verbs = listed_words("fr", "double")
    stems = {verb[:5] for verb in verbs}
    literal = counterpart(context, negation.head, _LITERAL) is not None
    if negation.head is not None and not literal and _denies(negation.head):
        return True
    return any(
        token.lemma in verbs or (token.pos == "VERB" and token.lower[:5] in stems)
        for token in context.source.tokens[negation.tokens[0].index : last + 4]
    )


def _denies(head: Token) -> bool:
    deny = listed_words("fr", "deny")
    return head.lower in deny or head.lemma in deny or _ILL.match(head.lower) is not None


def _affirmed(context: Context, negation: Negation) -> Token | None:
    """The verb of a target that has no negative word and follows its source but for the negation.

    The denied verb may have no counterpart of its own: *n'est pas de ceux* became *is one of those*. Then it is the
    nearest word after the negation that has one.
    """
    head = negation.head
    if head is None:
        return None
    tokens = [head, *(t for t in context.source.children(head) if t.pos == "AUX")]
    if follows(context, negation.tokens):
        last = max(token.index for token in negation.tokens)
        tokens += context.source.tokens[last + 1 : last + 1 + _REACH]
    elif not parallel(context, (*negation.tokens, head)):
        return None
    answers = [counterpart(context, token, 0.3) for token in tokens]
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
    Wrong: Nous n'avons pas reçu votre dernier courrier. => We received your last letter.
    Wrong: La garantie ne couvre pas la casse. => The warranty covers breakage.
    Okay: Le préfet n'a pas autorisé la manifestation. => The prefect refused to authorise the demonstration.
    Okay: Le train n'est pas arrivé à l'heure. => The train was late.
    Okay: Les relevés ne sont pas exacts et les mesures ne sont pas régulières. => The readings are inaccurate and the measurements irregular.
    Okay: La demande n'a pas été retenue. => The application was turned down.
    Okay: Elle n'arrivait plus à marcher. => She was struggling to walk.
    Okay: La salle n'est pas vide. => The hall is full.
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
