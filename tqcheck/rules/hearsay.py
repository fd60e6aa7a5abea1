"""The conditional of report: French marks what it cannot vouch for by a mood, English by a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.rules.analysis import Analysis, Token
from tqcheck.rules.conditionals import (
    BEING,
    conditional_words,
    follows_que,
    in_reported_clause,
    is_conditional,
    is_denied,
    is_explained,
    is_planned,
    participle_of,
    tells_a_state,
)
from tqcheck.rules.context import Context
from tqcheck.rules.counterparts import clause, counterpart
from tqcheck.rules.english_pasts import is_past
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

_DOUBT = re.compile(
    r"\b(?:may|might|could)\b|(?i:\b(?:reported\w*|alleg\w*|apparent\w*|said to|believed|thought|suspected|seem\w*|appear\w*|reputed\w*|"
    r"supposed\w*|purported\w*|rumou?r\w*|understood|likely|possibl[ye]|probabl[ye]|accused|presum\w+|estimated|feared|perhaps|"
    r"evidently|suggest\w*|linked to|claims?|claimed|charged|potential\w*)\b)"
)
"""English words of hearsay and doubt."""
_SAID = re.compile(
    r"(?i:\b(?:says?|said|saying|according|told|(?<!the )(?<!this )(?<!that )(?<!a )reports?|stat(?:es|ed)|indicat\w+|announced|confirmed|revealed|found)\b)"
)
"""English words that name a speaker: they answer to the mood only where French names none."""
_HEDGED = re.compile(
    r"[\"“”«»]|(?i:\b(?:would|should|can|cannot|must|will|'d|'ll|add(?:s|ed)|argu\w+|assert\w*|insist\w*|warn\w*|not(?:es|ed)|explain\w*|"
    r"declar\w+|den(?:y|ies|ied|ying)|admit\w*|announc\w+|believ\w+|think\w*|suspected|suspecting|accus\w+|claim\w*|alleg\w*|assum\w+|"
    r"expect\w*|estimat\w+|doubt\w*|sources?|media|newspapers?|rumou?rs?|investigators?|hypothes\w+|if|whether|as if|as though|"
    r"told|tells?|wrote|writes|describ\w+|consider\w*|concern\w*|question\w*|hear\w*|learn\w*|know\w*|show\w*|account|version|information|intelligence|understand\w*)\b)"
)
"""English words, and quotation marks, by which a text need not vouch for what it says: any of them leaves room for doubt."""
_REPORTED = re.compile(r"[«»\"“”?]|\b(?:que|qu'|si|s'ils?)\b", re.IGNORECASE)
"""What in the French may make the conditional something else than hearsay: quoted words, a clause after *que*, a condition."""
_WOULD_HAVE = re.compile(
    r"\b(?:would|wouldn't|'d)(?: \w+)? (?:not )?(?:already |also |never |even |only )*have (?:\w+ly |also |already |only |just )?"
    r"(?:been|had|\w+ed|\w+en|\w+t|done|made|gone|met|put|read|said|sold|held|led|lost|left|come|run|set|cut|won|sung|begun|become|fled|"
    r"stood|understood|paid|laid|told|found|hidden|drawn|grown|known|thrown|shown|flown|sworn|torn|worn)\b"
)
_WOULD_BE = re.compile(
    r"\b(?:would|wouldn't|'d)\b(?! (?:rather|prefer|love)\b)(?! have (?!some|about|around|nearly|more than|at least|over|up to|an estimated|\d))(?! like (?!to (?:hold|hide|own|keep)\b))(?: not)?(?: \w+ly| also| now| still)? \w+"
)
_SOURCE = re.compile(
    r"(?:\bselon|d'après|de source|\bsources?\b|à en croire|aux dires|citant|rumeurs?\b|dit-on|indique-t-on|croit savoir|l'on en croit|soupçonn)"
    r"(?! (?:la loi|le projet|les? (?:prévisions|sondages?|estimations|calculs|projections|analyses)|l'(?:article|analyse|étude)|une? (?:sondage|étude)))",
    re.IGNORECASE,
)
_SHOULD_HAVE = re.compile(r"\bshould(?: \w+)? have \w+")
"""What machines make of the past conditional of other verbs than *devoir*."""
_CONDITION = re.compile(
    r"\b(?:if|otherwise|without|but for|in (?:\w+ )?(?:other|different) circumstances|likelihood)\b|\b[Hh]ad (?:he|she|it|they|the|there)\b"
)
"""English conditions: the translator has read the conditional as a real one, and more than the verb tells so."""
_RANKED = re.compile(
    r"\w+ (?:d'une? |du |de la |des |de l'|la |le |les )?(?:\w+ )?(?:premi[eè]re?s?|second|deuxième|troisième|plus|seule?s?|pire|meilleure?|dernière?|record|tournant)\b",
    re.IGNORECASE,
)
"""*Il s'agirait du premier cas*: what follows from other facts, for which English has "would" too."""
_SI = re.compile(r"\b(?:si|s'il|s'ils)\b", re.IGNORECASE)
_SI_PAST = re.compile(r"(?:\bsi|s'ils?) (?:[\w'’-]+ ){0,6}?(?:n')?(?:\w+ait|\w+aient)\b", re.IGNORECASE)
_REPORTS = re.compile(r"\b(?:reportedly|allegedly|(?:is|are) (?:said|believed) to)\b", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:would|could|might)\b")


