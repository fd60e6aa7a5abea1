"""Words that became their opposites, or another of their kind: rise and fall, before and after, uncle and aunt, red and blue."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tqcheck.lexicon import listed, load
from tqcheck.lexicon.negatives import listed_words
from tqcheck.lexicon.patterns import Pattern, compile_pattern
from tqcheck.rules.analysis import Analysis, Token
from tqcheck.rules.context import Context, span_of
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity

_NEAR = 5
"""A denial so many words from a word may bear on it."""

_TURNING_FR = frozenset(
    "ne n' pas non sans ni jamais guère moins peu contre contrer sauf éviter empêcher cesser refuser renoncer contraire inverse opposé"
    " lutter lutte anti stopper interdire manque faute échouer limiter enrayer freiner lever levée suspendre abri".split()
)
_TURNING_EN = frozenset(
    "not n't no never nor neither without unlike rather instead less least fewer few little fail failure cease stop avoid prevent"
    " cannot unable contrary opposite hardly scarcely barely against refuse reverse far nothing nobody none lack lift"
    " halt curb combat limit deny only".split()
)
"""Words that turn a statement round: near one, the opposite word may say the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Pole:
    """One end of an axis, or one member of a set: its French, the English that says nothing else, and what else may render it."""

    french: tuple[Pattern, ...]
    english: tuple[Pattern, ...]
    excuse: str
    heads: frozenset[str]
    """The words one of which begins the English."""


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """Poles that exclude each other; ``turns`` says whether a denial of one may say the other."""

    kind: str
    turns: bool
    poles: tuple[Pole, ...]


@functools.cache
def axes() -> tuple[Axis, ...]:
    """The two word lists."""
    found = [
        Axis("its opposite", row["turns"] == "yes", (_pole(row, "_one"), _pole(row, "_other")))
        for row in load("opposites")
    ]
    members: dict[str, list[Pole]] = {}
    for row in load("opposite_sets"):
        members.setdefault(row["set"], []).append(_pole(row))
    return (*found, *(Axis("another of its kind", False, tuple(poles)) for poles in members.values()))


def _pole(row: Mapping[str, str], side: str = "") -> Pole:
    french, english = (_patterns(row[f"{column}{side}"]) for column in ("french", "english"))
    return Pole(french, english, row[f"excuse{side}"], _heads(english))


@functools.cache
def _patterns(cell: str) -> tuple[Pattern, ...]:
    """The patterns of a cell; excuses are many and few of them are ever asked for."""
    return tuple(compile_pattern(entry) for entry in listed(cell))


def _heads(patterns: Iterable[Pattern]) -> frozenset[str]:
    return frozenset(word for pattern in patterns for word in pattern.heads)


@functools.cache
def _by_word() -> dict[str, tuple[tuple[Axis, Pole], ...]]:
    """The poles by the first words of their French."""
    found: dict[str, list[tuple[Axis, Pole]]] = {}
    for axis in axes():
        for pole in axis.poles:
            for word in _heads(pole.french):
                found.setdefault(word, []).append((axis, pole))
    return {word: tuple(poles) for word, poles in found.items()}


def _named(source: Analysis) -> Iterator[tuple[Axis, Pole]]:
    """The poles whose French may stand in a source, in the order of the text."""
    index = _by_word()
    seen = set()
    for token in source.tokens:
        for word in (token.lower, token.lemma):
            for axis, pole in index.get(word, ()):
                if id(pole) not in seen:
                    seen.add(id(pole))
                    yield axis, pole


def opposite_heads(tokens: Iterable[Token]) -> frozenset[str]:
    """The first words of the English that says the opposite of some French words; sets of kindred words have none."""
    index = _by_word()
    named = (
        (axis, pole) for token in tokens for word in (token.lower, token.lemma) for axis, pole in index.get(word, ())
    )
    return frozenset(
        word for axis, pole in named if axis.turns for other in axis.poles if other is not pole for word in other.heads
    )


def _places(patterns: Iterable[Pattern], analysis: Analysis) -> Iterator[Sequence[Token]]:
    """Where patterns stand."""
    for pattern in patterns:
        if not pattern.heads.isdisjoint(analysis.lemmas):
            for start, end in pattern.find(analysis.tokens):
                yield analysis.tokens[start:end]


def _mistake(context: Context, axis: Axis, here: Pole, there: Pole) -> tuple[Sequence[Token], Sequence[Token]] | None:
    """The English of a pole that renders the French of another, and that French."""
    wrong = list(_places(there.english, context.target))
    origins = list(_places(here.french, context.source)) if wrong else []
    if not origins or any(_places(there.french, context.source)):
        return None
    if any(_free(run, wrong) for run in _places(here.english, context.target)):
        return None
    excuses = [run for run in _places(_patterns(here.excuse), context.target) if _free(run, wrong)]
    for run in wrong:
        for origin in origins:
            if _named_apart(context, run, origin) or _undone(context, origin):
                continue
            if _answers(context, run, origin) and not any(_excuses(context, other, origin) for other in excuses):
                return None if axis.turns and _turned(context, run, origin) else (run, origin)
    return None


