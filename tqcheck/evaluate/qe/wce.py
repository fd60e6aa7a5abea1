"""WCE-LIG: real translations with their post-edits, made into segments with an editing effort and word labels.

The phrase-based system's output is lowercased and tokenised; its case and spacing are restored first, from the source
and from other translations, never from its own post-edit, or case itself would become the label.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tqcheck.text.tokens import normalise, tokenize
from tqcheck.types import Span

SYSTEMS = ("smt", "google", "bing")
_SENTENCE_END = frozenset(".?!")


@dataclass(frozen=True, slots=True)
class Edited:
    """A source, its translation by one system, its editing effort (HTER, from 0) and which words were changed."""

    source: str
    target: str
    system: str
    hter: float
    words: tuple[Span, ...]
    bad: tuple[bool, ...]
    reference: str


def edited_segments(
    rows: Iterable[Mapping[str, str]], case: Mapping[str, str], systems: Sequence[str] = SYSTEMS
) -> list[Edited]:
    """The translations of each row by the named systems, against the row's post-edit.

    ``case`` gives the usual written form of a lowercased word (see :func:`learn_case`).
    """
    found = []
    for row in rows:
        source, reference = row["source"].strip(), row["post_edit"].strip()
        for system in systems:
            if system == "smt":
                target = restore(row["smt_lowercased_tokenised"], source, case)
            else:
                target = re.sub(r"(\w) - (\w)", r"\1-\2", row[system].strip())
            if target:
                found.append(labelled(source, target, reference, system))
    return found


def labelled(source: str, target: str, reference: str, system: str) -> Edited:
    """Label a translation against its reference: HTER by sacrebleu's TER, words by a Levenshtein alignment."""
    from rapidfuzz.distance import Levenshtein
    from sacrebleu.metrics import TER

    words, gold = tokenize(target, "en"), tokenize(reference, "en")
    left = [normalise(target[s.start : s.end]).lower() for s in words]
    right = [normalise(reference[s.start : s.end]).lower() for s in gold]
    bad = [False] * len(left)
    for operation in Levenshtein.editops(left, right):
        if operation.tag in ("replace", "delete"):
            bad[operation.src_pos] = True
    hter = TER().sentence_score(" ".join(left), [" ".join(right)]).score / 100
    return Edited(source, target, system, hter, tuple(words), tuple(bad), reference)


def learn_case(texts: Iterable[str]) -> dict[str, str]:
    """The usual written form of each word, from where it does not begin a sentence."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        spans = tokenize(text, "en")
        for before, span in itertools.pairwise(spans):
            if text[before.start : before.end] not in {*_SENTENCE_END, ":", '"', "“"}:
                word = text[span.start : span.end]
                forms[word.lower()][word] += 1
    return {lower: counter.most_common(1)[0][0] for lower, counter in forms.items()}


def restore(tokenised: str, source: str, case: Mapping[str, str]) -> str:
    """Case and spacing for a lowercased, tokenised translation."""
    from sacremoses import MosesDetokenizer

    names = {w.lower(): w for w in re.findall(r"(?<=\s)\w[\w-]*", source) if w != w.lower()}
    words, start = [], True
    for token in tokenised.split():
        written = case.get(token) or names.get(token) or token
        if token == "i":
            written = "I"
        if start and written[:1].isalnum():
            written, start = written[:1].upper() + written[1:], False
        start = start or token in _SENTENCE_END
        words.append(written)
    return str(MosesDetokenizer(lang="en").detokenize(words))
