"""Learns the n-gram models of English: word pairs, and triples of classes that are found by what words stand beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.evaluate.corpora import read_pairs, read_rows
from tqcheck.quality.fluency import FILE, SPECIAL, STEP, Fluency, Grams, numbered, symbols
from tqcheck.quality.word_list import pack_logs, pack_words

if TYPE_CHECKING:
    import numpy as np

CORPORA = (
    "parallel/tatoeba_anki.tsv.gz",
    "parallel/canada_laws.tsv.gz",
    "parallel/python_docs.tsv.gz",
    "parallel/php_docs.tsv.gz",
    "parallel/libreoffice_help.tsv.gz",
    "parallel/debian_descriptions.tsv.gz",
)
NEWS, EDITED = "news/train.tsv", "wce-lig/train.tsv"
NEWS_WEIGHT = 3
"""How often a sentence of news, or a post-edited one, counts: there are few of them."""

SHORTEST, LONGEST, WORDS, RARE = 2, 120, 40_000, 3
ALONE, CLASSES, NEIGHBOURS, SEEN, DIMENSIONS = 150, 300, 600, 10, 80
"""Words that are a class of their own, classes of the others, words that count as neighbours, occurrences from which a
word takes part in finding classes, and dimensions it is compared in."""

Sentence = tuple[list[str], int]
"""The symbols of a sentence, and what it counts."""

KNOWN_PAIR, KNOWN_KINDS = 2, (1, 2)
"""Occurrences from which a pair of words, and pairs and triples of classes, are kept."""


@dataclass(frozen=True)
class Stream:
    """All sentences as one row of symbols: each one's number, its sentence's, and how much it counts."""

    symbols: np.ndarray
    sentences: np.ndarray
    weights: np.ndarray

    def runs(self, size: int) -> np.ndarray:
        """Whether ``size`` symbols from each place on are of one sentence, (symbols - size + 1,)."""
        last = len(self.sentences) - size + 1
        result: np.ndarray = self.sentences[:last] == self.sentences[size - 1 :]
        return result


def learn(data: Path, out: Path, say: Callable[[str], None] = print) -> None:
    """Learn the models from a folder of corpora and write them into an estimator's folder."""
    from safetensors.numpy import save_file

    texts = read_texts(data)
    say(f"n-grams: {len(texts)} sentences")
    save_file(models_of(texts), out / FILE)


def read_texts(data: Path) -> list[tuple[str, int]]:
    """English sentences, each once a corpus, and what they count."""
    texts = [(text, 1) for name in CORPORA for text in sorted({pair[1] for pair in read_pairs(data / name)})]
    texts += [(pair[1], NEWS_WEIGHT) for pair in read_pairs(data / NEWS)]
    return texts + [(row["post_edit"], NEWS_WEIGHT) for row in read_rows(data / EDITED)]


def models_of(texts: Sequence[tuple[str, int]]) -> dict[str, np.ndarray]:
    """The tensors of the models."""
    import numpy as np

    sentences = [(symbols(text), weight) for text, weight in texts]
    vocabulary = _vocabulary(sentences)
    stream = _stream(sentences, vocabulary)
    classes = classes_of(stream, len(vocabulary))
    kinds = Stream(classes[stream.symbols].astype(np.int64), stream.sentences, stream.weights)
    words, grams = _grams(stream, len(vocabulary), (KNOWN_PAIR,)), _grams(kinds, int(classes.max()) + 1, KNOWN_KINDS)
    models = Fluency(vocabulary, classes, words, grams, ())
    usual = [models.figures_of(forms) for forms, weight in sentences if weight > 1 and forms]
    return {
        "vocabulary": pack_words(vocabulary),
        "classes": classes,
        "usual": np.mean(usual, axis=0).astype(np.float32),
        **_tensors("words", words),
        **_tensors("kinds", grams),
    }


