"""Commands run in this process, with the session's encoder in place of a fresh one each time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

import tqcheck.encoder
from tqcheck.cli import main
from tqcheck.encoder import Encoder

Run = Callable[..., Result]


@pytest.fixture
def run(encoder: Encoder, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run a command line; ``stdin`` is text or bytes on standard input."""

    def load(name: str | None = None, device: str | None = None) -> Encoder:
        return encoder if name is None else original(name, device)

    original = tqcheck.encoder.load_encoder
    monkeypatch.setattr(tqcheck.encoder, "load_encoder", load)
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))

    def invoke(*arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, list(map(str, arguments)), input=stdin)

    return invoke
