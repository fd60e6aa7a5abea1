"""Polarity without *pas*: ``ne ... que`` that restricts, ``sans`` that says what is lacking."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.lexicon.negative_prefixes import denies_by_form
from tqcheck.lexicon.negatives import listed_words
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.counterparts import counterpart
from tqcheck.rules.negation_english import negatives
from tqcheck.rules.negation_french import Negation, negations
from tqcheck.rules.negation_links import linked_negative
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity

_LIMITED = re.compile(
    r"\b(?:none (?:too|so)|no (?:more|better|worse|later|earlier|greater)|(?:not|n't|nor|never|no)\b[^.;]{0,40}\b(?:another|much|many|far|very|"
    r"particularly|especially|overly|unduly|entirely|exactly|well|all that|any \w+er|than|fully|wholly|completely|totally|altogether|quite|really"
    r"|so|too|enough|terribly|hugely|greatly|widely|strictly|significantly|substantially|properly|adequately|always|often"
    r"|wildly|highly|deeply|thoroughly|throughout|in full|in the least|at all times|a great deal)"
    r"|(?:had|were) (?:\w+ ){1,3}not)\b",
    re.IGNORECASE,
)
"""Denials that leave a little, or hold for a while: none too pleased, not for another week, three weeks and no more."""
_COMPARED = frozenset("pire meilleur meilleure mieux plus moins autre autant aussi tel telle même plutôt".split())
"""Words whose *que* compares and does not restrict: il n'est pire sourd que."""
_DEGREES = frozenset(
    "peu très trop assez partie moitié demi moyennement modérément partiellement faiblement relativement imparfaitement médiocrement"
    " incomplètement rarement vaguement légèrement difficilement sporadiquement marginalement partiel partielle partiels partielles"
    " faible faibles modéré relatif relative".split()
)
"""Words of degree after *que*."""
_LEADING = frozenset("with by after and in including through".split())
"""Words that lead in what is there: with permission, after paying."""


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
    Okay: La salle n'est que partiellement éclairée. => The hall is not lit throughout.
    Okay: Le plan n'a qu'en partie réussi. => The plan was not an unqualified success.
    Okay: Nul ne peut nier le fait et que la paix revient. => The fact cannot be denied, and peace is returning.
    Okay: Il n'est pire ennemi qu'un ami jaloux. => There is no enemy like a jealous friend.
    """
    found = negations(context.source)
    restricted = [n for n in found if n.kind == "only"]
    if len(restricted) != 1 or restricted[0].idiom or _no_restriction(context, restricted[0]):
        return
    strong = negatives(context.target).strong
    allowed = listed_words("en", "only")
    others = sum(n.kind != "expletive" for n in found) - 1 + _lexical(context, restricted[0])
    if len(strong) <= others or any(t.lower in allowed for t in context.target.tokens):
        return
    if _LIMITED.search(context.target.plain) or _graded(context, restricted[0], strong[0]):
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


def _lexical(context: Context, negation: Negation) -> int:
    """How many words of the source deny by their sense and became what the English denies: feindre d'ignorer."""
    deny = listed_words("fr", "deny")
    first, last = negation.tokens[0].index, negation.tokens[-1].index
    strong = negatives(context.target).strong
    denied = {index for token in strong for index in (token.index + 1, token.index + 2)}
    return sum(
        not denied.isdisjoint(context.words.targets_of(token.index))
        for token in context.source.tokens
        if not first <= token.index <= last and (token.lemma in deny or token.lower in deny)
    )


def _graded(context: Context, negation: Negation, denial: Token) -> bool:
    """Whether *que* restricts a degree, and English denies one: n'est que partiellement ouvert, is not wholly open."""
    following = context.source.tokens[negation.tokens[-1].index + 1 :][:2]
    denied = context.target.tokens[denial.index + 1 : denial.index + 5]
    return any(t.lower in _DEGREES for t in following) and any(
        t.lower.endswith("ly") or denies_by_form(t.lower) for t in denied
    )


def _twice(context: Context, negation: Negation) -> bool:
    """Whether what *sans* takes away denies in its turn, or *sans* itself stands after a denial: jamais sans, sans qu'il manque."""
    at = negation.tokens[0].index
    deny = listed_words("fr", "deny")
    tokens = context.source.tokens
    after = any(t.lemma in deny or t.lower in deny or t.lower[:5] == "manqu" for t in tokens[at + 1 : at + 6])
    return after or any(t.lower in ("jamais", "pas", "non", "ne", "n'") for t in tokens[max(0, at - 4) : at])


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
    Okay: Il a rangé les couverts sans qu'il en manquât un. => He put the cutlery away with every piece in its place.
    Okay: Jamais de fête sans gâteau. => There is always cake at a party with friends.
    Okay: Les sans-abri sont hébergés dans un gymnase. => The homeless are being housed in a gym.
    """
    found = [n for n in negations(context.source) if n.kind == "without" and not n.idiom]
    if len(found) != 1:
        return
    answer = counterpart(context, found[0].head, 0.45)
    english = negatives(context.target)
    if answer is None or english.strong or linked_negative(context, found[0]) or _twice(context, found[0]):
        return
    before = context.target.tokens[max(0, answer.index - 4) : answer.index]
    around = context.target.tokens[max(0, answer.index - 6) : answer.index + 4]
    led = next((t for t in reversed(before) if t.lower in _LEADING), None)
    if led is not None and not english.near(around):
        head = found[0].head
        yield Match(
            f"'sans {head.text if head else ''}' means 'without', but '{led.text} ... {answer.text}' affirms it",
            led.span,
            found[0].span,
            "without",
        )
