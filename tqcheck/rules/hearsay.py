"""The conditional of report: French marks what it cannot vouch for by a mood, English by a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.negation_words import clause, counterpart
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

_DOUBT = re.compile(
    r"\b(?:may|might|could)\b|(?i:\b(?:reported\w*|alleg\w*|apparent\w*|said to|believed|thought|suspected|seem\w*|appear\w*|reputed\w*|"
    r"supposed\w*|purported\w*|rumou?r\w*|understood|likely|possibl[ye]|probabl[ye]|accused|presum\w+|estimated|feared|perhaps|"
    r"evidently|suggest\w*|linked to|claims?|claimed|charged|potential\w*)\b)"
)
"""English words of hearsay and doubt."""
_SAID = re.compile(
    r"(?i:\b(?:says?|said|saying|according|told|reports?|stat(?:es|ed)|indicat\w+|announced|confirmed|revealed|found)\b)"
)
"""English words that name a speaker: they answer to the mood only where French names none."""
_HEDGED = re.compile(
    r"[\"“”«»]|(?i:\b(?:would|should|can|cannot|must|will|'d|'ll|add(?:s|ed)|argu\w+|assert\w*|insist\w*|warn\w*|not(?:es|ed)|explain\w*|"
    r"declar\w+|den(?:y|ies|ied|ying)|admit\w*|announc\w+|believ\w+|think\w*|suspected|suspecting|accus\w+|claim\w*|alleg\w*|assum\w+|"
    r"expect\w*|estimat\w+|doubt\w*|sources?|media|newspapers?|rumou?rs?|investigators?|hypothes\w+|if|whether|as if|as though|"
    r"told|tells?|wrote|writes|describ\w+|consider\w*|concern\w*|question\w*|hear\w*|learn\w*|know\w*|show\w*|account|version)\b)"
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
    r"\b(?:would|wouldn't|'d)\b(?! (?:like|rather|prefer|love|have)\b)(?: not)?(?: \w+ly| also| now| still)? \w+"
)
_CONDITION = frozenset(
    "si sinon sans autrement cas condition défaut hypothèse faute imaginer souhaiter regretter aimer vouloir préférer jamais "
    "quand lorsque lorsqu' autre idéal logique mieux penser croire espérer rêver théorie".split()
)
_IF = re.compile(
    r"\bs'ils?\b|à (?:sa|leur|votre|notre|ma|ta) place|en temps normal|qui (?:aurait|eût) cru|on (?:aurait|dirait)|à (?:l'en |en )?juger|"
    r"ce qui |cela |ça |\bc'(?:aurait|eût|est)|\bce (?:serait|n'(?:aurait|est))|aurait (?:pu|dû|fallu|valu|voulu|aimé|souhaité|préféré)|"
    r"^avec |\b(?:aurai(?:t|ent)|serai(?:t|ent)) pas\b|auraient (?:pu|dû|voulu|aimé|souhaité|préféré)|aurai(?:t|ent) (?:\w+ )?gagné à|\b(?:ans?|années?|décennies?|siècles?) (?:plus tôt|auparavant)|projet (?:de|d')|proposition|scénario|réforme|plan ",
    re.IGNORECASE,
)
"""What makes a conditional real: a condition in other words, a remark on what might be, a plan."""
_UNDER_INQUIRY = frozenset(
    "victime suspect auteur agresseur assaillant tireur conducteur ravisseur complice origine cause mobile otage disparu commanditaire "
    "meneur cerveau kamikaze pyromane interpellé".split()
)
"""Subjects of whom an inquiry, not a condition, will tell what they are."""
_RESULTS = frozenset(
    "permettre engendrer entraîner coûter mériter suffire nécessiter éviter empêcher falloir valoir pouvoir devoir aimer vouloir "
    "préférer souhaiter contribuer signifier sembler convenir rendre représenter".split()
)
_STATES = frozenset(
    "envisager songer réfléchir étudier négocier préparer projeter détenir posséder disposer cacher résider abriter dissimuler "
    "héberger soupçonner préférer trouver compter travailler vivre s'agir agir séjourner".split()
)
"""Verbs whose present conditional, without a condition, tells what is going on now."""
_PREDICATES = frozenset(
    "en sur à impliqué impliquée impliqués lié liée liés détenu détenue détenus retenu retenue retenus caché cachée cachés hospitalisé "
    "hospitalisée âgé âgée originaire issu issue mort morte morts décédé décédée responsable coupable soupçonné soupçonnée actuellement "
    "déjà toujours encore dû due causé causée".split()
)
_ACCUSED = _PREDICATES - frozenset("en sur à dû due toujours encore actuellement déjà responsable".split())
_MOVES = frozenset(
    "aller venir partir arriver entrer sortir rester tomber mourir décéder naître devenir revenir parvenir intervenir survenir monter "
    "descendre retourner rentrer repartir".split()
)
"""Verbs whose compound past takes être."""
_PASTS = frozenset(
    "left took fled gave got made went came sold bought sent met hid won lost found stole struck shot fell fought held kept led paid ran "
    "saw spoke spent stood threw wore wrote built brought began became broke chose drew drove grew knew laid quit rode rose sank sought "
    "slept swore tore thought cut hit hurt put set shut spread".split()
)
"""Irregular past tenses."""
_SOURCE = re.compile(
    r"(?:\bselon|d'après|de source|\bsources?\b|à en croire|aux dires|citant|rumeurs?\b|dit-on|indique-t-on|croit savoir|l'on en croit|soupçonn)"
    r"(?! (?:la loi|le projet|les? (?:prévisions|sondages?|estimations|calculs|projections|analyses)|l'(?:article|analyse|étude)|une? (?:sondage|étude)))",
    re.IGNORECASE,
)


@rule("V103", "press-conditional", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def press_conditional(context: Context) -> Iterator[Match]:
    """Hearsay rendered as something that would have happened, or as a fact.

    ## What it does
    French news marks what it cannot vouch for with the conditional (*aurait tué*: is said to have killed; *envisagerait*: is said to be
    considering). Where nothing in the segment or the one before sets a condition, reports "would have" for the past conditional; "would" for
    the present one where the sentence names its source or the verb tells a state or a plan; and a bare assertion for the past conditional (advice
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
    Okay: La victime serait un homme d'une trentaine d'années. => The victim is thought to be a man in his thirties.
    Okay: Un accord serait une bonne nouvelle. => A deal would be good news.
    Okay: Le président aurait quitté la capitale. => The president has reportedly left the capital.
    Wrong: Le suspect aurait tué deux gardiens avant de s'enfuir. => The suspect would have killed two guards before fleeing.
    Wrong: Les enquêteurs ont saisi un carnet. Il n'aurait été remis qu'en mai à la direction. => Investigators seized a notebook. It would not have been handed to management until May.
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
    Okay: Le stade n'est pas prêt. À sa place, un club anglais aurait refusé de jouer. => The stadium is not ready. In its place, an English club would have refused to play.
    """
    if not context.bead.target or "?" in context.source.plain:
        return
    if re.search(r"\b(?:si|s'il|s'ils)\b", context.source.plain, re.IGNORECASE):
        yield from _condition_misread(context)
    elif not _conditional_mood(context):
        yield from _hearsay_misread(context)


def _conditional_mood(context: Context) -> bool:
    """Whether a condition stands in the segment, or closes the one before."""
    if not context.source.lemmas.isdisjoint(_CONDITION) or _IF.search(context.source.plain):
        return True
    before = context.previous
    return before is not None and context.same_paragraph(before) and "si" in before.source.lemmas


def _condition_misread(context: Context) -> Iterator[Match]:
    """*Si ... avait, ... aurait* is a plain condition: nobody reports anything."""
    if not re.search(
        r"(?:\bsi|s'ils?) (?:[\w'’-]+ ){0,6}?(?:n')?(?:\w+ait|\w+aient)\b", context.source.plain, re.IGNORECASE
    ):
        return
    verb = next((t for t in context.source.tokens if _conditional(t)), None)
    found = re.search(
        r"\b(?:reportedly|allegedly|is said to|are said to|is believed to|are believed to)\b",
        context.target.plain,
        re.I,
    )
    if verb and found and not re.search(r"\b(?:would|could|might)\b", context.target.plain):
        yield _match(
            context,
            verb,
            Span(*found.span()),
            f"'{verb.text}' answers to a condition, '{found[0]}' makes it a report",
            "would",
        )


def _hearsay_misread(context: Context) -> Iterator[Match]:
    text = context.target.plain
    named = _SOURCE.search(context.source.plain) is not None
    doubted = _DOUBT.search(text) or (not named and _SAID.search(text))
    for verb in context.source.tokens:
        if not _conditional(verb) or _reported(context, verb):
            continue
        participle = _participle(context, verb)
        if participle is not None and participle.lemma not in _RESULTS:
            found = _WOULD_HAVE.search(text)
            if found and not doubted:
                says = f"'{verb.text} {participle.text}' marks hearsay: '{found[0]}' says that it did not happen"
                yield _match(context, verb, Span(*found.span()), says, "reportedly / allegedly / is said to have")
                return
            yield from _asserted(context, verb, participle)
            return
        found = _WOULD_BE.search(text)
        if found and not _DOUBT.search(text) and _tells_a_state(context, verb, named):
            says = f"'{verb.text}' marks hearsay: '{found[0]}' makes it depend on a condition"
            yield _match(context, verb, Span(*found.span()), says, "is said to / is reportedly")
            return


def _asserted(context: Context, verb: Token, participle: Token) -> Iterator[Match]:
    """The participle's translation where it stands as a fact: no word of doubt in or before its clause, no speaker anywhere.

    It is advice only where anything else in the segment may hold the doubt, or make the conditional something else.
    """
    text = context.target.plain
    answer = counterpart(context, participle, 0.5)
    if answer is None or _SAID.search(text) or re.search(r"\b(?:would|should|'d)\b", text):
        return
    end = max(token.end for token in clause(context.target, answer))
    if (answer.lower.endswith("ed") or answer.lower in _PASTS) and not _DOUBT.search(text[:end]):
        sure = not (_DOUBT.search(text) or _HEDGED.search(text) or _REPORTED.search(context.source.plain))
        says = f"'{verb.text} {participle.text}' marks hearsay: '{answer.text}' vouches for it"
        advice = None if sure else Severity.NEUTRAL
        yield _match(context, verb, answer.span, says, f"reportedly {answer.text}", advice)


def _tells_a_state(context: Context, verb: Token, named: bool) -> bool:
    """Whether a present conditional tells what is said to be going on."""
    if verb.lemma in _RESULTS:
        return False
    if verb.lemma in _STATES:
        return (
            named
            or verb.lemma not in ("trouver", "compter", "travailler", "vivre", "agir", "préférer")
            or _reflexive(context, verb)
        )
    following = [t.lower for t in context.source.tokens[verb.index + 1 : verb.index + 2]]
    if verb.lower in ("serait", "seraient") and not _ACCUSED.isdisjoint(following):
        return True
    if verb.lower in ("serait", "seraient") and following and following[0] in ("un", "une", "le", "la", "l'", "des"):
        return context.source.tokens[max(0, verb.index - 1)].lemma in _UNDER_INQUIRY
    return named and (verb.lower not in ("serait", "seraient") or not _PREDICATES.isdisjoint(following))


def _reflexive(context: Context, verb: Token) -> bool:
    return verb.index > 0 and context.source.tokens[verb.index - 1].lower in ("se", "s'")


def _conditional(token: Token) -> bool:
    """Whether a token is a verb in the third person of the conditional; *entrait* only looks like one."""
    form = token.lower
    if form in ("aurait", "auraient", "serait", "seraient"):
        return True
    if token.pos not in ("VERB", "AUX") or not re.fullmatch(r"\w+r(?:ait|aient)", form):
        return False
    stem = re.sub(r"(?:ait|aient)$", "", form)
    return stem in (token.lemma, token.lemma.removesuffix("e")) or "Cnd" in token.morph


def _participle(context: Context, verb: Token) -> Token | None:
    """The past participle that makes the conditional a past one."""
    being = verb.lower in ("serait", "seraient")
    if not being and verb.lower not in ("aurait", "auraient"):
        return None
    following = context.source.tokens[verb.index + 1 : verb.index + 6]
    parts = [t for t in following if t.pos in ("VERB", "AUX") and t.feature("VerbForm") == "Part"]
    if not parts and len(following) > 1:
        parts = [
            t
            for t in following[:2]
            if re.search(r"(?:é|i|u|s|t)(?:e?s?)$", t.lower) and t.pos in ("VERB", "ADJ", "AUX", "NOUN")
        ]
    if parts and parts[0].lower == "été":
        return next((t for t in parts[1:] if t.pos == "VERB"), None)
    if not parts or (being and not _reflexive(context, verb) and parts[0].lemma not in _MOVES):
        return None
    return parts[0]


def _reported(context: Context, verb: Token) -> bool:
    """Whether the verb stands in a clause after *que*, where the conditional may be the future of the past."""
    return any(
        t.lower in ("que", "qu'", "dont", "où") for t in context.source.tokens[max(0, verb.index - 8) : verb.index]
    )


def _match(
    context: Context, verb: Token, target: Span, says: str, suggestion: str, severity: Severity | None = None
) -> Match:
    return Match(says, target, verb.span, suggestion, severity, confidence=0.75)
