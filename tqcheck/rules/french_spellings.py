"""Names of other scripts in French spelling, beyond the lists and the Slavic ones: letter groups that only French uses for them.

Each world has words that show that a text speaks of it, and words that show that a bearer of the name may live where
French is written and keeps the spelling.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tqcheck.text.accents import without_accents

UNKNOWN = 2.6
"""Zipf frequency from which a form is a word or name that English readers have seen in that spelling."""

SEEN = 1.5
"""Zipf frequency in English from which a form may be how its bearer writes it."""

MARGIN = 1.0
"""By how much the English spelling must be the commoner one in English."""

_ARABIC = re.compile(r"^(?!.*(?:[áíóúñ]|ll|che[tr]|ić$|vic$)).*(?:ï|dj|ahou$|aoui$)")
_ARABIC_PERHAPS = re.compile(r"^(?!.*(?:[áíóúñ]|ll|ić$|vic$)).*(?:ch|ou|gu[eéi]|ss|é|â|û|î)")
_NEVER = re.compile(r"$^")
_JAPANESE = re.compile(r"(?=.*[ôûâ])(?:(?:[kstnhmyrwgzjdbpf]|ch|sh|ts|[knhmrgbpj]y)?[aiueoôûâîê]|n(?![aiueoôû]))+$")
_GREEK = re.compile(r"(?=.*[áéíóúýàèêïë]).{3,}(?:is|os|as|ou|ás|ós|ís|oú)$")
_ARMENIAN = re.compile(r"(?=.*(?:tch|dj|ou|ï)).{4,}[iy]an$")
_GEORGIAN = re.compile(r".{2,}(?:chvili|dzé)$")

_RESPELLED = (
    ("tch", "\0"), ("sch", "sh"), ("ch", "sh"), ("\0", "ch"), ("dj", "j"), ("aoui", "awi"), ("ouaï", "uai"), ("ouï", "ui"), ("oua", "wa"),
    ("oue", "we"), ("oui", "wi"), ("ou", "u"), ("gue", "ge"), ("gué", "ge"), ("gui", "gi"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """What shows that a text speaks of a world, whose names there keep the French spelling, and what they look like."""

    signs: frozenset[str]
    keepers: frozenset[str]
    looks: re.Pattern[str]
    respell: Callable[[str], str]
    perhaps: re.Pattern[str] = _NEVER
    """What such names may look like, and others too: the English spelling must be a name that readers know."""


def respelled(name: str) -> str:
    """A name in small letters with the French letter groups put as English has them."""
    for french, english in _RESPELLED:
        name = name.replace(french, english)
    return without_accents(re.sub(r"ine$", "in", name))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FRENCH_SPEAKING = _words(
    "france français française maroc marocain marocaine algérie algérien algérienne tunisie tunisien tunisienne liban libanais"
    " libanaise mauritanie maghreb belgique belge suisse québec québécois canada paris marseille lyon alger tunis rabat"
    " beyrouth casablanca bruxelles montréal djibouti comores tchad mali sénégal niger"
)

WORLDS = (
    World(
        _words(
            "irak irakien irakienne bagdad syrie syrien syrienne damas yémen yéménite arabie saoudien saoudienne riyad égypte égyptien"
            " égyptienne soudan soudanais libye libyen libyenne jordanie jordanien émirats émirati koweït koweïtien qatar qatari"
            " bahreïn oman palestinien palestinienne palestine gaza cisjordanie israël israélien israélienne iran iranien iranienne"
            " téhéran ouzbékistan ouzbek kirghizistan kirghize tadjikistan tadjik turkménistan turkmène kazakhstan kazakh ouïghour afghanistan afghan afghane kaboul taliban talibans pakistan pakistanais pakistanaise hamas ramallah caire"
        ),
        _FRENCH_SPEAKING,
        _ARABIC,
        respelled,
        _ARABIC_PERHAPS,
    ),
    World(_words("japon japonais japonaise tokyo nippon nippone"), frozenset(), _JAPANESE, without_accents),
    World(_words("grèce grec grecque athènes"), frozenset(), _GREEK, without_accents),
    World(_words("arménie arménien arménienne erevan karabakh"), _FRENCH_SPEAKING, _ARMENIAN, respelled),
    World(frozenset(), frozenset(), _GEORGIAN, respelled),
)


def english_spellings(name: str, segment: frozenset[str]) -> str | None:
    """The English spelling of a name that French spelled its own way, or None where nothing shows that it did.

    Args:
        name: the name as both sides have it.
        segment: lemmas and forms of the name's segment of the source, in small letters.
    """
    parts = name.split("-")
    spelled = [_spelled(part, segment) for part in parts]
    return "-".join(new or old for new, old in zip(spelled, parts, strict=True)) if any(spelled) else None


def _spelled(part: str, segment: frozenset[str]) -> str | None:
    if len(part) < 5 or not part.istitle() or not part.isalpha():
        return None
    lower = part.lower()
    for world in WORLDS:
        meant = not world.signs or (not world.signs.isdisjoint(segment) and world.keepers.isdisjoint(segment))
        if not meant or not _is_unknown(lower):
            continue
        new = world.respell(lower)
        if new != lower and world.looks.search(lower) and not _is_at_home(lower, new):
            return new.capitalize()
        if world.perhaps.search(lower) and _is_better_known(new, lower):
            return new.capitalize()
    return None


def _is_at_home(lower: str, new: str) -> bool:
    """Whether English readers have seen a form rather than the one that would replace it: Chalabi, Djokic."""
    from wordfreq import zipf_frequency

    return zipf_frequency(lower, "en") > zipf_frequency(new, "en")


def _is_better_known(new: str, lower: str) -> bool:
    """Whether English readers know the new form, and hardly the old one: Hashemi and Hachemi."""
    from wordfreq import zipf_frequency

    old = zipf_frequency(lower, "en")
    return old < SEEN and zipf_frequency(new, "en") >= max(old + MARGIN, MARGIN)


def _is_unknown(lower: str) -> bool:
    """Whether neither language knows the form as a word, a French given name or a name that kept its spelling."""
    from wordfreq import zipf_frequency

    accented = lower != without_accents(lower)
    return zipf_frequency(lower, "fr") < UNKNOWN + accented and (accented or zipf_frequency(lower, "en") < UNKNOWN)
