"""What a run loads once and keeps for all of its documents: encoders, estimators, glossaries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tqcheck.progress import Stage, silent
from tqcheck.types import TqcheckError

if TYPE_CHECKING:
    from tqcheck.encoder import Encoder
    from tqcheck.glossary import Glossary
    from tqcheck.quality.protocol import Estimator
    from tqcheck.settings import Settings


class ModelError(TqcheckError):
    """A model that cannot be loaded: it concerns every document of a run."""


class Models:
    """The encoders and estimators of a run, each loaded when it is first needed and kept for the documents after.

    What they remember of a document's texts they forget before the next, so that its result does not depend on which
    documents came before it.
    """

    def __init__(self) -> None:
        self._encoders: dict[tuple[str | None, str | None], Encoder] = {}
        self._estimators: dict[tuple[Any, ...], Estimator] = {}
        self._glossaries: dict[tuple[Any, ...], Glossary] = {}

    def encoder(self, settings: Settings, stage: Stage = silent) -> Encoder:
        """The encoder that the settings name, ready for a new document.

        Raises:
            ModelError: if it cannot be loaded.
        """
        from tqcheck.encoder import load_encoder

        key = settings.encoder, settings.device
        if key not in self._encoders:
            with stage("Loading the model", 1) as done:
                try:
                    self._encoders[key] = load_encoder(*key)
                except TqcheckError as error:
                    raise ModelError(str(error)) from error
                done(1)
        for model in (self._encoders[key], *self._estimators.values()):
            getattr(model, "forget", lambda: None)()
        return self._encoders[key]

    def estimator(
        self, settings: Settings, encoder: Encoder, langs: tuple[str, str], stage: Stage = silent
    ) -> Estimator:
        """The estimator that the settings name, for a pair of languages.

        Raises:
            ModelError: if it cannot be loaded.
        """
        from tqcheck.quality import load_estimator

        named = settings.model, settings.calibration
        key = *named, settings.device, id(encoder), langs
        if key not in self._estimators:
            with stage("Loading the estimator", 1) as done:
                try:
                    self._estimators[key] = load_estimator(named[0], encoder, langs, settings.device, named[1])
                except TqcheckError as error:
                    raise ModelError(str(error)) from error
                done(1)
        return self._estimators[key]

    def glossary(self, settings: Settings, langs: tuple[str, str]) -> Glossary:
        """The glossary that the settings name, for a pair of languages; an empty one where they name none.

        Raises:
            ModelError: if a file cannot be read.
        """
        from tqcheck.glossary import load_glossary

        key = tuple(settings.glossary), langs
        if key not in self._glossaries:
            try:
                self._glossaries[key] = load_glossary(settings.glossary, langs)
            except TqcheckError as error:
                raise ModelError(str(error)) from error
        return self._glossaries[key]
