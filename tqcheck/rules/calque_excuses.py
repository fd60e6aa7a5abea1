"""What excuses a suspected calque wherever it stands: names, cited words, adjectives read as nouns, lists."""

from __future__ import annotations

from collections.abc import Sequence

from tqcheck.lexicon.calques import Calque
from tqcheck.rules.analysis import Analysis, Token
from tqcheck.rules.context import Context
from tqcheck.rules.enumerations import JOINING, LAST

LINKS = frozenset({"de", "du", "des", "d'", "à", "au", "aux"})
BRACKETS = frozenset({"(", ")"})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})


def excused(entry: Calque, context: Context, source: Sequence[Token], target: Sequence[Token]) -> bool:
    """Whether the English is right here although an entry of the lexicon has it as wrong for that French."""
    return (
        _is_name(entry, context, source, target)
        or _is_cited(context.target, source, target)
        or _is_adjective(entry, context.source, source)
        or _stands_in_list(entry, context, source, target)
    )


def _is_name(entry: Calque, context: Context, source: Sequence[Token], target: Sequence[Token]) -> bool:
    """Whether a single word is a name on both sides: both languages write it with a capital inside a sentence.

    Acronyms, what was left in French and names that an entry is about (its example has the capital) are no excuse.
    """
    words = [token for token in source if token.pos in _NAMING]
    english = [token for token in target if token.is_word]
    if len(words) != 1 or words[0].text.isupper() or words[0].lower in {token.lower for token in english}:
        return False
    if words[0].text in entry.examples[0][1:]:
        return False
    return (
        _capital_inside(context.source, words[0])
        and all(token.text[0].isupper() for token in english)
        and any(_capital_inside(context.target, token) for token in english)
    )


def _capital_inside(text: Analysis, token: Token) -> bool:
    """Whether a word has a capital that no beginning of a sentence, quotation or item gives it."""
    before = text.tokens[token.index - 1] if token.index else None
    return token.text[0].isupper() and before is not None and (before.is_word or before.text in {"'", "\u2019"})


def _is_cited(text: Analysis, source: Sequence[Token], target: Sequence[Token]) -> bool:
    """Whether the very French word stands in brackets, as law and handbooks cite the other language's term."""
    if [token.lower for token in target] != [token.lower for token in source] or source[0].text.isupper():
        return False
    before = [token.text for token in text.tokens[: target[0].index] if token.text in BRACKETS]
    after = [token.text for token in text.tokens[target[-1].index + 1 :] if token.text in BRACKETS]
    return before[-1:] == ["("] and after[:1] == [")"]


def _is_adjective(entry: Calque, text: Analysis, source: Sequence[Token]) -> bool:
    """Whether a noun of the lexicon qualifies a noun before it, so that the tagger is wrong about it."""
    if len(entry.french.elements) != 1 or entry.french.elements[0].tags != {"NOUN"} or not source[0].index:
        return False
    word, before = source[0], text.tokens[source[0].index - 1]
    swapped = before.dep == "amod" and before.head == word.index
    return word.dep == "amod" or (before.pos == "NOUN" and (word.head == before.index or swapped))


def _stands_in_list(entry: Calque, context: Context, source: Sequence[Token], target: Sequence[Token]) -> bool:
    """Whether a list goes on after "minister of the interior", so that no compound can take its place."""
    if not any(token.lower == "of" and _reorders(right, target) for token in target for right in entry.right):
        return False
    following = _following(context.source, source)
    return (
        len(following) == 2
        and following[0].lower in LAST
        and (following[1].lower in LINKS or following[1].pos in {"ADJ", "NOUN"})
        and any(token.lower in JOINING for token in _following(context.target, target)[:1])
    )


def _reorders(right: str, target: Sequence[Token]) -> bool:
    """Whether a suggestion has the very words of the target in another order: "interior minister"."""
    stems = {word[:4] for word in right.lower().split()}
    return " of " not in right and all(token.lower[:4] in stems for token in target if len(token.lower) > 3)


def _following(text: Analysis, tokens: Sequence[Token]) -> Sequence[Token]:
    """The two tokens after some others."""
    return text.tokens[tokens[-1].index + 1 : tokens[-1].index + 3]
