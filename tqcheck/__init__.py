"""tqcheck finds what a human must look at in a machine translation: where, why, how bad, and what to write instead."""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["__version__"]
