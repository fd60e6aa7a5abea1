"""Finds an estimator by name: one that ships, a Hugging Face model (``hf:``) or a COMET model (``comet:``)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqcheck.quality.calibrated import Scorer, ScorerEstimator, scorer_of
from tqcheck.quality.calibration import Calibration, ErrorCalibration, read_calibration
from tqcheck.quality.hub import ModelName, loading, parse_name, read_config, read_json
from tqcheck.quality.protocol import Estimator
from tqcheck.types import TqcheckError

if TYPE_CHECKING:
    from tqcheck.encoder import Encoder

Maker = Callable[["Encoder", tuple[str, str], "str | None"], Estimator]


def _similarity(encoder: Encoder, langs: tuple[str, str], _device: str | None) -> Estimator:
    from tqcheck.quality.similarity import SimilarityEstimator

    return SimilarityEstimator(encoder, *langs)


def _embedded(encoder: Encoder, langs: tuple[str, str], _device: str | None) -> Estimator:
    from tqcheck.quality.embedded import EmbeddedEstimator

    if not encoder.name.startswith(EMBEDDED):
        raise TqcheckError("--model embedded: works on the embedded encoder's vectors only; leave out --encoder")
    return EmbeddedEstimator(encoder, *langs)


SHIPPED: dict[str, Maker] = {"embedded": _embedded, "similarity": _similarity}
"""The estimators that need nothing but the encoder, by name."""

EMBEDDED = "embedded-"
"""What the embedded encoder's name begins with."""


def default_for(encoder: Encoder | None) -> str:
    """The name of the default: the embedded network, or similarity on another encoder or where none ships."""
    from tqcheck.quality.embedded import available

    suits = encoder is None or encoder.name.startswith(EMBEDDED)
    return "embedded" if suits and available() else "similarity"


TRANSLATORS = ("ForConditionalGeneration", "MTModel")


def load_estimator(
    name: str | None,
    encoder: Encoder | None,
    langs: tuple[str, str],
    device: str | None = None,
    calibration: str | None = None,
) -> Estimator:
    """Load an estimator by name.

    Args:
        name: None for the default; the name of a shipped one; ``hf:ID`` or ``hf:FOLDER``, with options after ``?``;
            ``comet:ID``; or a folder, which is taken for ``hf:FOLDER``.
        encoder: the encoder at hand; one is loaded if it is needed and None.
        langs: the languages of source and target.
        device: a torch device such as ``"cpu"`` or ``"cuda"``; None picks CUDA where there is one.
        calibration: a JSON file that ``tqcheck calibrate`` wrote for this estimator.

    Raises:
        TqcheckError: if the model, a package or the network is missing, or the calibration is another model's.
    """
    fitted = None if calibration is None else read_calibration(calibration)
    chosen = name or default_for(encoder)
    if chosen in SHIPPED:
        return _shipped(chosen, encoder, langs, device, fitted)
    if isinstance(fitted, Calibration):
        raise TqcheckError(
            f"{calibration}: a calibration of the similarity estimator; fit one with 'tqcheck calibrate'"
        )
    return ScorerEstimator(_scorer(chosen, langs, device), fitted)


def needs_encoder(name: str | None) -> bool:
    """Whether the estimator of that name works on the encoder's vectors."""
    return name is None or name in SHIPPED


def _shipped(
    name: str,
    encoder: Encoder | None,
    langs: tuple[str, str],
    device: str | None,
    calibration: Calibration | ErrorCalibration | None,
) -> Estimator:
    from tqcheck.encoder import load_encoder
    from tqcheck.quality.similarity import SimilarityEstimator

    encoder = encoder or load_encoder(None, device)
    if isinstance(calibration, Calibration):
        if name != "similarity":
            raise TqcheckError(
                f"--calibration: a calibration of the similarity estimator, not of {name}; fit one for it"
            )
        return SimilarityEstimator(encoder, *langs, calibration=calibration)
    estimator = SHIPPED[name](encoder, langs, device)
    return estimator if calibration is None else ScorerEstimator(scorer_of(estimator, langs), calibration)


def _scorer(name: str, langs: tuple[str, str], device: str | None) -> Scorer:
    kind, mark, rest = name.partition(":")
    if mark and kind == "comet" and rest:
        from tqcheck.quality.comet import CometScorer

        return CometScorer(rest, langs, device)
    if not (mark and kind == "hf"):
        if not Path(parse_name(name).id).is_dir():
            raise TqcheckError(
                f"--model {name}: no such estimator; name {' or '.join(sorted(SHIPPED))}, hf:ID, comet:ID or a folder"
            )
        rest = name
    return load_hugging_face(parse_name(rest), langs, device)


def load_hugging_face(name: ModelName, langs: tuple[str, str], device: str | None = None) -> Scorer:
    """A scorer of the kind that the model's configuration names.

    Raises:
        TqcheckError: if the model cannot be loaded or is of no kind that can judge a pair.
    """
    config = read_config(name)
    kind = kind_of(name, config)
    with loading(name):
        scorer = _of_kind(kind)(name, config, langs, device)
        scorer.read([("a", "a")])  # a tokenizer that does not fit its model shows here and not in the user's document
    getattr(scorer, "forget", lambda: None)()
    return scorer


def _of_kind(kind: str) -> Callable[..., Scorer]:
    if kind == "classification":
        from tqcheck.quality.hf_regression import CrossEncoderScorer

        return CrossEncoderScorer
    if kind == "translation":
        from tqcheck.quality.hf_seq2seq import ForcedDecodingScorer

        return ForcedDecodingScorer
    from tqcheck.quality.hf_sentence import SentenceScorer

    return SentenceScorer


def kind_of(name: ModelName, config: Any) -> str:
    """ "classification", "translation" or "sentence", by the architecture that the model was saved from.

    Raises:
        TqcheckError: for any other architecture.
    """
    architecture = (config.architectures or [""])[0]
    if architecture.endswith("ForSequenceClassification"):
        return "classification"
    if read_json(name, "modules.json") is not None or architecture.endswith("EncoderModel"):
        return "sentence"
    if config.is_encoder_decoder and (not architecture or architecture.endswith(TRANSLATORS)):
        return "translation"
    if architecture.endswith("Model") and not architecture.endswith("LMHeadModel"):
        return "sentence"
    raise TqcheckError(
        f"{name.shown}: a {architecture or config.model_type} does not judge pairs; name a sequence classifier, a"
        " translation model or a sentence encoder"
    )
