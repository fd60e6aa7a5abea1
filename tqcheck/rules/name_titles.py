"""Titles before names: left in French, or put into one that says something else."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from tqcheck.rules.analysis import Analysis, Token
from tqcheck.rules.context import Context
from tqcheck.rules.forms_of_address import literal_addresses
from tqcheck.rules.given_names import given_names
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity

TITLES = {
    "M.": "Mr", "MM.": "Messrs", "Mme": "Mrs / Ms", "Mmes": "Mmes", "Mlle": "Miss / Ms", "Me": "Mr / Ms (a lawyer's title)",
    "Mgr": "Bishop / Archbishop", "Pr": "Professor", "Mes": "the lawyers", "Mlles": "Miss / Ms", "Vve": "the widow", "M": "Mr",
}  # fmt: skip


@rule("E104", "title", "accuracy/untranslated", Severity.MINOR, source="fr", target="en")
def title(context: Context) -> Iterator[Match]:
    """A French title before a name.

    ## What it does
    Finds *M.*, *Mme*, *Mlle*, *Me* (a lawyer), *Mgr* and *Pr* before a name on both sides.

    ## Why is this bad?
    "Me Durand" is read as a pronoun, "M. Durand" as an initial.

    ## Example
    `Me Durand plaidera demain.` => `Me Durand will plead tomorrow.`

    ## Use instead
    `Durand, the lawyer, will plead tomorrow.`

    ## References
    MQM accuracy/untranslated.

    ## Cases
    Wrong: Son avocate, Me Claire Durand, a fait appel. => Her lawyer, Me Claire Durand, has appealed.
    Wrong: M. Leroy a démissionné. => M. Leroy has resigned.
    Wrong: Mme Petit préside le comité. => Mme Petit chairs the committee.
    Okay: M. Leroy a démissionné. => Mr Leroy has resigned.
    Okay: J. M. Leroy a démissionné. => J. M. Leroy has resigned.
    Okay: Dennis M. Leroy a démissionné. => Dennis M. Leroy has resigned.
    Okay: Appelez-moi Claire. => Call me Claire.
    Okay: La mine de Mes Aynak est ancienne. => The Mes Aynak mine is ancient.
    Okay: Me Linh est un district de Hanoï. => Me Linh is a district of Hanoi.
    Okay: La date s'écrit d M Y. => The date is written d M Y.
    Okay: M. Night Shyamalan tourne un film. => M. Night Shyamalan is making a film.
    """
    tokens = context.target.tokens
    pairs = {(a.text, b.text[:4]) for a, b in itertools.pairwise(context.source.tokens)}
    pairs |= {("M", name) for french, name in pairs if french == "M."}
    for token, following in itertools.pairwise(tokens):
        initial = re.search(r"\b[A-Z]\.\s*$", context.target.text[: token.start])
        if (
            token.text in TITLES
            and (token.text, following.text[:4]) in pairs
            and following.text[:1].isupper()
            and not initial
            and not _is_middle(token, context)
            and _is_title(token, following, context)
        ):
            yield Match(
                message=f"'{token.text}' is a French title",
                target=token.span,
                suggestion=TITLES[token.text],
            )


_INITIALS = frozenset(("Night", "Butterfly", "Pokora", "Ward"))
"""Names of artists and works that go with the initial M."""

_LAWYERS = frozenset(("Me", "Mes"))
"""Titles that are also the first word of places in Asia, and that only lawyers bear."""


def _is_title(token: Token, following: Token, context: Context) -> bool:
    """Whether what looks like a title is one, and not the first word of a place or an artist's initial."""
    if token.text in ("M.", "M"):
        return following.text not in _INITIALS and (token.text == "M." or len(following.text) > 2)
    if token.text not in _LAWYERS:
        return True
    surname = context.target.tokens[following.index + 1 : following.index + 2]
    if following.lower in given_names() and surname and surname[0].text.istitle():
        return True
    return any(not LAW.isdisjoint(other.source.lemmas) for other in context.document.contexts)


def _is_middle(token: Token, context: Context) -> bool:
    """Whether an M. stands right after a given name: a middle initial."""
    before = context.target.tokens[token.index - 1].text.lower() if token.index else ""
    return token.text in ("M.", "M") and before in given_names()


