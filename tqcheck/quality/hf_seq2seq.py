"""Translation models of the Hugging Face hub, by forced decoding: how likely a model finds a given translation.

The decoder is fed the translation and says how probable it finds each token of it, given the source and the tokens
before (Thompson and Post, 2020, "Automatic Machine Translation Evaluation in Many Languages via Zero-Shot
Paraphrasing"; Fomicheva et al., 2020, "Unsupervised Quality Estimation for Neural Machine Translation"). The score is
the geometric mean of the probabilities, the end of the sentence included: where a model would go on, something is
missing.

A word's ``p_bad`` is 1 - p(token) / p(the token that the model likes best there) at the worst of its tokens. The worst
and not the sum, since the sum falls with the number of tokens, so that rare names would look wrong for being rare; the
ratio and not p itself, since where many words would do even the best has a low p.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tqcheck.quality.calibrated import Reading
from tqcheck.quality.hub import (
    NO_LIMIT,
    ModelName,
    full_name,
    load_model,
    load_tokenizer,
    padded_rows,
    token_limit,
)
from tqcheck.quality.language_tokens import code_for, language_codes
from tqcheck.quality.pieces import Pieces, target_pieces
from tqcheck.quality.protocol import Progress
from tqcheck.quality.windows import Countdown, Window, by_owner, length_batches, pair_windows
from tqcheck.text.tokens import tokenize
from tqcheck.types import Span, TqcheckError, WordScore

if TYPE_CHECKING:
    import torch

BATCH_TOKENS = 4096
BATCH_LOGITS = 2**27
"""Most numbers in a batch's logits: tokens x vocabulary, which for large vocabularies is what fills the memory."""

T5_LIKE = ("t5", "mt5", "umt5", "byt5", "longt5", "switch_transformers")
CODED = ("m2m100", "nllb", "mbart")


class Token(NamedTuple):
    """One forced token: where it stands in the target, its log-probability and that of the likeliest token there."""

    span: Span
    log_probability: float
    best: float


class Frame(NamedTuple):
    """The special tokens that a tokenizer puts before and after a target."""

    before: list[int]
    after: list[int]


