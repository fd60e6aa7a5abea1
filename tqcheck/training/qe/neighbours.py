"""Wrong words of a like meaning and form: co-hyponyms, antonyms and wrong senses from the encoder's own vectors.

A cheap second source of plausible substitutions beside the generator: for each frequent English word the words whose
vectors are near but not next to it, of like frequency and ending.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.atomic import write_atomically
from tqcheck.training.errors.types import Corrupted, Planted
from tqcheck.types import Severity, Span

if TYPE_CHECKING:
    from tqcheck.encoder import Encoder

WORDS = 16_000
NEAREST = 24
SKIPPED = 3
"""The nearest few are mostly synonyms and spelling variants of the word: no errors."""

ENDINGS = ("ing", "ed", "ly", "ion", "ions", "s", "er", "ers", "al", "ive", "ous", "ment")
_WORD = re.compile(r"[A-Za-z]{3,}")


def build_table(encoder: Encoder, path: Path) -> None:
    """Write ``{word: [neighbours]}`` for the most frequent words."""
    import numpy as np
    from simplemma import lemmatize
    from wordfreq import top_n_list

    words = [w for w in top_n_list("en", 2 * WORDS) if w.isascii() and w.isalpha() and len(w) > 2][:WORDS]
    lemmas = [lemmatize(word, lang="en") for word in words]
    vectors = np.stack([encoding.tokens.mean(0) for encoding in encoder.encode(words)])
    vectors -= vectors.mean(0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    endings = np.array([_ending(word) for word in words])
    table = {}
    for start in range(0, len(words), 1000):
        likeness = vectors[start : start + 1000] @ vectors.T
        for row, scores in enumerate(likeness, start=start):
            scores = np.where(endings == endings[row], scores, -1.0)
            order = np.argsort(-scores)[1 : 3 * NEAREST]
            near = [
                words[i] for i in order if _apart(words[row], lemmas[row], words[i], lemmas[i]) and scores[i] > 0.25
            ]
            table[words[row]] = near[SKIPPED:NEAREST]
    write_atomically(path, json.dumps({word: near for word, near in table.items() if near}))


def _ending(word: str) -> int:
    return next((i for i, ending in enumerate(ENDINGS) if word.endswith(ending)), -1)


def _apart(word: str, lemma: str, other: str, other_lemma: str) -> bool:
    """Whether two words are no forms of one another."""
    return lemma != other_lemma and word[:4] != other[:4] and word not in other and other not in word


class Neighbours:
    """Plants neighbouring words."""

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        self.table = table

    @classmethod
    def read(cls, path: Path) -> Neighbours:
        """The table of a file."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def plant(self, target: str, rng: random.Random, count: int = 1) -> Corrupted | None:
        """The target with up to ``count`` content words replaced; None where no word has neighbours."""
        found = [m for m in _WORD.finditer(target) if self._known(m, target)]
        chosen = sorted(rng.sample(found, min(count, len(found))), key=lambda match: match.start())
        text, done, errors = "", 0, []
        for match in chosen:
            word = rng.choice(self.table[match[0].lower()])
            shown = word.capitalize() if match[0][0].isupper() else word
            text += target[done : match.start()]
            span = Span(len(text), len(text) + len(shown))
            errors.append(Planted("neighbour", "accuracy/mistranslation", Severity.MAJOR, span))
            text += shown
            done = match.end()
        return Corrupted(text + target[done:], tuple(errors)) if errors else None

    def _known(self, match: re.Match[str], target: str) -> bool:
        """Names are left alone: a capital inside the sentence."""
        word = match[0]
        return word.lower() in self.table and (word.islower() or match.start() == 0)
