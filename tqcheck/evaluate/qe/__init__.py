"""Figures of quality estimation against labelled corpora, for any estimator, with bootstrap intervals."""