class ForcedDecodingScorer:
    """Reads pairs with an encoder-decoder."""

    figures = ("mean_log_probability", "min_log_probability")
    warnings: tuple[str, ...] = ()

    def __init__(self, name: ModelName, config: Any, langs: tuple[str, str], device: str | None = None) -> None:
        from transformers import AutoModelForSeq2SeqLM

        name.only("source", "target", "prefix")
        self.model = load_model(name, AutoModelForSeq2SeqLM, device)
        self.tokenizer = load_tokenizer(name)
        self.limit = token_limit(self.model, self.tokenizer)
        self.tokenizer.model_max_length = NO_LIMIT  # windows are ours to cut; silences advice to truncate
        self.prefix = set_languages(name, self.tokenizer, config.model_type, langs)
        self.frame = target_frame(self.tokenizer)
        self.overhead = len(self._source_ids(""))
        if self.overhead > self.limit // 2:
            raise TqcheckError(
                f"{name.shown}: prefix '{self.prefix}' fills its {self.limit} tokens; write a shorter one"
            )
        self.langs = langs
        self.name = full_name(name, config)

    def read(self, pairs: Sequence[tuple[str, str]], progress: Progress | None = None) -> list[Reading]:
        """One reading a pair, in order, over the tokens of all its windows."""
        windows = [window for owner, pair in enumerate(pairs) for window in self._windows(owner, pair)]
        owners = [window.owner for window in windows]
        tokens = self._run(pairs, windows, Countdown(owners, progress))
        gathered = by_owner(owners, tokens, len(pairs))
        return [
            self._reading(target, [token for part in parts for token in part])
            for (_, target), parts in zip(pairs, gathered, strict=True)
        ]

    def _windows(self, owner: int, pair: tuple[str, str]) -> list[Window]:
        if self._fits(*pair):
            return [Window(owner, Span(0, len(pair[0])), Span(0, len(pair[1])))]
        return pair_windows(pair, owner, self.langs, self._fits, self._small)

    def _fits(self, source: str, target: str) -> bool:
        return len(self._source_ids(source)) <= self.limit and self._target_length(target) <= self.limit

    def _small(self, text: str) -> bool:
        source, target = len(self._source_ids(text)), self._target_length(text)
        return source - self.overhead <= (self.limit - self.overhead) // 4 and target <= self.limit // 4

    def _source_ids(self, text: str) -> list[int]:
        ids: list[int] = self.tokenizer(self.prefix + text, truncation=False)["input_ids"]
        return ids

    def _target_length(self, text: str) -> int:
        return len(self.tokenizer(text_target=text, truncation=False)["input_ids"])

    def _run(
        self, pairs: Sequence[tuple[str, str]], windows: Sequence[Window], countdown: Countdown
    ) -> list[list[Token]]:
        """The forced tokens of each window."""
        texts = [window.texts(pairs[window.owner]) for window in windows]
        sources = [self._source_ids(source) for source, _ in texts]
        targets = [target_pieces(self.tokenizer, target) for _, target in texts]
        lengths = [max(len(s), len(t.ids) + 2) for s, t in zip(sources, targets, strict=True)]
        budget = min(BATCH_TOKENS, BATCH_LOGITS // int(self.model.config.vocab_size))
        results: list[list[Token]] = [[] for _ in windows]
        for batch in length_batches(lengths, budget):
            found = self._force([sources[index] for index in batch], [targets[index] for index in batch])
            for index, tokens in zip(batch, found, strict=True):
                shift = windows[index].target.start
                results[index] = [
                    Token(Span(span.start + shift, span.end + shift), own, best) for span, own, best in tokens
                ]
                countdown.done(windows[index].owner)
        return results

    def _force(self, sources: Sequence[list[int]], targets: Sequence[Pieces]) -> list[list[Token]]:
        import torch

        labels = [[*self.frame.before, *pieces.ids, *self.frame.after] for pieces in targets]
        pad, device = self.tokenizer.pad_token_id, self.model.device
        encoder = padded_rows(
            {"input_ids": sources, "attention_mask": [[1] * len(row) for row in sources]}, pad, device
        )
        decoder = padded_rows({"input_ids": [self._decoder_ids(row) for row in labels]}, pad, device)
        with torch.inference_mode():
            logits = self.model(**encoder, decoder_input_ids=decoder["input_ids"], use_cache=False).logits
            return [
                self._tokens(rows[: len(row)], row, pieces)
                for rows, row, pieces in zip(logits, labels, targets, strict=True)
            ]

    def _decoder_ids(self, labels: list[int]) -> list[int]:
        """What the decoder reads to predict the labels: mBART starts from its last label, others from a fixed token."""
        config = self.model.config
        start = labels[-1] if config.model_type == "mbart" else config.decoder_start_token_id
        return [start, *labels[:-1]]

    def _tokens(self, logits: torch.Tensor, labels: list[int], pieces: Pieces) -> list[Token]:
        """The pieces and the end of the sentence with their log-probabilities; language codes are given, not judged."""
        import torch

        table = logits.float()
        total = table.logsumexp(-1)
        own = (table[torch.arange(len(labels)), labels] - total).tolist()
        best = (table.amax(-1) - total).tolist()
        first = len(self.frame.before)
        end = pieces.spans[-1].end if pieces.spans else 0
        tokens = []
        for place, (label, mine, top) in enumerate(zip(labels, own, best, strict=True)):
            if first <= place < first + len(pieces.ids):
                tokens.append(Token(pieces.spans[place - first], mine, top))
            elif label == self.tokenizer.eos_token_id:
                tokens.append(Token(Span(end, end), mine, top))
        return tokens

    def _reading(self, target: str, tokens: Sequence[Token]) -> Reading:
        values = [token.log_probability for token in tokens]
        mean = sum(values) / len(values) if values else 0.0
        return Reading(math.exp(mean), (mean, min(values, default=0.0)), word_scores(target, self.langs[1], tokens))


def word_scores(target: str, lang: str, tokens: Sequence[Token]) -> tuple[WordScore, ...]:
    """Each word's ``p_bad`` from the worst of the tokens that share a character with it."""
    worst = [0.0] * len(target)
    for span, own, best in tokens:
        for place in range(*span):
            worst[place] = min(worst[place], own - best)
    words = [(span, target[span.start : span.end]) for span in tokenize(target, lang)]
    return tuple(
        WordScore(span, text, round(1 - math.exp(min(worst[span.start : span.end])), 4))
        for span, text in words
        if any(character.isalnum() for character in text)
    )


def target_frame(tokenizer: Any) -> Frame:
    """The special tokens around a target, found by comparing a text with and without them."""
    whole = list(tokenizer(text_target="a")["input_ids"])
    bare = list(tokenizer(text_target="a", add_special_tokens=False)["input_ids"])
    at = next(i for i in range(len(whole) + 1) if whole[i : i + len(bare)] == bare)
    return Frame(whole[:at], whole[at + len(bare) :])


def set_languages(name: ModelName, tokenizer: Any, model_type: str, langs: tuple[str, str]) -> str:
    """Tell a tokenizer its languages in the codes of its model; the text to write before every source.

    Raises:
        TqcheckError: if the model has no code for a language.
    """
    apart = getattr(tokenizer, "lang_code_to_token", None) or {}
    family, codes = language_codes({**tokenizer.get_vocab(), **dict.fromkeys(apart.values())})
    if family in CODED and hasattr(tokenizer, "src_lang"):
        tokenizer.src_lang = _code(name, "source", langs[0], codes)
        tokenizer.tgt_lang = _code(name, "target", langs[1], codes)
        return name.options.get("prefix", "")
    if "prefix" in name.options:
        return name.options["prefix"]
    if family in ("madlad", "marian"):
        return f"{codes[_code(name, 'target', langs[1], codes)]} "
    if model_type in T5_LIKE:
        return f"translate {_english_name(name, langs[0])} to {_english_name(name, langs[1])}: "
    return ""


def _code(name: ModelName, side: str, lang: str, codes: dict[str, str]) -> str:
    wanted = name.options.get(side) or code_for(lang, codes)
    if wanted is None or wanted not in codes:
        said = f"no code '{wanted}'" if wanted else f"no code for language '{lang}'"
        some = ", ".join(sorted(codes)[:5])
        raise TqcheckError(f"{name.shown}: {said}; it has {len(codes)}, such as {some}: name one with ?{side}=CODE")
    return wanted


def _english_name(name: ModelName, lang: str) -> str:
    from babel import Locale

    known = Locale("en").languages
    code = lang.replace("_", "-").split("-")[0].lower()
    if code not in known:
        raise TqcheckError(
            f"{name.shown}: language '{lang}' has no known English name; write the model's instruction with ?prefix="
        )
    return str(known[code])
