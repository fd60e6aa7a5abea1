"""Estimators of translation quality behind one protocol."""
