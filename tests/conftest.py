"""Fixtures shared by all tests: the embedded encoder is loaded once a session."""

from __future__ import annotations

import pytest

from tqcheck.encoder import Encoder, load_encoder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The embedded encoder."""
    return load_encoder()