@rule("V103", "press-conditional", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def press_conditional(context: Context) -> Iterator[Match]:
    """Hearsay rendered as something that would have happened, or as a fact.

    ## What it does
    French news marks what it cannot vouch for with the conditional (*aurait tué*: is said to have killed; *envisagerait*: is said to be
    considering). Where nothing in the segment or the one before sets a condition, reports "would have" for the past conditional; "would" for
    the present one where the sentence names its source or the verb tells a state or a plan; and a bare assertion (advice
    only, where the English has a speaker, a modal or quoted words, or the French *que*). The other way round, reports "reportedly" for the result of a *si* clause.

    ## Why is this bad?
    "Would have killed" says that nobody was killed; the source says that somebody probably was.

    ## Example
    `Le suspect aurait agi seul, selon la police.` => `The suspect would have acted alone, police say.`

    ## Use instead
    `The suspect reportedly acted alone.`

    ## References
    Grevisse, Le bon usage, on the conditional of doubtful assertion.

    ## Cases
    Wrong: Le suspect aurait agi seul. => The suspect acted alone.
    Wrong: Le président, gravement malade, aurait quitté la capitale dimanche. => The ailing president left the capital on Sunday.
    Wrong: La victime serait un homme d'une trentaine d'années. => The victim would be a man in his thirties.
    Wrong: Le meurtrier serait toujours en fuite. => The murderer is still on the run.
    Wrong: Les services secrets auraient eu vent du projet. => Intelligence services should have got wind of the project.
    Wrong: Plusieurs témoins auraient quitté le pays. => Several witnesses would leave the country.
    Wrong: Détectée par radar, la poche contiendrait 70 000 mètres cubes. => Detected by radar, the pocket contains 70,000 cubic metres.
    Wrong: Le fugitif se cacherait en Bolivie. => The fugitive is hiding in Bolivia.
    Wrong: Les cambrioleurs auraient fui en Belgique. => The burglars had fled to Belgium.
    Wrong: Le gardien aurait signé à Nantes, préférant rester en France. => The goalkeeper would have signed for Nantes, preferring to stay in France.
    Okay: Le meurtrier serait toujours en fuite. => The murderer is still on the run, police said.
    Okay: Toute ressemblance serait fortuite. => Any resemblance is purely coincidental.
    Okay: La victime serait un homme d'une trentaine d'années. => The victim is thought to be a man in his thirties.
    Okay: Un accord serait une bonne nouvelle. => A deal would be good news.
    Okay: Le président aurait quitté la capitale. => The president has reportedly left the capital.
    Wrong: Le suspect aurait tué deux gardiens avant de s'enfuir. => The suspect would have killed two guards before fleeing.
    Wrong: Les enquêteurs ont saisi un carnet. Il n'aurait été remis qu'en mai à la direction. => Investigators seized a notebook. It would not have been handed to management until May.
    Wrong: Le rapport n'aurait été transmis qu'en juillet à la direction, qui ne l'aurait pas lu. => The report would not have been forwarded until July to management, which would not have read it.
    Okay: Le musée, qui n'aurait pas rouvert, est complet. => The museum, which would not have reopened, is full.
    Wrong: Le rapport n'aurait été transmis qu'en juillet à la direction. => The report would not have been forwarded to management until July.
    Wrong: Selon une source proche du dossier, le groupe envisagerait de fermer l'usine. => According to a source close to the matter, the group would consider closing the plant.
    Wrong: Le fugitif se cacherait en Bolivie. => The fugitive would be hiding in Bolivia.
    Wrong: Le trésorier aurait transféré deux millions en Suisse. => The treasurer transferred two million to Switzerland.
    Wrong: Si elle avait su, elle serait restée. => If she had known, she allegedly stayed.
    Okay: Selon une source proche du dossier, le groupe envisagerait de fermer l'usine. => The group is considering closing the plant, according to a source close to the matter.
    Okay: Selon lui, cela permettrait de gagner du temps. => According to him, this would save time.
    Okay: Le suspect aurait tué deux gardiens avant de s'enfuir. => The suspect reportedly killed two guards before fleeing.
    Okay: Sans casque, le policier aurait été tué. => Without a helmet the police officer would have been killed.
    Okay: La victime a dit qu'elle aurait voulu partir. => The victim said she would have liked to leave.
    Okay: Le maire a annoncé que la police serait armée. => The mayor announced that the police would be armed.
    Okay: Le film aurait gagné à être plus court. => The film would have been better shorter.
    Okay: Un siècle plus tôt, l'Église aurait condamné le livre. => A century earlier the Church would have condemned the book.
    Okay: Un autre aurait abandonné la course. => Anyone else would have given up the race.
    Okay: La plupart des gens auraient renoncé. => Most people would have given up.
    Okay: La chanteuse aurait eu cent ans mardi. => The singer would have turned a hundred on Tuesday.
    Okay: Il s'agirait du premier cas en Europe. => This would be the first case in Europe.
    Wrong: Le montant du contrat s'élèverait à 40 millions d'euros. => The contract would be worth 40 million euros.
    Okay: Le stade n'est pas prêt. À sa place, un club anglais aurait refusé de jouer. => The stadium is not ready. In its place, an English club would have refused to play.
    """
    if not context.bead.target or "?" in context.source.plain:
        return
    if _SI.search(context.source.plain):
        yield from _condition_misread(context)
    elif not is_explained(context):
        yield from _hearsay_misread(context)


def _condition_misread(context: Context) -> Iterator[Match]:
    """*Si ... avait, ... aurait* is a plain condition: nobody reports anything."""
    if not _SI_PAST.search(context.source.plain):
        return
    verb = next((t for t in context.source.tokens if is_conditional(t)), None)
    found = _REPORTS.search(context.target.plain)
    if verb and found and not _MODAL.search(context.target.plain):
        says = f"'{verb.text}' answers to a condition, '{found[0]}' makes it a report"
        yield _match(verb, Span(*found.span()), says, "would")


def _hearsay_misread(context: Context) -> Iterator[Match]:
    """The first conditional of report that the English makes a condition or a fact."""
    for verb in context.source.tokens:
        if not is_conditional(verb) or is_denied(context.source, verb):
            continue
        if follows_que(context.source, verb) or in_reported_clause(context.source, verb):
            continue
        participle = participle_of(context.source, verb)
        if participle is not None and participle.lemma not in conditional_words("result"):
            yield from _past_misread(context, verb, participle)
            return
        matches = list(_present_misread(context, verb))
        if matches:
            yield from matches
            return


def _past_misread(context: Context, verb: Token, participle: Token) -> Iterator[Match]:
    """*Aurait tué* as "would have killed", or as "killed"."""
    text = context.target.plain
    found = _WOULD_HAVE.search(text) or _SHOULD_HAVE.search(text) or _would_do(context, participle)
    if found and _CONDITION.search(text):
        return
    if found and not _is_doubted(context):
        says = f"'{verb.text} {participle.text}' marks hearsay: '{found[0]}' says that it did not happen"
        yield _match(verb, Span(*found.span()), says, "reportedly / allegedly / is said to have")
    else:
        yield from _asserted(context, verb, participle)


def _would_do(context: Context, participle: Token) -> re.Match[str] | None:
    """*Aurait quitté* as "would leave"."""
    answer = counterpart(context, participle, 0.5)
    if answer is None or is_past(answer.lower):
        return None
    return re.compile(rf"\b(?:would|'d) (?:\w+ly |also |not )?{re.escape(answer.lower)}\b").search(context.target.plain)


def _is_doubted(context: Context) -> bool:
    """Whether the English has a word of doubt, or a speaker whom the French does not name."""
    text = context.target.plain
    return bool(_DOUBT.search(text) or (not _SOURCE.search(context.source.plain) and _SAID.search(text)))


def _present_misread(context: Context, verb: Token) -> Iterator[Match]:
    """*Se cacherait* as "would be hiding"."""
    text = context.target.plain
    found = _WOULD_BE.search(text)
    named = _SOURCE.search(context.source.plain) is not None
    if _DOUBT.search(text) or verb.lemma in conditional_words("result"):
        return
    state = tells_a_state(context.source, verb, named)
    if found and state and not (_RANKED.match(context.source.plain, verb.start) or (not named and is_planned(context))):
        says = f"'{verb.text}' marks hearsay: '{found[0]}' makes it depend on a condition"
        yield _match(verb, Span(*found.span()), says, "is said to / is reportedly")
    elif (state or verb.lower not in BEING) and not (
        found or named or _SAID.search(text) or _HEDGED.search(text) or _REPORTED.search(context.source.plain)
    ):
        yield from _vouched_for(context, verb)


def _vouched_for(context: Context, verb: Token) -> Iterator[Match]:
    """*Serait en fuite* as "is on the run": a fact, whether the conditional is one of report or a real one."""
    if verb.lower in BEING:
        being = [t for t in context.target.tokens if t.lower in ("is", "are")]
        found = being[0] if len(being) == 1 else None
    else:
        answer = counterpart(context, verb, 0.5)
        found = answer if answer is not None and _in_the_present(context.target, answer) else None
    if found is not None:
        says = f"'{verb.text}' marks hearsay: '{found.text}' vouches for it"
        yield _match(verb, found.span, says, f"reportedly {found.text}")


def _only_verb(context: Context, verb: Token) -> Token | None:
    """The one past form of the English where the conditional is the only finite verb of the French: they must answer to each other."""
    left = [t for t in context.source.tokens if t.feature("VerbForm") == "Fin" and t is not verb]
    right = [t for t in context.target.tokens if is_past(t.lower) and len(t.text) > 2]
    return right[0] if not left and len(right) == 1 else None


def _in_the_present(target: Analysis, verb: Token) -> bool:
    """Whether a verb is in the third person of the present: "hides", "is hiding"."""
    before = target.tokens[verb.index - 1].lower if verb.index else ""
    third = verb.lower.endswith("s") and verb.lower not in (verb.lemma, "was")
    return third or (verb.lower.endswith("ing") and before in ("is", "are"))


def _asserted(context: Context, verb: Token, participle: Token) -> Iterator[Match]:
    """The participle's translation where it stands as a fact: no word of doubt in or before its clause, no speaker anywhere.

    It is advice only where anything else in the segment may hold the doubt, or make the conditional something else.
    """
    text = context.target.plain
    answer = counterpart(context, participle, 0.5) or _only_verb(context, verb)
    if answer is None or _SAID.search(text) or re.search(r"\b(?:would|should|'d)\b", text):
        return
    before = context.target.words_before(answer, 3)
    if "had" in before and _told_from_the_past(context, verb):
        return
    end = max(token.end for token in clause(context.target, answer))
    if is_past(answer.lower) and not _DOUBT.search(text[:end]):
        sure = not (_DOUBT.search(text) or _HEDGED.search(text) or _REPORTED.search(context.source.plain))
        says = f"'{verb.text} {participle.text}' marks hearsay: '{answer.text}' vouches for it"
        advice = None if sure else Severity.NEUTRAL
        yield _match(verb, answer.span, says, f"reportedly {answer.text}", advice)


def _told_from_the_past(context: Context, verb: Token) -> bool:
    """Whether anything but the verb tells the story, here or just before: "had" may then be its past, or a speaker's."""
    here = any(t.feature("VerbForm") == "Fin" and t is not verb for t in context.source.tokens)
    return here or any(_SAID.search(c.target.plain) or _HEDGED.search(c.target.plain) for c in context.preceding(2))


def _match(verb: Token, target: Span, says: str, suggestion: str, severity: Severity | None = None) -> Match:
    return Match(says, target, verb.span, suggestion, severity, confidence=0.75)
