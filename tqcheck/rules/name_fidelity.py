"""Names that changed on the way: a letter wrong, an acronym with its letters about."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator

from tqcheck.lexicon import listed, load
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.name_forms import english_forms, folded, plain, stands
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity

SHORTEST = 5
"""Shorter names differ by one letter too easily."""

UNKNOWN = 1.6
"""Zipf frequency below which an English word is no word or name that readers know."""

FAMILIAR = 2.4
"""Zipf frequency in English from which an acronym may stay as it is."""

RARER = 1.7
"""By how much the slip of a well-known name must be the rarer form."""

_FOREIGN = re.compile(r"[^\Wa-zàâçéèêëîïôùûœæ]", re.IGNORECASE)
"""Letters that neither French nor English has: such names are written in several ways."""

_GROUP = re.compile(r"(?:istes?|iens?|iennes?|ais|ois|oises?|aises?|ens|éens?|ites?)$")
"""Endings of followers and inhabitants, whose English is another word."""


@rule("E106", "altered-name", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def altered_name(context: Context) -> Iterator[Match]:
    """A name or an acronym with a letter wrong.

    ## What it does
    Finds a name of the source that the target lacks, where the target has an unknown one that differs by a letter or by two letters changed
    about, and acronyms with their letters in another order. What French and English spell otherwise in names from other scripts passes,
    and so do the forms of our name lists.

    ## Why is this bad?
    The person or body cannot be found under that name.

    ## Example
    `Le roi a gracié Abdelhak Benchekroun.` => `The king pardoned Abdelhak Benchekron.`

    ## Use instead
    `The king pardoned Abdelhak Benchekroun.`

    ## References
    MQM accuracy/mistranslation (names).

    ## Cases
    Wrong: Le juge a entendu Thierry Kerbouchard. => The judge questioned Thierry Kerbouchrad.
    Wrong: La SNCF annonce des retards. => The SCNF announces delays.
    Okay: Le juge a entendu Thierry Kerbouchard. => The judge questioned Thierry Kerbouchard.
    Okay: Il a vu Boris Eltsine et Koulechov. => He saw Boris Yeltsin and Kuleshov.
    Okay: L'OTAN et le sida. => NATO and AIDS.
    Wrong: Le maire de Villeurbanne a démissionné. => The mayor of Villeurbane has resigned.
    Wrong: La CFDT a signé. => The CFTD has signed.
    Okay: Le ministre Vinogradof est là. => Minister Vinogradov is here.
    Okay: Les Kerbouchards se taisent. || Kerbouchard est là. => The Kerbouchard family is silent. || Kerbouchard is here.
    Okay: La ville de Pampelune-sur-Mer et celle de Kralovo. => Pampelune-sur-Mer and the town of Kralove.
    """
    lost = [token for token in context.source.tokens if _is_name(token) and not stands(token.text, context.target)]
    written = {plain(token.text) for token in context.source.tokens}
    strange = [token for token in context.target.tokens if _is_name(token) and plain(token.text) not in written]
    for source, target in itertools.product(lost, strange):
        if not _alike(source.text, target.text):
            continue
        if _is_slip(source.text, target.text, elsewhere=_elsewhere(context, source.text)):
            yield Match(
                message=f"the name '{source.text}' has become '{target.text}'",
                target=target.span,
                source=source.span,
                suggestion=source.text,
            )


def _is_name(token: Token) -> bool:
    """A capitalised word that is not the first of its sentence, or an acronym."""
    if token.text.isupper():
        return 4 <= len(token.text) <= 6 and token.text.isalpha()
    return (
        len(token.text) >= SHORTEST and token.text[:1].isupper() and token.text[1:].islower() and token.text.isalpha()
    )


def _alike(source: str, target: str) -> bool:
    """Whether two names may be slips of each other: a first look that costs nothing."""
    return abs(len(source) - len(target)) <= 1 and bool(set(source[:1]) & set(target)) and source != target


def _is_slip(source: str, target: str, *, elsewhere: bool) -> bool:
    """Whether the target's form is a slip of the source's rather than the name's English form.

    ``elsewhere``: the name stands as it should in another segment, so that a lost last letter is a slip as well.
    """
    from wordfreq import zipf_frequency

    if source.isupper() or target.isupper():
        return source.isupper() and target.isupper() and _is_moved(source, target)
    if not _differ_by_one(plain(source), plain(target)) or _is_corrected(source, target):
        return False
    if _FOREIGN.search(source + target) or _GROUP.search(source) or zipf_frequency(source, "fr") >= FAMILIAR:
        unknown = zipf_frequency(target, "en") < FAMILIAR
        return unknown and (elsewhere or _is_slip_of_known(source, target))
    if source[:1] != target[:1] or source.lower() in english_forms() or folded(source) == folded(target):
        return False
    known = max(zipf_frequency(target, "en"), zipf_frequency(target, "fr"))
    return known < (FAMILIAR if elsewhere else UNKNOWN) and (elsewhere or not _is_inflected(source, target))


def _is_moved(source: str, target: str) -> bool:
    """Whether an acronym that both languages use has its letters about, and no acronym that means something came of it."""
    from wordfreq import zipf_frequency

    if source == target or sorted(source) != sorted(target):
        return False
    familiar = zipf_frequency(target, "en") < UNKNOWN and zipf_frequency(source, "en") >= FAMILIAR
    return familiar or (source in _shared_acronyms() and target not in _english_acronyms())


def _is_corrected(source: str, target: str) -> bool:
    """Whether the slip is the source's: nobody knows its form, and English readers know the target's. A plural counts too."""
    from wordfreq import zipf_frequency

    if source.removesuffix("s") == target.removesuffix("s"):
        return True
    unknown = all(zipf_frequency(source, lang) == 0.0 for lang in ("fr", "en"))
    return unknown and zipf_frequency(target, "en") >= 1.0


def _is_slip_of_known(source: str, target: str) -> bool:
    """Whether a name that French readers know well became one that hardly anybody writes: Melanchon for Mélenchon."""
    from wordfreq import zipf_frequency

    if _FOREIGN.search(source + target) or _GROUP.search(source) or source[:1] != target[:1]:
        return False
    if source.lower() in english_forms() or _is_inflected(source, target):
        return False
    if folded(source) == folded(target) and zipf_frequency(target, "en") > 0.0:  # perhaps another spelling in real use
        return False
    seen = max(zipf_frequency(target, "en") + 1.0, zipf_frequency(target, "fr"))
    return zipf_frequency(source, "fr") - seen >= RARER


@functools.cache
def _shared_acronyms() -> frozenset[str]:
    """Acronyms that English keeps as French has them."""
    return frozenset(row["french"] for row in load("acronyms") if row["note"].startswith("keep"))


@functools.cache
def _english_acronyms() -> frozenset[str]:
    """Every acronym that a listed one may become."""
    return frozenset(form for row in load("acronyms") for form in (row["french"], *listed(row["english"])))


def _elsewhere(context: Context, name: str) -> bool:
    """Whether another segment's target has the name as written."""
    others = (other for other in context.document.contexts if other.index != context.index)
    return any(token.text == name for other in others for token in other.target.tokens)


def _is_inflected(source: str, target: str) -> bool:
    """Whether the two differ at the end alone: a nationality, a plural, an adjective."""
    return (
        plain(source)[:-1] == plain(target)[:-1]
        or plain(source).startswith(plain(target))
        or (plain(target).startswith(plain(source)))
    )


def _differ_by_one(one: str, other: str) -> bool:
    """Whether one letter added, lost or changed, or two neighbours changed about, make one word the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = len([1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))])
    left, right = one[start:], other[start:]
    if len(left) == len(right):
        return left[1:] == right[1:] or (left[:2] == right[:2][::-1] and left[2:] == right[2:])
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return longer[1:] == shorter
