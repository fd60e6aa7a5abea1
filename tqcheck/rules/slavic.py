"""Slavic names in French spelling, beyond the lists: back to Cyrillic by the French rules, then to English by BGN/PCGN."""

from __future__ import annotations

import functools
import re

from tqcheck.text.accents import without_accents

_TO_CYRILLIC = (
    ("chtch", "щ"), ("tch", "ч"), ("sch", "щ"), ("ch", "ш"), ("kh", "х"), ("ts", "ц"), ("dj", "дж"), ("zh", "ж"),
    ("iou", "ю"), ("you", "ю"), ("ïa", "ья"), ("ia", "я"), ("ya", "я"), ("io", "йо"), ("ou", "у"), ("ss", "с"), ("qu", "к"),
    ("a", "а"), ("b", "б"), ("c", "к"), ("d", "д"), ("e", "е"), ("é", "э"), ("f", "ф"), ("g", "г"), ("h", "х"),
    ("i", "и"), ("ï", "й"), ("j", "ж"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"),
    ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("x", "кс"), ("y", "ы"), ("z", "з"),
)  # fmt: skip
_ENDING = re.compile(
    r"(^tch.*|chak|mak|ov|ova|ovo|ev|eva|evo|ïev|iev|ski|skaïa|ine|tchouk|iouk|enko|itch|vitch|sk|grad|tchev|ïl|ïlo|slav|chine|kine)$"
)
_SLAVIC_ENDING = re.compile(r"(?:ov|ova|ev|eva|ovo|evo|enko|sk|ski|skaïa|[ti]chouk|iouk|slav|grad)$")
_FRENCH = re.compile(
    r"tch|iou|ïl|ïa|ïev|aï|eï|oï|[^aeiouy]io(v|r|n?ov)|[bdfgklmnprstvz]ia(?=nsk$|[nkvz].*(sk|ski|ine|ov|ev|iouk)$)"
    r"|ou(?=[bcdfghjklmnprstvz].*(ov|ova|ev|eva|ski|sk|enko|ine|itch)$)|ouk$|chk|chenko$|gu[eé]ï?"
)
"""Letter groups that only the French spelling of a Slavic name has."""


def english_spelling(name: str) -> str | None:
    """The English spelling of a name that is a Slavic one in French spelling, or None if it does not look like one.

    Both a Slavic ending and a letter group of the French spelling are needed, so that other names stay out.
    """
    parts = name.split("-")
    spelled = [_respell(part) for part in parts]
    if not any(spelled):
        return None
    return "-".join(new or old for new, old in zip(spelled, parts, strict=True))


@functools.lru_cache(maxsize=4096)
def _respell(part: str) -> str | None:
    lower = part.lower()
    if len(part) < 5 or not part.istitle() or not _ENDING.search(lower) or not _FRENCH.search(lower):
        return None
    import iuliia
    from wordfreq import zipf_frequency

    if zipf_frequency(lower, "en") >= 3.0:  # Mitch, Martin: English readers know the name so
        return None
    spelled = iuliia.translate(_cyrillic(lower), schema=iuliia.BGN_PCGN)
    folded = without_accents(spelled)
    folded = re.sub(r"iy$", "y", folded.replace("ʼ", "").replace("'", "").replace("’", ""))
    if zipf_frequency(lower, "en") > zipf_frequency(folded, "en"):  # Tcherepnin, Rabinovitch: how the bearer writes it
        return None
    return folded.capitalize() if folded.lower() != lower else None


def is_surely_slavic(name: str) -> bool:
    """Whether a name ends as hardly any but Slavic ones do, or no French text has it: *-ine*, *-itch*, *-mak* end others too."""
    from wordfreq import zipf_frequency

    return _SLAVIC_ENDING.search(name) is not None or zipf_frequency(name, "fr") == 0.0


def _cyrillic(lower: str) -> str:
    """Greedy inverse of the French transliteration; endings first, where French adds or drops letters."""
    lower = re.sub(r"ski$", "skiï", re.sub(r"ine$", "in", lower))
    lower = re.sub(r"gu(?=[eéiï])", "g", lower)
    letters, at = [], 0
    while at < len(lower):
        for latin, cyrillic in _TO_CYRILLIC:
            if lower.startswith(latin, at):
                letters.append(cyrillic)
                at += len(latin)
                break
        else:
            letters.append(lower[at])
            at += 1
    return "".join(letters)
