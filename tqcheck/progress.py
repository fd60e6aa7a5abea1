"""How a stage shows what it has done: the stages themselves print nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

Stage = Callable[[str, int], contextlib.AbstractContextManager[Callable[[int], None]]]
"""Given a stage's name and its number of steps, a context that takes counts of steps done."""


@contextlib.contextmanager
def silent(_name: str, _steps: int) -> Any:
    """A stage that shows nothing."""
    yield lambda done: None
