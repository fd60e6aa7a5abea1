"""Words that nothing on the other side answers to: clauses left out, phrases made up.

Word similarities from the encoder say how well each word is covered. A stretch of content words counts by how far
they fall short of a covered word; human translations paraphrase, so that only long or whole stretches are reported, or
what a target leaves out or adds that otherwise follows its source word by word.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tqcheck.rules.analysis import Analysis, Token
from tqcheck.rules.completeness import is_headline, relative_length
from tqcheck.rules.context import Context
from tqcheck.rules.enumerations import left_out_members
from tqcheck.rules.registry import Match, rule
from tqcheck.rules.unanswered_phrases import added_phrases, content_words, left_out_phrases, surely_left_out
from tqcheck.text.stretches import heaviest_stretch
from tqcheck.types import Severity, Span

#: Similarities below this speak for a missing counterpart; each word adds what it lacks.
COVERED = 0.4
#: The most that one covered word inside a stretch takes away.
_RELIEF = 0.25
_FEWEST = 3
_LENGTH_WEIGHT, _LENGTH_FLOOR, _LENGTH_CAP = 0.5, -0.4, 0.8
_WHOLE_CLAUSE = 0.3
#: Scores from which a stretch is looked at, and from which it is advice.
_LOOKED_AT, _ADVICE = 0.3, 0.7
#: Scores from which an addition is advice, and from which it is reported: set on clean human translations.
ADDITION = (0.6, 1.2)
#: The log-odds that a stretch of the source is left out, not put otherwise: its score, what the target's worst stretch lacks
#: itself, and how well the target's worst word is answered. A logistic regression on 1,187 machine translations of WCE-LIG
#: with a clause or phrase taken out, against 1,300 as they were, 4,500 human translations of news and 1,500 free ones.
_SCORE, _OWN, _WORST, _BIAS = 5.6, -4.6, 4.6, -5.2
#: From these log-odds on it is reported: 52 in 100 of those omissions, 7 in 10,000 of the others.
_SURE = 2.0
#: Where the other side falls this far short too, in proportion, the stretch is put otherwise, not left out.
_PARAPHRASE = 0.5
_BREAK = re.compile(r"[;()–—«»\"“”?!]|[,:.](?!\d)|(?<!\d)[,:.]")


@dataclass(frozen=True)
class Stretch:
    """Content words that are poorly covered, with the shortfall they add up to."""

    tokens: tuple[Token, ...]
    shortfall: float


def worst_stretch(tokens: Sequence[Token], similarities: Sequence[float]) -> Stretch:
    """The run of content words with the greatest shortfall."""
    shortfall, (first, last) = heaviest_stretch([COVERED - similarity for similarity in similarities], -_RELIEF)
    return Stretch(tuple(tokens[first:last]), shortfall)


def _counted(analysis: Analysis) -> list[Token]:
    """The content words of a side; words with signs in them are no matter of similarity."""
    return [token for token in content_words(analysis.tokens) if token.text.isalpha()]


def _clause(text: str, first: Token, last: Token) -> Span:
    """What stands between the marks around two tokens."""
    start = max((match.end() for match in _BREAK.finditer(text, 0, first.start)), default=0)
    after = _BREAK.search(text, last.end)
    return Span(start, after.start() if after else len(text))


def _is_whole(text: str, stretch: Stretch, content: Sequence[Token]) -> Span | None:
    """The clause that a stretch fills all but one word of, or None; the whole sentence is no clause."""
    clause = _clause(text, stretch.tokens[0], stretch.tokens[-1])
    inside = [t for t in content if clause.start <= t.start and t.end <= clause.end]
    filled = _FEWEST <= len(inside) <= len(stretch.tokens) + 1
    return clause if clause.start > 0 and filled else None


def _score(context: Context, analysis: Analysis, similarities: Sequence[float], sign: int) -> tuple[float, Span] | None:
    """How strongly the worst stretch of a side speaks for an omission (sign -1) or an addition (+1), and where."""
    content = _counted(analysis)
    stretch = worst_stretch(content, [similarities[token.index] for token in content])
    whole = _is_whole(analysis.text, stretch, content) if stretch.tokens else None
    if len(stretch.tokens) + (whole is not None) < _FEWEST:
        return None
    length = sign * math.log(relative_length(context))
    score = stretch.shortfall + _LENGTH_WEIGHT * min(_LENGTH_CAP, max(_LENGTH_FLOOR, length))
    if whole is not None:
        blank = len(analysis.text[whole.start : whole.end]) - len(analysis.text[whole.start : whole.end].lstrip())
        return score + _WHOLE_CLAUSE, Span(whole.start + blank, whole.end)
    return score, Span(stretch.tokens[0].start, stretch.tokens[-1].end)


def _shortfall(analysis: Analysis, similarities: Sequence[float]) -> float:
    content = _counted(analysis)
    return worst_stretch(content, [similarities[token.index] for token in content]).shortfall


def _severity(context: Context, score: float, sure: float) -> Severity | None:
    """Advice where the score is low or the source has as much that nothing answers to: a paraphrase."""
    source = _shortfall(context.source, context.words.source_match)
    target = _shortfall(context.target, context.words.target_match)
    less, more = sorted((source, target))
    return None if score >= sure and less < _PARAPHRASE * more else Severity.NEUTRAL


def omission_log_odds(context: Context, score: float) -> float:
    """The log-odds that a stretch of this score is left out: where a translator put it otherwise, the target has words
    of its own that nothing answers to."""
    matches = context.words.target_match
    worst = min((matches[token.index] for token in _counted(context.target)), default=0.0)
    return _SCORE * score + _OWN * _shortfall(context.target, matches) + _WORST * worst + _BIAS


def _confidence(score: float) -> float:
    return round(min(0.95, 0.5 + score / 3), 2)


@rule("O103", "omission", "accuracy/omission", Severity.MAJOR)
def omission(context: Context) -> Iterator[Match]:
    """A clause or a run of words of the source that the target leaves out.

    ## What it does
    Takes the quality-estimation model's word for it where that is sure that a stretch is missing. Otherwise adds up,
    over consecutive content words of the source, how far each falls short of a covered word by the encoder's
    similarities, with the length of the target and whether a whole clause is concerned; words of the target that nothing
    in the source answers to speak for a paraphrase. Lesser doubts and headlines are advice. A phrase, clause or bracket
    that the sentence can do without counts where the target answers all the rest closely and is the shorter for it,
    and so does one lost member of a list.

    ## Why is this bad?
    What the source says there is lost, and nothing in a fluent target shows it.

    ## Example
    `Le commissaire, qui enquêtait sur un trafic d'ivoire, est mort.` => `The superintendent is dead.`

    ## Use instead
    `The superintendent, who was investigating ivory trafficking, is dead.`

    ## References
    MQM accuracy/omission. Maximum-sum segments: Bentley, "Programming Pearls", 1984.

    ## Cases
    Wrong: Le juge, qui enquêtait depuis mars sur un trafic d'ivoire au Kenya, a démissionné. => The judge has resigned.
    Wrong: Pressez le bouton vert pendant trois secondes pour ouvrir la porte. => Press the green button to open the door.
    Wrong: Le panier contient des carottes, des navets, des poireaux et du céleri. => The basket contains carrots, turnips and celery.
    Wrong: Les pompiers ont évacué l'école à la demande du directeur de l'usine. => Firefighters evacuated the school.
    Wrong: Le blé a augmenté de 12 %, à cause de la sécheresse qui touche le sud de l'Europe. => Wheat is up 12%.
    Okay: Le juge, qui enquêtait sur un trafic, a démissionné. => The judge, who was probing a trafficking case, quit.
    Okay: Il a fait savoir qu'il n'avait pas l'intention de se présenter. => He said he would not run.
    Okay: La Maison Blanche a fait part de sa préoccupation. => The White House voiced concern.
    """
    estimate = context.estimate
    if estimate is not None and estimate.left_out is not None:
        missing = estimate.left_out
        message = f"nothing in the target answers to '{missing.text}'"
        yield Match(message, source=missing.span, confidence=round(missing.p_bad, 2), evidence=("model",))
        return
    if not context.bead.target or not context.words.source_match:
        return
    scored = _omitted_stretch(context)
    if scored is None or scored.severity is Severity.NEUTRAL:
        members, phrases = list(left_out_members(context)), list(left_out_phrases(context))
        yield from (_of_phrase(context.source, span, source=span) for span in members)
        yield from (_lost_phrase(context, span) for span in phrases)
        scored = None if members or phrases else scored
    if scored is not None:
        yield scored


def _lost_phrase(context: Context, span: Span) -> Match:
    """A phrase that nothing answers to: advice where it may be put otherwise."""
    sure = surely_left_out(context, span)
    return _of_phrase(context.source, span, source=span, severity=None if sure else Severity.NEUTRAL)


def _omitted_stretch(context: Context) -> Match | None:
    """The worst stretch of the source, if it is left out, or as advice."""
    scored = _score(context, context.source, context.words.source_match, -1)
    if scored is None or scored[0] < _LOOKED_AT:
        return None
    score, span = scored
    odds = omission_log_odds(context, score)
    if odds >= _SURE and not is_headline(context):
        return _of_phrase(context.source, span, source=span, confidence=round(min(0.95, 1 / (1 + math.exp(-odds))), 2))
    if score < _ADVICE and odds < _SURE:
        return None
    return _of_phrase(context.source, span, source=span, severity=Severity.NEUTRAL, confidence=_confidence(score))


@rule("O104", "addition", "accuracy/addition", Severity.MAJOR)
def addition(context: Context) -> Iterator[Match]:
    """A clause or a run of words of the target that the source does not have.

    ## What it does
    The same as O103 from the other side: words of the target that no word of the source answers to, and a phrase at the
    end of a clause where every word of the source is answered without it.

    ## Why is this bad?
    The target says what the author did not.

    ## Example
    `Le taux reste inchangé.` => `The rate is unchanged, and football supporters celebrated in the streets.`

    ## Use instead
    `The rate is unchanged.`

    ## References
    MQM accuracy/addition (hallucination).

    ## Cases
    Wrong: Le taux reste inchangé. => The rate is unchanged, and football supporters celebrated in the streets.
    Wrong: Le service sera interrompu dans la nuit de mardi. => The service will be interrupted on Tuesday night for technical reasons.
    Wrong: Vissez le couvercle. => Screw on the lid, then ask your doctor about the allergy treatment.
    Okay: Le taux directeur reste inchangé. => The key interest rate was left where it was.
    Okay: La Maison Blanche est inquiète. => The White House voiced concern.
    """
    if not context.bead.source or not context.words.target_match:
        return
    scored = _added_stretch(context)
    if scored is None or scored.severity is Severity.NEUTRAL:
        spans = list(added_phrases(context))
        yield from (_of_phrase(context.target, span, target=span) for span in spans)
        scored = None if spans else scored
    if scored is not None:
        yield scored


def _added_stretch(context: Context) -> Match | None:
    """The worst stretch of the target, if it is worth a word."""
    scored = _score(context, context.target, context.words.target_match, 1)
    if scored is None or scored[0] < ADDITION[0]:
        return None
    score, span = scored
    severity = _severity(context, score, ADDITION[1])
    return _of_phrase(context.target, span, target=span, severity=severity, confidence=_confidence(score))


def _of_phrase(
    side: Analysis,
    span: Span,
    *,
    source: Span | None = None,
    target: Span | None = None,
    severity: Severity | None = None,
    confidence: float = 0.8,
) -> Match:
    other = "target" if source is not None else "source"
    message = f"nothing in the {other} answers to '{side.text[span.start : span.end].strip()}'"
    return Match(message, source=source, target=target, severity=severity, confidence=confidence)