def _vocabulary(sentences: Sequence[Sentence]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for forms, weight in sentences:
        for form in forms:
            counts[form] += weight
    words = [word for word, count in counts.most_common(WORDS) if count >= RARE and "\n" not in word]
    return {word: number for number, word in enumerate((*SPECIAL, *words))}


def _stream(sentences: Sequence[Sentence], vocabulary: Mapping[str, int]) -> Stream:
    import numpy as np

    rows, weights = [], []
    for forms, weight in sentences:
        if SHORTEST <= len(forms) <= LONGEST:
            rows.append(numbered(forms, vocabulary))
            weights.append(weight)
    lengths = [len(row) for row in rows]
    return Stream(np.concatenate(rows), np.repeat(np.arange(len(rows)), lengths), np.repeat(weights, lengths))


def classes_of(stream: Stream, size: int) -> np.ndarray:
    """A class for each of ``size`` words, (size,): the commonest are their own, the others' are clusters.

    Words are compared by how much more often than by chance each common word stands before and after them, in the
    leading dimensions of that table (Schütze, 1995, "Distributional Part-of-Speech Tagging").
    """
    import numpy as np
    from sklearn.cluster import MiniBatchKMeans

    alone = min(ALONE, size)
    counts = np.bincount(stream.symbols, weights=stream.weights, minlength=size)
    rest = np.arange(alone, size)
    known = rest[counts[rest] >= SEEN]
    found = np.arange(size)
    if len(known) >= CLASSES:
        places = _places(stream, size)
        clusters = MiniBatchKMeans(CLASSES, random_state=1, n_init=3, batch_size=4096)
        clusters.fit(places[known], sample_weight=np.log1p(counts[known]))
        found[rest] = alone + clusters.predict(places[rest])
    else:
        found[rest] = alone
    return found.astype(np.uint16)


def _places(stream: Stream, size: int) -> np.ndarray:
    """Where each word stands among the others, (size, dimensions), of length 1."""
    import numpy as np
    from scipy.sparse import coo_matrix, hstack
    from sklearn.decomposition import TruncatedSVD

    inside = stream.runs(2)
    left, right = stream.symbols[:-1][inside], stream.symbols[1:][inside]
    weight = stream.weights[1:][inside].astype(np.float32)
    tables = [
        coo_matrix((weight[of < NEIGHBOURS], (word[of < NEIGHBOURS], of[of < NEIGHBOURS])), shape=(size, NEIGHBOURS))
        for word, of in ((right, left), (left, right))
    ]
    table = hstack([one.tocsr() for one in tables]).tocoo()
    rows, columns = (np.asarray(table.sum(axis)).ravel() + 1e-9 for axis in (1, 0))
    surprise = np.log(table.data * columns.sum() / (rows[table.row] * columns[table.col]))
    kept = np.maximum(surprise, 0) * np.minimum(1, table.data / 2)
    weighed = coo_matrix((kept, (table.row, table.col)), shape=table.shape).tocsr()
    places = TruncatedSVD(DIMENSIONS, random_state=1).fit_transform(weighed)
    result: np.ndarray = places / (np.linalg.norm(places, axis=1, keepdims=True) + 1e-9)
    return result


def _grams(stream: Stream, size: int, known: Sequence[int]) -> Grams:
    """The model of orders 1 to 1 + ``len(known)``; n-grams seen less often than ``known`` says are left out."""
    import numpy as np

    counts: np.ndarray = np.bincount(stream.symbols, weights=stream.weights, minlength=size) + 1.0
    alone = np.log(counts / counts.sum())
    key, contexts, orders = stream.symbols, np.arange(size), []
    for order, least in enumerate(known, 2):
        key = key[:-1] * size + stream.symbols[order - 1 :]
        inside = stream.runs(order)
        keys, numbers, seen = np.unique(key[inside], return_inverse=True, return_counts=True)
        weighed = np.bincount(numbers, weights=stream.weights[order - 1 :][inside])
        chances = np.log(weighed / counts[np.searchsorted(contexts, keys // size)])
        orders.append((keys[seen >= least].astype(np.uint32), chances[seen >= least]))
        contexts, counts = keys, weighed
    return Grams(alone, tuple(orders))


def _tensors(name: str, grams: Grams) -> dict[str, np.ndarray]:
    found = {f"{name}.1.chances": pack_logs(grams.alone, STEP)}
    for size, (keys, chances) in enumerate(grams.orders, 2):
        found |= {f"{name}.{size}": keys, f"{name}.{size}.chances": pack_logs(chances, STEP)}
    return found
