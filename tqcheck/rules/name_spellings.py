"""One name in two ways within a document: a place under two English names, a person in two spellings."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tqcheck.lexicon import listed, load
from tqcheck.lexicon.names import transliterations
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context, DocumentContext
from tqcheck.rules.name_forms import folded, plain
from tqcheck.rules.registry import Match, rule
from tqcheck.text.accents import without_accents
from tqcheck.types import Severity

SHORTEST = 5
"""Shorter names fold into one another too easily."""

ROMANISED = ("tch", "dj", "ou", "ï", "gui", "gue")
"""Letters by which French, and not English, writes the sounds of other scripts: Tchoumak, Djibril, Koulechov."""

KNOWN = 3.8
"""Zipf frequency in English from which a form is a word or a name of its own."""


@rule("E110", "two-names", "terminology/inconsistent-use", Severity.MINOR, source="fr", target="en")
def two_names(context: Context) -> Iterator[Match]:
    """One place or person under two names in a document.

    ## What it does
    Our lists give some places two English names (*Kyiv*, *Kiev*), and a name from another script may be spelled in several ways. Reports
    the one used less often in a document (of equals, the later).

    ## Why is this bad?
    The reader takes them for two.

    ## Example
    `Kyiv denounced a provocation. For Kiev, it is out of the question.`

    ## Use instead
    `Kyiv` both times.

    ## References
    MQM terminology/inconsistent use of terminology.

    ## Cases
    Wrong: Kiev a protesté. || Pour Kiev, rien ne change. => Kyiv protested. || For Kiev, nothing changes.
    Wrong: Il vit à Lougansk. || Lougansk est loin. => He lives in Luhansk. || Lugansk is far away.
    Wrong: Koulechov ment. || On cherche Koulechov. => Kuleshov is lying. || They want Koulyeshov.
    Wrong: M. Tchoumak est mort. || Tchoumak avait écrit. => Mr Tchoumak is dead. || Chumak had written.
    Okay: Kiev a protesté. || Pour Kiev, rien ne change. => Kyiv protested. || For Kyiv, nothing changes.
    Okay: Il vit à Lyon. || Kiev est loin. => He lives in Lyon. || Kyiv is far away.
    """
    for french, alternatives in _alternatives():
        if french not in context.source.plain:
            continue
        used = _uses(context.document, french, alternatives)
        if len(used) > 1:
            usual = used.most_common(1)[0][0]
            for token in _others(context, alternatives, usual):
                yield _match(token, usual)
    yield from _respelled(context)


def _match(token: Token, usual: str) -> Match:
    return Match(message=f"'{token.text}' is '{usual}' elsewhere", target=token.span, suggestion=usual)


@functools.cache
def _alternatives() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Names of places with the single-word English forms that our lists give, where there are several alike in their first letter."""
    found = []
    for row in (*load("exonyms"), *load("transliterations")):
        forms = tuple(form for form in listed(row["english"]) if form.isalpha() and form[:1] == row["english"][:1])
        if row["kind"] == "place" and not row["note"] and len(forms) > 1 and not _one_in_another(forms):
            found.append((row["french"], forms))
    return (*found, ("Kiev", ("Kyiv", "Kiev")))


def _one_in_another(forms: tuple[str, ...]) -> bool:
    """Whether a form only adds an ending or accents to another: *Himalaya*, *Himalayas*; *Montréal*, *Montreal*."""
    plain = sorted({without_accents(form) for form in forms}, key=len)
    return len(plain) == 1 or any(longer.startswith(plain[0]) for longer in plain[1:])


def _uses(document: DocumentContext, french: str, alternatives: tuple[str, ...]) -> Counter[str]:
    """How often each form stands in the targets of the beads whose source has the name, in the order of first use."""
    key = f"names.uses.{french}"
    known = document.memory.get(key)
    if isinstance(known, Counter):
        return known
    counted = Counter(
        token.text
        for context in document.contexts
        if french in context.source.plain
        for token in context.target.tokens
        if token.text in alternatives
    )
    document.memory[key] = counted
    return counted


def _others(context: Context, alternatives: tuple[str, ...], usual: str) -> Iterator[Token]:
    return (token for token in context.target.tokens if token.text in alternatives and token.text != usual)


def _respelled(context: Context) -> Iterator[Match]:
    """Names whose spelling in this segment is another than that of most segments."""
    for name, forms in _spellings(context.document).items():
        form = forms.get(context.index)
        usual = _usual(name, list(forms.values()))
        if form is not None and form != usual:
            yield from (_match(token, usual) for token in context.target.tokens if token.text == form)


def _usual(name: str, forms: Sequence[str]) -> str:
    """The spelling to keep: the source's own, unless it is French for a name from another script, else the commonest."""
    others = Counter(form for form in forms if form != name)
    usual = others.most_common(1)[0][0]
    romanised = any(letters in name.lower() and letters not in usual.lower() for letters in ROMANISED)
    return name if name in forms and not romanised else usual


def _spellings(document: DocumentContext) -> Mapping[str, Mapping[int, str]]:
    """The names that the document spells in several ways, each with its spelling in each segment."""
    known = document.memory.get("names.spellings")
    if not isinstance(known, dict):
        found: dict[str, dict[int, str]] = {}
        for context in document.contexts:
            for name in {token.text for token in context.source.tokens if _is_name(token)}:
                form = _spelling(name, context)
                if form is not None:
                    found.setdefault(name, {})[context.index] = form
        known = {name: forms for name, forms in found.items() if _are_several(frozenset(forms.values()))}
        document.memory["names.spellings"] = known
    return known


def _are_several(forms: frozenset[str]) -> bool:
    """Whether the forms differ in more than accents and none is a word that every reader knows: Centre, Israel, Joseph."""
    from wordfreq import zipf_frequency

    return len({plain(form) for form in forms}) > 1 and all(zipf_frequency(form, "en") < KNOWN for form in forms)


def _spelling(name: str, context: Context) -> str | None:
    """The one word of the target that spells a name; None where the name or its like is not there or there twice."""
    words = {token.text for token in context.target.tokens if _is_name(token)}
    if name in words:
        return name
    one = folded(name)
    english = {form for listing in transliterations().get(name, ()) for form in listed(listing.english)}
    alike = {word for word in words if word in english or (folded(word) == one and word not in context.source.text)}
    return next(iter(alike)) if len(alike) == 1 else None


def _is_name(token: Token) -> bool:
    return len(token.text) >= SHORTEST and token.text.istitle() and token.text.isalpha()
