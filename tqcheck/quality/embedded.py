"""The embedded estimator: the shipped network over the embedded encoder's token vectors, calibrated."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqcheck.quality import fluency, omissions
from tqcheck.quality.calibration import NetworkCalibration, network_calibration, probability
from tqcheck.quality.protocol import Progress
from tqcheck.quality.reading import FIGURES, Part, Reading, Tokens, joined, read_off, with_surface
from tqcheck.quality.surface import slips
from tqcheck.quality.translations import FILE, LANGS, TranslationTable, load_table
from tqcheck.quality.windows import pair_windows
from tqcheck.text.tokens import tokenize
from tqcheck.types import Bead, Estimate, Span, WordScore

if TYPE_CHECKING:
    import torch

    from tqcheck.encoder import Encoder, Encoding
    from tqcheck.encoder.low_rank import LowRank
    from tqcheck.quality.interaction import Interaction

FOLDER = Path(__file__).resolve().parent.parent / "models" / "estimator"
CHUNK = 512
"""Beads read at a time, so that memory does not grow with the document."""

BATCH_TOKENS = 4096
SLIPPED = 0.95
"""The least probability of a word or gap where the surface shows a slip."""

UPDATES = "updates."
"""How the names of the low-rank updates begin in the file of weights."""

UNLIKE, FEWEST, UNRELATED = 0.33, 6, 0.9
"""Two texts of so many words whose similarity is below the first are of different things, whatever the network makes of
them: none of 2,996 clean news pairs is. The last is the least probability of an error then."""

LONGEST = 4000
"""Characters of both sides that are read together; the cost of attention grows with the square."""


def available(folder: Path = FOLDER) -> bool:
    """Whether the network ships in this installation."""
    return (folder / "model.safetensors").is_file() and (folder / "calibration.json").is_file()


@functools.cache
def signature(folder: Path = FOLDER) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of weights, calibration, translation table and n-grams."""
    digest = hashlib.sha256()
    for name in ("model.safetensors", "calibration.json", FILE, fluency.FILE):
        if (folder / name).is_file():
            digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:12]


def load_network(folder: Path, device: torch.device | None = None) -> Interaction:
    """The network of a folder on a device (the processor without), in the number type that suits it."""
    import torch

    from tqcheck.encoder.loading import number_type
    from tqcheck.encoder.packing import unpack_state
    from tqcheck.quality.interaction import Interaction

    network = Interaction(**json.loads((folder / "config.json").read_text(encoding="utf-8")))
    columns = {name: value.shape[-1] for name, value in network.state_dict().items() if value.dim() == 2}
    network.load_state_dict(unpack_state(_packed(folder, updates=False), columns))
    network.requires_grad_(False)
    chosen = device or torch.device("cpu")
    return network.eval().to(chosen, number_type(chosen))


def load_updates(folder: Path) -> LowRank | None:
    """The low-rank updates of the encoder's lower layers that a folder holds; None where it has none."""
    from tqcheck.encoder.low_rank import LowRank
    from tqcheck.encoder.packing import unpack_state

    packed = _packed(folder, updates=True)
    return LowRank.of(unpack_state(packed, {})) if packed else None


def _packed(folder: Path, *, updates: bool) -> dict[str, torch.Tensor]:
    """The packed tensors of the updates, by the names they have there, or those of the network above."""
    from safetensors import safe_open

    with safe_open(folder / "model.safetensors", framework="pt") as file:  # type: ignore[no-untyped-call]
        names = [name for name in file.keys() if name.startswith(UPDATES) is updates]  # noqa: SIM118
        return {name.removeprefix(UPDATES): file.get_tensor(name) for name in names}


