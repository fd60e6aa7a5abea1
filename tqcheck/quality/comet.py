"""Reference-free COMET models, through the unbabel-comet package where the user has installed it.

The package downloads and loads its checkpoints itself; they are PyTorch's own files and no safetensors.
"""

from __future__ import annotations

import contextlib
import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tqcheck.quality.calibrated import Reading
from tqcheck.quality.hub import pick_device
from tqcheck.quality.protocol import Progress
from tqcheck.quality.windows import Window, by_owner, pair_windows, weighted_mean
from tqcheck.text.tokens import tokenize
from tqcheck.types import Span, TqcheckError, WordScore

BATCH_PAIRS = 16
CALL_PAIRS = 64
"""Windows handed over in one call, after which the progress is told."""

SPECIAL_TOKENS = 6
INSTALL = "pip install 'tqcheck[comet]', then pip install --no-deps unbabel-comet"


class CometScorer:
    """Reads pairs with a COMET model that needs no reference."""

    figures = ("comet",)
    warnings: tuple[str, ...] = ()

    def __init__(self, id: str, langs: tuple[str, str], device: str | None = None) -> None:
        self.name = f"comet:{id}"
        self.gpus = int(pick_device(device).type == "cuda")
        self.model = load_comet(id)
        if self.model.requires_references():
            raise TqcheckError(f"{self.name}: needs a reference translation; name a reference-free COMET model")
        self.langs = langs
        self.tokenizer = self.model.encoder.tokenizer
        self.limit = int(self.model.encoder.max_positions) - SPECIAL_TOKENS
        try:
            self.read([("a", "a")])
        except Exception as error:  # what does not fit together here is other packages' versions
            raise TqcheckError(f"{self.name}: cannot be run ({_reason(error)}); {INSTALL}") from error

    def read(self, pairs: Sequence[tuple[str, str]], progress: Progress | None = None) -> list[Reading]:
        """One reading a pair, in order: the mean over its windows by length."""
        windows = [window for owner, pair in enumerate(pairs) for window in self._windows(owner, pair)]
        parts: list[tuple[Window, float, list[WordScore]]] = []
        for start in range(0, len(windows), CALL_PAIRS):
            chunk = windows[start : start + CALL_PAIRS]
            parts += self._predict(chunk, pairs)
            if progress:
                done = {window.owner for window in chunk} - {w.owner for w in windows[start + CALL_PAIRS :][:1]}
                progress(len(done))
        gathered = by_owner([window.owner for window in windows], parts, len(pairs))
        return [self._reading(found) for found in gathered]

    def _windows(self, owner: int, pair: tuple[str, str]) -> list[Window]:
        if self._fits(*pair):
            return [Window(owner, Span(0, len(pair[0])), Span(0, len(pair[1])))]
        return pair_windows(pair, owner, self.langs, self._fits, self._small)

    def _fits(self, source: str, target: str) -> bool:
        return self._length(source) + self._length(target) <= self.limit

    def _small(self, text: str) -> bool:
        return self._length(text) <= self.limit // 4

    def _length(self, text: str) -> int:
        return len(self.tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])

    def _predict(
        self, windows: Sequence[Window], pairs: Sequence[tuple[str, str]]
    ) -> list[tuple[Window, float, list[WordScore]]]:
        samples = [dict(zip(("src", "mt"), window.texts(pairs[window.owner]), strict=True)) for window in windows]
        with quiet_lightning():
            predicted = self.model.predict(samples, batch_size=BATCH_PAIRS, gpus=self.gpus, progress_bar=False)
        errors = getattr(getattr(predicted, "metadata", None), "error_spans", None)
        return [
            (
                window,
                float(score),
                [] if errors is None else marked_words(sample["mt"], self.langs[1], errors[index], window.target.start),
            )
            for index, (window, sample, score) in enumerate(zip(windows, samples, predicted.scores, strict=True))
        ]

    def _reading(self, parts: Sequence[tuple[Window, float, list[WordScore]]]) -> Reading:
        raw = weighted_mean([score for _, score, _ in parts], [window.weight for window, _, _ in parts])
        words = {word.span: word for _, _, found in parts for word in found}
        return Reading(min(1.0, max(0.0, raw)), (raw,), tuple(words[span] for span in sorted(words)))


def marked_words(text: str, lang: str, errors: Sequence[Mapping[str, Any]], shift: int = 0) -> list[WordScore]:
    """Every word with the confidence of the error spans that touch it, 0 where none does."""
    words = []
    for span in tokenize(text, lang):
        written = text[span.start : span.end]
        if any(character.isalnum() for character in written):
            touching = [e["confidence"] for e in errors if span.overlaps(Span(int(e["start"]), int(e["end"])))]
            p_bad = round(float(max(touching, default=0.0)), 4)
            words.append(WordScore(Span(span.start + shift, span.end + shift), written, p_bad))
    return words


def load_comet(id: str) -> Any:
    """The COMET model of that name: an id that the package knows, a checkpoint, or the folder that holds it.

    Raises:
        TqcheckError: where the package, the model or the network is missing.
    """
    try:
        from comet import download_model, load_from_checkpoint
    except ImportError as error:
        raise TqcheckError(f"comet:{id}: the unbabel-comet package is missing ({error}); {INSTALL}") from error
    with quiet_lightning():
        try:
            path = _checkpoint(id) or download_model(id)
        except Exception as error:  # the package turns every failure of the download into a KeyError
            raise TqcheckError(
                f"comet:{id}: cannot be downloaded ({_reason(error)}); check the name, the network and,"
                " for gated models, the hub's licence, or name a local folder"
            ) from error
        try:
            return load_from_checkpoint(path)
        except Exception as error:  # what the package raises for a bad checkpoint is a bare Exception
            raise TqcheckError(f"comet:{id}: {path} cannot be loaded ({_reason(error)}); fetch it again") from error


def _checkpoint(id: str) -> str | None:
    path = Path(id)
    if path.is_dir():
        return str(next(iter(sorted(path.glob("**/*.ckpt"))), path))
    return str(path) if path.is_file() else None


def _reason(error: Exception) -> str:
    return (" ".join(str(error).split()) or type(error).__name__)[:200].strip("'\"")


@contextlib.contextmanager
def quiet_lightning() -> Iterator[None]:
    """Keep the package's advice off the user's terminal."""
    from tqcheck.encoder.loading import quiet_transformers

    loggers = [logging.getLogger(name) for name in ("pytorch_lightning", "lightning_fabric", "lightning", "comet")]
    levels = [logger.level for logger in loggers]
    with warnings.catch_warnings(), quiet_transformers():
        warnings.simplefilter("ignore")
        for logger in loggers:
            logger.setLevel(logging.ERROR)
        try:
            yield
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)
