"""Names left out: of a list of names, or of the whole document."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from tqcheck.lexicon.classes import listed_classes
from tqcheck.lexicon.names import exonyms, find
from tqcheck.rules.analysis import Analysis, Token
from tqcheck.rules.context import Context, DocumentContext
from tqcheck.rules.name_forms import english_forms, folded, stands
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

UNKNOWN = 1.5
"""Zipf frequency in French and English below which a capitalised word can only be a name."""


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
    Wrong: Il a joué à La Rochelle, à Saint-Malo et à Brest. => He has played in La Rochelle and Brest.
    Wrong: La France, l'Italie et l'Espagne ont voté pour. => France and Italy voted in favour.
    Wrong: Marie Kerviel, Paul Garanger et Luc Tessandier sont là. => Marie Kerviel and Luc Tessandier are here.
    Okay: Des élections ont lieu à Strasbourg, Metz et Nancy. => Elections are taking place in Strasbourg, Metz and Nancy.
    Okay: Les mots OR, AND et NOT sont admis. => The words AND and NOT are allowed.
    Okay: La France, l'Italie et l'Espagne ont voté pour. => France, Italy and the Spanish voted in favour.
    Okay: Il a visité Strasbourg, Bâle et Nancy. => He visited Strasbourg, Basel and Nancy.
    """
    for names in _enumerations(context.source):
        gone = [name for name in names if _is_gone(context, name)]
        kept = [name for name in names if name not in gone]
        if len(gone) == 1 and not _strangers(context):
            yield Match(
                message=f"'{_text(context, gone[0])}' is missing from the list",
                target=_place(context, kept[0]),
                source=gone[0],
                suggestion=_text(context, gone[0]),
            )


_BEFORE = r"(?:(?:à|de|en|au|aux|chez|pour|avec|entre) )?(?:(?:l[ae]|les) |l'|d')?"
_NAME = r"[A-ZÀ-Ý][\w'-]+(?: (?:de |du |d'|la |le |van |von |al-|ben )?[A-ZÀ-Ý][\w'-]+)*"
_LIST = re.compile(
    rf"(?<![\w'-])(?:[Ll]')?{_NAME}(?:, {_BEFORE}{_NAME})+,? (?:et|ou) {_BEFORE}{_NAME}(?! (?:de |du )?[A-ZÀ-Ý])(?![\w-])"
)
_MEMBER = re.compile(_NAME)
_CALENDAR = listed_classes()["day"] | listed_classes()["month"] | frozenset("march may mr mrs ms dr i".split())
"""English words with a capital that stand for French ones without."""


def _enumerations(source: Analysis) -> Iterator[list[Span]]:
    """Runs of three or more names parted by commas and *et* or *ou*, the same preposition or an article before each perhaps."""
    for match in _LIST.finditer(source.plain):
        if re.search(r"[A-ZÀ-Ý][\w-]* $", source.plain[: match.start()]):
            continue
        members = (Span(*found.span()) for found in _MEMBER.finditer(source.plain, *match.span()))
        names = [Span(span.start + len(_article(source.plain, span)), span.end) for span in members]
        words = [word for span in names for word in re.split(r"[ '-]", source.plain[slice(*span)])]
        if len(names) > 2 and all(word.isalpha() and not word.isupper() for word in words):
            yield names


def _article(text: str, span: Span) -> str:
    """The elided article that the name took along: L'Allemagne."""
    return text[span.start : span.start + 2] if text[span.start : span.start + 2] == "L'" else ""


def _text(context: Context, span: Span) -> str:
    return context.source.plain[slice(*span)]


def _place(context: Context, name: Span) -> Span | None:
    """Where a word of a name stands in the target, for the finding to point at."""
    words = _text(context, name).split()
    return next((token.span for token in context.target.tokens if token.text in words), None)


def _is_gone(context: Context, span: Span) -> bool:
    """Whether neither a name, nor its last word, nor an English form of it, nor anything like it is in the target."""
    name = _text(context, span)
    words = [name, *name.split()]
    return not any(stands(word, context.target) or _rendered(word, context.target) for word in words if len(word) > 2)


def _rendered(name: str, target: Analysis) -> bool:
    """Whether an English form of a name stands in the target, or a word of its stem: Spanish for *Espagne*."""
    forms = [form.strip() for form in english_forms().get(name.lower(), "").split(";") if form.strip()]
    text = target.text.lower()
    if "capital" in text:  # who may be the capital is not for this rule to know
        return True
    return any(form in text or form.removeprefix("the ")[:4] in text for form in forms)