class EmbeddedEstimator:
    """Estimates quality with the shipped network; only the embedded encoder's vectors suit it."""

    def __init__(
        self,
        encoder: Encoder,
        source_lang: str = "fr",
        target_lang: str = "en",
        folder: Path = FOLDER,
        network: Interaction | None = None,
        updates: LowRank | None = None,
        calibration: NetworkCalibration | None = None,
    ) -> None:
        from tqcheck.encoder.similarity import Centring

        self.encoder = encoder
        self.langs = (source_lang, target_lang)
        self.folder = folder
        self.centring = Centring(encoder.name)
        if network is None:
            network, updates = load_network(folder, encoder.model.device), load_updates(folder)
        self.network = network
        self.reader = encoder if updates is None else encoder.updated(updates)
        self.calibration = calibration or network_calibration(
            json.loads((folder / "calibration.json").read_text(encoding="utf-8"))
        )

    @property
    def name(self) -> str:
        """Names the weights."""
        return f"embedded:{signature(self.folder)}+{self.encoder.name}"

    @property
    def threshold(self) -> float:
        """The operating point."""
        return self.calibration.threshold

    def forget(self) -> None:
        """Let go of the mean vectors learnt from one document before the next."""
        from tqcheck.encoder.similarity import Centring

        self.centring = Centring(self.encoder.name)
        if self.reader is not self.encoder:
            self.reader.forget()

    def estimate(self, beads: Sequence[Bead], progress: Progress | None = None) -> list[Estimate | None]:
        """One estimate a bead, in order; None for a bead with an empty side."""
        results: list[Estimate | None] = []
        for start in range(0, len(beads), CHUNK):
            chunk = beads[start : start + CHUNK]
            pairs = [(bead.source.text, bead.target.text) for bead in chunk if bead.source and bead.target]
            estimates = map(self._estimate, pairs, self.read(pairs))
            results.extend(next(estimates) if bead.source and bead.target else None for bead in chunk)
            if progress:
                progress(len(chunk))
        return results

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """The reading of each pair of texts, neither of them empty, in order; long pairs are read in windows."""
        whole = [index for index, pair in enumerate(pairs) if _fits(*pair)]
        found = dict(zip(whole, self._read([pairs[index] for index in whole]), strict=True))
        readings = [
            found[index] if index in found else self._read_windows(pair, index) for index, pair in enumerate(pairs)
        ]
        return [self._with_surface(pair, reading) for pair, reading in zip(pairs, readings, strict=True)]

    def _with_surface(self, pair: tuple[str, str], reading: Reading) -> Reading:
        found = slips(pair[0], reading.source_words, pair[1], reading.target_words, self.langs[1])
        return with_surface(reading, found, self._fluency(pair[1]))

    def _fluency(self, target: str) -> tuple[float, ...]:
        """How fluent a target is; what is usual where no model knows its language."""
        models = fluency.load_fluency(self.folder)
        if models is None:
            return (0.0,) * fluency.FIGURES
        return models.figures(target) if self.langs[1] == fluency.LANG else models.usual

    def _read_windows(self, pair: tuple[str, str], index: int) -> Reading:
        windows = pair_windows(pair, index, self.langs, _fits, lambda text: len(text) <= LONGEST // 4)
        texts = [window.texts(pair) for window in windows]
        parts = []
        for window, reading in zip(windows, self._read(texts), strict=True):
            places = [
                tuple(Span(s.start + at.start, s.end + at.start) for s in words)
                for words, at in ((reading.source_words, window.source), (reading.target_words, window.target))
            ]
            parts.append(Part(reading, places[0], places[1], window.weight))
        return joined(parts, words_of(pair[0], self.langs[0]), words_of(pair[1], self.langs[1]))

    def _read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        from tqcheck.encoder.similarity import token_similarity

        texts = list(dict.fromkeys(text for pair in pairs for text in pair))
        encoded = dict(zip(texts, self.encoder.encode(texts, sentences=False), strict=True))
        sides = [(encoded[source], encoded[target]) for source, target in pairs]
        read = sides
        if self.reader is not self.encoder:
            seen = dict(zip(texts, self.reader.encode(texts, sentences=False), strict=True))
            read = [(seen[source], seen[target]) for source, target in pairs]
        for side, lang in enumerate(self.langs):
            self.centring.learn(lang, [pair[side] for pair in sides if len(pair[side].tokens)])
        found = []
        for pair, (source, target), tokens in zip(pairs, sides, self._tokens(read), strict=True):
            similarity = token_similarity(
                self.centring.unit(source, self.langs[0]), self.centring.unit(target, self.langs[1])
            )
            left, right = (words_of(text, lang) for text, lang in zip(pair, self.langs, strict=True))
            found.append(read_off(tokens, similarity, (source, left), (target, right)))
        return found

    def _tokens(self, sides: Sequence[tuple[Encoding, Encoding]]) -> list[Tokens]:
        """The network's log-odds for each pair, read in batches of like length."""
        found: dict[int, Tokens] = {}
        order = sorted(range(len(sides)), key=lambda i: len(sides[i][0].tokens) + len(sides[i][1].tokens))
        batch: list[int] = []
        for index in order:
            longest = len(sides[index][0].tokens) + len(sides[index][1].tokens) + 3
            if batch and (len(batch) + 1) * longest > BATCH_TOKENS:
                found |= self._batch(sides, batch)
                batch = []
            batch.append(index)
        if batch:
            found |= self._batch(sides, batch)
        return [found[index] for index in range(len(sides))]

    def _batch(self, sides: Sequence[tuple[Encoding, Encoding]], batch: Sequence[int]) -> dict[int, Tokens]:
        import numpy as np
        import torch

        from tqcheck.quality.interaction import Pairs

        device, number = next((p.device, p.dtype) for p in self.network.parameters())
        padded = [_padded([sides[i][side].tokens for i in batch], device, number) for side in (0, 1)]
        centres = torch.from_numpy(np.stack([self.centring.mean(lang) for lang in self.langs])).to(device, number)
        with torch.inference_mode():
            judged = self.network(Pairs(*padded[0], *padded[1]), centres)
        words, gaps, omitted, effort, error = (value.float().cpu().numpy() for value in judged)
        found = {}
        for row, index in enumerate(batch):
            n, m = len(sides[index][0].tokens), len(sides[index][1].tokens)
            found[index] = Tokens(
                words[row, :m], gaps[row, : m + 1], omitted[row, :n], float(effort[row]), float(error[row])
            )
        return found

    def _estimate(self, pair: tuple[str, str], reading: Reading) -> Estimate:
        fit = self.calibration
        words = reading.target_words
        target = [
            WordScore(span, pair[1][span.start : span.end], round(value, 4))
            for span, value in zip(words, self.word_probabilities(pair, reading), strict=True)
        ]
        odds = self._omitted(pair, reading)
        omitted = [
            WordScore(span, pair[0][span.start : span.end], round(probability(value), 4))
            for span, value in zip(reading.source_words, odds, strict=True)
        ]
        slipped = reading.slips.gaps | ({len(reading.gaps) - 1} if reading.slips.open_end else set())
        likely = [round(fit.gap(value), 4) for value in reading.gaps]
        gaps = [max(value, SLIPPED) if index in slipped else value for index, value in enumerate(likely)]
        score, p_error = fit.score(*reading.figures), fit.error(*reading.figures)
        if _unrelated(reading):
            p_error = max(p_error, UNRELATED)
        left_out = self._left_out(pair, reading, odds)
        return Estimate(round(score, 4), round(p_error, 4), tuple(target), tuple(gaps), tuple(omitted), left_out)

    def _omitted(self, pair: tuple[str, str], reading: Reading) -> list[float]:
        """The log-odds that each source word has no counterpart."""
        fit, table = self.calibration, self._table()
        if table is None or fit.known_omitted is None:
            return [fit.omitted.log_odds(*row) for row in omissions.word_figures(reading)]
        return [fit.known_omitted.log_odds(*row) for row in omissions.known_figures(pair, reading, table)]

    def _left_out(self, pair: tuple[str, str], reading: Reading, odds: Sequence[float]) -> WordScore | None:
        """What the target leaves out, where that is sure enough; nothing is claimed of a pair read in windows."""
        fit = self.calibration
        if fit.left_out is None or self.langs != LANGS or not _fits(*pair):
            return None
        found = omissions.suspect(pair, reading, odds, self.langs[0])
        likely = fit.left_out(*found.figures)
        if found.span is None or likely < fit.left_out_threshold:
            return None
        return WordScore(found.span, pair[0][found.span.start : found.span.end], round(likely, 4))

    def _table(self) -> TranslationTable | None:
        return load_table(self.folder) if self.langs == LANGS else None

    def word_probabilities(self, pair: tuple[str, str], reading: Reading) -> list[float]:
        """The probability that each word of the target is wrong; French to English, the translation table has a say.

        A word that slips (see ``surface``) is wrong with ``SLIPPED`` at least.
        """
        found = self._told(pair, reading)
        return [max(value, SLIPPED) if index in reading.slips.words else value for index, value in enumerate(found)]

    def _told(self, pair: tuple[str, str], reading: Reading) -> list[float]:
        figures, fit = word_figures(reading), self.calibration
        table = self._table()
        if table is None or fit.known_word is None:
            return [fit.word(*row) for row in figures]
        told = table.figures(*pair, reading.target_words)
        return [fit.known_word(*row, *more) for row, more in zip(figures, told, strict=True)]


def word_figures(reading: Reading) -> list[tuple[float, float, float]]:
    """What a calibration weighs of each target word: its log-odds, its best match, and the pair's similarity."""
    similarity = reading.figures[FIGURES.index("similarity")]
    return [(value, match, similarity) for value, match in zip(reading.words, reading.matches, strict=True)]


def _unrelated(reading: Reading) -> bool:
    """Whether hardly a word of either text matches one of the other, by the encoder's own vectors."""
    enough = min(len(reading.source_words), len(reading.target_words)) >= FEWEST
    return enough and reading.figures[FIGURES.index("similarity")] < UNLIKE


def _fits(source: str, target: str) -> bool:
    return len(source) + len(target) <= LONGEST


def words_of(text: str, lang: str) -> list[Span]:
    """The tokens of a text that hold a letter or a digit."""
    return [span for span in tokenize(text, lang) if any(map(str.isalnum, text[span.start : span.end]))]


def _padded(rows: Sequence[Any], device: torch.device, number: torch.dtype) -> tuple[torch.Tensor, torch.Tensor]:
    import torch

    longest = max(1, *map(len, rows))
    vectors = torch.zeros(len(rows), longest, rows[0].shape[1] if len(rows[0]) else 384)
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    for index, row in enumerate(rows):
        vectors[index, : len(row)] = torch.from_numpy(row)
        mask[index, : len(row)] = True
    return vectors.to(device, number), mask.to(device)
