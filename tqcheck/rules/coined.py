"""Words that no English dictionary has, formed after a French one."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from tqcheck.rules.analysis import Token
from tqcheck.rules.context import Context
from tqcheck.rules.registry import Match, rule
from tqcheck.rules.untranslated import QUOTED
from tqcheck.text.accents import without_accents
from tqcheck.types import Severity, Span

_SHORTEST = 6
_ALIKE = 0.6
_BEGINNING = 5
"""The share of the word that must stand at the beginning of the French one too, and how many letters at least."""

#: Zipf frequencies (0 never seen, 8 most often).
_ORDINARY = 1.7
"""Of the French word: the technical terms of a field, rarer ones, are often the same in both languages."""
_KNOWN_STEM = 1.0
_KNOWN_PART = 3.0

_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ly", ""),
    ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("est", ""), ("est", "e"), ("ness", ""), ("able", ""), ("able", "e"),
)  # fmt: skip
_SPELLINGS = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"is(?=e|ing|ation|ab)", "iz"), (r"ys(?=e|ing)", "yz"), ("our", "or"), ("[ao]e", "e"), (r"ll(?=ed|ing|er|ab)", "l"),
        ("sulph", "sulf"), ("leuc", "leuk"), (r"tre(?=s?$)", "ter"), (r"tred$", "tered"), (r"ogue(?=s?$)", "og"),
    )
)  # fmt: skip
_SCIENCE = re.compile(
    r"[a-z]{3,}(?:us|um|is|ae?|omata|oses|uria|oma|ectom(?:y|ies)|plast(?:y|ies)|scop(?:y|ies)|graph(?:y|ies)|metry|log(?:y|ies)"
    r"|trophy|path(?:y|ies)|stom(?:y|ies)|ptera(?:ns?)?|zoa(?:ns?)?|idae|cytes?|genous|tropic|phoric|lytic)"
)
"""Endings of the Latin and Greek terms that the sciences coin alike in both languages; French has other ones of its own."""
_PREFIXES = (
    "anti", "arch", "astro", "auto", "bio", "cardio", "co", "counter", "cyber", "de", "dis", "eco", "electro", "euro",
    "extra", "fore", "gastro", "geo", "haemo", "hemo", "hydro", "hyper", "im", "immuno", "in", "inter", "intra",
    "macro", "mega", "meta", "micro", "mid", "mini", "mis", "mono", "multi", "nano", "neo", "neuro", "non", "osteo",
    "out", "over", "para", "photo", "poly", "post", "pre", "proto", "pseudo", "psycho", "quasi", "radio", "re",
    "semi", "socio", "sub", "super", "techno", "tele", "thermo", "trans", "ultra", "un", "under", "uni", "video",
)  # fmt: skip


@rule("U102", "coined-word", "accuracy/mistranslation", Severity.MAJOR, source="fr", target="en")
def coined_word(context: Context) -> Iterator[Match]:
    """A word that English does not have, made after a French word of the source.

    ## What it does
    Reports a word in small letters that is not among some 300,000 English words, nor formed of them by an ending, a
    prefix or by joining two, and that begins as an ordinary French word of the source does. Quoted words pass, and so
    do words that are as rare in French or have a Latin or Greek ending: the terms of a science are often the same in both.

    ## Why is this bad?
    A word that looks English and is not stops the reader, who has to know French to understand it.

    ## Example
    `Les énergéticiens s'inquiètent.` => `The energeticians are worried.`

    ## Use instead
    `Energy companies are worried.`

    ## References
    MQM accuracy/mistranslation. Word frequencies: `wordfreq` (Speer, 2022).

    ## Cases
    Wrong: Les énergéticiens s'inquiètent. => The energeticians are worried.
    Wrong: Une redevance a été instaurée en mai. => A levy was instaured in May.
    Wrong: La vétusté des locaux inquiète. => The vetustness of the premises is a worry.
    Wrong: Les performances du moteur déçoivent. => The performamces of the engine disappoint.
    Okay: Les énergéticiens s'inquiètent. => Energy companies are worried.
    Okay: Il faut réinitialiser le compteur. => The meter must be reinitialised.
    Okay: On caractérise mal ces désistements. => These withdrawals are mischaracterised.
    Okay: Le signal est discrétisé. => The signal is discretised.
    Okay: L'hématurie persiste, comme le prurit. => The haematuria persists, as does the pruritis.
    Okay: La thromboprophylaxie est conseillée. => Thromboprophylaxis is advised.
    Okay: Ils l'appellent « vétusté ». => They call it "vetusty".
    Okay: Un blouson en léopard. => A leopardskin jacket.
    """
    exempt = [Span(*match.span()) for match in QUOTED.finditer(context.target.text)]
    for token in context.target.tokens:
        if not _candidate(token) or any(token.span.overlaps(span) for span in exempt):
            continue
        model = next((word for word in context.source.tokens if _model(word, token)), None)
        if model is not None and not _english(token.text):
            message = f"'{token.text}' is no English word; it is formed after '{model.text}'"
            yield Match(message, target=token.span, source=model.span, confidence=0.8)


def _candidate(token: Token) -> bool:
    from wordfreq import zipf_frequency

    word = token.text
    known = zipf_frequency(word, "en") > 0 or _SCIENCE.fullmatch(word)
    return len(word) >= _SHORTEST and word.isalpha() and word.islower() and not known


def _model(word: Token, copy: Token) -> bool:
    """Whether a word of the source is what a word of the target was formed after."""
    from wordfreq import zipf_frequency

    if not word.text.islower() or word.text == copy.text or zipf_frequency(word.text, "fr") < _ORDINARY:
        return False
    shared = max(_BEGINNING, math.ceil(_ALIKE * len(copy.text)))
    return len(word.text) >= shared and without_accents(word.text)[:shared] == without_accents(copy.text)[:shared]


def _english(word: str) -> bool:
    """Whether a word is made of English words by an ending, a spelling, a prefix or by joining two."""
    return any(_formed(form) for form in (word, *_respelt(word)))


def _respelt(word: str) -> Iterator[str]:
    """The word as the other side of the Atlantic spells it."""
    for british, american in _SPELLINGS:
        if british.search(word):
            yield british.sub(american, word)


def _formed(word: str) -> bool:
    stems = [word, *(word.removesuffix(end) + new for end, new in _ENDINGS if word.endswith(end))]
    if any(_frequency(stem) >= _KNOWN_STEM for stem in stems):
        return True
    bare = [stem.removeprefix(prefix) for stem in stems for prefix in _PREFIXES if stem.startswith(prefix)]
    if any(len(rest) > 3 and _frequency(rest) >= _KNOWN_STEM for rest in bare):
        return True
    cuts = (cut for cut in range(3, len(word) - 2) if word[:cut] != "des")  # the French prefix
    return any(min(_frequency(word[:cut]), _frequency(word[cut:])) >= _KNOWN_PART for cut in cuts)


def _frequency(word: str) -> float:
    from wordfreq import zipf_frequency

    return zipf_frequency(word, "en")
