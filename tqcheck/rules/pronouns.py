"""Pronouns across sentences: French gender is grammatical, English gender is that of a person."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from tqcheck.rules.antecedents import COLLECTIVE, PERSON, PLACE, SHIP, Mention, mentions
from tqcheck.rules.context import Context
from tqcheck.rules.pronoun_reference import (
    Referent,
    grammatical_gender,
    is_latter,
    is_topic,
    resolve,
    spoken_of,
)
from tqcheck.rules.pronoun_words import English, French, english_pronouns, french_pronouns, opens, pairs, subject_pairs
from tqcheck.rules.registry import Match, rule
from tqcheck.types import Severity, Span

THING_FORMS = {"he": "it", "she": "it", "him": "it", "her": "it"}
PERSON_FORMS = {
    ("him", "f"): "her",
    ("her", "m"): "him",
    ("he", "f"): "she",
    ("she", "m"): "he",
    ("it", "m"): "he",
    ("it", "f"): "she",
}
ANYBODY = frozenset(
    "person everyone everybody anyone anybody someone somebody nobody each whoever one man woman reader user".split()
)
"""English words that a singular pronoun takes up where the French is plural."""
INDEFINITE = frozenset("chacun chacune personne quelqu'un celui celle quiconque aucun aucune".split())
"""French words that an object pronoun may take up instead of a noun."""
OBJECTS = frozenset({"object", "disjunctive"})


def cased(form: str, like: str) -> str:
    """A form with the capital of the word it replaces."""
    return form[:1].upper() + form[1:] if like[:1].isupper() else form


def pronoun_span(english: English) -> Span:
    """The pronoun alone, without a contracted verb."""
    length = len(english.token.lower.split("'")[0])
    return Span(english.token.start, english.token.start + length)


def quoted(context: Context, mention: Mention) -> str:
    """The mention with its article, as the French has it."""
    home = context.document.at(mention.segment) or context
    tokens = home.source.tokens
    start = mention.token
    for before in reversed(tokens[max(0, start.index - 2) : start.index]):
        if before.pos not in ("DET", "ADJ", "PROPN"):
            break
        start = before
    return home.source.text[start.start : mention.token.end]


def _neutral(context: Context, french: French, english: English, referent: Referent) -> Match:
    span = pronoun_span(english)
    word = context.target.text[span.start : span.end]
    right = cased(THING_FORMS[word.lower()], word)
    plural = cased({"it": "they"}[right.lower()] if word.lower() in ("he", "she") else "them", word)
    what = quoted(context, referent.mention)
    return Match(
        message=f"'{french.token.text}' stands for '{what}', which is no person: '{word}' names one",
        target=span,
        source=french.token.span,
        suggestion=f"{right} / {plural}" if referent.kind == COLLECTIVE else right,
        confidence=0.9 if referent.mention.subject and referent.kind in (COLLECTIVE, PLACE) else 0.8,
    )


def _is_about_thing(context: Context, french: French, english: English) -> Referent | None:
    """The thing a pronoun stands for, if nobody whom the English pronoun could mean is about."""
    referent = resolve(context, french)
    if referent is None or referent.mention.personal or (english.gender == "f" and _may_be_ship(french, referent)):
        return None
    if french.role == "object" and not french.gender:
        # "l'" and "lui" have no gender to agree with: only an organisation that the sentence before is about is sure enough
        group = (
            referent.kind in (COLLECTIVE, PLACE) and referent.mention.subject and referent.mention.token.pos != "PRON"
        )
        if not group:
            return None
    window = 1 if is_topic(context, french, referent) else None
    return None if spoken_of(context, english.gender, english, window) else referent


def _after_object(context: Context, french: French, referent: Referent) -> bool:
    """Whether an object pronoun before it in the segment may be the person: la voiture l'a fauchée alors qu'elle traversait."""
    earlier = [f for f in french_pronouns(context.source) if f.token.index < french.token.index]
    unsure = referent.kind not in (COLLECTIVE, PLACE)
    return any(
        f.role == "object" and not f.plural and (f.gender == french.gender or (unsure and not f.gender))
        for f in earlier
    )


def _thing_pairs(context: Context) -> Iterator[tuple[French, English]]:
    for french, english in subject_pairs(context):
        if french.role == "subject" and not french.plural and english.gender in ("m", "f"):
            yield french, english
    for french, english in pairs(context, OBJECTS, frozenset({"object"})):
        earlier = context.source.tokens[: french.token.index]
        if not french.plural and english.gender in ("m", "f") and not any(t.lower in INDEFINITE for t in earlier):
            yield french, english


@rule("P101", "pronoun-for-thing", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def pronoun_for_thing(context: Context) -> Iterator[Match]:
    """A thing, an organisation or a country that the English calls "he" or "she".

    ## What it does
    Resolves "il", "elle", "lui", "celle-ci", "cette dernière" by gender, number, distance and predicate over the segments before.
    Where nothing but things, organisations or places agree and nobody of that sex is about, "he", "she", "him", "her" are wrong.

    ## Why is this bad?
    Every French noun has a gender. "La présidence ... Elle" is an institution; "She" sends the reader looking for a woman.

    ## Example
    `La présidence a démenti. Elle dénonce une rumeur.` => `The presidency denied it. She denounces a rumour.`

    ## Use instead
    `The presidency denied it. It denounces a rumour.`

    ## References
    MQM accuracy/mistranslation. Guillou et al., Findings of the 2016 WMT shared task on cross-lingual pronoun prediction.

    ## Cases
    Wrong: La banque a relevé ses tarifs. || Elle invoque la hausse des coûts. => The bank has raised its fees. || She cites rising costs.
    Wrong: La vanne est neuve. || Elle se ferme à la main. => The valve is new. || She is closed by hand.
    Wrong: Le tribunal a rejeté la requête. || Il rendra sa décision en mai. => The court dismissed the application. || He will rule in May.
    Wrong: Marie Petit soutient la grève. || Nul ne cède. || La présidence a réagi. || Elle parle d'un malentendu. => Marie Petit supports the strike. || Nobody is yielding. || The presidency responded. || She speaks of a misunderstanding.
    Okay: La banque a relevé ses tarifs. || Elle invoque la hausse des coûts. => The bank has raised its fees. || It cites rising costs.
    Okay: La directrice a écrit à la banque. || Elle dénonce les tarifs. => The director wrote to the bank. || She denounces the fees.
    Okay: La salle était pleine. || Elle sourit. => The hall was full. || She smiled.
    Okay: Le problème avec lui, c'est son retard. => The trouble with him is that he is always late.
    Okay: La voiture l'a fauchée alors qu'elle traversait. => The car mowed her down as she was crossing.
    Okay: Mine de rien, elle a tout changé. => Without seeming to, she has changed everything.
    Okay: Le facteur ne sonne plus, il dépose un avis. => The postman no longer rings, he leaves a note.
    """
    for french, english in _thing_pairs(context):
        referent = _is_about_thing(context, french, english)
        if referent is not None and not _after_object(context, french, referent):
            yield _neutral(context, french, english, referent)


@rule("P102", "person-as-thing", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def person_as_thing(context: Context) -> Iterator[Match]:
    """A person whom the English calls "it".

    ## What it does
    Reports "it" for "il" or "elle" where only a person agrees with the French pronoun, or its verb suits nobody else.

    ## Why is this bad?
    "It" for a minister or a nurse reads as an insult, and sends the reader looking for a thing.

    ## Example
    `La comédienne est morte. Elle avait 91 ans.` => `The actress has died. It was 91.`

    ## Use instead
    `The actress has died. She was 91.`

    ## References
    MQM accuracy/mistranslation.

    ## Cases
    Wrong: La romancière est morte mardi. || Elle était née à Oran. => The novelist died on Tuesday. || It was born in Oran.
    Wrong: Le chanteur quitte la scène. || Il a épousé sa pianiste. => The singer is leaving the stage. || It married its pianist.
    Wrong: La patronne est arrivée. || Elle a souri. => The boss arrived. || It smiled.
    Okay: La romancière est morte mardi. || Elle était née à Oran. => The novelist died on Tuesday. || She was born in Oran.
    Okay: Le président a signé le décret. || Il entrera en vigueur lundi. => The president signed the decree. || It will come into force on Monday.
    Okay: Le chanteur publie un disque. || Il sort lundi. => The singer is releasing a record. || It comes out on Monday.
    """
    found = [e for e in english_pronouns(context.target) if e.role in ("subject", "it", "there")]
    for french, english in subject_pairs(context):
        if french.role != "subject" or french.plural or english.role != "it" or len(found) != 1:
            continue
        referent = resolve(context, french)
        if referent is None or not _is_topic(context, french, referent):
            continue
        span = pronoun_span(english)
        word = context.target.text[span.start : span.end]
        yield Match(
            message=f"'{french.token.text}' stands for '{quoted(context, referent.mention)}', a person: '{word}' names a thing",
            target=span,
            source=french.token.span,
            suggestion=cased(PERSON_FORMS["it", french.gender], word),
            confidence=0.8,
        )


def _is_topic(context: Context, french: French, referent: Referent) -> bool:
    """Whether a person is what a segment is about and the pronoun takes it up where the next one begins."""
    mention = referent.mention
    home = context.document.at(mention.segment)
    if mention.kind != PERSON or mention.gender != french.gender or not mention.subject or home is None:
        return False
    first = next((m for m in mentions(home) if m.role != "oblique"), mention)
    return (
        first.token.index == mention.token.index
        and sum(t.is_word for t in context.source.tokens[: french.token.index]) < 5
    )


@rule("P103", "pronoun-sex", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def pronoun_sex(context: Context) -> Iterator[Match]:
    """A woman called "he" or a man called "she".

    ## What it does
    Pairs the subject pronouns of both sides and reports "he" for "elle" and "she" for "il", unless a noun whose gender says nothing
    of the person (une victime, une star) or a name of either sex is about.

    ## Why is this bad?
    The reader takes the person for somebody else, and the person concerned is offended.

    ## Example
    `La ministre a réagi. Elle démissionne.` => `The minister responded. He is resigning.`

    ## Use instead
    `The minister responded. She is resigning.`

    ## References
    Currey et al., MT-GenEval (EMNLP 2022). MQM accuracy/mistranslation.

    ## Cases
    Wrong: La ministre a réagi. || Elle quittera ses fonctions en mai. => The minister responded. || He will step down in May.
    Wrong: En 1998, elle entre au conservatoire de Lyon. => In 1998, he entered the Lyon conservatory.
    Wrong: L'avocate est formelle. || Selon elle, tout est faux. => The lawyer is categorical. || According to him, it is all false.
    Okay: La victime a parlé. || Elle a décrit son agresseur. => The victim spoke. || He described his attacker.
    Okay: La ministre a réagi. || Elle quittera ses fonctions en mai. => The minister responded. || She will step down in May.
    Okay: Il lui était impossible de travailler. => She was unable to work.
    Okay: Il la trouvait changée. => She seemed different to him.
    Okay: Il a repris de la tarte : elle était bonne. => He had more of the tart, so he must have liked it.
    """
    for french, english in _sex_pairs(context):
        if grammatical_gender(context, 3) or _crossed(context, french, english):
            continue
        referent = resolve(context, french)
        told = referent is not None and (is_latter(french) or opens(context.source, french.token))
        if not told and _other_person(context, french, english):
            continue
        thing = (
            any(t.lower == "it" for t in context.target.tokens) if referent is None else not referent.mention.personal
        )
        if thing and _names_another(context, french, english):
            continue
        if referent is None or referent.mention.personal:
            yield _other_sex(context, french, english, referent)
        elif not (english.gender == "f" and _may_be_ship(french, referent)):
            yield _neutral(context, french, english, referent)


def _sex_pairs(context: Context) -> Iterator[tuple[French, English]]:
    """Pronouns that answer to one another and differ in gender; "lui" after a preposition may be either."""
    others = pairs(context, OBJECTS, frozenset({"object"}))
    for french, english in (*subject_pairs(context), *others):
        told = french.role == "subject" or (
            french.role in OBJECTS and french.gender != "" and french.token.lower not in ("lui", "le")
        )
        if told and not french.plural and english.gender in ("m", "f") and english.gender != french.gender:
            yield french, english


def _may_be_ship(french: French, referent: Referent) -> bool:
    """Whether English may say "she" of it whatever its French gender: a ship, or what bears a masculine name."""
    named = referent.kind == PLACE or referent.mention.token.text[:1].isupper()
    return referent.kind == SHIP or (named and french.gender == "m")


def _other_sex(context: Context, french: French, english: English, referent: Referent | None) -> Match:
    span = pronoun_span(english)
    word = context.target.text[span.start : span.end]
    right = cased(PERSON_FORMS[word.lower(), french.gender], word)
    gender = "feminine" if french.gender == "f" else "masculine"
    if referent is not None and referent.kind == PERSON:
        named, suggestion = f" and stands for '{quoted(context, referent.mention)}'", right
    else:
        named, suggestion = "", f"{right} / {cased('it', word)}"
    return Match(
        message=f"'{french.token.text}' is {gender}{named}: '{word}' is of the other gender",
        target=span,
        source=french.token.span,
        suggestion=suggestion,
    )


def _crossed(context: Context, french: French, english: English) -> bool:
    """Whether both genders are on both sides, so that an order changed in translation could explain the difference."""
    named = ("subject", "object", "disjunctive")
    left = {f.gender for f in french_pronouns(context.source) if f.role in named and not f.plural}
    right = {e.gender for e in english_pronouns(context.target) if e.role in named}
    for before, after in itertools.pairwise(context.source.tokens):
        if before.lower in ("le", "la") and after.pos in ("VERB", "AUX"):  # taken for an article by the parser
            left.add("f" if before.lower == "la" else "m")
    return english.gender in left and french.gender in right


def _names_another(context: Context, french: French, english: English) -> bool:
    """Whether another French subject of the English pronoun's sex is named again where the French speaks of a thing: he liked it."""
    others = [f for f in french_pronouns(context.source) if f.token is not french.token and f.role == "subject"]
    return any(f.gender == english.gender and not f.plural for f in others)


