"""English as written: plurals, verb patterns and agreements that are wrong whoever translates.

The lists are ``english_lists.tsv`` and ``english_constructions.tsv``; what depends on one French construction stands in the calque lexicon instead.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from tqcheck.lexicon import load
from tqcheck.lexicon.classes import listed_classes
from tqcheck.lexicon.patterns import Pattern, compile_pattern
from tqcheck.rules.analysis import Token
from tqcheck.rules.constructions import Use, match_of, stems, uses
from tqcheck.rules.context import Context, span_of
from tqcheck.rules.english_numbers import one_of_singular, unit_plurals
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity

Row = Mapping[str, str]

#: What may stand before a subject that opens its clause.
CLAUSE_OPENERS = frozenset("that and but because while when if where as although which who since whether".split())
#: Verbs that may follow a name that stands alone.
VERBS_AFTER_NAME = frozenset(
    "is was has have had will would can could must should may might did does are were also won lost said says made took "
    "met gave became began left sent put wants remains".split()
)
_ALSO_VERBS = frozenset("evidences researches progresses sabotages furnishes applauses trashes".split())
_DETERMINERS = frozenset("the a an his her its their this that these".split())
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
    return not wanted or not wanted.isdisjoint(context.source.lemmas) or not wanted.isdisjoint(stems(context.source))


def opens_clause(context: Context, index: int) -> bool:
    """Whether the target token with that index begins a sentence or clause."""
    if index == 0:
        return True
    before = context.target.tokens[index - 1]
    return (not before.is_word and before.text not in {"-", "'"}) or before.lower in CLAUSE_OPENERS


def token_at(tokens: Sequence[Token], index: int) -> Token | None:
    """The token with that index, or None outside the text."""
    return tokens[index] if 0 <= index < len(tokens) else None


def name_after(tokens: Sequence[Token], start: int) -> list[Token]:
    """The capitalised words from ``start`` on."""
    name = []
    for token in tokens[start:]:
        if not token.is_word or not token.text[0].isupper():
            break
        name.append(token)
    return name


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
    Okay: L'enquête repose sur des preuves. => The inquiry evidences solid work.
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
    """Whether "researches" or "evidences" may be a verb: it governs an object, or has a pronoun for its subject."""
    if token.lower not in _ALSO_VERBS:
        return False
    tokens = context.target.tokens
    before = tokens[token.index - 1].lower if token.index else ""
    following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    if before in _SUBJECTS or (following is not None and following.lower in _DETERMINERS):
        return True
    if following is None or not following.is_word or following.lower.endswith("ed"):
        return False
    return following.lower not in listed_classes()["function"]


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
    MQM fluency/grammar. The list: `tqcheck/lexicon/english_constructions.tsv`, kinds `pattern` and `plain`.

    ## Cases
    Wrong: Le ministre a assuré que rien ne changerait. => The minister assured that nothing would change.
    Wrong: Ce bouton permet d'éteindre l'écran. => This button allows to turn off the screen.
    Wrong: Il est accusé d'avoir mis en scène l'attaque. => He is accused of staged.
    Wrong: Elle est intéressée par le poste. => She is interested by the job.
    Wrong: Il vit à Lyon depuis dix ans. => He has lived in Lyon since ten years.
    Wrong: Ils doivent partir. => They must to leave.
    Okay: Il est parti il y a dix ans. => He left more than ten years ago.
    Okay: Tout ce qu'il pouvait faire était utile. => All he could do to help was useful.
    Okay: Soyez assuré que nous agirons. => Rest assured that we will act.
    Okay: Le ministre a assuré que rien ne changerait. => The minister assured voters that nothing would change.
    Okay: Il est accusé de crime organisé. => He is accused of organized crime.
    Okay: Nul n'est autorisé à entrer. => No one is allowed to enter.
    """
    for use in uses(context, "pattern", "plain"):
        yield match_of(context, use, "this is not English grammar")
    yield from _bare_participles(context)


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
    MQM fluency/grammar. The list: `tqcheck/lexicon/english_constructions.tsv`, kinds `agreement`, `opening`, `police`, `noun`
    and `profession`.

    ## Cases
    Wrong: La police enquête. => The police is investigating.
    Wrong: Cette nouvelle est rassurante. => This news are reassuring.
    Wrong: La ville compte 3 millions d'habitants. => The city has 3 millions inhabitants.
    Wrong: Il y a plusieurs raisons. => There is several reasons.
    Wrong: D'autres pays ont suivi. => Others countries followed.
    Wrong: Un plan de cinq ans. => A five-years plan.
    Wrong: C'est l'une des plus grandes villes du pays. => It is one of the largest city in the country.
    Okay: Le chef de la police est absent. => The head of the police is absent.
    Okay: Des millions de gens sont venus. => Millions of people came.
    Okay: La volonté du peuple est claire. => The will of the people is clear.
    Okay: Une brochure d'information. => An information booklet.
    Okay: C'est l'un des conseillers municipaux. => He is one of the city council members.
    Okay: La voiture de police est là. => The police is-it-there test car is here.
    """
    for use in uses(context, "agreement", "opening", "police", "noun", "profession"):
        if use.construction.kind not in ("opening", "police") or _subject_opens(context, use):
            yield match_of(context, use, "the two do not agree in number")
    yield from _counted_millions(context)
    yield from unit_plurals(context)
    yield from one_of_singular(context)


def _subject_opens(context: Context, use: Use) -> bool:
    """Whether the subject opens its clause, so that no other noun governs the verb ("the will of the people is")."""
    tokens, start = context.target.tokens, use.tokens[0].index
    if use.tokens[0].lower == "people" and start:
        start -= int(tokens[start - 1].lower in {"many", "most", "some", "these", "those", "young"})
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
