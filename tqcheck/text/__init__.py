"""Offset-safe text: sentences, tokens, normalising."""
