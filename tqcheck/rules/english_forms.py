"""Forms that English does not have: a perfect with a date, a clause without its subject, a French spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.rules.constructions import match_of, uses
from tqcheck.rules.context import Context
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

_BARE_START = re.compile(
    r"^(?:Is|Are|Was|Were|Has|Have) (?:a|an|not|also|now|still|currently|already|always|been|being|about|at|in|on|very|more|"
    r"the (?:first|second|third|last|only|most))\b"
)
_ORDERED = re.compile(r"^\W*\w+(?:ez|ons)\b", re.IGNORECASE)
"""A French order: its English begins with the verb as well."""
_ASKED = re.compile(r"[?\"“”«»]|\b(?:ask|asks|asked|asking|wonder|wonders|wondered|question)\b")


@rule("W110", "dated-tense", "fluency/grammar", Severity.MINOR, source="fr", target="en")
def dated_tense(context: Context) -> Iterator[Match]:
    """A present or a perfect with a date that lies in the past.

    ## What it does
    Reports "is born in 1950", "has died in 2003", "has resigned yesterday" and "works here since 2005", where French has its compound past
    or its present.

    ## Why is this bad?
    English dates an event with the simple past, and what goes on since a date with the perfect.

    ## Example
    `Il est né à Brest en 1950.` => `He is born in Brest in 1950.`

    ## Use instead
    `He was born in Brest in 1950.`

    ## References
    MQM fluency/grammar (tense). The list: `tqcheck/lexicon/english_constructions.tsv`, kind `tense`.

    ## Cases
    Wrong: Elle est née en 1968. => She is born in 1968.
    Wrong: Il est mort en 2003. => He is dead in 2003.
    Wrong: L'usine a fermé en 1998. => The factory has closed in 1998.
    Wrong: Le maire a démissionné hier. => The mayor has resigned yesterday.
    Wrong: Il travaille ici depuis 2005. => He is working here since 2005.
    Okay: Elle est née en 1968. => She was born in 1968.
    Okay: Toutes les minutes naît un enfant en France. => Every minute a child is born in France.
    Okay: L'usine est fermée depuis 1998. => The factory has been closed since 1998.
    Okay: Le maire a démissionné hier. => The mayor has resigned, as reported yesterday.
    """
    for use in uses(context, "tense"):
        yield match_of(context, use, "a date in the past takes the simple past")


@rule("W111", "missing-subject", "fluency/grammar", Severity.MINOR, source="fr", target="en")
def missing_subject(context: Context) -> Iterator[Match]:
    """A clause without a subject, or with an "it" that stands for nothing.

    ## What it does
    Reports "It exists several versions" and "It remains two seats" for French impersonal verbs, and statements that begin with their verb.

    ## Why is this bad?
    An English clause needs its subject; after the French "il" of "il existe" and "il reste" that is "there".

    ## Example
    `Il existe plusieurs versions.` => `It exists several versions.`

    ## Use instead
    `There are several versions.`

    ## References
    MQM fluency/grammar. The list: `tqcheck/lexicon/english_constructions.tsv`, kind `dummy`.

    ## Cases
    Wrong: Il existe plusieurs versions. => It exists several versions.
    Wrong: Il reste deux places. => It remains two seats.
    Wrong: C'est une bonne nouvelle pour la ville. => Is a good piece of news for the city.
    Okay: Cela existe aussi ailleurs. => It exists elsewhere too.
    Okay: Est-ce une bonne nouvelle ? => Is a raise good news?
    Okay: Prévoyez une pièce de deux euros. => Have a two-euro coin ready.
    Okay: Il reste un mystère. => It remains a mystery.
    """
    for use in uses(context, "dummy"):
        yield match_of(context, use, "the subject is missing")
    text = context.target.plain
    found = _BARE_START.search(text)
    if not found or _ORDERED.search(context.source.plain):
        return
    if text.rstrip().endswith(".") and not _ASKED.search(text) and "?" not in context.source.text:
        yield Match(f"'{found[0]} ...': the clause has no subject", target=Span(*found.span()))


@rule("W112", "french-spelling", "fluency/spelling", Severity.MINOR, source="fr", target="en")
def french_spelling(context: Context) -> Iterator[Match]:
    """An English word in its French spelling, or a plural that English does not form so.

    ## What it does
    Reports "adress", "independance", "exemple", "childs" and the like; capitalised words may be names and pass.

    ## Why is this bad?
    It is a slip that any reader sees.

    ## Example
    `Son adresse est secrète.` => `His adress is secret.`

    ## Use instead
    `His address is secret.`

    ## References
    MQM fluency/spelling. The list: `tqcheck/lexicon/english_constructions.tsv`, kind `word`.

    ## Cases
    Wrong: Son adresse est secrète. => His adress is secret.
    Wrong: Les enfants jouent. => The childs play.
    Okay: Le Parlement a voté. => The Parlement voted.
    Okay: « Un exemple », dit-il. => "Un exemple," he says.
    """
    quoted = [Span(*match.span()) for match in _QUOTED.finditer(context.target.plain)]
    for use in uses(context, "word"):
        if not any(token.span.overlaps(span) for token in use.tokens for span in quoted):
            yield match_of(context, use, "this is the French spelling, or none")


_QUOTED = re.compile(r'"[^"]{1,60}"|\'[^\']{1,60}\'')
