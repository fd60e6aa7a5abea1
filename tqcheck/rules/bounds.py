"""Figures that are kept while the side on which they limit turns round: at most, at least."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.rules.context import Context
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

UPPER, LOWER = "upper", "lower"

_FRENCH = {
    UPPER: r"(?:\bau plus|\bau maximum|\bmaximum|(?<!au )\bmoins de|\binférieure?s? (?:ou égale?s? )?à|\bjusqu'à|\bdans la limite de|\bpas plus de)",
    LOWER: r"(?:\bau moins|\bau minimum|\bminimum|(?<!au )(?<!pas )\bplus de|\bsupérieure?s? (?:ou égale?s? )?à|\bpas moins de|\bdépasse|\bau-delà de)",
}
_ENGLISH = {
    UPPER: r"(?:\bat most|\bat the most|\bno more than|\bnot more than|\bup to|\bless than|\bfewer than|\bunder|\bbelow|\bmaximum|\bwithin|\bno later than)",
    LOWER: r"(?:\bat least|\bno fewer than|\bno less than|\bnot less than|\bmore than|\bover|\babove|\bminimum|\bexceed\w*|\bbeyond)",
}
_NEGATED = re.compile(
    r"(?:\b(?:not|no|never|without|ne|sans|pas)\b|n't\b|\bn')[^.;]{0,25}$"
    r"|\b(?:interdi\w+|défend\w*|prohib\w+|forbid\w*|ban(?:s|ned)?|empêch\w+|évit\w+|avoid\w*)\b[^.;]{0,50}$",
    re.IGNORECASE,
)
_NUMBER = r"(?P<number>\d[\d  ,.]*\d|\d|" + "(?:{words})" + r")"
_WORDS = {
    "fr": {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30, "cent": 100},
    "en": {"one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "hundred": 100},
}  # fmt: skip
_REACH = 28
"""Characters between a bound and its figure."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure with the side on which it limits."""

    value: float
    side: str
    span: Span
    words: str


def bounds(text: str, lang: str) -> Iterator[Bound]:
    """The bounded figures of a text; a bound under a negation is left out, for it turns round."""
    lists = _FRENCH if lang == "fr" else _ENGLISH
    number = re.compile(_NUMBER.format(words="|".join(rf"\b{word}\b" for word in _WORDS[lang])), re.IGNORECASE)
    figures = [(m, _value(m["number"], lang)) for m in number.finditer(text)]
    for side, pattern in lists.items():
        for bound in re.finditer(pattern, text, re.IGNORECASE):
            if _NEGATED.search(text[: bound.start()]):
                continue
            found = _nearest(bound, [(m, v) for m, v in figures if v is not None], text)
            if found:
                yield Bound(found[1], side, Span(bound.start(), bound.end()), bound[0])


def _nearest(
    bound: re.Match[str], figures: list[tuple[re.Match[str], float]], text: str
) -> tuple[re.Match[str], float] | None:
    """The figure a bound belongs to: the next one after it, or, for one that may follow its figure, the last before."""
    after = [(m, v) for m, v in figures if 0 <= m.start() - bound.end() <= 3]
    if after:
        return after[0]
    following = re.match(r"(?:au|at|max|min|ou|or)", bound[0], re.IGNORECASE)
    before = [
        (m, v)
        for m, v in figures
        if 0 <= bound.start() - m.end() <= _REACH and "," not in text[m.end() : bound.start()]
    ]
    return before[-1] if following and before else None


def _value(text: str, lang: str) -> float | None:
    word = _WORDS[lang].get(text.lower())
    if word is not None:
        return float(word)
    plain = re.sub(r"[\s  ]", "", text).strip(".,")
    plain = plain.replace(".", "").replace(",", ".") if lang == "fr" else plain.replace(",", "")
    try:
        return float(plain)
    except ValueError:
        return None


@rule("N111", "bound-reversed", "accuracy/mistranslation", Severity.CRITICAL, source="fr", target="en")
def bound_reversed(context: Context) -> Iterator[Match]:
    """An upper limit became a lower one, or the reverse.

    ## What it does
    Compares the words that bound a figure (*au plus*, *moins de*, *au moins*, *supérieur à*; at most, less than, at least, over) where the
    same figure is bounded on both sides, and reports opposite bounds. Bounds under a negation are left alone.

    ## Why is this bad?
    The text says the opposite, and often in a place where somebody will act on it.

    ## Example
    `Conservez-le un an au plus.` => `Keep it for at least one year.`

    ## Use instead
    `Keep it for at most one year.`

    ## References
    MQM accuracy/mistranslation.

    ## Cases
    Wrong: Les dossiers sont conservés deux ans au plus. => Files are kept for at least two years.
    Wrong: Ne fumez pas. Restez à moins de 3 m de la sortie. => Do not smoke. Stay more than 3 m from the exit.
    Wrong: La température doit être supérieure à 40 °C. => The temperature must be below 40 °C.
    Okay: Les dossiers sont conservés deux ans au plus. => Files are kept for up to two years.
    Okay: Il ne faut pas moins de 3 jours. => It takes at least 3 days.
    Okay: La loi interdit de bâtir à moins de 5 m de la route. => By law you must build at least 5 m from the road.
    Okay: Plus de 40 personnes et moins de 10 chiens. => More than 40 people and fewer than 10 dogs.
    """
    ours = list(bounds(context.source.plain, "fr"))
    theirs = list(bounds(context.target.plain, "en")) if ours else []
    for one in ours:
        same = [other for other in theirs if other.value == one.value]
        if same and all(other.side != one.side for other in same):
            other = same[0]
            yield Match(
                message=f"'{one.words}' is {'an upper' if one.side == UPPER else 'a lower'} limit, '{other.words}' the opposite",
                target=other.span,
                source=one.span,
                suggestion="at most / up to / less than" if one.side == UPPER else "at least / more than",
            )
