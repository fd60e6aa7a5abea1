"""Words, phrases and clauses that the target says twice and the source once."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from tqcheck.lexicon import load
from tqcheck.lexicon.doubles import allowed
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context, span_of
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

_LONGEST = 6
#: A clause shorter than this may well come twice.
_CLAUSE_WORDS = 5
_CLAUSE_AT_ONCE = 4
_COMMONEST = 6.2
#: Pronouns that end one clause and begin the next ("to tell you you should").
_OBJECT_AND_SUBJECT = frozenset({"you", "it"})
_FROM_TO = frozenset({"to"})
_COMPARATIVE = re.compile(r"(?:more|less|fewer|worse|\w{2,}er)$")
_CLAUSE_BREAK = re.compile(r"[.!?;:,…()\"“”«»]|\s[–—-]\s")


@functools.cache
def _languages() -> frozenset[str]:
    return frozenset(row["lang"] for row in load("doubled_allowed"))


def repetitions(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """``(start, length)`` of each run of words that is said again at once, the longest first at each place."""
    at = 0
    forms = [token.lower if token.is_word else "" for token in tokens]
    while at < len(forms):
        for length in range(min(_LONGEST, (len(forms) - at) // 2), 0, -1):
            if forms[at] != forms[at + length]:
                continue
            first = forms[at : at + length]
            if first == forms[at + length : at + 2 * length] and all(first):
                yield at, length
                at += 2 * length - 1
                break
        at += 1


def _excused(first: Sequence[Token], second: Sequence[Token], lang: str) -> bool:
    """Whether the doubling is a name, an allowed word, or one that the language itself doubles."""
    if len(first) == 1:
        listed = lang in _languages()
        if not listed or first[0].lower in allowed(lang):
            return True
        return first[0].text[:1].isupper() and second[0].text[:1].isupper() and len(first[0].text) > 4
    names = all(t.text[:1].isupper() for t in (*first, *second))
    return names or all(t.lower in allowed(lang) for t in first)


def _idiomatic(tokens: Sequence[Token], at: int, length: int) -> bool:
    """Whether English itself says the word twice and the linking word only seems to: "from time to time to", "and fewer and fewer"."""
    if length != 2:
        return False
    first, second = tokens[at], tokens[at + 1]
    if second.lower in _FROM_TO:
        return at > 0 and tokens[at - 1].lower == "from"
    return first.lower == "and" and _COMPARATIVE.fullmatch(second.lower) is not None


def _function_words(tokens: Sequence[Token], lang: str) -> bool:
    """Whether all are among the very commonest words: nobody doubles those for emphasis."""
    from wordfreq import zipf_frequency

    return all(zipf_frequency(token.lower, lang) >= _COMMONEST for token in tokens)


def _source_doubles(context: Context) -> bool:
    """Whether the source says something twice: side by side, with a comma between, or "petit à petit"."""
    tokens = [t for t in context.source.tokens if t.is_word]
    if any(tokens[at].lower not in {"nous", "vous"} for at, _ in repetitions(tokens)):
        return True
    return any(a.lower == b.lower for a, b in zip(tokens, tokens[2:], strict=False) if len(a.text) > 2)


@rule("D101", "doubled-word", "fluency/duplication", Severity.MINOR)
def doubled_word(context: Context) -> Iterator[Match]:
    """A word or phrase said twice in a row.

    ## What it does
    Reports one to six words that follow themselves at once, unless the language allows it ("had had"), the words are
    a name, or the source repeats something too.

    ## Why is this bad?
    It is a slip that any reader sees.

    ## Example
    `Le juge a levé la mesure.` => `The judge lifted the the measure.`

    ## Use instead
    `The judge lifted the measure.`

    ## References
    MQM fluency/duplication.

    ## Cases
    Wrong: Le juge a levé la mesure. => The judge lifted the the measure.
    Wrong: La route est coupée dans les deux sens. => The road is closed in both in both directions.
    Wrong: Nous nous sommes arrêtés. => We we stopped.
    Okay: Il avait eu une idée. => He had had an idea.
    Okay: C'est très, très loin. => It is very far far away.
    Okay: Duran Duran revient à Lyon. => Duran Duran are back in Lyon.
    Okay: Il l'a appris petit à petit. => He learnt it bit bit by bit.
    Okay: Remuez parfois pour éviter les grumeaux. => Stir from time to time to avoid lumps.
    Okay: Le bruit augmente, les clients se raréfient. => There is more and more noise and fewer and fewer customers.
    """
    if not context.bead.source:
        return
    doubled_in_source = _source_doubles(context)
    tokens = context.target.tokens
    for at, length in repetitions(tokens):
        first, second = tokens[at : at + length], tokens[at + length : at + 2 * length]
        if _excused(first, second, context.target.lang) or _idiomatic(tokens, at, length):
            continue
        if length == 1 and first[0].lower in _OBJECT_AND_SUBJECT and at and tokens[at - 1].is_word:
            continue
        if doubled_in_source and not _function_words(first, context.target.lang):
            continue
        once = context.target.text[first[0].start : first[-1].end]
        yield Match(f"'{once}' is said twice", target=span_of((*first, *second)), suggestion=once)


def _clauses(text: str) -> Iterator[tuple[tuple[str, ...], Span]]:
    start = 0
    for match in (*_CLAUSE_BREAK.finditer(text), None):
        end = match.start() if match else len(text)
        words = tuple(re.findall(r"\w[\w'’-]*", text[start:end].lower()))
        if words:
            begin = start + len(text[start:end]) - len(text[start:end].lstrip())
            yield words, Span(begin, len(text[:end].rstrip()))
        start = match.end() if match else end


@rule("D102", "repeated-clause", "fluency/duplication", Severity.MAJOR)
def repeated_clause(context: Context) -> Iterator[Match]:
    """A clause or sentence said twice where the source says it once.

    ## What it does
    Reports a clause of five words or more that comes twice in the target of one segment, or a target that repeats the
    segment before, where the sources differ.

    ## Why is this bad?
    A translation model caught in a loop has most often lost what belonged there.

    ## Example
    `La cuve est vide. || Rincez-la.` => `The tank must be empty now. || The tank must be empty now.`

    ## Use instead
    `The tank must be empty now. || Rinse it.`

    ## References
    MQM fluency/duplication; accuracy/addition.

    ## Cases
    Wrong: La salle, fermée, rouvrira. => The hall, which was closed in May, which was closed in May, will reopen.
    Wrong: Rincez la cuve. || Séchez-la bien. => Rinse the tank with clear water. || Rinse the tank with clear water.
    Wrong: Le vent a tourné. On rentre. => The wind has turned once more. The wind has turned once more. We go home.
    Wrong: Un homme est mort et un autre blessé. => One man was killed, one man was killed and another hurt.
    Okay: On rentre. || On rentre. => We are all going home now. || We are all going home now.
    Okay: Un pays, deux systèmes. => One country, two systems.
    Okay: Ils dirent qu'ils iraient, et qu'ils iraient. => They said that they would go, they said that they would go.
    """
    if not context.bead.source:
        return
    earlier: dict[tuple[str, ...], Span] = {}
    last: tuple[str, ...] = ()
    for words, span in _clauses(context.target.text):
        known = next((key for key in earlier if key[-len(words) :] == words or key[: len(words)] == words), None)
        if len(last) >= _CLAUSE_AT_ONCE and words[: len(last)] == last:
            known = last
        fewest = _CLAUSE_AT_ONCE if last[-len(words) :] == words or known == last else _CLAUSE_WORDS
        if len(words) >= fewest and known and not _source_repeats(context):
            yield Match(f"'{context.target.text[span.start : span.end]}' is said twice", target=span, suggestion="")
            return
        earlier[words] = span
        last = words
    yield from _segment_again(context)


def _source_repeats(context: Context) -> bool:
    """Whether the source has three words in a row twice."""
    words = [t.lower for t in context.source.tokens if t.is_word]
    runs = list(zip(words, words[1:], words[2:], strict=False))
    return len(set(runs)) < len(runs)


def _segment_again(context: Context) -> Iterator[Match]:
    previous = context.previous
    if previous is None or not previous.bead.source:
        return
    mine = [t.lower for t in context.target.tokens if t.is_word]
    if len(mine) < _CLAUSE_WORDS or mine != [t.lower for t in previous.target.tokens if t.is_word]:
        return
    one = {t.lower for t in context.source.tokens if t.is_word}
    other = {t.lower for t in previous.source.tokens if t.is_word}
    if len(one & other) < 0.5 * max(len(one), len(other), 1):
        yield Match(
            "the target repeats the segment before, the source does not",
            target=Span(0, len(context.target.text.rstrip())),
            source=Span(0, len(context.source.text.rstrip())),
        )
