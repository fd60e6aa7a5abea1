"""Finds the negations of a French segment and what each does: denies, ends, restricts, or only follows custom."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tqcheck.lexicon import load
from tqcheck.lexicon.negatives import listed_words
from tqcheck.rules.analysis import Analysis, Token, once
from tqcheck.types import Span

_BREAKS = frozenset('.;:!?…»«"()')
_REACH = 10


@functools.cache
def _idioms() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){row['pattern']}" for row in load("negation_idioms")), re.IGNORECASE)


@dataclass(frozen=True)
class Negation:
    """One negation of the source.

    ``kind`` is not, longer (ne ... plus), only (ne ... que), expletive, without (sans) or loose (a negative word without ne).
    ``head`` is the word it bears on; ``idiom`` says that it stands in a phrase whose English may be positive.
    """

    kind: str
    tokens: tuple[Token, ...]
    head: Token | None
    idiom: bool = False

    @property
    def span(self) -> Span:
        """From its first to its last word."""
        return Span(min(t.start for t in self.tokens), max(t.end for t in self.tokens))


@once
def negations(analysis: Analysis) -> tuple[Negation, ...]:
    """The negations of a parsed French segment, in order."""
    idioms = [Span(*match.span()) for match in _idioms().finditer(analysis.plain)]
    found = []
    used: set[int] = set()
    for token in analysis.tokens:
        if token.lower in ("ne", "n'") and token.index not in used:
            negation = _of_ne(analysis, token)
            used.update(t.index for t in negation.tokens)
            found.append(negation)
    for token in analysis.tokens:
        if token.index not in used and token.lower in listed_words("fr", "any") and not _is_noun(analysis, token):
            head = _object(analysis, token) if token.lower == "sans" else None
            found.append(Negation("without" if token.lower == "sans" else "loose", (token,), head))
    return tuple(_mark(negation, idioms) for negation in sorted(found, key=lambda n: n.span))


def _mark(negation: Negation, idioms: Sequence[Span]) -> Negation:
    inside = any(token.span.overlaps(span) for token in negation.tokens for span in idioms)
    return Negation(negation.kind, negation.tokens, negation.head, True) if inside else negation


def _is_noun(analysis: Analysis, token: Token) -> bool:
    """Whether a word such as *pas*, *personne* or *plus* is a noun here: un pas, la personne, le plus."""
    before = analysis.tokens[token.index - 1].lower if token.index else ""
    if before in ("de", "d'", "à") and token.lower in ("pas", "rien", "personne") and token.pos != "NOUN":
        return False  # merci de pas crier; l'air de rien; à personne
    return token.lower in listed_words("fr", "noun") and before in listed_words("fr", "determiner")


def _of_ne(analysis: Analysis, ne: Token) -> Negation:
    tokens, verb = analysis.tokens, _verb(analysis, ne)
    after, que = _after(tokens, ne)
    if after is not None and (que is None or after.index < que.index):
        return _completed(tokens, (ne, after), que, verb)
    before = _before(tokens, ne)
    if before is not None:
        return Negation("not", (before, ne), verb)
    if que is not None:
        return Negation("only", (ne, que), verb)
    bare = _bare_verb(tokens, ne)
    if bare is not None and expletive_trigger(tokens, ne) is None:
        return Negation("not", (ne,), bare)
    return Negation("expletive", (ne,), verb)


def _completed(tokens: Sequence[Token], pair: tuple[Token, Token], que: Token | None, verb: Token | None) -> Negation:
    """What ``ne`` does with the word after the verb that completes it: pas, plus, plus que."""
    ne, after = pair
    close = que is not None and que.index - after.index == 1 and after.lower in ("plus", "guère", "jamais")
    if close and que is not None and not _heads_clause(tokens, que):
        return Negation("only", (ne, after, que), verb)
    compared = after.lower == "jamais" and expletive_trigger(tokens, ne) == "compare"
    if compared or (after.lower == "plus" and _compares(tokens, after)):
        return Negation("not", pair, verb, True)
    return Negation("longer" if after.lower == "plus" else "not", pair, verb)


def _bare_verb(tokens: Sequence[Token], ne: Token) -> Token | None:
    """The verb that ``ne`` negates alone: je ne puis, il n'ose."""
    bare = listed_words("fr", "bare")
    return next((t for t in tokens[ne.index + 1 : ne.index + 4] if t.lemma in bare or t.lower in bare), None)


