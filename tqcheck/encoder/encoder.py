"""Runs texts through an encoder in batches of like length and hands back sentence and token vectors."""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

    from tqcheck.encoder.low_rank import LowRank

PREFIX = "query: "
"""E5 was trained with this word before every text; its two tokens are left out of what is returned."""

TOKEN_DEPTH = 7 / 12
"""How deep into the model the token vectors match best across languages: layer 7 of the embedded encoder's 12."""

BATCH_TOKENS = 4096
CACHED_TEXTS = 4096

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Encoding:
    """One text's vectors.

    ``sentence`` (hidden,) is the mean of the last layer, of length 1, empty where only tokens were asked for;
    ``tokens`` (n, hidden) float32 the vectors of the token layer; ``offsets`` (n, 2) the characters of the text each
    token covers, leading blanks left out.
    """

    sentence: np.ndarray
    tokens: np.ndarray
    offsets: np.ndarray


class Encoder:
    """Sentence and token vectors of a transformer encoder, remembered for the last few thousand texts.

    Long texts are encoded in windows of the model's length that overlap by a quarter, never cut off.
    """

    def __init__(self, model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, name: str) -> None:
        self.model = model
        self.tokenizer = tokenizer
        self.name = name
        tokenizer.model_max_length = 10**9  # windows are ours to cut; silences a warning that asks for truncation
        prefix = PREFIX if "e5" in name or name.startswith("embedded-") else ""
        self.prefix: list[int] = list(tokenizer(prefix, add_special_tokens=False)["input_ids"])
        self.layer = max(1, round(TOKEN_DEPTH * int(model.config.num_hidden_layers)))
        self.window = min(int(model.config.max_position_embeddings), 512) - 4 - len(self.prefix)
        self._lower = lower_layers(model, self.layer)
        self._cache: OrderedDict[str, Encoding] = OrderedDict()

    def encode(
        self, texts: Sequence[str], progress: Progress | None = None, *, sentences: bool = True
    ) -> list[Encoding]:
        """Vectors of each text, in order; ``progress`` is called with counts of texts finished.

        Without ``sentences`` the layers above the token layer are not run for texts that are not remembered.
        """
        sentences = sentences or self._lower is None
        missing = [text for text in dict.fromkeys(texts) if not self._remembered(text, sentences)]
        fresh: dict[str, Encoding] = {}
        if progress and len(missing) < len(texts):
            progress(len(texts) - len(missing))
        for batch in self._batches(missing):
            fresh.update(self._encode_batch(batch, sentences=sentences))
            if progress:
                progress(len(batch))
        found = [fresh[text] if text in fresh else self._cache[text] for text in texts]
        self._remember(fresh)
        return found

    def sentences(self, texts: Sequence[str], progress: Progress | None = None) -> np.ndarray:
        """Sentence vectors alone, (len(texts), hidden) float32, without keeping token vectors in memory."""
        import numpy as np

        rows = np.zeros((len(texts), self.model.config.hidden_size), dtype=np.float32)
        places: dict[str, list[int]] = {}
        for index, text in enumerate(texts):
            places.setdefault(text, []).append(index)
        for batch in self._batches(list(places)):
            encoded = self._encode_batch(batch, tokens=False)
            for text, encoding in encoded.items():
                rows[places[text]] = encoding.sentence
            if progress:
                progress(sum(len(places[text]) for text in batch))
        return rows

    def updated(self, updates: LowRank) -> Encoder:
        """An encoder with low-rank updates in its lower layers and a memory of its own."""
        return Encoder(updates.merged(self.model), self.tokenizer, self.name)

    def forget(self) -> None:
        """Let go of the remembered vectors: another batch gives other last digits, so none are carried over."""
        self._cache.clear()

    def _remembered(self, text: str, sentences: bool) -> bool:
        found = self._cache.get(text)
        return found is not None and (len(found.sentence) > 0 or not sentences)

    def _remember(self, fresh: dict[str, Encoding]) -> None:
        self._cache.update(fresh)
        while len(self._cache) > CACHED_TEXTS:
            self._cache.popitem(last=False)

    def _batches(self, texts: list[str]) -> Iterator[list[str]]:
        """Texts of like length together, at most ``BATCH_TOKENS`` padded tokens at a time."""
        ordered = sorted(texts, key=lambda text: (len(text), text))
        batch: list[str] = []
        for text in ordered:
            longest = min(len(text) // 3 + 4, self.window)
            if batch and (len(batch) + 1) * longest > BATCH_TOKENS:
                yield batch
                batch = []
            batch.append(text)
        if batch:
            yield batch

    def _encode_batch(self, texts: list[str], tokens: bool = True, sentences: bool = True) -> dict[str, Encoding]:
        """Encode texts in windows, then put the windows of each text together again."""
        encoded = self.tokenizer(
            texts,
            add_special_tokens=False,
            return_offsets_mapping=True,
            return_attention_mask=False,
            verbose=False,
        )
        windows: list[tuple[int, int, list[int]]] = []
        for row, ids in enumerate(encoded["input_ids"]):
            for start in self._starts(len(ids)):
                windows.append((row, start, ids[start : start + self.window]))
        outputs = self._run([ids for _, _, ids in windows], tokens, sentences)
        parts: dict[int, list[tuple[int, Any, Any]]] = {}
        for (row, start, _), (sentence, vectors) in zip(windows, outputs, strict=True):
            parts.setdefault(row, []).append((start, sentence, vectors))
        return {
            text: _joined(parts[row], text, encoded["offset_mapping"][row], tokens) for row, text in enumerate(texts)
        }

    def _starts(self, length: int) -> list[int]:
        if length <= self.window:
            return [0]
        step = self.window * 3 // 4
        return list(range(0, length - self.window // 4, step))

    def _run(self, rows: list[list[int]], tokens: bool, sentences: bool) -> list[tuple[np.ndarray, np.ndarray | None]]:
        """Run rows of token ids through the model; rows are of like length, so padding is small."""
        import torch

        tokenizer: Any = self.tokenizer
        full = [[tokenizer.cls_token_id, *self.prefix, *row, tokenizer.sep_token_id] for row in rows]
        results: list[tuple[Any, Any]] = []
        for chunk in _chunks(full):
            longest = max(map(len, chunk))
            ids = torch.full((len(chunk), longest), tokenizer.pad_token_id)
            for index, row in enumerate(chunk):
                ids[index, : len(row)] = torch.tensor(row)
            ids = ids.to(self.model.device)
            mask = ids != tokenizer.pad_token_id
            lengths = [len(row) for row in chunk]
            with torch.inference_mode():
                if sentences:
                    output = self.model(input_ids=ids, attention_mask=mask.long(), output_hidden_states=tokens)
                    results.extend(self._collect(output, mask, lengths, tokens))
                else:
                    output = self._lower(input_ids=ids, attention_mask=mask.long())
                    results.extend(self._collect_tokens(output, lengths))
        return results

    def _collect_tokens(self, output: Any, lengths: list[int]) -> Iterator[tuple[Any, Any]]:
        """Token vectors alone; the sentence's is empty."""
        import numpy as np

        layer = output.last_hidden_state.float().cpu().numpy()
        first = 1 + len(self.prefix)
        for index, length in enumerate(lengths):
            yield np.zeros(0, np.float32), layer[index, first : length - 1].copy()

    def _collect(self, output: Any, mask: Any, lengths: list[int], tokens: bool) -> Iterator[tuple[Any, Any]]:
        last = output.last_hidden_state.float()
        mean = (last * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        sentences = mean.cpu().numpy()
        layer = output.hidden_states[self.layer].float().cpu().numpy() if tokens else None
        first = 1 + len(self.prefix)
        for index, length in enumerate(lengths):
            yield sentences[index], None if layer is None else layer[index, first : length - 1].copy()


def lower_layers(model: Any, layer: int) -> Any:
    """The model up to a layer, sharing its weights; None where its layers are not kept as BERT's are."""
    stack: Any = getattr(model, "encoder", None)
    if not hasattr(stack, "layer"):
        return None
    lower, lower_stack = copy.copy(model), copy.copy(stack)
    lower._modules = {**model._modules, "encoder": lower_stack}
    lower_stack._modules = {**stack._modules, "layer": stack.layer[:layer]}
    return lower


def _chunks(rows: list[list[int]]) -> Iterator[list[list[int]]]:
    """Split rows so that no padded batch is much over ``BATCH_TOKENS``."""
    chunk: list[list[int]] = []
    longest = 0
    for row in rows:
        longest = max(longest, len(row))
        if chunk and (len(chunk) + 1) * longest > 2 * BATCH_TOKENS:
            yield chunk
            chunk, longest = [], len(row)
        chunk.append(row)
    if chunk:
        yield chunk


def _joined(parts: list[tuple[int, Any, Any]], text: str, offsets: list[tuple[int, int]], tokens: bool) -> Encoding:
    """Put the windows of one text together: later windows only add the tokens the earlier ones had not reached."""
    import numpy as np

    sentence = np.mean([part[1] for part in parts], axis=0)
    sentence = (sentence / (np.linalg.norm(sentence) + 1e-9)).astype(np.float32)
    if not tokens:
        return Encoding(sentence, np.zeros((0, 0), np.float32), np.zeros((0, 2), np.int64))
    pieces: list[np.ndarray] = []
    reached = 0
    for start, _, vectors in parts:
        skip = (reached - start + 1) // 2 if reached > start else 0
        if skip and pieces:
            pieces[-1] = pieces[-1][: len(pieces[-1]) - (reached - start - skip)]
        pieces.append(vectors[skip:])
        reached = start + len(vectors)
    return Encoding(sentence, np.concatenate(pieces).astype(np.float32), _trimmed(text, offsets))


def _trimmed(text: str, offsets: list[tuple[int, int]]) -> np.ndarray:
    """Token offsets without the blanks that a unigram piece takes in at its start."""
    import numpy as np

    spans = np.zeros((len(offsets), 2), dtype=np.int64)
    for index, (start, end) in enumerate(offsets):
        while start < end and text[start].isspace():
            start += 1
        spans[index] = start, end
    return spans