_TITLES = frozenset(("Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Madam", "Sir", "Lady", "Lord", "Master"))
_MEN = frozenset(("Mr", "Mr.", "Sir", "Lord", "Master"))
MISREAD = {
    "Mgr": _TITLES,
    "Mme": _MEN,
    "Mlle": _MEN,
    "M.": _TITLES - _MEN,
    "Me": _TITLES - {"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms."} | {"I"},
    "Dr": _TITLES,
    "Pr": _TITLES,
    "Maître": frozenset(("Master", "Teacher")),
    "Monseigneur": _TITLES - {"Lord"},
    "Madame": _MEN,
    "Mademoiselle": _MEN,
    "Monsieur": _TITLES - _MEN,
    "Docteur": _TITLES,
    "docteur": _TITLES,
    "Professeur": frozenset(("Teacher",)),
    "professeur": frozenset(("Teacher",)),
    "professeure": frozenset(("Teacher",)),
    "abbé": frozenset(("Abbot",)),
}
"""English titles that say something else than the French one."""

LAW = frozenset(
    "avocat avocate plaider plaidoirie défendre défense tribunal barreau juge procès accusé client cour audience notaire étude"
    " conseil maître huissier bâtonnier justice judiciaire plainte parquet procureur magistrat détention enquête juridique droit"
    " loi condamner prison testament héritier succession".split()
)
"""Words in whose company *Maître* is a lawyer, and no master of an art."""

PROPER = {
    "Mgr": "Bishop / Archbishop", "Mme": "Mrs / Ms", "Mlle": "Miss / Ms", "M.": "Mr", "Me": "(a lawyer's title)", "Dr": "Dr",
    "Pr": "Professor", "Maître": "(a lawyer's title)", "Monseigneur": "Bishop / Archbishop", "Madame": "Mrs / Ms",
    "Mademoiselle": "Miss / Ms", "Monsieur": "Mr", "Docteur": "Dr", "docteur": "Dr", "Professeur": "Professor",
    "professeur": "Professor", "professeure": "Professor", "abbé": "Father / Abbé",
}  # fmt: skip


@rule("E107", "other-title", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def other_title(context: Context) -> Iterator[Match]:
    """A French title rendered by an English one that says something else.

    ## What it does
    Compares the titles before one and the same name: *Mgr* is a bishop and no Mr, *Mme* is a woman, *M.* a man, *Dr* a doctor. Finds
    titles put into English word for word: *Madame la ministre* as "Mrs. the minister", *Sœur Emmanuelle* as "her sister Emmanuelle".

    ## Why is this bad?
    The person changes sex or office.

    ## Example
    `Mgr Aubertin célébrera la messe.` => `Mr Aubertin will celebrate mass.`

    ## Use instead
    `Archbishop Aubertin will celebrate mass.`

    ## References
    MQM accuracy/mistranslation.

    ## Cases
    Wrong: Mgr Ravel a béni la foule. => Mr Ravel blessed the crowd.
    Wrong: Mme Petitjean préside le comité. => Mr Petitjean chairs the committee.
    Wrong: Mme la ministre a refusé. => Mrs. the minister refused.
    Wrong: Le père Kerviel a célébré la messe. => Kerviel's father celebrated mass.
    Wrong: Sœur Emmanuelle vivait au Caire. => Her sister Emmanuelle lived in Cairo.
    Okay: Sa sœur Emmanuelle vivait au Caire. => Her sister Emmanuelle lived in Cairo.
    Okay: Le père de Kerviel a célébré la messe. => Kerviel's father celebrated mass.
    Okay: Mme la ministre a refusé. => The minister refused.
    Okay: Mgr Ravel a béni la foule. => Archbishop Ravel blessed the crowd.
    Okay: M. et Mme Petitjean sont venus. => Mr and Mrs Petitjean came.
    """
    yield from literal_addresses(context)
    titled: dict[str, set[str]] = {}
    for title, name in itertools.pairwise(context.source.tokens):
        if title.text in MISREAD and name.text[:1].isupper():
            titled.setdefault(name.text, set()).add(title.text)
    for title, name in itertools.pairwise(context.target.tokens):
        french = titled.get(name.text, set())
        if french == {"Maître"} and LAW.isdisjoint(context.source.lemmas):
            continue
        if len(french) == 1 and title.text in MISREAD[min(french)] and not _is_couple(context.source, name.text):
            yield Match(
                message=f"'{title.text}' does not render '{min(french)}'",
                target=title.span,
                suggestion=PROPER[min(french)],
            )


def _is_couple(source: Analysis, name: str) -> bool:
    return (
        re.search(rf"\b(?:M\.|Mme|Mlle|Dr) et (?:M\.|Mme|Mlle|Dr)\s+(?:\S+\s+)?{re.escape(name)}", source.plain)
        is not None
    )
