"""Names left out: of a list of names, or of the whole document."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

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
    Okay: Des élections ont lieu à Strasbourg, Metz et Nancy. => Elections are taking place in Strasbourg, Metz and Nancy.
    Okay: Il a visité Strasbourg, Bâle et Nancy. => He visited Strasbourg, Basel and Nancy.
    """
    for names in _enumerations(context.source):
        kept = [name for name in names if stands(name.text, context.target)]
        gone = [name for name in names if name not in kept]
        if kept and len(gone) == 1 and not _rendered(gone[0].text, context.target) and not _strangers(context):
            last = next(t for t in context.target.tokens if t.text == kept[0].text)
            yield Match(
                message=f"'{gone[0].text}' is missing from the list",
                target=last.span,
                source=gone[0].span,
                suggestion=gone[0].text,
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
        if token.text[:1].isupper() and not begins and not stands(token.text, context.source):
            return True
        begins = token.text in {".", "!", "?", ":", '"', "“"}
    return False


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
