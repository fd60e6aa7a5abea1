"""Sentence and word alignment of two documents from an encoder's vectors, with a probability for every bead."""

from tqcheck.align.aligner import align
from tqcheck.align.types import Alignment
from tqcheck.align.units import beads

__all__ = ["Alignment", "align", "beads"]
