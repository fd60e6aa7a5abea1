"""Names that changed on the way: misspelled, given another's title, or left out of a list."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator

from tqcheck.lexicon.names import acronyms, exonyms, transliterations
from tqcheck.rules.analysis import Analysis, Token
from tqcheck.rules.context import Context
from tqcheck.rules.registry import Match, rule
from tqcheck.rules.translated_names import without_accents
from tqcheck.types import Severity, Span

SHORTEST = 5
"""Shorter names differ by one letter too easily."""

UNKNOWN = 1.6
"""Zipf frequency below which an English word is no word or name that readers know."""

FAMILIAR = 2.4
"""Zipf frequency in English from which an acronym may stay as it is."""

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
}
"""English titles that say something else than the French one."""

LAW = frozenset(
    "avocat avocate plaider plaidoirie défendre défense tribunal barreau juge procès accusé client cour".split()
)
"""Words in whose company *Maître* is a lawyer, and no master of an art."""

PROPER = {
    "Mgr": "Bishop / Archbishop", "Mme": "Mrs / Ms", "Mlle": "Miss / Ms", "M.": "Mr", "Me": "(a lawyer's title)", "Dr": "Dr",
    "Pr": "Professor", "Maître": "(a lawyer's title)", "Monseigneur": "Bishop / Archbishop",
}  # fmt: skip

_FOLDS = (
    ("tch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("kh", "k"), ("dj", "j"), ("dzh", "j"), ("zh", "j"), ("ou", "u"),
    ("oo", "u"), ("w", "v"), ("ph", "f"), ("qu", "k"), ("q", "k"), ("c", "k"), ("gu", "g"), ("gh", "g"), ("th", "t"), ("ae", "e"),
    ("ya", "a"), ("ia", "a"), ("ye", "e"), ("ie", "e"), ("y", "i"), ("ts", "s"), ("tz", "s"), ("z", "s"), ("x", "ks"), ("h", ""),
    ("'", ""), ("-", ""),
)  # fmt: skip
"""What French and English spell otherwise in names from other scripts, each reduced to one writing."""


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
    """
    lost = [token for token in context.source.tokens if _is_name(token) and not _stands(token.text, context.target)]
    written = {_plain(token.text) for token in context.source.tokens}
    strange = [token for token in context.target.tokens if _is_name(token) and _plain(token.text) not in written]
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