def _named_apart(context: Context, run: Sequence[Token], origin: Sequence[Token]) -> bool:
    """Whether one side is a part of a proper name and the other a common word: la Grande Rue, the High Street."""
    return _in_name(context.target, run) != _in_name(context.source, origin)


def _in_name(analysis: Analysis, run: Sequence[Token]) -> bool:
    """Whether capitals within a sentence make words a part of a name of several words."""
    first, last = run[0], run[-1]
    around = (
        *analysis.tokens[max(0, first.index - 1) : first.index],
        *analysis.tokens[last.index + 1 : last.index + 2],
    )
    return first.index > 0 and first.text[:1].isupper() and any(t.text.istitle() and t.index > 0 for t in around)


def _undone(context: Context, origin: Sequence[Token]) -> bool:
    """Whether *jamais* or *aucun* denies a word that denies: jamais vide, always something."""
    deny = listed_words("fr", "deny")
    after = context.source.tokens[origin[-1].index + 1 : origin[-1].index + 2]
    denies = any(t.lower in ("jamais", "aucun", "aucune", "rien", "personne", "nul") for t in origin)
    return denies and any(t.lower in deny or t.lemma in deny for t in after)


def _excuses(context: Context, run: Sequence[Token], origin: Sequence[Token]) -> bool:
    """Whether a loose rendering may render this French: a phrase may, a word unless the alignment gives it to other French."""
    sources = {source for token in run for source in context.words.sources_of(token.index)}
    return len(run) > 1 or not sources or not sources.isdisjoint(token.index for token in origin)


def _free(run: Sequence[Token], wrong: Sequence[Sequence[Token]]) -> bool:
    """Whether a right rendering is not a part of the wrong one: a mother in a grandmother."""
    inside = {token.index for token in run}
    return not any(inside < {token.index for token in other} for other in wrong)


def _answers(context: Context, run: Sequence[Token], origin: Sequence[Token]) -> bool:
    """Whether the word alignment, where there is one, gives the English to this French."""
    if not context.words.links:
        return True
    sources = {source for token in run for source in context.words.sources_of(token.index)}
    return not sources.isdisjoint(token.index for token in origin)


def _turned(context: Context, run: Sequence[Token], origin: Sequence[Token]) -> bool:
    """Whether a denial stands near the word on either side."""
    return _near(context.source, origin, _TURNING_FR) or _near(context.target, run, _TURNING_EN)


def _near(analysis: Analysis, run: Sequence[Token], words: frozenset[str]) -> bool:
    first, last = run[0].index, run[-1].index
    before = analysis.tokens[max(0, first - _NEAR) : first]
    around = (*before, *analysis.tokens[last + 1 : last + 1 + _NEAR])
    return any(t.lower in words or t.lemma in words or t.lower.endswith("n't") for t in around)


@rule("G109", "opposite", "accuracy/mistranslation", Severity.CRITICAL, source="fr", target="en")
def opposite(context: Context) -> Iterator[Match]:
    """A word became its opposite, or another of its kind.

    ## What it does
    Looks up contraries (*hausse* and *baisse*, *autoriser* and *interdire*, *avant* and *après*) and sets of words of which only one can
    be right (kin, colours, seasons, limbs, animals, metals). Reports the English of one where the source has only another, the word
    alignment gives the one to the other, and nothing else in the target may render the French. Contraries near a negation or another word
    that turns a statement round pass; what no negation turns (*propriétaire* and *locataire*, *avant* and *après*) does not.

    ## Why is this bad?
    The translation says the contrary, in good English.

    ## Example
    `Le gouvernement planche sur un durcissement des peines.` => `The government is working on a softening of sentences.`

    ## Use instead
    `The government is working on tougher sentences.`

    ## References
    MQM accuracy/mistranslation. The lists: `tqcheck/lexicon/opposites.tsv`, `opposite_sets.tsv`.

    ## Cases
    Wrong: La hausse des loyers inquiète la mairie. => The fall in rents worries the town hall.
    Wrong: Le tribunal a interdit la marche. => The court allowed the march.
    Wrong: Son oncle tenait une épicerie à Brest. => Her aunt ran a grocery shop in Brest.
    Wrong: Elle portait un manteau rouge. => She was wearing a blue coat.
    Okay: La hausse des loyers inquiète la mairie. => Rising rents worry the town hall.
    Okay: Le tribunal a interdit la marche. => The court did not allow the march to take place.
    Okay: La hausse des loyers et la baisse des salaires inquiètent. => Falling wages and rising rents are a worry.
    Okay: Le désert n'est jamais vide. => There is always something in the desert.
    Okay: Son oncle et sa tante tenaient une épicerie. => Her aunt and uncle ran a grocery shop.
    """
    for axis, here in _named(context.source):
        for there in axis.poles:
            if there is here or there.heads.isdisjoint(context.target.lemmas):
                continue
            found = _mistake(context, axis, here, there)
            if found:
                run, origin = found
                says = f"'{_text(context.source, origin)}' became '{_text(context.target, run)}', {axis.kind}"
                yield Match(says, span_of(run), span_of(origin), confidence=0.8)
                return


def _text(analysis: Analysis, tokens: Sequence[Token]) -> str:
    span = span_of(tokens)
    return analysis.text[span.start : span.end]
