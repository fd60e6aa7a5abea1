"""Measures tqcheck against labelled corpora, and translations against references."""