def _strangers(context: Context) -> bool:
    """Whether the target has a capitalised word within a sentence that the source lacks: another form of the name, perhaps."""
    begins, known = True, _english_words(context.source)
    for token in context.target.tokens:
        strange = token.text[:1].isupper() and not begins and token.lower not in known
        if strange and not stands(token.text, context.source):
            return True
        begins = token.text in {".", "!", "?", ":", '"', "“"}
    return False


def _english_words(source: Analysis) -> frozenset[str]:
    """The words, in small letters, of the English forms of the source's names, and of days and months."""
    forms = [english_forms().get(token.lower, "") for token in source.tokens]
    forms += [name.english.lower() for name, *_ in find(exonyms(), source.tokens)]
    return _CALENDAR.union(word.strip(";") for form in forms for word in form.split())


@rule("E112", "name-lost", "accuracy/omission", Severity.MAJOR, source="fr", target="en")
def name_lost(context: Context) -> Iterator[Match]:
    """A name that the source says again and again and the translation never.

    ## What it does
    Takes names that are no words of either language and stand in two segments of the source or more. Reports the first place of one
    that no segment of the target has, in whatever spelling, where the segment's target has no other name instead.

    ## Why is this bad?
    The reader never learns whom the text is about.

    ## Example
    `Le laboratoire Tervexal rappelle un sirop. || Tervexal se tait.` => `The laboratory is recalling a syrup. || The company is silent.`

    ## Use instead
    `The laboratory Tervexal is recalling a syrup. || Tervexal is silent.`

    ## References
    MQM accuracy/omission.

    ## Cases
    Wrong: La société Tervexal recrute. || Tervexal cherche des ingénieurs. => The company is hiring. || It wants engineers.
    Wrong: Le juge entend Kerbouzec. || Kerbouzec nie. => The judge is hearing the suspect. || The man denies it.
    Okay: La société Tervexal recrute. || Tervexal cherche des ingénieurs. => Tervexal is hiring. || It wants engineers.
    Okay: Koulechov est parti. || On cherche Koulechov. => Kuleshov has left. || They are looking for him.
    """
    for name, first in _lost(context.document).items():
        if first == context.index:
            token = next(t for t in context.source.tokens if t.text == name)
            yield Match(message=f"the name '{name}' is nowhere in the translation", source=token.span, suggestion=name)


def _lost(document: DocumentContext) -> Mapping[str, int]:
    """The lost names of a document, each with the index of its first segment."""
    known = document.memory.get("names.lost")
    if not isinstance(known, dict):
        places: dict[str, list[Context]] = {}
        for context in document.contexts:
            for name in {token.text for token in context.source.tokens if _is_name(token)}:
                places.setdefault(name, []).append(context)
        repeated = {name: found for name, found in places.items() if len(found) > 1}
        words = _folded_words(document) if repeated else frozenset()
        known = {n: found[0].index for n, found in repeated.items() if _is_lost(n, found, words)}
        document.memory["names.lost"] = known
    return known


def _is_name(token: Token) -> bool:
    """A capitalised word of its own that no dictionary has."""
    form = token.text
    return len(form) > 4 and form.istitle() and form.isalpha() and _is_unknown(form)


def _is_unknown(form: str) -> bool:
    from wordfreq import zipf_frequency

    return form.lower() not in english_forms() and all(zipf_frequency(form, lang) < UNKNOWN for lang in ("fr", "en"))


def _folded_words(document: DocumentContext) -> frozenset[str]:
    """Every word of the target in the spelling that all spellings share."""
    texts = (context.target.text for context in document.contexts)
    return frozenset(folded(word) for text in texts for word in re.findall(r"\w{3,}", text))


def _is_lost(name: str, places: list[Context], words: frozenset[str]) -> bool:
    if all(context.source.tokens[0].text == name for context in places):  # a rare word with the capital of its sentence
        return False
    if any(not context.bead.target or _has_stranger(context) for context in places):
        return False
    one = folded(name)
    return one not in words and not difflib.get_close_matches(one, words, n=1, cutoff=0.6)


def _has_stranger(context: Context) -> bool:
    """Whether the target has a capitalised word inside a sentence that the source lacks: another form of the name, perhaps."""
    begins = True
    for token in context.target.tokens:
        if token.text[:1].isupper() and not begins and token.text not in context.source.text:
            return True
        begins = token.text in {".", "!", "?", ":", '"', "“"}
    return False