@rule("E107", "other-title", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def other_title(context: Context) -> Iterator[Match]:
    """A French title rendered by an English one that says something else.

    ## What it does
    Compares the titles before one and the same name: *Mgr* is a bishop and no Mr, *Mme* is a woman, *M.* a man, *Dr* a doctor.

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
    Okay: Mgr Ravel a béni la foule. => Archbishop Ravel blessed the crowd.
    Okay: M. et Mme Petitjean sont venus. => Mr and Mrs Petitjean came.
    """
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


@rule("E108", "name-left-out", "accuracy/omission", Severity.MAJOR, source="fr", target="en")
def name_left_out(context: Context) -> Iterator[Match]:
    """A name missing from a list of names.

    ## What it does
    Looks at lists of names (*A, B et C*) of which the target has some members as they are. Reports a member that is nowhere in it,
    neither as written nor in an English form, where the target has no name that could stand for it.

    ## Why is this bad?
    The reader is told less, and cannot know it.

    ## Example
    `à Strasbourg, Metz et Nancy` => `in Strasbourg and Nancy`

    ## Use instead
    `in Strasbourg, Metz and Nancy`

    ## References
    MQM accuracy/omission.

    ## Cases
    Wrong: Des élections ont lieu à Strasbourg, Metz et Nancy. => Elections are taking place in Strasbourg and Nancy.
    Wrong: Dubois, Moreau et Garnier ont signé. => Dubois and Garnier have signed.
    Okay: Des élections ont lieu à Strasbourg, Metz et Nancy. => Elections are taking place in Strasbourg, Metz and Nancy.
    Okay: Il a visité Strasbourg, Bâle et Nancy. => He visited Strasbourg, Basel and Nancy.
    """
    for names in _enumerations(context.source):
        kept = [name for name in names if _stands(name.text, context.target)]
        gone = [name for name in names if name not in kept]
        if kept and len(gone) == 1 and not _rendered(gone[0].text, context.target) and not _strangers(context):
            last = next(t for t in context.target.tokens if t.text == kept[0].text)
            yield Match(
                message=f"'{gone[0].text}' is missing from the list",
                target=last.span,
                source=gone[0].span,
                suggestion=gone[0].text,
            )


@functools.cache
def english_forms() -> dict[str, str]:
    """The English forms of listed French names, all in small letters, by French name."""
    forms: dict[str, str] = {}
    for index in (exonyms(), transliterations(), acronyms()):
        for names in index.values():
            forms.update({name.french.lower(): name.english.lower() for name in names})
    return forms


def _stands(name: str, analysis: Analysis) -> bool:
    """Whether a name stands in a text as written, or in it without accents, or as a part of a longer word."""
    return _plain(name) in _plain(analysis.text)


@functools.lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return without_accents(text.lower())


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
        moved = source.isupper() and source != target and sorted(source) == sorted(target)
        return moved and zipf_frequency(target, "en") < UNKNOWN and zipf_frequency(source, "en") >= FAMILIAR
    if _FOREIGN.search(source + target) or _GROUP.search(source) or zipf_frequency(source, "fr") >= FAMILIAR:
        return elsewhere and _differ_by_one(_plain(source), _plain(target)) and zipf_frequency(target, "en") < FAMILIAR
    if source[:1] != target[:1] or source.lower() in english_forms() or folded(source) == folded(target):
        return False
    known = max(zipf_frequency(target, "en"), zipf_frequency(target, "fr"))
    if known >= (FAMILIAR if elsewhere else UNKNOWN) or not _differ_by_one(_plain(source), _plain(target)):
        return False
    return elsewhere or not _is_inflected(source, target)


def _elsewhere(context: Context, name: str) -> bool:
    """Whether another segment's target has the name as written."""
    others = (other for other in context.document.contexts if other.index != context.index)
    return any(token.text == name for other in others for token in other.target.tokens)


def _is_inflected(source: str, target: str) -> bool:
    """Whether the two differ at the end alone: a nationality, a plural, an adjective."""
    return (
        _plain(source)[:-1] == _plain(target)[:-1]
        or _plain(source).startswith(_plain(target))
        or (_plain(target).startswith(_plain(source)))
    )


@functools.lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name with what French and English spell otherwise put in one way, to compare names whatever their spelling."""
    folded = _plain(name)
    for old, new in _FOLDS:
        folded = folded.replace(old, new)
    folded = re.sub(r"(.)\1", r"\1", folded)
    return re.sub(r"[fvi]$", "", folded.replace("e", ""))


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


def _is_couple(source: Analysis, name: str) -> bool:
    return (
        re.search(rf"\b(?:M\.|Mme|Mlle|Dr) et (?:M\.|Mme|Mlle|Dr)\s+(?:\S+\s+)?{re.escape(name)}", source.plain)
        is not None
    )


def _enumerations(source: Analysis) -> Iterator[list[Token]]:
    """Runs of three or more single-word names parted by commas and *et* or *ou*."""
    pattern = re.compile(
        r"(?<![\w-])[A-ZÀ-Ý][\w-]+(?:, [A-ZÀ-Ý][\w-]+)+,? (?:et|ou) [A-ZÀ-Ý][\w-]+(?! [A-ZÀ-Ý])(?![\w-])"
    )
    for match in pattern.finditer(source.plain):
        if re.search(r"[A-ZÀ-Ý][\w-]* $", source.plain[: match.start()]):
            continue
        span = Span(*match.span())
        names = [t for t in source.between(span) if t.text[:1].isupper() and t.text not in ("Et", "Ou")]
        if all(name.text.isalpha() for name in names):
            yield names


def _rendered(name: str, target: Analysis) -> bool:
    english = english_forms().get(name.lower(), "")
    return any(form.strip() in target.text.lower() for form in english.split(";") if form.strip())


def _strangers(context: Context) -> bool:
    """Whether the target has a capitalised word within a sentence that the source lacks: another form of the name, perhaps."""
    begins = True
    for token in context.target.tokens:
        if token.text[:1].isupper() and not begins and not _stands(token.text, context.source):
            return True
        begins = token.text in {".", "!", "?", ":", '"', "“"}
    return False
