"""Names left in their French form: places and peoples, transliterated names, acronyms, and names rendered in two ways."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tqcheck.lexicon import listed
from tqcheck.lexicon.names import Index, Name, acronyms, exonyms, find, saints, transliterations
from tqcheck.rules.acronym_evidence import is_meant
from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context, DocumentContext, span_of
from tqcheck.rules.demonyms import french_demonyms
from tqcheck.rules.name_context import FRENCH_LINKS, in_french_title, kept_in_context
from tqcheck.rules.registry import Match, rule
from tqcheck.rules.regnal_names import french_rulers
from tqcheck.rules.unlisted_names import is_french_person, unlisted_names
from tqcheck.text.accents import without_accents
from tqcheck.types import Severity, Span


@rule("E101", "exonym", "accuracy/untranslated", Severity.MINOR, source="fr", target="en")
def exonym(context: Context) -> Iterator[Match]:
    """A place, people, person or institution under its French name.

    ## What it does
    Finds names whose English form differs from the French one (CLDR's territories and our own list) and that stand in the English as
    they stand in the French. A name inside a French title or the name of a French institution is left alone.

    ## Why is this bad?
    Readers may not recognise the place, and the text reads as unfinished.

    ## Example
    `Le train relie Anvers à La Haye.` => `The train links Anvers with La Haye.`

    ## Use instead
    `The train links Antwerp with The Hague.`

    ## References
    Unicode CLDR territory names; UNGEGN on exonyms.

    ## Cases
    Wrong: Le train relie Anvers à Rotterdam. => The train links Anvers with Rotterdam.
    Wrong: La Pologne et l'Allemagne ont signé l'accord. => La Pologne and Germany signed the agreement.
    Wrong: Il est né à Varsovie en 1932. => He was born in Varsovie in 1932.
    Wrong: Grégoire XV créa une congrégation. => Grégoire XV founded a congregation.
    Okay: Le train relie Anvers à Rotterdam. => The train links Antwerp with Rotterdam.
    Okay: Il étudie à l'Université de Genève. => He studies at the Université de Genève.
    Okay: L'équipe de Lyon a battu celle de Marseille. => The Lyon team beat Marseille.
    """
    for name, source, target in (*_kept(context, exonyms()), *_half_english(context)):
        if not in_french_title(context, target) and not _in_proper_name(context, source, target):
            yield _match(context, name, source, target, "is the French name of")
    for name, source, target in kept_in_context(context, acronyms=False):
        if not any(form in context.target.text for form in listed(name.english)):
            yield _match(context, name, source, target, "is the French name of")
    for inhabitant, kept in french_demonyms(context):
        if kept.text not in exonyms():
            message = f"'{kept.text}' is French for the people of a place"
            yield Match(message=message, target=kept.span, source=inhabitant.span)
    yield from _rulers(context)


@rule("E102", "transliteration", "accuracy/untranslated", Severity.MINOR, source="fr", target="en")
def transliteration(context: Context) -> Iterator[Match]:
    """A name from another script in its French spelling.

    ## What it does
    French and English spell Russian, Ukrainian, Greek, Arabic, Hebrew or Chinese names differently. Finds names of our list that kept
    their French spelling and, in texts about the Slavic, Arabic, Persian, Japanese, Greek or Caucasian worlds, names whose letter groups
    only French uses. Major when the same person is spelled the English way elsewhere in the document.

    ## Why is this bad?
    Readers know the person or place under another spelling, search engines do too, and one person becomes two.

    ## Example
    `Vladimir Poutine a reçu le ministre.` => `Vladimir Poutine received the minister.`

    ## Use instead
    `Vladimir Putin received the minister.`

    ## References
    BGN/PCGN romanisation; for names beyond the list, iuliia.

    ## Cases
    Wrong: Boris Eltsine fut élu en 1991. => Boris Eltsine was elected in 1991.
    Wrong: Le Kremlin a reçu Andreï Roumiantsev à Moscou. => The Kremlin received Andrei Roumiantsev in Moscow.
    Wrong: Le chef d'État Bachar al-Assad s'est exprimé. => Head of state Bachar al-Assad spoke.
    Wrong: À Bagdad, le général Nadjib Hachemi a démenti. => In Baghdad, General Najib Hachemi denied it.
    Wrong: L'écrivain géorgien Irakli Tchkhartichvili est mort. => The Georgian writer Irakli Tchkhartichvili has died.
    Wrong: Le Kremlin se tait. || Le député Kozouline aussi. => The Kremlin is silent. || So is the MP Kozouline.
    Okay: Le Kremlin se tait. || Paul Courtine filme. => The Kremlin is silent. || Paul Courtine is filming.
    Okay: L'Iran accuse le rabbin Chaim Guttmann. => Iran accuses Rabbi Chaim Guttmann.
    Okay: Au Pakistan, le juge Chaudhry démissionne. => In Pakistan, Judge Chaudhry is resigning.
    Okay: En Irak, Paul Charbonneau filme. => In Iraq, Paul Charbonneau is filming.
    Okay: Au Maroc, Nadjib Hachemi a démenti. => In Morocco, Nadjib Hachemi denied it.
    Okay: Boris Eltsine fut élu en 1991. => Boris Yeltsin was elected in 1991.
    Okay: Le chanteur Matthieu Chedid a joué à Moscou. => The singer Matthieu Chedid played in Moscow.
    Okay: Michel Vlassov préside le club. => Michel Vlassov chairs the club.
    Okay: Martine Aubry et Jacqueline Gourault étaient à Moscou. => Martine Aubry and Jacqueline Gourault were in Moscow.
    """
    listed_tokens: set[int] = set()
    for name, source, target in _kept(context, transliterations()):
        listed_tokens.update(token.index for token in target)
        if len(target) == 1 and name.kind == "surname" and is_french_person(context, target[0]):
            continue
        severity = Severity.MAJOR if _elsewhere(context.document, name.english) else None
        yield _match(context, name, source, target, "is the French spelling of", severity)
    for token, source_span, spelled in unlisted_names(context, listed_tokens):
        yield Match(
            message=f"'{token.text}' looks like the French spelling of a name from another script",
            target=token.span,
            source=source_span,
            suggestion=spelled,
            confidence=0.7,
        )


@rule("E103", "acronym", "accuracy/untranslated", Severity.MINOR, source="fr", target="en")
def acronym(context: Context) -> Iterator[Match]:
    """A French acronym where English has its own.

    ## What it does
    Finds the acronyms of our list (ONU, OTAN, PIB, TVA) that stand in the English as in the French. Acronyms that English prose keeps
    (SNCF, AFP) are not in it, and one that is spelled out beside it in French is left alone. Letters that are a name or another acronym in
    English (Ong, Otan, ALENA) are reported only after an article, or where the document spells the acronym out.

    ## Why is this bad?
    English readers do not know it.

    ## Example
    `L'ONU a condamné l'attaque.` => `The ONU condemned the attack.`

    ## Use instead
    `The UN condemned the attack.`

    ## References
    MQM accuracy/untranslated.

    ## Cases
    Wrong: L'ONU a condamné l'attaque. => The ONU condemned the attack.
    Wrong: Le PIB a reculé de 2 %. => PIB fell by 2%.
    Okay: L'ONU a condamné l'attaque. => The UN condemned the attack.
    Wrong: Une grande ONG a protesté. => A big ONG protested.
    Okay: La SNCF annonce des retards. => SNCF announces delays.
    Okay: Avec ALENA, la styliste a séduit. => With ALENA, the designer was a hit.
    Okay: Le dramaturge Ong Keng Sen est là. => The playwright Ong Keng Sen is here.
    Okay: Le parti Nour-Otan l'emporte, et Otan pavoise. => The Nur-Otan party has won, and Otan is triumphant.
    Okay: BCE va supprimer des emplois à Montréal. => BCE is to cut jobs in Montreal.
    """
    kept = (place for place in _kept(context, acronyms()) if is_meant(context, *place))
    for name, source, target in (*kept, *_kept_plurals(context), *kept_in_context(context, acronyms=True)):
        if not re.search(rf"(?<!\w){re.escape(name.english)}", context.target.text):
            yield _match(context, name, source, target, "is the French acronym for")


def _rulers(context: Context) -> Iterator[Match]:
    """Rulers and popes beyond the list of names."""
    for first, last, english in french_rulers(context):
        listed_one = any(first.text == name.parts[0] for name, *_ in _kept(context, exonyms()))
        if not listed_one:
            span = Span(first.start, last.end)
            kept = context.target.text[first.start : last.end]
            yield Match(message=f"'{kept}' is the French name of {english}", target=span, suggestion=english)


def _kept(context: Context, index: Index) -> Iterator[tuple[Name, Sequence[Token], Sequence[Token]]]:
    """Names of an index that stand on both sides in their French form, each place of the target once."""
    target = list(find(index, context.target.tokens))
    if not target:
        return
    words = [token.text for token in context.source.tokens]
    for name, start, end in target:
        place = _position(words, name.french, context.source.tokens) or _relative(name, context.source.tokens)
        if place is not None:
            yield name, context.source.tokens[place[0] : place[1]], context.target.tokens[start:end]


def _relative(name: Name, tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Where a word of the same stem stands, for a name that no English text has: *cambodgien* for Cambodge."""
    if name.kind not in ("place", "region", "people", "event", "institution") or len(name.french) < 5:
        return None
    if " " in name.french:
        words = [without_accents(token.lower) for token in tokens]
        return _position(words, without_accents(name.french.lower()), tokens)
    if _is_english(name.french.lower()):
        return None
    stem = name.french.lower()[: max(5, len(name.french) - 2)]
    return next(((t.index, t.index + 1) for t in tokens if t.lower.startswith(stem)), None)


@functools.lru_cache(maxsize=4096)
def _is_english(form: str) -> bool:
    """Whether English readers know a form, as a word or as a name."""
    from wordfreq import zipf_frequency

    return zipf_frequency(form, "en") >= 2.5


def _kept_plurals(context: Context) -> Iterator[tuple[Name, Sequence[Token], Sequence[Token]]]:
    """Acronyms that took an English plural ending on the way: ONGs for the French ONG."""
    index = acronyms()
    for token in context.target.tokens:
        bare = token.text.removesuffix("s")
        source = [t for t in context.source.tokens if t.text == bare] if token.text != bare else []
        for name in index.get(bare, ()) if source else ():
            if len(name.parts) == 1:
                yield name, source[:1], (token,)


def _half_english(context: Context) -> Iterator[tuple[Name, Sequence[Token], Sequence[Token]]]:
    """Towns named for a saint that keep the French hyphen before an English name: Saint-Petersburg for St. Petersburg."""
    for token in context.target.tokens:
        if not token.text.startswith("Saint-"):
            continue
        for name in saints():
            rest = name.english.partition(" ; ")[0].partition(" ")[2]
            source = [t for t in context.source.tokens if t.text == name.french]
            if source and token.text == f"Saint-{rest}":
                yield name, source[:1], (token,)


def _position(words: list[str], french: str, tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Where a name stands among the source tokens, whatever the tokenizer made of its hyphens and apostrophes."""
    plain = french.replace(" ", "")
    if french.startswith(("Le ", "Les ")):  # au Pirée, du Caire: the article is in the preposition
        place = _position(words, french.partition(" ")[2], tokens)
        if place is not None and place[0] and words[place[0] - 1].lower() in ("au", "aux", "du", "des"):
            return place
    for start in range(len(words)):
        joined, end = "", start
        while end < len(words) and len(joined) < len(plain) and plain.startswith(joined + words[end].replace("’", "'")):
            joined += words[end].replace("’", "'")
            end += 1
        if joined == plain:
            return start, end
    return None


def _in_proper_name(context: Context, source: Sequence[Token], target: Sequence[Token]) -> bool:
    """Whether the same capitalised word stands next to the name on both sides: it is a part of a longer name."""
    for step, edge in ((1, -1), (-1, 0)):
        left, right = source[edge].index + step, target[edge].index + step
        if 0 <= left < len(context.source.tokens) and 0 <= right < len(context.target.tokens):
            one, other = context.source.tokens[left], context.target.tokens[right]
            alike = without_accents(one.text) == without_accents(other.text)
            if alike and one.text[:1].isupper() and one.lower not in FRENCH_LINKS:
                return True
    return False


def _match(
    context: Context,
    name: Name,
    source: Sequence[Token],
    target: Sequence[Token],
    says: str,
    severity: Severity | None = None,
) -> Match:
    return Match(
        message=f"'{name.french}' {says} {name.english.replace(' ; ', ' or ')}",
        target=span_of(target),
        source=span_of(source),
        suggestion=name.english.replace(" ; ", " / "),
        severity=severity,
    )


def _elsewhere(document: DocumentContext, english: str) -> bool:
    """Whether a form stands anywhere in the target document."""
    return _forms(document)[english] > 0


def _forms(document: DocumentContext) -> Counter[str]:
    forms = document.memory.get("names.forms")
    if not isinstance(forms, Counter):
        forms = Counter(token.text for context in document.contexts for token in context.target.tokens)
        document.memory["names.forms"] = forms
    return forms