def _compares(tokens: Sequence[Token], plus: Token) -> bool:
    """Whether ``plus`` belongs to a comparison: ne coûte plus cher que."""
    following = tokens[plus.index + 1] if plus.index + 1 < len(tokens) else None
    if following is not None and following.lower in ("de", "d'") and tokens[plus.index + 2 : plus.index + 3]:
        return tokens[plus.index + 2].pos == "NUM" or tokens[plus.index + 2].text.isdigit()
    return (
        following is not None
        and following.pos in ("ADJ", "ADV")
        and any(t.lower in ("que", "qu'") for t in tokens[plus.index + 2 : plus.index + 6])
    )


def _after(tokens: Sequence[Token], ne: Token) -> tuple[Token | None, Token | None]:
    """The word that completes ``ne`` and the ``que`` that may restrict, both after it in its clause."""
    particle, que = None, None
    for token in tokens[ne.index + 1 : ne.index + 1 + _REACH + 6]:
        if (
            token.text in _BREAKS
            or token.lower in ("ne", "n'")
            or token.lower in ("qui", "dont", "où", "lorsque", "quand", "mais")
        ):
            break
        if particle is None and token.lower in listed_words("fr", "after") and token.index - ne.index <= _REACH:
            particle = token
        if (
            que is None
            and token.lower in ("que", "qu'")
            and token.index > ne.index + 1
            and (particle is tokens[token.index - 1] or _restricts(tokens, token))
        ):
            que = token
            if particle is None:
                break
    return particle, que


def _restricts(tokens: Sequence[Token], que: Token) -> bool:
    """Whether ``que`` may restrict: it belongs to no conjunction and opens no clause of its own."""
    before = tokens[que.index - 1]
    joins = before.lower in listed_words("fr", "conjunction") or before.lower in ("et", "ou", "mais", "ni")
    return before.is_word and not joins and not _heads_clause(tokens, que)


def _heads_clause(tokens: Sequence[Token], que: Token) -> bool:
    following = tokens[que.index + 1 : que.index + 2]
    return bool(following) and following[0].lower in ("il", "elle", "ils", "elles", "on", "je", "j'")


def _before(tokens: Sequence[Token], ne: Token) -> Token | None:
    for token in reversed(tokens[max(0, ne.index - 8) : ne.index]):
        if token.text in _BREAKS or token.lower in ("que", "qu'", "qui"):
            return None
        if token.lower in listed_words("fr", "before"):
            return token if token.lower not in ("plus", "pas", "point") or token.index == ne.index - 1 else None
    return None


def _verb(analysis: Analysis, ne: Token) -> Token | None:
    """The lexical word that ``ne`` bears on: the main verb, or the predicate after the copula."""
    head = analysis.tokens[ne.head] if ne.head >= 0 and ne.head != ne.index else None
    if head is None or head.pos not in ("VERB", "AUX", "ADJ", "NOUN"):
        head = next((t for t in analysis.tokens[ne.index + 1 : ne.index + 6] if t.pos in ("VERB", "AUX")), None)
    return head


def _object(analysis: Analysis, sans: Token) -> Token | None:
    """What ``sans`` bears on."""
    head = analysis.tokens[sans.head] if sans.head != sans.index else None
    if head is not None and head.index > sans.index:
        return head
    return next((t for t in analysis.tokens[sans.index + 1 : sans.index + 5] if t.pos in ("NOUN", "VERB")), None)


def expletive_trigger(tokens: Sequence[Token], ne: Token) -> str | None:
    """What calls for a ``ne`` that negates nothing: before, unless, fear, avoid, compare; None if nothing does."""
    window = tokens[max(0, ne.index - 14) : ne.index]
    que = next((t for t in reversed(window) if t.lower in ("que", "qu'")), None)
    if que is None or any(t.text in _BREAKS for t in window if t.index > que.index):
        return None
    led = [t.lower for t in window if t.index < que.index]
    if led[-1:] == ["avant"]:
        return "before"
    if led[-1:] == ["moins"] and "à" in led[-2:]:
        return "unless"
    lemmas = {t.lemma for t in window if que.index - 6 <= t.index < que.index} | set(led[-6:])
    for name in ("fear", "avoid", "compare"):
        if lemmas & listed_words("fr", name):
            return name
    return None


def real(found: Sequence[Negation]) -> Iterator[Negation]:
    """The negations that English must render by a negative."""
    return (n for n in found if n.kind in ("not", "longer") and not n.idiom)
