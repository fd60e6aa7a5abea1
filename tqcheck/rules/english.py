"""English as written: plurals, verb patterns and agreements that are wrong whoever translates.

The lists are ``english_lists.tsv``; what depends on one French construction stands in the calque lexicon instead.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from itertools import pairwise

from tqcheck.lexicon import load
from tqcheck.lexicon.patterns import Pattern, compile_pattern
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context, span_of
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity

Row = Mapping[str, str]

#: What may stand before a subject that opens its clause.
CLAUSE_OPENERS = frozenset("that and but because while when if where as although which who since whether".split())
_PASSIVE = frozenset("be is are was were been being 's 're am rest feel felt feels stay have'".split())
_ALSO_VERBS = frozenset("evidences researches progresses sabotages furnishes applauses trashes".split())
_DETERMINERS = frozenset("the a an his her its their this that these".split())
_AFTER_NOUN = frozenset("is was has about on in for from to that which who and or of by with at".split())
_SUBJECTS = frozenset("he she it that which who and to".split())
_AFTER_PARTICIPLE = frozenset("by in on at during and or but for with from after before while".split())


@functools.cache
def rows(kind: str) -> tuple[Row, ...]:
    """The rows of one kind of ``english_lists.tsv``."""
    return tuple(row for row in load("english_lists") if row["kind"] == kind)


@functools.cache
def patterns(kind: str) -> tuple[tuple[Pattern, Row], ...]:
    """The compiled patterns of one kind, with their rows."""
    return tuple((compile_pattern(row["wrong"]), row) for row in rows(kind))


def source_has(context: Context, french: str) -> bool:
    """Whether the source has one of some lemmas, parted by blanks (all may be missing: then yes)."""
    wanted = frozenset(french.split())
    return not wanted or not wanted.isdisjoint(context.source.lemmas) or not wanted.isdisjoint(_stems(context))


def _stems(context: Context) -> frozenset[str]:
    """The source's words without a plural's last letter: lemmas of rarer plurals are often left as they stand."""
    return frozenset(token.lower.rstrip("sx") for token in context.source.tokens if token.is_word)


def opens_clause(context: Context, index: int) -> bool:
    """Whether the target token with that index begins a sentence or clause."""
    if index == 0:
        return True
    before = context.target.tokens[index - 1]
    return (not before.is_word and before.text not in {"-", "'"}) or before.lower in CLAUSE_OPENERS


def replacement(row: Row) -> str | None:
    """The suggestion of a row, or None where it only describes one."""
    return None if "…" in row["right"] or not row["right"] else row["right"]


@rule("W101", "uncountable-plural", "fluency/grammar", Severity.MINOR, target="en")
def uncountable_plural(context: Context) -> Iterator[Match]:
    """A plural of a noun that English does not count.

    ## What it does
    Reports "informations", "equipments", "advices" and the like where the source has the French noun behind them.

    ## Why is this bad?
    English has no such plural; the word is the mark of a translation.

    ## Example
    `Il a donné des informations.` => `He gave informations.`

    ## Use instead
    `He gave information.`

    ## References
    MQM fluency/grammar. The list: `tqcheck/lexicon/english_lists.tsv`, kind `mass`.

    ## Cases
    Wrong: Vous trouverez des informations ici. => You will find informations here.
    Wrong: De nouveaux équipements sont arrivés. => New equipments have arrived.
    Wrong: Des preuves ont été détruites. => Some evidences were destroyed.
    Okay: Vous trouverez des informations ici. => You will find information here.
    Okay: Il informe ses clients. => He researches the market and advises his clients.
    Okay: L'étude montre une hausse. => The study evidences a rise.
    """
    listed = {row["wrong"]: row for row in rows("mass")}
    for token in context.target.tokens:
        row = listed.get(token.lower)
        if row is None or (token.index and token.text[0].isupper()) or _verb(context, token):
            continue
        endings = ("s", "x") if token.lower in _ALSO_VERBS else ""
        plural = [t for t in context.source.tokens if t.lower.endswith(endings) and _renders(t, row["french"])]
        if plural and not source_has_any(context, row["unless"]):
            yield Match(
                f"'{token.text}' renders '{plural[0].text}', but English does not count it",
                target=token.span,
                source=plural[0].span,
                suggestion=row["right"],
                severity=Severity.NEUTRAL if row["note"] == "advice" else None,
            )


def _verb(context: Context, token: Token) -> bool:
    """Whether "researches" or "evidences" governs an object or has a pronoun for its subject."""
    if token.lower not in _ALSO_VERBS:
        return False
    tokens = context.target.tokens
    before = tokens[token.index - 1].lower if token.index else ""
    after = tokens[token.index + 1].lower if token.index + 1 < len(tokens) else ""
    return after in _DETERMINERS or before in _SUBJECTS


def _renders(token: Token, french: str) -> bool:
    wanted = french.split()
    return token.pos not in {"VERB", "AUX"} and (
        token.lemma in wanted or token.lower.rstrip("sx") in {word.rstrip("sx") for word in wanted}
    )


def source_has_any(context: Context, french: str) -> bool:
    """Whether the source has one of some lemmas; no lemmas, no."""
    return bool(french) and source_has(context, french)


@rule("W103", "verb-pattern", "fluency/grammar", Severity.MINOR, source="fr", target="en")
def verb_pattern(context: Context) -> Iterator[Match]:
    """A verb or adjective with a complement that English does not give it.

    ## What it does
    Reports patterns such as "assured that" without a person, "allows to" with a bare verb, "interested by" or
    "accused of staged", where the source has the French word behind them.

    ## Why is this bad?
    The grammar is French; some of these sentences can be read in another sense.

    ## Example
    `Il a assuré que tout allait bien.` => `He assured that everything was fine.`

    ## Use instead
    `He gave assurances that everything was fine.`

    ## References
    MQM fluency/grammar. The list: `tqcheck/lexicon/english_lists.tsv`, kind `pattern`.

    ## Cases
    Wrong: Le ministre a assuré que rien ne changerait. => The minister assured that nothing would change.
    Wrong: Ce bouton permet d'éteindre l'écran. => This button allows to turn off the screen.
    Wrong: Il est accusé d'avoir mis en scène l'attaque. => He is accused of staged.
    Okay: Soyez assuré que nous agirons. => Rest assured that we will act.
    Okay: Le ministre a assuré que rien ne changerait. => The minister assured voters that nothing would change.
    Okay: Il est accusé de crime organisé. => He is accused of organized crime.
    Okay: Nul n'est autorisé à entrer. => No one is allowed to enter.
    """
    for pattern, row in patterns("pattern"):
        if not source_has(context, row["french"]) or source_has_any(context, row["unless"]):
            continue
        for start, end in pattern.find(context.target.tokens):
            tokens = context.target.tokens[start:end]
            if _passive(context, start) or (tokens[-1].lower == "to" and _allowed_noun(context, start)):
                continue
            wording = context.target.text[tokens[0].start : tokens[-1].end]
            reason = row["note"] or "this is not English grammar"
            yield Match(f"'{wording}': {reason}", target=span_of(tokens), suggestion=replacement(row))
    yield from _bare_participles(context)


def _passive(context: Context, start: int) -> bool:
    """Whether the pattern's first word is a participle after a form of "be" ("is assured that")."""
    if not context.target.tokens[start].lower.endswith("ed"):
        return False
    return any(token.lower in _PASSIVE for token in context.target.tokens[max(0, start - 2) : start])


