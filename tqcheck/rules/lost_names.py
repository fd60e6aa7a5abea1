"""Names that a document loses altogether: the company whose name no sentence of the translation says."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context, DocumentContext
from tqcheck.rules.name_fidelity import english_forms, folded
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity

UNKNOWN = 1.5
"""Zipf frequency in French and English below which a capitalised word can only be a name."""


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
