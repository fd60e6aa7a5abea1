"""Estimators of translation quality behind one protocol."""

from tqcheck.quality.loading import load_estimator

__all__ = ["load_estimator"]
