"""Names put into English word for word: newspapers, companies, towns and surnames that are common words too."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from tqcheck.lexicon import listed, load
from tqcheck.rules.analysis import Analysis, Token
from tqcheck.rules.context import Context
from tqcheck.rules.registry import Match, rule
from tqcheck.text.accents import without_accents
from tqcheck.types import Severity, Span

TITLES = frozenset(("M.", "Mme", "Mlle", "Me", "Mgr", "Dr", "Pr"))
"""What stands before a surname."""


@rule("E105", "translated-name", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def translated_name(context: Context) -> Iterator[Match]:
    """A name put into English word for word.

    ## What it does
    Finds newspapers, companies, towns and surnames of our list whose name is also a common word, and whose English is that word: *Le Monde*
    as "the world", *Nice* as "pleasant". Silent where the name itself stands in the English too. Finds places, bodies and events that have
    an English name and were put into English word for word all the same (minor): *Saint-Siège* as "saint seat".

    ## Why is this bad?
    The name is gone, and the sentence says something else.

    ## Example
    `Le Monde a publié une enquête.` => `The world published an investigation.`

    ## Use instead
    `Le Monde published an investigation.`

    ## References
    MQM accuracy/mistranslation (names that must stay). The lists: `tqcheck/lexicon/kept_names.tsv`, `tqcheck/lexicon/literal_names.tsv`.

    ## Cases
    Wrong: Selon Le Monde, le ministre savait. => According to the world, the minister knew.
    Wrong: Le festival de Nice ouvre demain. => The Pleasant festival opens tomorrow.
    Wrong: François Hollande a pris la parole. => François Holland took the floor.
    Wrong: Le mur des Lamentations était désert. => The Wall of Lamentations was deserted.
    Okay: Le mur des Lamentations était désert. => The Western Wall was deserted.
    Okay: Selon Le Monde, le ministre savait. => According to Le Monde, the minister knew.
    Okay: Le monde entier regarde Nice. => The whole world is watching Nice.
    Okay: Orange a perdu des abonnés. => Orange has lost customers.
    """
    yield from _literal(context)
    for name, literals, kind in _kept_names():
        if name not in context.source.plain:
            continue
        place = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", context.source.plain)
        if place is None or _as_written(name, context.target) or not _is_the_name(context, name, kind, place.start()):
            continue
        for literal in literals:
            found = re.search(rf"(?<![\w-]){re.escape(literal)}(?![\w-])", context.target.plain, re.IGNORECASE)
            if found:
                yield Match(
                    message=f"'{found.group()}' puts the name '{name}' into English word for word",
                    target=Span(*found.span()),
                    source=Span(*place.span()),
                    suggestion=name,
                )
                break


def _literal(context: Context) -> Iterator[Match]:
    """Names with an English form of their own that were put into English word for word."""
    for name, literals, forms in _literal_names():
        place = find_name(name, context.source.plain) if name in context.source.plain else None
        if place is None or any(find_name(form, context.target.plain) for form in forms):
            continue
        found = next(filter(None, (find_name(form, context.target.plain, ignore=True) for form in literals)), None)
        if found:
            yield Match(
                message=f"'{found.group()}' puts the name '{name}' into English word for word",
                target=Span(*found.span()),
                source=Span(*place.span()),
                suggestion=" / ".join(forms),
                severity=Severity.MINOR,
            )


@functools.cache
def _literal_names() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    rows = load("literal_names")
    return tuple((row["french"], listed(row["literal"]), listed(row["english"])) for row in rows)


def find_name(name: str, text: str, *, ignore: bool = False) -> re.Match[str] | None:
    """Where a name stands in a text as words of its own; ``ignore``: in capitals or not."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, re.IGNORECASE if ignore else 0)


@functools.cache
def _kept_names() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    return tuple((row["french"], listed(row["literal"]), row["kind"]) for row in load("kept_names"))


def _is_the_name(context: Context, name: str, kind: str, start: int) -> bool:
    """Whether the words are the name here: no sentence lent a common noun its capital, and its company fits its kind."""
    tokens = context.source.tokens
    index = next((t.index for t in tokens if t.start == start), None)
    if index is None:
        return False
    before = tokens[index - 1] if index else None
    if kind == "a person":
        return before is not None and (before.text in TITLES or _is_given(before, context.target))
    if kind in ("a city", "a town"):
        return before is not None and before.lower in ("à", "de", "d'", "pour", "vers", "entre", "et", "depuis")
    if " " in name or "'" in name:
        return True
    if before is None or not before.is_word:
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        return following is not None and following.pos in ("AUX", "VERB")
    return before.lower not in ("le", "la", "l'", "les", "une", "un", "cette", "ce", "du", "au")


def _is_given(token: Token, target: Analysis) -> bool:
    """Whether a capitalised word before a surname stands in the target as it is: a given name."""
    return token.is_word and token.text.istitle() and any(token.text == other.text for other in target.tokens)


def _as_written(name: str, target: Analysis) -> bool:
    """Whether a name stands in the target with its capitals, its accents or article left out perhaps."""
    bare = re.sub(r"^(?:[Ll][ea]s? |L')", "", name)
    text = target.plain
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) for form in (bare, without_accents(bare)))