def _other_person(context: Context, french: French, english: English) -> bool:
    """Whether the French names another person whom the English pronoun may stand for, or the pronoun is no "il" or "elle"."""
    people = [m for m in mentions(context) if m.kind == PERSON and m.fits(english.gender) and not m.plural]
    return bool(people) or french.token.lower.startswith(("ce", "dern"))


@rule("P105", "plural-pronoun", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def plural_pronoun(context: Context) -> Iterator[Match]:
    """Several people or things that the English calls "he" or "she".

    ## What it does
    Reports "he" or "she" for the plural "ils" or "elles" where no single person in the French sentence explains it.

    ## Why is this bad?
    The reader looks for one person where the source speaks of several.

    ## Example
    `Les juges sont sortis. Ils délibèrent.` => `The judges have left. He is deliberating.`

    ## Use instead
    `The judges have left. They are deliberating.`

    ## References
    MQM accuracy/mistranslation.

    ## Cases
    Wrong: Les vannes sont neuves. || Elles ont été posées en mai. => The valves are new. || She was fitted in May.
    Wrong: Les juges sont sortis. || Ils délibèrent depuis midi. => The judges have left. || He has been deliberating since noon.
    Wrong: Les joueuses disent qu'elles sont prêtes. => The players say she is ready.
    Okay: Les juges sont sortis. || Ils délibèrent depuis midi. => The judges have left. || They have been deliberating since noon.
    Okay: Les juges l'ont entendu. || Ils le croient. => The judges heard him. || He is believed.
    Okay: Les gens disent ce qu'ils veulent. => Everyone says what he wants.
    """
    single = [
        f
        for f in french_pronouns(context.source)
        if not f.plural and f.role in ("subject", "object", "disjunctive", "possessive")
    ]
    suspects = [
        (french, english)
        for french, english in subject_pairs(context)
        if french.role == "subject" and french.plural and english.gender in ("m", "f")
    ]
    if (
        not suspects
        or single
        or any(m.surely_personal and not m.plural for m in mentions(context))
        or any(t.lower in ("je", "j'") for t in context.source.tokens)
        or any(token.lower in ANYBODY for token in context.target.tokens)
    ):
        return
    for french, english in suspects:
        span = pronoun_span(english)
        word = context.target.text[span.start : span.end]
        yield Match(
            message=f"'{french.token.text}' is plural: '{word}' is one person",
            target=span,
            source=french.token.span,
            suggestion=cased("they", word),
        )


def _has_object(context: Context) -> bool:
    """Whether a pronoun names somebody whom the English may have made its subject: "il est difficile de le convaincre"."""
    if any(f.role in ("object", "disjunctive", "possessive") for f in french_pronouns(context.source)):
        return True
    tokens = context.source.tokens
    following = itertools.pairwise(tokens)
    return any(
        a.lower in ("le", "la", "l'", "les", "lui") and (b.pos == "VERB" or b.lower.endswith("re"))
        for a, b in following
    )


@rule("P106", "impersonal-pronoun", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def impersonal_pronoun(context: Context) -> Iterator[Match]:
    """An impersonal "il" rendered by "he" or "she".

    ## What it does
    Knows the "il" that stands for nobody (il faut, il pleut, il s'agit de, il y a, il est probable que) and reports "he" or "she" for it.

    ## Why is this bad?
    The English speaks of a man whom the source does not know.

    ## Example
    `Il est probable que les prix augmentent.` => `He is likely that prices will rise.`

    ## Use instead
    `It is likely that prices will rise.`

    ## References
    MQM accuracy/mistranslation.

    ## Cases
    Wrong: Il neige sur tout le massif. => He is snowing over the whole range.
    Wrong: Il s'agit d'une vanne à bille. => He is a ball valve.
    Wrong: Il reste trois places. => He has three seats left.
    Okay: Il neige sur tout le massif. => It is snowing over the whole range.
    Okay: Il est difficile de le convaincre. => He is hard to convince.
    Okay: Il faut que Paul parte. => He must leave, Paul.
    Okay: Fallait-il rire ? Elle choisit de se taire. => Was she to laugh? She chose to say nothing.
    """
    for french, english in subject_pairs(context):
        if (
            french.role != "expletive"
            or english.gender not in ("m", "f")
            or spoken_of(context, english.gender, english)
        ):
            continue
        reach = [context] if context.previous is None else [context, context.previous]
        if any(m.surely_personal and m.fits(english.gender) and not m.plural for c in reach for m in mentions(c)):
            continue
        if _has_object(context) or _names_another(context, french, english):
            continue
        span = pronoun_span(english)
        word = context.target.text[span.start : span.end]
        right = "It" if opens(context.target, english.token) else cased("it", word)
        yield Match(
            message=f"'{french.token.text}' is impersonal here: '{word}' names a person",
            target=span,
            source=french.token.span,
            suggestion=f"{right} / {cased('there', right)}",
        )
