"""English words that deny by a prefix or an ending: unread, irregular, misunderstood, toothless, sugar-free."""

from __future__ import annotations

import functools
import re

from tqcheck.lexicon.negatives import listed_words

_KNOWN = 2.2
"""The Zipf frequency (0 never seen, 8 most often) of a word without its prefix, from which it is a word."""
_PREFIXED = re.compile(
    r"(?:(?:un|non|dis|mis|anti)-?(?P<any>[a-z]{4,})"
    r"|(?:in|im(?=[bmp])|ir(?=r)|il(?=l))(?P<quality>[a-z]{2,}(?:able|ible|ably|ibly|ability|ibility|ent|ently|ence|ency|ant|antly|ance|ive|ively"
    r"|ate|ately|acy|ite|ise|id|ous|ously|ect|ectly|ete|etely|ure|urely|ity|ile|ic|al|ally|ary|ful|fully|ular|ularly|ularity|ness|ible|ect|act|icit|icitly)))"
)
_ENDING = re.compile(r"[a-z]{3,}(?:less|lessly|lessness|-free|-proof|-resistant)|(?:non|un|ex|anti|ill)-[a-z]{3,}")


@functools.lru_cache(maxsize=16384)
def denies_by_form(word: str) -> bool:
    """Whether an English word in small letters denies by its form: what stands after the prefix is a word itself."""
    if word in listed_words("en", "seeming") or word.startswith(tuple(listed_words("en", "seeming-stem"))):
        return False
    if word in listed_words("en", "form") or _ENDING.fullmatch(word):
        return True
    match = _PREFIXED.fullmatch(word)
    return match is not None and _is_word(match["any"] or match["quality"])


def _is_word(rest: str) -> bool:
    from wordfreq import zipf_frequency

    return zipf_frequency(rest, "en") >= _KNOWN