def _allowed_noun(context: Context, start: int) -> bool:
    """Whether the verb before "to" has an object already: "the person they allow to" ends a relative clause."""
    before = context.target.tokens[start - 1] if start else None
    return before is not None and before.lower in {"they", "we", "you", "i", "he", "she"}


def _bare_participles(context: Context) -> Iterator[Match]:
    """A participle after "accused of" with nothing that it could qualify."""
    if not source_has(context, "accuser accusé soupçonner soupçonné condamner condamné coupable"):
        return
    tokens = context.target.tokens
    for first, preposition, participle in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if first.lower not in {"accused", "suspected", "convicted", "guilty", "charged"}:
            continue
        if preposition.lower not in {"of", "with"} or not participle.lower.endswith("ed"):
            continue
        following = tokens[participle.index + 1] if participle.index + 1 < len(tokens) else None
        if following is None or not following.is_word or following.lower in _AFTER_PARTICIPLE:
            yield Match(
                f"'{preposition.text} {participle.text}': a preposition takes the -ing form",
                target=span_of((preposition, participle)),
                suggestion=f"{preposition.text} having {participle.text}",
            )


@rule("W106", "agreement", "fluency/grammar", Severity.MINOR, target="en")
def agreement(context: Context) -> Iterator[Match]:
    """A verb, article or number that does not agree with its noun.

    ## What it does
    Reports "the police is", "this news are", "many information", "people is", "12 millions" and the like.

    ## Why is this bad?
    The noun has the number of its French counterpart, not its own.

    ## Example
    `La police a arrêté deux suspects.` => `The police has arrested two suspects.`

    ## Use instead
    `The police have arrested two suspects.`

    ## References
    MQM fluency/grammar. The list: `tqcheck/lexicon/english_lists.tsv`, kinds `plural` and `police`.

    ## Cases
    Wrong: La police enquête. => The police is investigating.
    Wrong: Cette nouvelle est rassurante. => This news are reassuring.
    Wrong: La ville compte 3 millions d'habitants. => The city has 3 millions inhabitants.
    Wrong: Il y a plusieurs raisons. => There is several reasons.
    Okay: Le chef de la police est absent. => The head of the police is absent.
    Okay: Des millions de gens sont venus. => Millions of people came.
    Okay: La volonté du peuple est claire. => The will of the people is clear.
    Okay: La voiture de police est là. => The police is-it-there test car is here.
    """
    for kind in ("plural", "police"):
        for pattern, row in patterns(kind):
            if not source_has(context, row["french"]):
                continue
            for start, end in pattern.find(context.target.tokens):
                if _subject_opens(context, kind, start) and not _modifies(context, start, end):
                    tokens = context.target.tokens[start:end]
                    wording = context.target.text[tokens[0].start : tokens[-1].end]
                    reason = row["note"] or "the two do not agree in number"
                    yield Match(f"'{wording}': {reason}", target=span_of(tokens), suggestion=replacement(row))
    yield from _counted_millions(context)


def _modifies(context: Context, start: int, end: int) -> bool:
    """Whether the last word stands before a noun ("an information booklet"), where it may take any article."""
    if context.target.tokens[start].lower not in {"a", "an"} or end >= len(context.target.tokens):
        return False
    following = context.target.tokens[end]
    return following.text == "-" or (following.is_word and following.lower not in _AFTER_NOUN)


def _subject_opens(context: Context, kind: str, start: int) -> bool:
    tokens = context.target.tokens
    first = tokens[start].lower
    if kind == "plural" and first not in {"people", "everyone", "everybody", "the"}:
        return True
    if first == "people" and start and tokens[start - 1].lower in {"many", "most", "some", "these", "those", "young"}:
        start -= 1
    return opens_clause(context, start)


def _counted_millions(context: Context) -> Iterator[Match]:
    tokens = context.target.tokens
    for number, unit in pairwise(tokens):
        if unit.lower in {"millions", "billions", "trillions"} and number.text[:1].isdigit():
            yield Match(
                f"'{number.text} {unit.text}': after a number the unit stays singular",
                target=span_of((number, unit)),
                suggestion=f"{number.text} {unit.text[:-1]}",
            )
